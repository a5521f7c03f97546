"""Pages of documents and papers as pictures, for the window to show. May be called beside the window's thread."""

from __future__ import annotations

from typing import Protocol

from fosterpanel.documents.page_images import Box, Found, PageImage, PageImages, PageLink

__all__ = ["Box", "Found", "PageImage", "PageImages", "PageLink", "Pages", "page_images"]


class Pages(Protocol):
    """Pages to be drawn, read and looked through, counted from 0: of one document or of several."""

    page_count: int

    def close(self) -> None:
        """Let go of them."""
        ...

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        ...

    def render(self, page: int, scale: float) -> PageImage:
        """A page drawn at ``scale`` pixels to a point."""
        ...

    def text(self, page: int) -> str:
        """The words of a page."""
        ...

    def text_in(self, page: int, box: Box) -> str:
        """The words that lie within a place on a page."""
        ...

    def find_on(self, page: int, words: str) -> tuple[Found, ...]:
        """Every place on a page where these words stand."""
        ...

    def links_on(self, page: int) -> tuple[PageLink, ...]:
        """The links on a page that lead to one of these pages."""
        ...


def page_images(data: bytes) -> PageImages:
    """The pages of a PDF, to be rendered one by one, read and looked through; close it afterwards.

    Raises:
        UnreadableDocument: the bytes are no PDF, broken, or ask for a password.
    """
    return PageImages(data)
