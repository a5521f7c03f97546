"""A row that goes on to the next line where the window is narrow or the text large, so nothing is cut off."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

from fosterpanel.ui.look import sizes


class Flow(QLayout):
    """Lays widgets left to right, in the middle of their line, and on the next where there is no room.

    ``spacing`` is in pixels at 100 %.
    """

    def __init__(self, parent: QWidget | None = None, *, spacing: int = sizes.SMALL) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        if parent is not None:
            parent.setLayout(self)
        self.setContentsMargins(QMargins())
        self.setSpacing(sizes.px(spacing))

    def addWidget(self, widget: QWidget) -> None:
        """Put a widget at the end."""
        self.addChildWidget(widget)
        # Made here and not by Qt: of an item Qt made itself nobody tells Python when it is gone, and the next one
        # made at the same address would be taken for it.
        self.addItem(QWidgetItem(widget))

    def addItem(self, item: QLayoutItem) -> None:
        """Put one more at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The one at a place, or nothing beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It asks for no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height all lines take at a width."""
        return self._lay_out(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put each in its place."""
        super().setGeometry(rect)
        self._lay_out(rect, place=True)

    def sizeHint(self) -> QSize:
        """Everything on one line."""
        sizes_wanted = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes_wanted) + self.spacing() * max(0, len(sizes_wanted) - 1)
        return QSize(width, max((size.height() for size in sizes_wanted), default=0))

    def minimumSize(self) -> QSize:
        """The widest single one."""
        least = QSize()
        for item in self._shown():
            least = least.expandedTo(item.minimumSize())
        return least

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay_out(self, rect: QRect, *, place: bool) -> int:
        top = rect.top()
        for line in self._lines(rect.width()):
            height = max(size.height() for _, size in line)
            left = rect.left()
            for item, size in line:
                if place:
                    item.setGeometry(QRect(QPoint(left, top + (height - size.height()) // 2), size))
                left += size.width() + self.spacing()
            top += height + self.spacing()
        return max(0, top - self.spacing() - rect.top())

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """Which stand on one line at a width, each with its size."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        left = 0
        for item in self._shown():
            size = item.sizeHint().boundedTo(QSize(max(width, item.minimumSize().width()), 1 << 20))
            if not lines or left + size.width() > width:
                lines.append([])
                left = 0
            lines[-1].append((item, size))
            left += size.width() + self.spacing()
        return lines


def in_a_row(*widgets: QWidget, spacing: int = sizes.SMALL) -> QWidget:
    """Widgets side by side in a line that wraps."""
    line = QWidget()
    flow = Flow(line, spacing=spacing)
    for widget in widgets:
        flow.addWidget(widget)
    return line
