"""Words that remind those who owe papers, to be copied into a letter or a message."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QGuiApplication

from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.sheet import Sheet
from fosterpanel.ui.parts.words import muted, words
from fosterpanel.workflow.agendas.reminders import Reminder


class RemindersSheet(Sheet):
    """A card for everybody who owes a paper; nothing is sent from here."""

    def __init__(self, found: Sequence[Reminder]) -> None:
        super().__init__("Remind those who owe papers")
        self.add(muted("Copy the words and send them the way you usually write. No family is named in them."))
        for reminder in found:
            copy = secondary("Copy the words", "copy", on_press=partial(self._copy, reminder))
            copy.setAccessibleName(f"Copy the words for {reminder.owner}")
            self.add(Card(reminder.owner).add(words(reminder.words)).add_acts(copy))
        self.set_acts(secondary("Close", on_press=self.close_sheet))

    def _copy(self, reminder: Reminder) -> None:
        QGuiApplication.clipboard().setText(reminder.words)
        self.notice.say(f"Copied: the words for {reminder.owner}.", Tone.GOOD)
