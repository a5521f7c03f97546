"""Figures for the manager: why items are deferred, and how long families wait for a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from fosterpanel.domain.deferrals import Deferral
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
    """Deferral reasons by how often they were given, most frequent first; a deferral may give several."""
    held = tuple(deferrals)
    times = Counter(code for one in held for code in one.reason_codes)
    days = Counter[str]()
    for one in held:
        for code in one.reason_codes:
            days[code] += ((one.returned_on or today) - one.deferred_on).days
    return tuple(
        ReasonCount(
            code=code,
            category=book.deferral_reasons[code].category,
            words=book.deferral_reasons[code].words,
            times=count,
            days=days[code],
        )
        for code, count in sorted(times.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def median_wait(times: Iterable[DecisionTime]) -> float | None:
    """The median calendar days from panel to decision, or None without any decision."""
    waits = [one.panel_to_decision for one in times]
    return median(waits) if waits else None
