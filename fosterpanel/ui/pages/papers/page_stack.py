"""Where each page of a paper stands when they are shown below each other, in pixels."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate


class PageStack:
    """Pages are counted from 0, their sizes given in points. ``gap`` is above, between and below them."""

    def __init__(
        self, page_sizes: Sequence[tuple[float, float]] = (), scale: float = 1.0, gap: int = 0
    ) -> None:
        self.scale = scale
        self._sizes = [(round(width * scale), round(height * scale)) for width, height in page_sizes]
        self._tops = list(accumulate((height + gap for _, height in self._sizes), initial=gap))

    def __len__(self) -> int:
        return len(self._sizes)

    @property
    def height(self) -> int:
        """All of them, with the gaps around them."""
        return self._tops[-1]

    @property
    def width(self) -> int:
        """The widest of them."""
        return max((width for width, _ in self._sizes), default=0)

    def size(self, page: int) -> tuple[int, int]:
        """Width and height of a page."""
        return self._sizes[page]

    def top(self, page: int) -> int:
        """Where a page begins."""
        return self._tops[page]

    def page_at(self, height: int) -> int:
        """The page at a height, its gap below it included; the nearest one beyond the ends."""
        return min(max(bisect_right(self._tops, height) - 1, 0), len(self) - 1)

    def in_sight(self, top: int, room: int) -> range:
        """The pages seen in a view that begins at ``top`` and is ``room`` high."""
        return range(self.page_at(top), self.page_at(top + room) + 1) if self._sizes else range(0)

    def place_of(self, height: int) -> float:
        """A height as the page there and the part of it above: the same place at another size."""
        if not self._sizes:
            return 0.0
        page = self.page_at(height)
        return page + (height - self._tops[page]) / (self._tops[page + 1] - self._tops[page])

    def height_of(self, place: float) -> int:
        """Where a place is at this size."""
        if not self._sizes:
            return 0
        page = min(max(int(place), 0), len(self) - 1)
        return self._tops[page] + round((place - page) * (self._tops[page + 1] - self._tops[page]))
