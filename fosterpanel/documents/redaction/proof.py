"""Reading a redacted document again, by other means than it was made with, before it is handed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from fosterpanel.documents.redaction.areas import Area, Rect
from fosterpanel.documents.redaction.drawing import read_sheet
from fosterpanel.documents.redaction.hidden_parts import strings_of
from fosterpanel.documents.redaction.matching import Sought
from fosterpanel.documents.redaction.names import is_distinct, names_written
from fosterpanel.documents.redaction.other_reader import OtherReader
from fosterpanel.domain.redaction import RedactionClass, RedactionFailed

_NAME = re.compile(rb"/[^\s/<>\[\](){}%]+")
_WITHOUT_TEXT = ("/Image", "/Type1C", "/CIDFontType0C", "/OpenType")


def prove(data: bytes, sought: Sequence[Sought], cleared: Mapping[int, Sequence[Area]]) -> None:
    """Search a finished document for what should be gone; ``cleared`` says where, by page from 0.

    Raises:
        RedactionFailed: something is still there. The sentence says what and where.
    """
    with OtherReader(data) as reader, pikepdf.open(BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages):
            text, places = reader.page(number)
            _require_gone(sought, text, f"page {number + 1}")
            _require_cleared(text, places, cleared.get(number, ()), number)
            for drawn in read_sheet(pdf, page, page.obj.get("/Resources")).texts:
                _require_gone(sought, drawn, f"the drawing of page {number + 1}")
        for _, _, text in strings_of(pdf):
            _require_gone(sought, text, "a hidden part of the document")
        distinct = [each for each in sought if is_distinct(each)]
        for text in (*_names(pdf), *_stream_texts(pdf)):
            _require_gone(distinct, text, "the inside of the file")


def _require_gone(sought: Sequence[Sought], text: str, where: str) -> None:
    for each in sought:
        if next(each.spans(text), None):
            raise RedactionFailed(
                f"“{each.words}” is still in {where} after redaction, so nothing was handed over. "
                "Draw a box over the place, or print the page to a new PDF and redact that."
            )


def _require_cleared(text: str, places: Sequence[Rect], areas: Sequence[Area], number: int) -> None:
    for area in areas:
        left = "".join(
            letter
            for letter, place in zip(text, places, strict=True)
            if place.size and area.rect.holds(place.middle)
        )
        for code in sorted(RedactionClass, key=len, reverse=True):
            left = left.replace(code, "")
        if left.strip():
            raise RedactionFailed(
                f"Letters are still under a box on page {number + 1} after redaction, so nothing was handed over. "
                "Draw the box again, a little larger, or print the page to a new PDF and redact that."
            )


def _names(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Every name that is not the format's own, in the objects of the file and in what its streams draw."""
    for held in pdf.objects:
        if isinstance(held, Stream):
            yield names_written(held.stream_dict.unparse())
        elif isinstance(held, Dictionary | Array | Name):
            yield names_written(held.unparse(resolved=True))
    for data in _unpacked(pdf):
        yield names_written(data)


def _stream_texts(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What every stream holds that may be text, without names, which are searched by themselves."""
    for unpacked in _unpacked(pdf):
        data = _NAME.sub(b" ", unpacked)
        yield data.decode("latin-1")
        if b"\0" in data:
            yield data.replace(b"\0", b"").decode("latin-1")
        yield data.decode("utf-8", "ignore")


def _unpacked(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    """What every stream holds, but for images and typefaces."""
    for held in pdf.objects:
        if not isinstance(held, Stream) or "/Length1" in held or str(held.get("/Subtype")) in _WITHOUT_TEXT:
            continue
        with suppress(pikepdf.PdfError):
            yield held.read_bytes()
