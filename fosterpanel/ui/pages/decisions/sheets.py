"""Sheets of the decision maker's desk for what comes before a signature: opening a record, and an agreed change."""

from __future__ import annotations

from fosterpanel.domain.changes_of_terms import AgreedChange
from fosterpanel.domain.decisions import AgencyDecision
from fosterpanel.domain.items import ItemStage
from fosterpanel.domain.representations import QualifyingDetermination
from fosterpanel.domain.wording import long_date
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.answers import answer, past_day
from fosterpanel.ui.pages.form_sheet import FormSheet
from fosterpanel.ui.parts.fields import SeveralField, TextField
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.deciding.decision_file import DecisionFile
from fosterpanel.workflow.deciding.decisions import open_decision, open_own_decision
from fosterpanel.workflow.deciding.representations import agree_to_proposal
from fosterpanel.workflow.homes.changes_of_terms import record_agreed_change
from fosterpanel.workflow.office import Office, new_id


class BeginSheet(FormSheet):
    """Opening the record of an item that no panel considered: its clock starts when the assessment was received."""

    def __init__(self, office: Office, runner: TaskRunner, file: DecisionFile) -> None:
        super().__init__(
            office, runner, "Begin the record", "Begin the record", draft=f"decision-begin:{file.item.id}"
        )
        self._file = file
        self.received_on = past_day(office, "Assessment received on", "The assessment", name="received_on")
        self.received_on.set_value(office.clock.today())
        self.form.add(self.received_on)

    def consequence(self) -> tuple[str, Tone] | None:
        """Say what the panel's place is taken by."""
        counted = "The time to decide is counted from that day."
        return (
            f"{counted} No panel tested the assessment, so the record asks who quality assured it.",
            Tone.INK,
        )

    def work(self) -> AgencyDecision:
        """Open it."""
        return open_decision(self.office, self._file.item.id, received_on=answer(self.received_on))


class OwnRecordSheet(FormSheet):
    """A record of one's own where another decision maker, who fell ill perhaps, does not go on with theirs."""

    def __init__(self, office: Office, runner: TaskRunner, file: DecisionFile) -> None:
        super().__init__(
            office,
            runner,
            "A record of my own",
            "Begin my own record",
            draft=f"decision-own:{file.item.id}",
            is_final=True,
        )
        assert file.record is not None, "another's record is open"
        self._item_id, self._due_on = file.item.id, file.record.due_on
        self._other = file.names[file.record.decision_maker_id]

    def consequence(self) -> tuple[str, Tone] | None:
        """Say what becomes of the other record, and that the time goes on."""
        said = (
            f"{self._other}’s record stays as it is and is never signed; nothing of it comes into yours, for a "
            f"decision is not handed on. The time goes on: it is due by {long_date(self._due_on)}."
        )
        return said, Tone.WARN

    def work(self) -> AgencyDecision:
        """Open it."""
        return open_own_decision(self.office, self._item_id)


class AgreedChangeSheet(FormSheet):
    """The statement of the support needed, and who has agreed to the change in writing."""

    def __init__(self, office: Office, runner: TaskRunner, file: DecisionFile) -> None:
        super().__init__(
            office,
            runner,
            "Statement and agreement",
            "Record statement and agreement",
            draft=f"decision-agreed:{file.item.id}",
        )
        self._item_id = file.item.id
        self._proposal = file.determination if file.item.stage is ItemStage.PROPOSED else None
        self.needs = TextField("Support the carers need for the change", name="support_needs", lines=3)
        self.met = TextField("How it is met", name="how_met", lines=3)
        self.stated_on = past_day(office, "Statement dated", "The statement", name="stated_on")
        self.agreed_on = past_day(office, "Agreed in writing on", "The agreement", name="agreed_on")
        carers = [(carer.name, carer.name) for carer in file.home.carers]
        self.agreed_by: SeveralField[str] = SeveralField("Who has agreed", carers, name="agreed_by")
        self.form.add(self.needs, self.met, self.stated_on, self.agreed_on, self.agreed_by)
        self._begin_with(file)

    def consequence(self) -> tuple[str, Tone] | None:
        """Say what the two papers make possible."""
        return "With both, the terms may change at once, without the 28 days.", Tone.INK

    def work(self) -> AgreedChange | QualifyingDetermination:
        """Record them; where the change was proposed already, the proposal is answered with it."""
        change = AgreedChange(
            id=new_id(),
            item_id=self._item_id,
            support_needs=self.needs.value(),
            how_met=self.met.value(),
            stated_on=answer(self.stated_on),
            agreed_on=answer(self.agreed_on),
            agreed_by=self.agreed_by.value(),
        )
        if self._proposal is not None:
            return agree_to_proposal(self.office, self._proposal.id, change)
        return record_agreed_change(self.office, change)

    def _begin_with(self, file: DecisionFile) -> None:
        if file.agreed is None:
            return
        self.needs.set_value(file.agreed.support_needs)
        self.met.set_value(file.agreed.how_met)
        self.stated_on.set_value(file.agreed.stated_on)
        self.agreed_on.set_value(file.agreed.agreed_on)
        self.agreed_by.set_value(file.agreed.agreed_by)
