"""How large the parts of a PDF may be before it is taken for one made, or gone wrong, to fill a memory."""

from __future__ import annotations

import re
import struct
import zlib
from contextlib import suppress

import pikepdf

from fosterpanel.documents.pdf_values import name_of, number_of, value_at
from fosterpanel.errors import PaperRefused

MOST_PAGES = 5_000
MOST_PIXELS = 120_000_000
"""A page of A3 scanned at 600 dots to the inch has 70 million."""

MOST_UNPACKED = 512 * 1024 * 1024
MOST_CONTENT = 128 * 1024 * 1024
"""Bytes of the drawing of one page, unpacked."""

# The longest side the format itself allows (ISO 32000-1, annex C): 200 inches.
_MOST_POINTS = 14_400
_DEFLATED_AT_MOST = 1_032
_LZW_UNPACKED_AT_MOST = 2_731
_POINTS_PER_METRE = 72 / 0.0254
_FONTS = ("/Type1C", "/CIDFontType0C", "/OpenType")
_DEFLATED = ("/FlateDecode", "/Fl")
_PACKED = {**dict.fromkeys(_DEFLATED, _DEFLATED_AT_MOST), "/LZWDecode": _LZW_UNPACKED_AT_MOST}
# Where JPEG 2000 says its size: right, lower, left and upper edge.
_SIZES = re.compile(rb"\xff\x4f\xff\x51.{4}", re.DOTALL)
_SIZED = struct.Struct(">4I")


def refuse_pages_out_of_bounds(pdf: pikepdf.Pdf, name: str) -> None:
    """Refuse a file with no pages, absurdly many, or one of absurd size. Raises PaperRefused with the size."""
    count = len(pdf.pages)
    if not 0 < count <= MOST_PAGES:
        raise PaperRefused(f"“{name}” has {count:,} pages; a file has from 1 to {MOST_PAGES:,}. Split it.")
    for number, page in enumerate(pdf.pages, start=1):
        longest = _longest_side(page.obj)
        if longest > _MOST_POINTS:
            raise PaperRefused(
                f"Page {number} of “{name}” is {longest / _POINTS_PER_METRE:,.1f} metres long, larger than any "
                "paper. Print it to a PDF of A4 or A3 pages and use that."
            )


def refuse_enormous_image(image: pikepdf.Stream, name: str) -> None:
    """Refuse an image that would fill the memory when it is drawn. Raises PaperRefused with its size."""
    said = (number_of(image.get("/Width", 0)), number_of(image.get("/Height", 0)))
    for width, height in (said, *_sizes_in_jpeg_2000(image)):
        if width * height > MOST_PIXELS:
            raise PaperRefused(
                f"“{name}” holds an image of {width:,.0f} × {height:,.0f} dots, more than can be shown. "
                "Scan it again at 300 dots to the inch."
            )


def refuse_bomb(stream: pikepdf.Stream, name: str) -> None:
    """Refuse content that unpacks into more than any page needs. Raises PaperRefused with its size.

    Only what is packed long enough to become so large is unpacked at all; images and fonts say their own size.
    """
    if "/Length1" in stream or name_of(value_at(stream, "/Subtype")) in _FONTS:
        return
    packed = number_of(stream.get("/Length", 0))
    if packed * _growth(stream) > MOST_CONTENT and _unpacks_beyond(stream, packed, MOST_CONTENT):
        raise PaperRefused(
            f"“{name}” holds {packed / 1024:,.0f} KB that unpack into more than {MOST_CONTENT // 2**20} MB, "
            "which no honest page needs. Print it to a new PDF and use that."
        )


def _sizes_in_jpeg_2000(image: pikepdf.Stream) -> list[tuple[float, float]]:
    """The sizes such an image gives itself, by which it is drawn, whatever the file says of it (ISO 15444-1, A.5.1)."""
    packings = _filters(image)
    if "/JPXDecode" not in packings:
        return []
    coded = image.read_raw_bytes()
    if packings[0] in _DEFLATED:
        with suppress(zlib.error):
            coded = zlib.decompressobj().decompress(coded, MOST_CONTENT)
    sizes = (_SIZED.unpack_from(coded, found.end()) for found in _SIZES.finditer(coded[: -_SIZED.size]))
    return [(right - left, bottom - top) for right, bottom, left, top in sizes]


def _longest_side(page: pikepdf.Object) -> float:
    box = page.get("/MediaBox")
    if not isinstance(box, pikepdf.Array) or len(box) != 4:
        return 0
    left, bottom, right, top = (number_of(side) for side in box)
    return max(abs(right - left), abs(top - bottom)) * max(1.0, number_of(value_at(page, "/UserUnit", 1)))


def _filters(stream: pikepdf.Stream) -> list[str]:
    filters = stream.get("/Filter", pikepdf.Array())
    return [name_of(each) for each in (filters if isinstance(filters, pikepdf.Array) else [filters])]


def _growth(stream: pikepdf.Stream) -> float:
    most = 1.0
    for each in _filters(stream):
        most *= _PACKED.get(each, 1)
    return most


def _unpacks_beyond(stream: pikepdf.Stream, packed: float, most: int) -> bool:
    filters = _filters(stream)
    if "/LZWDecode" in filters and packed * _growth(stream) > MOST_UNPACKED:
        # qpdf knows no bound for these, and hardly anything has written them for decades.
        return True
    try:
        if filters == ["/FlateDecode"]:
            return _inflates_beyond(stream.read_raw_bytes(), most)
        return len(stream.read_bytes()) > most
    except pikepdf.PdfError as error:
        return "limit exceeded" in str(error)


def _inflates_beyond(packed: bytes, most: int) -> bool:
    inflater, length = zlib.decompressobj(), 0
    try:
        while packed and length <= most:
            length += len(inflater.decompress(packed, 2**20))
            packed = inflater.unconsumed_tail
    except zlib.error:
        return False
    return length > most
