"""Where the room turns next: after an act, to a page of another item, to a way on without a quorum."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from fosterpanel.domain.deferrals import DeferralKind
from fosterpanel.domain.remedies import Remedy, RemedyAct
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.notice import Notice
from fosterpanel.ui.room.bench import Bench
from fosterpanel.ui.room.papers import RoomPapers
from fosterpanel.ui.room.part import Hands, Step
from fosterpanel.ui.room.place import RoomPlace
from fosterpanel.ui.room.rail import RoomRail
from fosterpanel.workflow.in_session.people_in_room import take_back
from fosterpanel.workflow.meeting_room.papers_in_room import find_page
from fosterpanel.workflow.meeting_room.room import Room as RoomNow
from fosterpanel.workflow.office import Office

_TOLD_FOR_MS = 12_000


class Room(Protocol):
    """What of the room is steered."""

    office: Office
    meeting_id: str
    room: RoomNow
    rail: RoomRail
    hands: Hands
    papers: RoomPapers
    bench: Bench
    notice: Notice

    def refresh(self) -> None:
        """Read everything again and show it."""
        ...

    def open_item(self, item_id: str, step: Step | None = None, page: int = 0) -> None:
        """Show an item."""
        ...


class Steering(QObject):
    """Listens to the parts of one room and turns the room."""

    def __init__(self, room: Room, place: RoomPlace) -> None:
        super().__init__(place)
        self._room, self._place = room, place
        room.rail.person_pressed.connect(self._toggle_person)
        room.hands.step_asked.connect(self._go_to_step)
        room.hands.page_asked.connect(self._go_to_page)
        room.papers.elsewhere_asked.connect(self._go_elsewhere)
        room.hands.remedy_taken.connect(self._take)
        room.hands.undo_offered.connect(self._offer_undo)
        room.bench.closing.read_asked.connect(self._read_draft)
        # What was said belongs to what was in sight: a refusal of one item does not stand over the next.
        room.bench.turned.connect(room.notice.clear)

    def _go_to_step(self, step: Step) -> None:
        # The notes may be made anew by what was just done; only then is there such a part.
        self._room.refresh()
        self._room.bench.show_step(step)
        if step is Step.MINUTES:
            self._room.papers.show_draft(is_shown=True)

    def _go_to_page(self, number: str) -> None:
        self._room.papers.show_draft(is_shown=False)
        self._room.papers.go_to(number)
        self._room.bench.show_papers()

    def _go_elsewhere(self, number: str) -> None:
        """Show a page of another item's papers, by its number in the pack."""
        room = self._room
        found = find_page(room.office, room.meeting_id, number)
        if found is None:
            room.notice.say(f"There is no page {number} in these papers.", Tone.WARN)
            return
        item_id, paper_id, page = found
        room.papers.want(paper_id, page)
        room.open_item(item_id)
        room.bench.show_papers()
        room.papers.focus_page()

    def _read_draft(self, item_id: str) -> None:
        self._room.bench.take(self._room.room, item_id)
        self._room.papers.show_item(item_id)
        self._room.papers.show_draft(is_shown=True)

    def _take(self, remedy: Remedy) -> None:
        room, notes = self._room, self._room.bench.notes
        match remedy.act:
            case RemedyAct.RULE:
                room.bench.show_step(Step.BEFORE)
            case RemedyAct.WAIT:
                room.bench.show_people()
            case RemedyAct.REORDER:
                room.open_item(remedy.item_id, Step.BEFORE)
            case RemedyAct.DEFER if notes is not None:
                room.bench.show_step(Step.OUTCOME)
                notes.outcome().begin_deferral(DeferralKind.PANELS_OWN, remedy.reason_code)

    def _toggle_person(self, member_id: str) -> None:
        """Let somebody in or out, say so for a while with the way to take it back, and go on typing."""
        room = self._room
        before = room.room.person(member_id)
        room.bench.people.toggle(member_id)
        person = room.room.person(member_id)
        if person != before:
            taking_back = partial(take_back, room.office, room.meeting_id, member_id)
            self._offer_undo(f"{person.name}: {person.words.lower()}.", "That was a mistake", taking_back)
        self._place.go_on_typing()

    def _offer_undo(self, sentence: str, verb: str, work: Callable[[], object]) -> None:
        """Say what was done, with the way to take it back, for a while or until somebody turns to something else."""
        room = self._room
        undo = partial(room.hands.do, work, lambda _: room.notice.clear())
        room.notice.say(sentence, Tone.SOFT, verb, undo)
        QTimer.singleShot(_TOLD_FOR_MS, self, partial(self._end_notice, sentence))

    def _end_notice(self, sentence: str) -> None:
        if self._room.notice.sentence == sentence:
            self._room.notice.clear()
