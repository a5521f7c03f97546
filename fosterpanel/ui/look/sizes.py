"""Distances and type sizes in pixels at 100 % text; ``px`` turns them into pixels at the size in use."""

from __future__ import annotations

TINY = 4
SMALL = 8
MEDIUM = 12
LARGE = 16
WIDE = 24

CONTROL = 36
RADIUS = 7
CARD_RADIUS = 9
RAIL = 212
RING = 3

TEXT = 15
TITLE = 25
HEADING = 16
SECONDARY = 13

ICON = 18
TILE = 32


class _Scale:
    value = 1.0


def set_scale(scale: float) -> None:
    """Say how much larger than 100 % text is; only ``theme.apply`` calls this."""
    _Scale.value = scale


def scale() -> float:
    """How much larger than 100 % text is: 1.0, 2.0."""
    return _Scale.value


def px(size: float) -> int:
    """A size at 100 % text, in pixels at the size of text in use."""
    return round(size * _Scale.value)
