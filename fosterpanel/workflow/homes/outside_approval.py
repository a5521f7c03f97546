"""The homes with children outside their approval: the register read once, however many homes there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol, TypeVar

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.register import ApprovalTerms, Exemption, FosterHome, Placement
from fosterpanel.domain.temporary_approvals import TemporaryApproval
from fosterpanel.workflow.homes.register import concerns_among


class _OfHome(Protocol):
    @property
    def home_id(self) -> str: ...


OfHomeT = TypeVar("OfHomeT", bound=_OfHome)


def homes_outside_approval(reading: Reading, on: date) -> Iterator[tuple[FosterHome, tuple[str, ...]]]:
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
        )
        if concerns:
            yield reading.get(FosterHome, home_id), concerns


def _by_home(records: Iterable[OfHomeT]) -> dict[str, list[OfHomeT]]:
    found: dict[str, list[OfHomeT]] = defaultdict(list)
    for one in records:
        found[one.home_id].append(one)
    return found
