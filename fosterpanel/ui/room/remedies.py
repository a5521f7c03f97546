"""What may be done while an item has no quorum: each way on in a sentence, with its button."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from fosterpanel.domain.remedies import Remedy, RemedyAct
from fosterpanel.ui.look import sizes
from fosterpanel.ui.parts.buttons import Button, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.words import words
from fosterpanel.ui.room.part import beside
from fosterpanel.workflow.room import Room

_VERBS = {
    RemedyAct.RULE: "Go to the ruling",
    RemedyAct.WAIT: "Who is here",
    RemedyAct.DEFER: "Defer the item",
}


class RemediesCard(Card):
    """Above the notes while business is blocked; ``taken(Remedy)`` when one is chosen."""

    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__("No business can be done on this item now. What may be done")
        self._shown: tuple[Remedy, ...] = ()
        self.hide()

    def show_remedies(self, room: Room, remedies: tuple[Remedy, ...]) -> None:
        """Offer these, or nothing."""
        self.setVisible(bool(remedies))
        if remedies == self._shown:
            return
        self._shown = remedies
        self.clear()
        for remedy in remedies:
            if remedy.act is not RemedyAct.REORDER:
                self.add(beside(words(remedy.words), self._button(room, remedy), stretch=0))
        others = [one for one in remedies if one.act is RemedyAct.REORDER]
        if others:
            said = words("Take another item first; the panel is quorate on it.")
            self.add(
                beside(said, *(self._button(room, one) for one in others), stretch=0, spacing=sizes.TINY)
            )

    def _button(self, room: Room, remedy: Remedy) -> Button:
        button = secondary(_verb(room, remedy), on_press=partial(self.taken.emit, remedy))
        button.setToolTip(remedy.words)
        button.setObjectName(f"remedy_{remedy.act.name.lower()}")
        return button


def _verb(room: Room, remedy: Remedy) -> str:
    if remedy.act is RemedyAct.PRESIDE:
        return f"{room.person(remedy.member_ids[0]).short_name} presides"
    if remedy.act is RemedyAct.REORDER:
        return room.item(remedy.item_id).item.reference
    return _VERBS[remedy.act]
