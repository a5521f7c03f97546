"""The items of a meeting at the side of its page: where each stands, who has an interest in it, and a way to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.wording import capitalised, listed
from fosterpanel.ui.pages.record_row import RecordRow, row_button
from fosterpanel.ui.parts.buttons import secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.words import muted
from fosterpanel.workflow.panels.invitations import QuorumForecast


class ItemsCard(Card):
    """Signals: ``item_asked(item id)``, and ``interest_told`` to record one that somebody has told of beforehand."""

    item_asked = Signal(str)
    interest_told = Signal()

    def __init__(self) -> None:
        super().__init__("Items")

    def show_items(
        self, items: Sequence[PanelItem], forecasts: Sequence[QuorumForecast], *, has_begun: bool
    ) -> None:
        """Show the items in the order of the agenda."""
        self.clear()
        interested = {one.item.id: one.interested for one in forecasts if one.item is not None}
        for item in items:
            way = row_button("Open", f"Open item {item.reference}", partial(self.item_asked.emit, item.id))
            names = interested.get(item.id, ())
            said = f". Interest told by {listed(names)}" if names and not has_begun else ""
            self.add(RecordRow(item.reference, f"{capitalised(item.stage.value)}{said}", way))
        if not items:
            self.add(muted("None is listed yet. Open the agenda to list some."))
        elif not has_begun:
            self.add_acts(secondary("Record an interest…", on_press=self.interest_told.emit))
