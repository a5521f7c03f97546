"""Making the invented service to look around in: how far it is, and a way to stop."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.desk.door import Door
from fosterpanel.ui.desk.unlock import Key
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import secondary
from fosterpanel.ui.parts.naming import name
from fosterpanel.ui.parts.words import StateLine, words
from fosterpanel.ui.tasks import Task, TaskRunner, report

WHAT = (
    "A whole panel with invented people: applications, papers, an agenda, signed minutes and decisions. "
    "Nothing in it is real, and whatever you do there changes nothing of yours."
)


class LookAround(Door):
    """Signals: ``ready(Key)`` once the invented service can be opened, ``given_up()`` when the person turned back."""

    ready = Signal(object)
    given_up = Signal()

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__("Look around", "An invented fostering service", icon="eye")
        self._runner = runner
        self._task: Task | None = None
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        name(self._bar, "Progress")
        self._state = StateLine(
            "Making the invented service. This takes less than a minute, once.", icon="hourglass"
        )
        self.cancel = secondary("Cancel", "x", on_press=self._give_up)
        self.card.add(words(WHAT), self._state, self._bar).add_acts(self.cancel)
        runner.progressed.connect(self._show_progress)

    def begin(self) -> None:
        """Make it, or find the one made before."""
        self.cancel.setFocus()
        self._task = self._runner.run(
            "Making the invented service", _make, self.ready.emit, self._refuse, can_cancel=True
        )

    def _show_progress(self, task: Task, done: int, of: int) -> None:
        if task is self._task:
            self._bar.setRange(0, of)
            self._bar.setValue(done)

    def _refuse(self, refusal: FosterPanelError) -> None:
        self._state.say(str(refusal), Tone.BAD, "circle-alert")
        self._bar.hide()

    def _give_up(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self.given_up.emit()


def _make() -> Key:
    from fosterpanel.paths import data_folder
    from fosterpanel.workflow.opening.look_around import PASSPHRASE, invented_service

    return Key(invented_service(data_folder(), report), passphrase=PASSPHRASE)
