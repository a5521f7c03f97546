"""Keeps what has the keyboard in sight where content scrolls: Qt itself scrolls for Tab, and for nothing else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QPlainTextEdit, QScrollArea, QWidget

from fosterpanel.ui.look import sizes


class InSight(QObject):
    """Watches one scroll area: what gets the keyboard comes into sight, and stays there while what is above it grows.

    Somebody who scrolls it out of sight to read something else is left there.
    """

    def __init__(self, area: QScrollArea, content: QWidget) -> None:
        super().__init__(area)
        self._area, self._content = area, content
        self._follows = True
        self._arrived_at = self._led_to = area.verticalScrollBar().value()
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
            self._arrived_at = self._led_to = self._area.verticalScrollBar().value()
            QTimer.singleShot(0, self, self._show)

    def _scrolled(self) -> None:
        focused = self._focused()
        self._follows = focused is None or self._area.viewport().rect().intersects(self._place(focused))

    def _show(self) -> None:
        bar = self._area.verticalScrollBar()
        # Where nothing scrolls, nothing is asked of Qt that it would load for it: the first window is there sooner.
        if bar.maximum() == 0:
            return
        focused, room = self._focused(), self._area.viewport().height()
        if focused is None or not self._follows:
            return
        air = sizes.px(sizes.SMALL)
        wanted = _wanted(focused)
        top = focused.mapTo(self._content, wanted.topLeft()).y() - air
        bottom = top + wanted.height() + 2 * air
        # What was scrolled for a layout that did not last is taken back; what the person scrolled is not.
        start = self._arrived_at if bar.value() == self._led_to else bar.value()
        if bottom - top > room:
            # Of words higher than there is room for, Qt brings the line with the cursor into sight.
            if isinstance(focused, QPlainTextEdit):
                self._area.ensureWidgetVisible(focused)
        else:
            bar.setValue(min(top, max(start, bottom - room)))
        self._arrived_at, self._led_to = start, bar.value()

    def _focused(self) -> QWidget | None:
        focused = QApplication.focusWidget()
        return focused if focused is not None and self._content.isAncestorOf(focused) else None

    def _place(self, focused: QWidget) -> QRect:
        return QRect(focused.mapTo(self._area.viewport(), QPoint()), focused.size())


def _wanted(focused: QWidget) -> QRect:
    """What of a widget must be seen, in its own pixels: of a list the row the person is on, of others all."""
    if isinstance(focused, QAbstractItemView) and focused.currentIndex().isValid():
        row = focused.visualRect(focused.currentIndex())
        return row.translated(focused.viewport().pos())
    return focused.rect()
