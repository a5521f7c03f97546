"""Sheets for a home and the people in it: entering a home, its address, its carers, who else lives there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from fosterpanel.domain.register import ApprovalState, FosterHome, HouseholdMember
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.answers import answer, lines_of, past_day
from fosterpanel.ui.pages.form_sheet import FormSheet
from fosterpanel.ui.pages.homes.people_fields import CarerFields
from fosterpanel.ui.pages.terms_fields import TermsFields
from fosterpanel.ui.parts.fields import LineField, OneOfField, TextField
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.homes import register
from fosterpanel.workflow.namesakes import same_carers
from fosterpanel.workflow.office import Office, new_id
from fosterpanel.workflow.overviews.homes_overview import checks_for_household

PersonT = TypeVar("PersonT")


class EnterHomeSheet(FormSheet):
    """A home new to the register, applying or approved already."""

    go_on_verb = "Enter it all the same"

    def __init__(self, office: Office, runner: TaskRunner) -> None:
        super().__init__(office, runner, "Enter a home", "Enter the home", draft="home-new")
        self._reference = _reference_field(office)
        self._first = CarerFields(office)
        self._second = CarerFields(office, second=True)
        self._address = TextField("Address", help="One line for each line of the address.", lines=3)
        self._state: OneOfField[ApprovalState] = OneOfField(
            "How do they stand?",
            [(ApprovalState.APPLICANT, "Applying"), (ApprovalState.APPROVED, "Approved already")],
            name="state",
        )
        self._approved_on = past_day(office, "Approved since", "The approval")
        self._terms = TermsFields()
        self.form.add(self._reference, *self._first.fields, *self._second.fields, self._address, self._state)
        self.form.add(self._approved_on, *self._terms.fields)
        self.settle()

    def settle(self) -> None:
        """Ask for the approval only where there is one."""
        is_approved = self._state.text() == "Approved already"
        for field in (self._approved_on, *self._terms.fields):
            field.setVisible(is_approved)

    def question(self) -> str:
        """Ask when somebody of these names is here already."""
        names = [self._first.name.value(), self._second.name.value()]
        said = same_carers(self.office, names)
        return f"{' '.join(said)} Is this another home?" if said else ""

    def work(self) -> FosterHome:
        """Enter it."""
        state = self._state.value() or ApprovalState.APPLICANT
        is_approved = state is ApprovalState.APPROVED
        home = FosterHome(
            id=new_id(),
            reference=self._reference.value(),
            carers=tuple(one for one in (self._first.carer(), self._second.carer()) if one is not None),
            address=lines_of(self._address.value()),
            state=state,
            approved_on=self._approved_on.value() if is_approved else None,
        )
        return register.enter_home(self.office, home, self._terms.terms() if is_approved else None)


class AddressSheet(FormSheet):
    """A home's reference and address."""

    def __init__(self, office: Office, runner: TaskRunner, home: FosterHome) -> None:
        super().__init__(
            office, runner, "Reference and address", "Keep the change", draft=f"home-address:{home.id}"
        )
        self._home = home
        self._reference = _reference_field(office, home.id)
        self._reference.set_value(home.reference)
        self._address = TextField("Address", help="One line for each line of the address.", lines=3)
        self._address.set_value("\n".join(home.address))
        self.form.add(self._reference, self._address)

    def work(self) -> FosterHome:
        """Change the home."""
        changed = replace(
            self._home, reference=self._reference.value(), address=lines_of(self._address.value())
        )
        return register.change_home(self.office, changed)


class CarerSheet(FormSheet):
    """One carer: somebody who joins (``at`` is None), or the one at a place among the carers."""

    go_on_verb = "Keep it all the same"

    def __init__(self, office: Office, runner: TaskRunner, home: FosterHome, at: int | None = None) -> None:
        title = "Add a carer" if at is None else "Change a carer"
        verb = "Add the carer" if at is None else "Keep the change"
        super().__init__(office, runner, title, verb, draft=f"home-carer:{home.id}:{at}")
        self._home, self._at = home, at
        self._carer = CarerFields(office)
        if at is not None:
            self._carer.set_carer(home.carers[at])
        self.form.add(*self._carer.fields)

    def question(self) -> str:
        """Ask when somebody of this name is here already."""
        said = same_carers(self.office, [self._carer.name.value()], but_home=self._home.id)
        return f"{' '.join(said)} Is this somebody else?" if said else ""

    def work(self) -> FosterHome:
        """Change the home."""
        carer = self._carer.carer()
        assert carer is not None
        return register.change_home(
            self.office, replace(self._home, carers=_put(self._home.carers, self._at, carer))
        )


class HouseholdSheet(FormSheet):
    """Somebody else who lives in the home: somebody who moves in (``at`` is None), or the one at a place."""

    def __init__(self, office: Office, runner: TaskRunner, home: FosterHome, at: int | None = None) -> None:
        title = "Add somebody who lives here" if at is None else "Change who lives here"
        verb = "Add to the household" if at is None else "Keep the change"
        super().__init__(office, runner, title, verb, draft=f"home-household:{home.id}:{at}")
        self._home, self._at = home, at
        self._name = LineField("Name")
        self._born_on = past_day(office, "Date of birth", "The birth")
        self._relationship = LineField("Relationship", help="To the carers: son, lodger, mother.")
        self.form.add(self._name, self._born_on, self._relationship)
        if at is not None:
            self._show(home.household[at])

    def consequence(self) -> tuple[str, Tone] | None:
        """Say that an adult in the home is checked."""
        sentence = checks_for_household(self.office, answer(self._born_on))
        return (sentence, Tone.WARN) if sentence else None

    def work(self) -> FosterHome:
        """Change the home."""
        lives_here = HouseholdMember(
            name=self._name.value(),
            born_on=answer(self._born_on),
            relationship=self._relationship.value(),
        )
        household = _put(self._home.household, self._at, lives_here)
        return register.change_home(self.office, replace(self._home, household=household))

    def _show(self, lives_here: HouseholdMember) -> None:
        self._name.set_value(lives_here.name)
        self._born_on.set_value(lives_here.born_on)
        self._relationship.set_value(lives_here.relationship)


def _put(people: Sequence[PersonT], at: int | None, person: PersonT) -> tuple[PersonT, ...]:
    changed = list(people)
    changed[len(people) if at is None else at : len(people) if at is None else at + 1] = [person]
    return tuple(changed)


def _reference_field(office: Office, home_id: str = "") -> LineField:
    field = LineField("Reference", help="What the service calls this home, such as BF-104.")
    field.check = lambda reference: register.require_free_reference(office, reference, home_id=home_id)
    return field
