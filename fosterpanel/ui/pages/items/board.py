"""The board: what is not finished, in a column for each step of its way, what presses hardest at the top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fosterpanel.domain.items_overview import BOARD, ItemView
from fosterpanel.domain.wording import counted
from fosterpanel.ui.keys import Shortcuts, bind
from fosterpanel.ui.look import sizes
from fosterpanel.ui.pages.items.lines import card_columns
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.columns import scrolled
from fosterpanel.ui.parts.flow import Flow
from fosterpanel.ui.parts.lines import FilterLine
from fosterpanel.ui.parts.tables import Table
from fosterpanel.ui.parts.tables.table import FILTER_DELAY_MS
from fosterpanel.ui.parts.words import small, words
from fosterpanel.workflow.overviews.items_overview import ItemLine

_LEAST_COLUMN = 204
_EMPTY = {
    ItemView.WAITING: "Nothing waits.",
    ItemView.LISTED: "Nothing is listed.",
    ItemView.HEARD: "No minutes are awaited.",
    ItemView.WITH_DECISION_MAKER: "Nothing is being decided.",
    ItemView.TO_BE_TOLD: "Everybody was told.",
}
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ItemsBoard(QWidget):
    """``bar`` holds its filter, for whoever lays out the page.

    Arrows up and down move in a column, left and right between columns; ``opened(ItemLine)`` on Enter.
    """

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.filter_line = FilterLine("Filter the board")
        bind(Shortcuts.FILTER, self, self.filter_line.setFocus)
        self.bar = QWidget()
        self._counts = {view: small("") for view in BOARD}
        self.columns = {view: _column(view) for view in BOARD}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(FILTER_DELAY_MS)
        self._lay_out()
        self._connect()

    def set_columns(self, lines: Mapping[ItemView, Sequence[ItemLine]]) -> None:
        """Show these items, each in the column of its view."""
        for view, column in self.columns.items():
            column.set_rows(lines[view])
        self._count()

    def filter(self, typed: str) -> None:
        """Show only items with these words, at once."""
        self.filter_line.setText(typed)
        self._apply_filter()

    def add_to_bar(self, part: QWidget) -> None:
        """Put something at the right of the filter."""
        self._bar_row.addWidget(part)

    def go_in(self) -> None:
        """Put the keyboard into the first column that has something in it."""
        for column in self.columns.values():
            if column.model.rowCount():
                _enter(column)
                return
        self.filter_line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go sideways between columns."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _SIDEWAYS.get(Qt.Key(event.key()))
            if step is not None and self._go_sideways(watched, step):
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        across = QWidget()
        row = QHBoxLayout(across)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.px(sizes.MEDIUM))
        for view, column in self.columns.items():
            card = Card(margin=sizes.SMALL)
            card.setMinimumWidth(sizes.px(_LEAST_COLUMN))
            card.add(words(view.value, "strong"), self._counts[view])
            card.body.addWidget(column, 1)
            row.addWidget(card, 1)
        self.filter_line.setMaximumWidth(sizes.px(320))
        self._bar_row = Flow(self.bar, spacing=sizes.MEDIUM)
        self._bar_row.addWidget(self.filter_line)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(across))

    def _connect(self) -> None:
        self._pause.timeout.connect(self._apply_filter)
        self.filter_line.textEdited.connect(self._pause.start)
        self.filter_line.returnPressed.connect(self._find)
        for column in self.columns.values():
            column.opened.connect(self.opened)
            column.view.installEventFilter(self)

    def _find(self) -> None:
        self._apply_filter()
        self.go_in()

    def _apply_filter(self) -> None:
        self._pause.stop()
        for column in self.columns.values():
            column.filter(self.filter_line.text())
        self._count()

    def _count(self) -> None:
        for view, count in self._counts.items():
            count.setText(counted(self.columns[view].model.rowCount(), "item"))

    def _go_sideways(self, watched: QObject, step: int) -> bool:
        views = [column.view for column in self.columns.values()]
        at = next((place for place, view in enumerate(views) if view is watched), -1)
        tables = list(self.columns.values())
        beyond = tables[at + 1 :] if step > 0 else tables[:at][::-1]
        for table in beyond:
            if table.model.rowCount():
                _enter(table)
                return True
        return False


def _column(view: ItemView) -> Table[ItemLine]:
    return Table(view.value, card_columns(), empty=_EMPTY[view], has_filter=False, has_titles=False)


def _enter(table: Table[ItemLine]) -> None:
    if table.current() is None:
        table.view.go_to(0)
    table.view.setFocus()
