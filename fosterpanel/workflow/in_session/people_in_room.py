"""Who of a panel is in the room now, as the meeting room shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from fosterpanel.clock import office_zone
from fosterpanel.domain.attendance import Attendance, Mode, Presence
from fosterpanel.domain.meetings import Meeting, Seat
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.in_session.attendance import correct_presence
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.panels.meetings import attendance_of


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomPerson:
    """One seat of the panel and whether somebody sits in it. Moments are UTC; ``mode`` is None while nobody does.

    ``stays`` are all their stretches of attendance, the latest last.
    """

    member_id: str
    name: str
    seat: Seat
    mode: Mode | None = None
    came_at: datetime | None = None
    left_at: datetime | None = None
    has_apologised: bool = False
    stays: tuple[Presence, ...] = ()

    @property
    def is_present(self) -> bool:
        """Whether they are in the room or on the line."""
        return self.mode is not None

    @property
    def short_name(self) -> str:
        """The name as the room says it: M. Okoye."""
        first, *rest = self.name.split()
        return f"{first[0]}. {rest[-1]}" if rest else first

    @property
    def words(self) -> str:
        """How they attend, in a few words."""
        if self.mode is not None and self.came_at is not None:
            how = "Here" if self.mode is Mode.IN_ROOM else "Remote"
            return f"{how} since {local_time(self.came_at)}"
        if self.left_at is not None:
            return f"Out since {local_time(self.left_at)}"
        return "Apologies" if self.has_apologised else "Not here yet"


def people_in_room(
    meeting: Meeting, attendance: Attendance, names: Mapping[str, str]
) -> tuple[RoomPerson, ...]:
    """The panel of a meeting and who of it is there, the chair first."""
    seats = sorted(meeting.panel, key=lambda held: list(Seat).index(held.seat))
    stays: dict[str, Presence] = {}
    for stay in _by_time(attendance.stays):
        stays[stay.member_id] = stay
    return tuple(
        _person(held.member_id, names[held.member_id], held.seat, stays.get(held.member_id), attendance)
        for held in seats
    )


def take_back(office: Office, meeting_id: str, member_id: str) -> Attendance:
    """Put right the last coming or going of a member, which was entered by mistake; it stays on record, marked so.

    Raises:
        InvalidInput: they were never entered, or an item's quorum is settled with it.
    """
    with office.reading() as reading:
        held = attendance_of(reading, meeting_id).stays
    stays = [one for one in _by_time(held) if one.member_id == member_id]
    if not stays:
        raise InvalidInput("Nothing is entered for that member, so there is nothing to take back.")
    last = stays[-1]
    right = replace(last, left_at=None) if last.left_at is not None else None
    return correct_presence(office, meeting_id, last, right, because="Entered by mistake and taken back.")


def _by_time(stays: Iterable[Presence]) -> list[Presence]:
    """An entry put right stands behind later ones on record; what counts is when it was."""
    return sorted(stays, key=lambda one: one.came_at)


def _person(
    member_id: str, name: str, seat: Seat, stay: Presence | None, attendance: Attendance
) -> RoomPerson:
    is_here = stay is not None and stay.left_at is None
    return RoomPerson(
        member_id=member_id,
        name=name,
        seat=seat,
        mode=stay.mode if stay is not None and is_here else None,
        came_at=stay.came_at if stay is not None else None,
        left_at=stay.left_at if stay is not None else None,
        has_apologised=member_id in attendance.apologies,
        stays=tuple(one for one in _by_time(attendance.stays) if one.member_id == member_id),
    )


def to_the_second(moment: datetime) -> str:
    """A moment (UTC) on the local clock, to the second: 11:26:09."""
    return f"{moment.astimezone(office_zone()):%H:%M:%S}"


def local_time(moment: datetime) -> str:
    """A moment (UTC) as the clock on the wall shows it: 11:26."""
    return f"{moment.astimezone(office_zone()):%H:%M}"
