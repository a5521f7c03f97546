"""Two columns and tighter tables, for a page that is looked over rather than read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from fosterpanel.documents.pages import Block, Column, KeepTogether, Table, Text, theme
from fosterpanel.documents.pages.layout import Piece, Stack
from fosterpanel.documents.pages.pieces import RowPiece, RulePiece, TablePiece
from fosterpanel.documents.pages.tagging import Element
from fosterpanel.documents.pages.typesetting import set_block, set_blocks, text_piece

GUTTER: Final = 20.0
LEFT_WIDTH: Final = (theme.TEXT_WIDTH - GUTTER) * 0.56
RIGHT_WIDTH: Final = theme.TEXT_WIDTH - GUTTER - LEFT_WIDTH
_CELL: Final = theme.TextStyle(size=8.5, leading=11)
_CELL_PADDING: Final = 2.5
_CELL_GUTTER: Final = 6.0


@dataclass(frozen=True, slots=True)
class SideBySide(KeepTogether):
    """Blocks in a left column, read first, and blocks in a narrower right column."""

    right: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class DenseTable(Table):
    """A table in small type with little space between its rows; its first cells head their rows."""


@set_block.register
def _(block: SideBySide, parent: Element, width: float) -> list[Piece]:
    left = Stack(pieces=set_blocks(block.blocks, parent, LEFT_WIDTH))
    right = Stack(pieces=set_blocks(block.right, parent, RIGHT_WIDTH))
    cells: list[tuple[float, Piece]] = [(0.0, left), (LEFT_WIDTH + GUTTER, right)]
    return [RowPiece(cells=cells, width=width, gap_before=18.0)]


@set_block.register
def _(block: DenseTable, parent: Element, width: float) -> list[Piece]:
    table = parent.add("Table")
    head, body = table.add("THead").add("TR"), table.add("TBody")
    titles = [column.title for column in block.columns]
    title = replace(_CELL, face=theme.COLUMN_TITLE.face, colour=theme.MUTED)
    rows = [_row(block.columns, cells, _CELL, width, body.add("TR")) for cells in block.rows]
    shown = _row(block.columns, titles, title, width, head, is_head=True)
    repeated = _row(block.columns, titles, title, width, None, is_head=True)
    return [TablePiece(head=shown, repeated_head=repeated, rows=rows, gap_before=6.0, gap_after=10.0)]


def _row(
    columns: Sequence[Column],
    texts: Sequence[Text],
    style: theme.TextStyle,
    width: float,
    row: Element | None,
    *,
    is_head: bool = False,
) -> RowPiece:
    cells: list[tuple[float, Piece]] = []
    left, unit = 0.0, (width - _CELL_GUTTER * (len(columns) - 1)) / sum(column.share for column in columns)
    for column, text in zip(columns, texts, strict=True):
        cell = _cell(row, is_head=is_head, is_first=not cells)
        in_style = replace(style, right=column.ranged_right)
        cells.append((left, text_piece(text, in_style, unit * column.share, cell)))
        left += unit * column.share + _CELL_GUTTER
    thickness, colour = (theme.RULE, theme.ACCENT) if is_head else (theme.HAIRLINE, theme.LINE)
    rule = RulePiece(width=width, thickness=thickness, colour=colour)
    return RowPiece(cells=cells, width=width, padding=_CELL_PADDING, rule=rule)


def _cell(row: Element | None, *, is_head: bool, is_first: bool) -> Element | None:
    if row is None:
        return None
    if is_head:
        return row.add("TH", Scope="Column")
    return row.add("TH", Scope="Row") if is_first else row.add("TD")
