"""The body of a page side by side: one main column, at most one list at its left and one aside at its right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from fosterpanel.ui.look import sizes
from fosterpanel.ui.parts.in_sight import InSight
from fosterpanel.ui.parts.whole import lists_of

LEFT = 264
ASIDE = 268
_LEAST_MAIN = 440
_LEAST_STACKED = 200
_LEAST_MAIN_STACKED = 380


class _Area(QScrollArea):
    """``grew`` when what is in it needs another height.

    Lists in it scroll by themselves while everything fits; where the area has to scroll, they scroll with it.
    """

    grew = Signal()

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        self._content = content
        # Once for all that changes in one go, after the layouts have settled.
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.timeout.connect(self._settle)
        self.grew.connect(self._settling.start)

    def sizeHint(self) -> QSize:
        """As large as what is in it, so that it scrolls only where there is no room."""
        content = self._content.sizeHint()
        needed = self._height_needed()
        return QSize(
            content.width(), needed if self._content.hasHeightForWidth() else max(needed, content.height())
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that what is in it was laid out anew."""
        if watched is self.widget() and event.type() is QEvent.Type.LayoutRequest:
            self.grew.emit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again at what fits."""
        super().resizeEvent(event)
        self._settling.start()

    def _settle(self) -> None:
        lists = lists_of(self)
        usual = self._height_needed() - sum(each.added_height() for each in lists)
        for each in lists:
            each.show_whole(is_whole=usual > self.maximumViewportSize().height())

    def _height_needed(self) -> int:
        content, width = self._content, self.maximumViewportSize().width()
        height = content.heightForWidth(width) if content.hasHeightForWidth() else 0
        # Qt never makes what scrolls smaller than its least size, whatever its width would allow.
        return max(height, content.minimumSizeHint().height())


class Columns(_Area):
    """Columns the person may drag. Where there is no room for them they stand below each other and scroll together.

    The main one is the first of them then.
    ``aside_width`` is in pixels at 100 % text.
    ``widths_changed`` carries the widths in pixels when the person dragged; ``set_widths`` puts them back.
    """

    widths_changed = Signal(object)

    def __init__(
        self,
        main: QWidget,
        *,
        left: QWidget | None = None,
        aside: QWidget | None = None,
        aside_width: int = ASIDE,
    ) -> None:
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        super().__init__(self._splitter)
        columns = ((left, LEFT, 0), (main, _LEAST_MAIN, 1), (aside, aside_width, 0))
        self._columns = [(part, width, stretch) for part, width, stretch in columns if part is not None]
        self._least_heights = [part.minimumHeight() for part, _, _ in self._columns]
        self._splitter.setChildrenCollapsible(False)
        for place, (part, _, stretch) in enumerate(self._columns):
            self._splitter.addWidget(part)
            self._splitter.setStretchFactor(place, stretch)
        for part, _, _ in self._columns:
            if isinstance(part, _Area):
                part.grew.connect(self._settling.start)
        self._arrange()
        self._splitter.splitterMoved.connect(self._tell)

    def widths(self) -> list[int]:
        """The widths as they are, from the left."""
        return self._splitter.sizes()

    def set_widths(self, widths: list[int]) -> None:
        """Put widths back, where there are as many columns as there were."""
        if len(widths) == len(self._columns) and self._is_wide():
            self._splitter.setSizes(widths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand columns below each other when they no longer fit side by side."""
        super().resizeEvent(event)
        if self._is_wide() is not self._is_side_by_side:
            self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Arrange again when the text has another size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._arrange()

    @property
    def _is_side_by_side(self) -> bool:
        return self._splitter.orientation() is Qt.Orientation.Horizontal

    def _settle(self) -> None:
        if not self._is_side_by_side:
            self._arrange()

    def _is_wide(self) -> bool:
        wanted = sum(sizes.px(width) for _, width, _ in self._columns)
        return self.width() >= wanted + self._splitter.handleWidth() * (len(self._columns) - 1)

    def _arrange(self) -> None:
        self._splitter.setHandleWidth(sizes.px(18))
        for each in lists_of(self):
            each.show_whole(is_whole=not self._is_wide())
        self._put_in_order(main_first=not self._is_wide())
        if self._is_wide():
            for (part, _, _), least in zip(self._columns, self._least_heights, strict=True):
                part.setMinimumHeight(least)
            self._splitter.setOrientation(Qt.Orientation.Horizontal)
            self._splitter.setMinimumHeight(0)
            self._splitter.setSizes(
                [1 << 12 if stretch else sizes.px(width) for _, width, stretch in self._columns]
            )
        else:
            heights = [
                max(part.sizeHint().height(), sizes.px(_LEAST_MAIN_STACKED if stretch else _LEAST_STACKED))
                for part, _, stretch in self._columns
            ]
            self._splitter.setOrientation(Qt.Orientation.Vertical)
            self._splitter.setMinimumHeight(sum(heights) + self._splitter.handleWidth() * (len(heights) - 1))
            # Each as high as what is in it: a splitter that grows later would give all of that to the main column.
            for (part, _, _), height in zip(self._columns, heights, strict=True):
                part.setMinimumHeight(height)
            self._splitter.setSizes([part.minimumHeight() for part in self._in_order(main_first=True)])

    def _put_in_order(self, *, main_first: bool) -> None:
        for place, part in enumerate(self._in_order(main_first=main_first)):
            if self._splitter.indexOf(part) != place:
                self._splitter.insertWidget(place, part)

    def _in_order(self, *, main_first: bool) -> list[QWidget]:
        columns = sorted(self._columns, key=lambda each: main_first and not each[2])
        return [part for part, _, _ in columns]

    def _tell(self) -> None:
        if self._is_side_by_side:
            self.widths_changed.emit(self.widths())


def scrolled(content: QWidget) -> QScrollArea:
    """Content that scrolls by itself in the place it is given, and follows the keyboard."""
    content.setProperty("kind", "scrolled")
    area = _Area(content)
    InSight(area, content)
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


def empty_out(column: QBoxLayout) -> None:
    """Take every widget out of a column, so that it can be filled anew."""
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
