"""The hearing of one item: from when to when, who presided, and the quorum found and frozen at its end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from fosterpanel.domain.attendance import Attendance
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.interests import DeclaredInterest, conflicted_out, require_ruled
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.quorum import QuorumFinding, count_members, find_quorum
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.errors import InvalidInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """One item before one panel; moments are UTC. ``quorum`` is what was found when the hearing ended."""

    id: str
    item_id: str
    meeting_id: str
    started_at: datetime
    presided_by: str
    ended_at: datetime | None = None
    quorum: QuorumFinding | None = None
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
) -> QuorumFinding:
    """The quorum on one item over a stretch of time (UTC); a single moment is a stretch of no length.

    Only members who were present without a break and were not conflicted out are counted (rule
    ``quorum-per-item``). ``interests`` are those declared on this item.

    Raises:
        RuleRefusal: an interest has no ruling.
        UnknownRule: the rule book holds no quorum.
    """
    held = tuple(interests)
    require_ruled(held, book)
    out = conflicted_out(held)
    present = [one for one in attendance.present_throughout(start, end) if one not in out]
    rule = book.quorum_rule()
    counted = count_members(meeting, members, present, rule)
    return find_quorum(counted, rule, is_joint=meeting.is_joint, presided_by=presided_by)


def end_hearing(hearing: Hearing, *, at: datetime, quorum: QuorumFinding) -> Hearing:
    """The hearing closed with its quorum frozen. Raises InvalidInput when it ends before it began or twice."""
    if hearing.ended_at is not None:
        raise InvalidInput("The hearing of this item has already ended. List the item again to hear more.")
    if at < hearing.started_at:
        raise InvalidInput("A hearing cannot end before it began. Check the times.")
    return replace(hearing, ended_at=at, quorum=quorum)
