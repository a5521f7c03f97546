"""Words the user reads, wherever they are read: dates, numbers of things, lists, and how a limit is counted.

Nothing here depends on the computer's language settings. Dates are local.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fosterpanel.domain.rulebook import TimeLimit

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def plain_date(day: date) -> str:
    """A date in words: 4 December 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def long_date(day: date) -> str:
    """A date in words with its weekday: Friday 4 December 2026."""
    return f"{WEEKDAYS[day.weekday()]} {plain_date(day)}"


def listed(things: Iterable[str], last: str = "and") -> str:
    """Things in a row as a sentence has them: a, b and c."""
    words = tuple(things)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def ended(words: str) -> str:
    """Words that end with one full stop, also where they end with somebody's initials."""
    return words if words.endswith(".") else f"{words}."


def capitalised(words: str) -> str:
    """Words as a sentence begins; what stands in capitals further on stays so."""
    return words[:1].upper() + words[1:]


def counted(number: int, thing: str, things: str = "") -> str:
    """A number of things: 1 member, 2 members. ``things`` is the plural where an s is not enough."""
    return f"{number} {thing if number == 1 else things or thing + 's'}"


def spelt(number: int) -> str:
    """A number as a sentence has it: up to ten in a word, above that in figures."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def length(limit: TimeLimit) -> str:
    """How long a time limit is: 7 working days, 5 clear working days, 1 month."""
    unit = limit.unit.value if limit.length != 1 else limit.unit.value.removesuffix("s")
    return f"{limit.length} {'clear ' if limit.clear else ''}{unit}"


def convention(limit: TimeLimit) -> str:
    """How a time limit is counted, as half a sentence: "7 working days, not counting the first day"."""
    return f"{length(limit)}{' before' if limit.backwards else ''}, {_first_day(limit)}{_last_day(limit)}"


def _first_day(limit: TimeLimit) -> str:
    if limit.clear:
        return f"{spelt(limit.length)} whole {limit.unit.value} lying between"
    if limit.first_day_counts:
        return "the first day counted"
    return "the day itself not counted" if limit.backwards else "the first day not counted"


def _last_day(limit: TimeLimit) -> str:
    # Loaded only where a limit is put into words: these words are wanted where no rule is.
    from fosterpanel.domain.rulebook import Unit

    match limit.unit:
        case Unit.WORKING_DAYS:
            return ""
        case Unit.MONTHS | Unit.YEARS:
            return "; the same day of the month, or its last; not moved to a working day"
        case _:
            return "; not moved to a working day"
