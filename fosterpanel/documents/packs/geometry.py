"""Where a page shows what: the box that is seen, whichever way it is turned, and how to draw upright in it."""

from __future__ import annotations

from typing import NamedTuple

import pikepdf

from fosterpanel.documents.pdf_values import value_at

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
_A4: Box = (0.0, 0.0, 595.276, 841.89)


class ShownPage(NamedTuple):
    """A page as it is seen: its size in points, and the matrix from there to the page's own space.

    Measured from the lower left corner of the page as somebody reads it.
    """

    width: float
    height: float
    matrix: Matrix


def shown(page: pikepdf.Object) -> ShownPage:
    """How a page is seen: its crop box within its media box, turned, and in units of its own if it says so."""
    left, bottom, right, top = visible_box(page)
    turned = _turned(page)
    unit = unit_of(page)
    across, up = (right - left) * unit, (top - bottom) * unit
    one = 1 / unit
    match turned:
        case 90:
            return ShownPage(up, across, (0, one, -one, 0, right, bottom))
        case 180:
            return ShownPage(across, up, (-one, 0, 0, -one, right, top))
        case 270:
            return ShownPage(up, across, (0, -one, one, 0, left, top))
    return ShownPage(across, up, (one, 0, 0, one, left, bottom))


def visible_box(page: pikepdf.Object) -> Box:
    """The part of a page that is seen, in the page's own space; A4 where the file says nothing sensible."""
    media = _box(value_at(page, "/MediaBox")) or _A4
    crop = _box(value_at(page, "/CropBox"))
    if crop is None:
        return media
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, bottom, right, top) if right > left and top > bottom else media


def _box(value: object) -> Box | None:
    if not isinstance(value, pikepdf.Array) or len(value) != 4:
        return None
    try:
        one, two, three, four = (float(side) for side in value)
    except (TypeError, ValueError):
        return None
    left, right = sorted((one, three))
    bottom, top = sorted((two, four))
    return (left, bottom, right, top) if right > left and top > bottom else None


def _turned(page: pikepdf.Object) -> int:
    try:
        return int(value_at(page, "/Rotate", 0)) % 360
    except (TypeError, ValueError):
        return 0


def unit_of(page: pikepdf.Object) -> float:
    """How many points one unit of the page's own space is."""
    try:
        unit = float(value_at(page, "/UserUnit", 1))
    except (TypeError, ValueError):
        return 1.0
    return unit if unit > 0 else 1.0


def written(matrix: Matrix) -> str:
    """A matrix as a content stream has it."""
    return " ".join(f"{number:.5f}".rstrip("0").rstrip(".") for number in matrix)
