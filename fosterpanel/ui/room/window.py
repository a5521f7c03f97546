"""The meeting room itself: running order at the left, papers beside notes, one item at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from fosterpanel.domain.meetings import MeetingStage
from fosterpanel.ui.desk.room_door import DeskRoom
from fosterpanel.ui.keys import Shortcuts, bind
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import primary
from fosterpanel.ui.parts.notice import Notice
from fosterpanel.ui.room.bench import Bench
from fosterpanel.ui.room.head import RoomHead
from fosterpanel.ui.room.papers import RoomPapers
from fosterpanel.ui.room.part import Hands, Step
from fosterpanel.ui.room.place import RoomPlace
from fosterpanel.ui.room.rail import RoomRail
from fosterpanel.ui.room.steering import Steering
from fosterpanel.ui.room.typing_aids import TypingAids
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.in_session.people_in_room import local_time, to_the_second
from fosterpanel.workflow.meeting_room.room import Room, room
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.panels.meetings import open_meeting

_NARROW_BELOW = 1000
_PLACE_KEYS = [shortcut for shortcut in Shortcuts if shortcut.name.startswith("PLACE_")]


class RoomWindow(DeskRoom):
    """One meeting's room, whatever its stage; it lays out rail, head and bench and turns from item to item.

    Call ``come_in`` once it stands in its window, and ``leave`` before a lock: whatever was typed is then in the store.
    """

    def __init__(self, office: Office, runner: TaskRunner, meeting_id: str) -> None:
        super().__init__()
        self.setProperty("kind", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("meeting_room")
        self.office, self.runner, self.meeting_id = office, runner, meeting_id
        self.room: Room = room(office, meeting_id)
        self._build()
        self._lay_out()
        self._connect()
        self._bind_keys()

    @property
    def item_id(self) -> str:
        """The item whose notes are laid out."""
        return self.bench.item_id

    @property
    def step(self) -> Step | None:
        """The part of the notes in sight; None while people or the closing stand in their place."""
        return self.bench.step

    def come_in(self) -> None:
        """Begin where this person was, or with what is up."""
        place = self._place.recall()
        held = next((one for one in self.room.items if one.id == place.get("item")), None)
        item = held or self.room.next_up()
        if item is None:
            self._show_head()
            return
        step = Step[place["step"]] if place.get("step") in Step.__members__ else None
        page = place.get("page", "")
        self.open_item(item.id, step, int(page) if page.isdigit() else 0)
        if place.get("closing"):
            self.show_closing()
        elif not place:
            self.papers.focus_page()
        self._place.go_back_to(place)

    def refresh(self) -> None:
        """Read everything again and show it."""
        self.runner.act(lambda: room(self.office, self.meeting_id), self._show)

    def open_item(self, item_id: str, step: Step | None = None, page: int = 0) -> None:
        """Show an item: its papers, and a part of its notes."""
        self.bench.take(self.room, item_id)
        self.papers.show_item(item_id, page)
        notes = self.bench.notes
        assert notes is not None
        self.bench.show_step(step or (Step.MINUTES if self.room.item(item_id).has_outcome else notes.step))

    def show_closing(self) -> None:
        """Show how far the minutes of all items are."""
        self.bench.show_closing(self.room)

    def open_the_meeting(self) -> None:
        """Open the meeting, and have people come in."""
        if self.hands.do(lambda: open_meeting(self.office, self.meeting_id)):
            self.bench.show_people()

    def leave(self) -> None:
        """Keep everything typed, and the place. Raises FosterPanelError when it cannot be written."""
        if self.bench.notes is not None:
            self.bench.notes.flush()
        self._place.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave more room for papers and notes where there is little."""
        super().resizeEvent(event)
        self.rail.set_narrow(narrow=self.width() < sizes.px(_NARROW_BELOW))

    def _build(self) -> None:
        self.rail = RoomRail(lambda: local_time(self.office.clock.now()))
        self.head, self.notice = RoomHead(), Notice()
        self.papers = RoomPapers(self.office, self.runner)
        self.hands = Hands(self.office, self.runner, lambda: self.papers.page)
        self.bench = Bench(self.hands, self.meeting_id, self.papers)
        self.aids = TypingAids(self, self.office, self.runner, self.hands.page)
        self._place = RoomPlace(self, self.office, self.runner, self.meeting_id, self._where)
        self._steering = Steering(self, self._place)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(*[sizes.px(each) for each in (18, 12, 14, 0)])
        column.setSpacing(sizes.px(sizes.SMALL))
        column.addWidget(self.head)
        column.addWidget(self.notice)
        column.addWidget(self.bench, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)

    def _connect(self) -> None:
        rail, hands, bench = self.rail, self.hands, self.bench
        rail.item_chosen.connect(self.open_item)
        rail.people_asked.connect(bench.show_people)
        rail.earlier_asked.connect(bench.show_earlier)
        rail.closing_asked.connect(self.show_closing)
        rail.leaving_asked.connect(self.left)
        self.head.step_chosen.connect(bench.show_step)
        self.head.quorum_pressed.connect(bench.show_people)
        hands.acted.connect(self.refresh)
        bench.turned.connect(self._turned)
        bench.kept.connect(self._place.note)
        bench.kept.connect(self.papers.refresh_draft)
        bench.noted.connect(lambda: self.head.say_kept(to_the_second(self.office.clock.now())))
        bench.closing.item_asked.connect(self.open_item)
        bench.closing.person_asked.connect(self.person_asked)
        self.papers.moved.connect(self._place.note)

    def _bind_keys(self) -> None:
        self._bound: dict[Shortcuts, QShortcut] = {}
        acts: dict[Shortcuts, Callable[[], object]] = {
            Shortcuts.PEOPLE: self.bench.show_people,
            Shortcuts.PAPERS: self.bench.change_sides,
            Shortcuts.DRAFT: lambda: self.papers.show_draft(is_shown=not self.papers.is_draft),
            Shortcuts.CLOSING: self.show_closing,
            Shortcuts.NEXT_ITEM: lambda: self._step_item(1),
            Shortcuts.LAST_ITEM: lambda: self._step_item(-1),
            Shortcuts.MAIN_ACT: self._do_main_act,
            Shortcuts.REFRESH: self.refresh,
            Shortcuts.CLOSE: self._back_to_notes,
        }
        for shortcut, act in acts.items():
            self._bound[shortcut] = bind(shortcut, self, act)
        for step in Step:
            bind(step.shortcut, self, partial(self.bench.show_step, step))
        for place, shortcut in enumerate(_PLACE_KEYS):
            bind(shortcut, self, partial(self._open_at, place))

    def _show(self, now: Room) -> None:
        self.room = now
        self.bench.show_room(now)
        self._show_head()

    def _turned(self) -> None:
        # A sheet binds the keys of its own main act.
        self._bound[Shortcuts.MAIN_ACT].setEnabled(self.bench.sheet is None)
        self._show_head()
        self._place.note()

    def _show_head(self) -> None:
        is_closing = self.bench.is_closing
        item = self.room.item(self.item_id) if self.item_id and not is_closing else None
        sentence, tone = self._quorum_words()
        self.rail.show_room(self.room, item.id if item is not None else "")
        title = item.title if item is not None else "Close the meeting and sign"
        self.head.say(title, "" if is_closing else sentence, tone)
        self.head.name_steps(is_business=item is not None and item.item.is_business)
        self.head.show_step(self.step)
        self.head.show_steps(are_shown=item is not None)
        opening = primary("Open the meeting", "door-open", on_press=self.open_the_meeting)
        self.head.offer(*([opening] if self.room.meeting.stage is MeetingStage.ISSUED else []))
        self.bench.people.show_room(self.room, sentence, tone)
        self.bench.earlier.show_actions(self.room.carried)

    def _quorum_words(self) -> tuple[str, Tone]:
        item = self.room.item(self.item_id) if self.item_id else None
        if item is None or item.quorum is None:
            is_waiting = self.room.meeting.stage is MeetingStage.ISSUED
            return ("The meeting is not open yet." if is_waiting else ""), Tone.SOFT
        if not any(one.came_at for one in self.room.people):
            return "Nobody has come in yet.", Tone.SOFT
        return item.quorum.sentence, Tone.GOOD if item.quorum.is_met else Tone.BAD

    def _open_at(self, place: int) -> None:
        if place < len(self.room.items):
            self.open_item(self.room.items[place].id)

    def _step_item(self, by: int) -> None:
        ids = [one.id for one in self.room.items]
        if ids:
            at = ids.index(self.item_id) if self.item_id in ids else -1
            self.open_item(ids[max(0, min(at + by, len(ids) - 1))])

    def _do_main_act(self) -> None:
        if self.room.meeting.stage is MeetingStage.ISSUED:
            self.open_the_meeting()
            return
        main = self.bench.main_act
        if main is not None and main.isVisible() and main.isEnabled():
            main.click()

    def _back_to_notes(self) -> None:
        if self.bench.sheet is not None:
            self.bench.sheet.close_sheet()
        elif self.bench.notes is not None:
            self.bench.show_step(self.bench.notes.step)

    def _where(self) -> dict[str, str]:
        return {
            "item": self.item_id,
            "step": self.bench.notes.step.name if self.bench.notes is not None else "",
            "page": str(self.papers.place or ""),
            "closing": "yes" if self.bench.is_closing else "",
        }
