"""What has been asked for about a home and is not decided yet: a change of its terms, a review, an assessment."""

from __future__ import annotations

from collections.abc import Collection

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.items import ItemStage, PanelItem

CHANGE_OF_TERMS = "CHG"

_OVER = frozenset(
    {ItemStage.DEFERRED, ItemStage.WITHDRAWN, ItemStage.RETURNED, ItemStage.DECIDED, ItemStage.TOLD}
)


def change_under_way(reading: Reading, home_id: str) -> PanelItem | None:
    """The latest item about a change of a home's terms that is not decided; None where there is none."""
    return under_way(reading, home_id, frozenset({CHANGE_OF_TERMS}))


def under_way(reading: Reading, home_id: str, type_codes: Collection[str]) -> PanelItem | None:
    """The latest item of one of these types about a home that is not decided; None where there is none."""
    asked = [item for item in reading.find(PanelItem, home_id=home_id) if item.type_code in type_codes]
    return next((item for item in reversed(asked) if item.stage not in _OVER), None)
