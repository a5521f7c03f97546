"""Searching everything, over the desk on Ctrl+K: results while typing, Enter goes there."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from fosterpanel.domain.search import Found, FoundKind
from fosterpanel.ui.desk.overlay import Overlay
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.naming import name
from fosterpanel.ui.parts.tables import Column, Table
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.search import search

WIDTH = 680
HEIGHT = 460

_ICONS = {
    FoundKind.PERSON: "user",
    FoundKind.MEMBER: "users-round",
    FoundKind.HOME: "house",
    FoundKind.ITEM: "inbox",
    FoundKind.MEETING: "calendar-days",
    FoundKind.PAPER: "file-text",
}
_PLACES = {
    FoundKind.PERSON: Place.SETTINGS,
    FoundKind.MEMBER: Place.CENTRAL_LIST,
    FoundKind.HOME: Place.HOMES,
    FoundKind.ITEM: Place.ITEMS,
    FoundKind.MEETING: Place.MEETINGS,
    FoundKind.PAPER: Place.ITEMS,
}


def destination_of(found: Found) -> Destination:
    """Where to go for what was found: a paper is read at its item."""
    if found.kind is FoundKind.PAPER:
        page = f"#{found.page}" if found.page else ""
        return Destination(Place.ITEMS, found.item_id, f"paper:{found.subject_id}{page}")
    return Destination(_PLACES[found.kind], found.subject_id)


class SearchPalette(Overlay):
    """A line to type in and what it finds below, of what is found at ``places``.

    ``chosen(Destination)`` when the person opens one.
    """

    chosen = Signal(object)

    def __init__(self, over: QWidget, office: Office, runner: TaskRunner, places: Collection[Place]) -> None:
        super().__init__(over, "Search everything", width=WIDTH, has_title=False)
        self._office, self._runner = office, runner
        self._kinds = [kind for kind, place in _PLACES.items() if place in places]
        self.line = QLineEdit()
        name(self.line, "Search everything", "search_everything")
        self.line.setPlaceholderText("Names, references, anything in a paper")
        self.results: Table[Found] = Table(
            "Found",
            _columns(),
            empty="Search everything",
            how="Type two letters or more of a name, a reference, or any word in a paper.",
            icon="search",
            key=lambda found: (found.kind, found.subject_id),
            has_filter=False,
            has_titles=False,
        )
        self.body.addWidget(self.line)
        self.body.addWidget(self.results, 1)
        self.take_keyboard(self.line)
        self._connect()

    def open_over(self) -> None:
        """Begin with what was searched for last, ready to be typed over."""
        super().open_over()
        self.line.selectAll()
        self._search()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move through what was found while the cursor stays in the line; Enter opens it."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._move(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open(self.results.current())
                return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._search)
        self.results.opened.connect(self._open)

    def _search(self) -> None:
        typed = self.line.text()
        self._runner.act(lambda: search(self._office, typed, kinds=self._kinds), self._show)

    def _show(self, found: tuple[Found, ...]) -> None:
        self.results.set_rows(found)
        self.results.view.go_to(0)
        if len(self.line.text().strip()) > 1 and not found:
            self.results.empty.say("Nothing has these words in it.", "Try fewer letters, or another word.")

    def _move(self, by: int) -> None:
        row = self.results.view.currentIndex().row() + by
        self.results.view.go_to(min(max(row, 0), self.results.model.rowCount() - 1))

    def _open(self, found: Found | None) -> None:
        if found is not None:
            self.close_over()
            self.chosen.emit(destination_of(found))

    def _wanted_height(self, width: int) -> int:
        return sizes.px(HEIGHT)


def _columns() -> list[Column[Found]]:
    return [
        Column(
            "What",
            lambda found: found.title,
            why=lambda found: f"{found.kind.value.capitalize()} · {found.line}".rstrip(" ·"),
            icon=lambda found: (_ICONS[found.kind], Tone.SOFT),
            is_bold=True,
        )
    ]
