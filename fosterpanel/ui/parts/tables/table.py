"""A whole table: its filter, how many rows it shows, the rows, and what it says when there are none."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from fosterpanel.domain.wording import counted
from fosterpanel.ui.keys import Shortcuts, bind
from fosterpanel.ui.look import sizes
from fosterpanel.ui.parts.buttons import secondary
from fosterpanel.ui.parts.empty import Empty
from fosterpanel.ui.parts.lines import FilterLine
from fosterpanel.ui.parts.naming import name as give_name
from fosterpanel.ui.parts.tables.columns import Column
from fosterpanel.ui.parts.tables.model import ListModel
from fosterpanel.ui.parts.tables.spreadsheet import as_csv
from fosterpanel.ui.parts.tables.view import WRAPPED_UP_TO, RowsView
from fosterpanel.ui.parts.whole import ShowsAll, bring_into_sight
from fosterpanel.ui.parts.words import small

T = TypeVar("T")
FILTER_DELAY_MS = 0
"""Key presses that have already come in are taken together; a hundred thousand rows take less than a press."""
_LEAST_HEIGHT = 200


def _nothing() -> None:
    """What there is to take back where nothing narrows a table."""


class Table(ShowsAll, Generic[T]):
    """Rows to look through. ``name`` is what the table holds, in the plural ("Items"), and is read aloud.

    ``empty`` and ``how`` say what is not there yet and how to fill it, under ``icon``. ``key`` tells rows apart when
    they are shown again, so the current row stays current; without one a row's ``id`` does. With ``several`` Space
    selects rows. ``is_whole`` shows all rows wherever it stands, for a page that scrolls as a whole.

    Signals: ``opened(row)`` on Enter or a double click, ``acted(row)`` on the row's button or Shift+Enter,
    ``moved(row or None)`` when another row is current, ``selection_changed()``.
    """

    opened = Signal(object)
    acted = Signal(object)
    moved = Signal(object)
    selection_changed = Signal()

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[T]],
        *,
        empty: str,
        how: str = "",
        act: QWidget | None = None,
        icon: str = "inbox",
        key: Callable[[T], Hashable] | None = None,
        several: bool = False,
        has_filter: bool = True,
        has_titles: bool = True,
        is_whole: bool = False,
    ) -> None:
        super().__init__()
        self._name, self._empty_words, self._how = name, empty, how
        self.model: ListModel[T] = ListModel(columns, key=key, parent=self)
        self.view = RowsView(self.model, several=several)
        self.view.is_whole = self._is_always_whole = is_whole
        self.filter_line = FilterLine(f"Filter {name[:1].lower()}{name[1:]}")
        self._act, self._icon = act, icon
        self._narrowed = ""
        self._awaits_keyboard = False
        self._widen: Callable[[], object] = _nothing
        self._show_all = secondary("Show all again", "x", on_press=self._take_all_off)
        self.empty = Empty(empty, how, *([act] if act is not None else []), self._show_all, icon=icon)
        self._name_parts()
        self._lay_out(has_filter=has_filter, has_titles=has_titles)
        self._connect()
        self.set_rows(())

    def set_rows(self, rows: Sequence[T]) -> None:
        """Show these rows; order, filter and the current row stay as they are."""
        current = self.current()
        self.model.set_rows(rows)
        self._go_back_to(current)
        self._say_how_many()
        if self._awaits_keyboard and self.model.rowCount():
            self._awaits_keyboard = False
            # Whoever has begun to type elsewhere meanwhile goes on there.
            if isinstance(QApplication.focusWidget(), QAbstractButton | None):
                self.view.setFocus()

    def focus_rows(self) -> None:
        """Give the keyboard to the rows, as soon as there are some."""
        self._awaits_keyboard = not self.model.rowCount()
        self.view.setFocus()

    def current(self) -> T | None:
        """The row the person is on."""
        row: T | None = self.view.current()
        return row

    def selected(self) -> list[T]:
        """The rows selected, from the top."""
        return self.view.selected()

    def go_to(self, key: Hashable) -> bool:
        """Make the row of that key current and bring it into sight; whether it is shown."""
        place = self.model.place_of(key)
        self.view.go_to(place)
        return place >= 0

    def filter(self, typed: str) -> None:
        """Show only rows with these words, at once."""
        self.filter_line.setText(typed)
        self._apply_filter()

    def narrow(self, sentence: str, widen: Callable[[], object]) -> None:
        """Say, where no row is left, what beside the typed words leaves rows out; ``widen`` takes that back.

        Without a sentence nothing does.
        """
        self._narrowed, self._widen = sentence, widen
        self._say_how_many()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, as a press on its title does."""
        self.view.horizontalHeader().setSortIndicator(column, order)

    def show_whole(self, *, is_whole: bool) -> None:
        """Be as high as all rows, unless they are very many, or scroll by itself."""
        is_whole = self._is_always_whole or (is_whole and self.model.rowCount() <= WRAPPED_UP_TO)
        if is_whole is self.view.is_whole:
            return
        if is_whole:
            self._least_height = self.minimumHeight()
            self._usual_height = max(self._least_height, self.sizeHint().height())
        self.view.is_whole = is_whole
        self.setMinimumHeight(0 if is_whole else self._least_height)
        self.view.updateGeometry()

    def added_height(self) -> int:
        """How much higher it is than where it scrolls by itself."""
        is_higher = self.view.is_whole and not self._is_always_whole
        return self.minimumSizeHint().height() - self._usual_height if is_higher else 0

    def add_to_bar(self, part: QWidget) -> None:
        """Put something at the right of the filter; the bar is then there with no rows too."""
        self._keeps_bar = True
        self._bar_row.addWidget(part)

    def say_empty(self, empty: str, how: str) -> None:
        """Say something else where there are no rows."""
        self._empty_words, self._how = empty, how
        self._say_how_many()

    def as_csv(self) -> str:
        """What is shown, for a spreadsheet. Writing it to a file is an act of its own, which is recorded."""
        return as_csv(self.model.columns, self.model.shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the filter, Down goes to the rows and Esc clears it; it comes into sight where it is asked for."""
        if event.type() is QEvent.Type.FocusIn and self.view.is_whole:
            bring_into_sight(self.filter_line, self.filter_line.rect())
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self._enter_rows()
                return True
            if event.key() == Qt.Key.Key_Escape and self.filter_line.text():
                self.filter("")
                return True
        return super().eventFilter(watched, event)

    def _name_parts(self) -> None:
        give_name(self.view, self._name)
        self.setObjectName(f"table_{self.view.objectName()}")
        self._how_many = small("")
        self._how_many.setWordWrap(False)

    def _lay_out(self, *, has_filter: bool, has_titles: bool) -> None:
        self._bar = QWidget()
        self._keeps_bar = False
        self._has_filter = has_filter
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.px(sizes.MEDIUM))
        self.filter_line.setMaximumWidth(sizes.px(320))
        row.addWidget(self.filter_line, 3)
        row.addWidget(self._how_many)
        row.addStretch(1)
        self._bar_row = row
        self.view.horizontalHeader().setVisible(has_titles)
        rows = QWidget()
        self._stack = QStackedLayout(rows)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self._least_height = self._usual_height = 0 if self.view.is_whole else sizes.px(_LEAST_HEIGHT)
        self.setMinimumHeight(self._least_height)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.SMALL))
        column.addWidget(self._bar)
        column.addWidget(rows, 1)

    def _connect(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(FILTER_DELAY_MS)
        self._pause.timeout.connect(self._apply_filter)
        self.filter_line.textEdited.connect(self._pause.start)
        self.filter_line.returnPressed.connect(self._enter_rows)
        self.filter_line.installEventFilter(self)
        if self._has_filter:
            bind(Shortcuts.FILTER, self, self._begin_filter)
        self.model.slices.went_on.connect(self._say_how_many)
        self.view.setSortingEnabled(True)
        self.view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.view.opened.connect(self.opened)
        self.view.acted.connect(self.acted)
        self.view.moved.connect(self.moved)
        self.view.typed.connect(self._type_into_filter)
        self.view.selectionModel().selectionChanged.connect(self._tell_selection)

    def _tell_selection(self) -> None:
        self.selection_changed.emit()

    def _apply_filter(self) -> None:
        self._pause.stop()
        index = self.view.currentIndex()
        at = self.model.at(index.row()) if index.isValid() else -1
        self.model.filter(self.filter_line.text())
        if at >= 0 and self.model.rowCount():
            self.view.go_to(max(0, self.model.place_at(at)))
        self._say_how_many()

    def _begin_filter(self) -> None:
        if self._bar.isVisibleTo(self):
            self.filter_line.setFocus()
            self.filter_line.selectAll()

    def _enter_rows(self) -> None:
        self._apply_filter()
        if self.model.rowCount():
            if self.current() is None:
                self.view.go_to(0)
            self.view.setFocus()

    def _type_into_filter(self, typed: str) -> None:
        if self._bar.isVisibleTo(self):
            self.filter_line.setFocus()
            self.filter_line.setText(self.filter_line.text() + typed)
            self._pause.start()

    def _take_all_off(self) -> None:
        self.filter("")
        self._widen()
        (self.view if self.model.rowCount() else self.filter_line).setFocus()

    def _go_back_to(self, row: Any) -> None:
        if row is not None and not self.go_to(self.model.key(row)) and self.model.rowCount():
            self.view.go_to(0)

    def _say_how_many(self) -> None:
        shown, everything = self.model.rowCount(), len(self.model.rows)
        self._bar.setVisible(self._has_filter and (self._keeps_bar or bool(everything)))
        whole = f"{everything} in all" if everything else ""
        part = f"{shown} so far" if self.model.is_looking else f"{shown} of {everything}"
        self._how_many.setText(part if shown != everything else whole)
        if everything and not shown:
            hidden = f"The filter “{self.filter_line.text()}” hides {counted(everything, 'row')}."
            self.empty.say("Nothing has these words in it.", hidden, "search")
        elif self._narrowed:
            self.empty.say(self._narrowed, "", "filter")
        else:
            self.empty.say(self._empty_words, self._how, self._icon)
        is_hiding = bool(everything or self._narrowed)
        self._show_all.setVisible(bool(self._narrowed) or (bool(everything) and self._has_filter))
        if self._act is not None:
            self._act.setVisible(not is_hiding)
        self._stack.setCurrentWidget(self.view if shown or self.model.is_looking else self.empty)
        # With a proxy out of sight, Tab would never leave the filter again.
        self.setFocusProxy(self.view if shown else None)  # type: ignore[arg-type]  # None takes it away
