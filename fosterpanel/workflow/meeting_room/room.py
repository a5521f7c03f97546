"""What the meeting room shows: the running order, who is there, the quorum of each item and what became of it.

Everything is read in one go, so that no part of the window can speak of another moment than the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.agenda import Agenda, AgendaEntry, EntryKind, timed
from fosterpanel.domain.attendance import OtherAttender
from fosterpanel.domain.interests import DeclaredInterest, conflicted_out
from fosterpanel.domain.meetings import Meeting, MeetingStage, Seat
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.domain.wording import capitalised, listed, long_date
from fosterpanel.workflow.agendas.running_order import order_of
from fosterpanel.workflow.business.actions import CarriedAction, carried_to
from fosterpanel.workflow.drafts import keep_draft, kept_draft
from fosterpanel.workflow.in_session.people_in_room import RoomPerson, people_in_room
from fosterpanel.workflow.meeting_room.items_in_room import RoomItem, items_in_room
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.panels.central_list import members_by_id
from fosterpanel.workflow.panels.meetings import attendance_of
from fosterpanel.workflow.panels.panel_seats import runs_meeting

MINUTE_TAKER = "minute taker"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """One line of the running order beside the items: standing business or a break. ``starts_at`` is local."""

    starts_at: time
    title: str
    item_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A meeting as its room shows it at one moment. ``names`` are members' names by id.

    ``carried`` are the actions of earlier panels. ``later_panels`` are the days items may come back on.
    ``is_run_from_here``: the person at the desk chairs it, may chair it, or keeps its record.
    """

    meeting: Meeting
    order: tuple[OrderLine, ...]
    items: tuple[RoomItem, ...]
    people: tuple[RoomPerson, ...]
    others: tuple[OtherAttender, ...]
    names: Mapping[str, str]
    book: RuleBook
    is_run_from_here: bool
    carried: tuple[CarriedAction, ...] = ()
    later_panels: tuple[date, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the meeting is in session."""
        return self.meeting.stage is MeetingStage.IN_SESSION

    @property
    def is_closed(self) -> bool:
        """Whether the meeting is over."""
        return self.meeting.stage is MeetingStage.CLOSED

    @property
    def may_preside(self) -> tuple[RoomPerson, ...]:
        """Who holds a presiding seat and is here, the chair first."""
        return tuple(one for one in self.people if one.is_present and one.seat is not Seat.MEMBER)

    @property
    def minute_taker(self) -> str:
        """The name of whoever attends to take the minutes; nothing while nobody was entered as such."""
        return next((one.name for one in self.others if one.capacity == MINUTE_TAKER), "")

    def may_rule(self, item: RoomItem, interest: DeclaredInterest) -> tuple[RoomPerson, ...]:
        """Who may rule on an interest: whoever may preside and has none of their own in the item."""
        interested = conflicted_out(item.interests) | {interest.member_id}
        return tuple(one for one in self.may_preside if one.member_id not in interested)

    def words_for(self, outcome: str) -> str:
        """An outcome as the panel says it: "Approval continues on the same terms"."""
        words = self.book.outcome_words.get(outcome, outcome)
        return capitalised(words.removeprefix("Recommends that ").removeprefix("Recommends "))

    def person(self, member_id: str) -> RoomPerson:
        """Who sits in one of its seats."""
        return next(one for one in self.people if one.member_id == member_id)

    def item(self, item_id: str) -> RoomItem:
        """One of its items."""
        return next(one for one in self.items if one.id == item_id)

    def carried_for(self, item: RoomItem) -> tuple[CarriedAction, ...]:
        """What earlier panels agreed on business of the item's home, or on the panel's own."""
        return tuple(one for one in self.carried if one.home_id == item.item.home_id)

    def next_up(self) -> RoomItem | None:
        """The item before the panel now, otherwise the first without an outcome, otherwise the last."""
        heard = [one for one in self.items if one.is_in_hearing]
        waiting = [one for one in self.items if not one.has_outcome]
        return next(iter([*heard, *waiting, *self.items[-1:]]), None)


def room(office: Office, meeting_id: str) -> Room:
    """A meeting as it stands now. Raises NotFound, or UnknownRule where the rule book knows no such business."""
    with office.reading() as reading:
        meeting = reading.get(Meeting, meeting_id)
        names = {member.id: member.name for member in members_by_id(reading).values()}
        people = people_in_room(meeting, attendance_of(reading, meeting_id), names)
        entries = _entries(reading, meeting)
        items = items_in_room(office, reading, meeting, entries, people)
        return Room(
            meeting=meeting,
            order=_order(meeting, entries),
            items=items,
            people=people,
            others=tuple(one for one in attendance_of(reading, meeting_id).others if not one.wrong_because),
            names=names,
            book=office.book(meeting.on),
            is_run_from_here=runs_meeting(office, reading, meeting),
            carried=carried_to(reading, meeting),
            later_panels=_later_panels(reading, meeting),
        )


def result_words(room: Room, item: RoomItem) -> str:
    """What came of an item, in words for the room: "Approval, 5 to 1"; nothing before there is anything."""
    if item.recommendation is not None:
        said = room.words_for(item.recommendation.outcome)
        return f"{said}. {item.recommendation.vote_words}"
    if item.deferral is not None:
        reasons = listed(
            room.book.deferral_reasons[code].words.lower() for code in item.deferral.reason_codes
        )
        return f"Deferred to {long_date(item.deferral.return_on)}: {reasons}"
    return f"Withdrawn: {item.item.withdrawn_because}" if item.item.withdrawn_because else ""


def meeting_to_run(office: Office) -> str:
    """The id of the meeting that is in session, or whose day it is, for somebody who runs it; nothing when none is."""
    with office.reading() as reading:
        sitting = reading.find(Meeting, stage=MeetingStage.IN_SESSION)
        due = reading.find(Meeting, stage=MeetingStage.ISSUED, on=office.clock.today())
        in_order = (*sitting, *sorted(due, key=lambda one: one.starts_at))
        return next((one.id for one in in_order if runs_meeting(office, reading, one)), "")


def has_room(office: Office, meeting_id: str) -> bool:
    """Whether the person at the desk may go into the room of a meeting now. Raises NotFound."""
    with office.reading() as reading:
        return may_go_in(office, reading, reading.get(Meeting, meeting_id))


def may_go_in(office: Office, reading: Reading, meeting: Meeting) -> bool:
    """Whether the person at the desk runs a meeting, and its day has come: sitting, over, or about to be opened."""
    has_begun = meeting.stage in (MeetingStage.IN_SESSION, MeetingStage.CLOSED)
    is_due = meeting.stage is MeetingStage.ISSUED and meeting.on <= office.clock.today()
    return (has_begun or is_due) and runs_meeting(office, reading, meeting)


def keep_place_in_room(office: Office, meeting_id: str, place: Mapping[str, str]) -> None:
    """Remember where the person at the desk is in the room: the item, its part, the field and the cursor in it."""
    keep_draft(office, _place_name(meeting_id), place)


def place_in_room(office: Office, meeting_id: str) -> Mapping[str, str]:
    """Where the person at the desk was in the room; empty when they were not there yet."""
    kept = kept_draft(office, _place_name(meeting_id))
    return kept.fields if kept is not None else {}


def _place_name(meeting_id: str) -> str:
    return f"in-room:{meeting_id}"


def _later_panels(reading: Reading, meeting: Meeting) -> tuple[date, ...]:
    to_come = (MeetingStage.PLANNED, MeetingStage.ISSUED)
    later = {one.on for one in reading.find(Meeting) if one.stage in to_come and one.on > meeting.on}
    return tuple(sorted(later))


def _entries(reading: Reading, meeting: Meeting) -> tuple[AgendaEntry, ...]:
    """The agenda that members hold; before it went out, the running order."""
    issued = reading.find(Agenda, meeting_id=meeting.id)
    return (
        max(issued, key=lambda one: one.number).entries if issued else order_of(reading, meeting.id).entries
    )


def _order(meeting: Meeting, entries: tuple[AgendaEntry, ...]) -> tuple[OrderLine, ...]:
    return tuple(
        OrderLine(starts_at=line.starts_at, title=line.entry.title, item_id=line.entry.item_id)
        for line in timed(entries, meeting.starts_at)
        if line.entry.kind is not EntryKind.LATE
    )
