"""The cards that tell a home's story: its items, and everything that happened in one line of time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.domain.wording import plain_date
from fosterpanel.ui.look import sizes
from fosterpanel.ui.pages.record_row import Fact, RecordRow, row_button, rows_card
from fosterpanel.ui.parts.buttons import quiet
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.words import muted
from fosterpanel.workflow.homes_overview import HomeFile
from fosterpanel.workflow.timeline import Happening

FIRST_SHOWN = 12


def items_card(file: HomeFile, open_item: Callable[[str], object]) -> Card | None:
    """The items about this home, the latest first; nothing where there is none."""
    if not file.items:
        return None
    rows = [
        RecordRow(
            f"{item.reference} · {type_name}",
            item.stage.value.capitalize(),
            row_button("Open", f"Open item {item.reference}", partial(open_item, item.id)),
        )
        for item, type_name in file.items
    ]
    return rows_card("Items", rows, "")


class StoryCard(Card):
    """Everything that happened, the latest first; a long story shows its end until the person asks for all of it."""

    def __init__(self, happenings: tuple[Happening, ...]) -> None:
        super().__init__("What happened")
        self._happenings = happenings
        self._more: QWidget | None = None
        if not happenings:
            self.add(muted("Nothing yet."))
        self._show(happenings[:FIRST_SHOWN])
        if len(happenings) > FIRST_SHOWN:
            self._more = quiet(f"Show all {len(happenings)}", "history", on_press=self._show_all)
            self.add(self._more)

    def _show(self, happenings: tuple[Happening, ...]) -> None:
        told = QWidget()
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.SMALL))
        for one in happenings:
            column.addWidget(Fact(plain_date(one.on), one.words))
        self.add(told)

    def _show_all(self) -> None:
        if self._more is not None:
            self._more.hide()
        self._show(self._happenings[FIRST_SHOWN:])
