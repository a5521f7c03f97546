"""What earlier panels agreed: what is still to be done, and what was done by this panel's day."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.domain.actions import Action
from fosterpanel.domain.wording import ended
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import Button, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.words import StateLine, muted, words
from fosterpanel.ui.room.part import Hands, beside
from fosterpanel.workflow.business.actions import CarriedAction, finish_action
from fosterpanel.workflow.undo import undo_edit


class CarriedCard(Card):
    """Actions of earlier panels, those still open with the press that says they are done."""

    def __init__(self, hands: Hands, title: str) -> None:
        super().__init__(title)
        self._hands = hands
        self._buttons: list[Button] = []
        self._shown: tuple[CarriedAction, ...] | None = None

    def show_actions(self, carried: tuple[CarriedAction, ...]) -> None:
        """Show them, as they stand now."""
        if carried == self._shown:
            return
        self._shown = carried
        self._buttons = []
        self.clear()
        for one in carried:
            self.add(self._line(one))
        if not carried:
            self.add(muted("Nothing that earlier panels agreed is still to be done."))

    def focus_first(self) -> None:
        """Give the keyboard to the first that is still to be done."""
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _line(self, one: CarriedAction) -> QWidget:
        said, what = QWidget(), ended(one.action.what)
        column = QVBoxLayout(said)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(2))
        is_done = one.action.done_on is not None
        column.addWidget(StateLine(f"Done: {what}", Tone.GOOD) if is_done else words(what, "strong"))
        column.addWidget(muted(one.sentence))
        return said if is_done else beside(said, self._button(one), stretch=0)

    def _button(self, one: CarriedAction) -> Button:
        done = secondary("Done", "check", on_press=partial(self._finish, one.action))
        done.setObjectName(f"done_{one.action.id}")
        done.setAccessibleName(f"Done: {one.action.what}")
        self._buttons.append(done)
        return done

    def _finish(self, action: Action) -> None:
        if self._hands.do(
            partial(finish_action, self._hands.office, action.id), partial(self._offer_undo, action)
        ):
            # What was put into the card just now is in sight with the next turn of the event loop.
            QTimer.singleShot(0, self.focus_first)

    def _offer_undo(self, before: Action, after: Action) -> None:
        self._hands.offer_undo(
            f"Done: {ended(after.what)}",
            partial(undo_edit, self._hands.office, before, after),
            "It is not done",
        )
