"""Panel meetings: the day, the panel appointed to it, and what state the meeting is in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum

from fosterpanel.domain.central_list import PanelMember, is_independent, require_on_list
from fosterpanel.domain.rulebook import RuleBook, meet, require
from fosterpanel.domain.wording import listed, plain_date
from fosterpanel.errors import InvalidInput


class Seat(StrEnum):
    """The seat a member holds on one panel."""

    CHAIR = "chair"
    VICE_CHAIR = "vice chair"
    MEMBER = "member"


class MeetingStage(StrEnum):
    """How far a meeting is: planned, agenda issued, in session, closed; or cancelled before it began."""

    PLANNED = "planned"
    ISSUED = "agenda issued"
    IN_SESSION = "in session"
    CLOSED = "closed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """One member's seat on the panel."""

    member_id: str
    seat: Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A panel meeting; ``on`` and ``starts_at`` are local. The rule book's id and version are frozen into it.

    ``capacity`` is how many items the service plans for one meeting at most.
    """

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
    capacity: int = 8
    stage: MeetingStage = MeetingStage.PLANNED
    cancelled_because: str = ""
    version: int = 0

    def seat_of(self, member_id: str) -> Seat | None:
        """The seat that member holds on this panel, or None."""
        return next((held.seat for held in self.panel if held.member_id == member_id), None)

    @property
    def is_over(self) -> bool:
        """Whether it was closed or cancelled."""
        return self.stage in (MeetingStage.CLOSED, MeetingStage.CANCELLED)

    @property
    def is_cancelled(self) -> bool:
        """Whether it was cancelled."""
        return self.stage is MeetingStage.CANCELLED

    @property
    def chair_id(self) -> str:
        """The id of the member appointed to chair, or nothing on a panel not yet checked."""
        return next((held.member_id for held in self.panel if held.seat is Seat.CHAIR), "")


def check_panel(meeting: Meeting, members: Mapping[str, PanelMember], book: RuleBook) -> Meeting:
    """The meeting itself when its panel may be constituted.

    Raises:
        InvalidInput: no chair or several, a member appointed twice or not known, or no provider named.
        RuleRefusal: the chair is not independent, there is no vice chair or more than two, somebody is not on
            the central list that day, or one provider alone calls itself a joint panel.
    """
    _require_seats(meeting, members)
    _require_providers(meeting, book)
    for held in meeting.panel:
        require_on_list(members[held.member_id], meeting.on, book)
    chair = members[meeting.chair_id]
    meet(
        book.rule("chair-independent"),
        is_independent(chair, meeting.providers),
        f"{chair.name} is not independent of {listed(meeting.providers)}, so cannot chair. "
        "Appoint a chair who is, or complete the independence test.",
    )
    vice_chairs = sum(held.seat is Seat.VICE_CHAIR for held in meeting.panel)
    meet(
        book.rule("vice-chairs"),
        1 <= vice_chairs <= 2,
        f"This panel has {vice_chairs or 'no'} vice {'chair' if vice_chairs == 1 else 'chairs'}. Appoint one or two.",
    )
    return meeting


def _require_seats(meeting: Meeting, members: Mapping[str, PanelMember]) -> None:
    seats = [held.seat for held in meeting.panel]
    appointed = {held.member_id for held in meeting.panel}
    if seats.count(Seat.CHAIR) != 1:
        raise InvalidInput("A panel has exactly one chair. Appoint one member to chair it.")
    if len(appointed) != len(seats):
        raise InvalidInput("A member is appointed twice. Give each member one seat.")
    if not appointed <= set(members):
        raise InvalidInput(
            "Somebody appointed to this panel was never on the central list. Enter them there first."
        )


def _require_providers(meeting: Meeting, book: RuleBook) -> None:
    if not meeting.providers:
        raise InvalidInput("The meeting names no fostering service. Say whose panel it is.")
    require(
        book.rule("joint-panel"),
        meeting.is_joint == (len(set(meeting.providers)) > 1),
        "A panel is joint when two or more services share it, and only then. "
        "Correct the services or the kind of panel.",
    )


_NEXT = {
    MeetingStage.PLANNED: frozenset({MeetingStage.ISSUED, MeetingStage.CANCELLED}),
    MeetingStage.ISSUED: frozenset({MeetingStage.ISSUED, MeetingStage.IN_SESSION, MeetingStage.CANCELLED}),
    MeetingStage.IN_SESSION: frozenset({MeetingStage.CLOSED}),
    MeetingStage.CLOSED: frozenset[MeetingStage](),
    MeetingStage.CANCELLED: frozenset[MeetingStage](),
}


def move_meeting(meeting: Meeting, to: MeetingStage) -> Meeting:
    """The meeting at its next stage. Raises InvalidInput when that stage does not follow."""
    if to not in _NEXT[meeting.stage]:
        following = sorted(stage.value for stage in _NEXT[meeting.stage])
        raise InvalidInput(
            f"The meeting of {plain_date(meeting.on)} is {meeting.stage.value}; it cannot become {to.value}. "
            f"What can follow: {listed(following, 'or') or 'nothing'}."
        )
    return replace(meeting, stage=to)


def cancel(meeting: Meeting, because: str) -> Meeting:
    """The meeting cancelled before it began.

    Raises:
        InvalidInput: it is in session or over, or nobody says why.
    """
    if not because.strip():
        raise InvalidInput("Say in a few words why the meeting is cancelled: its members will ask.")
    return replace(move_meeting(meeting, MeetingStage.CANCELLED), cancelled_because=because.strip())
