"""The details of the service that letters and documents quote."""

from __future__ import annotations

from dataclasses import replace

from fosterpanel.domain.service import FosteringService
from fosterpanel.ui.desk.drafts import DraftKeeper
from fosterpanel.ui.desk.undo import Edit
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.answers import lines_of
from fosterpanel.ui.pages.settings.section import Section
from fosterpanel.ui.parts.buttons import primary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.fields import LineField, TextField
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.parts.words import StateLine
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.settings import change_service, current_service


class ServiceSection(Section):
    """One form; the nation and the kind stay, for every record was made under their rules."""

    line = "What documents and letters quote"
    draft = "settings:service"

    def __init__(self, office: Office, runner: TaskRunner, page: Page) -> None:
        super().__init__(office, runner, page)
        self._keeper: DraftKeeper | None = None
        self._shown: FosteringService | None = None
        self._build()
        self._lay_out()

    def refresh(self) -> None:
        """Show the details as they stand, unless somebody is typing others."""
        service = current_service(self.office)
        if service == self._shown:
            return
        self._shown = service
        self._fill(service)
        if self._keeper is None:
            self._keeper = DraftKeeper(self.form, self.office, self.runner, self.draft)

    def open_form(self, draft_place: str) -> bool:
        """The form is always open."""
        return draft_place == self.draft

    def _build(self) -> None:
        self.name = LineField("Name of the fostering service", name="service_name")
        self.providers = TextField(
            "Councils and agencies whose panel it is",
            name="providers",
            lines=2,
            help="One to a line. Two or more make it a joint panel, which needs one member more.",
        )
        self.address = TextField("Address", name="address", optional=True, help="As it stands on letters.")
        self.telephone = LineField("Telephone", name="telephone", optional=True)
        self.email = LineField("E-mail", name="email", optional=True)
        self.complaints = LineField("Complaints go to", name="complaints", optional=True)
        self.review_body = LineField("Independent reviews are made by", name="review_body", optional=True)
        self.form = Form(
            self.name,
            self.providers,
            self.address,
            self.telephone,
            self.email,
            self.complaints,
            self.review_body,
        )
        self.save = primary("Save", "save", shortcut=Shortcuts.MAIN_ACT, on_press=self._save)

    def _lay_out(self) -> None:
        service = self.office.service
        rules = f"The rules of {service.nation.name_in_words} apply. Other rules need another store."
        card = Card().add(self.form, StateLine(rules, Tone.MUTED, "info")).add_acts(self.save)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def _fill(self, service: FosteringService) -> None:
        self.name.set_value(service.name)
        self.providers.set_value("\n".join(service.providers))
        self.address.set_value("\n".join(service.address))
        self.telephone.set_value(service.telephone)
        self.email.set_value(service.email)
        self.complaints.set_value(service.complaints)
        self.review_body.set_value(service.review_body)

    def _save(self) -> None:
        before = self._shown
        if before is not None and self.form.is_sound():
            changed = self._typed(before)
            self.runner.act(
                lambda: change_service(self.office, changed), lambda after: self._saved(before, after)
            )

    def _saved(self, before: FosteringService, after: FosteringService) -> None:
        if self._keeper is not None:
            self._keeper.forget()
        self._shown = after
        self.page.edited.emit(Edit("service details changed", before, after))
        self.page.notice.say(
            "Saved. Documents quote it from now on; what was issued stays as it was.", Tone.GOOD
        )

    def _typed(self, before: FosteringService) -> FosteringService:
        return replace(
            before,
            name=self.name.value(),
            providers=lines_of(self.providers.value()),
            address=lines_of(self.address.value()),
            telephone=self.telephone.value(),
            email=self.email.value(),
            complaints=self.complaints.value(),
            review_body=self.review_body.value(),
        )
