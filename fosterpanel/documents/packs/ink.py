"""Our own type inside a pack: short texts drawn with the faces of all our papers, as forms any page can show."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name

from fosterpanel.documents.pages import theme
from fosterpanel.documents.pages.fonts import Face, font, width_of
from fosterpanel.documents.pages.lines import set_in_lines
from fosterpanel.documents.pages.tagging import TaggedCanvas
from fosterpanel.documents.pages.theme import TextStyle
from fosterpanel.documents.pages.typesetting import text_piece

Draw = Callable[[TaggedCanvas], None]
_NUMBER_FACE = Face.BOLD.files[0]
_FONT_USED = re.compile(rb"(/\S+) [\d.]+ Tf")
_NO_LIMIT = 1e6


class Drawn(NamedTuple):
    """A text as a form: its size in points, its lower left corner at the origin."""

    form: pikepdf.Object
    width: float
    height: float


def draw(pdf: pikepdf.Pdf, drawings: Sequence[Draw]) -> list[pikepdf.Object]:
    """Give each drawing as a form in the PDF; all share their fonts."""
    with _drawn(drawings) as source:
        return [_as_form(pdf, source, page.obj) for page in source.pages]


def draw_text(pdf: pikepdf.Pdf, text: str, style: TextStyle, width: float = _NO_LIMIT) -> Drawn:
    """Give a text as a form, in lines no wider than ``width`` points. Raises InvalidInput for a letter we lack."""
    lines = set_in_lines(text, style, width)
    widest = max(line.width for line in lines)
    piece = text_piece(text, replace(style, right=False), width, None)
    (form,) = draw(pdf, [lambda canvas: piece.draw(canvas, 0, piece.height)])
    form.BBox = Array([-2, -2, widest + 2, piece.height + 2])
    return Drawn(form, widest, piece.height)


def number_font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The font of the page numbers, in which figures and plain letters are their own codes."""

    def figures(canvas: TaggedCanvas) -> None:
        canvas.setFont(_NUMBER_FACE, 10)
        canvas.drawString(0, 0, "0123456789")

    (form,) = draw(pdf, [figures])
    *_, last = _FONT_USED.findall(form.read_bytes())
    return form.Resources.Font[last.decode()]


def number_width(number: str) -> float:
    """How wide a page number is at one point."""
    return width_of(number, _NUMBER_FACE)


def _drawn(drawings: Sequence[Draw]) -> pikepdf.Pdf:
    file = BytesIO()
    for face in (Face.REGULAR, Face.BOLD):
        font(face.files[0])
    canvas = TaggedCanvas(
        file,
        pagesize=(theme.PAGE_WIDTH, theme.PAGE_HEIGHT),
        invariant=True,
        pageCompression=0,
        initialFontName=_NUMBER_FACE,
    )
    for drawing in drawings:
        drawing(canvas)
        canvas.next_page()
    canvas.save()
    file.seek(0)
    return pikepdf.open(file)


def _as_form(pdf: pikepdf.Pdf, source: pikepdf.Pdf, page: pikepdf.Object) -> pikepdf.Object:
    form = pdf.make_stream(page.Contents.read_bytes())
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array(page.MediaBox)
    fonts = source.make_indirect(Dictionary(Font=page.Resources.get("/Font", Dictionary())))
    form.Resources = pdf.copy_foreign(fonts)
    return form
