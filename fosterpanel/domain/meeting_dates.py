"""The dates of a year's meetings: every first Friday, every second and fourth Tuesday. Dates are local."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from fosterpanel.domain.days import SATURDAY, Holidays, add_months
from fosterpanel.domain.wording import WEEKDAYS, listed

MOST_MONTHS = 24


class Week(IntEnum):
    """Which one of its weekdays in a month."""

    FIRST = 1
    SECOND = 2
    THIRD = 3
    FOURTH = 4
    LAST = 5

    @property
    def words(self) -> str:
        """In words: first, last."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """On which weekday (Monday is 0) and in which weeks of a month the panel meets."""

    weekday: int
    weeks: tuple[Week, ...]

    @property
    def words(self) -> str:
        """In words: every first and third Friday."""
        return f"every {listed(week.words for week in self.weeks)} {WEEKDAYS[self.weekday]}"

    def dates(self, start: date, months: int) -> tuple[date, ...]:
        """The dates from ``start`` on, in that many calendar months counted from the month of ``start``."""
        first = start.replace(day=1)
        found = {
            day_in_month(month.year, month.month, self.weekday, week)
            for month in (add_months(first, number) for number in range(months))
            for week in self.weeks
        }
        return tuple(sorted(day for day in found if day >= start))


def day_in_month(year: int, month: int, weekday: int, week: Week) -> date:
    """The first, second … or last such weekday of a month."""
    if week is Week.LAST:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7, weeks=week - 1)


def closed_for(day: date, holidays: Holidays) -> str:
    """Why offices are closed on a local day: the name of the bank holiday, or the weekend; nothing on a working day."""
    if day in holidays:
        return holidays[day]
    return f"a {WEEKDAYS[day.weekday()]}" if day.weekday() >= SATURDAY else ""


def open_day_instead(day: date, holidays: Holidays) -> date:
    """The same weekday of the nearest later week that is no bank holiday; a weekend's is the Monday after it."""
    if day.weekday() >= SATURDAY:
        day += timedelta(days=7 - day.weekday())
        step = timedelta(days=1)
    else:
        step = timedelta(weeks=1)
    while closed_for(day, holidays):
        day += step
    return day
