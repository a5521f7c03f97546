"""Terms of approval: what a foster home is approved for, chosen and never assumed.

A term left open is not "any": somebody chooses "any" (rule ``terms-of-approval``). Whether words make a
recommendation conditional is for ``conditions``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from fosterpanel.domain.wording import listed
from fosterpanel.errors import InvalidInput

ANY: Literal["any"] = "any"
Chosen = int | Literal["any"] | None
OLDEST = 18
_NONE_NAMED = "none named"


class Sex(StrEnum):
    """The sex of children the home is approved for."""

    GIRLS = "girls"
    BOYS = "boys"
    ANY = "any"

    @property
    def of_one(self) -> str:
        """The word for one such child."""
        return {Sex.GIRLS: "girl", Sex.BOYS: "boy", Sex.ANY: "child"}[self]


class PlacementKind(StrEnum):
    """Kinds of placement that terms may allow."""

    SHORT_TERM = "short-term"
    LONG_TERM = "long-term"
    SHORT_BREAKS = "short breaks"
    EMERGENCY = "emergency"
    PARENT_AND_CHILD = "parent and child"
    CONNECTED_PERSON = "connected person"
    ANY = "any kind"


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsOfApproval:
    """What a home is approved for. ``None`` means that nobody has chosen yet; ``ANY`` is a choice.

    ``age_from`` and ``age_to`` are whole years, both included. ``named_children`` limits the approval to
    those children. ``preferences`` helps matching and binds nobody.
    """

    placement_kinds: tuple[PlacementKind, ...] = ()
    number: Chosen = None
    age_from: Chosen = None
    age_to: Chosen = None
    sex: Sex | None = None
    named_children: tuple[str, ...] = ()
    preferences: str = ""

    @property
    def number_words(self) -> str:
        """How many children, in words."""
        if self.number is None:
            return "number of children not chosen"
        if self.number == ANY:
            return "any number of children"
        return "1 child" if self.number == 1 else f"up to {self.number} children"

    @property
    def age_words(self) -> str:
        """Which ages, in words."""
        if self.age_from is None or self.age_to is None:
            return "ages not chosen"
        if ANY in (self.age_from, self.age_to):
            return "any age"
        return (
            f"aged {self.age_from}"
            if self.age_from == self.age_to
            else f"aged {self.age_from} to {self.age_to}"
        )

    @property
    def sex_words(self) -> str:
        """Which sex, in words."""
        if self.sex is None:
            return "sex not chosen"
        return "either sex" if self.sex is Sex.ANY else f"{self.sex} only"

    @property
    def kind_words(self) -> str:
        """Which kinds of placement, in words and always in the same order."""
        kinds = [kind.value for kind in PlacementKind if kind in self.placement_kinds]
        return ", ".join(kinds) or "kinds of placement not chosen"

    @property
    def words_without_names(self) -> str:
        """The terms as a sentence fragment that says whether, and not which, children are named."""
        named = "; only for the children named" if self.named_children else ""
        return f"{self.number_words}, {self.age_words}, {self.sex_words}; {self.kind_words}{named}"

    @property
    def words(self) -> str:
        """The terms as a sentence fragment for records and letters."""
        named = f"; only for {listed(self.named_children)}" if self.named_children else ""
        return f"{self.number_words}, {self.age_words}, {self.sex_words}; {self.kind_words}{named}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TermChange:
    """One line of old terms beside new."""

    label: str
    old: str
    new: str

    @property
    def is_changed(self) -> bool:
        """Whether the new term differs from the old; the same things in another order are no change."""
        return sorted(self.old.split(", ")) != sorted(self.new.split(", "))


def open_choices(terms: TermsOfApproval) -> tuple[str, ...]:
    """What nobody has chosen yet, in words; empty when the terms are complete."""
    choices = (
        ("the kinds of placement", bool(terms.placement_kinds)),
        ("the number of children", terms.number is not None),
        ("the ages", terms.age_from is not None and terms.age_to is not None),
        ("the sex of children", terms.sex is not None),
    )
    return tuple(label for label, is_chosen in choices if not is_chosen)


def complete(terms: TermsOfApproval) -> TermsOfApproval:
    """The terms themselves when they are whole and make sense.

    Raises:
        InvalidInput: a choice is missing, or a number, an age or a name cannot be.
    """
    if missing := open_choices(terms):
        raise InvalidInput(f"The terms leave {listed(missing)} open. Choose them; “any” is a choice too.")
    if terms.number != ANY and not _number(terms.number) >= 1:
        raise InvalidInput("The terms allow no child. Give a number of children from 1 up, or “any”.")
    if (terms.age_from == ANY) != (terms.age_to == ANY):
        raise InvalidInput(
            "The ages are half chosen. Give the youngest and the oldest age, or “any” for both."
        )
    if terms.age_from != ANY and not 0 <= _number(terms.age_from) <= _number(terms.age_to) <= OLDEST:
        raise InvalidInput(
            f"The ages are no range. Give the youngest first, from 0, and the oldest up to {OLDEST}."
        )
    if not all(name.strip() for name in terms.named_children):
        raise InvalidInput("A named child has no name. Name each child, or leave the line out.")
    named = len(terms.named_children)
    if len(set(terms.named_children)) < named:
        raise InvalidInput("A child is named twice. Name each child once.")
    if terms.number != ANY and _number(terms.number) < named:
        raise InvalidInput(
            f"The terms name {named} children and allow {terms.number}. Raise the number, or name fewer."
        )
    return terms


def compare(old: TermsOfApproval | None, new: TermsOfApproval | None) -> tuple[TermChange, ...]:
    """Old terms beside new, line by line; a missing side reads "none". Preferences bind nobody and are left out.

    Named children stand in the order they were given in; without any, both sides read "none named", terms or not.
    """
    return tuple(
        TermChange(label=label, old=_line(old, label), new=_line(new, label))
        for label in ("Children", "Ages", "Sex", "Placements", "Named children")
    )


def differ(old: TermsOfApproval | None, new: TermsOfApproval | None) -> bool:
    """Whether two sets of terms approve for different things, however they are written down."""
    return any(change.is_changed for change in compare(old, new))


def child_initials(child: str) -> str:
    """The initials by which a child is told, however they were written: T.B., TB and Tia Brand are one child."""
    words = child.replace(".", " ").casefold().split()
    return "".join(words) if len(words) == 1 else "".join(word[0] for word in words)


def allows(terms: TermsOfApproval, *, age: int, sex: Sex, name: str, kind: PlacementKind) -> bool:
    """Whether one child and placement lies inside the terms (numbers are counted apart)."""
    return (
        (terms.age_from == ANY or _number(terms.age_from) <= age <= _number(terms.age_to))
        and terms.sex in (Sex.ANY, sex)
        and (not terms.named_children or child_initials(name) in map(child_initials, terms.named_children))
        and (PlacementKind.ANY in terms.placement_kinds or kind in terms.placement_kinds)
    )


def _number(choice: Chosen) -> int:
    return choice if isinstance(choice, int) else 0


def _line(terms: TermsOfApproval | None, label: str) -> str:
    if terms is None:
        return _NONE_NAMED if label == "Named children" else "none"
    lines = {
        "Children": terms.number_words,
        "Ages": terms.age_words,
        "Sex": terms.sex_words,
        "Placements": terms.kind_words,
        "Named children": ", ".join(terms.named_children) or _NONE_NAMED,
    }
    return lines[label]
