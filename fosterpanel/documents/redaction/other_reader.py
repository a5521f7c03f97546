"""Another program's view of a document, PDFium's: what it reads there, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import TracebackType

import pypdfium2
import pypdfium2.raw as pdfium

from fosterpanel.documents.page_images import one_at_a_time
from fosterpanel.documents.redaction.areas import FOUND, Area, Rect, lines_of
from fosterpanel.documents.redaction.matching import Sought
from fosterpanel.domain.redaction import RedactionFailed

# The box PDFium gives spans the whole height of the font, which reaches into the lines above and below.
_TRIMMED = 0.2


class OtherReader:
    """A document opened by PDFium; pages are counted from 0. Use it in a ``with`` block.

    Raises:
        RedactionFailed: PDFium cannot open it.
    """

    def __init__(self, data: bytes) -> None:
        try:
            with one_at_a_time:
                self._pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise _unreadable() from error

    def __enter__(self) -> OtherReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with one_at_a_time:
            self._pdf.close()

    def page(self, number: int) -> tuple[str, list[Rect]]:
        """The letters of a page, and the place of each. Raises RedactionFailed when they cannot be read."""
        try:
            with one_at_a_time:
                return _letters(self._pdf[number])
        except pypdfium2.PdfiumError as error:
            raise _unreadable() from error

    def found(self, number: int, sought: Sequence[Sought]) -> Iterator[tuple[Sought, Area]]:
        """Where what is looked for stands on a page."""
        text, places = self.page(number)
        for each in sought:
            for start, end in each.spans(text):
                letters = [place for place in places[start:end] if place.size]
                yield from ((each, Area(line, each.why, FOUND)) for line in lines_of(letters))


def _letters(page: pypdfium2.PdfPage) -> tuple[str, list[Rect]]:
    text = page.get_textpage()
    try:
        letters, places = [], []
        for index in range(text.count_chars()):
            letter = chr(pdfium.FPDFText_GetUnicode(text, index) or 0x20)
            left, bottom, right, top = text.get_charbox(index, loose=True)
            trim = (top - bottom) * _TRIMMED
            letters.append(letter)
            places.append(Rect(left, bottom + trim, right, top - trim))
        return "".join(letters), places
    finally:
        text.close()
        page.close()


def _unreadable() -> RedactionFailed:
    return RedactionFailed(
        "Another reader cannot read the document, so nobody could check what is left in it. Nothing was handed over. "
        "Print it to a new PDF and redact that."
    )
