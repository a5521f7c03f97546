"""The items as a table or a board, through a saved view, one type or all, and whatever is typed."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from fosterpanel.domain.items_overview import BOARD, ItemView
from fosterpanel.ui.desk.places import Place
from fosterpanel.ui.look import sizes
from fosterpanel.ui.pages.items.board import ItemsBoard
from fosterpanel.ui.pages.items.lines import table_columns
from fosterpanel.ui.pages.items.type_choice import TypeChoice
from fosterpanel.ui.pages.view_bar import ViewBar
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.naming import in_order
from fosterpanel.ui.parts.tables import Table
from fosterpanel.workflow.overviews.items_overview import ItemLine, ItemsByView


class Layout(StrEnum):
    """How the items are laid out."""

    TABLE = "Table"
    BOARD = "Board"


class ItemsOverview(QWidget):
    """``opened(ItemLine)`` on Enter. ``finished_asked()`` when a view is chosen that shows finished items too."""

    opened = Signal(object)
    finished_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._items = ItemsByView()
        self._finished: Sequence[ItemLine] = ()
        self.views: ViewBar[ItemView] = ViewBar(ItemView)
        self.layouts: ViewBar[Layout] = ViewBar(Layout)
        self.types = TypeChoice()
        self.table: Table[ItemLine] = Table(
            "Items",
            table_columns(),
            empty="Nothing is in this view.",
            how="Press Ctrl N to take in a new item.",
            icon=Place.ITEMS.icon,
        )
        self._lay_out()
        self._connect()

    @cached_property
    def board(self) -> ItemsBoard:
        """The board, made when somebody first asks for it."""
        board = ItemsBoard()
        board.opened.connect(self.opened)
        self._bar.insertWidget(1, board.bar, 1)
        self._stack.addWidget(board)
        return board

    @property
    def shows_finished(self) -> bool:
        """Whether the view chosen shows finished items too."""
        return self.views.view is ItemView.ALL and self.layouts.view is Layout.TABLE

    def set_items(self, items: ItemsByView, finished: Sequence[ItemLine] = ()) -> None:
        """Show these items; the finished ones only where the view asks for them."""
        self._items, self._finished = items, finished
        self.types.offer(items.type_names)
        self.views.show_counts(
            {view: len(lines) for view, lines in items.views.items() if view is not ItemView.ALL}
        )
        self._show()

    def shown(self) -> list[ItemLine]:
        """What the table shows, as it shows it."""
        return self.table.model.shown

    def focus_rows(self) -> None:
        """Put the keyboard on the item the person was on, or the first."""
        if self.layouts.view is Layout.BOARD:
            self.board.go_in()
            return
        if self.table.current() is None and self.table.model.rowCount():
            self.table.view.go_to(0)
        (self.table.view if self.table.model.rowCount() else self.table.filter_line).setFocus()

    def _lay_out(self) -> None:
        self._bar = QHBoxLayout()
        self._bar.setSpacing(sizes.px(sizes.MEDIUM))
        self._bar.addWidget(self.views, 1)
        self._bar.addWidget(self.layouts, 0, Qt.AlignmentFlag.AlignTop)
        self.table.add_to_bar(self.types)
        self._card = Card(margin=6)
        self._card.add(self.table)
        self._card.body.setContentsMargins(*[sizes.px(each) for each in (10, 10, 10, 6)])
        shown = QWidget()
        self._stack = QStackedLayout(shown)
        self._stack.addWidget(self._card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.MEDIUM))
        column.addLayout(self._bar)
        column.addWidget(shown, 1)
        self._put_in_order()

    def _connect(self) -> None:
        self.views.chosen.connect(self._change_view)
        self.layouts.chosen.connect(self._change_layout)
        self.types.chosen.connect(self._show)
        self.table.opened.connect(self.opened)

    def _change_view(self) -> None:
        if self.shows_finished:
            self.finished_asked.emit()
        self._show()

    def _change_layout(self, layout: Layout) -> None:
        is_board = layout is Layout.BOARD
        before, after = (self.table, self.board) if is_board else (self.board, self.table)
        self.views.setVisible(not is_board)
        self.board.bar.setVisible(is_board)
        (self.board if is_board else self.table).add_to_bar(self.types)
        self._put_in_order()
        self._stack.setCurrentIndex(int(is_board))
        self._change_view()
        after.filter(before.filter_line.text())

    def _put_in_order(self) -> None:
        if self.layouts.view is Layout.TABLE:
            table = (self.table.filter_line, self.types, self.table.view)
            in_order(*self.views.stops, *self.layouts.stops, *table)
        else:
            columns = (column.view for column in self.board.columns.values())
            in_order(self.board.filter_line, self.types, *self.layouts.stops, *columns)

    def _show(self) -> None:
        if self.layouts.view is Layout.BOARD:
            self.board.set_columns({view: self._of_type(view) for view in BOARD})
            for view, column in self.board.columns.items():
                self._say_narrowed(column, view)
            return
        lines = self._of_type(self.views.view)
        if self.shows_finished:
            lines = [*lines, *self._narrowed(self._finished)]
        with QSignalBlocker(self.table):
            self.table.set_rows(lines)
        self._say_narrowed(self.table, self.views.view)

    def _say_narrowed(self, table: Table[ItemLine], view: ItemView) -> None:
        is_hiding = self.types.code and (self._items.views.get(view) or self.shows_finished)
        said = f"No “{self.types.currentText()}” is in this view." if is_hiding else ""
        table.narrow(said, self.types.choose_all)

    def _of_type(self, view: ItemView) -> Sequence[ItemLine]:
        return self._narrowed(self._items.views.get(view, ()))

    def _narrowed(self, lines: Sequence[ItemLine]) -> Sequence[ItemLine]:
        code = self.types.code
        return [line for line in lines if line.type_code == code] if code else lines
