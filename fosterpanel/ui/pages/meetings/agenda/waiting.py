"""The items that wait for a meeting, as cards: Enter or a drag puts one on the agenda."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from fosterpanel.ui.look import fonts, sizes, theme
from fosterpanel.ui.pages.meetings.agenda.list_view import WAITING_ITEM, DrawnList, Index, Rows
from fosterpanel.ui.pages.meetings.agenda.painting import (
    bold_height,
    of,
    paint_card,
    paint_pills,
    paint_text,
    pills_height,
    small_height,
    width_for,
)
from fosterpanel.ui.pages.meetings.agenda.words import (
    waiting_pills,
    waiting_sentence,
    waiting_title,
    waiting_why,
)
from fosterpanel.workflow.agendas.waiting_items import WaitingItem

_EDGE = 11
_PADDING = 9
_GAP = 8
_ABOVE_PILLS = 5
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CardDrawing(QStyledItemDelegate):
    """What it is, its clock, and pills."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its words in the width of the list."""
        waiting: WaitingItem = index.data(Qt.ItemDataRole.UserRole)
        width = width_for(option)
        inside = width - 2 * sizes.px(_EDGE)
        height = (
            bold_height(waiting_title(waiting), inside)
            + small_height(waiting_why(waiting), inside)
            + pills_height(waiting_pills(waiting), inside)
        )
        return QSize(width, height + sizes.px(2 * _PADDING + _ABOVE_PILLS + _GAP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the card."""
        waiting: WaitingItem = index.data(Qt.ItemDataRole.UserRole)
        place = QRect(of(option, "rect")).adjusted(2, 2, -2, -sizes.px(_GAP) + 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_card(painter, option, place)
        edge = sizes.px(_EDGE) - 2
        inside = place.adjusted(edge, sizes.px(_PADDING) - 2, -edge, 0)
        tokens, second = theme.current(), fonts.font(sizes.SECONDARY)
        inside.setTop(paint_text(painter, inside, waiting_title(waiting), fonts.font(bold=True), tokens.ink))
        inside.setTop(
            paint_text(painter, inside, waiting_why(waiting), second, tokens.muted) + sizes.px(_ABOVE_PILLS)
        )
        paint_pills(painter, inside, waiting_pills(waiting))
        painter.restore()


class WaitingList(DrawnList):
    """``chosen(item id)`` on Enter or a double click."""

    chosen = Signal(str)

    def __init__(self) -> None:
        rows = Rows(WAITING_ITEM, lambda waiting: waiting.item.id, waiting_sentence)
        super().__init__(rows, CardDrawing(), "Waiting items")
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter puts the item on the agenda."""
        if event.key() in _ENTER and self.current() is not None:
            self.chosen.emit(self.current().item.id)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """So does a double click."""
        if self.indexAt(event.position().toPoint()).isValid():
            self.chosen.emit(self.current().item.id)
