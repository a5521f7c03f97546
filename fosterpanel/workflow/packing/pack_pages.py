"""The pages of an issued pack as members hold them, without those that are kept from whoever reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fosterpanel.documents.packs import STAMP_HEIGHT
from fosterpanel.documents.page_images import Box, Found, PageImage, PageImages, PageLink
from fosterpanel.domain.packs import PackPlan
from fosterpanel.errors import InvalidInput


class PackPages:
    """Pages are counted from 0 among those that are shown; ``indexes`` says where in the pack each of them lies.

    The number and the line that stand on every page are drawn, but are not among its words and are not found.
    """

    def __init__(self, pack: PageImages, plan: PackPlan, indexes: Sequence[int]) -> None:
        self._pack, self._plan, self._indexes = pack, plan, tuple(indexes)
        self._shown_at = {index: page for page, index in enumerate(self._indexes)}
        self.page_count = len(self._indexes)

    def close(self) -> None:
        """Let go of the pack; closing twice does no harm."""
        self._pack.close()

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page in points. Raises InvalidInput for a page there is not."""
        return self._pack.size(self._index(page))

    def render(self, page: int, scale: float) -> PageImage:
        """A page drawn at ``scale`` pixels to a point. Raises InvalidInput, UnreadableDocument."""
        return self._pack.render(self._index(page), scale)

    def text(self, page: int) -> str:
        """The words of a page, without what stands on every page."""
        text, line = self._pack.text(self._index(page)), self._plan.confidentiality
        number = self._plan.printed[self._indexes[page]]
        return text.rstrip().removesuffix(number).rstrip().removesuffix(line)

    def text_in(self, page: int, box: Box) -> str:
        """The words that lie within a place on a page, as it is shown."""
        return self._pack.text_in(self._index(page), box)

    def find_on(self, page: int, words: str) -> tuple[Found, ...]:
        """Every place on a page where these words stand."""
        found = self._pack.find_on(self._index(page), words)
        return tuple(replace(one, page=page) for one in found if not self._is_stamp(page, words, one))

    def links_on(self, page: int) -> tuple[PageLink, ...]:
        """The links on a page that lead to a page that is shown."""
        return tuple(
            replace(link, page=self._shown_at[link.page])
            for link in self._pack.links_on(self._index(page))
            if link.page in self._shown_at
        )

    def _index(self, page: int) -> int:
        if not 0 <= page < self.page_count:
            raise InvalidInput(f"This pack shows {self.page_count} pages. Ask for one of them.")
        return self._indexes[page]

    def _is_stamp(self, page: int, words: str, found: Found) -> bool:
        sought = " ".join(words.split()).casefold()
        stamps = (self._plan.confidentiality, self._plan.printed[self._indexes[page]])
        foot = self.size(page)[1] - STAMP_HEIGHT
        return any(sought in stamp.casefold() for stamp in stamps) and all(
            box.top >= foot for box in found.boxes
        )
