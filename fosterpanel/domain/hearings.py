"""The hearing of one item: from when to when, who presided, and the quorum found and frozen at its end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from fosterpanel.domain.attendance import Attendance
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.interests import DeclaredInterest, conflicted_out, require_ruled
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.quorum import Pause, QuorumFinding, count_members, find_quorum
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.errors import InvalidInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Presided:
    """Who presided over a hearing until a moment (UTC), and then gave the chair to somebody else."""

    member_id: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """One item before one panel; moments are UTC. ``quorum`` is what was found when the hearing ended.

    ``presided_by`` presides now, or did at its end; ``handed_over`` says who did before, in order.
    """

    id: str
    item_id: str
    meeting_id: str
    started_at: datetime
    presided_by: str
    ended_at: datetime | None = None
    quorum: QuorumFinding | None = None
    handed_over: tuple[Presided, ...] = ()
    version: int = 0

    @property
    def finding(self) -> QuorumFinding:
        """The quorum found. Raises InvalidInput while the hearing goes on."""
        if self.quorum is None:
            raise InvalidInput(
                "The hearing of this item has not ended, so its quorum is not settled. End it first."
            )
        return self.quorum


def quorum_of_item(
    meeting: Meeting,
    members: Mapping[str, PanelMember],
    attendance: Attendance,
    interests: Iterable[DeclaredInterest],
    book: RuleBook,
    *,
    start: datetime,
    end: datetime,
    presided_by: str = "",
    handed_over: tuple[Presided, ...] = (),
) -> QuorumFinding:
    """The quorum on one item over a stretch of time (UTC); a single moment is a stretch of no length.

    Only members who were there for all the business and were not conflicted out are counted (rule
    ``quorum-per-item``). While those who heard all of it so far are no quorum, no business is done, so whoever is
    away then misses none. ``interests`` are those declared on this item.

    Raises:
        RuleRefusal: an interest has no ruling.
        UnknownRule: the rule book holds no quorum.
    """
    held = tuple(interests)
    require_ruled(held, book)
    out, rule = conflicted_out(held), book.quorum_rule()
    heard_all = [one for one in attendance.present_at(start) if one not in out]
    moments = _moments(attendance, handed_over, start, end)
    pauses: tuple[Pause, ...] = ()
    for moment, until in zip(moments, (*moments[1:], end), strict=True):
        present = [one for one in attendance.present_at(moment) if one in heard_all]
        counted = count_members(meeting, members, present, rule)
        presiding = next((one.member_id for one in handed_over if moment < one.until), presided_by)
        finding = find_quorum(counted, rule, is_joint=meeting.is_joint, presided_by=presiding)
        if finding.is_met:
            heard_all = present
        else:
            pauses = _and_pause(pauses, moment, until)
    return replace(finding, pauses=pauses)


def hand_over(hearing: Hearing, *, to: str, at: datetime) -> Hearing:
    """The hearing with another member, by id, presiding from a moment (UTC) on.

    Raises:
        InvalidInput: it has ended, or that member presides already.
    """
    if hearing.ended_at is not None:
        raise InvalidInput("The hearing of this item has ended, so nobody can preside over it now.")
    if to == hearing.presided_by:
        raise InvalidInput("That member presides already. Choose another who may.")
    before = Presided(member_id=hearing.presided_by, until=at)
    return replace(hearing, presided_by=to, handed_over=(*hearing.handed_over, before))


def end_hearing(hearing: Hearing, *, at: datetime, quorum: QuorumFinding) -> Hearing:
    """The hearing closed with its quorum frozen. Raises InvalidInput when it ends before it began or twice."""
    if hearing.ended_at is not None:
        raise InvalidInput("The hearing of this item has already ended. List the item again to hear more.")
    if at < hearing.started_at:
        raise InvalidInput("A hearing cannot end before it began. Check the times.")
    return replace(hearing, ended_at=at, quorum=quorum)


def _moments(
    attendance: Attendance, handed_over: tuple[Presided, ...], start: datetime, end: datetime
) -> tuple[datetime, ...]:
    """The moments at which who is there or who presides may change, from the first to the last."""
    changes = {one.until for one in handed_over}
    for stay in attendance.stays:
        changes |= {stay.came_at} | ({stay.left_at} if stay.left_at else set())
    return tuple(sorted({start, end, *(one for one in changes if start < one < end)}))


def _and_pause(pauses: tuple[Pause, ...], since: datetime, until: datetime) -> tuple[Pause, ...]:
    """The pauses with one more, which lengthens the last where it follows without a break."""
    if pauses and pauses[-1].until == since:
        return (*pauses[:-1], replace(pauses[-1], until=until))
    return (*pauses, Pause(since=since, until=until)) if until > since else pauses
