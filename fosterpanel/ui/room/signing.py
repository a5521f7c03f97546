"""Signing one set of minutes after another: how many are signed, and a stop between two of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from fosterpanel.domain.wording import counted
from fosterpanel.domain.wrong_family import NamesUnanswered
from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.look import sizes
from fosterpanel.ui.parts.buttons import secondary
from fosterpanel.ui.parts.naming import name
from fosterpanel.ui.parts.words import words
from fosterpanel.ui.room.part import Hands, beside
from fosterpanel.ui.tasks import Task, report
from fosterpanel.workflow.minuting.minutes import sign_minutes
from fosterpanel.workflow.office import Office


class Signing(QWidget):
    """What is signed stays signed, and the rest stays agreed, wherever it ends: by Stop, a refusal or a flat battery.

    ``ended()`` once nothing is being signed any more; ``names_found(found)`` when minutes name another family.
    """

    ended = Signal()
    names_found = Signal(object)

    def __init__(self, hands: Hands) -> None:
        super().__init__()
        self._hands = hands
        self._task: Task | None = None
        self._already = 0
        self.bar = QProgressBar()
        name(self.bar, "Minutes signed")
        self.bar.setTextVisible(False)
        self._words = words("")
        self.stop = secondary("Stop after this one", "x", on_press=self._stop)
        self._under_way = beside(self._words, self.stop, stretch=0, is_level=True)
        self._under_way.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.SMALL))
        column.addWidget(self.bar)
        column.addWidget(self._under_way)
        hands.runner.progressed.connect(self._progressed)
        hands.runner.ended.connect(self._ended)

    @property
    def is_under_way(self) -> bool:
        """Whether something is being signed."""
        return self._task is not None

    def show_signed(self, signed: int, of: int) -> None:
        """Show how many of how many are signed."""
        self._already = signed
        self.bar.setRange(0, of)
        self.bar.setValue(signed)

    def begin(self, item_ids: Sequence[str]) -> None:
        """Sign the minutes of these items, one after another."""
        office = self._hands.office
        self._say(0, len(item_ids))
        self._under_way.show()
        self.stop.setEnabled(True)
        self.stop.setFocus()
        self._task = self._hands.runner.run(
            f"Signing {counted(len(item_ids), 'set')} of minutes",
            lambda: _sign_all(office, item_ids),
            None,
            self._refused,
            can_cancel=True,
        )

    def _say(self, done: int, of: int) -> None:
        self._words.setText(f"Signing {done + 1} of {of}.")

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.stop.setEnabled(False)
            self._words.setText("Stopping once this one is signed.")

    def _progressed(self, task: Task, done: int, of: int) -> None:
        if task is self._task:
            self.bar.setValue(self._already + done)
            if not task.is_cancelled:
                self._say(done, of)

    def _ended(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            self._under_way.hide()
            self.ended.emit()

    def _refused(self, refusal: FosterPanelError) -> None:
        if isinstance(refusal, NamesUnanswered):
            self.names_found.emit(refusal.found)
        else:
            self._hands.runner.refused.emit(str(refusal))


def _sign_all(office: Office, item_ids: Sequence[str]) -> None:
    """One after another, each whole before the next is begun."""
    for done, item_id in enumerate(item_ids):
        report(done, len(item_ids))
        sign_minutes(office, item_id)
