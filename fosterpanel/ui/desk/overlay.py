"""Something small over the desk that Esc puts away: the search, the list of shortcuts. Never a dialog of its own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from fosterpanel.ui.look import sizes
from fosterpanel.ui.parts.naming import name
from fosterpanel.ui.parts.words import heading

_SHADE = 110


class Overlay(QWidget):
    """Covers the desk with a shade and holds a panel near its top; add to ``body``. Gives the keyboard back on closing.

    ``closed()`` when it was put away.
    """

    closed = Signal()

    def __init__(self, over: QWidget, title: str, *, width: int, has_title: bool = True) -> None:
        super().__init__(over)
        self._over = over
        name(self, title)
        self._width = width
        self._came_from: QWidget | None = None
        self._first: QWidget = self
        self.panel = QFrame(self)
        self.panel.setProperty("kind", "sheet")
        self.body = QVBoxLayout(self.panel)
        self.body.setContentsMargins(*[sizes.px(each) for each in (20, 16, 20, 16)])
        self.body.setSpacing(sizes.px(sizes.MEDIUM))
        if has_title:
            self.body.addWidget(heading(title))
        over.installEventFilter(self)
        self.hide()

    def take_keyboard(self, widget: QWidget) -> None:
        """Give the keyboard to this widget whenever the overlay opens."""
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._first = widget

    def open_over(self) -> None:
        """Show it and take the keyboard."""
        if not self.isVisible():
            self._came_from = QApplication.focusWidget()
        self._settle()
        self.show()
        self.raise_()
        self._first.setFocus()

    def close_over(self) -> None:
        """Put it away and give the keyboard back."""
        if self.isHidden():
            return
        self.hide()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_over()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """So does a press beside the panel."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_over()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep the keyboard inside while it is open."""
        moved = super().focusNextPrevChild(forward)
        focused = QApplication.focusWidget()
        if self.isVisible() and (focused is None or not self.isAncestorOf(focused)):
            self._first.setFocus()
        return moved

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the desk whatever its size becomes."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._settle()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shade what is behind."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, _SHADE))
        painter.end()

    def _settle(self) -> None:
        room = self._over.rect()
        self.setGeometry(room)
        width = min(sizes.px(self._width), room.width() - sizes.px(32))
        top = min(sizes.px(64), room.height() // 10)
        height = min(self._wanted_height(width), room.height() - 2 * top)
        self.panel.setGeometry(QRect((room.width() - width) // 2, top, width, height))

    def _wanted_height(self, width: int) -> int:
        return 1 << 16
