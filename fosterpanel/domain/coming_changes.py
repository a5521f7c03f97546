"""Decisions made that take effect on a day to come: until then the register stays as it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingChange:
    """What a signed decision changes on the register from a local day on.

    ``entered_at`` (UTC) is when that was done. ``overtaken`` says why it never was, such as a resignation before.
    """

    id: str
    home_id: str
    item_id: str
    decision_id: str
    on: date
    entered_at: datetime | None = None
    overtaken: str = ""
    version: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it is still to come."""
        return self.entered_at is None and not self.overtaken


def entered(change: ComingChange, *, at: datetime) -> ComingChange:
    """The change as entered on the register at a moment (UTC)."""
    return replace(change, entered_at=at)


def overtaken(change: ComingChange, *, by: str) -> ComingChange:
    """The change as overtaken by something that came first, in words."""
    return replace(change, overtaken=by)
