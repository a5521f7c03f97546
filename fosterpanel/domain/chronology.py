"""A chronology: what happened about an item or a home, how long each step took, and who recorded it.

Gaps are calendar days; where a time limit counts working days, they stand beside them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby, pairwise

from fosterpanel.domain.wording import counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened on a local date, and the calendar days since the one before; None for the first."""

    on: date
    words: str
    why: str = ""
    by: str = ""
    days_since: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeTaken:
    """One time limit and what it came to. Dates are local; ``ended_on`` is None while it runs.

    ``days`` are calendar days from its beginning to its end, or to the day of the chronology; ``working_days`` are
    given where the limit counts those. ``limit`` says in words how long it is, ``source`` where it comes from.
    """

    words: str
    began_on: date
    due_on: date
    ended_on: date | None
    days: int
    working_days: int | None
    limit: str
    source: str

    @property
    def took(self) -> str:
        """How long it took, in words."""
        if self.working_days is None:
            return counted(self.days, "day")
        return f"{counted(self.working_days, 'working day')} ({counted(self.days, 'day')})"

    def standing(self, as_at: date) -> str:
        """In time, late, running or overdue."""
        if self.ended_on is not None:
            return "in time" if self.ended_on <= self.due_on else "late"
        return "running" if as_at <= self.due_on else "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedAct:
    """What the audit trail says: who did what, and when (UTC). ``times`` counts it where it went on and on."""

    at: datetime
    act: str
    by: str
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronology:
    """Everything about an item or a home as it stood on a local date, the earliest first.

    ``names`` are the home's, or the title of business of the panel itself (``is_business``).
    """

    subject_id: str
    reference: str
    about: str
    names: str
    as_at: date
    events: tuple[Event, ...]
    times: tuple[TimeTaken, ...]
    acts: tuple[RecordedAct, ...]
    is_business: bool = False

    @property
    def longest_gap(self) -> Event | None:
        """What came after the longest wait, or None where nothing was waited for."""
        waited = [one for one in self.events if one.days_since]
        return max(waited, key=lambda one: one.days_since or 0) if waited else None


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events by date, those of one day as they were given, each with the days since the one before."""
    found = sorted(events, key=lambda one: one.on)
    later = (replace(one, days_since=(one.on - before.on).days) for before, one in pairwise(found))
    return (*found[:1], *later)


def gathered(acts: Iterable[RecordedAct]) -> tuple[RecordedAct, ...]:
    """Acts in order; what one person did over and over without anything between is one line with its number."""
    runs = (tuple(run) for _, run in groupby(acts, key=lambda one: (one.act, one.by)))
    return tuple(replace(run[0], times=len(run)) for run in runs)
