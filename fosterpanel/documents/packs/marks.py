"""The mark of whose copy it is, large and faint across every page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pikepdf
from pikepdf import Array, Dictionary, Name

from fosterpanel.documents.packs import ink
from fosterpanel.documents.packs.geometry import ShownPage
from fosterpanel.documents.pages import theme
from fosterpanel.documents.pages.lines import set_in_lines
from fosterpanel.documents.pages.tagging import TaggedCanvas
from fosterpanel.documents.pages.typesetting import text_piece

MARK = "/FosterPanelMark"
"""The key by which the mark of a pack is known."""

_WIDTH, _HEIGHT = 1000.0, 400.0
_LARGEST = 110.0
_OF_DIAGONAL = 0.72
_FAINT = 0.13
_STYLE = replace(theme.STRONG, colour=theme.ACCENT)


def empty_mark(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The form every page shows as its mark, with nothing in it yet."""
    form = pdf.make_stream(b" ")
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([-_WIDTH / 2, -_HEIGHT / 2, _WIDTH / 2, _HEIGHT / 2])
    form.Resources = Dictionary()
    form[MARK] = True
    return form


def placed_mark(seen: ShownPage, name: str) -> str:
    """The content that shows the mark from corner to corner of a page as it is seen."""
    diagonal = math.hypot(seen.width, seen.height)
    scale = diagonal * _OF_DIAGONAL / _WIDTH
    across, up = seen.width / diagonal * scale, seen.height / diagonal * scale
    turned = f"{across:.5f} {up:.5f} {-up:.5f} {across:.5f}"
    return f"q {turned} {seen.width / 2:.3f} {seen.height / 2:.3f} cm {name} Do Q"


def draw_marks(pdf: pikepdf.Pdf, mark: pikepdf.Object, texts: Sequence[str]) -> list[bytes]:
    """Let the mark have the fonts of all these texts; give its content for each, all of one length.

    Raises:
        InvalidInput: a character cannot be printed faithfully.
    """
    drawn = ink.draw(pdf, [partial(_draw, text=text) for text in texts])
    fonts = Dictionary()
    for form in drawn:
        for name, held in form.Resources.Font.items():
            fonts[name] = held
    faint = Dictionary(Type=Name.ExtGState, ca=_FAINT, CA=_FAINT)
    mark.Resources = Dictionary(Font=fonts, ExtGState=Dictionary(FPfaint=faint))
    contents = [b"/FPfaint gs\n" + form.read_bytes() for form in drawn]
    longest = max(map(len, contents))
    return [content.ljust(longest) for content in contents]


def _draw(canvas: TaggedCanvas, text: str) -> None:
    if not text.strip():
        return
    widest = max(line.width for line in set_in_lines(text, replace(_STYLE, size=1.0), _WIDTH * 9))
    lines = text.count("\n") + 1
    size = min(_LARGEST, _WIDTH / widest, _HEIGHT / (lines * 1.2))
    style = replace(_STYLE, size=size, leading=size * 1.2)
    for number, line in enumerate(text.split("\n")):
        (set_line,) = set_in_lines(line, style, _WIDTH * 9)
        piece = text_piece(line, style, _WIDTH * 9, None)
        piece.draw(canvas, -set_line.width / 2, (lines / 2 - number) * style.leading)
