"""Listing an item although something the panel asked for is still awaited: it needs the reason."""

from __future__ import annotations

from PySide6.QtCore import Signal

from fosterpanel.ui.desk.drafts import DraftKeeper
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import primary, quiet
from fosterpanel.ui.parts.fields import TextField
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.sheet import Sheet
from fosterpanel.ui.parts.words import StateLine
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.agendas.waiting_items import WaitingItem
from fosterpanel.workflow.office import Office


class ReasonSheet(Sheet):
    """``given(reason)`` once the person goes on with one."""

    given = Signal(str)

    def __init__(self, office: Office, runner: TaskRunner, waiting: WaitingItem, sentence: str) -> None:
        super().__init__(f"List {waiting.item.reference} all the same")
        self.reason = TextField("Why it comes back without it", name="why_incomplete")
        self.form = Form(self.reason)
        self._draft = DraftKeeper(self.form, office, runner, f"list-incomplete:{waiting.item.id}")
        self.add(StateLine(sentence, Tone.WARN, "circle-alert"), self.form)
        self.set_acts(
            primary("List it all the same", "check", on_press=self._give),
            quiet("Not now", on_press=self.close_sheet),
        )

    def _give(self) -> None:
        if self.form.is_sound():
            self._draft.forget()
            self.close_sheet()
            self.given.emit(self.reason.value())
