"""What a panel may recommend on an item, where that follows from another item."""

from __future__ import annotations

from dataclasses import replace

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.representations import QualifyingDetermination
from fosterpanel.domain.rulebook import ItemType, RuleBook

REPRESENTATIONS = "REPS"


def heard_type(reading: Reading, item: PanelItem, book: RuleBook) -> ItemType:
    """The kind of an item as the panel hears it: on representations, what was open on the item they are about."""
    item_type = book.item_type(item.type_code)
    if item.type_code != REPRESENTATIONS or not item.challenge_id:
        return item_type
    challenged = reading.get(PanelItem, reading.get(QualifyingDetermination, item.challenge_id).item_id)
    return replace(item_type, outcomes=book.item_type(challenged.type_code).outcomes)
