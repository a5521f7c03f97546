"""Beside the pages: the small pictures of all of them, or what was found of the words typed into a line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from fosterpanel.domain.wording import counted
from fosterpanel.ui.look import sizes
from fosterpanel.ui.pages.papers.page_source import PageSource
from fosterpanel.ui.pages.papers.page_worker import LookedThrough
from fosterpanel.ui.pages.papers.thumbnails import Thumbnails
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.lines import FilterLine
from fosterpanel.ui.parts.notice import announce
from fosterpanel.ui.parts.tables import Column, Table
from fosterpanel.ui.parts.words import small
from fosterpanel.workflow.paperwork.reading import Hit

SHORTEST = 2
MOST_HITS = 1000
_TYPING_MS = 200
_SHOWN_EVERY_MS = 500


class PaperSearch(QWidget):
    """``found(hits)`` with what was found so far, ``chosen(hit)`` when one is to be shown.

    ``line`` is put where the reader has its bar. Enter in it shows the next one, Shift+Enter the one before, Esc ends
    the search.
    """

    found = Signal(object)
    chosen = Signal(object)

    def __init__(self, source: PageSource, within: str = "paper") -> None:
        super().__init__()
        self._source, self._within = source, within
        self._words = ""
        self.hits: list[Hit] = []
        self.line = FilterLine(f"Search in this {within}")
        self.thumbnails = Thumbnails(source)
        self.results: Table[Hit] = _results(source, within)
        # It stands beside the page and takes what height that has.
        self.results.setMinimumHeight(0)
        self._said = small("")
        self._said.hide()
        self._typing = _timer(self, _TYPING_MS, self._begin)
        self._showing = _timer(self, _SHOWN_EVERY_MS, self._show)
        self._lay_out()
        self._connect()

    @property
    def sentence(self) -> str:
        """What it says was found."""
        return self._said.text()

    def clear(self) -> None:
        """End the search and show the small pictures again."""
        self.line.clear()
        self._begin()

    def current(self) -> Hit | None:
        """The one looked at."""
        return self.results.current()

    def step(self, by: int = 1) -> None:
        """Show the next one found, or the one before; round and round."""
        if self._typing.isActive():
            self._begin()
        count = self.results.model.rowCount()
        if count:
            at = self.results.view.currentIndex().row()
            self.results.view.go_to((at + by) % count)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the line, Down goes to what was found, Enter to the next one, Esc ends the search."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self._takes(event):
            return True
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.step(-1 if back else 1)
            case Qt.Key.Key_Down if self.hits:
                self.results.view.setFocus()
            case Qt.Key.Key_Escape if self.line.text():
                self.clear()
            case _:
                return False
        return True

    def _lay_out(self) -> None:
        shown = QWidget()
        self._found_card = Card(margin=sizes.TINY).add(self.results)
        self._stack = QStackedLayout(shown)
        self._stack.addWidget(self.thumbnails)
        self._stack.addWidget(self._found_card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.SMALL))
        column.addWidget(shown, 1)
        column.addWidget(self._said)

    def _connect(self) -> None:
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._typing.start)
        self.results.moved.connect(self._choose)
        self.results.opened.connect(self._choose)
        self._source.looked_through.connect(self._take)

    def _begin(self) -> None:
        self._typing.stop()
        words = " ".join(self.line.text().split())
        self._words = words if len(words) >= SHORTEST else ""
        self.hits = []
        self._source.look_for(self._words)
        self._stack.setCurrentWidget(self._found_card if self._words else self.thumbnails)
        self._said.setVisible(bool(self._words))
        self._said.setText("Looking…")
        self._show()

    def _take(self, looked: LookedThrough) -> None:
        if looked.words != self._words:
            return
        self.hits += looked.hits[: MOST_HITS - len(self.hits)]
        if len(self.hits) >= MOST_HITS:
            self._source.look_for("")
        if looked.is_last or len(self.hits) >= MOST_HITS:
            self._said.setText(self._summary())
            announce(self.line, self._summary())
            self._show()
        elif looked.hits and not self._showing.isActive():
            self._showing.start()

    def _show(self) -> None:
        self._showing.stop()
        self.results.set_rows(tuple(self.hits))
        self.found.emit(self.hits)

    def _choose(self, hit: Hit | None) -> None:
        if hit is not None:
            self.chosen.emit(hit)

    def _summary(self) -> str:
        pages = len({hit.page for hit in self.hits})
        if not self.hits:
            return f"Not found in this {self._within}."
        most = "The first " if len(self.hits) >= MOST_HITS else ""
        return f"{most}{counted(len(self.hits), 'place')} on {counted(pages, 'page')}"


def _results(source: PageSource, within: str) -> Table[Hit]:
    return Table(
        f"Found in this {within}",
        (
            Column(
                "Where",
                lambda hit: f"Page {source.number(hit.page)}",
                why=lambda hit: hit.words,
            ),
        ),
        empty="Nothing found yet.",
        how="A paper that was scanned as pictures has no words to be found.",
        icon="search",
        key=lambda hit: (hit.page, hit.boxes),
        has_filter=False,
        has_titles=False,
    )


def _timer(owner: PaperSearch, after_ms: int, act: object) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(after_ms)
    timer.timeout.connect(act)
    return timer
