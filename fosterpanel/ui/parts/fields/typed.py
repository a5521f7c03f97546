"""Reading dates and times as people type them. Nothing is guessed: what is not there is asked for."""

from __future__ import annotations

import re
from datetime import date, time

from fosterpanel.domain.wording import MONTHS, WEEKDAYS
from fosterpanel.errors import InvalidInput

_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]+(\d{1,2}|[a-z]{3,9})\.?[-/., ]+(\d{4})")
_TIME = re.compile(r"(\d{1,2})(?:[:. ](\d{2}))?\s*(am|pm)?")
_HOW = "Write the day, the month and the year in four figures, such as 4 12 2026 or 4 Dec 2026."
_WEEKDAY = re.compile(rf"^({'|'.join(day[:3].lower() for day in WEEKDAYS)})[a-z]*,?\s+")


def typed_date(typed: str) -> date:
    """The local day somebody typed: "4 12 2026", "4 Dec 2026", "Friday 4 December 2026" or "2026-12-04".

    Raises:
        InvalidInput: it is no day of the calendar, or lacks its year.
    """
    plain = _WEEKDAY.sub("", typed.strip().lower())
    if found := _YEAR_FIRST.fullmatch(plain):
        return _day(typed, int(found[3]), int(found[2]), int(found[1]))
    if found := _DAY_FIRST.fullmatch(plain):
        return _day(typed, int(found[1]), _month(typed, found[2]), int(found[3]))
    raise InvalidInput(f"“{typed.strip()}” is not a whole date. {_HOW}")


def typed_time(typed: str) -> time:
    """The local time of day somebody typed: "9:30", "09.30", "14" or "2.15 pm".

    Raises:
        InvalidInput: it is no time of day.
    """
    found = _TIME.fullmatch(typed.strip().lower())
    if found:
        hour, minute = _on_the_clock(int(found[1]), found[3]), int(found[2] or 0)
        if 0 <= hour < 24 and minute < 60:
            return time(hour, minute)
    raise InvalidInput(f"“{typed.strip()}” is not a time of day. Write hours and minutes, such as 09:30.")


def _on_the_clock(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    return hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else -1


def _month(typed: str, month: str) -> int:
    if month.isdigit():
        return int(month)
    for number, words in enumerate(MONTHS, start=1):
        if words.lower() == month or words.lower()[:3] == month or (month == "sept" and number == 9):
            return number
    raise InvalidInput(f"“{typed.strip()}” has no month in it. {_HOW}")


def _day(typed: str, day: int, month: int, year: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise InvalidInput(f"“{typed.strip()}” is not in the calendar. {_HOW}") from error
