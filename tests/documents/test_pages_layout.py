"""Breaking text into lines and pieces into pages loses nothing and never overflows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosterpanel.documents.pages import theme
from fosterpanel.documents.pages.blocks import Run
from fosterpanel.documents.pages.layout import Piece, Stack, paginate
from fosterpanel.documents.pages.lines import Line, set_in_lines
from fosterpanel.documents.pages.pieces import TextPiece

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
