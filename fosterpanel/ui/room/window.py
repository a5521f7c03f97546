"""The meeting room itself: running order at the left, papers beside notes, one item at a time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from fosterpanel.domain.deferrals import DeferralKind
from fosterpanel.domain.meetings import MeetingStage
from fosterpanel.domain.remedies import Remedy, RemedyAct
from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.keys import Shortcuts, bind
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import Button, primary
from fosterpanel.ui.parts.columns import scrolled, stacked
from fosterpanel.ui.parts.notice import Notice
from fosterpanel.ui.room.attendance import Attendance
from fosterpanel.ui.room.closing import Closing
from fosterpanel.ui.room.head import RoomHead
from fosterpanel.ui.room.notes import ItemNotes
from fosterpanel.ui.room.papers import RoomPapers
from fosterpanel.ui.room.part import Hands, Step
from fosterpanel.ui.room.place import RoomPlace
from fosterpanel.ui.room.rail import RoomRail
from fosterpanel.ui.room.remedies import RemediesCard
from fosterpanel.ui.room.typing_aids import TypingAids
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.hearings import preside
from fosterpanel.workflow.meetings import open_meeting
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.papers_in_room import find_page
from fosterpanel.workflow.people_in_room import take_back
from fosterpanel.workflow.remedies import what_may_be_done
from fosterpanel.workflow.room import Room, RoomItem, local_time, room

_PAPERS, _LEAST_PAPERS, _LEAST_NOTES = 430, 320, 430
_NARROW_BELOW = 1000
_TOLD_FOR_MS = 12_000
_WHERE_BLOCKED = (Step.BEFORE, Step.QUESTIONS, Step.VIEWS)
"""Where business is done for which a quorum is needed; in the other parts the way on is being taken already."""
_PLACE_KEYS = [shortcut for shortcut in Shortcuts if shortcut.name.startswith("PLACE_")]


class RoomWindow(QWidget):
    """``left()`` to go back to the desk, ``person_asked()`` to let somebody else sit down.

    Call ``leave`` before a lock: whatever was typed is then in the store.
    """

    left = Signal()
    person_asked = Signal()

    def __init__(self, office: Office, runner: TaskRunner, meeting_id: str) -> None:
        super().__init__()
        self.setProperty("kind", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("meeting_room")
        self.office, self.runner, self.meeting_id = office, runner, meeting_id
        self.room: Room = room(office, meeting_id)
        self.notes: ItemNotes | None = None
        self._build()
        self._lay_out()
        self._connect()
        self._bind_keys()
        self._come_in()

    @property
    def item_id(self) -> str:
        """The item shown; nothing while the meeting is being closed."""
        return self.notes.item_id if self.notes is not None else ""

    @property
    def step(self) -> Step | None:
        """The part of the notes in sight; None while people or the closing stand in their place."""
        return (
            self.notes.step
            if self.notes is not None and self._beside.currentWidget() is self._notes
            else None
        )

    def refresh(self) -> None:
        """Read everything again and show it."""
        self.runner.act(lambda: room(self.office, self.meeting_id), self._show)

    def open_item(self, item_id: str, step: Step | None = None, page: int = 0) -> None:
        """Show an item: its papers, and a part of its notes."""
        item = self.room.item(item_id)
        if (
            self.notes is None
            or self.notes.item_id != item_id
            or (item.minutes and not self.notes.has_minutes)
        ):
            self._make_notes(item_id)
        assert self.notes is not None
        self.papers.show_item(item_id, page)
        self.show_step(step or (Step.MINUTES if item.has_outcome else self.notes.step))

    def show_step(self, step: Step) -> None:
        """Show a part of the notes of the item in hand."""
        if self.notes is None:
            return
        self.notes.show_step(step)
        self._beside.setCurrentWidget(self._notes)
        self._show_notes()
        self._show_head()
        self.notes.part.focus_first()
        self._place.note()

    def show_people(self) -> None:
        """Show who is here, in place of the notes; and the notes again."""
        if self._beside.currentWidget() is self._people_area:
            self._beside.setCurrentWidget(self._notes)
        else:
            self._beside.setCurrentWidget(self._people_area)
            self.people.focus_first()
        self._show_notes()
        self._show_head()

    def show_closing(self) -> None:
        """Show how far the minutes of all items are."""
        self.closing.show_room(self.room)
        self._beside.setCurrentWidget(self._closing_area)
        self._show_notes()
        self._show_head()
        self.closing.focus_first()
        self._place.note()

    def leave(self) -> None:
        """Keep everything typed, and the place. Raises FosterPanelError when it cannot be written."""
        if self.notes is not None:
            self.notes.flush()
        self._place.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show papers and notes side by side where there is room, otherwise one of them."""
        super().resizeEvent(event)
        self.rail.set_narrow(narrow=self.width() < sizes.px(_NARROW_BELOW))
        self._share()

    def _build(self) -> None:
        self.rail = RoomRail(lambda: local_time(self.office.clock.now()))
        self.head = RoomHead()
        self.notice = Notice()
        self.papers = RoomPapers(self.office, self.runner)
        self.hands = Hands(self.office, self.runner, lambda: self.papers.page)
        self.people = Attendance(self.hands, self.meeting_id)
        self.closing = Closing(self.hands, self.meeting_id)
        self._beside, self._notes = QStackedWidget(), QStackedWidget()
        self._people_area, self._closing_area = scrolled(self.people), scrolled(self.closing)
        for part in (self._notes, self._people_area, self._closing_area):
            self._beside.addWidget(part)
        self.remedies = RemediesCard()
        self._right = stacked(self.remedies, self._beside, stretch_last=True)
        self._shows_papers = True
        self.aids = TypingAids(self, self.office, self.runner, self.hands.page)
        self._place = RoomPlace(self, self.office, self.runner, self.meeting_id, self._where)

    def _lay_out(self) -> None:
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._columns.setChildrenCollapsible(False)
        self._columns.setHandleWidth(sizes.px(14))
        self._columns.addWidget(self.papers)
        self._columns.addWidget(self._right)
        self._columns.setStretchFactor(1, 1)
        self._columns.setSizes([sizes.px(_PAPERS), 1 << 12])
        column = QVBoxLayout()
        column.setContentsMargins(*[sizes.px(each) for each in (18, 12, 14, 0)])
        column.setSpacing(sizes.px(sizes.SMALL))
        column.addWidget(self.head)
        column.addWidget(self.notice)
        column.addWidget(self._columns, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)

    def _connect(self) -> None:
        rail, hands = self.rail, self.hands
        rail.item_chosen.connect(self.open_item)
        rail.person_pressed.connect(self._toggle_person)
        rail.people_asked.connect(self.show_people)
        rail.closing_asked.connect(self.show_closing)
        rail.leaving_asked.connect(self.left)
        self.head.step_chosen.connect(self.show_step)
        self.head.quorum_pressed.connect(self.show_people)
        hands.acted.connect(self.refresh)
        self.remedies.taken.connect(self._take)
        hands.step_asked.connect(self._go_to_step)
        hands.page_asked.connect(self._go_to_page)
        self.closing.item_asked.connect(self.open_item)
        self.closing.read_asked.connect(self._read_draft)
        self.closing.person_asked.connect(self.person_asked)
        self.papers.moved.connect(self._place.note)
        self.papers.elsewhere_asked.connect(self._go_elsewhere)

    def _bind_keys(self) -> None:
        acts: dict[Shortcuts, Callable[[], object]] = {
            Shortcuts.PEOPLE: self.show_people,
            Shortcuts.PAPERS: self._change_sides,
            Shortcuts.DRAFT: lambda: self.papers.show_draft(is_shown=not self.papers.is_draft),
            Shortcuts.CLOSING: self.show_closing,
            Shortcuts.NEXT_ITEM: lambda: self._step_item(1),
            Shortcuts.LAST_ITEM: lambda: self._step_item(-1),
            Shortcuts.MAIN_ACT: self._do_main_act,
            Shortcuts.REFRESH: self.refresh,
            Shortcuts.CLOSE: self._back_to_notes,
        }
        for shortcut, act in acts.items():
            bind(shortcut, self, act)
        for step in Step:
            bind(step.shortcut, self, partial(self.show_step, step))
        for place, shortcut in enumerate(_PLACE_KEYS):
            bind(shortcut, self, partial(self._open_at, place))

    def _come_in(self) -> None:
        """Begin where this person was, or with what is up."""
        place = self._place.recall()
        self._show(self.room)
        held = place.get("item", "")
        item = self.room.item(held) if any(one.id == held for one in self.room.items) else self.room.next_up()
        if item is None:
            return
        step = Step[place["step"]] if place.get("step") in Step.__members__ else None
        page = place.get("page", "")
        self.open_item(item.id, step, int(page) if page.isdigit() else 0)
        if place.get("closing"):
            self.show_closing()
        elif not place:
            self.papers.focus_page()
        self._place.go_back_to(place)

    def _show(self, now: Room) -> None:
        self.room = now
        notes = self.notes
        if notes is not None:
            item = now.item(notes.item_id)
            if item.minutes is not None and not notes.has_minutes:
                step = notes.step
                self._make_notes(item.id)
                assert self.notes is not None
                self.notes.show_step(step)
            else:
                notes.show_item(now, item)
        if self._beside.currentWidget() is self._closing_area:
            self.closing.show_room(now)
        self.papers.refresh_draft()
        self._show_head()

    def _show_head(self) -> None:
        is_closing = self._beside.currentWidget() is self._closing_area
        item = self.room.item(self.item_id) if self.item_id and not is_closing else None
        self.rail.show_room(self.room, item.id if item is not None else "")
        sentence, tone = self._quorum_words()
        title = item.title if item is not None else "Close the meeting and sign"
        self.head.say(title, "" if is_closing else sentence, tone)
        self.people.show_room(self.room, sentence, tone)
        self.head.show_step(self.step)
        self.head.show_steps(are_shown=item is not None)
        self.head.offer(*self._offers())
        self.remedies.show_remedies(self.room, self._remedies(item))

    def _quorum_words(self) -> tuple[str, Tone]:
        item = self.room.item(self.item_id) if self.item_id else None
        if item is None or item.quorum is None:
            told = (
                "" if self.room.meeting.stage is not MeetingStage.ISSUED else "The meeting is not open yet."
            )
            return told, Tone.SOFT
        return item.quorum.sentence, Tone.GOOD if item.quorum.is_met else Tone.BAD

    def _remedies(self, item: RoomItem | None) -> tuple[Remedy, ...]:
        is_blocked = item is not None and item.quorum is not None and not item.quorum.is_met
        if item is None or not is_blocked or self.step not in _WHERE_BLOCKED:
            return ()
        # Until the panel has come in there is nothing to remedy.
        return what_may_be_done(self.office, item.id) if any(one.came_at for one in self.room.people) else ()

    def _take(self, remedy: Remedy) -> None:
        match remedy.act:
            case RemedyAct.RULE:
                self.show_step(Step.BEFORE)
            case RemedyAct.WAIT:
                self.show_people()
            case RemedyAct.REORDER:
                self.open_item(remedy.item_id, Step.BEFORE)
            case RemedyAct.PRESIDE:
                self.hands.do(partial(preside, self.office, self.item_id, remedy.member_ids[0]))
            case RemedyAct.DEFER if self.notes is not None:
                self.show_step(Step.OUTCOME)
                self.notes.outcome().begin_deferral(DeferralKind.PANELS_OWN, remedy.reason_code)

    def _offers(self) -> list[QWidget]:
        """What may be done from here before anything else: opening the meeting."""
        if self.room.meeting.stage is not MeetingStage.ISSUED:
            return []
        opening = primary("Open the meeting", "door-open", on_press=self._open_meeting)
        return [opening]

    def _open_meeting(self) -> None:
        if self.hands.do(lambda: open_meeting(self.office, self.meeting_id)):
            self._beside.setCurrentWidget(self._people_area)
            self._show_head()
            self.people.focus_first()

    def _make_notes(self, item_id: str) -> None:
        before = self.notes
        if before is not None:
            with suppress(FosterPanelError):
                before.flush()
            self._notes.removeWidget(before)
            before.hide()
            before.deleteLater()
        self.notes = ItemNotes(self.hands, self.room, self.room.item(item_id), self.papers.number_of)
        self.notes.kept.connect(self._place.note)
        self.notes.kept.connect(self.papers.refresh_draft)
        self._notes.addWidget(self.notes)
        self._notes.setCurrentWidget(self.notes)

    def _open_at(self, place: int) -> None:
        if place < len(self.room.items):
            self.open_item(self.room.items[place].id)

    def _step_item(self, by: int) -> None:
        ids = [one.id for one in self.room.items]
        if ids:
            at = ids.index(self.item_id) if self.item_id in ids else -1
            self.open_item(ids[max(0, min(at + by, len(ids) - 1))])

    def _go_to_step(self, step: Step) -> None:
        # The notes may be made anew by what was just done; only then is there such a part.
        self.refresh()
        self.show_step(step)
        if step is Step.MINUTES:
            self.papers.show_draft(is_shown=True)

    def _go_to_page(self, number: str) -> None:
        self.papers.show_draft(is_shown=False)
        self.papers.go_to(number)
        self._shows_papers = True
        self._share()

    def _go_elsewhere(self, number: str) -> None:
        """Show a page of another item's papers, by its number in the pack."""
        found = find_page(self.office, self.meeting_id, number)
        if found is None:
            self.notice.say(f"There is no page {number} in these papers.", Tone.WARN)
            return
        item_id, paper_id, page = found
        self.open_item(item_id)
        self.papers.show_page_of(item_id, paper_id, page)
        self.papers.focus_page()

    def _read_draft(self, item_id: str) -> None:
        self._make_notes(item_id)
        self.papers.show_item(item_id)
        self.papers.show_draft(is_shown=True)

    def _toggle_person(self, member_id: str) -> None:
        """Let somebody in or out, say so for a while with the way to take it back, and go on typing."""
        before = self.room.person(member_id)
        self.people.toggle(member_id)
        person = self.room.person(member_id)
        if person != before:
            sentence = f"{person.name}: {person.words.lower()}."
            taking_back = partial(take_back, self.office, self.meeting_id, member_id)
            undo = partial(self.hands.do, taking_back, lambda _: self.notice.clear())
            self.notice.say(sentence, Tone.SOFT, "That was a mistake", undo)
            QTimer.singleShot(_TOLD_FOR_MS, self, partial(self._end_notice, sentence))
        self._place.go_on_typing()

    def _end_notice(self, sentence: str) -> None:
        if self.notice.sentence == sentence:
            self.notice.clear()

    def _do_main_act(self) -> None:
        if self.room.meeting.stage is MeetingStage.ISSUED:
            self._open_meeting()
            return
        main = self._main_act()
        if main is not None and main.isVisible() and main.isEnabled():
            main.click()

    def _main_act(self) -> Button | None:
        """The one act of what is in sight beside the papers."""
        shown = self._beside.currentWidget()
        if shown is self._people_area:
            return self.people.main
        if shown is self._closing_area:
            return self.closing.main
        return self.notes.part.main if self.notes is not None else None

    def _back_to_notes(self) -> None:
        if self.notes is not None:
            self.show_step(self.notes.step)

    def _change_sides(self) -> None:
        """Go over to the papers, or from them to the notes."""
        self._shows_papers = not self.papers.isAncestorOf(QApplication.focusWidget() or self)
        self._share()
        if self._shows_papers:
            self.papers.focus_page()
        elif self.step is not None and self.notes is not None:
            self.notes.part.focus_first()

    def _show_notes(self) -> None:
        if not self._has_room():
            self._shows_papers = False
            self._share()

    def _has_room(self) -> bool:
        return self._columns.width() >= sizes.px(_LEAST_PAPERS + _LEAST_NOTES)

    def _share(self) -> None:
        roomy = self._has_room()
        self.papers.setVisible(roomy or self._shows_papers)
        self._right.setVisible(roomy or not self._shows_papers)

    def _where(self) -> dict[str, str]:
        return {
            "item": self.item_id,
            "step": self.notes.step.name if self.notes is not None else "",
            "page": str(self.papers.place or ""),
            "closing": "yes" if self._beside.currentWidget() is self._closing_area else "",
        }
