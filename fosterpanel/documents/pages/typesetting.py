"""Turning blocks into pieces: how each block looks, and what it is in the document's structure."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import replace

from fosterpanel.documents.pages import blocks, theme
from fosterpanel.documents.pages.blocks import Block, Run, Text
from fosterpanel.documents.pages.layout import NewPage, Piece, Stack
from fosterpanel.documents.pages.lines import set_in_lines
from fosterpanel.documents.pages.pieces import (
    BoxPiece,
    DrawingPiece,
    HeadingPiece,
    RowPiece,
    RulePiece,
    SignaturePiece,
    TablePiece,
    TextPiece,
)
from fosterpanel.documents.pages.tagging import Element
from fosterpanel.documents.pages.theme import TextStyle

_GAP = 8.0
_INDENT = 20.0
_GUTTER = 10.0
_CELL_PADDING = 4.0
_ROOMY, _SNUG = 12.0, 9.0
_PARAGRAPHS = {"body": theme.BODY, "lead": theme.LEAD, "small": theme.SMALL, "note": theme.NOTE}
_TONES = {
    "soft": (theme.SOFT, theme.ACCENT),
    "good": (theme.GOOD_GROUND, theme.GOOD),
    "warn": (theme.WARN_GROUND, theme.WARN),
    "bad": (theme.BAD_GROUND, theme.BAD),
}


def text_piece(
    text: Text, style: TextStyle, width: float, element: Element | None, gap: float = 0.0
) -> TextPiece:
    """Return text set in a style, with the same gap above and below."""
    target = _target(text)
    return TextPiece(
        lines=set_in_lines(text, style, width),
        style=style,
        width=width,
        element=element.add("Link") if element and target else element,
        target=target,
        gap_before=gap,
        gap_after=gap,
    )


def _target(text: Text) -> str:
    targets = {run.target for run in text} if isinstance(text, tuple) else set()
    return targets.pop() if len(targets) == 1 else ""


def set_blocks(blocks_to_set: Iterable[Block], parent: Element, width: float) -> list[Piece]:
    """Return the pieces of the blocks in reading order, with their elements added to the parent."""
    pieces: list[Piece] = []
    for block in blocks_to_set:
        if isinstance(block, blocks.SignatureBlock | blocks.SignOff) and pieces:
            pieces[-1].keep_with_next = True
        pieces.extend(set_block(block, parent, width))
    return pieces


@functools.singledispatch
def set_block(block: Block, parent: Element, width: float) -> list[Piece]:
    """Return the pieces of one block."""
    raise TypeError(f"No way to set {type(block).__name__} is known.")


@set_block.register
def _(block: blocks.Heading, parent: Element, width: float) -> list[Piece]:
    piece = heading_piece(block.text, block.level, theme.HEADINGS[block.level], parent, width)
    return [replace(piece, gap_before=18.0 if block.level == 2 else 12.0, gap_after=4.0)]


def heading_piece(text: str, level: int, style: TextStyle, parent: Element, width: float) -> HeadingPiece:
    """Return a heading that is never the last thing on a page."""
    return HeadingPiece(
        lines=set_in_lines(text, style, width),
        style=style,
        width=width,
        element=parent.add(f"H{level}"),
        title=text,
        level=level,
        keep_with_next=True,
    )


@set_block.register
def _(block: blocks.Paragraph, parent: Element, width: float) -> list[Piece]:
    return [text_piece(block.text, _PARAGRAPHS[block.style], width, parent.add("P"), _GAP)]


@set_block.register
def _(block: blocks.Quote, parent: Element, width: float) -> list[Piece]:
    quote = parent.add("BlockQuote").add("P")
    inside = text_piece(block.text, theme.BODY, width - _INDENT, quote)
    return [
        BoxPiece(
            inside=inside,
            width=width,
            ground=theme.PAPER,
            bar=theme.LINE,
            padding=(2.0, _INDENT - theme.BAR),
            gap_before=_GAP,
            gap_after=_GAP + 2.0,
        )
    ]


@set_block.register
def _(block: blocks.KeyFacts, parent: Element, width: float) -> list[Piece]:
    facts = parent.add("L", ListNumbering="None")
    column = (width - _GUTTER * (block.columns - 1)) / block.columns
    cells = [_fact(label, value, facts, column) for label, value in block.facts]
    rows: list[Piece] = []
    for first in range(0, len(cells), block.columns):
        placed = [
            (number * (column + _GUTTER), cell)
            for number, cell in enumerate(cells[first : first + block.columns])
        ]
        rows.append(RowPiece(cells=placed, width=width, padding=4.5, rule=_hairline(width)))
    return [Stack(pieces=rows, gap_before=10.0, gap_after=12.0)]


def _hairline(width: float) -> RulePiece:
    return RulePiece(width=width, thickness=theme.HAIRLINE, colour=theme.LINE)


def _fact(label: str, value: Text, facts: Element, width: float) -> Piece:
    fact = facts.add("LI")
    return Stack(
        pieces=[
            text_piece(label, theme.LABEL, width, fact.add("Lbl")),
            text_piece(value, theme.BODY, width, fact.add("LBody")),
        ]
    )


@set_block.register
def _(block: blocks.DecisionBox, parent: Element, width: float) -> list[Piece]:
    section = parent.add("Sect")
    inner = width - 2 * _ROOMY - theme.BAR
    label = replace(theme.SERVICE, colour=theme.ACCENT)
    pieces: list[Piece] = [
        replace(text_piece(block.label, label, inner, section.add("P")), keep_with_next=True),
        replace(
            text_piece(block.verdict, theme.VERDICT, inner, section.add("P")), gap_before=2.0, gap_after=4.0
        ),
    ]
    pieces += [text_piece(line, theme.BODY, inner, section.add("P"), 3.0) for line in block.lines]
    return [_box(pieces, width, "soft", padding=_ROOMY)]


@set_block.register
def _(block: blocks.Callout, parent: Element, width: float) -> list[Piece]:
    note = parent.add("Sect")
    inner = width - 2 * _SNUG - theme.BAR
    title = replace(theme.STRONG, colour=_TONES[block.tone][1])
    pieces: list[Piece] = [
        replace(text_piece(block.title, title, inner, note.add("P")), keep_with_next=True),
        text_piece(block.text, theme.BODY, inner, note.add("P")),
    ]
    return [_box(pieces, width, block.tone, padding=_SNUG)]


def _box(pieces: Sequence[Piece], width: float, tone: blocks.Tone, padding: float) -> Piece:
    ground, bar = _TONES[tone]
    inside = Stack(pieces=pieces)
    return BoxPiece(
        inside=inside,
        width=width,
        ground=ground,
        bar=bar,
        padding=(padding, padding),
        gap_before=10.0,
        gap_after=12.0,
    )


@set_block.register
def _(block: blocks.Bullets, parent: Element, width: float) -> list[Piece]:
    items = parent.add("L", ListNumbering="Disc")
    pieces = [
        _item("•", [(text, theme.BODY)], items, width, is_last=number == len(block.items))
        for number, text in enumerate(block.items, start=1)
    ]
    return _without_single_items(pieces)


@set_block.register
def _(block: blocks.Numbered, parent: Element, width: float) -> list[Piece]:
    items = parent.add("L", ListNumbering="Decimal")
    pieces = [
        _item(f"{block.start + number}.", [(text, theme.BODY)], items, width, number == len(block.items) - 1)
        for number, text in enumerate(block.items)
    ]
    return _without_single_items(pieces)


def _without_single_items(pieces: list[Piece]) -> list[Piece]:
    """Keep the first two and the last two items of a list together, so that none stands alone on a page."""
    for piece in (*pieces[:1], *pieces[-2:-1]):
        piece.keep_with_next = len(pieces) > 1
    return pieces


@set_block.register
def _(block: blocks.Questions, parent: Element, width: float) -> list[Piece]:
    items = parent.add("L", ListNumbering="Decimal")
    pieces = []
    for number, item in enumerate(block.items):
        texts: list[tuple[Text, TextStyle]] = [(item.question, theme.STRONG), (item.answer, theme.BODY)]
        if item.asked_of:
            texts.insert(1, (item.asked_of, theme.NOTE))
        pieces.append(_item(f"{block.start + number}.", texts, items, width, is_last=True))
    return pieces


def _item(
    label: str, texts: Sequence[tuple[Text, TextStyle]], items: Element, width: float, is_last: bool
) -> Piece:
    item = items.add("LI")
    mark = text_piece(label, texts[0][1], _INDENT, item.add("Lbl"))
    body = item.add("LBody")
    paragraphs = [
        text_piece(text, style, width - _INDENT, body.add("P") if len(texts) > 1 else body, gap=2.0)
        for text, style in texts
    ]
    for paragraph in paragraphs[:-1]:
        paragraph.keep_with_next = True
    inside: Piece = Stack(pieces=paragraphs) if len(paragraphs) > 1 else paragraphs[0]
    return RowPiece(
        cells=[(0.0, mark), (_INDENT, inside)],
        width=width,
        gap_before=3.0,
        gap_after=_GAP + 2.0 if is_last else 3.0,
    )


@set_block.register
def _(block: blocks.Table, parent: Element, width: float) -> list[Piece]:
    table = parent.add("Table")
    pieces: list[Piece] = []
    if block.caption:
        caption = text_piece(block.caption, theme.CAPTION, width, table.add("Caption"))
        pieces.append(replace(caption, keep_with_next=True, gap_before=_GAP + 2, gap_after=3.0))
    head = table.add("THead").add("TR")
    body = table.add("TBody")
    pieces.append(
        TablePiece(
            head=_head_row(block, width, head),
            repeated_head=_head_row(block, width, None),
            rows=[_body_row(block, cells, width, body.add("TR")) for cells in block.rows],
            gap_before=_GAP,
            gap_after=14.0,
        )
    )
    return pieces


def _column_places(block: blocks.Table, width: float) -> list[tuple[float, float]]:
    """Return each column's distance from the left and its width."""
    to_share = width - _GUTTER * (len(block.columns) - 1)
    shares = sum(column.share for column in block.columns)
    places, left = [], 0.0
    for column in block.columns:
        places.append((left, to_share * column.share / shares))
        left += places[-1][1] + _GUTTER
    return places


def _head_row(block: blocks.Table, width: float, row: Element | None) -> Piece:
    cells = []
    for column, (left, cell_width) in zip(block.columns, _column_places(block, width), strict=True):
        style = replace(theme.COLUMN_TITLE, right=column.ranged_right)
        cell = row.add("TH", Scope="Column") if row else None
        cells.append((left, text_piece(column.title, style, cell_width, cell)))
    return RowPiece(
        cells=cells,
        width=width,
        padding=_CELL_PADDING,
        rule=RulePiece(width=width, thickness=theme.RULE, colour=theme.ACCENT),
    )


def _body_row(block: blocks.Table, texts: Sequence[Text], width: float, row: Element) -> Piece:
    cells = []
    places = _column_places(block, width)
    for number, (text, column, (left, cell_width)) in enumerate(
        zip(texts, block.columns, places, strict=True)
    ):
        heads_row = block.first_cell_heads_row and number == 0
        cell = row.add("TH", Scope="Row") if heads_row else row.add("TD")
        style = replace(
            theme.CELL, right=column.ranged_right, face=theme.STRONG.face if heads_row else theme.CELL.face
        )
        cells.append((left, text_piece(text, style, cell_width, cell)))
    return RowPiece(cells=cells, width=width, padding=_CELL_PADDING, rule=_hairline(width))


@set_block.register
def _(block: blocks.Figure, parent: Element, width: float) -> list[Piece]:
    figure = parent.add("Figure", block.alternative, Placement="Block")
    drawing = DrawingPiece(
        height=block.height, drawing=block.drawing, width=block.width, element=figure, gap_before=_GAP
    )
    if not block.caption:
        return [replace(drawing, gap_after=_GAP)]
    caption = text_piece(block.caption, theme.NOTE, width, parent.add("Caption"), gap=4.0)
    return [replace(drawing, keep_with_next=True), replace(caption, gap_after=12.0)]


@set_block.register
def _(block: blocks.SignatureBlock, parent: Element, width: float) -> list[Piece]:
    section = parent.add("Sect")
    inner = width - 20.0
    statement = text_piece(block.statement, theme.BODY, width, section.add("P"), gap=12.0)
    words = [
        text_piece("Signed electronically", theme.LABEL, inner, section.add("P")),
        text_piece(block.name, replace(theme.STRONG, size=12, leading=16), inner, section.add("P")),
        text_piece(block.role, theme.BODY, inner, section.add("P")),
        text_piece(block.when, theme.NOTE, inner, section.add("P"), gap=2.0),
    ]
    field = section.add("Form", block.field_description)
    place = SignaturePiece(inside=Stack(pieces=words), width=width, element=field, gap_before=_GAP)
    return [Stack(pieces=[statement, place], whole_below=theme.TEXT_HEIGHT, gap_after=_GAP)]


@set_block.register
def _(block: blocks.SignOff, parent: Element, width: float) -> list[Piece]:
    closing = replace(text_piece(block.closing, theme.BODY, width, parent.add("P")), gap_after=26.0)
    name = text_piece((Run(block.name, bold=True),), theme.BODY, width, parent.add("P"))
    lines = [text_piece(line, theme.BODY, width, parent.add("P")) for line in block.lines]
    return [Stack(pieces=[closing, name, *lines], whole_below=theme.TEXT_HEIGHT, gap_before=12.0)]


@set_block.register
def _(block: blocks.PageBreak, parent: Element, width: float) -> list[Piece]:
    return [NewPage()]


@set_block.register
def _(block: blocks.KeepTogether, parent: Element, width: float) -> list[Piece]:
    inside = set_blocks(block.blocks, parent, width)
    return [
        Stack(
            pieces=inside,
            whole_below=theme.TEXT_HEIGHT,
            keep_with_next=block.with_next,
            gap_before=max(_GAP, inside[0].gap_before),
            gap_after=max(_GAP, inside[-1].gap_after),
        )
    ]
