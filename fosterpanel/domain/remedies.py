"""What may be done when an item has no quorum: wait, take another first, let a vice chair preside, or defer.

Each remedy is tried before it is offered: it names only people and items with whom there would be a quorum.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from fosterpanel.domain.attendance import Attendance, Mode, arrive
from fosterpanel.domain.central_list import PanelMember, is_on_list
from fosterpanel.domain.hearings import Hearing, hand_over, quorum_of_item
from fosterpanel.domain.interests import DeclaredInterest, conflicted_out
from fosterpanel.domain.meetings import Meeting, Seat
from fosterpanel.domain.quorum import QuorumFinding
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.domain.wording import listed

NOT_QUORATE, CONFLICTED = "D80", "D81"


class RemedyAct(StrEnum):
    """What a remedy does."""

    RULE = "rule on the interest"
    PRESIDE = "let somebody else preside"
    WAIT = "wait"
    REORDER = "take another item first"
    DEFER = "defer for the panel's own reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """One way on, in a sentence; the ids and the reason code say with whom, with what and why."""

    words: str
    act: RemedyAct
    member_ids: tuple[str, ...] = ()
    item_id: str = ""
    reason_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """An item before the panel at a moment (UTC), with all that its quorum depends on.

    The hearing of an item not begun yet is one that would begin at that moment, with nobody named as presiding.
    """

    reference: str
    meeting: Meeting
    members: Mapping[str, PanelMember]
    attendance: Attendance
    interests: tuple[DeclaredInterest, ...]
    hearing: Hearing
    book: RuleBook
    at: datetime

    @property
    def quorum(self) -> QuorumFinding:
        """The quorum at that moment. Raises RuleRefusal while an interest has no ruling."""
        return quorum_of_item(
            self.meeting,
            self.members,
            self.attendance,
            self.interests,
            self.book,
            start=self.hearing.started_at,
            end=self.at,
            presided_by=self.hearing.presided_by,
            handed_over=self.hearing.handed_over,
        )

    @property
    def is_begun(self) -> bool:
        """Whether the item is being heard."""
        return bool(self.hearing.presided_by)

    @property
    def away(self) -> tuple[str, ...]:
        """The ids of members of the panel who are not there and could count if they were."""
        gone = {*self.attendance.present_at(self.at), *conflicted_out(self.interests)}
        return tuple(
            held.member_id
            for held in self.meeting.panel
            if held.member_id not in gone and is_on_list(self.members[held.member_id], self.meeting.on)
        )

    def joined_by(self, member_ids: Iterable[str]) -> Sitting:
        """The same if those members came in now."""
        there = self.attendance
        for member_id in member_ids:
            there = arrive(there, member_id, self.at, Mode.IN_ROOM)
        return replace(self, attendance=there)

    def handed_to(self, member_id: str) -> Sitting:
        """The same if that member presided from now on."""
        return replace(self, hearing=hand_over(self.hearing, to=member_id, at=self.at))


def remedies(sitting: Sitting, others: Mapping[str, Sitting]) -> tuple[Remedy, ...]:
    """What may be done for an item, nothing while it is quorate. ``others`` are the listed items, by id."""
    if unruled := [one for one in sitting.interests if one.ruling is None]:
        return (*(_rule(sitting, one) for one in unruled), _defer(sitting, NOT_QUORATE))
    if sitting.quorum.is_met:
        return ()
    without_interests = replace(sitting, interests=())
    why = CONFLICTED if sitting.interests and without_interests.quorum.is_met else NOT_QUORATE
    return (*_preside(sitting), *_wait(sitting), *_reorder(sitting, others), _defer(sitting, why))


def _rule(sitting: Sitting, interest: DeclaredInterest) -> Remedy:
    name = sitting.members[interest.member_id].name
    words = f"Rule on the interest that {name} declared: until then nobody can say who counts."
    return Remedy(words=words, act=RemedyAct.RULE, member_ids=(interest.member_id,))


def _preside(sitting: Sitting) -> Iterator[Remedy]:
    if not sitting.is_begun:
        return
    for held in sitting.meeting.panel:
        may_take_over = held.seat is not Seat.MEMBER and held.member_id != sitting.hearing.presided_by
        if may_take_over and sitting.handed_to(held.member_id).quorum.is_met:
            words = f"Let {sitting.members[held.member_id].name}, {held.seat.value}, preside from now on."
            yield Remedy(words=words, act=RemedyAct.PRESIDE, member_ids=(held.member_id,))


def _wait(sitting: Sitting) -> Iterator[Remedy]:
    enough = tuple(one for one in sitting.away if sitting.joined_by([one]).quorum.is_met)
    together = enough or _all_needed(sitting)
    if not together:
        return
    names = listed((sitting.members[one].name for one in together), "or" if enough else "and")
    each = {0: "who together make", 1: "who makes", 2: "either of whom makes"}
    how_many = each.get(len(enough), "any of whom makes")
    yield Remedy(
        words=f"Wait for {names}, {how_many} the panel quorate.", act=RemedyAct.WAIT, member_ids=together
    )


def _all_needed(sitting: Sitting) -> tuple[str, ...]:
    """As few of those who are away as together make a quorum; nobody when not even all of them do."""
    needed = sitting.away
    if not sitting.joined_by(needed).quorum.is_met:
        return ()
    for one in sitting.away:
        fewer = tuple(other for other in needed if other != one)
        if sitting.joined_by(fewer).quorum.is_met:
            needed = fewer
    return needed


def _reorder(sitting: Sitting, others: Mapping[str, Sitting]) -> Iterator[Remedy]:
    if sitting.is_begun:
        return
    for item_id, other in others.items():
        is_ruled = all(one.ruling is not None for one in other.interests)
        if is_ruled and other.quorum.is_met:
            words = f"Take item {other.reference} first: the panel is quorate on it."
            yield Remedy(words=words, act=RemedyAct.REORDER, item_id=item_id)


def _defer(sitting: Sitting, code: str) -> Remedy:
    reason = sitting.book.deferral_reasons.get(code)
    because = f": {reason.words[:1].lower()}{reason.words[1:]}" if reason else ""
    return Remedy(
        words=f"Defer item {sitting.reference} for the panel's own reason{because}.",
        act=RemedyAct.DEFER,
        reason_code=code if reason else "",
    )
