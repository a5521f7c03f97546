"""Sheets for a home's approval: reviews, temporary approval and its extension, resignation, a change of terms."""

from __future__ import annotations

from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.register import FosterHome, Resignation, Review
from fosterpanel.domain.temporary_approvals import Extension, TemporaryApproval
from fosterpanel.domain.wording import listed, long_date, plain_date
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.answers import answer, lines_of, past_day
from fosterpanel.ui.pages.form_sheet import FormSheet
from fosterpanel.ui.pages.terms_fields import TermsFields
from fosterpanel.ui.parts.fields import DateField, LineField, TextField
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.business import items
from fosterpanel.workflow.homes import register
from fosterpanel.workflow.homes.changes_under_way import CHANGE_OF_TERMS
from fosterpanel.workflow.homes.temporary_approvals import OpenTemporary, run_on_until_review
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.overviews.homes_overview import HomeFile


class ReviewSheet(FormSheet):
    """A review held elsewhere, such as one from before this store."""

    def __init__(self, office: Office, runner: TaskRunner, home: FosterHome) -> None:
        super().__init__(
            office, runner, "Record a review", "Record the review", draft=f"home-review:{home.id}"
        )
        self._home = home
        self._held_on = past_day(office, "Held on", "The review")
        self.form.add(self._held_on)

    def work(self) -> Review:
        """Record it."""
        return register.record_review(self.office, self._home.id, held_on=answer(self._held_on))


class TemporarySheet(FormSheet):
    """A connected person is approved for the time being."""

    def __init__(self, office: Office, runner: TaskRunner, home: FosterHome) -> None:
        super().__init__(
            office, runner, "Approve temporarily", "Record the approval", draft=f"home-temporary:{home.id}"
        )
        self._home = home
        self._children = TextField(
            "Children", help="The initials of each child it is for, one on each line.", lines=2
        )
        self._approved_on = past_day(office, "Approved on", "The temporary approval")
        self._approved_on.set_value(office.clock.today())
        self.form.add(self._children, self._approved_on)

    def consequence(self) -> tuple[str, Tone] | None:
        """Say when it lapses."""
        expires_on = register.temporary_would_expire_on(self.office, answer(self._approved_on))
        tone = Tone.BAD if expires_on < self.office.clock.today() else Tone.INK
        return f"It lapses on {long_date(expires_on)}. It can be extended once and is never renewed.", tone

    def work(self) -> TemporaryApproval:
        """Record it."""
        return register.approve_temporarily(
            self.office,
            self._home.id,
            children=lines_of(self._children.value()),
            approved_on=answer(self._approved_on),
        )


class ExtensionSheet(FormSheet):
    """The one extension of a temporary approval, with its three steps in their order."""

    def __init__(self, office: Office, runner: TaskRunner, temporary: OpenTemporary) -> None:
        approval, at_most = temporary.approval, temporary.extended_at_most
        super().__init__(
            office,
            runner,
            f"Extend the temporary approval for {listed(approval.children)}",
            "Extend it",
            draft=f"temporary-extension:{approval.id}",
        )
        self._approval = approval
        self._views = past_day(
            office, "1. The panel gave its views on", "The panel's views", name="panel_views_on"
        )
        self._told = past_day(
            office, "2. The independent reviewing officer was told on", "The telling", name="officer_told_on"
        )
        self._officer = LineField("3. Approved by", name="nominated_officer", help="The nominated officer.")
        self._approved_on = past_day(office, "Approved on", "The extension", name="extension_approved_on")
        self._approved_on.set_value(office.clock.today())
        help_words = f"{plain_date(at_most)} at the latest." if at_most else ""
        self._until = DateField("Extended until", help=help_words)
        self.form.add(self._views, self._told, self._officer, self._approved_on, self._until)

    def consequence(self) -> tuple[str, Tone] | None:
        """Say that there is no second extension."""
        return (
            f"The approval then ends on {long_date(answer(self._until))}. There is no second extension.",
            Tone.INK,
        )

    def work(self) -> TemporaryApproval:
        """Extend it."""
        extension = Extension(
            panel_views_on=answer(self._views),
            reviewing_officer_told_on=answer(self._told),
            nominated_officer=self._officer.value(),
            approved_on=answer(self._approved_on),
            until=answer(self._until),
        )
        return register.extend_temporary_approval(self.office, self._approval.id, extension)


class RunOnSheet(FormSheet):
    """A temporary approval is let run on while the proposal not to approve is before the independent review."""

    def __init__(self, office: Office, runner: TaskRunner, approval: TemporaryApproval) -> None:
        super().__init__(
            office,
            runner,
            "Let it run on for the review",
            "Let it run on",
            draft=f"temporary-runs-on:{approval.id}",
            is_final=True,
        )
        self._approval = approval
        self._decided_by = LineField(
            "Decided by", name="decided_by", help="Who decided so for the authority, today."
        )
        self.form.add(self._decided_by)

    def consequence(self) -> tuple[str, Tone] | None:
        """Say when it ends instead."""
        last = long_date(self._approval.ends_on)
        return f"It does not end on {last} but with the final decision that follows the review.", Tone.INK

    def work(self) -> TemporaryApproval:
        """Let it run on."""
        return run_on_until_review(self.office, self._approval.id, decided_by=self._decided_by.value())


class ResignationSheet(FormSheet):
    """A carer's written resignation is received."""

    def __init__(self, office: Office, runner: TaskRunner, home: FosterHome) -> None:
        super().__init__(
            office,
            runner,
            "Receive a resignation",
            "Receive the resignation",
            draft=f"home-resignation:{home.id}",
            is_final=True,
        )
        self._home = home
        self._received_on = past_day(office, "Received in writing on", "The resignation", name="received_on")
        self._received_on.set_value(office.clock.today())
        self._reason = TextField("Reason", optional=True, help="As the carers give it.")
        self.form.add(self._received_on, self._reason)

    def consequence(self) -> tuple[str, Tone] | None:
        """Say when the approval ends by itself."""
        ends_on = register.resignation_would_end_on(self.office, answer(self._received_on))
        by_itself = f"The approval ends by itself on {long_date(ends_on)}."
        return f"{by_itself} A resignation can be neither refused nor taken back.", Tone.WARN

    def work(self) -> Resignation:
        """Receive it."""
        return register.receive_resignation(
            self.office, self._home.id, received_on=answer(self._received_on), reason=self._reason.value()
        )


class StartChangeSheet(FormSheet):
    """A change of terms is asked for: an item is taken in, with the terms proposed."""

    go_on_verb = "Start another"

    def __init__(self, office: Office, runner: TaskRunner, file: HomeFile) -> None:
        super().__init__(
            office, runner, "Start a change", "Take in the item", draft=f"home-change:{file.home.id}"
        )
        self._file = file
        self._received_on = past_day(office, "Asked for on", "The item", name="received_on")
        self._received_on.set_value(office.clock.today())
        self._proposal = TextField("What is proposed, and why", name="proposal")
        self._proposal.set_value(" ".join(file.line.concerns))
        self._author = LineField("Report by", optional=True, help="Who writes the report to the panel.")
        self._terms = TermsFields()
        if file.line.terms is not None:
            self._terms.set_terms(file.line.terms)
        self.form.add(self._received_on, self._proposal, self._author, *self._terms.fields)

    def question(self) -> str:
        """Ask when a change is under way already."""
        change = self._file.line.change
        return f"Item {change.reference} already asks for a change of this home's terms." if change else ""

    def work(self) -> PanelItem:
        """Take it in."""
        new = items.NewItem(
            type_code=CHANGE_OF_TERMS,
            home_id=self._file.home.id,
            subject=f"Change of terms, home {self._file.home.reference}",
            received_on=answer(self._received_on),
            proposal=self._proposal.value(),
            proposed_terms=self._terms.terms(),
            report_author=self._author.value(),
        )
        return items.take_in(self.office, new)
