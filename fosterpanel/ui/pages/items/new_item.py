"""Taking in an item: the type first, then only what that type needs."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from fosterpanel.domain.items import PanelItem, initials
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.terms import TermsOfApproval
from fosterpanel.domain.wording import listed
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.answers import answer, lines_of, past_day
from fosterpanel.ui.pages.form_sheet import FormSheet
from fosterpanel.ui.pages.homes.people_fields import CarerFields
from fosterpanel.ui.pages.items.home_field import HomeField
from fosterpanel.ui.pages.terms_fields import TermsFields, split_names
from fosterpanel.ui.parts.fields import (
    ChoiceField,
    Field,
    LineField,
    OneOfField,
    TextField,
    TickField,
)
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.business.intake import Intake, clock_from, home_of, intake_of, intakes
from fosterpanel.workflow.business.items import NewItem, take_in
from fosterpanel.workflow.homes.register import require_free_reference
from fosterpanel.workflow.namesakes import same_carers
from fosterpanel.workflow.office import Office, new_id
from fosterpanel.workflow.overviews.items_overview import homes_like, open_items_like


class HomeIs(StrEnum):
    """Whether the home is in the store already."""

    KNOWN = "On the register"
    NEW = "New to the service"


class TermsAre(StrEnum):
    """What an item that may leave the terms alone does with them."""

    STAY = "Stay as they are"
    CHANGE = "Would change"


class NewItemSheet(FormSheet):
    """``done(PanelItem)`` once it was taken in."""

    go_on_verb = "Take in another"

    def __init__(self, office: Office, runner: TaskRunner) -> None:
        super().__init__(office, runner, "Take in a new item", "Take in", draft="item-new")
        self._build_first()
        self._build_home()
        self._build_details()
        self.form.add(self.type, self.home_is, self.home, *self._new_home_fields, self.title)
        self.form.add(self.received_on, self.proposal, self.asked)
        self.form.add(self.terms_are, *self.terms.fields)
        self.form.add(self.connected, self.author, self.presenters)
        self.settle()

    def begin_with(self, type_code: str, home_id: str) -> None:
        """Begin with a type and a home that somebody chose elsewhere, whatever was typed here before."""
        self.type.set_value(type_code)
        home = home_of(self.office, home_id)
        self.home_is.set_value(HomeIs.KNOWN)
        self.home.set_home(home.id, f"{home.reference} · {home.names}")
        self._follow()

    def settle(self) -> None:
        """Ask for what the type chosen needs, and for nothing before a type is chosen."""
        intake = self._intake()
        asks_home = intake is not None and intake.asks_home
        self._settle_home(is_asked=asks_home)
        self.received_on.setVisible(intake is not None)
        self.proposal.setVisible(asks_home)
        for field in (self.title, self.asked):
            field.setVisible(intake is not None and not asks_home)
        self.connected.setVisible(intake is not None and intake.asks_connected)
        self.author.setVisible(intake is not None and intake.asks_report)
        self.presenters.setVisible(intake is not None and intake.asks_presenters)
        self._settle_terms(intake)

    def consequence(self) -> tuple[str, Tone] | None:
        """Say what the panel has to do with it, and which clock begins."""
        intake = self._intake()
        if intake is None:
            return None
        received_on = self.received_on.value() if self.received_on.text() else None
        clock = clock_from(self.office, intake.code, received_on) if received_on else ""
        return f"{intake.panel} {clock}".strip(), Tone.INK

    def question(self) -> str:
        """Ask when such an item about that home is open already, or somebody new is on the register."""
        intake = self._chosen()
        if not intake.asks_home:
            return ""
        if self.home_is.value() is HomeIs.NEW:
            names = [self._first.name.value(), self._second.name.value()]
            return " ".join(same_carers(self.office, names))
        alike = open_items_like(self.office, self.home.value(), intake.code)
        if not alike:
            return ""
        said = listed(f"{one.reference} ({one.stage.value})" for one in alike)
        return f"{intake.name} for this home is open already: {said}. Is this a second one?"

    def work(self) -> PanelItem:
        """Take it in, with the home where that is new."""
        intake = self._chosen()
        if not intake.asks_home:
            return take_in(self.office, self._business(intake))
        home = self._new_home() if self.home_is.value() is HomeIs.NEW else None
        about = home or home_of(self.office, self.home.value())
        new = NewItem(
            type_code=intake.code,
            home_id=about.id,
            subject=initials(about.names),
            received_on=answer(self.received_on),
            proposal=self.proposal.value(),
            proposed_terms=self._terms(intake),
            is_connected_person=intake.is_connected or (intake.asks_connected and self.connected.value()),
            report_author=self.author.value() if intake.asks_report else "",
            presented_by=split_names(self.presenters.value()) if intake.asks_report else (),
        )
        return take_in(self.office, new, home=home)

    def _business(self, intake: Intake) -> NewItem:
        return NewItem(
            type_code=intake.code,
            subject=self.title.value(),
            received_on=answer(self.received_on),
            proposal=self.asked.value(),
            presented_by=split_names(self.presenters.value()),
        )

    def _build_first(self) -> None:
        offered = intakes(self.office)
        self.type: ChoiceField[str] = ChoiceField(
            "Type",
            [(one.code, one.name) for one in offered],
            help="Panel business is what the panel reads and minutes for itself, such as a policy. What needs neither "
            "papers nor minutes is a line of standing business on the agenda.",
        )
        self.title = LineField("Title", help="As the agenda will say it. It names no family.")
        self.asked = TextField(
            "What the panel is asked",
            help="To note something, or to agree what is to be done. The agenda says it too.",
            lines=2,
        )
        self.received_on = past_day(
            self.office,
            "Received on",
            "The item",
            help="The day it reached the office. An application’s time limit runs from then.",
        )
        self.received_on.set_value(self.office.clock.today())

    def _build_home(self) -> None:
        self.home_is: OneOfField[HomeIs] = OneOfField("Foster home", [(one, one.value) for one in HomeIs])
        self.home_is.set_value(HomeIs.KNOWN)
        self.home = HomeField("Which home", lambda typed: homes_like(self.office, typed))
        self.reference = LineField("Reference", help="What the service calls this home, such as BF-104.")
        self.reference.check = lambda reference: require_free_reference(self.office, reference)
        self._first = CarerFields(self.office)
        self._second = CarerFields(self.office, second=True)
        self.address = TextField("Address", help="One line for each line of the address.", lines=3)
        self._new_home_fields: tuple[Field[Any], ...] = (
            self.reference,
            *self._first.fields,
            *self._second.fields,
            self.address,
        )

    def _build_details(self) -> None:
        self.proposal = TextField(
            "What is proposed", help="One or two sentences, as the agenda will say it.", lines=2
        )
        self.terms_are: OneOfField[TermsAre] = OneOfField(
            "Terms of approval", [(one, one.value) for one in TermsAre]
        )
        self.terms_are.set_value(TermsAre.STAY)
        self.terms = TermsFields()
        self.connected = TickField("A connected person: family or friends of the child")
        self.author = LineField("Who writes the report", optional=True)
        self.presenters = LineField(
            "Who presents it", optional=True, help="Names, with commas between. They can be added later."
        )

    def _settle_home(self, *, is_asked: bool) -> None:
        self.home_is.setVisible(is_asked)
        is_new = self.home_is.text() == HomeIs.NEW.value
        self.home.setVisible(is_asked and not is_new)
        for field in self._new_home_fields:
            field.setVisible(is_asked and is_new)

    def _settle_terms(self, intake: Intake | None) -> None:
        may_stay = intake is not None and intake.asks_terms and intake.terms_may_stay
        stays = self.terms_are.text() == TermsAre.STAY.value
        self.terms_are.setVisible(may_stay)
        for field in self.terms.fields:
            field.setVisible(intake is not None and intake.asks_terms and not (may_stay and stays))

    def _intake(self) -> Intake | None:
        code = next((one.code for one in intakes(self.office) if one.name == self.type.text()), "")
        return intake_of(self.office, code) if code else None

    def _chosen(self) -> Intake:
        return intake_of(self.office, answer(self.type))

    def _terms(self, intake: Intake) -> TermsOfApproval | None:
        if not intake.asks_terms or (intake.terms_may_stay and self.terms_are.value() is TermsAre.STAY):
            return None
        return self.terms.terms()

    def _new_home(self) -> FosterHome:
        return FosterHome(
            id=new_id(),
            reference=self.reference.value(),
            carers=tuple(one for one in (self._first.carer(), self._second.carer()) if one is not None),
            address=lines_of(self.address.value()),
        )
