"""Drafts: what somebody has typed and not saved yet, kept so that no lock, crash or closed window loses it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What one person has typed in one form; ``kept_at`` is UTC.

    ``place`` names the form and what it is about ("item-new", "home:F0412"); ``fields`` are the typed texts.
    """

    id: str
    person_id: str
    place: str
    fields: dict[str, str]
    kept_at: datetime
    version: int = 0
