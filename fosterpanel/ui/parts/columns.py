"""The body of a page side by side: one main column, at most one list at its left and one aside at its right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from fosterpanel.ui.look import sizes

LEFT = 264
ASIDE = 268
_LEAST_MAIN = 420


class Columns(QSplitter):
    """Columns the person may drag; where there is too little room for them they stand one below the other.

    ``widths_changed`` carries the widths in pixels when the person dragged; ``set_widths`` puts them back.
    """

    widths_changed = Signal(object)

    def __init__(self, main: QWidget, *, left: QWidget | None = None, aside: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._parts = [part for part in (left, main, aside) if part is not None]
        self._wanted = [
            sizes.px(width)
            for part, width in ((left, LEFT), (main, _LEAST_MAIN), (aside, ASIDE))
            if part is not None
        ]
        self.setHandleWidth(sizes.px(18))
        self.setChildrenCollapsible(False)
        for place, part in enumerate(self._parts):
            self.addWidget(part)
            self.setStretchFactor(place, int(part is main))
        self.setSizes(
            [
                width if part is not main else 1 << 12
                for part, width in zip(self._parts, self._wanted, strict=True)
            ]
        )
        self.splitterMoved.connect(self._tell)

    def widths(self) -> list[int]:
        """The widths as they are, from the left."""
        return self.sizes()

    def set_widths(self, widths: list[int]) -> None:
        """Put widths back, where there are as many columns as there were."""
        if len(widths) == len(self._parts):
            self.setSizes(widths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand columns below each other when they no longer fit side by side."""
        wanted = sum(self._wanted) + self.handleWidth() * (len(self._parts) - 1)
        way = Qt.Orientation.Horizontal if self.width() >= wanted else Qt.Orientation.Vertical
        if way is not self.orientation():
            self.setOrientation(way)
        super().resizeEvent(event)

    def _tell(self) -> None:
        if self.orientation() is Qt.Orientation.Horizontal:
            self.widths_changed.emit(self.sizes())


def scrolled(content: QWidget) -> QScrollArea:
    """Content that scrolls up and down by itself and is never wider than its place."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    content.setProperty("kind", "scrolled")
    area.setWidget(content)
    return area


def stacked(*parts: QWidget, spacing: int = sizes.MEDIUM, stretch_last: bool = False) -> QWidget:
    """Parts one below the other, at the top unless the last one fills what is left."""
    content = QWidget()
    content.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(sizes.px(spacing))
    for place, part in enumerate(parts):
        column.addWidget(part, int(stretch_last and place == len(parts) - 1))
    if not stretch_last:
        column.addStretch(1)
    return content
