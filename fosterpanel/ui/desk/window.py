"""The desk itself: the rail, one page at a time, search, the foot line; for one person at one open store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from fosterpanel.domain.rulebook import ServiceKind
from fosterpanel.domain.settings import Setting
from fosterpanel.ui.desk.pages import Pages
from fosterpanel.ui.desk.places import Count, Destination, MakePage, Place
from fosterpanel.ui.desk.rail import Rail
from fosterpanel.ui.desk.roles import role_of, seen_by
from fosterpanel.ui.desk.room_door import ROOM, MakeRoom, RoomDoor
from fosterpanel.ui.desk.search import SearchPalette
from fosterpanel.ui.desk.shortcuts_help import ShortcutsHelp
from fosterpanel.ui.desk.undo import Edit, UndoLine
from fosterpanel.ui.keys import Shortcuts, bind
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.progress import FootLine
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.freshness import AsOf, as_of
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.settings import idle_minutes
from fosterpanel.workflow.undo import undo_edit

if TYPE_CHECKING:
    from fosterpanel.ui.desk.memory import WindowMemory

MOST_REMEMBERED = 50
_NARROW_BELOW = 900
_PLACE_KEYS = [shortcut for shortcut in Shortcuts if shortcut.name.startswith("PLACE_")]
_KIND_WORDS = {ServiceKind.COUNCIL: "Council service", ServiceKind.AGENCY: "Agency"}


class DeskWindow(QWidget):
    """``pages`` makes the page of each place and ``counts`` says what needs somebody there.

    Signals: ``lock_asked()``, ``person_asked()`` when somebody else wants to sit down, and ``screen_asked(bool)`` when
    the whole screen is wanted, for the meeting room, or no longer.
    """

    lock_asked = Signal()
    person_asked = Signal()
    screen_asked = Signal(object)

    def __init__(
        self,
        office: Office,
        pages: Mapping[Place, MakePage],
        *,
        counts: Mapping[Place, Count] | None = None,
        memory: WindowMemory | None = None,
        make_room: MakeRoom | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.office = office
        self.runner = TaskRunner(self)
        self._counts = counts or {}
        self._counted: Mapping[Place, int] = {}
        self._counted_as_of: AsOf | None = None
        self.places = [place for place in seen_by(role_of(office)) if place in pages]
        self._build(pages, memory)
        self._lay_out(make_room)
        self._connect()
        self._bind_keys()
        self._been: list[Destination] = []
        if self.places:
            self.go(Destination(self.places[0]))

    @property
    def at(self) -> Destination:
        """Where the person is."""
        return self.door.at or self.pages.at

    @property
    def shown(self) -> QWidget:
        """What the person works on: a page, or the meeting room."""
        return self.door.room or self.pages.current

    @cached_property
    def help(self) -> ShortcutsHelp:
        """The list of shortcuts, made when somebody first asks for it."""
        return ShortcutsHelp(self)

    def go(self, destination: Destination) -> None:
        """Go somewhere; a place this person does not see, or that has no page yet, is passed over."""
        if destination.place not in self.places or not self.pages.can_leave():
            return
        if destination.part == ROOM and self.door.leads_somewhere:
            self.runner.act(lambda: self.door.go_in(destination.subject_id))
            return
        self.door.go_out()
        if self.pages.has_shown:
            self._been = [*self._been[1 - MOST_REMEMBERED :], self.pages.at]
        self._show(destination)

    def go_back(self) -> None:
        """Go to where the person was before."""
        if self._been and self.pages.can_leave():
            self._show(self._been.pop())

    def count(self) -> None:
        """Count again what needs somebody where anything was done since, off the window's thread."""
        if any(place in self.places for place in self._counts):
            self.runner.run("Counting what needs somebody", self._count, self.rail.show_counts)

    def _count(self) -> Mapping[Place, int]:
        now = as_of(self.office)
        if now != self._counted_as_of:
            asked = {place: count for place, count in self._counts.items() if place in self.places}
            self._counted = {place: count(self.office) for place, count in asked.items()}
            self._counted_as_of = now
        return self._counted

    def undo(self) -> None:
        """Take back the last edit of this sitting."""
        edit = self.undo_line.last
        if edit is None:
            return
        self.undo_line.drop_last()
        self.runner.act(
            lambda: undo_edit(self.office, edit.before, edit.after),
            lambda restored: self._show_taken_back(edit, restored),
        )

    def _show_taken_back(self, edit: Edit, restored: object) -> None:
        self.undo_line.taken_back(edit, restored)
        self._name_rail()
        if isinstance(edit.after, Setting):
            self.pages.idle_chosen.emit(idle_minutes(self.office))
        self.pages.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show icons only in the rail where there is little room."""
        super().resizeEvent(event)
        self.rail.set_narrow(narrow=self.width() < sizes.px(_NARROW_BELOW))

    def _build(self, pages: Mapping[Place, MakePage], memory: WindowMemory | None) -> None:
        self.rail = Rail(*_names(self.office), places=self.places)
        self.pages = Pages(self.office, self.runner, pages, memory)
        self.undo_line = UndoLine()
        self.foot = FootLine(self.runner)
        self.search = SearchPalette(self, self.office, self.runner, self.places)

    def _name_rail(self) -> None:
        """Say whose service it is and who sits here, which the settings may have changed."""
        self.rail.show_names(*_names(self.office))

    def _lay_out(self, make_room: MakeRoom | None) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pages, 1)
        column.addWidget(self.undo_line)
        column.addWidget(self.foot)
        self._desk = QWidget(self)
        row = QHBoxLayout(self._desk)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        stack = QStackedLayout(self)
        stack.addWidget(self._desk)
        self.door = RoomDoor(stack, self.office, self.runner, make_room)

    def _connect(self) -> None:
        self.rail.chosen.connect(lambda place: self.go(Destination(place)))
        self.rail.lock_asked.connect(self.lock_asked)
        self.rail.person_asked.connect(self.person_asked)
        self.pages.asked.connect(self.go)
        self.pages.search_asked.connect(self.search.open_over)
        self.pages.edited.connect(self.add_edit)
        self.search.chosen.connect(self.go)
        self.runner.refused.connect(self._refuse)
        self.undo_line.button.clicked.connect(self.undo)
        self.door.gone_in.connect(lambda: self.screen_asked.emit(True))
        self.door.come_out.connect(self._come_out)
        self.door.person_asked.connect(self.person_asked)

    def add_edit(self, edit: Edit) -> None:
        """Offer to take an edit back."""
        self.undo_line.add(edit)
        self._name_rail()

    def _bind_keys(self) -> None:
        everywhere: dict[Shortcuts, Callable[[], object]] = {
            Shortcuts.LOCK: self.lock_asked.emit,
            Shortcuts.HELP: self._open_help,
            Shortcuts.HELP_TYPED: self._open_help,
        }
        on_the_desk: dict[Shortcuts, Callable[[], object]] = {
            Shortcuts.SEARCH: self.search.open_over,
            Shortcuts.UNDO: self.undo,
            Shortcuts.BACK: self.go_back,
        }
        for shortcut, act in everywhere.items():
            bind(shortcut, self, act)
        for shortcut, act in on_the_desk.items():
            bind(shortcut, self._desk, act)
        for shortcut, place in zip(_PLACE_KEYS, self.places, strict=False):
            bind(shortcut, self._desk, partial(self.go, Destination(place)))

    def _open_help(self) -> None:
        self.help.open_over()

    def _show(self, destination: Destination) -> None:
        if self.runner.act(lambda: self.pages.show_page(destination)):
            self.rail.show_chosen(destination.place)
            self.count()

    def _come_out(self) -> None:
        self.pages.refresh()
        self.screen_asked.emit(False)

    def _refuse(self, sentence: str) -> None:
        if self.door.room is not None:
            self.door.room.notice.say(sentence, Tone.BAD)
        elif self.pages.has_shown:
            self.pages.current.notice.say(sentence, Tone.BAD)


def _names(office: Office) -> tuple[str, str, str, str]:
    """What the rail says: the service and its kind, who sits here and in which role."""
    service, person = office.service, office.person
    kind = "Joint panel" if service.is_joint else _KIND_WORDS[service.kind]
    role = person.roles[0].value.capitalize() if person.roles else "No role yet"
    return service.name, f"{kind} · {service.nation.name_in_words}", person.name, role
