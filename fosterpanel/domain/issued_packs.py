"""Packs that went out to the members of a panel, and the copy each of them got."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fosterpanel.domain.packs import PackPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedPack:
    """One issue of a meeting's pack, kept as its plan: the papers it is made of are in the store under their hashes.

    ``issued_at`` is UTC.
    """

    id: str
    meeting_id: str
    plan: PackPlan
    issued_by: str
    issued_at: datetime

    @property
    def number(self) -> int:
        """Which issue it is, from 1."""
        return self.plan.number


@dataclass(frozen=True, slots=True, kw_only=True)
class PackCopy:
    """One member's own copy, with their name on every page and opened by ``password``; ``saved_at`` is UTC."""

    id: str
    pack_id: str
    member_id: str
    password: str
    sha256: str
    saved_at: datetime
