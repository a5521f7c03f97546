"""The manager's page: why items are deferred, how long families wait, and what needs somebody now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fosterpanel.domain.service import FosteringService
from fosterpanel.domain.statistics import DecisionTime, ReasonCount


@dataclass(frozen=True, slots=True, kw_only=True)
class OversightPaper:
    """The figures and the concerns. ``needs_now`` and ``needs_soon`` are sentences with the item's or home's reference."""

    service: FosteringService
    on: date
    period: str
    reference: str
    deferral_reasons: tuple[ReasonCount, ...]
    decision_times: tuple[DecisionTime, ...]
    needs_now: tuple[str, ...] = ()
    needs_soon: tuple[str, ...] = ()
