"""The typeface of the window: Atkinson Hyperlegible Next, and a fallback that has every other letter."""

from __future__ import annotations

import sys
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

from fosterpanel.paths import resources
from fosterpanel.ui.look import sizes

FAMILIES = ("Atkinson Hyperlegible Next", "DejaVu Sans")
_USUAL_POINTS = {"win32": 9.0, "darwin": 13.0}
_LARGEST = 3.0


@cache
def load() -> None:
    """Make the shipped typefaces known to the running application, once.

    Raises:
        FileNotFoundError: a typeface is missing, so the program must be installed again.
    """
    for file in sorted((resources() / "fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise FileNotFoundError(f"The typeface {file.name} cannot be read: install Foster Panel again.")


def font(size: int = sizes.TEXT, *, bold: bool = False) -> QFont:
    """The typeface at a size in pixels at 100 % text."""
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPixelSize(sizes.px(size))
    made.setBold(bold)
    return made


def system_scale() -> float:
    """How much larger than usual the person has set the system's text: 1.0 and more, never smaller."""
    points = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).pointSizeF()
    usual = _USUAL_POINTS.get(sys.platform, 11.0)
    return min(max(points / usual, 1.0), _LARGEST)
