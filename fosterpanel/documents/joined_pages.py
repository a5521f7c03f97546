"""Several PDFs looked at as one, their pages numbered through. Nothing is written to disk, and nothing is merged."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from fosterpanel.documents.page_images import Box, Found, PageImage, PageImages, PageLink
from fosterpanel.errors import InvalidInput


class JoinedPages:
    """Pages are counted from 0 through all of them, as ``PageImages`` counts those of one. Closes them all."""

    def __init__(self, parts: Sequence[PageImages]) -> None:
        self._parts = tuple(parts)
        self._firsts = tuple(accumulate((part.page_count for part in parts), initial=0))
        self.page_count = self._firsts[-1]

    def close(self) -> None:
        """Let go of every document; closing twice does no harm."""
        for part in self._parts:
            part.close()

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page in points. Raises InvalidInput for a page there is not."""
        part, own = self._within(page)
        return part.size(own)

    def render(self, page: int, scale: float) -> PageImage:
        """A page drawn at ``scale`` pixels to a point. Raises InvalidInput, UnreadableDocument."""
        part, own = self._within(page)
        return part.render(own, scale)

    def text(self, page: int) -> str:
        """The words of a page."""
        part, own = self._within(page)
        return part.text(own)

    def text_in(self, page: int, box: Box) -> str:
        """The words that lie within a place on a page, as it is shown."""
        part, own = self._within(page)
        return part.text_in(own, box)

    def find_on(self, page: int, words: str) -> tuple[Found, ...]:
        """Every place on a page where these words stand."""
        part, own = self._within(page)
        return tuple(replace(found, page=page) for found in part.find_on(own, words))

    def links_on(self, page: int) -> tuple[PageLink, ...]:
        """The links on a page that lead to a page of its own document."""
        part, own = self._within(page)
        return tuple(replace(link, page=link.page + page - own) for link in part.links_on(own))

    def _within(self, page: int) -> tuple[PageImages, int]:
        if not 0 <= page < self.page_count:
            raise InvalidInput(f"These papers have pages 1 to {self.page_count}. Ask for one of them.")
        place = bisect_right(self._firsts, page) - 1
        return self._parts[place], page - self._firsts[place]
