"""Choices a service makes for itself: how long until the store locks, what local policy warns of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One choice; the ``id`` names it, and its words are kept as text."""

    id: str
    words: str
    version: int = 0
