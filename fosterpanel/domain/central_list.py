"""The central list: who may sit on a panel, whose voice is independent, who counts as the social worker.

Sources: Fostering Services (England) Regulations 2011, reg 23; the rule book carries them as data.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from fosterpanel.domain.days import ONE_DAY, add_months, due
from fosterpanel.domain.rulebook import QuorumRule, RuleBook, ServiceKind, meet
from fosterpanel.domain.wording import counted, listed, plain_date
from fosterpanel.errors import InvalidInput


@dataclass(frozen=True, slots=True, kw_only=True)
class IndependenceAnswers:
    """A member's answers about one provider: the ids of the questions answered yes, and when (local date)."""

    provider: str
    answered_on: date
    yes_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelMember:
    """A person on the central list.

    ``experience_from`` is the local date from which relevant post-qualifying experience counts.
    ``away`` are spells (first and last local day) in which the member cannot sit; ``contact`` telephone and e-mail.
    ``leaves_on`` is the last day on the list once notice has been given.
    """

    id: str
    person_id: str
    name: str
    background: str
    is_social_worker: bool = False
    experience_from: date | None = None
    independence: tuple[IndependenceAnswers, ...] = ()
    joined_on: date
    dbs_checked_on: date | None = None
    agreement_signed_on: date | None = None
    inducted_on: date | None = None
    appraised_on: date | None = None
    trained_on: date | None = None
    other_panels: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
    away: tuple[tuple[date, date], ...] = ()
    notice_given_on: date | None = None
    notice_reasons: str = ""
    leaves_on: date | None = None
    version: int = 0


def is_on_list(member: PanelMember, on: date) -> bool:
    """Whether the member is on the central list on a local date; the last day of notice still counts."""
    return member.joined_on <= on and (member.leaves_on is None or on <= member.leaves_on)


def is_independent(member: PanelMember, providers: Iterable[str]) -> bool:
    """Whether the member is independent of every provider; an unanswered question is not a "no"."""
    of = set(providers)
    free = {answer.provider for answer in member.independence if not answer.yes_to}
    return bool(of) and of <= free


def experience_reached_on(member: PanelMember, years: int) -> date | None:
    """The local date from which a social worker has that many years' relevant experience."""
    if not member.is_social_worker or member.experience_from is None:
        return None
    return add_months(member.experience_from, 12 * years)


def has_experience(member: PanelMember, on: date, years: int) -> bool:
    """Whether a social worker has the years of relevant post-qualifying experience on that very date."""
    reached = experience_reached_on(member, years)
    return reached is not None and reached <= on


def answer_independence(
    member: PanelMember, answers: IndependenceAnswers, book: RuleBook, kind: ServiceKind
) -> PanelMember:
    """The member with new answers about one provider.

    Raises:
        InvalidInput: an answer is to a question that the rule book does not ask of this kind of provider.
    """
    asked = {question.id for question in book.independence if kind in question.applies_to}
    if strange := set(answers.yes_to) - asked:
        raise InvalidInput(
            f"The independence test does not ask {listed(sorted(strange))} of this kind of service ({kind.value}). "
            f"Answer {listed(sorted(asked), 'or')}."
        )
    others = tuple(given for given in member.independence if given.provider != answers.provider)
    return replace(member, independence=(*others, answers))


def give_notice(member: PanelMember, *, on: date, reasons: str, book: RuleBook) -> PanelMember:
    """The member under one month's written notice, theirs or the service's (rule ``list-notice``).

    Raises:
        InvalidInput: notice was given before.
    """
    if member.leaves_on is not None:
        raise InvalidInput(
            f"{member.name} is already under notice and leaves on {plain_date(member.leaves_on)}. "
            "Let that notice run."
        )
    leaves = due(book.limit("list-notice"), on, book.holidays)
    return replace(member, notice_given_on=on, notice_reasons=reasons, leaves_on=leaves)


def require_on_list(member: PanelMember, on: date, book: RuleBook) -> None:
    """Refuse a member who is not on the central list on the day.

    Raises:
        RuleRefusal: rule ``central-list-membership``.
    """
    meet(
        book.rule("central-list-membership"),
        is_on_list(member, on),
        f"{member.name} is not on the central list on {plain_date(on)}, so cannot sit on the panel. "
        "Appoint somebody who is.",
    )


def members_needed(rule: QuorumRule, *, is_joint: bool) -> int:
    """How many different people make a quorum."""
    return rule.needs_chair_or_vice + rule.needs_social_worker + rule.others_needed(is_joint=is_joint)


def list_gaps(
    members: Iterable[PanelMember], providers: tuple[str, ...], book: RuleBook, on: date
) -> tuple[str, ...]:
    """What the central list lacks on a day, in sentences: numbers, an experienced social worker, independence."""
    rule = book.quorum_rule()
    there = [member for member in members if is_on_list(member, on)]
    needed = members_needed(rule, is_joint=len(providers) > 1)
    has_social_worker = any(has_experience(member, on, rule.experience_years) for member in there)
    has_independent = any(is_independent(member, providers) for member in there)
    gaps = (
        (
            len(there) >= needed,
            f"The list holds {counted(len(there), 'person', 'people')}; a quorate panel needs {needed}.",
        ),
        (
            has_social_worker or not rule.needs_social_worker,
            f"Nobody on the list is a social worker with {rule.experience_years} years' relevant experience.",
        ),
        (has_independent, "Nobody on the list is independent, so nobody may chair."),
    )
    return tuple(words for is_met, words in gaps if not is_met)


def gaps_to_come(
    members: Iterable[PanelMember], providers: tuple[str, ...], book: RuleBook, today: date
) -> tuple[str, ...]:
    """What the list will lack once those under notice have left and those to come have joined, each once, in sentences.

    What it lacks today is not said again.
    """
    known = tuple(members)
    days = {member.leaves_on + ONE_DAY for member in known if member.leaves_on is not None}
    said = dict.fromkeys(list_gaps(known, providers, book, today), "")
    for day in sorted(day for day in days if day > today):
        for gap in list_gaps(known, providers, book, day):
            said.setdefault(gap, f"From {plain_date(day)}: {gap[:1].lower()}{gap[1:]}")
    return tuple(words for words in said.values() if words)
