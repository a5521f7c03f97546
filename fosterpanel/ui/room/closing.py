"""The end of the meeting: every item's minutes read and agreed, the meeting closed, and all of them signed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QVBoxLayout, QWidget

from fosterpanel.domain.items import ItemStage
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.wording import counted, listed
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.addendum_sheet import AddendumSheet
from fosterpanel.ui.parts.buttons import Button, primary, quiet, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.pill import Pill
from fosterpanel.ui.parts.words import StateLine, muted, words
from fosterpanel.ui.room.part import Hands, beside, emptied
from fosterpanel.ui.room.signing import Signing
from fosterpanel.workflow.meeting_room.items_in_room import RoomItem
from fosterpanel.workflow.meeting_room.room import Room
from fosterpanel.workflow.minuting.addenda import Addendum, addenda_of, addendum_in_hand
from fosterpanel.workflow.minuting.minutes import agree_minutes, hand_minutes_on
from fosterpanel.workflow.minuting.minutes_to_sign import MinutesToSign, minutes_to_sign
from fosterpanel.workflow.panels.meetings import close_meeting

_LEAST_BESIDE = 560


class ClosingLine(QWidget):
    """One item: what came of it, how far its minutes are, and what to do about it."""

    def __init__(self, closing: Closing, room: Room, item: RoomItem, held: MinutesToSign | None) -> None:
        super().__init__()
        said = QWidget()
        column = QVBoxLayout(said)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(2))
        column.addWidget(words(item.title, "strong"))
        standing, tone = _minutes_words(held)
        column.addWidget(beside(Pill(standing, tone), muted(_line_below(room, item, held)), stretch=1))
        is_signed = held is not None and held.is_signed
        for addendum in closing.addenda_of(item.id) if is_signed else ():
            tone = Tone.WARN if addendum.is_after_decision else Tone.MUTED
            column.addWidget(StateLine(addendum.sentence, tone, "pen-line"))
        self.acts = self._acts(closing, item, held)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(said, 1)
        self._row.addWidget(beside(*self.acts, spacing=0), 0, Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the acts below the words where there is little room."""
        super().resizeEvent(event)
        is_roomy = self.width() >= sizes.px(_LEAST_BESIDE)
        way = QBoxLayout.Direction.LeftToRight if is_roomy else QBoxLayout.Direction.TopToBottom
        if self._row.direction() is not way:
            self._row.setDirection(way)

    def focus_first(self) -> None:
        """Give the keyboard to what is to be done about it."""
        self.acts[0].setFocus()

    def _acts(self, closing: Closing, item: RoomItem, held: MinutesToSign | None) -> list[Button]:
        reference = item.item.reference
        acts = {"go": quiet("Go to it", "arrow-right", on_press=partial(closing.item_asked.emit, item.id))}
        if held is not None and held.is_signed:
            acts["addendum"] = quiet("Addendum", "pen-line", on_press=partial(closing.put_right, item.id))
        if held is not None and held.can_be_agreed:
            acts["agree"] = quiet("Agree", "check", on_press=partial(closing.agree, item.id))
        if item.has_outcome:
            acts["read"] = quiet("Read", "eye", on_press=partial(closing.read_asked.emit, item.id))
        for what, act in acts.items():
            act.setObjectName(f"{what}_{reference.replace('/', '_')}")
            act.setAccessibleName(f"{act.accessibleName()}: {reference}")
        return list(reversed(acts.values()))


class Closing(QWidget):
    """In place of the notes. ``item_asked(item id)``; ``read_asked(item id)`` to show its draft beside this.

    ``person_asked()`` when somebody else, who presided over an item, is to sit down and sign; ``names_found(found)``
    when minutes name another family and somebody has to say why. ``sheet_asked(FormSheet)`` for an addendum.
    """

    item_asked = Signal(object)
    read_asked = Signal(object)
    person_asked = Signal()
    names_found = Signal(object)
    sheet_asked = Signal(object)

    def __init__(self, hands: Hands, meeting_id: str) -> None:
        super().__init__()
        self._hands, self._meeting_id = hands, meeting_id
        self._room: Room | None = None
        self._held: dict[str, MinutesToSign] = {}
        self._lines: dict[str, ClosingLine] = {}
        self._acted_on = ""
        self.main = primary("Close the meeting", "signature", on_press=self._go_on)
        self.main.setObjectName("close_or_sign")
        self._state = StateLine("", Tone.INK, "info")
        self.signing = Signing(hands)
        self.signing.ended.connect(self._signing_ended)
        self.signing.names_found.connect(self.names_found)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(sizes.px(sizes.MEDIUM))
        self._other = secondary("Let them sit down", "user", on_press=self.person_asked.emit)
        card = Card("The minutes of this meeting").add(self._rows)
        acts = Card().add(self.signing, beside(self._state, self._other, self.main, stretch=0, is_level=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, sizes.px(sizes.TINY), 0)
        column.setSpacing(sizes.px(sizes.MEDIUM))
        column.addWidget(card)
        column.addWidget(acts)
        column.addStretch(1)

    def show_room(self, room: Room) -> None:
        """Show how far each item's minutes are."""
        self._room = room
        focused = QApplication.focusWidget()
        was_in = [item_id for item_id, line in self._lines.items() if focused and line.isAncestorOf(focused)]
        self._held = {one.item_id: one for one in minutes_to_sign(self._hands.office, self._meeting_id)}
        emptied(self._rows)
        for item in room.items:
            line = self._lines[item.id] = ClosingLine(self, room, item, self._held.get(item.id))
            self._rows.addWidget(line)
        for item_id in was_in:
            # The line made anew is in sight with the next turn of the event loop.
            QTimer.singleShot(0, self._lines[item_id].focus_first)
        signed = sum(one.is_signed for one in self._held.values())
        self.signing.show_signed(signed, len(room.items))
        self._say(room, signed)

    def focus_first(self) -> None:
        """Give the keyboard to the act; while there is none to do, to the line last acted on, or the first."""
        if self.main.isEnabled() and not self.main.isHidden():
            self.main.setFocus()
        elif self._lines:
            self._lines.get(self._acted_on, next(iter(self._lines.values()))).focus_first()

    def agree(self, item_id: str) -> None:
        """The chair agrees the draft of an item."""
        self._hands.do(lambda: agree_minutes(self._hands.office, item_id))

    def addenda_of(self, item_id: str) -> tuple[Addendum, ...]:
        """What was put right in the minutes of an item, and how that stands."""
        return addenda_of(self._hands.office, item_id)

    def put_right(self, item_id: str) -> None:
        """Open the addendum to the minutes of an item."""
        hands, self._acted_on = self._hands, item_id
        hands.runner.act(
            lambda: addendum_in_hand(hands.office, item_id),
            lambda held: self.sheet_asked.emit(AddendumSheet(hands.office, hands.runner, held)),
        )

    def _say(self, room: Room, signed: int) -> None:
        mine, total = self._to_sign(), counted(len(room.items), "item")
        to_sign = f"Sign {counted(len(mine), 'set')} of minutes" if mine else "Sign the minutes"
        verb = to_sign if room.is_closed else "Close the meeting"
        self.main.setText(verb)
        self.main.setEnabled(
            not self.signing.is_under_way and (bool(mine) if room.is_closed else room.is_open)
        )
        to_hand_on = self._to_hand_on(room)
        if room.is_closed and signed == len(room.items) and to_hand_on:
            self.main.setText(f"Hand {counted(len(to_hand_on), 'set')} on to the decision maker")
            self.main.setEnabled(True)
        self.main.setVisible(not room.is_closed or signed < len(room.items) or bool(to_hand_on))
        waiting = [one for one in room.items if not one.has_outcome]
        others = [
            one for one in self._held.values() if one.is_agreed and not one.is_signed and not one.is_mine
        ]
        self._other.setVisible(room.is_closed and not mine and bool(others))
        if waiting:
            references = listed(one.item.reference for one in waiting)
            self._state.say(
                f"No outcome yet: {references}. Closing decides nothing.", Tone.WARN, "circle-alert"
            )
        elif signed == len(room.items) and to_hand_on:
            self._state.say(
                f"All {total} signed. Handed on, they count as received today: the days for the decisions run.",
                Tone.GOOD,
                "circle-check",
            )
        elif signed == len(room.items):
            self._state.say(f"All {total} signed. You can go home.", Tone.GOOD, "circle-check")
        elif room.is_closed:
            self._state.say(_signing_words(room, signed, mine, others), Tone.INK, "info")
        else:
            self._state.say("Every item has its outcome.", Tone.GOOD, "circle-check")

    def _go_on(self) -> None:
        room = self._room
        if room is not None and room.is_closed and (mine := self._to_sign()):
            self.main.setEnabled(False)
            self.signing.begin([one.item_id for one in mine])
        elif room is not None and room.is_closed:
            office, item_ids = self._hands.office, self._to_hand_on(room)
            self._hands.do(lambda: hand_minutes_on(office, item_ids))
        else:
            self._hands.do(lambda: close_meeting(self._hands.office, self._meeting_id), self._closed)

    def _closed(self, _: Meeting) -> None:
        self.main.setFocus()

    def _to_sign(self) -> list[MinutesToSign]:
        return [one for one in self._held.values() if one.can_be_signed]

    def _to_hand_on(self, room: Room) -> list[str]:
        """The items whose minutes are signed and wait for the decision maker to have them."""
        held = self._held
        return [
            one.id
            for one in room.items
            if one.item.stage is ItemStage.RECOMMENDED and one.id in held and held[one.id].is_signed
        ]

    def _signing_ended(self) -> None:
        self._hands.acted.emit()
        self.focus_first()


def _signing_words(room: Room, signed: int, mine: list[MinutesToSign], others: list[MinutesToSign]) -> str:
    """How many are signed and what waits: for the person here, or for whoever else presided."""
    said = f"{signed} of {counted(len(room.items), 'item')} signed"
    if mine:
        return f"{said}, {len(mine)} agreed and ready."
    if others:
        names = listed(dict.fromkeys(room.person(one.signer_id).name for one in others))
        return f"{said}. {names} presided over {listed(one.reference for one in others)} and signs there."
    return f"{said}. Read and agree the others first."


def _minutes_words(held: MinutesToSign | None) -> tuple[str, Tone]:
    if held is None:
        return "No minutes yet", Tone.WARN
    if held.is_signed:
        return "Signed", Tone.GOOD
    if held.is_agreed:
        return "Agreed", Tone.SOFT
    return ("Not whole", Tone.WARN) if held.missing else ("Draft", Tone.SOFT)


def _line_below(room: Room, item: RoomItem, held: MinutesToSign | None) -> str:
    """What came of the item, and what its minutes lack or who agrees them."""
    if not item.has_outcome:
        return "No outcome yet"
    if held is None or held.is_agreed:
        return item.standing
    if held.missing:
        return f"{item.standing}. Still to be written: {listed(held.missing)}"
    if held.is_mine:
        return item.standing
    return f"{item.standing}. {room.person(held.signer_id).name} presided and agrees them"
