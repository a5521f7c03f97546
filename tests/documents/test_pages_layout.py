"""Breaking text into lines and pieces into pages loses nothing and never overflows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosterpanel.documents.pages import theme
from fosterpanel.documents.pages.blocks import Block, Bullets, Heading, KeepTogether, Paragraph, Run
from fosterpanel.documents.pages.layout import Piece, Stack, paginate, paginate_closely
from fosterpanel.documents.pages.lines import Line, set_in_lines
from fosterpanel.documents.pages.pieces import TablePiece, TextPiece
from fosterpanel.documents.pages.tagging import Element
from fosterpanel.documents.pages.typesetting import set_blocks

_LETTERS = "ab £ŵ ✓–\n iW"


def _said(lines: tuple[Line, ...]) -> str:
    return "".join(stretch.text for line in lines for stretch in line.stretches)


@given(st.text(_LETTERS, max_size=80), st.floats(30, 200))
def test_lines_keep_every_letter_and_stay_in_their_width(text: str, width: float) -> None:
    lines = set_in_lines(text, theme.BODY, width)
    assert all(line.width <= width + 0.001 for line in lines)
    assert _said(lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")


@given(st.lists(st.text("ab ", max_size=9), min_size=1, max_size=6))
def test_emphasis_inside_a_word_does_not_break_it(parts: list[str]) -> None:
    plain = set_in_lines("".join(parts), theme.BODY, 500)
    runs = tuple(Run(part, muted=number % 2 == 1) for number, part in enumerate(parts))
    assert _said(set_in_lines(runs, theme.BODY, 500)) == _said(plain)


def _text(count: int, keep: bool) -> TextPiece:
    lines = [Line((), 0.0)] * count
    return TextPiece(
        lines=lines, style=theme.BODY, width=100, element=None, keep_with_next=keep, gap_before=8
    )


def _lines_in(piece: Piece) -> int:
    if isinstance(piece, Stack):
        return sum(map(_lines_in, piece.pieces))
    assert isinstance(piece, TextPiece)
    return len(piece.lines)


@given(st.lists(st.tuples(st.integers(1, 90), st.booleans()), min_size=1, max_size=25))
def test_pages_hold_every_line_and_no_more_than_fits(texts: list[tuple[int, bool]]) -> None:
    room = 40 * theme.BODY.leading
    pages = paginate([_text(count, keep) for count, keep in texts], room)
    assert sum(map(_lines_in, pages)) == sum(count for count, _ in texts)
    assert all(0 < page.height <= room + 0.01 for page in pages)


def test_what_is_higher_than_a_page_and_cannot_be_split_is_refused() -> None:
    with pytest.raises(ValueError, match="higher than a page"):
        paginate([Piece(height=900)], 700)


@given(st.integers(2, 60), st.integers(0, 39))
def test_no_row_of_a_table_stands_alone_on_a_page(rows: int, lines_before: int) -> None:
    row = _text(1, keep=False)
    table = TablePiece(head=row, repeated_head=row, rows=[row] * rows)
    before = [_text(lines_before, keep=False)] if lines_before else []
    parts = [
        piece
        for page in paginate([*before, table], 40 * theme.BODY.leading)
        if isinstance(page, Stack)
        for piece in page.pieces
        if isinstance(piece, TablePiece)
    ]
    assert sum(len(part.rows) for part in parts) == rows
    assert all(len(part.rows) >= 2 for part in parts)


def _set(*blocks: Block) -> list[Piece]:
    return set_blocks(blocks, Element("Document"), theme.TEXT_WIDTH)


def _on_pages(pieces: list[Piece], room: float) -> list[int]:
    return [len(page.pieces) for page in paginate(pieces, room) if isinstance(page, Stack)]


def test_the_first_and_the_last_two_items_of_a_list_stay_together() -> None:
    items = _set(Bullets(tuple(f"Item {number}" for number in range(6))))
    whole = Stack(pieces=items).height
    assert _on_pages(items, whole - 1) == [4, 2]
    above = _text(10, keep=False)
    room_for_one = Stack(pieces=[above, items[0]]).height + 1
    assert _on_pages([above, *items], room_for_one)[0] == 1
    assert _on_pages(_set(Bullets(("Only one",))), whole) == [1]


def test_blocks_kept_with_what_follows_take_the_gaps_they_hold() -> None:
    heading, paragraph = Heading("Part"), Paragraph("Words")
    (kept,) = _set(KeepTogether((heading, paragraph), with_next=True))
    assert kept.keep_with_next
    assert kept.gap_before == _set(heading)[0].gap_before


def test_gaps_close_only_where_that_spares_a_page_that_is_hardly_filled() -> None:
    texts: list[Piece] = [_text(3, keep=False) for _ in range(10)]
    whole = Stack(pieces=texts).height
    assert len(paginate_closely(texts, whole)) == 1
    (page,) = paginate_closely(texts, whole - 20)
    assert page.height < whole - 20
    assert len(paginate(texts, whole - 20)) == 2
    split = paginate_closely(texts, whole * 0.6)
    assert [one.height for one in split] == [one.height for one in paginate(texts, whole * 0.6)]
