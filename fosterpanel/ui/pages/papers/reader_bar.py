"""The bar over the pages: which page, how large, taking a copy out, and looking for words."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, QSize, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import icon_only, secondary
from fosterpanel.ui.parts.flow import Flow
from fosterpanel.ui.parts.lines import Line
from fosterpanel.ui.parts.naming import mark, name

_PAGE_WIDTH = 64
_SEARCH_WIDTH = 196
_NUMBER = QRegularExpression(r"\d{1,5}[A-Za-z]{0,2}")


class _Figure(QLabel):
    """A figure between buttons, with room for its ``longest``: another one neither moves nor squeezes them."""

    def __init__(self, longest: str) -> None:
        super().__init__()
        self._longest = longest
        self.setTextFormat(Qt.TextFormat.PlainText)
        mark(self, "tone", Tone.MUTED.value)

    def sizeHint(self) -> QSize:
        """As wide as the longest."""
        return super().sizeHint().expandedTo(QSize(self.fontMetrics().horizontalAdvance(self._longest), 0))

    def minimumSizeHint(self) -> QSize:
        """Never less."""
        return self.sizeHint()


class ReaderBar(QWidget):
    """``page_typed(number)``, as typed, on Enter in the page line; the buttons are there to be connected.

    Where nothing ``goes_out``, there is no printing, no copy and no redaction.
    """

    page_typed = Signal(str)

    def __init__(self, search_line: QWidget, *, goes_out: bool = True) -> None:
        super().__init__()
        self._search_line, self._goes_out = search_line, goes_out
        self.side = icon_only("Pages and search", "panel-left")
        self.before = icon_only("Page before", "chevron-up")
        self.after = icon_only("Next page", "chevron-down")
        self.smaller = icon_only("Smaller", "zoom-out", shortcut=Shortcuts.SMALLER)
        self.larger = icon_only("Larger", "zoom-in", shortcut=Shortcuts.LARGER)
        self.fit = secondary("Fit width", shortcut=Shortcuts.FIT)
        self.full = secondary("100 %")
        self.print = icon_only("Print", "printer", shortcut=Shortcuts.PRINT)
        self.notes = secondary("Notes", "notebook-pen", shortcut=Shortcuts.NOTES)
        self.redact = secondary("Redact a copy", "file-x")
        self.copy = icon_only("Save a copy", "download", shortcut=Shortcuts.SAVE_COPY)
        self.page_line = Line()
        self._of, self._percent = _Figure("of 000"), _Figure("000 %")
        self._build()
        self._lay_out()

    def add(self, part: QWidget) -> None:
        """Put something at the end of the bar."""
        self._flow.addWidget(part)

    def show_page(self, number: str, last: str, *, is_first: bool, is_last: bool) -> None:
        """Say which page is read, of how many."""
        if not self.page_line.hasFocus():
            self.page_line.setText(number)
        self._of.setText(f"of {last}")
        self.before.setEnabled(not is_first)
        self.after.setEnabled(not is_last)

    def show_percent(self, percent: int) -> None:
        """Say how large pages are shown."""
        self._percent.setText(f"{percent} %")

    def begin_page(self, typed: str = "") -> None:
        """Put the cursor into the page line, with the first digit somebody typed."""
        self.page_line.setFocus()
        self.page_line.selectAll()
        if typed:
            self.page_line.insert(typed)

    def _build(self) -> None:
        name(self.page_line, "Go to page", "page_number")
        self.page_line.setAccessibleDescription(Shortcuts.GO_TO_PAGE.shown)
        self.page_line.setToolTip(f"Type a page and press Enter ({Shortcuts.GO_TO_PAGE.shown})")
        self.page_line.setValidator(QRegularExpressionValidator(_NUMBER, self.page_line))
        self.page_line.setFixedWidth(sizes.px(_PAGE_WIDTH))
        self.page_line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.page_line.returnPressed.connect(lambda: self.page_typed.emit(self.page_line.text()))

    def _lay_out(self) -> None:
        flow = self._flow = Flow(self)
        flow.addWidget(_row(self.side, self.before, self.page_line, self._of, self.after))
        flow.addWidget(_row(self.smaller, self._percent, self.larger, self.fit, self.full))
        flow.addWidget(_row(self.notes, self.redact))
        out = _row(self.print, self.copy)
        flow.addWidget(out)
        if not self._goes_out:
            self.redact.hide()
            out.hide()
        self._search_line.setFixedWidth(sizes.px(_SEARCH_WIDTH))
        flow.addWidget(self._search_line)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


def _row(*parts: QWidget) -> QWidget:
    together = QWidget()
    row = QHBoxLayout(together)
    row.setContentsMargins(0, 0, sizes.px(sizes.TINY), 0)
    row.setSpacing(sizes.px(sizes.TINY))
    for part in parts:
        row.addWidget(part)
    return together
