"""Where the next letter is drawn: the text state of a content stream (ISO 32000-1, 9.3 and 9.4)."""

from __future__ import annotations

from dataclasses import dataclass, field

from pikepdf import Matrix

from fosterpanel.documents.redaction.areas import Rect, around
from fosterpanel.documents.redaction.fonts import Extent, Font, Glyph
from fosterpanel.documents.redaction.sheet import Shown

_SPACE = b" "
# Unseen words lie over a picture of them, which a machine has read, and seldom exactly over it.
_OVER_PICTURE = Extent(bottom=-0.4, top=1.0)


@dataclass(slots=True)
class TextState:
    """What text operators set, and where the next letter stands."""

    font: Font | None = None
    size: float = 0.0
    letter_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    is_unseen: bool = False
    matrix: Matrix = field(default_factory=Matrix)
    line: Matrix = field(default_factory=Matrix)

    def begin(self) -> None:
        """Begin at the origin."""
        self.matrix = self.line = Matrix()

    def set_matrix(self, matrix: Matrix) -> None:
        """Go to a place of one's own."""
        self.matrix = self.line = matrix

    def next_line(self, across: float, up: float) -> None:
        """Go to a line that lies so far from the start of this one."""
        self.line = Matrix(1, 0, 0, 1, across, up) @ self.line
        self.matrix = self.line

    def move(self, by: float) -> None:
        """Move on by a distance along the line, in text space."""
        is_vertical = self.font is not None and self.font.is_vertical
        step = Matrix(1, 0, 0, 1, 0, by) if is_vertical else Matrix(1, 0, 0, 1, by, 0)
        self.matrix = step @ self.matrix

    def kern(self, number: float) -> float:
        """The distance a number between strings stands for."""
        return -number / 1000 * self.size * (1 if self.font and self.font.is_vertical else self.stretch)

    def advance(self, glyph: Glyph) -> float:
        """How far a glyph moves on, in text space."""
        space = self.letter_space + (self.word_space if glyph.code == _SPACE else 0)
        if self.font and self.font.is_vertical:
            return -self.size + space
        return (glyph.width * self.size + space) * self.stretch

    def number_for(self, distance: float) -> float:
        """The number between strings that moves on by a distance; nothing moves where letters have no size."""
        unit = self.kern(-1000)
        return -distance / unit * 1000 if unit else 0.0

    def place(self, glyph: Glyph, ctm: Matrix) -> Shown:
        """Where a glyph is drawn on the page."""
        assert self.font is not None
        em = Matrix(self.size * self.stretch, 0, 0, self.size, 0, self.rise) @ self.matrix @ ctm
        start, end = em.transform((0, 0)), em.transform((glyph.width or 0.01, 0))
        return Shown(glyph.letters, self._rect(glyph, em), start, end, _length(em))

    def _rect(self, glyph: Glyph, em: Matrix) -> Rect:
        assert self.font is not None
        if self.font.is_vertical:
            left, bottom, right, top = -glyph.width / 2, -1.0, glyph.width / 2, 0.0
        else:
            extent = _OVER_PICTURE if self.is_unseen else self.font.extent
            left, bottom, right, top = 0.0, extent.bottom, glyph.width or 0.01, extent.top
        return around(
            em.transform(corner) for corner in ((left, bottom), (right, bottom), (left, top), (right, top))
        )


def _length(matrix: Matrix) -> float:
    (x_0, y_0), (x_1, y_1) = matrix.transform((0, 0)), matrix.transform((0, 1))
    return float(((x_1 - x_0) ** 2 + (y_1 - y_0) ** 2) ** 0.5)
