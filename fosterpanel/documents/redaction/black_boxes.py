"""The black boxes drawn where something was taken out, each with the code of its class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Dictionary, Name
from reportlab.pdfbase.pdfmetrics import stringWidth

from fosterpanel.documents.redaction.areas import Area, Rect
from fosterpanel.domain.redaction import RedactionClass

_FONT = "Helvetica-Bold"
_LARGEST, _SMALLEST = 8.0, 4.0
_HEIGHT_FILLED, _CAPITALS = 0.75, 0.72
_ROOM = 0.92


def label_font() -> Dictionary:
    """The font of the codes, which every reader has."""
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/" + _FONT), Encoding=Name.WinAnsiEncoding
    )


def merged(areas: Sequence[Area]) -> list[Area]:
    """The areas as boxes to draw: those of one class that lie over each other become one."""
    boxes: list[Area] = []
    for area in areas:
        for place, box in enumerate(boxes):
            if box.why == area.why and _is_one(box.rect, area.rect):
                boxes[place] = Area(box.rect.with_(area.rect), box.why, box.share)
                break
        else:
            boxes.append(area)
    return boxes


def drawing_of(boxes: Sequence[Area], turned: int, font: pikepdf.Name) -> bytes:
    """Instructions that draw the boxes, their codes so that they can be read on a page turned by so many degrees."""
    return "\n".join(
        ["/Artifact BMC q 0 g", *_rectangles(boxes), *_labels(boxes, turned, font), "Q EMC"]
    ).encode("ascii")


def _is_one(box: Rect, other: Rect) -> bool:
    return box.share_of(other) > 0.5 or other.share_of(box) > 0.5


def _rectangles(boxes: Sequence[Area]) -> Iterator[str]:
    for box in boxes:
        left, bottom, right, top = box.rect
        yield f"{left:.2f} {bottom:.2f} {right - left:.2f} {top - bottom:.2f} re f"


def _labels(boxes: Sequence[Area], turned: int, font: pikepdf.Name) -> Iterator[str]:
    for box in boxes:
        # Upright as the page is shown, or else along a box too narrow for that.
        sizes = {turn: _label_size(box.why, box.rect, turn) for turn in (turned, (turned + 90) % 360)}
        turn = next((turn for turn, size in sizes.items() if size >= _SMALLEST), None)
        if turn is not None:
            size = sizes[turn]
            place = " ".join(f"{number:.3f}" for number in _label_place(box.why, box.rect, turn, size))
            yield f"BT 1 g {font} {size:.2f} Tf {place} Tm ({box.why}) Tj ET"


def _label_size(why: RedactionClass, rect: Rect, turned: int) -> float:
    width, height = rect.right - rect.left, rect.top - rect.bottom
    if turned in (90, 270):
        width, height = height, width
    return float(min(_LARGEST, height * _HEIGHT_FILLED, width * _ROOM / stringWidth(why, _FONT, 1)))


def _label_place(why: RedactionClass, rect: Rect, turned: int, size: float) -> tuple[float, ...]:
    across, up = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[turned]
    half, drop = stringWidth(why, _FONT, size) / 2, size * _CAPITALS / 2
    middle_x, middle_y = rect.middle
    return (
        across, up, -up, across,
        middle_x - across * half + up * drop, middle_y - up * half - across * drop,
    )  # fmt: skip
