"""Everything about one home, in cards: the children and the approval in the middle, dates and story at the side."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.ui.pages.homes.approval_cards import (
    resignation_card,
    reviews_card,
    temporary_cards,
    terms_card,
)
from fosterpanel.ui.pages.homes.children_cards import exemptions_card, placements_card
from fosterpanel.ui.pages.homes.people_cards import ChangeHome, people_card
from fosterpanel.ui.pages.homes.sheet_makers import Ask
from fosterpanel.ui.pages.homes.story_cards import StoryCard, items_card
from fosterpanel.ui.pages.record_stack import RecordStack, keeping_focus, scroll_to_top
from fosterpanel.ui.parts.columns import Columns, scrolled, stacked
from fosterpanel.ui.parts.notice import Notice
from fosterpanel.workflow.overviews.homes_overview import HomeFile


class HomeView(QWidget):
    """Asks for sheets through ``ask``, keeps small changes through ``change``, goes to items through ``open_item``.

    ``save_chronology`` asks where the chronology of the home shown goes. ``standing`` says above the cards how it
    stands.
    """

    def __init__(
        self,
        ask: Ask,
        change: ChangeHome,
        open_item: Callable[[str], object],
        save_chronology: Callable[[], object],
        standing: Notice,
    ) -> None:
        super().__init__()
        self._ask, self._change, self._open_item = ask, change, open_item
        self._save_chronology = save_chronology
        self._main, self._aside = RecordStack(), RecordStack()
        self._shown = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        # It scrolls with the cards: at large text a long one would leave no room for them.
        main = scrolled(stacked(standing, self._main))
        column.addWidget(Columns(main, aside=scrolled(self._aside)))

    def show_file(self, file: HomeFile, today: date) -> None:
        """Show a home as it stands."""
        with keeping_focus(self):
            self._main.show_cards(
                placements_card(file, self._ask, today),
                people_card(file.home, self._ask, self._change, today),
                terms_card(file, today),
                exemptions_card(file, self._ask, today),
            )
            self._aside.show_cards(
                *temporary_cards(file, self._ask, today),
                reviews_card(file, self._ask, today),
                resignation_card(file, self._ask),
                items_card(file, self._open_item),
                StoryCard(file.happenings, self._save_chronology),
            )
        if file.home.id != self._shown:
            self._shown = file.home.id
            scroll_to_top(self)
