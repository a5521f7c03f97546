"""The table on screen: arrows move, Enter opens, Space selects, typing filters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from fosterpanel.ui.look import sizes
from fosterpanel.ui.parts.tables.blocks import least_row_height
from fosterpanel.ui.parts.tables.columns import Column
from fosterpanel.ui.parts.tables.drawing import RowDrawing
from fosterpanel.ui.parts.tables.model import ListModel
from fosterpanel.ui.parts.tables.slices import Slices
from fosterpanel.ui.parts.tables.spreadsheet import as_lines
from fosterpanel.ui.parts.whole import bring_into_sight

WRAPPED_UP_TO = 300
_LEAST_SHARED = 240
_LOOKED_AT = 50
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RowsView(QTableView):
    """Up to 300 rows are as high as their words; longer tables have rows of one height, so scrolling never lags."""

    opened = Signal(object)
    acted = Signal(object)
    moved = Signal(object)
    typed = Signal(str)

    def __init__(self, model: ListModel[Any], *, several: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._several = several
        self.is_whole = False
        """Whether it is as high as its rows, for a page that scrolls as a whole."""
        self._rows: ListModel[Any] = model
        self._drawing = RowDrawing(self, model)
        self.setModel(model)
        self.setItemDelegate(self._drawing)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitted = Slices(self)
        self._settle()
        self._connect()

    def current(self) -> Any:
        """The row the person is on, or None."""
        index = self.currentIndex()
        return self._rows.row(index.row()) if index.isValid() else None

    def selected(self) -> list[Any]:
        """The rows selected, from the top; where only one can be, the current one."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._rows.row(place) for place in places]

    def go_to(self, place: int) -> None:
        """Make the row at a place the current one and bring it into sight."""
        index = self._rows.index(place, 0)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def fit(self) -> None:
        """Share the width between the columns and give each row its height."""
        self._share_width()
        self._fitting.start()

    def minimumSizeHint(self) -> QSize:
        """As high as all rows where it shows them all."""
        least = super().minimumSizeHint()
        if not self.is_whole:
            return least
        titles = self.horizontalHeader()
        above = 0 if titles.isHidden() else titles.sizeHint().height()
        return QSize(least.width(), above + self.verticalHeader().length() + 2 * self.frameWidth())

    def sizeHint(self) -> QSize:
        """No less than that."""
        return super().sizeHint().expandedTo(self.minimumSizeHint())

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a row into sight; where all are shown, by scrolling what the table lies in."""
        super().scrollTo(index, hint)
        if self.is_whole and self.hasFocus():
            bring_into_sight(self.viewport(), self.visualRect(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Shift+Enter presses the row's button, Space selects, Ctrl+C copies."""
        row = self.current()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif row is not None and event.key() in _ENTER:
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            (self.acted if shifted and self._act_column() >= 0 else self.opened).emit(row)
        elif row is not None and event.key() == Qt.Key.Key_Space:
            self._toggle()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Hand what is typed to the filter."""
        self.typed.emit(search)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Where several may be selected, arrows move without selecting."""
        if self._several and isinstance(event, QKeyEvent):
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    def copy(self) -> None:
        """Put the selected rows, or the current one, on the clipboard with the columns' titles."""
        rows = self.selected() or [row for row in (self.current(),) if row is not None]
        if rows:
            QGuiApplication.clipboard().setText(as_lines(self._rows.columns, rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit again when the text has another size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.fit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the button under the pointer as one to press."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        over = self._is_on_act(index, event)
        self._drawing.hovered_row = index.row() if over else -1
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Press the row's button."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and self._is_on_act(index, event):
            self.acted.emit(self._rows.row(index.row()))

    def _settle(self) -> None:
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if self._several else mode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        header.setSectionsClickable(True)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _connect(self) -> None:
        self._fitting.timeout.connect(self._fit_heights)
        self._rows.modelReset.connect(self._fitting.start)
        self._rows.rowsInserted.connect(self._fitting.start)
        self._rows.layoutChanged.connect(self._fitting.start)
        self.selectionModel().currentRowChanged.connect(self._tell_moved)
        self.doubleClicked.connect(self._tell_opened)

    def _tell_moved(self) -> None:
        self.viewport().update()
        self.moved.emit(self.current())

    def _tell_opened(self, index: QModelIndex) -> None:
        self.opened.emit(self._rows.row(index.row()))

    def _toggle(self) -> None:
        if not self._several:
            return
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(self.currentIndex(), flag.Toggle | flag.Rows)

    def _act_column(self) -> int:
        return next((place for place, column in enumerate(self._rows.columns) if column.is_act), -1)

    def _is_on_act(self, index: QModelIndex, event: QMouseEvent) -> bool:
        if not index.isValid():
            return False
        place = self._drawing.act_place(index, self.visualRect(index))
        return place.contains(event.position().toPoint())

    def _share_width(self) -> None:
        columns: tuple[Column[Any], ...] = self._rows.columns
        room = self.viewport().width()
        fixed = sum(sizes.px(column.width) for column in columns)
        sharing = sum(not column.width for column in columns)
        self._narrow(is_narrow=room < fixed + sharing * sizes.px(_LEAST_SHARED))
        if self._drawing.is_narrow:
            self.setColumnWidth(0, room)
            return
        for place, column in enumerate(columns):
            self.setColumnWidth(place, sizes.px(column.width) if column.width else (room - fixed) // sharing)

    def _narrow(self, *, is_narrow: bool) -> None:
        self._drawing.is_narrow = is_narrow
        for place in range(1, len(self._rows.columns)):
            self.setColumnHidden(place, is_narrow)

    def _fit_heights(self) -> None:
        self._drawing.wraps = self._rows.rowCount() <= WRAPPED_UP_TO
        header = self.verticalHeader()
        header.setMinimumSectionSize(1)
        header.setDefaultSectionSize(self._usual_height())
        self._fitted.begin(self._fit_rows() if self._drawing.wraps else iter(()))
        self._keep_in_sight()

    def _fit_rows(self) -> Iterator[None]:
        """Give each row the height of its words, those in sight at once."""
        for place in range(self._rows.rowCount()):
            self.resizeRowToContents(place)
            if place > _LOOKED_AT and self._fitted.is_up:
                yield
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        self.updateGeometry()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
        self.viewport().update()

    def _usual_height(self) -> int:
        if not self._drawing.is_narrow or not self._rows.rowCount():
            return least_row_height()
        # A long table in a small window: every row as high as the highest of those at its top.
        first = min(self._rows.rowCount(), _LOOKED_AT)
        return max(self.sizeHintForIndex(self._rows.index(place, 0)).height() for place in range(first))
