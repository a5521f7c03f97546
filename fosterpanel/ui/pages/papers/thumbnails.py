"""Small pictures of all pages at the side, to go to one at a glance."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from fosterpanel.ui.look import fonts, sizes, theme
from fosterpanel.ui.pages.papers.page_painting import paint_page, paint_ring
from fosterpanel.ui.pages.papers.page_source import PageSource
from fosterpanel.ui.parts.naming import name

_WIDTH, _HEIGHT, _GAP = 104, 148, 8
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class _Pages(QAbstractListModel):
    def __init__(self, source: PageSource) -> None:
        super().__init__()
        self._source = source
        self.sizes: tuple[tuple[float, float], ...] = ()

    def show_pages(self, page_sizes: tuple[tuple[float, float], ...]) -> None:
        self.beginResetModel()
        self.sizes = page_sizes
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.sizes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"Page {self._source.number(index.row())}"
        return None


class _Drawing(QStyledItemDelegate):
    def __init__(self, view: Thumbnails, pages: _Pages, source: PageSource) -> None:
        super().__init__(view)
        self._view, self._pages, self._source = view, pages, source

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = QFontMetrics(fonts.font(sizes.SECONDARY)).height()
        return QSize(sizes.px(_WIDTH + 4 * _GAP), sizes.px(_HEIGHT + 2 * _GAP) + line)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place: QRect = option.rect
        is_current = self._view.currentIndex().row() == index.row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if is_current:
            painter.fillRect(place, QColor(theme.current().soft_ink_ground))
        page = self._page_place(place, index.row())
        paint_page(painter, page, self._source.small(index.row(), self._view.device_width(index.row())), "")
        self._paint_number(painter, place, index.row(), is_current=is_current)
        if is_current and self._view.hasFocus():
            paint_ring(painter, place.adjusted(1, 1, -1, -1))
        painter.restore()

    def _page_place(self, place: QRect, page: int) -> QRect:
        size = self._view.size_of(page)
        room = QRect(place.left(), place.top() + sizes.px(_GAP), place.width(), sizes.px(_HEIGHT))
        shown = QRect(0, 0, size.width(), size.height())
        shown.moveCenter(room.center())
        return shown

    def _paint_number(self, painter: QPainter, place: QRect, page: int, *, is_current: bool) -> None:
        tokens = theme.current()
        painter.setFont(fonts.font(sizes.SECONDARY, bold=is_current))
        painter.setPen(QColor(tokens.ink if is_current else tokens.muted))
        below = place.adjusted(0, sizes.px(_HEIGHT + _GAP), 0, 0)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), self._source.number(page))


class Thumbnails(QListView):
    """Arrows move and show the page beside; ``chosen(page)``, counted from 0."""

    chosen = Signal(object)

    def __init__(self, source: PageSource) -> None:
        super().__init__()
        self._source, self._pages = source, _Pages(source)
        self._is_following = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._ask)
        name(self, "Pages", "thumbnails")
        self.setModel(self._pages)
        self.setItemDelegate(_Drawing(self, self._pages, source))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().valueChanged.connect(self._pause.start)
        self.selectionModel().currentChanged.connect(self._tell)
        source.drawn.connect(self._drawn)

    def show_pages(self, page_sizes: tuple[tuple[float, float], ...]) -> None:
        """Show a paper by the sizes of its pages in points."""
        self._pages.show_pages(page_sizes)
        self._pause.start()

    def follow(self, page: int) -> None:
        """Mark the page that is read."""
        self._is_following = True
        self.setCurrentIndex(self._pages.index(page))
        self._is_following = False
        self._pause.start()

    def size_of(self, page: int) -> QSize:
        """How large the picture of a page is shown."""
        width, height = self._pages.sizes[page]
        scale = min(sizes.px(_WIDTH) / width, sizes.px(_HEIGHT) / height)
        return QSize(max(1, round(width * scale)), max(1, round(height * scale)))

    def device_width(self, page: int) -> int:
        """How wide a picture of it is wanted, in device pixels."""
        return round(self.size_of(page).width() * self.devicePixelRatioF())

    def resizeEvent(self, event: Any) -> None:
        """Ask for the pictures that came into sight."""
        super().resizeEvent(event)
        self._pause.start()

    def _ask(self) -> None:
        first, last = self._seen(2), self._seen(self.viewport().height() - 2)
        if first < 0:
            return
        shown = range(first, (last if last >= 0 else self._pages.rowCount() - 1) + 1)
        self._source.want_small([(page, self.device_width(page)) for page in shown])

    def _seen(self, height: int) -> int:
        return self.indexAt(QPoint(self.viewport().width() // 2, height)).row()

    def _tell(self) -> None:
        self.viewport().update()
        if not self._is_following and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex().row())

    def _drawn(self, page: int) -> None:
        self.update(self._pages.index(page))
