"""The list of shortcuts, over the desk on F1 and on a question mark."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from fosterpanel.ui.desk.overlay import Overlay
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.look import sizes
from fosterpanel.ui.parts.columns import scrolled, stacked
from fosterpanel.ui.parts.words import heading, words

WIDTH = 620
KEYS = 104


class ShortcutsHelp(Overlay):
    """Every shortcut by where it works; Esc puts it away."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, "Keyboard shortcuts", width=WIDTH)
        tables: list[QWidget] = []
        for where, shortcuts in groupby(Shortcuts, key=lambda one: one.where):
            tables += [heading(where.value), _table(list(shortcuts))]
        self.area = scrolled(stacked(*tables, spacing=sizes.SMALL))
        self.take_keyboard(self.area)
        self.body.addWidget(self.area, 1)


def _table(shortcuts: list[Shortcuts]) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, sizes.px(sizes.SMALL))
    grid.setHorizontalSpacing(sizes.px(sizes.LARGE))
    grid.setVerticalSpacing(sizes.px(6))
    grid.setColumnMinimumWidth(0, sizes.px(KEYS))
    grid.setColumnStretch(1, 1)
    for row, shortcut in enumerate(shortcuts):
        keys = QLabel(shortcut.shown)
        keys.setProperty("kind", "key")
        grid.addWidget(keys, row, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(words(shortcut.words), row, 1)
    return table
