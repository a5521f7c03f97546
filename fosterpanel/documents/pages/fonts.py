"""The faces our papers are set in, and which of them can set a character.

Atkinson Hyperlegible Next sets everything it has a drawing for, DejaVu Sans the rest. Text neither of
them can set rightly is refused: a name must never turn into boxes, nor into letters in the wrong
order or shape.
"""

from __future__ import annotations

import enum
import functools
import threading
import unicodedata
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from fosterpanel import paths
from fosterpanel.errors import InvalidInput


class Face(enum.Enum):
    """A face of the family: the file that draws it, and the file that fills its gaps."""

    REGULAR = ("AtkinsonHyperlegibleNext-Regular", "DejaVuSans")
    BOLD = ("AtkinsonHyperlegibleNext-Bold", "DejaVuSans-Bold")
    ITALIC = ("AtkinsonHyperlegibleNext-Italic", "DejaVuSans")
    BOLD_ITALIC = ("AtkinsonHyperlegibleNext-BoldItalic", "DejaVuSans-Bold")

    @property
    def files(self) -> tuple[str, str]:
        """Return the names of the font and of its fallback, without ending."""
        own, fallback = self.value
        return own, fallback

    def with_emphasis(self, *, bold: bool, italic: bool) -> Face:
        """Return this face made bold or italic as well."""
        is_bold = bold or self in (Face.BOLD, Face.BOLD_ITALIC)
        is_italic = italic or self in (Face.ITALIC, Face.BOLD_ITALIC)
        return {
            (False, False): Face.REGULAR,
            (True, False): Face.BOLD,
            (False, True): Face.ITALIC,
            (True, True): Face.BOLD_ITALIC,
        }[is_bold, is_italic]


# One fixed set of 255 characters goes into every document first, so that the font file embedded is nearly
# always the same one and is cut only once in the life of the program.
_USUAL = (
    "".join(map(chr, range(33, 127)))
    + "".join(map(chr, (*range(0xA1, 0xAD), *range(0xAE, 0x100))))
    + "‘’‚“”„†•…–—‹›€™−×÷≤≥"
    + "ŴŵŶŷŸẀẁẂẃẄẅỲỳ"
    + "ĄąĆćĘęŁłŃńŚśŹźŻż"
    + "ĞğİıŞşȘșȚțĂăČčŠšŽž"
)


class PageFont(TTFont):  # type: ignore[misc]  # reportlab has no types
    """A TrueType font; one of our own faces begins each document with the usual characters, cut only once."""

    def __init__(self, name: str) -> None:
        self.begins_with_usual = name in {face.files[0] for face in Face}
        super().__init__(name, str(paths.resources() / "fonts" / f"{name}.ttf"), shapable=False)
        self.face.makeSubset = functools.lru_cache(maxsize=8)(self.face.makeSubset)

    def has(self, character: str) -> bool:
        """Say whether the font has a drawing for the character."""
        return ord(character) in self.face.charToGlyph

    def state_for(self, pdf_document: Any) -> None:
        """Begin a document: in our own faces with 256 codes, of which the first is no character."""
        if pdf_document in self.state:
            return
        state = self._assignState(pdf_document, asciiReadable=self.begins_with_usual)
        if not self.begins_with_usual:
            return
        free = (code for code in range(1, 256) if not 32 <= code < 127)
        codes = [0] * 256
        codes[32:127] = range(32, 127)
        extra = dict.fromkeys(ord(usual) for usual in _USUAL if ord(usual) > 126 and self.has(usual))
        for code, character in zip(free, extra, strict=False):
            codes[code] = character
        state.assignments = {character: code for code, character in enumerate(codes) if character}
        state.assignments[0] = 0
        state.subsets = [codes]
        state.nextCode = 256

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: N802
        """Split text into pieces of one subset each, as reportlab asks."""
        self.state_for(doc)
        pieces: list[tuple[int, bytes]] = super().splitString(text, doc, encoding)
        return pieces

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        """Write the font into the document; makes the subset hashable so that it is cut once."""
        self.state_for(doc)
        state = self.state[doc]
        state.subsets = [tuple(subset) for subset in state.subsets]
        super().addObjects(doc)


_registering = threading.Lock()


def font(name: str) -> PageFont:
    """Return the font by its file's name, read once and known to reportlab from then on."""
    with _registering:
        return _registered(name)


@functools.cache
def _registered(name: str) -> PageFont:
    loaded = PageFont(name)
    pdfmetrics.registerFont(loaded)
    return loaded


@functools.lru_cache(maxsize=50_000)
def width_of(text: str, name: str) -> float:
    """Return the width of a piece of text at one point size."""
    width: float = font(name).stringWidth(text, 1)
    return width


def plain(text: str) -> str:
    """Return text as it can be set: composed letters, no invisible signs, new lines as line feeds."""
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(_visible(character) for character in composed)


@functools.lru_cache(maxsize=5_000)
def _visible(character: str) -> str:
    if character in "\n\u00a0":
        return character
    if character in "\t\u2028\u2029" or unicodedata.category(character) == "Zs":
        return " "
    is_invisible = unicodedata.category(character) in ("Cc", "Cf") or "\ufe00" <= character <= "\ufe0f"
    return "" if is_invisible else character


@functools.lru_cache(maxsize=20_000)
def runs_in_fonts(word: str, face: Face) -> tuple[tuple[str, str], ...]:
    """Split text into (font name, text) runs, each of which that font can set.

    Raises:
        InvalidInput: a character no font here can set rightly; the sentence names the character only,
            never the text around it.
    """
    runs: list[tuple[str, str]] = []
    for character in word:
        name = _font_for(character, face)
        if runs and runs[-1][0] == name:
            runs[-1] = (name, runs[-1][1] + character)
        else:
            runs.append((name, character))
    return tuple(runs)


def _font_for(character: str, face: Face) -> str:
    own, fallback = face.files
    if font(own).has(character):
        return own
    if _keeps_its_shape(character) and font(fallback).has(character):
        return fallback
    described = unicodedata.name(character, f"U+{ord(character):04X}").lower()
    raise InvalidInput(
        f"A document holds the character “{character}” ({described}), which cannot yet be printed faithfully. "
        "Write the word in Latin letters, and keep its own spelling in the record."
    )


# Scripts whose letters join, stack or change their order; setting them letter by letter would misspell them.
_FIRST_JOINING, _LAST_JOINING = 0x0590, 0x109F


def _keeps_its_shape(character: str) -> bool:
    code = ord(character)
    is_right_to_left = unicodedata.bidirectional(character) in ("R", "AL", "AN")
    return not is_right_to_left and not _FIRST_JOINING <= code <= _LAST_JOINING
