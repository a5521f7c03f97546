"""Items at a glance: what a list or board of hundreds of them shows, without the whole record of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fosterpanel.domain.items import ItemStage
from fosterpanel.domain.terms import TermsOfApproval

FINISHED = frozenset(
    {ItemStage.DEFERRED, ItemStage.WITHDRAWN, ItemStage.RETURNED, ItemStage.TOLD, ItemStage.CONCLUDED}
)
"""Nothing follows from these stages; a deferred item goes on as another one."""

BEFORE_HEARING = frozenset({ItemStage.TAKEN_IN, ItemStage.LISTED})
"""Papers can still come in time for the panel, and nobody has relied on what the item says."""


class ItemView(StrEnum):
    """The saved ways of looking at the items."""

    WAITING = "Waiting"
    LISTED = "Listed"
    HEARD = "Heard"
    WITH_DECISION_MAKER = "With the decision maker"
    TO_BE_TOLD = "To be told"
    DEFERRED = "Deferred"
    ALL = "All"

    def shows(self, stage: ItemStage, *, came_back: bool) -> bool:
        """Whether an item is seen in it; ``came_back`` says that the item goes on from a deferral."""
        return stage in STAGES[self] and (came_back or self is not ItemView.DEFERRED)


STAGES = {
    ItemView.WAITING: frozenset({ItemStage.TAKEN_IN}),
    ItemView.LISTED: frozenset({ItemStage.LISTED, ItemStage.IN_HEARING}),
    ItemView.HEARD: frozenset({ItemStage.RECOMMENDED}),
    ItemView.WITH_DECISION_MAKER: frozenset(
        {ItemStage.WITH_DECISION_MAKER, ItemStage.PROPOSED, ItemStage.REFERRED}
    ),
    ItemView.TO_BE_TOLD: frozenset({ItemStage.DECIDED}),
    ItemView.DEFERRED: frozenset({ItemStage.TAKEN_IN}),
    ItemView.ALL: frozenset(ItemStage),
}
"""The stages each view shows."""

BOARD = (
    ItemView.WAITING,
    ItemView.LISTED,
    ItemView.HEARD,
    ItemView.WITH_DECISION_MAKER,
    ItemView.TO_BE_TOLD,
)
"""The columns of the board: every unfinished item stands in exactly one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemGlance:
    """One item as a list needs it. Dates are local.

    ``meeting_on`` is the day of the meeting it is or was listed on, ``minutes_sent_on`` when final minutes reached the
    decision maker, ``decided_on`` the day of the signed decision. ``home_reference`` and ``approved_on`` are
    the home's; the panel's own business has none.
    """

    item_id: str
    reference: str
    type_code: str
    home_id: str
    subject: str
    received_on: date
    proposed_terms: TermsOfApproval | None
    stage: ItemStage
    predecessor_id: str
    home_reference: str
    approved_on: date | None
    meeting_on: date | None
    minutes_sent_on: date | None
    decided_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedPaper:
    """Who owes a paper of an item and by when (local date), as a list needs it."""

    item_id: str
    kind: str
    owner: str
    due_on: date
