"""Rendering a paper: lay its blocks out, draw each page with its footer, finish the file."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace

from fosterpanel.documents.pages import archive, theme
from fosterpanel.documents.pages.blocks import Document, DocumentFrame
from fosterpanel.documents.pages.fonts import Face, font
from fosterpanel.documents.pages.heads import letter_head, paper_head
from fosterpanel.documents.pages.layout import Piece, paginate_closely
from fosterpanel.documents.pages.tagging import Element, TaggedCanvas
from fosterpanel.documents.pages.typesetting import set_blocks, text_piece

_FOOTER_TOP = 16 * theme.MM


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """Where the empty signature field lies: page index from 0, corners in points from the lower left."""

    field_name: str
    page: int
    rectangle: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """A finished paper: its bytes, its number of pages, and its signature field if it has one."""

    pdf: bytes
    page_count: int
    signature: SignaturePlace | None


def render(document: Document) -> RenderedDocument:
    """Return the paper as a tagged archival PDF; the same document always gives the same bytes.

    Raises:
        InvalidInput: a character cannot be printed faithfully; the sentence names it and nothing else.
        ValueError: the blocks ask for something impossible, such as two signatures.
    """
    frame = document.frame
    root = Element("Document")
    head = letter_head(frame, frame.letterhead, root) if frame.letterhead else paper_head(frame, root)
    pieces = [*head, *set_blocks(document.blocks, root, theme.TEXT_WIDTH)]
    pages = paginate_closely(pieces, theme.TEXT_HEIGHT)
    drawn = io.BytesIO()
    canvas = _canvas(drawn)
    for page in pages:
        page.draw(canvas, theme.MARGIN, theme.PAGE_HEIGHT - theme.TOP)
        _draw_footer(canvas, frame, len(pages))
        canvas.next_page()
    canvas.save()
    finished = archive.finish(drawn.getvalue(), canvas, root, frame, document.attachments)
    return RenderedDocument(finished, len(pages), _signature_place(canvas))


def _canvas(file: io.BytesIO) -> TaggedCanvas:
    first_font = Face.REGULAR.files[0]
    font(first_font)
    return TaggedCanvas(
        file,
        pagesize=(theme.PAGE_WIDTH, theme.PAGE_HEIGHT),
        invariant=True,
        pageCompression=0,
        initialFontName=first_font,
    )


def _draw_footer(canvas: TaggedCanvas, frame: DocumentFrame, page_count: int) -> None:
    with canvas.artifact():
        canvas.setStrokeColorRGB(*theme.LINE)
        canvas.setLineWidth(theme.HAIRLINE)
        canvas.line(theme.MARGIN, _FOOTER_TOP, theme.PAGE_WIDTH - theme.MARGIN, _FOOTER_TOP)
    top = _FOOTER_TOP - 4
    if frame.has_page_numbers:
        number = f"Page {canvas.page + 1} of {page_count}"
        right = replace(theme.FOOTER, right=True)
        text_piece(number, right, theme.TEXT_WIDTH, None).draw(canvas, theme.MARGIN, top)
    for piece in _footer_lines(frame):
        piece.draw(canvas, theme.MARGIN, top)
        top -= piece.height


def _footer_lines(frame: DocumentFrame) -> list[Piece]:
    identity = " · ".join(part for part in (frame.service_name, frame.reference, frame.version) if part)
    return [
        text_piece(line, theme.FOOTER, theme.TEXT_WIDTH - 70, None)
        for line in (identity, frame.confidentiality)
        if line
    ]


def _signature_place(canvas: TaggedCanvas) -> SignaturePlace | None:
    if canvas.signature is None:
        return None
    return SignaturePlace(archive.SIGNATURE_FIELD, canvas.signature.page, canvas.signature.rectangle)
