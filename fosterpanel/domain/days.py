"""Counting time limits, each by its own convention: working days, calendar days, weeks, months, years.

All dates are local (Europe/London). A working day is no Saturday, Sunday or holiday on the rule book's list
(Banking and Financial Dealings Act 1971; rule ``working-day``). A limit counted in working days never ends on another
kind of day; one counted in calendar days, weeks, months or years is not moved (rule ``calendar-days-do-not-roll``).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from fosterpanel.domain.rulebook import TimeLimit, Unit
from fosterpanel.errors import InvalidInput, UnknownRule

ONE_DAY = timedelta(days=1)
SATURDAY = 5
Holidays = Mapping[date, str]


def is_working_day(day: date, holidays: Holidays) -> bool:
    """Whether a local date is a working day.

    Raises:
        UnknownRule: the day is no weekend and the list holds no holidays for its year; nothing is guessed.
    """
    if day.weekday() >= SATURDAY:
        return False
    if day in holidays:
        return False
    if not any(holiday.year == day.year for holiday in holidays):
        raise UnknownRule(
            f"The list of bank holidays holds none for {day.year}, so working days cannot be counted there. "
            "Add that year to the list, with its source."
        )
    return True


def add_months(start: date, months: int) -> date:
    """The same day of the month that many calendar months later, or the month's last day when it is shorter.

    A negative number counts back. 29 February a year on is 28 February.
    """
    years, month_index = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month_index + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def whole_years(start: date, end: date) -> int:
    """How many whole years lie between two local dates."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def due(limit: TimeLimit, start: date, holidays: Holidays) -> date:
    """The last local day of a time limit that starts on ``start``, counted by the limit's own convention.

    A limit that counts backwards gives the latest day before ``start`` instead.

    Raises:
        UnknownRule: the count needs bank holidays of a year that is not listed.
        InvalidInput: the count leaves the calendar.
    """
    try:
        if limit.unit is Unit.WORKING_DAYS:
            return _count_working_days(limit, start, holidays)
        return _count_calendar(limit, start)
    except (OverflowError, ValueError) as error:
        raise InvalidInput(
            f"{start} is too near the end of the calendar to count from. Check the date."
        ) from error


def working_days_between(first: date, last: date, holidays: Holidays) -> int:
    """How many whole working days lie between two dates, neither of them counted."""
    days = (first + ONE_DAY * number for number in range(1, (last - first).days))
    return sum(is_working_day(day, holidays) for day in days)


def working_days_taken(start: date, end: date, holidays: Holidays) -> int:
    """How many working days something took: the day after ``start`` is day 1, ``end`` counts."""
    days = (start + ONE_DAY * number for number in range(1, (end - start).days + 1))
    return sum(is_working_day(day, holidays) for day in days)


def days_left(due_on: date, today: date) -> int:
    """Calendar days until a due date; 0 on the day itself, negative once it has passed."""
    return (due_on - today).days


def latest_working_day(day: date, holidays: Holidays) -> date:
    """The day itself when it is a working day, else the last working day before it."""
    while not is_working_day(day, holidays):
        day -= ONE_DAY
    return day


def earlier_working_day(day: date, holidays: Holidays) -> date | None:
    """The working day to act on when a limit ends on another kind of day; nothing when it ends on a working day."""
    working_day = latest_working_day(day, holidays)
    return None if working_day == day else working_day


def latest_receipt_before(expiry: date, limit: TimeLimit, holidays: Holidays) -> date:
    """The last working day on which something may be received so that the limit still ends by ``expiry``.

    Used to plan backwards from the end of a temporary approval to the day the decision maker needs the minutes.
    """
    day = latest_working_day(expiry, holidays)
    while due(limit, day, holidays) > expiry:
        day = latest_working_day(day - ONE_DAY, holidays)
    return day


def _count_working_days(limit: TimeLimit, start: date, holidays: Holidays) -> date:
    step = -ONE_DAY if limit.backwards else ONE_DAY
    left = limit.length + limit.clear
    day = start
    if limit.first_day_counts and is_working_day(start, holidays):
        left -= 1
    while left:
        day += step
        left -= is_working_day(day, holidays)
    return day


def _count_calendar(limit: TimeLimit, start: date) -> date:
    way = -1 if limit.backwards else 1
    end = _shift(start, limit.unit, way * limit.length)
    return end + way * ONE_DAY * (limit.clear - limit.first_day_counts)


def _shift(start: date, unit: Unit, length: int) -> date:
    match unit:
        case Unit.WEEKS:
            return start + timedelta(weeks=length)
        case Unit.MONTHS:
            return add_months(start, length)
        case Unit.YEARS:
            return add_months(start, 12 * length)
        case _:
            return start + timedelta(days=length)
