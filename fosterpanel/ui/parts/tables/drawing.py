"""Drawing a row: a tile, a bold line, the reason under it, a pill, a button; and the ring round the current row."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from fosterpanel.ui.look import fonts, icons, sizes, theme
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.pill import USUAL_ICONS, paint_pill
from fosterpanel.ui.parts.tables.columns import Column
from fosterpanel.ui.parts.tables.model import ListModel

_EDGE = 10
_PADDING = 9
_LEAST_ROW = 55
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
_MIDDLE_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


def least_row_height() -> int:
    """The height of a row of two lines that do not wrap."""
    lines = QFontMetrics(fonts.font(bold=True)).height() + QFontMetrics(fonts.font(sizes.SECONDARY)).height()
    return max(sizes.px(_LEAST_ROW), lines + 2 * sizes.px(_PADDING))


class RowDrawing(QStyledItemDelegate):
    """Draws every cell of a table. ``wraps`` lets lines go on below; otherwise a long one ends in "…"."""

    wraps = True

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self.hovered_act: QPersistentModelIndex | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The height its words need in the width the column has."""
        column, row = _cell(index)
        least = least_row_height()
        width = _of(option, "rect").width() or self._column_width(index)
        if not self.wraps or column.is_act or _tone(column, row) is not None:
            return QSize(width, least)
        words = self._words_place(column, QRect(0, 0, width, 1 << 16))
        return QSize(width, max(least, _words_height(column, row, words.width()) + 2 * sizes.px(_PADDING)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw ground, content, dividing line and ring."""
        column, row = _cell(index)
        place: QRect = _of(option, "rect")
        painter.save()
        painter.setClipRect(place)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, index)
        if column.is_act:
            self._paint_act(painter, place, column.text(row), index)
        elif (tone := _tone(column, row)) is not None:
            icon = column.pill_icon(row) if column.pill_icon else USUAL_ICONS.get(tone, "")
            room = place.adjusted(sizes.px(_EDGE), 0, -sizes.px(4), 0)
            if text := column.text(row):
                paint_pill(painter, room, text, tone, icon)
        else:
            self._paint_words(painter, place, column, row)
        painter.restore()

    def act_place(self, place: QRect, text: str) -> QRect:
        """Where in a cell its button is drawn: at the right, in the middle."""
        metrics = QFontMetrics(fonts.font(bold=True))
        width = min(metrics.horizontalAdvance(text) + 2 * sizes.px(14), place.width() - sizes.px(_EDGE))
        button = QRect(0, 0, width, sizes.px(sizes.CONTROL))
        button.moveCenter(place.center())
        button.moveRight(place.right() - sizes.px(_EDGE))
        return button

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tokens, place, state = theme.current(), _of(option, "rect"), _of(option, "state")
        is_current = self._view.currentIndex().row() == index.row()
        if is_current or state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, QColor(tokens.soft_ink_ground))
        painter.setPen(QPen(QColor(tokens.line), tokens.line_width))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        if state & QStyle.StateFlag.State_Selected and index.column() == 0:
            painter.fillRect(place.left(), place.top(), sizes.px(4), place.height(), QColor(tokens.accent))
        if is_current and self._view.hasFocus():
            self._paint_ring(painter, place, index)

    def _paint_ring(
        self, painter: QPainter, place: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        last = index.model().columnCount() - 1
        ring = place.adjusted(1, 1, -2, -2)
        beyond = 4 * sizes.RING
        ring.adjust(-beyond if index.column() > 0 else 0, 0, beyond if index.column() < last else 0, 0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.current().focus), sizes.RING))
        painter.drawRoundedRect(ring, 4, 4)

    def _paint_words(self, painter: QPainter, place: QRect, column: Column[Any], row: Any) -> None:
        if column.icon is not None:
            _paint_tile(painter, place, *column.icon(row))
        words = self._words_place(column, place)
        height = _words_height(column, row, words.width()) if self.wraps else _unwrapped_height(column, row)
        words.setTop(place.top() + max(sizes.px(4), (place.height() - height) // 2))
        tokens = theme.current()
        first_font = _first_font(column)
        words.setTop(self._paint_line(painter, words, column.text(row), first_font, tokens.ink))
        if column.why is not None:
            self._paint_line(painter, words, column.why(row), fonts.font(sizes.SECONDARY), tokens.muted)

    def _paint_line(self, painter: QPainter, place: QRect, text: str, font: QFont, colour: str) -> int:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        metrics = painter.fontMetrics()
        if self.wraps:
            painter.drawText(place, _WRAPPED, text)
            return place.top() + _wrapped_height(font, text, place.width())
        line = QRect(place.topLeft(), QSize(place.width(), metrics.height()))
        painter.drawText(
            line, _MIDDLE_LEFT, metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        )
        return line.bottom() + 1

    def _paint_act(
        self, painter: QPainter, place: QRect, text: str, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if not text:
            return
        tokens = theme.current()
        is_hovered = self.hovered_act is not None and self.hovered_act == index
        painter.setBrush(QColor(tokens.ground if is_hovered else tokens.surface))
        painter.setPen(QPen(QColor(tokens.control_line if is_hovered else tokens.line), tokens.line_width))
        button = self.act_place(place, text)
        painter.drawRoundedRect(button.adjusted(0, 0, -1, -1), sizes.px(sizes.RADIUS), sizes.px(sizes.RADIUS))
        painter.setFont(fonts.font(bold=True))
        painter.setPen(QColor(tokens.ink))
        painter.drawText(button, int(Qt.AlignmentFlag.AlignCenter), text)

    def _words_place(self, column: Column[Any], place: QRect) -> QRect:
        left = sizes.px(_EDGE + sizes.TILE + 20) if column.icon is not None else sizes.px(_EDGE)
        return place.adjusted(left, 0, -sizes.px(_EDGE), 0)

    def _column_width(self, index: QModelIndex | QPersistentModelIndex) -> int:
        return self._view.columnWidth(index.column())


def _paint_tile(painter: QPainter, place: QRect, name: str, tone: Tone) -> None:
    tile = QRect(place.left() + sizes.px(_EDGE), 0, sizes.px(sizes.TILE), sizes.px(28))
    tile.moveTop(place.center().y() - tile.height() // 2)
    tokens = theme.current()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.ground_of(tone)))
    painter.drawRoundedRect(tile, sizes.px(5), sizes.px(5))
    drawing = QRect(0, 0, sizes.px(sizes.ICON), sizes.px(sizes.ICON))
    drawing.moveCenter(tile.center())
    icons.paint(painter, drawing, name, tokens.of(tone))


def _first_font(column: Column[Any]) -> QFont:
    return fonts.font(bold=column.is_bold or column.why is not None)


def _wrapped_height(font: QFont, text: str, width: int) -> int:
    return QFontMetrics(font).boundingRect(QRect(0, 0, max(1, width), 1 << 16), _WRAPPED, text).height()


def _words_height(column: Column[Any], row: Any, width: int) -> int:
    height = _wrapped_height(_first_font(column), column.text(row), width)
    if column.why is not None:
        height += _wrapped_height(fonts.font(sizes.SECONDARY), column.why(row), width)
    return height


def _unwrapped_height(column: Column[Any], row: Any) -> int:
    height = QFontMetrics(_first_font(column)).height()
    if column.why is not None and column.why(row):
        height += QFontMetrics(fonts.font(sizes.SECONDARY)).height()
    return height


def _cell(index: QModelIndex | QPersistentModelIndex) -> tuple[Column[Any], Any]:
    model = index.model()
    assert isinstance(model, ListModel)
    return model.columns[index.column()], model.row(index.row())


def _tone(column: Column[Any], row: Any) -> Tone | None:
    return column.tone(row) if column.tone is not None else None


def _of(option: QStyleOptionViewItem, name: str) -> Any:
    # The stubs leave out what a style option inherits.
    return getattr(option, name)
