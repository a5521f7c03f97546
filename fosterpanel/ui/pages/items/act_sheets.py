"""Sheets for what is done with one item: listing, withdrawing, sending on, changing its details."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fosterpanel.domain.agenda import RunningOrder
from fosterpanel.domain.deferrals import Deferral, awaited
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.papers import PaperAlert
from fosterpanel.domain.terms import TermsOfApproval
from fosterpanel.domain.wording import counted, long_date
from fosterpanel.ui.desk.undo import Edit
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.answers import answer, past_day
from fosterpanel.ui.pages.form_sheet import FormSheet
from fosterpanel.ui.pages.items.new_item import TermsAre
from fosterpanel.ui.pages.terms_fields import TermsFields, split_names
from fosterpanel.ui.parts.fields import ChoiceField, LineField, OneOfField, TextField, TickField
from fosterpanel.ui.parts.words import StateLine
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.agendas.running_order import put_item, running_order
from fosterpanel.workflow.business.deferrals import receive_needed
from fosterpanel.workflow.business.intake import intake_of
from fosterpanel.workflow.business.items import change_item, send_to_decision_maker, withdraw_item
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.overviews.item_file import ItemFile, OpenMeeting
from fosterpanel.workflow.paperwork.papers import answer_alert


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The meeting an item was listed on, and its running order before and after."""

    meeting: Meeting
    before: RunningOrder
    after: RunningOrder


class ListSheet(FormSheet):
    """Listing an item on one of these meetings; says before it what a panel would defer it for. ``done(Listed)``."""

    go_on_verb = "List it all the same"

    def __init__(
        self, office: Office, runner: TaskRunner, file: ItemFile, meetings: tuple[OpenMeeting, ...]
    ) -> None:
        super().__init__(
            office,
            runner,
            f"List {file.item.reference} on a meeting",
            "List it",
            draft=f"item-list:{file.item.id}",
        )
        self._file = file
        self._meetings = {one.meeting.id: one for one in meetings}
        self.meeting: ChoiceField[str] = ChoiceField(
            "Meeting", [(one.meeting.id, _meeting_words(one)) for one in meetings]
        )
        self.why_incomplete = TextField(
            "Why it comes back without what the panel asked for", lines=2, name="why_incomplete"
        )
        if free := [one.meeting.id for one in meetings if not one.is_full]:
            self.meeting.set_value(free[0])
        missing = awaited(file.came_from) if file.came_from else ()
        self.why_incomplete.setVisible(bool(missing))
        self.form.add(self.meeting, self.why_incomplete)

    def consequence(self) -> tuple[str, Tone] | None:
        """Say whether the day is in time for the clock that presses first."""
        chosen = self._meetings.get(self.meeting.value() or "")
        clock = self._file.first_clock
        if chosen is None or clock is None:
            return None
        sentence = clock.sentence(self.office.clock.today())
        if clock.due_on < chosen.meeting.on:
            return f"That panel is too late: {sentence[:1].lower()}{sentence[1:]}", Tone.BAD
        return sentence, Tone.INK

    def question(self) -> str:
        """Ask before listing what a panel would defer, or on a full agenda."""
        chosen = self._meetings[self.meeting.value() or ""]
        said = []
        if chosen.is_full:
            said.append(
                f"That meeting has {counted(chosen.listed, 'item')} already, as many as were planned."
            )
        said.append(self._file.readiness.summary)
        return " ".join(filter(None, said))

    def work(self) -> Listed:
        """List it and give it a slot on the agenda."""
        meeting = self._meetings[self.meeting.value() or ""].meeting
        why = "" if self.why_incomplete.isHidden() else self.why_incomplete.value()
        before = running_order(self.office, meeting.id)
        after = put_item(self.office, meeting.id, self._file.item.id, why_incomplete=why)
        return Listed(meeting=meeting, before=before, after=after)


class AnswerSheet(FormSheet):
    """Saying what follows from a paper that was corrected after somebody had relied on it."""

    def __init__(self, office: Office, runner: TaskRunner, alert: PaperAlert) -> None:
        super().__init__(
            office, runner, "What follows from the correction", "Keep it", draft=f"paper-alert:{alert.id}"
        )
        self._alert = alert
        self.answer = TextField(
            "What follows",
            help="That nothing changes and why, or who does what about it.",
            name="alert_answer",
        )
        self.form.add_part(StateLine(alert.sentence, Tone.WARN, "circle-alert"))
        self.form.add(self.answer)

    def work(self) -> PaperAlert:
        """Keep it beside the alert."""
        return answer_alert(self.office, self._alert.id, answer=self.answer.value())


class WithdrawSheet(FormSheet):
    """Withdrawing an item, with the reason."""

    def __init__(self, office: Office, runner: TaskRunner, item: PanelItem) -> None:
        super().__init__(
            office,
            runner,
            f"Withdraw {item.reference}",
            "Withdraw the item",
            draft=f"item-withdraw:{item.id}",
            is_final=True,
        )
        self._item = item
        self.reason = TextField("Why", help="In a few words, for the record.", lines=2)
        self.form.add(self.reason)

    def consequence(self) -> tuple[str, Tone] | None:
        """Say that nothing follows a withdrawal."""
        return (
            "The item is closed as it stands. Should the business come back, take in a new item.",
            Tone.WARN,
        )

    def work(self) -> PanelItem:
        """Withdraw it."""
        return withdraw_item(self.office, self._item.id, reason=self.reason.value())


class SendSheet(FormSheet):
    """Sending an item to the decision maker without a panel; asks first where the service's policy wants one."""

    go_on_verb = "Send it without a panel"

    def __init__(self, office: Office, runner: TaskRunner, item: PanelItem) -> None:
        super().__init__(
            office,
            runner,
            f"Send {item.reference} to the decision maker",
            "Send to the decision maker",
            draft=f"item-send:{item.id}",
            is_final=True,
        )
        self._item = item

    def consequence(self) -> tuple[str, Tone] | None:
        """Say what the panel has to do with it and what comes next."""
        panel = intake_of(self.office, self._item.type_code).panel
        return f"{panel} It can no longer be listed; the decision maker decides on the papers.", Tone.WARN

    def question(self) -> str:
        """Ask before going against the service's own policy."""
        intake = intake_of(self.office, self._item.type_code)
        if not intake.is_for_panel:
            return ""
        return f"The service’s policy sends such items to the panel ({intake.name.lower()}). Is this one an exception?"

    def work(self) -> PanelItem:
        """Send it."""
        return send_to_decision_maker(self.office, self._item.id)


class ReceivedSheet(FormSheet):
    """Something the panel asked for has come in."""

    def __init__(self, office: Office, runner: TaskRunner, deferral: Deferral, what: str) -> None:
        super().__init__(
            office,
            runner,
            f"Received: {what}",
            "Mark as received",
            draft=f"item-received:{deferral.id}:{what}",
        )
        self._deferral, self._what = deferral, what
        self.received_on = past_day(office, "Received on", "What came in")
        self.received_on.set_value(office.clock.today())
        self.form.add(self.received_on)

    def work(self) -> Deferral:
        """Mark it as received."""
        return receive_needed(self.office, self._deferral.id, self._what, on=answer(self.received_on))


class DetailsSheet(FormSheet):
    """What an item says of itself, as long as nobody relies on it. ``done(Edit)`` with the item before and after."""

    def __init__(self, office: Office, runner: TaskRunner, item: PanelItem) -> None:
        super().__init__(
            office, runner, f"Details of {item.reference}", "Keep the change", draft=f"item-details:{item.id}"
        )
        self._item = item
        self._intake = intake_of(office, item.type_code)
        self._build()
        self._fill()
        self.form.add(self.title, self.received_on, self.proposal, self.terms_are, *self.terms.fields)
        self.form.add(self.connected, self.author, self.presenters)
        self.settle()

    def settle(self) -> None:
        """Ask for terms only where they would change, and for a title only where no home gives one."""
        self.title.setVisible(not self._intake.asks_home)
        self.author.setVisible(self._intake.asks_home)
        self.connected.setVisible(self._intake.asks_home)
        stays = self.terms_are.text() == self._none_yet
        self.terms_are.setVisible(self._intake.asks_terms)
        for field in self.terms.fields:
            field.setVisible(self._intake.asks_terms and not stays)

    def work(self) -> Edit:
        """Keep the item with what was changed."""
        item = self._item
        changed = replace(
            item,
            subject=item.subject if self._intake.asks_home else self.title.value(),
            received_on=answer(self.received_on),
            proposal=self.proposal.value(),
            proposed_terms=self._terms(),
            is_connected_person=self.connected.value(),
            report_author=self.author.value(),
            presented_by=split_names(self.presenters.value()),
        )
        return Edit(f"details of {item.reference} changed", item, change_item(self.office, changed))

    def _terms(self) -> TermsOfApproval | None:
        if not self._intake.asks_terms:
            return self._item.proposed_terms
        return self.terms.terms() if self.terms_are.value() is TermsAre.CHANGE else None

    def _build(self) -> None:
        self.received_on = past_day(self.office, "Received on", "The item")
        self.title = LineField("Title", help="As the agenda will say it. It names no family.")
        asked = "What is proposed" if self._intake.asks_home else "What the panel is asked"
        self.proposal = TextField(asked, lines=2)
        self._none_yet = "Stay as they are" if self._intake.terms_may_stay else "Not proposed yet"
        self.terms_are: OneOfField[TermsAre] = OneOfField(
            "Terms of approval", [(TermsAre.STAY, self._none_yet), (TermsAre.CHANGE, "As proposed here")]
        )
        self.terms = TermsFields()
        self.connected = TickField("A connected person: family or friends of the child")
        self.author = LineField("Who writes the report", optional=True)
        self.presenters = LineField("Who presents it", optional=True, help="Names, with commas between.")

    def _fill(self) -> None:
        item = self._item
        self.title.set_value(item.subject)
        self.received_on.set_value(item.received_on)
        self.proposal.set_value(item.proposal)
        self.terms_are.set_value(TermsAre.CHANGE if item.proposed_terms else TermsAre.STAY)
        if item.proposed_terms is not None:
            self.terms.set_terms(item.proposed_terms)
        self.connected.set_value(item.is_connected_person)
        self.author.set_value(item.report_author)
        self.presenters.set_value(", ".join(item.presented_by))


def _meeting_words(one: OpenMeeting) -> str:
    return f"{long_date(one.meeting.on)} · {one.listed} of {counted(one.meeting.capacity, 'item')}"
