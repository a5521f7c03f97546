"""Whether a change of a home's terms has been asked for and is not decided yet."""

from __future__ import annotations

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.items import ItemStage, PanelItem

CHANGE_OF_TERMS = "CHG"

_OVER = frozenset(
    {ItemStage.DEFERRED, ItemStage.WITHDRAWN, ItemStage.RETURNED, ItemStage.DECIDED, ItemStage.TOLD}
)


def change_under_way(reading: Reading, home_id: str) -> PanelItem | None:
    """The latest item about a change of a home's terms that is not decided; None where there is none."""
    asked = reading.find(PanelItem, home_id=home_id, type_code=CHANGE_OF_TERMS)
    return next((item for item in reversed(asked) if item.stage not in _OVER), None)
