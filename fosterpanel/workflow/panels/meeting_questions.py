"""Questions a meeting's day or panel raises: not refusals, but what the administrator should know before going on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from fosterpanel.domain.central_list import (
    PanelMember,
    experience_reached_on,
    has_experience,
    is_independent,
    is_on_list,
)
from fosterpanel.domain.meeting_dates import closed_for, open_day_instead
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.domain.wording import long_date, plain_date
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.panels.central_list import members_by_id


@dataclass(frozen=True, slots=True, kw_only=True)
class DayQuestion:
    """Something to think about before a day is chosen; ``instead`` is a local day to choose in its place."""

    sentence: str
    instead: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who may be appointed to a panel, and in words what counts for a seat."""

    member: PanelMember
    words: str


def candidates(office: Office, on: date | None = None) -> tuple[Candidate, ...]:
    """Everybody on the central list on a local day, today without one, by name."""
    day = on or office.clock.today()
    with office.reading() as reading:
        members = [one for one in members_by_id(reading).values() if is_on_list(one, day)]
    return tuple(
        Candidate(member=member, words=_what_counts(office, member, day))
        for member in sorted(members, key=lambda one: one.name)
    )


def day_questions(office: Office, on: date, *, meeting_id: str = "") -> tuple[DayQuestion, ...]:
    """What speaks against a local day for a meeting: a bank holiday, a weekend, another meeting, a day gone by."""
    with office.reading() as reading:
        held = [one for one in reading.find(Meeting, on=on) if not one.is_cancelled]
    same_day = [one for one in held if one.id != meeting_id]
    questions = [*_past(office, on), *_closed(office, on)]
    if same_day:
        questions.append(
            DayQuestion(
                sentence=f"{same_day[0].panel_name} already meets on {long_date(on)}, "
                f"at {same_day[0].starts_at:%H:%M}. Is this a second meeting?"
            )
        )
    return tuple(questions)


def panel_questions(office: Office, member_ids: Iterable[str], on: date) -> tuple[str, ...]:
    """What there is to ask about the members of a panel on a local day, one sentence each."""
    with office.reading() as reading:
        members = members_by_id(reading)
    panel = [members[one] for one in dict.fromkeys(member_ids) if one in members]
    return tuple(questions_by_member(panel, on, office.book(on)).values())


def questions_by_member(panel: Sequence[PanelMember], on: date, book: RuleBook) -> dict[str, str]:
    """What there is to ask about the members of a panel on a local day, by their ids."""
    asked = {
        member.id: member_question(member, on) or _experience_question(member, panel, on, book)
        for member in panel
    }
    return {member_id: question for member_id, question in asked.items() if question}


def member_question(member: PanelMember, on: date) -> str:
    """What there is to ask about one member on a local day: gone, under notice, or away; nothing otherwise."""
    if member.leaves_on is not None and member.leaves_on < on:
        return f"{member.name} leaves the list on {plain_date(member.leaves_on)} and cannot sit. Appoint somebody else?"
    for first, last in member.away:
        if first <= on <= last:
            until = f" until {plain_date(last)}" if last > on else ""
            return f"{member.name} is away that day{until}. Invite somebody else?"
    if member.leaves_on is not None:
        return f"{member.name} is under notice and leaves on {plain_date(member.leaves_on)}. Still to sit?"
    return ""


def _experience_question(member: PanelMember, panel: Sequence[PanelMember], on: date, book: RuleBook) -> str:
    """That a social worker reaches the years a quorum asks for after the panel only, and nobody else on it has them."""
    years = book.quorum.experience_years if book.quorum and book.quorum.needs_social_worker else 0
    reached = experience_reached_on(member, years)
    if not years or reached is None or reached <= on:
        return ""
    if any(has_experience(one, on, years) for one in panel):
        return ""
    return (
        f"{member.name} reaches {years} years' relevant experience on {plain_date(reached)}, after this panel, and "
        "nobody else on it has them. Appoint an experienced social worker?"
    )


def _what_counts(office: Office, member: PanelMember, on: date) -> str:
    rule = office.book(on).quorum
    counts = [member.name]
    if rule is not None and has_experience(member, on, rule.experience_years):
        counts.append("social worker")
    if not is_independent(member, office.service.providers):
        counts.append("not independent")
    return ", ".join(counts)


def _past(office: Office, on: date) -> list[DayQuestion]:
    if on >= office.clock.today():
        return []
    return [DayQuestion(sentence=f"{long_date(on)} has gone by. Is the year right?")]


def _closed(office: Office, on: date) -> list[DayQuestion]:
    holidays = office.book(on).holidays
    if not any(day.year == on.year for day in holidays):
        return [
            DayQuestion(sentence=f"The bank holidays of {on.year} are not known yet. Is this a working day?")
        ]
    why = closed_for(on, holidays)
    if not why:
        return []
    instead = open_day_instead(on, holidays)
    return [
        DayQuestion(
            sentence=f"{long_date(on)} is {why}. Hold the meeting on {long_date(instead)} instead?",
            instead=instead,
        )
    ]
