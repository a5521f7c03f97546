"""The set-up as a whole: one step at a time, everything kept while going back and forth, made at the end."""

from __future__ import annotations

from PySide6.QtCore import Signal

from fosterpanel.clock import Clock
from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.desk.door import Door
from fosterpanel.ui.desk.first_run.people_step import PeopleStep
from fosterpanel.ui.desk.first_run.step import Step
from fosterpanel.ui.desk.first_run.steps import (
    LettersStep,
    ServiceStep,
    StoreStep,
    TypeBackStep,
    WordsStep,
    lines_of,
)
from fosterpanel.ui.keys import Shortcuts, bind
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import Button, primary, secondary
from fosterpanel.ui.parts.notice import Notice
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.founding.passphrases import draw_recovery_words
from fosterpanel.workflow.opening.set_up import SetUp, set_up_service
from fosterpanel.workflow.opening.sign_in import Opened

WIDTH = 620


class FirstRun(Door):
    """Signals: ``founded(Opened)`` with the new service's store open, ``given_up()`` when the person turned back."""

    founded = Signal(object)
    given_up = Signal()

    def __init__(self, clock: Clock, runner: TaskRunner) -> None:
        super().__init__("", icon="building-2", width=WIDTH)
        self._clock, self._runner = clock, runner
        self._recovery_words = draw_recovery_words()
        self._build()
        self._lay_out_card()
        self._go(0)

    @property
    def step(self) -> Step:
        """The step the person is at."""
        return self._steps[self._at]

    def focus_first(self) -> None:
        """Put the cursor where the first answer goes."""
        self.step.arrive()

    def _build(self) -> None:
        self.service, self.letters, self.people = ServiceStep(), LettersStep(), PeopleStep()
        self.store = StoreStep(self.service)
        self.words, self.typed_back = WordsStep(self._recovery_words), TypeBackStep(self._recovery_words)
        self._steps: list[Step] = [
            self.service, self.letters, self.people, self.store, self.words, self.typed_back,
        ]  # fmt: skip
        self.notice = Notice()
        self.forwards: Button = primary("Next", "arrow-right", on_press=self._go_on)
        self.back: Button = secondary("Back", "arrow-left", on_press=self._go_back)
        self._at = 0

    def _lay_out_card(self) -> None:
        self.card.add(self.notice, *self._steps).add_acts(self.forwards, self.back)
        bind(Shortcuts.MAIN_ACT, self, self._go_on)

    def _go(self, to: int) -> None:
        self._at = to
        step = self.step
        for each in self._steps:
            each.setVisible(each is step)
        # After hiding what had the keyboard, for Qt hands that on and scrolls to it.
        self.say(step.title, f"Step {to + 1} of {len(self._steps)}. {step.line}")
        self.forwards.become(step.verb, "check" if step is self._steps[-1] else "arrow-right")
        self.back.become("Back" if to else "Not now")
        self.notice.clear()
        step.arrive()

    def _go_on(self) -> None:
        if not self.step.is_sound():
            return
        if self._at + 1 < len(self._steps):
            self._go(self._at + 1)
        else:
            self._make()

    def _go_back(self) -> None:
        if self._at:
            self._go(self._at - 1)
        else:
            self.given_up.emit()

    def _make(self) -> None:
        self._runner.act(self._answers, self._found, self._refuse)

    def _found(self, setup: SetUp) -> None:
        self.card.setEnabled(False)
        self.notice.say("Making the store, the people and their certificates…", Tone.SOFT)
        self._runner.run(
            "Setting up the service", lambda: set_up_service(setup, self._clock), self._finish, self._refuse
        )

    def _finish(self, opened: Opened) -> None:
        self.founded.emit(opened)

    def _refuse(self, refusal: FosterPanelError) -> None:
        self.card.setEnabled(True)
        self.notice.say(str(refusal), Tone.BAD)

    def _answers(self) -> SetUp:
        return SetUp(
            path=self.store.path,
            name=self.service.name.value(),
            kind=self.service.service_kind,
            nation=self.service.chosen_nation,
            providers=self.service.all_providers,
            people=self.people.people,
            passphrase=self.store.passphrase.value(),
            recovery_words=self._recovery_words,
            address=lines_of(self.letters.address.value()),
            telephone=self.letters.telephone.value(),
            email=self.letters.email.value(),
            complaints=self.letters.complaints.value(),
            review_body=self.letters.review_body.value(),
        )
