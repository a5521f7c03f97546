"""Fields of a form: label above, help under it, the control, and the error under that."""

from fosterpanel.ui.parts.fields.choices import ChoiceField, OneOfField, PeopleField, SeveralField, TickField
from fosterpanel.ui.parts.fields.dates import DateField, TimeField
from fosterpanel.ui.parts.fields.field import Field
from fosterpanel.ui.parts.fields.numbers import NumberField
from fosterpanel.ui.parts.fields.text import LineField, PassphraseField, TextField

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
