"""Rows ready to show, with their own sort and filter: Qt's proxy takes ten seconds for a hundred thousand rows.

Sorting and filtering that many goes on in slices. Fewer than a slice takes are there as soon as they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from fosterpanel.ui.parts.tables.columns import Column
from fosterpanel.ui.parts.tables.slices import Slices

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
Sorting = tuple[int, Qt.SortOrder] | None
_STEP = 1_000
_RUN = 10_000
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
        self._words: tuple[str, ...] = ()
        self._sorted_by: Sorting = None
        # What is there so far: rows by their place in ``rows``, in which order, and the texts words are looked for in.
        self._shown: list[int] = []
        self._order: list[int] = []
        self._ordered_by: Sorting = None
        self._to_look_through: list[int] | None = None
        self._keys: dict[int, list[Any]] = {}
        self._texts: list[str] = []
        self.slices = Slices(self)

    def set_rows(self, rows: Sequence[T]) -> None:
        """Show these rows, in their own order until the person sorts, through the filter there is."""
        self.beginResetModel()
        self._rows = rows
        self._texts = [""] * len(rows)
        self._keys = {}
        self._order, self._ordered_by = list(range(len(rows))), None
        self._shown = [] if self._words else self._order
        self._to_look_through = self._order if self._words else None
        self.endResetModel()
        self.slices.begin(self._arrange())

    @property
    def is_looking(self) -> bool:
        """Whether more rows may yet be found to have the typed words."""
        return self._to_look_through is not None

    @property
    def rows(self) -> Sequence[T]:
        """All rows, filtered out or not."""
        return self._rows

    @property
    def shown(self) -> list[T]:
        """The rows shown, as shown; all of them, even where that takes a moment."""
        if self.is_looking or self._ordered_by != self._sorted_by:
            self.slices.finish()
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
        within = self._shown if narrower and not self.is_looking else self._order
        self.beginResetModel()
        self._words = words
        self._shown = [] if words else self._order
        self._to_look_through = within if words else None
        self.endResetModel()
        self.slices.begin(self._arrange())

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; equal rows keep the order they came in. A column below 0 is that order itself."""
        self._sorted_by = (column, order) if column >= 0 else None
        self.slices.begin(self._arrange())

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

    def _arrange(self) -> Iterator[None]:
        """Put the rows in order, find those to show, and then read what the next words will be looked for in."""
        if self._ordered_by != self._sorted_by:
            yield from self._put_in_order()
        if self._to_look_through is not None:
            yield from self._look_through(self._to_look_through)
        for start in range(0, len(self._order), _STEP):
            self._read(self._order[start : start + _STEP])
            if self.slices.is_up:
                yield

    def _put_in_order(self) -> Iterator[None]:
        """Sort run by run; the last sort finds the runs in order and only merges them."""
        order: list[int] = list(range(len(self._rows)))
        sorting = self._sorted_by
        if sorting is not None:
            key, keys = self.columns[sorting[0]].key, self._keys.setdefault(sorting[0], [])
            is_falling = sorting[1] is Qt.SortOrder.DescendingOrder
            for start in range(0, len(order), _RUN):
                end = start + _RUN
                keys += [key(row) for row in self._rows[len(keys) : end]]
                order[start:end] = sorted(order[start:end], key=keys.__getitem__, reverse=is_falling)
                if self.slices.is_up and end < len(order):
                    yield
            order.sort(key=keys.__getitem__, reverse=is_falling)
        self._show_in_order(order)

    def _show_in_order(self, order: list[int]) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self._shown
        self._order, self._ordered_by = order, self._sorted_by
        self._shown = order if len(before) == len(order) else _those_in(order, set(before))
        if self.is_looking:
            self._to_look_through = order
        self._move_indexes(before)
        self.layoutChanged.emit()

    def _move_indexes(self, before: list[int]) -> None:
        held = self.persistentIndexList()
        if not held:
            return
        wanted = {before[index.row()] for index in held}
        places = {at: place for place, at in enumerate(self._shown) if at in wanted}
        moved = [self.index(places[before[index.row()]], index.column()) for index in held]
        self.changePersistentIndexList(held, moved)

    def _look_through(self, places: list[int]) -> Iterator[None]:
        """Show the rows at these places that have all the words, the first of them first."""
        if self._shown:
            self.beginResetModel()
            self._shown = []
            self.endResetModel()
        found: list[int] = []
        for start in range(0, len(places), _STEP):
            found += self._having_words(places[start : start + _STEP])
            if self.slices.is_up and start + _STEP < len(places):
                self._add(found)
                found = []
                yield
        self._to_look_through = None
        self._add(found)

    def _having_words(self, places: list[int]) -> list[int]:
        self._read(places)
        texts = self._texts
        for word in self._words:
            places = [place for place in places if word in texts[place]]
        return places

    def _add(self, found: list[int]) -> None:
        if found:
            first = len(self._shown)
            self.beginInsertRows(_NOWHERE, first, first + len(found) - 1)
            self._shown = self._shown + found
            self.endInsertRows()

    def _read(self, places: list[int]) -> None:
        texts, looked_in = self._texts, [column.spoken for column in self.columns if column.in_filter]
        for place in places:
            if not texts[place]:
                row = self._rows[place]
                texts[place] = "\n".join([spoken(row) for spoken in looked_in]).casefold()


def _those_in(order: list[int], kept: set[int]) -> list[int]:
    return [at for at in order if at in kept]


def _own_id(row: Any) -> Hashable:
    return getattr(row, "id", id(row))
