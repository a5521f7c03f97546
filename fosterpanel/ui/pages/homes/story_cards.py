"""The cards that tell a home's story: its items, and everything that happened in one line of time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.domain.wording import plain_date
from fosterpanel.ui.look import sizes
from fosterpanel.ui.pages.copies import CHRONOLOGY_WORDS
from fosterpanel.ui.pages.record_row import Fact, RecordRow, line, row_button, rows_card
from fosterpanel.ui.parts.buttons import quiet, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.words import muted, small
from fosterpanel.workflow.overviews.homes_overview import HomeFile
from fosterpanel.workflow.overviews.timeline import Happening

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
    """Everything that happened, the latest first; a long story shows its end until the person asks for all of it.

    ``save`` takes the chronology out.
    """

    def __init__(self, happenings: tuple[Happening, ...], save: Callable[[], object]) -> None:
        super().__init__("What happened")
        self._happenings = happenings
        self._more: QWidget | None = None
        self._told = QVBoxLayout()
        self._told.setSpacing(sizes.px(sizes.SMALL))
        self.add(self._told)
        if not happenings:
            self.add(muted("Nothing yet."))
        self._show(happenings[:FIRST_SHOWN])
        if len(happenings) > FIRST_SHOWN:
            self._more = quiet(f"Show all {len(happenings)}", "history", on_press=self._show_all)
            self.add(self._more)
        self.add(line(), small(CHRONOLOGY_WORDS))
        self.add_acts(secondary("Save the chronology…", "history", on_press=save))

    def _show(self, happenings: tuple[Happening, ...]) -> None:
        for one in happenings:
            self._told.addWidget(Fact(plain_date(one.on), one.words))

    def _show_all(self) -> None:
        if self._more is not None:
            self._more.hide()
        self._show(self._happenings[FIRST_SHOWN:])
