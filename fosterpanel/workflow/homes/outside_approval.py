"""Children who live outside the approval of their home; of all homes, with the register read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol, TypeVar

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.register import (
    ApprovalTerms,
    Exemption,
    FosterHome,
    Placement,
    emergencies,
    outside_approval,
    outside_temporary,
    over_usual_limit,
    terms_in_force,
)
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.domain.temporary_approvals import TemporaryApproval
from fosterpanel.domain.terms import TermsOfApproval
from fosterpanel.errors import UnknownRule

USUAL_LIMIT = 3


class _OfHome(Protocol):
    @property
    def home_id(self) -> str: ...


OfHomeT = TypeVar("OfHomeT", bound=_OfHome)


def homes_outside_approval(
    reading: Reading, on: date, book: RuleBook
) -> Iterator[tuple[FosterHome, tuple[str, ...]]]:
    """Each home where a child lives outside the approval or over the usual limit on a local day, and how."""
    living = _by_home(one for one in reading.find(Placement) if one.is_on(on))
    history = _by_home(reading.find(ApprovalTerms))
    temporary = _by_home(reading.find(TemporaryApproval, ended_on=None))
    exemptions = _by_home(reading.find(Exemption))
    for home_id, placements in living.items():
        concerns = concerns_among(
            placements=placements,
            history=history[home_id],
            temporary=temporary[home_id],
            exemptions=exemptions[home_id],
            on=on,
            book=book,
        )
        if concerns:
            yield reading.get(FosterHome, home_id), concerns


def concerns_among(
    *,
    placements: Iterable[Placement],
    history: Iterable[ApprovalTerms],
    temporary: Iterable[TemporaryApproval],
    exemptions: Iterable[Exemption],
    on: date,
    book: RuleBook,
) -> tuple[str, ...]:
    """How the children living in one home lie outside its approval or the usual limit, from what the register holds."""
    placed, in_force = tuple(placements), terms_in_force(history, on)
    holding = tuple(one for one in temporary if one.holds_on(on))
    over = over_usual_limit(placed, exemptions, on, USUAL_LIMIT)
    if in_force is not None:
        return _outside_terms(in_force.terms, placed, on, book) + over
    if holding:
        return outside_temporary(holding, placed, on) + over
    return outside_approval(None, placed, on) + over


def _outside_terms(
    terms: TermsOfApproval, placed: tuple[Placement, ...], on: date, book: RuleBook
) -> tuple[str, ...]:
    outside = outside_approval(terms, placed, on)
    if not outside:
        return ()
    try:
        return outside + emergencies(placed, on, book)
    except UnknownRule:
        return outside


def _by_home(records: Iterable[OfHomeT]) -> dict[str, list[OfHomeT]]:
    found: dict[str, list[OfHomeT]] = defaultdict(list)
    for one in records:
        found[one.home_id].append(one)
    return found
