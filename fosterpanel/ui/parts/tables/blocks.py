"""Where the words, pills and buttons of a row stand: side by side in columns, or below each other when narrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

from fosterpanel.ui.look import fonts, sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.pill import pill_size
from fosterpanel.ui.parts.tables.columns import Column

EDGE = 10
PADDING = 9
WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
_LEAST_ROW = 55
_GAP = 6
_ENDLESS = 1 << 16


@dataclass(frozen=True, slots=True)
class Block:
    """One column's part of a row and where it stands; ``is_below`` when it stands under the first column's."""

    column: Column[Any]
    place: QRect
    is_below: bool = False


def least_row_height() -> int:
    """The height of a row of two lines that do not wrap."""
    lines = QFontMetrics(fonts.font(bold=True)).height() + QFontMetrics(fonts.font(sizes.SECONDARY)).height()
    return max(sizes.px(_LEAST_ROW), lines + 2 * sizes.px(PADDING))


def tone_of(column: Column[Any], row: Any) -> Tone | None:
    """The tone of a cell that is a pill."""
    return column.tone(row) if column.tone is not None else None


def words_place(column: Column[Any], place: QRect) -> QRect:
    """Where the words of a cell stand, beside its tile if it has one."""
    left = sizes.px(EDGE + sizes.TILE + 20) if column.icon is not None else sizes.px(EDGE)
    return place.adjusted(left, 0, -sizes.px(EDGE), 0)


def first_font(column: Column[Any]) -> QFont:
    """The typeface of a cell's first line."""
    return fonts.font(bold=column.is_bold or column.why is not None)


def wrapped_height(font: QFont, text: str, width: int) -> int:
    """How high words are when wrapped at a width."""
    return QFontMetrics(font).boundingRect(QRect(0, 0, max(1, width), _ENDLESS), WRAPPED, text).height()


def words_height(column: Column[Any], row: Any, width: int) -> int:
    """How high both lines of a cell are when wrapped at a width."""
    height = wrapped_height(first_font(column), column.text(row), width)
    if column.why is not None and (why := column.why(row)):
        height += wrapped_height(fonts.font(sizes.SECONDARY), why, width)
    return height


def stacked_blocks(columns: Sequence[Column[Any]], row: Any, place: QRect) -> list[Block]:
    """The first column's words, and every other column that has something to say below them."""
    first, *others = columns
    words = words_place(first, place)
    height = words_height(first, row, words.width()) + 2 * sizes.px(PADDING)
    blocks = [Block(first, QRect(place.left(), place.top(), place.width(), height))]
    top = place.top() + height - sizes.px(PADDING) + sizes.px(_GAP)
    for column in others:
        if not column.text(row):
            continue
        below = QRect(words.left(), top, words.width(), _height_below(column, row, words.width()))
        blocks.append(Block(column, below, is_below=True))
        top = below.bottom() + 1 + sizes.px(_GAP)
    return blocks


def stacked_height(columns: Sequence[Column[Any]], row: Any, width: int) -> int:
    """How high a row is when its columns stand below each other."""
    last = stacked_blocks(columns, row, QRect(0, 0, width, _ENDLESS))[-1]
    return max(least_row_height(), last.place.bottom() + 1 + (sizes.px(PADDING) if last.is_below else 0))


def _height_below(column: Column[Any], row: Any, width: int) -> int:
    if column.is_act:
        return sizes.px(sizes.CONTROL)
    if tone_of(column, row) is not None:
        return pill_size(column.text(row), has_icon=True).height()
    return wrapped_height(fonts.font(sizes.SECONDARY), titled(column, row), width)


def title_width(column: Column[Any], text: str, room: int) -> int:
    """How wide a column's title is before a pill, with the gap; nothing where both do not fit."""
    if not column.title:
        return 0
    title = QFontMetrics(fonts.font(sizes.SECONDARY)).horizontalAdvance(f"{column.title}: ")
    return title if title + pill_size(text, has_icon=True).width() <= room else 0


def titled(column: Column[Any], row: Any) -> str:
    """A cell with its column's title, for where the title is not above it."""
    both = [column.text(row), column.why(row) if column.why is not None else ""]
    said = " · ".join(each for each in both if each)
    return f"{column.title}: {said}" if column.title else said
