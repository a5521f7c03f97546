"""The colours: one table for each scheme, by what they are for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Scheme(Enum):
    """Which colours the window wears."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high contrast"


class Tone(Enum):
    """What a colour says; an icon and words always say it as well."""

    INK = "ink"
    MUTED = "muted"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    SOFT = "soft_ink"
    RAIL = "rail_ink"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The colours of a scheme as #rrggbb. A name with ``_ground`` is the ground the same name is read on.

    ``line`` divides, ``control_line`` is the edge of something to press or fill in; ``focus_edge`` is the line within
    the focus ring, where the ring by itself would be too pale. ``line_width`` is in pixels.
    """

    ground: str
    surface: str
    ink: str
    muted: str
    disabled: str
    line: str
    control_line: str
    accent: str
    accent_pressed: str
    on_accent: str
    soft_ink: str
    soft_ink_ground: str
    good: str
    good_ground: str
    warn: str
    warn_ground: str
    bad: str
    bad_ground: str
    focus: str
    focus_edge: str
    rail: str
    rail_ink: str
    rail_muted: str
    rail_chosen: str
    rail_count: str
    line_width: int = 1

    def of(self, tone: Tone) -> str:
        """The colour of words and icons in a tone."""
        return str(getattr(self, tone.value))

    def ground_of(self, tone: Tone) -> str:
        """The ground a tone is read on; tones without one of their own are read on a surface."""
        return str(getattr(self, f"{tone.value}_ground", self.surface))


LIGHT = Tokens(
    ground="#f4f5f3",
    surface="#ffffff",
    ink="#17212b",
    muted="#55626e",
    disabled="#626e79",
    line="#d9dedf",
    control_line="#88949c",
    accent="#1b5e73",
    accent_pressed="#134656",
    on_accent="#ffffff",
    soft_ink="#1b5e73",
    soft_ink_ground="#e2eef1",
    good="#1d6b43",
    good_ground="#e4f2e9",
    warn="#7a4f00",
    warn_ground="#fdf1d6",
    bad="#9c2323",
    bad_ground="#fbe7e6",
    focus="#ffbf3f",
    focus_edge="#17212b",
    rail="#17303a",
    rail_ink="#dbe7ea",
    rail_muted="#a9bfc6",
    rail_chosen="#344a53",
    rail_count="#445b64",
)

DARK = Tokens(
    ground="#12191e",
    surface="#1a2329",
    ink="#e8edef",
    muted="#a3b1b9",
    disabled="#87959d",
    line="#2d3a42",
    control_line="#66757e",
    accent="#7cc3d6",
    accent_pressed="#a5d8e5",
    on_accent="#0d1a1f",
    soft_ink="#9fd3e1",
    soft_ink_ground="#21363e",
    good="#7fd0a1",
    good_ground="#1b3327",
    warn="#f1c565",
    warn_ground="#3a2f16",
    bad="#f29b95",
    bad_ground="#3d2220",
    focus="#ffbf3f",
    focus_edge="#12191e",
    rail="#0c1317",
    rail_ink="#c9d6db",
    rail_muted="#8fa1a9",
    rail_chosen="#2b3439",
    rail_count="#39444a",
)

HIGH_CONTRAST = Tokens(
    ground="#000000",
    surface="#000000",
    ink="#ffffff",
    muted="#e6e6e6",
    disabled="#b0b0b0",
    line="#ffffff",
    control_line="#ffffff",
    accent="#6fe3ff",
    accent_pressed="#b5f1ff",
    on_accent="#000000",
    soft_ink="#6fe3ff",
    soft_ink_ground="#00303b",
    good="#7dff9e",
    good_ground="#002b0d",
    warn="#ffd75e",
    warn_ground="#332600",
    bad="#ff9d94",
    bad_ground="#3d0500",
    focus="#ffbf3f",
    focus_edge="#000000",
    rail="#000000",
    rail_ink="#ffffff",
    rail_muted="#e6e6e6",
    rail_chosen="#00303b",
    rail_count="#004a5c",
    line_width=2,
)

TOKENS = {Scheme.LIGHT: LIGHT, Scheme.DARK: DARK, Scheme.HIGH_CONTRAST: HIGH_CONTRAST}


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio" and "relative luminance")."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
