"""Decided items at a glance: what a list of hundreds of thousands shows, without the whole record of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fosterpanel.domain.items import ItemStage


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedGlance:
    """One item with its latest decision, as a list needs it. Dates are local.

    ``papers`` and ``pages`` count what it rested on. ``had_panel`` and ``minutes_received_on`` are of the panel whose
    recommendation the decision answers.
    """

    item_id: str
    reference: str
    type_code: str
    stage: ItemStage
    home_reference: str
    decision: str
    decided_on: date
    papers: int
    pages: int
    had_panel: bool
    minutes_received_on: date | None
