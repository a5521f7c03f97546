"""Pages of documents and papers as pictures, for the window to show. May be called beside the window's thread."""

from __future__ import annotations

from fosterpanel.documents.page_images import Box, Found, PageImage, PageImages

__all__ = ["Box", "Found", "PageImage", "PageImages", "page_images"]


def page_images(data: bytes) -> PageImages:
    """The pages of a PDF, to be rendered one by one, read and looked through; close it afterwards.

    Raises:
        UnreadableDocument: the bytes are no PDF, broken, or ask for a password.
    """
    return PageImages(data)
