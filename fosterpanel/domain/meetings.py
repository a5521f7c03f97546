"""Panel meetings: the day, the panel appointed to it, and what state the meeting is in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum

from fosterpanel.domain.central_list import PanelMember, is_independent, require_on_list
from fosterpanel.domain.rulebook import RuleBook, meet
from fosterpanel.errors import InvalidInput


class Seat(StrEnum):
    """The seat a member holds on one panel."""

    CHAIR = "chair"
    VICE_CHAIR = "vice chair"
    MEMBER = "member"


class MeetingStage(StrEnum):
    """How far a meeting is: planned, agenda issued, in session, closed."""

    PLANNED = "planned"
    ISSUED = "agenda issued"
    IN_SESSION = "in session"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """One member's seat on the panel."""

    member_id: str
    seat: Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A panel meeting; ``on`` and ``starts_at`` are local. The rule book's id and version are frozen into it."""

    id: str
    panel_name: str
    on: date
    starts_at: time
    place: str
    is_joint: bool
    providers: tuple[str, ...]
    panel: tuple[Appointment, ...]
    rule_book_id: str
    rule_book_version: str
    stage: MeetingStage = MeetingStage.PLANNED
    version: int = 0

    def seat_of(self, member_id: str) -> Seat | None:
        """The seat that member holds on this panel, or None."""
        return next((held.seat for held in self.panel if held.member_id == member_id), None)

    @property
    def chair_id(self) -> str:
        """The id of the member appointed to chair."""
        return next(held.member_id for held in self.panel if held.seat is Seat.CHAIR)


def check_panel(meeting: Meeting, members: Mapping[str, PanelMember], book: RuleBook) -> Meeting:
    """The meeting itself when its panel may be constituted.

    Raises:
        InvalidInput: no chair or several, or a member appointed twice.
        RuleRefusal: the chair is not independent, there is no vice chair or more than two, or
            somebody is not on the central list that day.
    """
    seats = [held.seat for held in meeting.panel]
    if seats.count(Seat.CHAIR) != 1:
        raise InvalidInput("A panel has exactly one chair. Appoint one member to chair it.")
    if len({held.member_id for held in meeting.panel}) != len(seats):
        raise InvalidInput("A member is appointed twice. Give each member one seat.")
    for held in meeting.panel:
        require_on_list(members[held.member_id], meeting.on, book)
    chair = members[meeting.chair_id]
    meet(
        book.rule("chair-independent"),
        is_independent(chair, meeting.providers),
        f"{chair.name} is not independent of {' and '.join(meeting.providers)}, so cannot chair.",
    )
    meet(
        book.rule("vice-chairs"),
        1 <= seats.count(Seat.VICE_CHAIR) <= 2,
        "A panel has one or two vice chairs. Appoint one, so that the meeting survives the chair's absence.",
    )
    return meeting


_NEXT = {
    MeetingStage.PLANNED: {MeetingStage.ISSUED},
    MeetingStage.ISSUED: {MeetingStage.ISSUED, MeetingStage.IN_SESSION},
    MeetingStage.IN_SESSION: {MeetingStage.CLOSED},
    MeetingStage.CLOSED: set[MeetingStage](),
}


def move_meeting(meeting: Meeting, to: MeetingStage) -> Meeting:
    """The meeting at its next stage. Raises InvalidInput when that stage does not follow."""
    if to not in _NEXT[meeting.stage]:
        raise InvalidInput(f"The meeting of {meeting.on:%d/%m/%Y} is {meeting.stage.value}; it cannot become {to.value}.")
    return replace(meeting, stage=to)
