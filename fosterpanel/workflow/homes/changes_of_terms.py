"""The act of agreeing a change of terms: the statement of support needs and the carers' written agreement."""

from __future__ import annotations

from fosterpanel.domain.changes_of_terms import AgreedChange
from fosterpanel.domain.items import PanelItem
from fosterpanel.workflow.office import Office


def record_agreed_change(office: Office, change: AgreedChange) -> AgreedChange:
    """Record the statement of support needs and who has agreed to it in writing."""
    with office.act() as transaction:
        transaction.get(PanelItem, change.item_id)
        recorded = transaction.insert(change)
        transaction.note("record_agreed_change", change.item_id, {"agreed_by": len(change.agreed_by)})
    return recorded
