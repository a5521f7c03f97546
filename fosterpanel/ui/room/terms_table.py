"""Terms of approval, old beside new: what changes stands out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from fosterpanel.domain.terms import TermChange
from fosterpanel.ui.look import sizes
from fosterpanel.ui.parts.words import small, words
from fosterpanel.ui.room.part import emptied


class TermsTable(QFrame):
    """One line a term; a changed one is bold at the right."""

    def __init__(self, changes: Sequence[TermChange] = (), new_title: str = "Recommended") -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(sizes.px(sizes.LARGE))
        self._grid.setVerticalSpacing(sizes.px(sizes.TINY))
        for column, stretch in enumerate((2, 4, 4)):
            self._grid.setColumnStretch(column, stretch)
        self._new_title = new_title
        self.show_terms(changes)

    def show_terms(self, changes: Sequence[TermChange]) -> None:
        """Show other terms."""
        emptied(self._grid)
        self._add_row(0, [small(title) for title in ("Terms", "Now", self._new_title)])
        for row, change in enumerate(changes, start=1):
            new = words(change.new, "strong" if change.is_changed else "")
            self._add_row(row, [words(change.label), words(change.old), new])

    def _add_row(self, row: int, cells: list[QLabel]) -> None:
        for column, cell in enumerate(cells):
            self._grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)
