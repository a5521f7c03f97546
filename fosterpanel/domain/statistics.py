"""Figures for the manager: why items are deferred, and how long families wait for a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from fosterpanel.domain.deferrals import Deferral, cost_in_days
from fosterpanel.domain.rulebook import RuleBook


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonCount:
    """How often a deferral reason was given, and the calendar days those deferrals have cost so far."""

    code: str
    category: str
    words: str
    times: int
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedItem:
    """An item that a panel considered and that was decided, with its local days."""

    reference: str
    type_code: str
    panel_on: date
    minutes_on: date
    decided_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTime:
    """The calendar days an item spent between panel and minutes, and between minutes and decision."""

    reference: str
    type_name: str
    panel_on: date
    minutes_on: date
    decided_on: date

    @property
    def panel_to_minutes(self) -> int:
        """Calendar days from panel to the decision maker's receipt of final minutes."""
        return (self.minutes_on - self.panel_on).days

    @property
    def minutes_to_decision(self) -> int:
        """Calendar days from receipt of final minutes to decision."""
        return (self.decided_on - self.minutes_on).days

    @property
    def panel_to_decision(self) -> int:
        """Calendar days from panel to decision: what the family waits."""
        return (self.decided_on - self.panel_on).days


def deferral_reasons(deferrals: Iterable[Deferral], book: RuleBook, today: date) -> tuple[ReasonCount, ...]:
    """Deferral reasons by how often they were given, most frequent first.

    A deferral may give several reasons, and its days count for each. A code of an earlier rule book keeps its code.
    """
    times, days = Counter[str](), Counter[str]()
    for one in deferrals:
        for code in one.reason_codes:
            times[code] += 1
            days[code] += cost_in_days(one, today)
    by_frequency = sorted(times, key=lambda code: (-times[code], code))
    return tuple(_reason_count(code, times[code], days[code], book) for code in by_frequency)


def _reason_count(code: str, times: int, days: int, book: RuleBook) -> ReasonCount:
    reason = book.deferral_reasons.get(code)
    category, words = (reason.category, reason.words) if reason else ("Other", code)
    return ReasonCount(code=code, category=category, words=words, times=times, days=days)


def median_wait(times: Iterable[DecisionTime]) -> float | None:
    """The median calendar days from panel to decision, or None without any decision."""
    waits = [one.panel_to_decision for one in times]
    return median(waits) if waits else None
