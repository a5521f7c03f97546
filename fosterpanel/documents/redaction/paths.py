"""Lines and shapes drawn on a page: those that lie under a box are left out, letters drawn as shapes among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pikepdf import ContentStreamInstruction, Matrix

from fosterpanel.documents.redaction.areas import Rect, around

BUILDS = frozenset({"m", "l", "c", "v", "y", "re", "h"})
PAINTS = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"})
_BEGINS = frozenset({"m", "re"})
_LETTER = 40.0
"""Points: what is smaller either way may be a letter, which goes when half of it is under a box."""

_WHOLLY, _HALF = 0.98, 0.5
_HAIR = 0.5

Point = tuple[float, float]


class Piece(NamedTuple):
    """One shape of a path: how it is drawn, and the points it runs through."""

    drawn: list[ContentStreamInstruction]
    points: list[Point]


class Path:
    """The path that is being built. ``is_clip`` says that it bounds what is drawn next, and so must stay whole."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self.is_clip = False

    def build(self, instruction: ContentStreamInstruction, ctm: Matrix) -> None:
        """Take one more step."""
        operator = str(instruction.operator)
        if operator in _BEGINS or not self._pieces:
            self._pieces.append(Piece([], []))
        piece = self._pieces[-1]
        piece.drawn.append(instruction)
        numbers = [float(number) for number in instruction.operands]
        corners = (
            _rectangle(numbers) if operator == "re" else list(zip(numbers[::2], numbers[1::2], strict=False))
        )
        piece.points.extend(ctm.transform(corner) for corner in corners)

    def under(self, areas: Sequence[Rect]) -> set[int]:
        """The steps, by their ids, that draw shapes under some areas."""
        return {id(step) for piece in self._pieces if _is_under(piece, areas) for step in piece.drawn}


def _rectangle(numbers: Sequence[float]) -> list[Point]:
    left, bottom, width, height = numbers
    return [(left, bottom), (left + width, bottom), (left, bottom + height), (left + width, bottom + height)]


def _is_under(piece: Piece, areas: Sequence[Rect]) -> bool:
    if not piece.points:
        return False
    rect = around(piece.points)
    is_small = rect.right - rect.left < _LETTER and rect.top - rect.bottom < _LETTER
    return any(share >= (_HALF if is_small else _WHOLLY) for share in _shares(rect.grown(_HAIR), areas))


def _shares(rect: Rect, areas: Sequence[Rect]) -> Iterator[float]:
    return (area.grown(_HAIR).share_of(rect) for area in areas)
