"""Pieces of a page with a known height, and how a stack of them is broken into pages.

A document is laid out completely before anything is drawn, so the number of pages is known when the first
footer is written. A page is the first part of a stack split at the page's height.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from fosterpanel.documents.pages.tagging import TaggedCanvas


@dataclass(slots=True, kw_only=True)
class Piece:
    """Something with a height in points that can be drawn below a line, and perhaps be split in two."""

    height: float = 0.0
    gap_before: float = 0.0
    gap_after: float = 0.0
    keep_with_next: bool = False

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Return a first part at most ``room`` high and the rest, or None where that would read badly."""
        del room
        return None

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw with the upper left corner at (x, top), in points from the lower left of the page."""
        raise NotImplementedError


@dataclass(slots=True, kw_only=True)
class Stack(Piece):
    """Pieces one under another; between two of them the larger of their gaps."""

    pieces: Sequence[Piece] = ()
    whole_below: float = 0.0
    """A stack not higher than this is never split."""
    tops: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Measure where each piece begins and how high the whole is."""
        self.tops, bottom = [], 0.0
        for index, piece in enumerate(self.pieces):
            gap = max(self.pieces[index - 1].gap_after, piece.gap_before) if index else 0.0
            self.tops.append(bottom + gap)
            bottom += gap + piece.height
        self.height = bottom

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Break where the room ends, never right after a piece that is kept with the next."""
        if self.height <= self.whole_below:
            return None
        return self._split_at(self._first_beyond(room), room)

    def _first_beyond(self, room: float) -> int:
        bottoms = (top + piece.height for top, piece in zip(self.tops, self.pieces, strict=True))
        return next(index for index, bottom in enumerate(bottoms) if bottom > room + 0.01)

    def _split_at(self, index: int, room: float) -> tuple[Piece, Piece] | None:
        parts = self.pieces[index].split(room - self.tops[index])
        while parts is None and index > 0 and self.pieces[index - 1].keep_with_next:
            index -= 1
            parts = self.pieces[index].split(self.pieces[index].height - 1)
        return self._broken(index, parts)

    def _broken(self, index: int, parts: tuple[Piece, Piece] | None) -> tuple[Piece, Piece] | None:
        if parts is not None:
            before = [*self.pieces[:index], parts[0]]
            after = [parts[1], *self.pieces[index + 1 :]]
        elif index > 0:
            before, after = list(self.pieces[:index]), list(self.pieces[index:])
        else:
            return None
        return replace(self, pieces=before, tops=[]), replace(self, pieces=after, tops=[])

    def break_anyway(self, room: float) -> tuple[Piece, Piece]:
        """Break a stack of which nothing fits as it should: at the last piece that fits at all.

        Raises:
            ValueError: the first piece alone is higher than the room and cannot be split.
        """
        parts = self._broken(self._first_beyond(room), None)
        if parts is None:
            raise ValueError("A piece of this document is higher than a page and cannot be split.")
        return parts

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw each piece in its place."""
        for offset, piece in zip(self.tops, self.pieces, strict=True):
            piece.draw(canvas, x, top - offset)


@dataclass(slots=True, kw_only=True)
class NewPage(Piece):
    """A piece that only says: begin a new page here."""


def paginate(pieces: Sequence[Piece], room: float) -> list[Piece]:
    """Return one stack for each page of the given height in points."""
    pages: list[Piece] = []
    for part in _between_new_pages(pieces):
        rest: Piece = Stack(pieces=part)
        while rest.height > room:
            assert isinstance(rest, Stack)
            page, rest = rest.split(room) or rest.break_anyway(room)
            pages.append(page)
        pages.append(rest)
    return pages


# A last page with no more on it than this, in points, is worth avoiding, and how close pieces may then stand.
_LITTLE = 270.0
_CLOSER = 0.55


def paginate_closely(pieces: Sequence[Piece], room: float) -> list[Piece]:
    """Return the pages, with smaller gaps where that spares a last page that is hardly a third full."""
    pages = paginate(pieces, room)
    if len(pages) == 1 or pages[-1].height > _LITTLE:
        return pages
    closer = [
        replace(piece, gap_before=piece.gap_before * _CLOSER, gap_after=piece.gap_after * _CLOSER)
        for piece in pieces
    ]
    fewer = paginate(closer, room)
    return fewer if len(fewer) < len(pages) else pages


def _between_new_pages(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    part: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, NewPage):
            if part:
                yield part
            part = []
        else:
            part.append(piece)
    if part:
        yield part
