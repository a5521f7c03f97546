"""Pages of a PDF as pictures and as words, to be read on screen. Nothing is written to disk."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType

import pypdfium2
import pypdfium2.raw as pdfium

from fosterpanel.errors import InvalidInput, UnreadableDocument

MOST_PIXELS = 36_000_000
_FINE = 16

# PDFium keeps state of its own and serves one thread at a time, whatever the document.
one_at_a_time = threading.RLock()
"""Held around whatever is asked of PDFium."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImage:
    """A page as pixels, four bytes each (blue, green, red, unused), ``width`` of them to a row, no gap between rows."""

    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A place on a page in points, measured from its top left corner as the page is shown."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Words found once: the page, counted from 0, and the boxes they lie in, one for each line they run over."""

    page: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A place on a page that leads to another page of the same document, counted from 0."""

    box: Box
    page: int


class PageImages:
    """A PDF opened to be looked at; pages are counted from 0. Close it, or use it in a ``with`` block.

    May be used from any thread; one page is worked on at a time.

    Raises:
        UnreadableDocument: the bytes are no PDF, broken, or ask for a password.
    """

    def __init__(self, data: bytes) -> None:
        with one_at_a_time:
            try:
                self._pdf = pypdfium2.PdfDocument(data)
                # Without this the answers typed into a form would not be drawn.
                self._pdf.init_forms()
            except pypdfium2.PdfiumError as error:
                raise UnreadableDocument(
                    "This file cannot be shown: it is not a whole PDF, or it asks for a password. "
                    "Ask its sender for it again."
                ) from error
            self.page_count = len(self._pdf)

    def __enter__(self) -> PageImages:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the document; closing twice does no harm."""
        with one_at_a_time:
            self._pdf.close()

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page as it is shown, in points. Raises InvalidInput, UnreadableDocument."""
        self._require(page)
        with one_at_a_time:
            try:
                # Of the document, not of the page: that would be read whole for it, and all sizes are wanted at once.
                width, height = self._pdf.get_page_size(page)
            except pypdfium2.PdfiumError as error:
                raise _broken(page) from error
        return width, height

    def render(self, page: int, scale: float) -> PageImage:
        """A page drawn at ``scale`` pixels to a point; a page too large for that is drawn smaller.

        Raises:
            InvalidInput: there is no such page.
            UnreadableDocument: the page is broken.
        """
        with self._opened(page) as opened:
            width, height = opened.get_size()
            most = (MOST_PIXELS / max(1.0, width * height)) ** 0.5
            bitmap = opened.render(scale=min(scale, most), prefer_bgrx=True)
            try:
                return PageImage(width=bitmap.width, height=bitmap.height, pixels=bytes(bitmap.buffer))
            finally:
                bitmap.close()

    def text(self, page: int) -> str:
        """The words of a page in the order they are read; none on a page that is only a picture."""
        with self._opened(page) as opened, _text_of(opened) as text:
            return str(text.get_text_bounded())

    def text_in(self, page: int, box: Box) -> str:
        """The words that lie within a place on a page, as it is shown."""
        with self._opened(page) as opened, _text_of(opened) as text:
            (x_1, y_1), (x_2, y_2) = (
                _on_page(opened, box.left, box.top),
                _on_page(opened, box.left + box.width, box.top + box.height),
            )
            found = text.get_text_bounded(min(x_1, x_2), min(y_1, y_2), max(x_1, x_2), max(y_1, y_2))
            return " ".join(str(found).split())

    def find(self, words: str) -> tuple[Found, ...]:
        """Every place in the document where these words stand, whatever their capitals."""
        sought = " ".join(words.split())
        return tuple(found for page in range(self.page_count) for found in self.find_on(page, sought))

    def find_on(self, page: int, words: str) -> tuple[Found, ...]:
        """Every place on one page where these words stand, so that a long document can be looked through in steps."""
        if not words.strip():
            return ()
        with self._opened(page) as opened, _text_of(opened) as text:
            places = tuple(_places(text, words))
            return tuple(Found(page=page, boxes=_boxes(opened, text, *place)) for place in places)

    def links_on(self, page: int) -> tuple[PageLink, ...]:
        """The links on a page that lead to a page of this document."""
        with self._opened(page) as opened:
            return tuple(_links(self._pdf, opened))

    @contextmanager
    def _opened(self, page: int) -> Iterator[pypdfium2.PdfPage]:
        self._require(page)
        with one_at_a_time:
            opened = None
            try:
                opened = self._pdf[page]
                yield opened
            except pypdfium2.PdfiumError as error:
                raise _broken(page) from error
            finally:
                if opened is not None:
                    opened.close()

    def _require(self, page: int) -> None:
        if not 0 <= page < self.page_count:
            raise InvalidInput(f"This document has pages 1 to {self.page_count}. Ask for one of them.")


def _broken(page: int) -> UnreadableDocument:
    return UnreadableDocument(
        f"Page {page + 1} is broken and cannot be shown. Ask the sender for the file again."
    )


@contextmanager
def _text_of(page: pypdfium2.PdfPage) -> Iterator[pypdfium2.PdfTextPage]:
    text = page.get_textpage()
    try:
        yield text
    finally:
        text.close()


def _places(text: pypdfium2.PdfTextPage, words: str) -> Iterator[tuple[int, int]]:
    search = text.search(words)
    try:
        while (place := search.get_next()) is not None:
            yield place
    finally:
        search.close()


def _boxes(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, first: int, count: int) -> tuple[Box, ...]:
    lines = text.count_rects(first, count)
    return tuple(_shown(page, *text.get_rect(line)) for line in range(lines))


def _links(pdf: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[PageLink]:
    place, link, rect = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    while pdfium.FPDFLink_Enumerate(page, place, link):
        action = pdfium.FPDFLink_GetAction(link)
        aim = pdfium.FPDFLink_GetDest(pdf, link) or (action and pdfium.FPDFAction_GetDest(pdf, action))
        leads_to = pdfium.FPDFDest_GetDestPageIndex(pdf, aim) if aim else -1
        if leads_to >= 0 and pdfium.FPDFLink_GetAnnotRect(link, rect):
            yield PageLink(box=_shown(page, rect.left, rect.bottom, rect.right, rect.top), page=leads_to)


def _shown(page: pypdfium2.PdfPage, left: float, bottom: float, right: float, top: float) -> Box:
    """The box as the page is shown, whatever its rotation and wherever its own corner lies."""
    (x_1, y_1), (x_2, y_2) = _on_screen(page, left, bottom), _on_screen(page, right, top)
    return Box(left=min(x_1, x_2), top=min(y_1, y_2), width=abs(x_2 - x_1), height=abs(y_2 - y_1))


def _on_screen(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    # PDFium answers in whole pixels, so it is asked for a page of finer ones.
    width, height = (round(length * _FINE) for length in page.get_size())
    column, row = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, column, row)
    return column.value / _FINE, row.value / _FINE


def _on_page(page: pypdfium2.PdfPage, left: float, top: float) -> tuple[float, float]:
    """A point of the page as it is shown, in the page's own coordinates."""
    width, height = (round(length * _FINE) for length in page.get_size())
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDF_DeviceToPage(page, 0, 0, width, height, 0, round(left * _FINE), round(top * _FINE), x, y)
    return x.value, y.value
