"""The story of an item's home, or of the item: panels, deferrals, decisions, the register, in one line of time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.domain.wording import plain_date
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.tables import Column, Table
from fosterpanel.workflow.overviews.timeline import Happening


class StoryPart(QWidget):
    """``opened(Happening)`` on Enter."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.table: Table[Happening] = Table(
            "Story",
            (
                Column("When", lambda one: plain_date(one.on), sort_key=lambda one: one.on, width=176),
                Column("What", lambda one: one.words, why=lambda one: one.why),
            ),
            empty="Nothing has happened yet.",
            how="What is received, heard, decided and told appears here by itself.",
            icon="history",
        )
        card = Card(margin=10)
        card.add(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.table.opened.connect(self.opened)

    def show_story(self, story: Sequence[Happening]) -> None:
        """Show what happened, the latest first."""
        self.table.set_rows(story)
