"""Whose names the demonstration holds: what belongs to each family, and every person and address there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fosterpanel.domain.register import FosterHome, Placement
from fosterpanel.workflow.demo import CASES
from fosterpanel.workflow.demo.people import (
    ADMINISTRATOR,
    ADVISER,
    CENTRAL_LIST,
    CHAIR,
    DECISION_MAKER,
    SERVICE,
    TEAM_MANAGER,
)
from fosterpanel.workflow.demo.unsuitable import ENDED, OUTSIDE_TERMS, REFUSED_AT_STAGE_ONE, RESIGNING
from fosterpanel.workflow.demo.waiting import COME_IN_SINCE

TOO_SHORT_TO_SEARCH_FOR = 6
"""Bytes. Anything shorter turns up in encrypted bytes by chance once letters of either case count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One foster home and its children. ``identifying`` is whatever tells a reader which family it is."""

    home: FosterHome
    children: tuple[str, ...]

    @property
    def people(self) -> tuple[str, ...]:
        return tuple(one.name for one in (*self.home.carers, *self.home.household))

    @property
    def carers(self) -> tuple[str, ...]:
        return tuple(carer.name for carer in self.home.carers)

    @property
    def identifying(self) -> frozenset[str]:
        names = {part for person in self.people for part in (person, *person.split())}
        return frozenset({*names, *self.home.address[:1], self.home.reference, *self.children})

    @property
    def identifying_but_for_initials(self) -> frozenset[str]:
        """As an agenda may name nobody: home references and children's initials are what it may use."""
        return self.identifying - {self.home.reference, *self.children}


def _family(home: FosterHome, placements: tuple[Placement, ...]) -> Family:
    return Family(home=home, children=tuple(placement.child for placement in placements))


FAMILIES = (
    *(_family(case.home, case.placements) for case in (*CASES, ENDED)),
    _family(RESIGNING, (OUTSIDE_TERMS,)),
    _family(REFUSED_AT_STAGE_ONE, ()),
    *(_family(waiting.home, waiting.placements) for waiting in COME_IN_SINCE),
)


def is_named(name: str, text: str) -> bool:
    """Whether a name stands in a text as words of its own."""
    return re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", text) is not None


def families_named(text: str, *, but: Family | None = None) -> dict[str, set[str]]:
    """What a text says of each family but one: the home's reference, and the words found."""
    found = {
        family.home.reference: {name for name in family.identifying if is_named(name, text)}
        for family in FAMILIES
        if family is not but
    }
    return {reference: names for reference, names in found.items() if names}


def everybody() -> frozenset[str]:
    """Every personal name and postal address of the demonstration."""
    return frozenset(_staff()) | {
        words for family in FAMILIES for words in (*family.people, ", ".join(family.home.address))
    }


def search_words() -> frozenset[str]:
    """What to look for in bytes: whole names, lines of addresses, and each part that is long enough."""
    whole = {line for words in everybody() for line in words.split(", ")}
    parts = {part for name in _people() for part in name.split()}
    return frozenset(word for word in whole | parts if len(word) >= TOO_SHORT_TO_SEARCH_FOR) - _PLACES


_PLACES = frozenset(SERVICE.address)
"""Towns that the service's own address names too, on its certificate and elsewhere in the open."""


def _people() -> Iterator[str]:
    yield from _staff()
    for family in FAMILIES:
        yield from family.people


def _staff() -> Iterator[str]:
    yield from (one.name for one in (ADMINISTRATOR, CHAIR, DECISION_MAKER, TEAM_MANAGER, ADVISER))
    yield from (listed.name for listed in CENTRAL_LIST)
    yield from (attending.name for case in CASES for attending in case.attending)
