"""Sheets for the children in a home: placements and exemptions, as they begin and end."""

from __future__ import annotations

from datetime import date

from fosterpanel.domain.register import Exemption, FosterHome, Placement
from fosterpanel.domain.terms import PlacementKind, Sex
from fosterpanel.errors import InvalidInput
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.answers import answer, lines_of, past_day
from fosterpanel.ui.pages.form_sheet import FormSheet
from fosterpanel.ui.parts.fields import ChoiceField, DateField, LineField, NumberField, OneOfField, TextField
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.homes import register
from fosterpanel.workflow.office import Office, new_id, require_has_come
from fosterpanel.workflow.overviews.homes_overview import concerns_with

_OLDEST_PLACED = 21


class PlacementSheet(FormSheet):
    """A child comes to live in the home. What the approval does not allow is said, and recorded all the same."""

    def __init__(self, office: Office, runner: TaskRunner, home: FosterHome) -> None:
        super().__init__(office, runner, "Add a child", "Add the child", draft=f"home-placement:{home.id}")
        self._home = home
        self._child = LineField("Initials", help="Such as A.B.; children are known by their initials here.")
        self._age = NumberField("Age", unit="years", most=_OLDEST_PLACED)
        self._sex: OneOfField[Sex] = OneOfField("Sex", [(Sex.GIRLS, "Girl"), (Sex.BOYS, "Boy")])
        self._kind: ChoiceField[PlacementKind] = ChoiceField(
            "Kind of placement",
            [(kind, kind.value.capitalize()) for kind in PlacementKind if kind is not PlacementKind.ANY],
        )
        self._placed_by = LineField("Placed by", help="The authority responsible for the child.")
        self._started_on = DateField("Lives here since")
        self._started_on.set_value(office.clock.today())
        self._siblings = LineField(
            "Sibling group",
            optional=True,
            help="The same word for each child of one family here. Siblings lift the limit of three.",
        )
        self.form.add(self._child, self._age, self._sex, self._kind, self._placed_by)
        self.form.add(self._started_on, self._siblings)

    def consequence(self) -> tuple[str, Tone] | None:
        """Say what lies outside the approval once the child lives there."""
        concerns = concerns_with(self.office, self._placement())
        if not concerns:
            return "The approval allows this placement.", Tone.GOOD
        return "\n".join(concerns), Tone.BAD

    def work(self) -> Placement:
        """Place the child."""
        return register.place_child(self.office, self._placement())

    def _placement(self) -> Placement:
        return Placement(
            id=new_id(),
            home_id=self._home.id,
            child=self._child.value(),
            age=answer(self._age),
            sex=answer(self._sex),
            kind=answer(self._kind),
            placed_by=self._placed_by.value(),
            started_on=answer(self._started_on),
            sibling_group=self._siblings.value(),
        )


class EndPlacementSheet(FormSheet):
    """A child leaves the home."""

    def __init__(self, office: Office, runner: TaskRunner, placement: Placement) -> None:
        title = f"{placement.child} leaves"
        super().__init__(office, runner, title, "End the placement", draft=f"placement-end:{placement.id}")
        self._placement = placement
        self._on = _day_field(office, "Left on", placement.started_on, "The end of the placement")
        self.form.add(self._on)

    def work(self) -> Placement:
        """End the placement."""
        return register.end_placement(self.office, self._placement.id, on=answer(self._on))


class ExemptionSheet(FormSheet):
    """The area authority exempts the home from the usual limit, for named children."""

    def __init__(
        self, office: Office, runner: TaskRunner, home: FosterHome, children: tuple[str, ...] = ()
    ) -> None:
        super().__init__(
            office, runner, "Record an exemption", "Record the exemption", draft=f"home-exemption:{home.id}"
        )
        self._home = home
        self._children = TextField("Children", help="The initials of each child it is for, one on each line.")
        self._children.set_value("\n".join(children))
        self._area = LineField(
            "The home is in the area of", help="The local authority where the carers live."
        )
        self._granted_by = LineField("Granted by", help="The authority that wrote the exemption.")
        self._granted_on = past_day(office, "Granted on", "The exemption")
        self._conditions = TextField("Conditions", optional=True)
        self.form.add(self._children, self._area, self._granted_by, self._granted_on, self._conditions)

    def work(self) -> Exemption:
        """Record it."""
        exemption = Exemption(
            id=new_id(),
            home_id=self._home.id,
            named_children=lines_of(self._children.value()),
            conditions=self._conditions.value(),
            granted_by=self._granted_by.value(),
            granted_on=answer(self._granted_on),
        )
        return register.record_exemption(self.office, exemption, area_authority=self._area.value())


class EndExemptionSheet(FormSheet):
    """An exemption holds no longer."""

    def __init__(self, office: Office, runner: TaskRunner, exemption: Exemption) -> None:
        super().__init__(
            office, runner, "End an exemption", "End the exemption", draft=f"exemption-end:{exemption.id}"
        )
        self._exemption = exemption
        self._on = DateField("Holds no longer from")
        self._on.set_value(office.clock.today())
        self.form.add(self._on)

    def work(self) -> Exemption:
        """End it."""
        return register.end_exemption(self.office, self._exemption.id, on=answer(self._on))


def _day_field(office: Office, label: str, since: date, what: str) -> DateField:
    """A day that has come and is not before another; today unless the person says otherwise."""

    def check(day: date | None) -> None:
        if day is None:
            return
        require_has_come(office, day, what)
        if day < since:
            raise InvalidInput("That is before the child came. Correct the date.")

    field = DateField(label)
    field.set_value(office.clock.today())
    field.check = check
    return field
