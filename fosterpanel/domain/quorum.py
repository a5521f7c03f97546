"""Quorum, per item and per moment: may this panel do this business now?

Source: Fostering Services (England) Regulations 2011, reg 24(1), as the rule book states it. Business needs
the chair or a vice chair presiding, a social worker with the years of relevant experience, and three others
(four on a joint panel), all different people; a vice chair who presides and is not independent needs an
independent member beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fosterpanel.domain.central_list import PanelMember, has_experience, is_independent, is_on_list
from fosterpanel.domain.meetings import Meeting, Seat
from fosterpanel.domain.rulebook import QuorumRule, RuleBook, meet


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedMember:
    """A member as counted for quorum, frozen into the item when it is heard."""

    member_id: str
    name: str
    seat: Seat
    is_independent: bool
    is_experienced_social_worker: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuorumFinding:
    """Whether business may be done, who was counted, and in words what is missing."""

    is_met: bool
    is_joint: bool
    counted: tuple[CountedMember, ...]
    presiding_id: str = ""
    social_worker_id: str = ""
    missing: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The finding as one sentence for the minutes and the screen."""
        number = len(self.counted)
        people = "1 member" if number == 1 else f"{number} members"
        if self.is_met:
            return f"Quorate: {people} took part, with the {self._presiding_seat} presiding."
        return f"Not quorate: {people} can take part, and {'; '.join(self.missing)}."

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


def find_quorum(counted: tuple[CountedMember, ...], rule: QuorumRule, *, is_joint: bool, presided_by: str = "") -> QuorumFinding:
    """Whether the counted members are a quorum.

    ``presided_by`` names who actually presided; without it the chair does when present, else the vice chair
    that serves the quorum best.
    """
    findings = [_with_presiding(counted, chosen, rule, is_joint) for chosen in _may_preside(counted, presided_by)]
    if not findings:
        missing = ("neither the chair nor a vice chair is there to preside",)
        return QuorumFinding(is_met=False, is_joint=is_joint, counted=counted, missing=missing)
    return min(findings, key=lambda finding: len(finding.missing))


def lost_by_one(counted: tuple[CountedMember, ...], rule: QuorumRule, *, is_joint: bool) -> tuple[str, ...]:
    """The ids of members whose absence alone would end the quorum: "one conflict from inquorate"."""
    return tuple(
        gone.member_id
        for gone in counted
        if not find_quorum(tuple(one for one in counted if one is not gone), rule, is_joint=is_joint).is_met
    )


def require_quorum(finding: QuorumFinding, reference: str, book: RuleBook) -> None:
    """Refuse business on an item without quorum (rule ``quorum``)."""
    meet(book.rule("quorum"), finding.is_met, f"The panel cannot do business on item {reference}. {finding.sentence}")


def _may_preside(counted: tuple[CountedMember, ...], presided_by: str) -> tuple[CountedMember, ...]:
    chairs = tuple(one for one in counted if one.seat is Seat.CHAIR)
    candidates = chairs or tuple(one for one in counted if one.seat is Seat.VICE_CHAIR)
    if not presided_by:
        return candidates
    return tuple(one for one in counted if one.member_id == presided_by and one.seat is not Seat.MEMBER)


def _with_presiding(
    counted: tuple[CountedMember, ...], presiding: CountedMember, rule: QuorumRule, is_joint: bool
) -> QuorumFinding:
    beside = [one for one in counted if one is not presiding]
    social_worker = next((one for one in beside if one.is_experienced_social_worker), None)
    if social_worker is None and rule.presiding_may_fill_social_worker and presiding.is_experienced_social_worker:
        social_worker = presiding
    others = [one for one in beside if one is not social_worker]
    missing = _missing(presiding, social_worker, others, rule, is_joint)
    return QuorumFinding(
        is_met=not missing,
        is_joint=is_joint,
        counted=counted,
        presiding_id=presiding.member_id,
        social_worker_id=social_worker.member_id if social_worker else "",
        missing=missing,
    )


def _missing(
    presiding: CountedMember,
    social_worker: CountedMember | None,
    others: list[CountedMember],
    rule: QuorumRule,
    is_joint: bool,
) -> tuple[str, ...]:
    missing = []
    if rule.needs_social_worker and social_worker is None:
        missing.append(
            f"no social worker with {rule.experience_years} years' relevant post-qualifying experience is "
            "there beside the one presiding"
        )
    short = rule.others_needed(is_joint=is_joint) - len(others)
    if short > 0:
        missing.append(f"{short} more {'member is' if short == 1 else 'members are'} needed")
    needs_independent = rule.vice_not_independent_needs_independent and presiding.seat is Seat.VICE_CHAIR
    beside = [*others, *([social_worker] if social_worker and social_worker is not presiding else [])]
    if needs_independent and not presiding.is_independent and not any(one.is_independent for one in beside):
        missing.append("the vice chair presiding is not independent and no other member is")
    return tuple(missing)
