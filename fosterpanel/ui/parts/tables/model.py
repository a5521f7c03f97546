"""Rows ready to show, with their own sort and filter: Qt's proxy takes ten seconds for a hundred thousand rows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from fosterpanel.ui.parts.tables.columns import Column

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_SLICE = 1_000
_NOWHERE = QModelIndex()


class ListModel(QAbstractTableModel, Generic[T]):
    """Shows rows in an order and through a filter. ``key`` tells rows apart when they are read again."""

    def __init__(
        self,
        columns: Sequence[Column[T]],
        *,
        key: Callable[[T], Hashable] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.key = key or _own_id
        self._rows: Sequence[T] = ()
        self._shown: list[int] = []
        self._words: tuple[str, ...] = ()
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._order: list[int] = []
        self._keys: dict[int, list[Any]] = {}
        self._texts: list[str] = []
        self._reading = QTimer(self)
        self._reading.timeout.connect(self._read_slice)

    def set_rows(self, rows: Sequence[T]) -> None:
        """Show these rows, in their own order until the person sorts, through the filter there is."""
        self.beginResetModel()
        self._rows = rows
        self._texts = []
        self._keys = {}
        self._order = self._ordered()
        self._shown = self._filtered(self._order)
        self.endResetModel()
        # What typed words are looked for in is prepared a little at a time, so that no key press waits for it.
        self._reading.start(0)

    @property
    def rows(self) -> Sequence[T]:
        """All rows, filtered out or not."""
        return self._rows

    @property
    def shown(self) -> list[T]:
        """The rows shown, as shown."""
        return [self._rows[place] for place in self._shown]

    def row(self, place: int) -> T:
        """The row shown at a place, counted from the top."""
        return self._rows[self._shown[place]]

    def place_of(self, key: Hashable) -> int:
        """Where the row of that key is shown; -1 where it is not."""
        for place, at in enumerate(self._shown):
            if self.key(self._rows[at]) == key:
                return place
        return -1

    def at(self, place: int) -> int:
        """Which of all rows is shown at a place; stays the same whatever is typed or sorted."""
        return self._shown[place]

    def place_at(self, at: int) -> int:
        """Where one of all rows is shown; -1 where it is not."""
        try:
            return self._shown.index(at)
        except ValueError:
            return -1

    def filter(self, typed: str) -> None:
        """Show only rows in which every typed word occurs, anywhere and whatever its capitals."""
        words = tuple(typed.casefold().split())
        if words == self._words:
            return
        narrower = bool(self._words) and " ".join(words).startswith(" ".join(self._words))
        self._words = words
        self.beginResetModel()
        self._shown = self._filtered(self._shown if narrower else self._order)
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; equal rows keep the order they came in. A column below 0 is that order itself."""
        self.layoutAboutToBeChanged.emit()
        before = self._shown
        self._sorted_by = (column, order) if column >= 0 else None
        self._order = self._ordered()
        self._shown = self._filtered(self._order)
        self._move_indexes(before)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, the whole row as one sentence for a screen reader, or the row itself (UserRole)."""
        if not index.isValid():
            return None
        row, column = self.row(index.row()), self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.sentence(row) if index.column() == 0 else f"{column.title}: {column.spoken(row)}"
            case Qt.ItemDataRole.ToolTipRole:
                return column.spoken(row)
            case Qt.ItemDataRole.UserRole:
                return row
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sentence(self, row: T) -> str:
        """A row as it is read aloud: its first column, then each other with its title."""
        first, *others = self.columns
        parts = [first.spoken(row)]
        for column in others:
            said = column.spoken(row)
            if said:
                parts.append(f"{column.title}: {said}" if column.title else said)
        return ". ".join(part.rstrip(".") for part in parts if part) + "."

    def _move_indexes(self, before: list[int]) -> None:
        held = self.persistentIndexList()
        if not held:
            return
        places = {at: place for place, at in enumerate(self._shown)}
        moved = [self.index(places[before[index.row()]], index.column()) for index in held]
        self.changePersistentIndexList(held, moved)

    def _ordered(self) -> list[int]:
        places = list(range(len(self._rows)))
        if self._sorted_by is None:
            return places
        column, order = self._sorted_by
        keys = self._keys.get(column)
        if keys is None:
            keys = self._keys[column] = [self.columns[column].key(row) for row in self._rows]
        places.sort(key=keys.__getitem__, reverse=order is Qt.SortOrder.DescendingOrder)
        return places

    def _filtered(self, places: list[int]) -> list[int]:
        if not self._words:
            return list(places)
        self._read_to(len(self._rows))
        texts = self._texts
        for word in self._words:
            places = [place for place in places if word in texts[place]]
        return places

    def _read_slice(self) -> None:
        self._read_to(len(self._texts) + _SLICE)
        if len(self._texts) >= len(self._rows):
            self._reading.stop()

    def _read_to(self, end: int) -> None:
        looked_in = [column for column in self.columns if column.in_filter]
        for row in self._rows[len(self._texts) : end]:
            self._texts.append("\n".join([column.spoken(row) for column in looked_in]).casefold())


def _own_id(row: Any) -> Hashable:
    return getattr(row, "id", id(row))
