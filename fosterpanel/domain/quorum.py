"""Quorum, per item and per moment: may this panel do this business now?

Source: Fostering Services (England) Regulations 2011, reg 24(1), as the rule book states it. Business needs
the chair or a vice chair presiding, a social worker with the years of relevant experience, and three others
(four on a joint panel), all different people; a vice chair who presides and is not independent needs an
independent member beside them. Whatever the rule book lets one person stand for, the number of people stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from fosterpanel.domain.central_list import (
    PanelMember,
    has_experience,
    is_independent,
    is_on_list,
    members_needed,
)
from fosterpanel.domain.meetings import Meeting, Seat
from fosterpanel.domain.rulebook import QuorumRule, RuleBook, require
from fosterpanel.domain.wording import counted as number_of
from fosterpanel.domain.wording import listed


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedMember:
    """A member as counted for quorum, frozen into the item when it is heard."""

    member_id: str
    name: str
    seat: Seat
    is_independent: bool
    is_experienced_social_worker: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A stretch of a hearing (UTC) in which there was no quorum, so that no business was done."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class QuorumFinding:
    """Whether business may be done, who was counted, and in words what is missing.

    ``pauses`` are when it was lost and met again while an item was heard.
    """

    is_met: bool
    is_joint: bool
    counted: tuple[CountedMember, ...]
    presiding_id: str = ""
    social_worker_id: str = ""
    missing: tuple[str, ...] = ()
    pauses: tuple[Pause, ...] = ()

    @property
    def sentence(self) -> str:
        """The finding as one sentence, while the panel sits."""
        if self.is_met:
            return f"Quorate: {self._people} can take part, with the {self._presiding_seat} presiding."
        return f"Not quorate: {self._people} can take part, and {self._needed('is', 'are')}."

    @property
    def forecast(self) -> str:
        """The finding as one sentence, before the panel sits."""
        if self.is_met:
            return f"Expected to be quorate: {self._people}, with the {self._presiding_seat} presiding."
        return f"Not expected to be quorate: {self._people} can take part, and {self._needed('is', 'are')}."

    @property
    def looking_back(self) -> str:
        """The finding as one sentence for the minutes, once the panel has sat."""
        if self.is_met:
            return f"Quorate: {self._people} took part, with the {self._presiding_seat} presiding."
        return f"Not quorate: {self._people} could take part, and {self._needed('was', 'were')}."

    @property
    def _people(self) -> str:
        return number_of(len(self.counted), "member")

    def _needed(self, one: str, several: str) -> str:
        is_one = len(self.missing) == 1 and not self.missing[0].endswith("members")
        return f"{listed(self.missing)} {one if is_one else several} needed"

    @property
    def _presiding_seat(self) -> str:
        return next((one.seat.value for one in self.counted if one.member_id == self.presiding_id), "chair")


def count_members(
    meeting: Meeting, members: Mapping[str, PanelMember], taking_part: Iterable[str], rule: QuorumRule
) -> tuple[CountedMember, ...]:
    """The members who may count: appointed to this panel, on the central list that day, and taking part."""
    counted = []
    for member_id in dict.fromkeys(taking_part):
        seat, member = meeting.seat_of(member_id), members.get(member_id)
        if seat is None or member is None or not is_on_list(member, meeting.on):
            continue
        counted.append(
            CountedMember(
                member_id=member_id,
                name=member.name,
                seat=seat,
                is_independent=is_independent(member, meeting.providers),
                is_experienced_social_worker=has_experience(member, meeting.on, rule.experience_years),
            )
        )
    return tuple(counted)


def find_quorum(
    counted: tuple[CountedMember, ...], rule: QuorumRule, *, is_joint: bool, presided_by: str = ""
) -> QuorumFinding:
    """Whether the counted members are a quorum.

    ``presided_by`` names who actually presided; without it the chair does when present, else the vice chair
    that serves the quorum best.
    """
    may_preside = _may_preside(counted, rule, presided_by)
    if not may_preside:
        missing = (
            "a chair or vice chair who is there and named as presiding"
            if presided_by
            else "the chair or a vice chair to preside"
        )
        return QuorumFinding(is_met=False, is_joint=is_joint, counted=counted, missing=(missing,))
    findings = [_with_presiding(counted, chosen, rule, is_joint) for chosen in may_preside]
    return min(findings, key=lambda finding: len(finding.missing))


def lost_by_one(counted: tuple[CountedMember, ...], rule: QuorumRule, *, is_joint: bool) -> tuple[str, ...]:
    """The ids of members whose absence alone would end the quorum: "one conflict from inquorate".

    Nobody's, when there is no quorum to end.
    """
    if not find_quorum(counted, rule, is_joint=is_joint).is_met:
        return ()
    return tuple(
        gone.member_id
        for gone in counted
        if not find_quorum(tuple(one for one in counted if one is not gone), rule, is_joint=is_joint).is_met
    )


def require_quorum(finding: QuorumFinding, reference: str, book: RuleBook) -> None:
    """Refuse business on an item without quorum, whatever the rule's authority: without it there is no panel.

    Raises:
        RuleRefusal: rule ``quorum``.
    """
    require(
        book.rule("quorum"),
        finding.is_met,
        f"The panel cannot do business on item {reference}. {finding.sentence} "
        "Wait until enough members can take part, or defer the item.",
    )


def _may_preside(
    counted: tuple[CountedMember, ...], rule: QuorumRule, presided_by: str
) -> tuple[CountedMember, ...]:
    if presided_by:
        named = tuple(one for one in counted if one.member_id == presided_by)
        return tuple(one for one in named if one.seat is not Seat.MEMBER or not rule.needs_chair_or_vice)
    for seat in Seat:
        held = tuple(one for one in counted if one.seat is seat)
        if held and (seat is not Seat.MEMBER or not rule.needs_chair_or_vice):
            return held
    return ()


def _with_presiding(
    counted: tuple[CountedMember, ...], presiding: CountedMember, rule: QuorumRule, is_joint: bool
) -> QuorumFinding:
    social_worker = _social_worker(counted, presiding, rule)
    missing = (
        *_missing_social_worker(social_worker, rule),
        *_missing_members(counted, social_worker, rule, is_joint),
        *_missing_independence(counted, presiding, rule),
    )
    return QuorumFinding(
        is_met=not missing,
        is_joint=is_joint,
        counted=counted,
        presiding_id=presiding.member_id,
        social_worker_id=social_worker.member_id if social_worker else "",
        missing=missing,
    )


def _social_worker(
    counted: tuple[CountedMember, ...], presiding: CountedMember, rule: QuorumRule
) -> CountedMember | None:
    able = [one for one in counted if one.is_experienced_social_worker]
    beside = [one for one in able if one is not presiding]
    return next(iter(beside or (able if rule.presiding_may_fill_social_worker else [])), None)


def _missing_social_worker(social_worker: CountedMember | None, rule: QuorumRule) -> tuple[str, ...]:
    if social_worker is not None or not rule.needs_social_worker:
        return ()
    beside = "" if rule.presiding_may_fill_social_worker else " beside the one presiding"
    return (
        f"a social worker with {rule.experience_years} years' relevant post-qualifying experience{beside}",
    )


def _missing_members(
    counted: tuple[CountedMember, ...], social_worker: CountedMember | None, rule: QuorumRule, is_joint: bool
) -> tuple[str, ...]:
    """How many are short beside the social worker, whose absence is said apart."""
    awaited = rule.needs_social_worker and social_worker is None
    short = members_needed(rule, is_joint=is_joint) - len(counted) - awaited
    if short <= 0:
        return ()
    return (number_of(short, "more member"),)


def _missing_independence(
    counted: tuple[CountedMember, ...], presiding: CountedMember, rule: QuorumRule
) -> tuple[str, ...]:
    if not rule.vice_not_independent_needs_independent or presiding.seat is not Seat.VICE_CHAIR:
        return ()
    if any(one.is_independent for one in counted):
        return ()
    return ("an independent member beside a presiding vice chair who is not independent",)
