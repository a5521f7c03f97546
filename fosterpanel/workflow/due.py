"""When something is due: a nation's time limits, and the date one of them gives.

Dates are local. Nothing is guessed: a limit the nation's rule book does not hold, or a year whose bank holidays are not
listed, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fosterpanel import rulebooks
from fosterpanel.domain import wording
from fosterpanel.domain.days import due, earlier_working_day
from fosterpanel.domain.rulebook import Confidence, Nation, RuleBook, TimeLimit, Unit
from fosterpanel.errors import InvalidInput, UnknownRule

PLAIN_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueAnswer:
    """What a time limit gives for a date, how it was counted and how far it may be relied on.

    ``falls_on_non_working_day`` is None where that cannot be told, and ``earlier_working_day`` is then empty too.
    """

    limit: TimeLimit
    nation: Nation
    starts_on: date
    due_on: date
    falls_on_non_working_day: bool | None
    earlier_working_day: date | None
    warnings: tuple[str, ...]

    @property
    def fields(self) -> dict[str, object]:
        """The answer for another program; dates are YYYY-MM-DD."""
        earlier = self.earlier_working_day
        return limit_fields(self.limit) | {
            "nation": self.nation.value,
            "date": self.starts_on.isoformat(),
            "due": self.due_on.isoformat(),
            "falls_on_non_working_day": self.falls_on_non_working_day,
            "earlier_working_day": earlier.isoformat() if earlier else None,
            "warnings": list(self.warnings),
        }


def read_date(text: str) -> date:
    """A local date written as YYYY-MM-DD. Raises InvalidInput for anything else, a day that does not exist included."""
    if not PLAIN_DATE.fullmatch(text.strip()):
        raise InvalidInput(f"“{text}” is not a date as YYYY-MM-DD. Write it like 2026-12-04.")
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InvalidInput(f"There is no day {text.strip()} in the calendar. Check the date.") from None


def read_nation(text: str) -> Nation:
    """A nation by its name. Raises InvalidInput for any other word."""
    try:
        return Nation(text.strip().lower().replace(" ", "-"))
    except ValueError:
        names = wording.listed(Nation, "or")
        raise InvalidInput(f"There is no rule book for “{text}”. Choose {names}.") from None


def list_limits(nation: Nation, on: date, folder: Path | None = None) -> tuple[TimeLimit, ...]:
    """The time limits of a nation in force on a local date, as the rule book orders them."""
    return tuple(rulebooks.load(nation, on, folder).limits.values())


def due_date(
    rule_id: str,
    start: str,
    nation: Nation = Nation.ENGLAND,
    on: date | None = None,
    folder: Path | None = None,
) -> DueAnswer:
    """When a time limit that starts on ``start`` (YYYY-MM-DD) ends.

    The rule book is the one in force on ``on``, or else on the day the limit starts.

    Raises:
        InvalidInput: the date is not one.
        UnknownRule: the rule book does not hold the limit, or its bank holidays for a year the count needs.
    """
    starts_on = read_date(start)
    book = rulebooks.load(nation, on or starts_on, folder)
    limit = book.limit(rule_id)
    due_on = due(limit, starts_on, book.holidays)
    is_off, earlier = _falls_on(due_on, book)
    return DueAnswer(
        limit=limit,
        nation=nation,
        starts_on=starts_on,
        due_on=due_on,
        falls_on_non_working_day=is_off,
        earlier_working_day=earlier,
        warnings=_warnings(limit, book),
    )


def limit_fields(limit: TimeLimit) -> dict[str, object]:
    """A time limit for another program."""
    rule = limit.rule
    return {
        "rule": rule.id,
        "words": rule.words,
        "trigger": limit.trigger,
        "length": limit.length,
        "unit": limit.unit.value,
        "convention": wording.convention(limit),
        "authority": rule.authority.value,
        "source": rule.source,
        "confidence": rule.confidence.value,
        "note": rule.note,
    }


def limit_lines(limits: Iterable[TimeLimit]) -> tuple[str, ...]:
    """Time limits as text: each its id and words on one line, its authority, source and counting below."""
    lines: list[str] = []
    for limit in limits:
        rule = limit.rule
        lines += [
            f"{rule.id}: {rule.words}",
            f"    {wording.convention(limit)}, from the day {limit.trigger}",
            f"    {rule.authority}: {rule.citation}",
        ]
    return tuple(lines)


def due_lines(answer: DueAnswer) -> tuple[str, ...]:
    """An answer as text: the date and how it was counted first, then what it rests on and what to watch."""
    rule = answer.limit.rule
    lines = [
        f"{answer.due_on.isoformat()} ({wording.convention(answer.limit)})",
        f"{rule.words}, on {wording.long_date(answer.due_on)}, counted from {wording.long_date(answer.starts_on)}.",
        f"{rule.authority.capitalize()}: {rule.citation}.",
    ]
    if answer.earlier_working_day:
        lines.append(f"That is not a working day; act by {wording.long_date(answer.earlier_working_day)}.")
    return (*lines, *([rule.note] if rule.note else []), *answer.warnings)


def _falls_on(day: date, book: RuleBook) -> tuple[bool | None, date | None]:
    try:
        earlier = earlier_working_day(day, book.holidays)
    except UnknownRule:
        return None, None
    return earlier is not None, earlier


def _warnings(limit: TimeLimit, book: RuleBook) -> tuple[str, ...]:
    nation = book.nation.name_in_words
    warnings = []
    if limit.rule.is_unverified:
        warnings.append(
            f"This rule is not yet verified for {nation}: check its text before you rely on the date."
        )
    if limit.unit is Unit.WORKING_DAYS and book.holidays_confidence is Confidence.UNVERIFIED:
        warnings.append(
            f"The bank holidays of {nation} are not yet verified: check them before you rely on the date."
        )
    return tuple(warnings)
