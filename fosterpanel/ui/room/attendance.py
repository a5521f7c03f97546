"""Who is here: members of the panel in the room or on the line, out, or excused; and whoever else attends."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fosterpanel.domain.attendance import Mode, OtherAttender
from fosterpanel.domain.wording import ended
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import Button, icon_only, primary, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.fields import ChoiceField, LineField
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.words import StateLine, muted, words
from fosterpanel.ui.room.corrections import CAPACITIES, OtherSheet, StaySheet
from fosterpanel.ui.room.part import Hands, Step, beside, emptied, filled
from fosterpanel.workflow.in_session.people_in_room import RoomPerson
from fosterpanel.workflow.meeting_room.room import Room
from fosterpanel.workflow.panels.meetings import (
    change_mode,
    let_in,
    record_apologies,
    record_arrival,
    record_departure,
    record_other,
)

_MODES = {"room": Mode.IN_ROOM, "remote": Mode.REMOTE}


class PersonLine(QWidget):
    """One seat of the panel: who, how they attend, and a press to change it."""

    def __init__(self, member_id: str, asked: Callable[[str, str], object]) -> None:
        super().__init__()
        self._name, self._words = words("", "strong"), muted("")
        self._buttons = {
            what: Button(said, "segment", on_press=partial(asked, member_id, what))
            for what, said in (
                ("room", "In the room"),
                ("remote", "Remote"),
                ("out", "Out"),
                ("apologies", "Apologies"),
            )
        }
        for what, button in self._buttons.items():
            button.setCheckable(True)
            button.setObjectName(f"{what}_{member_id}")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.px(sizes.TINY))
        row.addLayout(names, 1)
        self._correct = icon_only("Correct", "pencil", on_press=partial(asked, member_id, "correct"))
        self._correct.setObjectName(f"correct_{member_id}")
        for button in (*self._buttons.values(), self._correct):
            row.addWidget(button)
        self.setFocusProxy(self._buttons["room"])

    def show_person(self, person: RoomPerson, *, is_open: bool) -> None:
        """Show how they attend."""
        self._name.setText(person.name)
        self._words.setText(f"{person.seat.value.capitalize()} · {person.words.lower()}")
        now = {
            "room": person.mode is Mode.IN_ROOM,
            "remote": person.mode is Mode.REMOTE,
            "out": not person.is_present and person.left_at is not None,
            "apologies": not person.is_present and person.left_at is None and person.has_apologised,
        }
        for what, button in self._buttons.items():
            button.setChecked(now[what])
            button.setAccessibleName(f"{person.name}: {button.text()}")
            button.setEnabled(is_open or what == "apologies")
        # What cannot be said of them is not offered.
        self._buttons["apologies"].setVisible(person.came_at is None)
        self._buttons["out"].setVisible(person.came_at is not None)
        self._correct.setVisible(is_open and bool(person.stays))
        self._correct.setAccessibleName(f"Correct when {person.name} was here")


class Attendance(QWidget):
    """The panel of the meeting and everybody else, in place of the notes. ``main`` lets everybody in at once.

    ``sheet_asked(FormSheet)`` to put right what was entered wrongly.
    """

    sheet_asked = Signal(object)

    def __init__(self, hands: Hands, meeting_id: str) -> None:
        super().__init__()
        self._hands, self._meeting_id = hands, meeting_id
        self._room: Room | None = None
        self._lines: dict[str, PersonLine] = {}
        self.main = primary("Everybody else is in the room", "user-check", on_press=self._let_all_in)
        self.main.setObjectName("all_in")
        self._quorum = StateLine("", Tone.INK, "shield-check")
        self._panel, self._others = Card("The panel"), QVBoxLayout()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(sizes.px(sizes.SMALL))
        self._panel.add(self._rows, beside(self._quorum, self.main, stretch=0, is_level=True))
        self.name = LineField("Name", name="other_name", optional=True).unmarked()
        self.capacity: ChoiceField[str] = ChoiceField(
            "As", [(one, one.capitalize()) for one in CAPACITIES], name="other_capacity", optional=True
        ).unmarked()
        self.only_item: ChoiceField[str] = ChoiceField(
            "For", [], name="other_item", optional=True, nothing="The whole meeting"
        ).unmarked()
        add = secondary("Add", "user-plus", on_press=self._add_other)
        add.setObjectName("add_other")
        self._form = Form().watch(self.name, self.capacity, self.only_item)
        others = Card("Also attending").add(
            self._others, beside(self.name, self.capacity, self.only_item, stretch=0), beside(add)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, sizes.px(sizes.TINY), 0)
        column.setSpacing(sizes.px(sizes.MEDIUM))
        for card in (self._panel, others):
            column.addWidget(card)
        column.addStretch(1)

    def show_room(self, room: Room, quorum: str, tone: Tone) -> None:
        """Show who is here, and the quorum of the item in hand."""
        self._room = room
        for person in room.people:
            line = self._lines.get(person.member_id)
            if line is None:
                line = self._lines[person.member_id] = PersonLine(person.member_id, self._change)
                self._rows.addWidget(line)
            line.show_person(person, is_open=room.is_open)
        self.main.setEnabled(room.is_open)
        self.main.setVisible(bool(self._expected()))
        self._quorum.say(quorum, tone, "shield-check" if tone is Tone.GOOD else "shield-alert")
        self._quorum.setVisible(bool(quorum))
        emptied(self._others)
        for other in room.others:
            self._others.addWidget(self._other_line(room, other))
        self.only_item.set_options([(one.id, one.item.reference) for one in room.items])

    def focus_first(self) -> None:
        """Give the keyboard to the button that lets everybody in, or to the first person."""
        first = self.main if not self.main.isHidden() and self.main.isEnabled() else None
        target = first or next(iter(self._lines.values()), None)
        if target is not None:
            target.setFocus()

    def toggle(self, member_id: str) -> None:
        """Let a member in who is out, or out who is in."""
        person = self._person(member_id)
        self._change(member_id, "out" if person.is_present else "room")

    def _other_line(self, room: Room, other: OtherAttender) -> QWidget:
        item = next((one.item.reference for one in room.items if one.id == other.item_id), "")
        said = words(ended(f"{other.name}, {other.capacity}{f', for {item}' if item else ''}"))
        if not room.is_open:
            return said
        correct = icon_only(
            f"Correct {other.name}, {other.capacity}", "pencil", on_press=partial(self._correct_other, other)
        )
        return beside(said, correct, stretch=0, is_level=True)

    def _correct_other(self, other: OtherAttender) -> None:
        assert self._room is not None
        office, runner = self._hands.office, self._hands.runner
        self.sheet_asked.emit(OtherSheet(office, runner, self._room, other))

    def _person(self, member_id: str) -> RoomPerson:
        assert self._room is not None
        return next(one for one in self._room.people if one.member_id == member_id)

    def _change(self, member_id: str, what: str) -> None:
        person, office, meeting_id = self._person(member_id), self._hands.office, self._meeting_id
        mode = _MODES.get(what)
        if what == "correct":
            self.sheet_asked.emit(StaySheet(office, self._hands.runner, meeting_id, person))
        elif what == "apologies":
            self._hands.do(lambda: record_apologies(office, meeting_id, member_id))
        elif mode is not None and not person.is_present:
            self._hands.do(lambda: record_arrival(office, meeting_id, member_id, mode))
        elif mode is not None and person.mode is not mode:
            self._hands.do(lambda: change_mode(office, meeting_id, member_id, mode))
        elif what == "out" and person.is_present:
            self._hands.do(lambda: record_departure(office, meeting_id, member_id))
        if self._room is not None:
            # A button pressed shows itself chosen, whatever came of it.
            self._lines[member_id].show_person(self._person(member_id), is_open=self._room.is_open)

    def _expected(self) -> list[RoomPerson]:
        """Who has not come yet and has not said they would stay away."""
        people = self._room.people if self._room is not None else ()
        return [one for one in people if one.came_at is None and not one.has_apologised]

    def _let_all_in(self) -> None:
        expected = [one.member_id for one in self._expected()]
        if self._hands.do(lambda: let_in(self._hands.office, self._meeting_id, expected)):
            self._hands.step_asked.emit(Step.BEFORE)

    def _add_other(self) -> None:
        capacity = self.capacity.value()
        if not filled(self.name) or capacity is None:
            self.capacity.show_error("Say in which capacity they attend.")
            return
        other = OtherAttender(name=self.name.value(), capacity=capacity, item_id=self.only_item.value() or "")
        self._hands.do(
            lambda: record_other(self._hands.office, self._meeting_id, other), lambda _: self._added()
        )

    def _added(self) -> None:
        self.name.set_value("")
        self.capacity.set_value(None)
        self.name.focus()
