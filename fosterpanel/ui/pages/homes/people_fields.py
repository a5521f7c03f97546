"""Fields for somebody who fosters."""

from __future__ import annotations

from datetime import date
from typing import Any

from fosterpanel.domain.register import Carer
from fosterpanel.errors import InvalidInput
from fosterpanel.ui.parts.fields import ChoiceField, DateField, Field, LineField
from fosterpanel.workflow.office import Office, require_has_come

SEXES = ("female", "male", "other")


class CarerFields:
    """Name, date of birth and sex of one carer. The ``second`` of a couple may be left out, but not by halves."""

    def __init__(self, office: Office, *, second: bool = False) -> None:
        which, of = ("second_carer_", " of the second carer") if second else ("carer_", "")
        self._second = second
        self.name = LineField(
            "Second carer" if second else "Name", name=f"{which}name", optional=second, help=_help(second)
        )
        self.born_on = DateField(f"Date of birth{of}", name=f"{which}born_on", optional=second)
        self.sex: ChoiceField[str] = ChoiceField(
            f"Sex{of}", _sexes(), name=f"{which}sex", optional=second, nothing="Choose…"
        )
        self.born_on.check = lambda born_on: self._check_born(office, born_on)
        self.sex.check = lambda sex: self._require_whole(sex, "sex")

    @property
    def fields(self) -> tuple[Field[Any], ...]:
        """All three, from the top."""
        return self.name, self.born_on, self.sex

    def set_carer(self, carer: Carer) -> None:
        """Show somebody there is already."""
        self.name.set_value(carer.name)
        self.born_on.set_value(carer.born_on)
        if carer.sex not in SEXES:
            self.sex.set_options(_sexes(carer.sex))
        self.sex.set_value(carer.sex)

    def carer(self) -> Carer | None:
        """The carer, or None where a second one was left out. Raises InvalidInput as the fields do."""
        name, born_on, sex = self.name.value(), self.born_on.value(), self.sex.value()
        if not name or born_on is None or sex is None:
            return None
        return Carer(name=name, born_on=born_on, sex=sex)

    def _check_born(self, office: Office, born_on: date | None) -> None:
        if born_on is not None:
            require_has_come(office, born_on, "The birth")
        self._require_whole(born_on, "date of birth")

    def _require_whole(self, value: object, what: str) -> None:
        if self._second and value is None and self.name.value():
            raise InvalidInput(f"{self.name.value()} has no {what}. Give it, or leave the second carer out.")


def _help(second: bool) -> str:
    return "Only for a couple who foster together." if second else ""


def _sexes(*more: str) -> list[tuple[str, str]]:
    return [(sex, sex.capitalize()) for sex in (*SEXES, *more)]
