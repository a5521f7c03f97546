"""Places on a page as notes keep them, in parts of the page, and as pages are drawn, in points."""

from __future__ import annotations

from fosterpanel.domain.private_notes import Area
from fosterpanel.workflow.page_images import Box

_WHOLE = 10_000


def as_area(box: Box, size: tuple[float, float]) -> Area:
    """A box in points on a page of that width and height, as a note keeps it."""
    width, height = size
    return Area(
        left=round(box.left / width * _WHOLE),
        top=round(box.top / height * _WHOLE),
        right=round((box.left + box.width) / width * _WHOLE),
        bottom=round((box.top + box.height) / height * _WHOLE),
    )


def as_box(area: Area, size: tuple[float, float]) -> Box:
    """What a note keeps, in points on a page of that width and height."""
    width, height = size[0] / _WHOLE, size[1] / _WHOLE
    return Box(
        left=area.left * width,
        top=area.top * height,
        width=(area.right - area.left) * width,
        height=(area.bottom - area.top) * height,
    )
