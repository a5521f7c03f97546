"""What may be done while an item has no quorum: each way on in a sentence, with its button."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from fosterpanel.domain.remedies import Remedy, RemedyAct
from fosterpanel.ui.parts.buttons import Button, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.flow import Flow
from fosterpanel.ui.parts.words import words
from fosterpanel.ui.room.part import Hands, beside
from fosterpanel.workflow.in_session.hearings import preside
from fosterpanel.workflow.in_session.remedies import what_may_be_done
from fosterpanel.workflow.meeting_room.items_in_room import RoomItem
from fosterpanel.workflow.meeting_room.room import Room

_VERBS = {
    RemedyAct.RULE: "Go to the ruling",
    RemedyAct.WAIT: "Who is here",
    RemedyAct.DEFER: "Defer the item",
}


class RemediesCard(Card):
    """Above a part of the notes while business is blocked; what is done elsewhere goes out by the room's hands."""

    def __init__(self, hands: Hands) -> None:
        super().__init__("No business can be done on this item now. What may be done")
        self._hands, self._item_id = hands, ""
        self._shown: tuple[Remedy, ...] = ()
        self.hide()

    def show_for(self, room: Room, item: RoomItem | None) -> None:
        """Offer the ways on for an item; nothing for none, while it is quorate, and before anybody has come."""
        self._item_id = item.id if item is not None else ""
        is_blocked = item is not None and item.quorum is not None and not item.quorum.is_met
        has_begun = any(one.came_at for one in room.people)
        office = self._hands.office
        self._show(room, what_may_be_done(office, item.id) if item and is_blocked and has_begun else ())

    def _show(self, room: Room, remedies: tuple[Remedy, ...]) -> None:
        self.setVisible(bool(remedies))
        if remedies == self._shown:
            return
        self._shown = remedies
        self.clear()
        for remedy in remedies:
            if remedy.act is not RemedyAct.REORDER:
                self.add(beside(words(remedy.words), self._button(room, remedy), stretch=0, is_level=True))
        others = [one for one in remedies if one.act is RemedyAct.REORDER]
        if others:
            buttons = QWidget()
            flow = Flow(buttons)
            for one in others:
                flow.addWidget(self._button(room, one))
            self.add(words("Take another item first; the panel is quorate on each of these."), buttons)

    def _button(self, room: Room, remedy: Remedy) -> Button:
        button = secondary(_verb(room, remedy), on_press=partial(self._take, remedy))
        button.setToolTip(remedy.words)
        button.setObjectName(f"remedy_{remedy.act.name.lower()}")
        return button

    def _take(self, remedy: Remedy) -> None:
        if remedy.act is RemedyAct.PRESIDE:
            self._hands.do(partial(preside, self._hands.office, self._item_id, remedy.member_ids[0]))
        else:
            self._hands.remedy_taken.emit(remedy)


def _verb(room: Room, remedy: Remedy) -> str:
    if remedy.act is RemedyAct.PRESIDE:
        return f"{room.person(remedy.member_ids[0]).short_name} presides"
    if remedy.act is RemedyAct.REORDER:
        return room.item(remedy.item_id).item.reference
    return _VERBS[remedy.act]
