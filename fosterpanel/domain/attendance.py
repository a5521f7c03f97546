"""Attendance: who was in the room or on the line, from when to when, and in which capacity."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from fosterpanel.errors import InvalidInput


class Mode(StrEnum):
    """How somebody attended."""

    IN_ROOM = "in the room"
    REMOTE = "remote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """One unbroken stretch of a member's attendance; moments are UTC, ``left_at`` is None while present.

    At the moment ``left_at`` the member is already gone. ``wrong_because`` says why an entry was a mistake; it then
    stays on record and counts for nothing.
    """

    member_id: str
    came_at: datetime
    left_at: datetime | None = None
    mode: Mode = Mode.IN_ROOM
    wrong_because: str = ""

    def covers(self, start: datetime, end: datetime) -> bool:
        """Whether the member was present for the whole stretch (UTC), both ends included."""
        return self.came_at <= start and self.is_open_at(end)

    def is_open_at(self, moment: datetime) -> bool:
        """Whether the member had not left by that moment (UTC)."""
        return self.left_at is None or self.left_at > moment


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherAttender:
    """Somebody who attends but never counts to quorum: adviser, presenter, applicant, supporter, observer.

    ``item_id`` is empty for somebody present for the whole meeting. ``wrong_because`` says why an entry was a
    mistake; it then stays on record and counts for nothing.
    """

    name: str
    capacity: str
    item_id: str = ""
    wrong_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """The attendance of one meeting."""

    id: str
    meeting_id: str
    presences: tuple[Presence, ...] = ()
    others: tuple[OtherAttender, ...] = ()
    apologies: tuple[str, ...] = ()
    version: int = 0

    @property
    def stays(self) -> tuple[Presence, ...]:
        """Every stretch of attendance but those entered by mistake."""
        return tuple(one for one in self.presences if not one.wrong_because)

    def present_at(self, moment: datetime) -> tuple[str, ...]:
        """The ids of members present at a moment (UTC)."""
        return self.present_throughout(moment, moment)

    def present_throughout(self, start: datetime, end: datetime) -> tuple[str, ...]:
        """The ids of members present without a break from ``start`` to ``end`` (UTC)."""
        return tuple(stay.member_id for stay in self.stays if stay.covers(start, end))

    def others_for(self, item_id: str) -> tuple[OtherAttender, ...]:
        """Everybody beside the members who attended for that item."""
        return tuple(
            other for other in self.others if other.item_id in ("", item_id) and not other.wrong_because
        )


def arrive(attendance: Attendance, member_id: str, at: datetime, mode: Mode) -> Attendance:
    """The attendance with a member come in at a moment (UTC).

    Raises:
        InvalidInput: they are recorded as present then or later.
    """
    if any(stay.member_id == member_id and stay.is_open_at(at) for stay in attendance.stays):
        raise InvalidInput("That member is already recorded as present. Record that they left first.")
    stay = Presence(member_id=member_id, came_at=at, mode=mode)
    return replace(attendance, presences=(*attendance.presences, stay))


def leave(attendance: Attendance, member_id: str, at: datetime) -> Attendance:
    """The attendance with a member gone at a moment (UTC). Raises InvalidInput when they are not present."""
    stays = tuple(
        replace(stay, left_at=at) if _can_end(stay, member_id, at) else stay for stay in attendance.presences
    )
    if stays == attendance.presences:
        raise InvalidInput(
            "That member is not recorded as present, so cannot leave. Record when they came first."
        )
    return replace(attendance, presences=stays)


def _can_end(stay: Presence, member_id: str, at: datetime) -> bool:
    is_there = stay.left_at is None and not stay.wrong_because
    return is_there and stay.member_id == member_id and stay.came_at <= at


def put_right(attendance: Attendance, wrong: Presence, right: Presence | None, because: str) -> Attendance:
    """The attendance with an entry marked as a mistake, and the true one, if there is any, entered beside it.

    Raises:
        InvalidInput: nobody says why, there is no such entry, or the true one is another member's, ends before it
            begins, or lies across another of theirs.
    """
    if not because.strip():
        raise InvalidInput("Say in a few words what was entered by mistake.")
    if wrong not in attendance.stays:
        raise InvalidInput("There is no such entry any more. Look at who was there and correct it again.")
    marked = tuple(
        replace(one, wrong_because=because.strip()) if one == wrong else one for one in attendance.presences
    )
    if right is None:
        return replace(attendance, presences=marked)
    others = [one for one in attendance.stays if one.member_id == wrong.member_id and one != wrong]
    if right.member_id != wrong.member_id or (right.left_at is not None and right.left_at <= right.came_at):
        raise InvalidInput("The entry has to end after it begins, and be the same member's. Check the times.")
    if any(_lie_across(right, one) for one in others):
        raise InvalidInput("The member would be there twice at once. Check the times of the other entry.")
    return replace(attendance, presences=(*marked, right))


def put_other_right(
    attendance: Attendance, wrong: OtherAttender, right: OtherAttender | None, because: str
) -> Attendance:
    """The same for somebody who attends beside the members. Raises InvalidInput as ``put_right``."""
    if not because.strip():
        raise InvalidInput("Say in a few words what was entered by mistake.")
    if wrong.wrong_because or wrong not in attendance.others:
        raise InvalidInput("There is no such entry any more. Look at who was there and correct it again.")
    marked = tuple(
        replace(one, wrong_because=because.strip()) if one == wrong else one for one in attendance.others
    )
    return replace(attendance, others=(*marked, right) if right else marked)


def _lie_across(one: Presence, other: Presence) -> bool:
    return one.is_open_at(other.came_at) and other.is_open_at(one.came_at)
