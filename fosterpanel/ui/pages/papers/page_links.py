"""Links on the pages: the hand over one, and where a click on it leads."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from fosterpanel.ui.pages.papers.page_source import PageSource
from fosterpanel.ui.pages.papers.page_view import PageView
from fosterpanel.workflow.page_images import Box, PageLink


class PageLinks(QObject):
    """Follows a link of the view when it is clicked, and not when something is drawn over it."""

    def __init__(self, view: PageView, source: PageSource) -> None:
        super().__init__(view)
        self._view, self._source = view, source
        self._at, self._pressed = QPoint(), QPoint()
        source.linked.connect(lambda _: self._point())
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the mouse."""
        if isinstance(event, QMouseEvent):
            self._at = event.position().toPoint()
            if event.type() is QEvent.Type.MouseButtonPress:
                self._pressed = self._at
            elif event.type() is QEvent.Type.MouseButtonRelease:
                self._follow()
            self._point()
        return super().eventFilter(watched, event)

    def _point(self) -> None:
        over = self._link() is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self._view.viewport().setCursor(shape)

    def _follow(self) -> None:
        moved = (self._at - self._pressed).manhattanLength()
        link = self._link()
        if link is not None and moved < QApplication.startDragDistance():
            self._view.go_to(link.page)

    def _link(self) -> PageLink | None:
        place = self._view.place_on_page(QRect(self._at, QSize(1, 1)))
        if place is None:
            return None
        page, at = place
        return next((link for link in self._source.links(page) if _holds(link.box, at)), None)


def _holds(box: Box, at: Box) -> bool:
    return 0 <= at.left - box.left <= box.width and 0 <= at.top - box.top <= box.height
