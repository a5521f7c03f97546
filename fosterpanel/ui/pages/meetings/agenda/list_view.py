"""A list of rows drawn by hand that is walked with the arrows and dragged with the mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from fosterpanel.ui.parts.naming import name
from fosterpanel.ui.parts.whole import ShowsAll, bring_into_sight

WAITING_ITEM = "application/x-fosterpanel-waiting-item"
AGENDA_LINE = "application/x-fosterpanel-agenda-line"

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Rows(QAbstractListModel):
    """Rows and what each is called aloud. ``kind`` is the MIME type it is dragged as, with ``key`` as its content.

    ``dropped(MIME type, key, row)``: something was dropped before a row.
    """

    dropped = Signal(str, str, int)

    def __init__(
        self, kind: str, key: Callable[[Any], str], sentence: Callable[[Any], str], takes: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._kind, self._key, self._sentence, self._takes = kind, key, sentence, tuple(takes)
        self._rows: tuple[Any, ...] = ()
        self.can_drag = True

    def show(self, rows: Sequence[Any]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, place: int) -> Any:
        """The row at a place, or None beyond the last."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, key: str) -> int:
        """Where the row of a key is, -1 when it is not shown."""
        return next((place for place, row in enumerate(self._rows) if self._key(row) == key), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row itself, and its sentence for a screen reader."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return self._sentence(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A row may be chosen and dragged; things are dropped between rows, never onto one."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled if self._takes else Qt.ItemFlag.NoItemFlags
        drag = Qt.ItemFlag.ItemIsDragEnabled if self.can_drag else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | drag

    def mimeTypes(self) -> list[str]:
        """What may be dropped here."""
        return list(self._takes)

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """What is carried: the key of the row."""
        data = QMimeData()
        for index in indexes:
            data.setData(self._kind, QByteArray(self._key(self._rows[index.row()]).encode()))
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        """Things are moved here."""
        return Qt.DropAction.MoveAction

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Tell what was dropped where; the records are changed by an act, and shown again from the store."""
        place = row if row >= 0 else self.rowCount()
        for kind in self._takes:
            if data.hasFormat(kind):
                self.dropped.emit(kind, bytes(data.data(kind).data()).decode(), place)
                return True
        return False


class DrawnList(QListView):
    """A list to walk with the arrows.

    Signals: ``moved(row or None)`` when another row is current, ``entered()`` when the keyboard comes in, and
    ``resized()`` when there is another width to draw in.
    """

    moved = Signal(object)
    entered = Signal()
    resized = Signal()

    def __init__(self, rows: Rows, drawing: QStyledItemDelegate, words: str) -> None:
        super().__init__()
        self.rows = rows
        self.is_whole = False
        """Whether it is as high as its rows, for a page that scrolls as a whole."""
        self.setModel(rows)
        drawing.setParent(self)
        self.setItemDelegate(drawing)
        name(self, words)
        self.setProperty("kind", "drawn")
        self._settle()
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self._fit)
        self.selectionModel().currentRowChanged.connect(lambda _: self.moved.emit(self.current()))

    def current(self) -> Any:
        """The row the person is on, or None."""
        return self.rows.row(self.currentIndex().row())

    def go_to(self, place: int) -> None:
        """Make a row the current one, the nearest where there is none at that place."""
        last = self.rows.rowCount() - 1
        if last >= 0:
            self.setCurrentIndex(self.rows.index(max(0, min(place, last))))

    def show_rows(self, rows: Sequence[Any], key: str = "") -> None:
        """Show rows and stay on the one of that key, else at the place where the person was."""
        place = self.currentIndex().row()
        self.rows.show(rows)
        found = self.rows.place_of(key) if key else -1
        self.go_to(found if found >= 0 else max(place, 0))
        self.moved.emit(self.current())
        self.updateGeometry()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a row into sight; where all are shown, by scrolling what the list lies in."""
        super().scrollTo(index, hint)
        if self.is_whole and self.hasFocus():
            bring_into_sight(self.viewport(), self.visualRect(index))

    def minimumSizeHint(self) -> QSize:
        """As high as all rows where it shows them all."""
        least = super().minimumSizeHint()
        if not self.is_whole:
            return least
        return QSize(least.width(), self.viewportSizeHint().height() + 2 * self.frameWidth())

    def sizeHint(self) -> QSize:
        """No less than that."""
        return super().sizeHint().expandedTo(self.minimumSizeHint())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows wrap anew."""
        super().resizeEvent(event)
        self._fitting.start()
        self.resized.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring at once."""
        super().focusInEvent(event)
        self.viewport().update()
        self.entered.emit()

    def viewportSizeHint(self) -> QSize:
        """As high as all its rows."""
        height = sum(self.sizeHintForRow(place) for place in range(self.rows.rowCount()))
        return QSize(super().viewportSizeHint().width(), height)

    def _fit(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()

    def _settle(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setDragEnabled(True)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)


class WholeList(ShowsAll):
    """A drawn list, with what stands over it, that scrolls with the page where the page scrolls."""

    def __init__(self, shown: DrawnList, *above: QWidget) -> None:
        super().__init__()
        self._shown = shown
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in above:
            column.addWidget(part)
        column.addWidget(shown, 1)

    def show_whole(self, *, is_whole: bool) -> None:
        """Be as high as all rows, or scroll by itself."""
        if is_whole is self._shown.is_whole:
            return
        self._shown.is_whole = is_whole
        never, usual = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self._shown.setVerticalScrollBarPolicy(never if is_whole else usual)
        self._shown.updateGeometry()

    def added_height(self) -> int:
        """How much higher it is than where it scrolls by itself."""
        if not self._shown.is_whole:
            return 0
        return (
            self._shown.minimumSizeHint().height() - super(DrawnList, self._shown).minimumSizeHint().height()
        )
