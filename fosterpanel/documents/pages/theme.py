"""The look of every paper: measures in points, the colours and the text styles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from fosterpanel.documents.pages.fonts import Face

MM: Final = 72 / 25.4
PAGE_WIDTH: Final = 210 * MM
PAGE_HEIGHT: Final = 297 * MM
MARGIN: Final = 25 * MM
TOP: Final = 20 * MM
BOTTOM: Final = 20 * MM
TEXT_WIDTH: Final = PAGE_WIDTH - 2 * MARGIN
TEXT_HEIGHT: Final = PAGE_HEIGHT - TOP - BOTTOM

HAIRLINE: Final = 0.6
RULE: Final = 1.1
BAR: Final = 4.0

Colour = tuple[float, float, float]


def _colour(code: str) -> Colour:
    red, green, blue = (int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


PAPER: Final = _colour("#ffffff")
INK: Final = _colour("#17212b")
MUTED: Final = _colour("#55626e")
LINE: Final = _colour("#d9dedf")
ACCENT: Final = _colour("#1b5e73")
SOFT: Final = _colour("#e2eef1")
GOOD: Final = _colour("#1d6b43")
GOOD_GROUND: Final = _colour("#e4f2e9")
WARN: Final = _colour("#7a4f00")
WARN_GROUND: Final = _colour("#fdf1d6")
BAD: Final = _colour("#9c2323")
BAD_GROUND: Final = _colour("#fbe7e6")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """How a paragraph is set: size and leading in points, ranged left or right, never justified."""

    size: float = 10.5
    leading: float = 14.0
    face: Face = Face.REGULAR
    colour: Colour = INK
    right: bool = False


BODY: Final = TextStyle()
LEAD: Final = TextStyle(size=12, leading=16.5)
SMALL: Final = TextStyle(size=9, leading=12)
NOTE: Final = replace(SMALL, colour=MUTED)
LABEL: Final = TextStyle(size=8.5, leading=11.5, colour=MUTED)
STRONG: Final = replace(BODY, face=Face.BOLD)
CAPTION: Final = TextStyle(size=9.5, leading=12.5, face=Face.BOLD)
CELL: Final = TextStyle(size=9.5, leading=12.5)
COLUMN_TITLE: Final = TextStyle(size=8.5, leading=11.5, face=Face.BOLD, colour=MUTED)
SERVICE: Final = TextStyle(size=9, leading=12, face=Face.BOLD, colour=ACCENT)
LETTERHEAD: Final = TextStyle(size=15, leading=19, face=Face.BOLD, colour=ACCENT)
TITLE: Final = TextStyle(size=23, leading=27, face=Face.BOLD)
SUBTITLE: Final = TextStyle(size=11.5, leading=15.5, colour=MUTED)
SUBJECT: Final = TextStyle(size=13.5, leading=18, face=Face.BOLD)
HEADINGS: Final = {
    2: TextStyle(size=13.5, leading=18, face=Face.BOLD),
    3: TextStyle(size=11, leading=15, face=Face.BOLD),
}
VERDICT: Final = TextStyle(size=14, leading=18.5, face=Face.BOLD)
FOOTER: Final = TextStyle(size=8, leading=10.5, colour=MUTED)
