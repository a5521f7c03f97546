"""The number, the line at the foot and the mark on every page: upright and legible whatever lies underneath.

Each page's own content is put between a saved and a restored state, and the stamp follows it on a white plate. The
number is at the lower right, where it can be told from the document's own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Pdf, Stream

from fosterpanel.documents.packs.geometry import ShownPage, shown, written
from fosterpanel.documents.packs.ink import Drawn, draw_text, number_font, number_width
from fosterpanel.documents.packs.marks import empty_mark, placed_mark
from fosterpanel.documents.packs.page_content import (
    ContentFacts,
    facts_of,
    is_picture_only,
    mended,
    read_content,
)
from fosterpanel.documents.pages import theme
from fosterpanel.documents.pdf_values import value_at

STAMP = "/FosterPanelStamp"
"""A stream of ours on a page of a pack, so that it can be taken off again."""

_SIZE, _PADDING, _EDGE, _FOOT = 10.0, 5.0, 14.0, 10.0
_PLATE_HEIGHT = 16.0
STAMP_HEIGHT = _FOOT + _PLATE_HEIGHT
"""How far from the lower edge of a page, in points, number and line reach at most."""

# The line lies lower than the feet of our own papers, whose last line would otherwise be cut by its plate.
_LINE_FOOT, _LINE_PLATE_HEIGHT = 9.5, 10.5
# What the line leaves free on either side: a number of five figures and a letter, with room around it.
_FOR_NUMBER = 70.0
_LINE = replace(theme.FOOTER, face=theme.STRONG.face, colour=theme.INK)
# A page narrower than this, in points, is stamped smaller.
_FULL_SIZE_WIDTH = 260.0
_INK = " ".join(f"{part:.3f}" for part in theme.INK)


class Stamped(NamedTuple):
    """What was found on a page: content that cannot be read, or nothing but pictures."""

    is_damaged: bool
    is_picture: bool


@dataclass(slots=True)
class Stamper:
    """Stamps the pages of one pack; what the pages share is made once."""

    pdf: Pdf
    confidentiality: str
    prefix: str = ""
    mark: pikepdf.Object = field(init=False)
    _before: pikepdf.Object = field(init=False)
    _fonts: Dictionary = field(init=False)
    _forms: Dictionary = field(init=False)
    _line: Drawn | None = None
    _done: set[tuple[int, int]] = field(default_factory=set)
    _frames: dict[ShownPage, tuple[str, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Draw what all pages share."""
        self.prefix = f"/FP{sha256(self.confidentiality.encode()).hexdigest()[:6]}{len(self.pdf.pages)}"
        self._before = self._stream(b"q\n")
        self.mark = empty_mark(self.pdf)
        self._fonts = Dictionary({f"{self.prefix}N": number_font(self.pdf)})
        self._forms = Dictionary({f"{self.prefix}M": self.mark})
        if self.confidentiality:
            self._line = draw_text(self.pdf, self.confidentiality, _LINE)
            self._forms[f"{self.prefix}L"] = self._line.form

    def stamp(self, page: pikepdf.Page, number: str) -> Stamped:
        """Stamp one page, and say what was found on it."""
        own = page.obj
        facts = self._balance(page)
        is_picture = facts is not None and is_picture_only(own, facts)
        parts = _streams(own.get("/Contents"))
        if facts and facts.closing:
            # Not one of ours: whoever takes the stamp off again needs the content closed as well.
            parts.append(self.pdf.make_stream(facts.closing))
        own.Contents = Array([self._before, *parts, self._stream(b"Q\n" + self._drawn(own, number))])
        self._share_with(own)
        return Stamped(is_damaged=facts is None or facts.breaks_off, is_picture=is_picture)

    def _balance(self, page: pikepdf.Page) -> ContentFacts | None:
        try:
            facts = facts_of(read_content(page.obj), page)
            if facts.unsaved or facts.breaks_off:
                page.obj.Contents = self.pdf.make_stream(mended(page))
        except pikepdf.PdfError:
            return None
        return facts

    def _drawn(self, page: pikepdf.Object, number: str) -> bytes:
        seen = shown(page)
        if seen not in self._frames:
            self._frames[seen] = self._frame(seen)
        around, width = self._frames[seen]
        plate = number_width(number) * _SIZE + 2 * _PADDING
        return (
            f"{around}q 1 0 0 1 {width - _EDGE - plate:.3f} {_FOOT} cm\n"
            f"1 g 0 0 {plate:.3f} {_PLATE_HEIGHT} re f {_INK} rg\n"
            f"BT {self.prefix}N {_SIZE} Tf {_PADDING} 4.6 Td ({number}) Tj ET Q\nQ EMC\n"
        ).encode()

    def _frame(self, seen: ShownPage) -> tuple[str, float]:
        """What pages of one size share, up to their number; and how wide such a page is in the stamp's own points."""
        scale = min(1.0, seen.width / _FULL_SIZE_WIDTH)
        drawing = [
            "/Artifact <</Type /Pagination /Subtype /Footer>> BDC",
            f"q {written(seen.matrix)} cm",
            placed_mark(seen, f"{self.prefix}M"),
            f"{scale:.4f} 0 0 {scale:.4f} 0 0 cm",
            *self._line_drawn(seen.width / scale),
        ]
        return "\n".join(drawing) + "\n", seen.width / scale

    def _line_drawn(self, width: float) -> list[str]:
        if self._line is None:
            return []
        smaller = min(1.0, (width - 2 * _FOR_NUMBER) / self._line.width)
        length = self._line.width * smaller
        left, bottom = (width - length) / 2, _LINE_FOOT + 1
        return [
            f"q 1 g {left - 4:.3f} {_LINE_FOOT} {length + 8:.3f} {_LINE_PLATE_HEIGHT} re f",
            f"{smaller:.4f} 0 0 {smaller:.4f} {left:.3f} {bottom:.3f} cm {self.prefix}L Do Q",
        ]

    def _share_with(self, page: pikepdf.Object) -> None:
        resources = page.get("/Resources")
        if not isinstance(resources, Dictionary):
            resources = page.Resources = Dictionary()
        if resources.is_indirect:
            if resources.objgen in self._done:
                return
            self._done.add(resources.objgen)
        for kind, ours in (("/Font", self._fonts), ("/XObject", self._forms)):
            held = value_at(resources, kind)
            if not isinstance(held, Dictionary):
                held = resources[kind] = Dictionary()
            for name, one in ours.items():
                held[name] = one

    def _stream(self, content: bytes) -> pikepdf.Object:
        stream = self.pdf.make_stream(content)
        stream[STAMP] = True
        return stream


def without_stamp(page: pikepdf.Object) -> None:
    """Take our own content off a page of a pack."""
    parts = _streams(page.get("/Contents"))
    if any(STAMP in part for part in parts):
        page.Contents = Array([part for part in parts if STAMP not in part])


def _streams(contents: object) -> list[Stream]:
    parts = list(contents) if isinstance(contents, Array) else [contents]
    return [part for part in parts if isinstance(part, Stream)]
