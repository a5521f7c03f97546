"""Fields of a form: label above, help under it, the control, and the error under that.

Each is loaded when it is first asked for, so that the first page of the program waits for its own only.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fosterpanel.ui.parts.fields.choices import (
        ChoiceField,
        OneOfField,
        PeopleField,
        SeveralField,
        TickField,
    )
    from fosterpanel.ui.parts.fields.dates import DateField, TimeField
    from fosterpanel.ui.parts.fields.field import Field
    from fosterpanel.ui.parts.fields.numbers import NumberField
    from fosterpanel.ui.parts.fields.text import LineField, PassphraseField, TextField

_KEPT_IN = {
    "ChoiceField": "choices",
    "DateField": "dates",
    "Field": "field",
    "LineField": "text",
    "NumberField": "numbers",
    "OneOfField": "choices",
    "PassphraseField": "text",
    "PeopleField": "choices",
    "SeveralField": "choices",
    "TextField": "text",
    "TickField": "choices",
    "TimeField": "dates",
}

__all__ = [
    "ChoiceField",
    "DateField",
    "Field",
    "LineField",
    "NumberField",
    "OneOfField",
    "PassphraseField",
    "PeopleField",
    "SeveralField",
    "TextField",
    "TickField",
    "TimeField",
]


def __getattr__(name: str) -> Any:
    if name not in _KEPT_IN:
        raise AttributeError(f"{__name__} has no {name}")
    return getattr(import_module(f"{__name__}.{_KEPT_IN[name]}"), name)
