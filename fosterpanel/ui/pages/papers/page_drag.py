"""Drawing a rectangle over a page with the mouse, to mark what lies under it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QRubberBand

from fosterpanel.ui.pages.papers.page_view import PageView

_LEAST = 6


class PageDrag(QObject):
    """``drawn(page, Box)`` when somebody has drawn over a page counted from 0; a mere click draws nothing."""

    drawn = Signal(object, object)

    def __init__(self, view: PageView) -> None:
        super().__init__(view)
        self._view, self._from = view, QPoint()
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, view.viewport())
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the mouse while its left button is held."""
        if isinstance(event, QMouseEvent):
            self._follow(event)
        return super().eventFilter(watched, event)

    def _follow(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if event.type() is QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton:
            self._from = at
        elif event.type() is QEvent.Type.MouseMove and event.buttons() & Qt.MouseButton.LeftButton:
            self._band.setGeometry(QRect(self._from, at).normalized())
            self._band.setVisible(self._is_large())
        elif event.type() is QEvent.Type.MouseButtonRelease and self._band.isVisible():
            self._band.hide()
            if place := self._view.place_on_page(self._band.geometry()):
                self.drawn.emit(*place)

    def _is_large(self) -> bool:
        size: QSize = self._band.geometry().size()
        return max(size.width(), size.height()) >= _LEAST
