"""A waiting item's particulars: its clock, and every reason a panel would defer it for today."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fosterpanel.domain.items import called
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.meetings.agenda.checklist import standing_lines
from fosterpanel.ui.parts.buttons import quiet, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.flow import Flow
from fosterpanel.ui.parts.words import StateLine, muted
from fosterpanel.workflow.agendas.waiting_items import WaitingItem


class WaitingAside(Card):
    """``list_asked(item id)`` and ``item_asked(item id)``."""

    list_asked = Signal(str)
    item_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("Waiting item")
        self.show_waiting(None)

    def show_waiting(self, waiting: WaitingItem | None) -> None:
        """Show an item, or that none waits."""
        self.clear()
        if waiting is None:
            self.add(muted("Nothing waits."))
            return
        item_id, reference = waiting.item.id, waiting.item.reference
        self.add(muted(f"{reference} · {called(waiting.item, waiting.item_type)}"))
        if waiting.clock is not None:
            tone, icon = (Tone.BAD, "hourglass") if waiting.cannot_wait else (Tone.INK, "clock")
            self.add(StateLine(waiting.clock.standing, tone, icon))
        self.add(*standing_lines(waiting.readiness))
        acts = QWidget()
        flow = Flow(acts)
        flow.addWidget(secondary("List it", "plus", on_press=lambda: self.list_asked.emit(item_id)))
        flow.addWidget(
            quiet("Open the item", "external-link", on_press=lambda: self.item_asked.emit(item_id))
        )
        self.add(acts)
