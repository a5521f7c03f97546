"""What a form's fields were answered with, and the field most forms need: a day that has come."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from fosterpanel.ui.parts.fields import DateField, Field
from fosterpanel.workflow.office import Office, require_has_come

T = TypeVar("T")


def answer(field: Field[T | None]) -> T:
    """The value of a field that must be filled. Raises InvalidInput when it is not, as the field does."""
    value = field.value()
    assert value is not None, f"{field.name} is optional"
    return value


def past_day(
    office: Office, label: str, what: str, *, name: str = "", help: str = "", optional: bool = False
) -> DateField:
    """A day that has come; ``what`` is dated by it, in the sentence that refuses a later one."""
    field = DateField(label, name=name, help=help, optional=optional)

    def check(day: date | None) -> None:
        if day is not None:
            require_has_come(office, day, what)

    field.check = check
    return field


def lines_of(typed: str) -> tuple[str, ...]:
    """The lines that have something in them."""
    return tuple(line.strip() for line in typed.splitlines() if line.strip())
