"""Putting right what signed minutes say: an addendum, written here, then agreed and signed by whoever presided."""

from __future__ import annotations

from functools import partial

from fosterpanel.domain.minutes import Minutes
from fosterpanel.domain.wording import long_date
from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.form_sheet import FormSheet
from fosterpanel.ui.parts.fields import TextField
from fosterpanel.ui.parts.words import StateLine
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.minuting.addenda import AddendumInHand, complete_addendum, keep_addendum
from fosterpanel.workflow.office import Office


class AddendumSheet(FormSheet):
    """Whoever presided signs what they typed; anybody else keeps it for them to read, agree and sign."""

    def __init__(self, office: Office, runner: TaskRunner, held: AddendumInHand) -> None:
        super().__init__(
            office,
            runner,
            f"Addendum to the minutes of {held.item.reference}",
            "Agree and sign it" if held.is_mine else "Keep it to be agreed",
            draft=f"addendum:{held.item.id}",
        )
        self._held = held
        self.words = TextField("What is put right", name="addendum_words", lines=4)
        self.words.set_value(held.words)
        for one in held.earlier:
            tone, icon = (Tone.WARN, "history") if one.is_after_decision else (Tone.MUTED, "signature")
            self.form.add_part(StateLine(one.sentence, tone, icon))
        self.form.add(self.words)

    def consequence(self) -> tuple[str, Tone]:
        """Say what it leaves as it is, who signs it, and when it comes after the decision."""
        held = self._held
        said = [f"The minutes {held.minutes_reference} stay as they were signed; this stands beside them."]
        if not held.is_mine:
            said.append(f"{held.presided_by} presided, and reads, agrees and signs it.")
        if held.decided_on is None:
            return " ".join(said), Tone.SOFT
        said.append(f"It says that the decision of {long_date(held.decided_on)} was made without it.")
        return " ".join(said), Tone.WARN

    def work(self) -> Minutes:
        """Keep it for whoever presided."""
        return keep_addendum(self.office, self._held.item.id, self.words.value())

    def _answer(self, asked: str) -> None:
        if not self._held.is_mine:
            super()._answer(asked)
        elif self.main.isEnabled():
            self.main.setEnabled(False)
            sign = partial(complete_addendum, self.office, self._held.item.id, self.words.value())
            self.runner.run("Signing the addendum", sign, self._finish, self._refuse)

    def _refuse(self, refusal: FosterPanelError) -> None:
        self.main.setEnabled(True)
        super()._refuse(refusal)
