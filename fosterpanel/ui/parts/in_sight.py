"""Keeps what has the keyboard in sight where content scrolls: Qt itself scrolls for Tab, and for nothing else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QScrollArea, QWidget

from fosterpanel.ui.look import sizes


class InSight(QObject):
    """Watches one scroll area: what gets the keyboard comes into sight, and stays there while what is above it grows.

    Somebody who scrolls it out of sight to read something else is left there.
    """

    def __init__(self, area: QScrollArea, content: QWidget) -> None:
        super().__init__(area)
        self._area, self._content = area, content
        self._follows = True
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)
        area.verticalScrollBar().valueChanged.connect(self._scrolled)
        content.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that what scrolls was laid out anew."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize) and self._follows:
            QTimer.singleShot(0, self, self._show)
        return super().eventFilter(watched, event)

    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._area.isAncestorOf(now):
            self._follows = True
            QTimer.singleShot(0, self, self._show)

    def _scrolled(self) -> None:
        focused = self._focused()
        self._follows = focused is None or self._area.viewport().rect().intersects(self._place(focused))

    def _show(self) -> None:
        focused, room = self._focused(), self._area.viewport().height()
        if focused is None or not self._follows:
            return
        air = sizes.px(sizes.SMALL)
        top = focused.mapTo(self._content, QPoint()).y() - air
        bottom = top + focused.height() + 2 * air
        bar = self._area.verticalScrollBar()
        if bottom - top > room:
            # Of words higher than there is room for, Qt brings the line with the cursor into sight.
            if isinstance(focused, QPlainTextEdit):
                self._area.ensureWidgetVisible(focused)
        elif top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + room:
            bar.setValue(bottom - room)

    def _focused(self) -> QWidget | None:
        focused = QApplication.focusWidget()
        return focused if focused is not None and self._content.isAncestorOf(focused) else None

    def _place(self, focused: QWidget) -> QRect:
        return QRect(focused.mapTo(self._area.viewport(), QPoint()), focused.size())
