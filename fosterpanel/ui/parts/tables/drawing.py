"""Drawing a row: a tile, a bold line, the reason under it, a pill, a button; and the ring round the current row."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from fosterpanel.ui.look import fonts, icons, sizes, theme
from fosterpanel.ui.look.ring import paint_inner_edge
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.pill import USUAL_ICONS, paint_pill
from fosterpanel.ui.parts.tables import blocks
from fosterpanel.ui.parts.tables.blocks import Block
from fosterpanel.ui.parts.tables.columns import Column
from fosterpanel.ui.parts.tables.model import ListModel

Index = QModelIndex | QPersistentModelIndex
_MIDDLE_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class RowDrawing(QStyledItemDelegate):
    """Draws every cell of a table.

    ``wraps`` lets lines go on below; otherwise a long one ends in "…" and its tooltip has the rest. ``is_narrow``
    draws the whole row in the first column, for a window too small for columns.
    """

    def __init__(self, view: QTableView, model: ListModel[Any]) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self.wraps = True
        self.is_narrow = False
        self.hovered_row = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height its words need in the width the column has."""
        column, row = self._cell(index)
        width = self._view.columnWidth(index.column())
        if self.is_narrow:
            return QSize(width, blocks.stacked_height(self._model.columns, row, width))
        least = blocks.least_row_height()
        if not self.wraps or column.is_act or blocks.tone_of(column, row) is not None:
            return QSize(width, least)
        words = blocks.words_place(column, QRect(0, 0, width, least))
        height = blocks.words_height(column, row, words.width())
        return QSize(width, max(least, height + 2 * sizes.px(blocks.PADDING)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, content, dividing line and ring."""
        painter.save()
        painter.setClipRect(_place(option))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, index)
        row = self._model.row(index.row())
        for block in self._blocks(index, _place(option)):
            self._paint_block(painter, block, row, is_hovered=self.hovered_row == index.row())
        self._paint_edges(painter, option, index)
        painter.restore()

    def act_place(self, index: Index, place: QRect) -> QRect:
        """Where in a cell the row's button is drawn; nowhere when the cell has none."""
        row = self._model.row(index.row())
        for block in self._blocks(index, place):
            if block.column.is_act and block.column.text(row):
                return _button_place(block, row)
        return QRect()

    def _blocks(self, index: Index, place: QRect) -> list[Block]:
        column, row = self._cell(index)
        if self.is_narrow:
            return blocks.stacked_blocks(self._model.columns, row, place)
        return [Block(column, place)]

    def _paint_block(self, painter: QPainter, block: Block, row: Any, *, is_hovered: bool) -> None:
        text, tone = block.column.text(row), blocks.tone_of(block.column, row)
        if block.column.is_act:
            if text:
                _paint_button(painter, _button_place(block, row), text, is_hovered=is_hovered)
        elif tone is not None:
            if text:
                icon = block.column.pill_icon(row) if block.column.pill_icon else USUAL_ICONS.get(tone, "")
                indent = self._paint_title(painter, block, text) if block.is_below else sizes.px(blocks.EDGE)
                paint_pill(painter, block.place.adjusted(indent, 0, -sizes.px(4), 0), text, tone, icon)
        elif block.is_below:
            self._paint_line(
                painter,
                block.place,
                blocks.titled(block.column, row),
                fonts.font(sizes.SECONDARY),
                theme.current().muted,
            )
        else:
            self._paint_words(painter, block.place, block.column, row)

    def _paint_title(self, painter: QPainter, block: Block, text: str) -> int:
        """Say before a pill below what it is about, where there is room for both; how far the pill is moved."""
        width = blocks.title_width(block.column, text, block.place.width())
        if width:
            painter.setFont(fonts.font(sizes.SECONDARY))
            painter.setPen(QColor(theme.current().muted))
            painter.drawText(block.place, _MIDDLE_LEFT, f"{block.column.title}:")
        return width

    def _paint_words(self, painter: QPainter, place: QRect, column: Column[Any], row: Any) -> None:
        if column.icon is not None:
            _paint_tile(painter, place, *column.icon(row))
        words = blocks.words_place(column, place)
        if self.wraps:
            height = blocks.words_height(column, row, words.width())
        else:
            height = _unwrapped_height(column, row)
        words.setTop(place.top() + max(sizes.px(4), (place.height() - height) // 2))
        tokens = theme.current()
        first = blocks.first_font(column)
        words.setTop(self._paint_line(painter, words, column.text(row), first, tokens.ink))
        if column.why is not None:
            self._paint_line(painter, words, column.why(row), fonts.font(sizes.SECONDARY), tokens.muted)

    def _paint_line(self, painter: QPainter, place: QRect, text: str, font: QFont, colour: str) -> int:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        if self.wraps or self.is_narrow:
            painter.drawText(place, blocks.WRAPPED, text)
            return place.top() + blocks.wrapped_height(font, text, place.width())
        metrics = painter.fontMetrics()
        line = QRect(place.topLeft(), QSize(place.width(), metrics.height()))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(line, _MIDDLE_LEFT, shown)
        return line.bottom() + 1

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        is_chosen = bool(_state(option) & QStyle.StateFlag.State_Selected)
        if is_chosen or self._is_current(index):
            painter.fillRect(_place(option), QColor(theme.current().soft_ink_ground))

    def _paint_edges(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, place = theme.current(), _place(option)
        line = QRect(place.left(), place.bottom() + 1 - tokens.line_width, place.width(), tokens.line_width)
        painter.fillRect(line, QColor(tokens.line))
        several = self._view.selectionMode() is QTableView.SelectionMode.ExtendedSelection
        if several and index.column() == 0 and _state(option) & QStyle.StateFlag.State_Selected:
            painter.fillRect(place.left(), place.top(), sizes.px(4), place.height(), QColor(tokens.accent))
        if self._is_current(index) and self._view.hasFocus():
            self._paint_ring(painter, place, index)

    def _paint_ring(self, painter: QPainter, place: QRect, index: Index) -> None:
        last = 0 if self.is_narrow else self._model.columnCount() - 1
        beyond = 4 * sizes.RING
        ring = place.adjusted(1, 1, -2, -3)
        ring.adjust(-beyond if index.column() > 0 else 0, 0, beyond if index.column() < last else 0, 0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.current().focus), sizes.RING))
        painter.drawRoundedRect(ring, 4, 4)
        paint_inner_edge(painter, QRectF(ring).adjusted(2, 2, -1, -1), 3)

    def _is_current(self, index: Index) -> bool:
        return self._view.currentIndex().row() == index.row()

    def _cell(self, index: Index) -> tuple[Column[Any], Any]:
        return self._model.columns[index.column()], self._model.row(index.row())


def _button_place(block: Block, row: Any) -> QRect:
    words = QFontMetrics(fonts.font(bold=True)).horizontalAdvance(block.column.text(row))
    room = block.place.width() - (0 if block.is_below else sizes.px(blocks.EDGE))
    button = QRect(0, 0, min(words + 2 * sizes.px(14), room), sizes.px(sizes.CONTROL))
    button.moveCenter(block.place.center())
    if block.is_below:
        button.moveLeft(block.place.left())
    else:
        button.moveRight(block.place.right() - sizes.px(blocks.EDGE))
    return button


def _paint_button(painter: QPainter, place: QRect, text: str, *, is_hovered: bool) -> None:
    tokens = theme.current()
    painter.setBrush(QColor(tokens.ground if is_hovered else tokens.surface))
    painter.setPen(QPen(QColor(tokens.control_line if is_hovered else tokens.line), tokens.line_width))
    painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), sizes.px(sizes.RADIUS), sizes.px(sizes.RADIUS))
    painter.setFont(fonts.font(bold=True))
    painter.setPen(QColor(tokens.ink))
    painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), text)


def _paint_tile(painter: QPainter, place: QRect, name: str, tone: Tone) -> None:
    tokens = theme.current()
    tile = QRect(place.left() + sizes.px(blocks.EDGE), 0, sizes.px(sizes.TILE), sizes.px(28))
    tile.moveTop(place.center().y() - tile.height() // 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.ground_of(tone)))
    painter.drawRoundedRect(tile, sizes.px(5), sizes.px(5))
    drawing = QRect(0, 0, sizes.px(sizes.ICON), sizes.px(sizes.ICON))
    drawing.moveCenter(tile.center())
    icons.paint(painter, drawing, name, tokens.of(tone))


def _unwrapped_height(column: Column[Any], row: Any) -> int:
    height = QFontMetrics(blocks.first_font(column)).height()
    if column.why is not None and column.why(row):
        height += QFontMetrics(fonts.font(sizes.SECONDARY)).height()
    return height


def _place(option: QStyleOptionViewItem) -> QRect:
    return QRect(option.rect)


def _state(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    state: QStyle.StateFlag = option.state
    return state
