"""The running order on screen: walked with the arrows, moved with the mouse or by keys, times alongside."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QWidget

from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.look import fonts, sizes, theme
from fosterpanel.ui.pages.meetings.agenda.lines import LineDrawing, Places
from fosterpanel.ui.pages.meetings.agenda.list_view import (
    AGENDA_LINE,
    WAITING_ITEM,
    DrawnList,
    Rows,
    WholeList,
)
from fosterpanel.ui.pages.meetings.agenda.words import line_sentence
from fosterpanel.workflow.agendas.agenda_desk import AgendaLine

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RunningOrderList(DrawnList):
    """Says what the person wants of a line. Signals, with places counted from 0.

    ``shifted(from, to)`` a line is to stand at another place, ``put(item id, place)`` a waiting item was dropped
    before a place, ``taken_off(place)``, ``opened()`` its particulars are asked for.
    """

    shifted = Signal(int, int)
    put = Signal(str, int)
    taken_off = Signal(int)
    opened = Signal()

    def __init__(self) -> None:
        rows = Rows(AGENDA_LINE, _key, line_sentence, takes=(WAITING_ITEM, AGENDA_LINE))
        super().__init__(rows, LineDrawing(), "Running order")
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(True)
        rows.dropped.connect(self._take_dropped)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move or take off the line, or open its particulars."""
        pressed, place = QKeySequence(event.keyCombination()), self.currentIndex().row()
        if place < 0:
            super().keyPressEvent(event)
        elif pressed == Shortcuts.EARLIER.sequence():
            self.shift(place, place - 1)
        elif pressed == Shortcuts.LATER.sequence():
            self.shift(place, place + 1)
        elif pressed == Shortcuts.TAKE_OFF.sequence():
            self.taken_off.emit(place)
        elif event.key() in _ENTER:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens the particulars."""
        if self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit()

    def shift(self, place: int, to: int) -> None:
        """Ask that a line stands at another place, where there is one."""
        if self.rows.can_drag and place != to and 0 <= to < self.rows.rowCount():
            self.shifted.emit(place, to)

    def _take_dropped(self, kind: str, key: str, before: int) -> None:
        if kind == WAITING_ITEM:
            self.put.emit(key, before)
            return
        place = self.rows.place_of(key)
        self.shift(place, before - 1 if before > place else before)


class OrderHead(QWidget):
    """The titles over the running order, where its parts stand side by side. The rows say the same in words."""

    def __init__(self, order: RunningOrderList) -> None:
        super().__init__()
        self._order = order
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A line of small print."""
        height = QFontMetrics(fonts.font(sizes.SECONDARY, bold=True)).height() + sizes.px(16)
        return QSize(1, height if Places(self._order.viewport().width()).is_wide else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each title over its part."""
        at, tokens = Places(self._order.viewport().width()), theme.current()
        if not at.is_wide:
            return
        painter = QPainter(self)
        painter.setFont(fonts.font(sizes.SECONDARY, bold=True))
        painter.setPen(QColor(tokens.muted))
        titles = [("Time", at.time), ("Item", at.item), ("Attending", at.attending)]
        # Once the meeting has begun there is no quorum to expect.
        titles += [("Quorum", at.quorum)] if self._order.rows.can_drag else []
        for words, (left, width) in titles:
            painter.drawText(QRect(left, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
        painter.setPen(QPen(QColor(tokens.line), tokens.line_width))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.end()

    def fit(self) -> None:
        """Take the room the titles need at the width there is now."""
        self.updateGeometry()
        self.update()


class OrderWithHead(WholeList):
    """The running order under its titles."""

    def __init__(self) -> None:
        self.order = RunningOrderList()
        self.head = OrderHead(self.order)
        super().__init__(self.order, self.head)
        self.order.resized.connect(self.head.fit)


def _key(line: AgendaLine) -> str:
    # Two breaks of one length are alike but for where they stand.
    return f"{line.timed.number}"
