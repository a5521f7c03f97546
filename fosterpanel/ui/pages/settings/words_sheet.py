"""Drawing new recovery words: shown to be written down, put away, and typed back before they count."""

from __future__ import annotations

from PySide6.QtCore import Signal

from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.desk.recovery_words import RecoveryWords, TypedBack
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import primary, secondary
from fosterpanel.ui.parts.sheet import Sheet
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.founding.passphrases import draw_recovery_words
from fosterpanel.workflow.founding.security import change_recovery_words
from fosterpanel.workflow.office import Office


class NewWordsSheet(Sheet):
    """``changed()`` once the new words open the store; until then the old ones do."""

    changed = Signal()

    def __init__(self, office: Office, runner: TaskRunner) -> None:
        super().__init__("New recovery words")
        self._office, self._runner = office, runner
        self.drawn = draw_recovery_words()
        self._words = RecoveryWords(self.drawn)
        self.typed = TypedBack(self.drawn)
        self.typed.hide()
        self.main = primary("I have written them down", "arrow-right", on_press=self._go_on)
        self.add(self._words, self.typed)
        self.set_acts(self.main, secondary("Keep the old ones", on_press=self.close_sheet))

    def _go_on(self) -> None:
        if self.typed.isHidden():
            self._words.hide()
            self.typed.show()
            self.main.become("Use these words", "check")
            self.typed.focus()
        elif self.typed.is_sound():
            self._runner.act(
                lambda: change_recovery_words(self._office, self.drawn),
                lambda _: self._finish(),
                self._refuse,
            )

    def _finish(self) -> None:
        self.close_sheet()
        self.changed.emit()

    def _refuse(self, refusal: FosterPanelError) -> None:
        self.notice.say(str(refusal), Tone.BAD)
