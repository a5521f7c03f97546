"""Taking in a paper: whether a file is a PDF that everybody will be able to read, and how many pages it has."""

from __future__ import annotations

from dataclasses import dataclass

from fosterpanel.documents.page_images import PageImages
from fosterpanel.documents.safety import open_source, refuse_enormous, was_repaired
from fosterpanel.errors import PaperRefused, PasswordNeeded, UnreadableDocument

MOST_PAGES = 2000
MOST_BYTES = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """What was found in a file: pages, and its size in bytes."""

    pages: int
    size: int


def examine_paper(data: bytes, title: str) -> PaperFacts:
    """What a paper holds, when it can be taken in. ``title`` names it in the refusal.

    Raises:
        PaperRefused: it is empty, too large, not a PDF, broken, asks for a password, has no or too many pages, or would
            fill the memory of whoever looks at it.
    """
    if not data:
        raise PaperRefused(f"“{title}” is empty. Choose the file again.")
    if len(data) > MOST_BYTES:
        raise PaperRefused(
            f"“{title}” is {len(data) // 2**20} MB; a paper may be {MOST_BYTES // 2**20} MB at most."
        )
    if b"%PDF-" not in data[:1024]:
        raise PaperRefused(f"“{title}” is not a PDF. Save it as a PDF and choose that file.")
    try:
        return PaperFacts(pages=_count_pages(data, title), size=len(data))
    except PasswordNeeded as error:
        # Kept with its password nobody after us could read it.
        raise PaperRefused(
            f"“{title}” asks for a password. Save it without one and choose that file."
        ) from error


def _count_pages(data: bytes, title: str) -> int:
    with open_source(data, name=title) as pdf:
        if was_repaired(pdf):
            # What was rebuilt may silently lack pages, and a panel would not know.
            raise PaperRefused(f"“{title}” is broken and cannot be read whole. Make the PDF again.")
        # It will be read on screen before any pack is made of it.
        refuse_enormous(pdf, name=title)
        pages = len(pdf.pages)
    if pages > MOST_PAGES:
        raise PaperRefused(f"“{title}” has {pages} pages; a paper has at most {MOST_PAGES}. Split it.")
    return pages


def text_of_pages(data: bytes) -> tuple[str, ...]:
    """The words of every page of a paper that was examined, to be searched; none where a page cannot be read."""
    try:
        with PageImages(data) as pages:
            return tuple(_text(pages, number) for number in range(pages.page_count))
    except UnreadableDocument:
        return ()


def _text(pages: PageImages, number: int) -> str:
    try:
        return pages.text(number)
    except UnreadableDocument:
        return ""
