"""Fields for terms of approval: each is chosen, “any” included, and none is assumed."""

from __future__ import annotations

from typing import Any

from fosterpanel.domain.terms import ANY, OLDEST, Chosen, PlacementKind, Sex, TermsOfApproval
from fosterpanel.domain.wording import counted
from fosterpanel.ui.parts.fields import ChoiceField, Field, LineField, OneOfField, SeveralField

_MOST_CHILDREN = 12


class TermsFields:
    """The fields of one set of terms, for a form. Raises InvalidInput from ``terms`` as the fields do."""

    def __init__(self) -> None:
        self.kinds: SeveralField[PlacementKind] = SeveralField(
            "Kinds of placement", [(kind, kind.value.capitalize()) for kind in PlacementKind]
        )
        self.number: ChoiceField[Chosen] = ChoiceField("Number of children", _numbers(_MOST_CHILDREN))
        self.age_from: ChoiceField[Chosen] = ChoiceField("Youngest", _ages("From birth"))
        self.age_to: ChoiceField[Chosen] = ChoiceField("Oldest", _ages("Under one"))
        self.sex: OneOfField[Sex] = OneOfField(
            "Sex of the children",
            [(Sex.ANY, "Either sex"), (Sex.GIRLS, "Girls only"), (Sex.BOYS, "Boys only")],
        )
        self.named = LineField(
            "Named children",
            optional=True,
            help="Only where the approval is for certain children. Their initials, with commas between.",
        )

    @property
    def fields(self) -> tuple[Field[Any], ...]:
        """All of them, from the top."""
        return self.kinds, self.number, self.age_from, self.age_to, self.sex, self.named

    def terms(self) -> TermsOfApproval:
        """The terms as they are chosen."""
        return TermsOfApproval(
            placement_kinds=self.kinds.value(),
            number=self.number.value(),
            age_from=self.age_from.value(),
            age_to=self.age_to.value(),
            sex=self.sex.value(),
            named_children=split_names(self.named.value()),
        )

    def set_terms(self, terms: TermsOfApproval) -> None:
        """Show terms there are already."""
        if isinstance(terms.number, int) and terms.number > _MOST_CHILDREN:
            self.number.set_options(_numbers(terms.number))
        self.kinds.set_value(terms.placement_kinds)
        self.number.set_value(terms.number)
        self.age_from.set_value(terms.age_from)
        self.age_to.set_value(terms.age_to)
        self.sex.set_value(terms.sex)
        self.named.set_value(", ".join(terms.named_children))


def split_names(typed: str) -> tuple[str, ...]:
    """The names typed in a row with commas or "and" between them."""
    return tuple(name.strip() for name in typed.replace(" and ", ",").split(",") if name.strip())


def _numbers(most: int) -> list[tuple[Chosen, str]]:
    return [
        (ANY, "Any number"),
        *((number, counted(number, "child", "children")) for number in range(1, most + 1)),
    ]


def _ages(at_nought: str) -> list[tuple[Chosen, str]]:
    return [
        (ANY, "Any age"),
        (0, at_nought),
        *((age, counted(age, "year")) for age in range(1, OLDEST + 1)),
    ]
