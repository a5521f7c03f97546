"""The people who work here, their roles, and the certificates they sign with."""

from __future__ import annotations

from fosterpanel.clock import office_zone
from fosterpanel.domain.service import Person, SigningIdentity
from fosterpanel.domain.wording import listed, plain_date
from fosterpanel.ui.desk.undo import Edit
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.settings.person_sheet import CertificateSheet, PersonSheet
from fosterpanel.ui.pages.settings.section import Section
from fosterpanel.ui.parts.buttons import primary, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.parts.tables import Column, Table
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.founding.service import issue_signing_identity
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.opening.set_up import SIGNS
from fosterpanel.workflow.settings import people, signing_since


class PeopleSection(Section):
    """A table; Enter opens a person beside it, the row's button issues the certificate somebody lacks."""

    line = "Who works here, in what role, and signs with what"

    def __init__(self, office: Office, runner: TaskRunner, page: Page) -> None:
        super().__init__(office, runner, page)
        self._identities: dict[str, SigningIdentity] = {}
        self._build()
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read everybody again."""
        self._identities = signing_since(self.office)
        self.table.set_rows(people(self.office))

    def open_subject(self, subject_id: str) -> bool:
        """Show one person."""
        self.refresh()
        return self.table.go_to(subject_id)

    def open_form(self, draft_place: str) -> bool:
        """Open the form of a person, or of a new one, again."""
        self.refresh()
        if draft_place == PersonSheet.new_draft:
            self._add()
            return True
        person = next((one for one in people(self.office) if PersonSheet.draft_of(one) == draft_place), None)
        if person is not None:
            self._open(person)
        return person is not None

    def _build(self) -> None:
        self.table: Table[Person] = Table(
            "People",
            [
                Column("Person", lambda one: one.name, why=lambda one: one.post, is_bold=True),
                Column("Roles", lambda one: listed(role.value for role in one.roles).capitalize(), width=170),
                Column("Certificate", self._certificate, tone=self._certificate_tone, width=200),
                Column("Act", self._act, is_act=True, width=120, in_filter=False),
            ],
            empty="Nobody works here yet.",
            how="Add the people who sign, sit or decide.",
        )
        self.add = primary("Add a person", "user-plus", on_press=self._add)
        self.bring = secondary("Import a certificate", "badge-check", on_press=self._bring)

    def _lay_out(self) -> None:
        self.column.addWidget(Card().add(self.table).add_acts(self.add, self.bring), 1)

    def _connect(self) -> None:
        self.table.opened.connect(self._open)
        self.table.acted.connect(self._issue)

    def _certificate(self, person: Person) -> str:
        held = self._identities.get(person.id)
        if held is None:
            return "None yet" if SIGNS & set(person.roles) else ""
        made = plain_date(held.made_at.astimezone(office_zone()).date())
        return f"{'Imported' if held.is_imported else 'Issued'} {made}"

    def _certificate_tone(self, person: Person) -> Tone | None:
        if person.id in self._identities:
            return Tone.GOOD
        return Tone.WARN if SIGNS & set(person.roles) else None

    def _act(self, person: Person) -> str:
        lacks = SIGNS & set(person.roles) and person.id not in self._identities
        return "Issue one" if lacks else ""

    def _issue(self, person: Person) -> None:
        if self._act(person):
            self.runner.run(
                f"Issuing a certificate to {person.name}",
                lambda: issue_signing_identity(self.office, person.id),
                lambda _: self._issued(person),
            )

    def _issued(self, person: Person) -> None:
        self.refresh()
        self.page.notice.say(f"{person.name} can sign now.", Tone.GOOD)

    def _add(self) -> None:
        self._show(PersonSheet(self.office, self.runner, None))

    def _open(self, person: Person) -> None:
        self._show(PersonSheet(self.office, self.runner, person))

    def _show(self, sheet: PersonSheet) -> None:
        sheet.done.connect(lambda after: self._entered(sheet.person, after))
        self.page.show_sheet(sheet)

    def _entered(self, before: Person | None, after: Person) -> None:
        self.refresh()
        self.table.go_to(after.id)
        if before is not None:
            self.page.edited.emit(Edit(f"{before.name} changed", before, after))

    def _bring(self) -> None:
        person = self.table.current()
        if person is None:
            self.page.notice.say("Choose whose certificate it is in the list first.", Tone.WARN)
            return
        sheet = CertificateSheet(self.office, self.runner, person)
        sheet.done.connect(lambda _: self._issued(person))
        self.page.show_sheet(sheet)
