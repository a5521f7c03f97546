"""The bar over the papers in the room: which page of how many, which paper, the draft in their place, a search."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.look import sizes
from fosterpanel.ui.parts.buttons import Button, icon_only
from fosterpanel.ui.parts.fields.choices import Combo
from fosterpanel.ui.parts.lines import Line
from fosterpanel.ui.parts.naming import name
from fosterpanel.ui.parts.words import muted, words
from fosterpanel.workflow.meeting_room.papers_in_room import OpenPages

NOT_IN_PACK = "–"
"""What a page is called that came after the pack, and so bears no number."""

_PAGE_WIDTH = 56
_NUMBER = QRegularExpression(r"\d{1,5}[A-Za-z]{0,2}")


class PaperBar(QWidget):
    """``number_typed(str)`` on Enter in the page line, ``paper_chosen(page)`` counted from 0 through all papers.

    The buttons are there to be connected.
    """

    number_typed = Signal(object)
    paper_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.before = icon_only("Page before", "chevron-left")
        self.after = icon_only("Next page", "chevron-right")
        self.look = icon_only("Look for words", "search")
        self.draft = Button("Draft minutes", "segment")
        self.line, self._of, self._page = Line(), muted(""), words("Page", "strong")
        self.which = Combo()
        self._firsts: tuple[int, ...] = ()
        self._build()
        self._lay_out()

    def begin(self, typed: str = "") -> None:
        """Put the cursor into the page line, with the first digit somebody typed."""
        self.line.setFocus()
        self.line.selectAll()
        if typed:
            self.line.insert(typed)

    def name_papers(self, opened: OpenPages | None) -> None:
        """Offer the papers to choose from, each by the number of its first page."""
        papers = opened.papers if opened is not None else ()
        numbers = opened.printed if opened is not None else ()
        self._firsts = tuple(one.first for one in papers)
        self.which.clear()
        self.which.addItems([f"p. {numbers[one.first] or NOT_IN_PACK} · {one.paper.title}" for one in papers])
        self._below.setVisible(len(papers) > 1)

    def show_page(self, opened: OpenPages | None, page: int, count: int) -> None:
        """Say which page is read, counted from 0, of how many there are here."""
        if not self.line.hasFocus():
            self.line.setText(opened.printed[page] if opened is not None and page >= 0 else "")
        self._of.setText(f"of {opened.last}" if opened is not None else "")
        self.before.setEnabled(page > 0)
        self.after.setEnabled(page < count - 1)
        place = opened.paper_on(page) if opened is not None else None
        if place is not None and opened is not None:
            self.which.setCurrentIndex(opened.papers.index(place))

    def _build(self) -> None:
        self.draft.setCheckable(True)
        self.draft.setToolTip(f"Draft minutes ({Shortcuts.DRAFT.shown})")
        for label in (self._of, self._page):
            label.setWordWrap(False)
        name(self.line, "Go to page", "room_page")
        self.line.setToolTip(f"Type a page and press Enter ({Shortcuts.GO_TO_PAGE.shown})")
        self.line.setValidator(QRegularExpressionValidator(_NUMBER, self.line))
        self.line.setFixedWidth(sizes.px(_PAGE_WIDTH))
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.returnPressed.connect(lambda: self.number_typed.emit(self.line.text().upper()))
        name(self.which, "Paper", "room_paper")
        self.which.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.which.setMinimumContentsLength(8)
        self.which.activated.connect(lambda place: self.paper_chosen.emit(self._firsts[place]))

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(sizes.px(sizes.TINY))
        for part in (self.before, self._page, self.line, self._of, self.after):
            bar.addWidget(part)
        bar.addStretch(1)
        bar.addWidget(self.draft)
        bar.addWidget(self.look)
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.which)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[sizes.px(each) for each in (4, 3, 4, 3)])
        column.setSpacing(sizes.px(sizes.TINY))
        column.addLayout(bar)
        column.addWidget(self._below)
