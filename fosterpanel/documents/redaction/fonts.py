"""Fonts of a PDF as far as redaction needs them: how wide each shown glyph is, and which letters it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pikepdf
from pikepdf import Dictionary
from reportlab.pdfbase._fontdata import encodings, widthsByFontGlyph
from reportlab.pdfbase._glyphlist import _glyphname2unicode

from fosterpanel.documents.pdf_values import name_of, number_of
from fosterpanel.documents.redaction.cmaps import CMap, read_cmap

_EM = 1000
_BELOW, _ABOVE = -0.22, 0.78
"""How far letters reach below and above their line, in em: the same for all fonts, so that lines stay apart."""

_PREDEFINED_WIDTH = 0.5


class Glyph(NamedTuple):
    """A shown glyph: its code in the string, how far it moves on (em), and its letters, none where nobody can tell."""

    code: bytes
    width: float
    letters: str


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a font's glyphs reach from their origin, in em."""

    bottom: float = _BELOW
    top: float = _ABOVE


class Font:
    """A font of a PDF. ``is_vertical`` fonts move down the page instead of along the line."""

    is_vertical = False
    extent = Extent()

    def glyphs(self, shown: bytes) -> Iterator[Glyph]:
        """The glyphs a string shows."""
        raise NotImplementedError


def read_font(font: pikepdf.Object) -> Font:
    """A font from its dictionary; one that cannot be made out is taken for a plain one."""
    kind = name_of(font.get("/Subtype"))
    return CompositeFont(font) if kind == "/Type0" else SimpleFont(font, is_type_3=kind == "/Type3")


class SimpleFont(Font):
    """A font of at most 256 glyphs, one byte each."""

    def __init__(self, font: pikepdf.Object, *, is_type_3: bool) -> None:
        names = _names(font)
        meant = _to_unicode(font).letters
        widths = _simple_widths(font, names, is_type_3=is_type_3)
        self._glyphs = [
            Glyph(bytes([code]), widths[code], meant.get(bytes([code])) or _letters_named(names[code]))
            for code in range(256)
        ]
        if is_type_3:
            self.extent = _type_3_extent(font)

    def glyphs(self, shown: bytes) -> Iterator[Glyph]:
        """One for each byte."""
        return (self._glyphs[byte] for byte in shown)


class CompositeFont(Font):
    """A font of many glyphs, whose codes are cut by a map of its own."""

    def __init__(self, font: pikepdf.Object) -> None:
        encoding = font.get("/Encoding")
        name = name_of(encoding)
        self._map = _stream_map(encoding)
        self._meant = _to_unicode(font).letters
        self._is_utf_16 = "UCS2" in name or "UTF16" in name
        descendants = font.get("/DescendantFonts", pikepdf.Array())
        descendant = (
            descendants[0] if isinstance(descendants, pikepdf.Array) and len(descendants) else Dictionary()
        )
        self._default = number_of(descendant.get("/DW", _EM)) / _EM
        self._widths = dict(_composite_widths(descendant.get("/W")))
        self.is_vertical = name.endswith("-V") or _is_vertical(encoding)

    def glyphs(self, shown: bytes) -> Iterator[Glyph]:
        """One for each code."""
        for code in self._map.codes(shown):
            number = self._map.glyphs.get(code, int.from_bytes(code, "big"))
            yield Glyph(code, self._widths.get(number, self._default), self._letters(code))

    def _letters(self, code: bytes) -> str:
        return self._meant.get(code) or (code.decode("utf-16-be", "ignore") if self._is_utf_16 else "")


def _to_unicode(font: pikepdf.Object) -> CMap:
    return _stream_map(font.get("/ToUnicode"))


def _stream_map(held: object) -> CMap:
    if not isinstance(held, pikepdf.Stream):
        return CMap()
    try:
        return read_cmap(held.read_bytes())
    except pikepdf.PdfError:
        return CMap()


def _names(font: pikepdf.Object) -> list[str]:
    encoding = font.get("/Encoding")
    described = encoding if isinstance(encoding, pikepdf.Dictionary) else None
    base = described.get("/BaseEncoding") if described is not None else encoding
    names = [name or "" for name in encodings.get(name_of(base)[1:], encodings[_own_encoding(font)])]
    if described is not None:
        _differ(names, described.get("/Differences"))
    return names


def _own_encoding(font: pikepdf.Object) -> str:
    name = name_of(font.get("/BaseFont"))
    if name == "/Symbol":
        return "SymbolEncoding"
    if name == "/ZapfDingbats":
        return "ZapfDingbatsEncoding"
    return "WinAnsiEncoding" if font.get("/Subtype") == "/TrueType" else "StandardEncoding"


def _differ(names: list[str], differences: object) -> None:
    code = 0
    for each in differences if isinstance(differences, pikepdf.Array) else ():
        if isinstance(each, pikepdf.Name):
            if 0 <= code < len(names):
                names[code] = name_of(each)[1:]
            code += 1
        else:
            code = int(number_of(each))


def _letters_named(name: str) -> str:
    """The letters a glyph's name stands for, by the rules for names of glyphs (Adobe Glyph List)."""
    plain = name.split(".")[0]
    if "_" in plain:
        return "".join(_letters_named(part) for part in plain.split("_"))
    if plain in _glyphname2unicode:
        return chr(_glyphname2unicode[plain])
    digits = plain[3:7] if plain.startswith("uni") else plain[1:] if plain.startswith("u") else ""
    try:
        return chr(int(digits, 16)) if len(digits) >= 4 else ""
    except (ValueError, OverflowError):
        return ""


def _simple_widths(font: pikepdf.Object, names: list[str], *, is_type_3: bool) -> list[float]:
    unit = _type_3_unit(font) if is_type_3 else 1 / _EM
    listed = font.get("/Widths")
    if not isinstance(listed, pikepdf.Array):
        return _standard_widths(name_of(font.get("/BaseFont"))[1:], names)
    descriptor = font.get("/FontDescriptor", Dictionary())
    missing = number_of(descriptor.get("/MissingWidth", 0)) if not is_type_3 else 0.0
    widths = [missing * unit] * 256
    first = int(number_of(font.get("/FirstChar", 0)))
    for code, width in enumerate(listed, start=first):
        if 0 <= code < len(widths):
            widths[code] = number_of(width) * unit
    return widths


def _standard_widths(name: str, names: list[str]) -> list[float]:
    known = widthsByFontGlyph.get(name, widthsByFontGlyph["Helvetica"])
    return [known.get(each, 0 if not each else _EM * _PREDEFINED_WIDTH) / _EM for each in names]


def _composite_widths(listed: object) -> Iterator[tuple[int, float]]:
    parts = list(listed) if isinstance(listed, pikepdf.Array) else []
    place = 0
    while place + 1 < len(parts):
        first, second = int(number_of(parts[place])), parts[place + 1]
        if isinstance(second, pikepdf.Array):
            yield from ((first + step, number_of(width) / _EM) for step, width in enumerate(second))
            place += 2
        elif place + 2 < len(parts):
            last, width = min(int(number_of(second)), first + 65_535), number_of(parts[place + 2]) / _EM
            yield from ((number, width) for number in range(first, last + 1))
            place += 3
        else:
            return


def _type_3_unit(font: pikepdf.Object) -> float:
    matrix = font.get("/FontMatrix")
    return abs(number_of(matrix[0])) if isinstance(matrix, pikepdf.Array) and len(matrix) == 6 else 1 / _EM


def _type_3_extent(font: pikepdf.Object) -> Extent:
    box, matrix = font.get("/FontBBox"), font.get("/FontMatrix")
    if not (
        isinstance(box, pikepdf.Array)
        and isinstance(matrix, pikepdf.Array)
        and len(box) == 4 == len(matrix) - 2
    ):
        return Extent()
    ends = sorted(number_of(box[side]) * number_of(matrix[3]) for side in (1, 3))
    return Extent(bottom=ends[0], top=ends[1]) if ends[1] > ends[0] else Extent()


def _is_vertical(encoding: object) -> bool:
    return isinstance(encoding, pikepdf.Stream) and number_of(encoding.get("/WMode", 0)) == 1
