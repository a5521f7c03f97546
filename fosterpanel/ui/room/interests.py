"""Interests in the item: declared in a line, and ruled on beside it by whoever presides."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.domain.interests import DeclaredInterest, InterestKind, Ruling
from fosterpanel.domain.wording import capitalised, ended
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import primary, quiet, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.fields import ChoiceField, OneOfField, TextField
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.words import StateLine, muted, words
from fosterpanel.ui.room.part import Hands, beside, emptied, sound
from fosterpanel.workflow.in_session.hearings import NewInterest, declare_interest, rule_on_interest
from fosterpanel.workflow.meeting_room.items_in_room import RoomItem
from fosterpanel.workflow.meeting_room.room import Room

_RULINGS = ((Ruling.STAY, "Stays"), (Ruling.STAY_WITHOUT_VOTE, "Stays, no vote"), (Ruling.LEAVE, "Leaves"))


class RulingForm(QWidget):
    """The ruling on one interest; ``ruled()`` once it is recorded."""

    ruled = Signal()

    def __init__(self, hands: Hands, interest: DeclaredInterest, rulers: list[tuple[str, str]]) -> None:
        super().__init__()
        self._hands, self._interest = hands, interest
        self.ruling: OneOfField[Ruling] = OneOfField("Ruling", _RULINGS, name=f"ruling_{interest.member_id}")
        self.reason = TextField("Why", name=f"ruling_why_{interest.member_id}", lines=1)
        self.by: ChoiceField[str] = ChoiceField("Ruled by", rulers, name=f"ruled_by_{interest.member_id}")
        if rulers:
            self.by.set_value(rulers[0][0])
        self.by.setVisible(len(rulers) != 1)
        rule = primary("Rule", "gavel", on_press=self._rule)
        rule.setObjectName(f"rule_{interest.member_id}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.SMALL))
        for part in (self.ruling, self.reason, self.by):
            column.addWidget(part)
        column.addWidget(beside(rule))

    def _rule(self) -> None:
        if sound(self.ruling, self.reason, self.by):
            ruling, by = self.ruling.value(), self.by.value()
            assert ruling is not None
            work = partial(
                rule_on_interest,
                self._hands.office,
                self._interest.id,
                ruling=ruling,
                by=by or "",
                reason=self.reason.value(),
            )
            if self._hands.do(work):
                self.ruled.emit()


class InterestsCard(Card):
    """What was declared for the item, and a line to declare more. ``ruled()`` after a ruling."""

    ruled = Signal()

    def __init__(self, hands: Hands, item_id: str) -> None:
        super().__init__("Interests in this item")
        self._hands, self._item_id = hands, item_id
        self.rulings: list[RulingForm] = []
        self._shown: tuple[object, ...] | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(sizes.px(sizes.SMALL))
        self.form = Form()
        self.member: ChoiceField[str] = ChoiceField("Who declares", [], name="interest_member")
        self.kind: ChoiceField[InterestKind] = ChoiceField(
            "What it is", [(kind, capitalised(kind.value)) for kind in InterestKind], name="interest_kind"
        )
        self.nature = TextField("In a few words", name="interest_nature", lines=1)
        self._add = quiet("Declare an interest", "plus", on_press=self._open)
        self._lay_out()

    def show_item(self, room: Room, item: RoomItem) -> None:
        """Show what was declared, and offer the members to declare."""
        shown = (item.interests, tuple(one.member_id for one in room.may_preside))
        if shown != self._shown:
            self._shown = shown
            self._fill(room, item)
        self.member.set_options([(one.member_id, one.name) for one in room.people])
        self._adding.setVisible(not item.has_outcome and self.form.isHidden())

    def focus_first(self) -> None:
        """Give the keyboard to a ruling that waits, or to where more are declared."""
        if self.rulings:
            self.rulings[0].ruling.focus()
        elif not self._adding.isHidden():
            self._add.setFocus()

    def _lay_out(self) -> None:
        self.form.add(self.member, self.kind, self.nature)
        declare = secondary("Declare", on_press=self._declare)
        declare.setObjectName("declare")
        self.form.add_part(beside(declare))
        self.form.hide()
        self._adding = beside(self._add)
        self.add(self._list, self._adding, self.form)

    def _fill(self, room: Room, item: RoomItem) -> None:
        emptied(self._list)
        self.rulings = []
        if not item.interests:
            self._list.addWidget(muted("None was declared."))
        for interest in item.interests:
            who = ended(
                f"{room.names[interest.member_id]}: {interest.kind.value}. {capitalised(interest.nature)}"
            )
            self._list.addWidget(words(who))
            self._list.addWidget(self._ruling(room, item, interest))

    def _ruling(self, room: Room, item: RoomItem, interest: DeclaredInterest) -> QWidget:
        if interest.ruling is None:
            rulers = [(one.member_id, one.name) for one in room.may_rule(item, interest)]
            form = RulingForm(self._hands, interest, rulers)
            form.ruled.connect(self.ruled)
            self.rulings.append(form)
            return form
        said = f"{capitalised(interest.ruling.value)}: {interest.ruling_reason}"
        return StateLine(ended(said), Tone.INK, "gavel")

    def _open(self) -> None:
        self.form.show()
        self._adding.hide()
        self.member.focus()

    def _declare(self) -> None:
        if not self.form.is_sound():
            return
        member, kind = self.member.value(), self.kind.value()
        assert member is not None
        assert kind is not None
        new = NewInterest(item_id=self._item_id, member_id=member, kind=kind, nature=self.nature.value())
        if self._hands.do(partial(declare_interest, self._hands.office, new)):
            self._declared()

    def _declared(self) -> None:
        self.form.hide()
        self._adding.show()
        # A form just put into the card is in sight with the next turn of the event loop.
        QTimer.singleShot(0, self.focus_first)
        self.nature.set_value("")
        self.kind.set_value(None)
        self.member.set_value(None)
