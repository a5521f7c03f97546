"""Keeping what somebody is typing, encrypted, so that no lock, crash or closed window loses it."""

from __future__ import annotations

from collections.abc import Mapping

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.drafts import Draft
from fosterpanel.workflow.office import Office, new_id


def keep_draft(office: Office, place: str, fields: Mapping[str, str]) -> Draft:
    """Keep what the person at the desk has typed in one form, in place of what was kept before."""
    with office.act() as transaction:
        held = _find(transaction, office.person.id, place)
        draft = Draft(
            id=held.id if held else new_id(),
            person_id=office.person.id,
            place=place,
            fields=dict(fields),
            kept_at=office.clock.now(),
            version=held.version if held else 0,
        )
        kept = transaction.replace(draft) if held else transaction.insert(draft)
        transaction.note_stretch("keep_draft", draft.id)
    return kept


def kept_draft(office: Office, place: str) -> Draft | None:
    """What the person at the desk had typed in a form and not saved, or None when there is nothing."""
    with office.reading() as reading:
        held = _find(reading, office.person.id, place)
    return held if held and held.fields else None


def forget_draft(office: Office, place: str) -> None:
    """Empty a draft once the form has been saved or given up."""
    if kept_draft(office, place) is not None:
        keep_draft(office, place, {})


def _find(reading: Reading, person_id: str, place: str) -> Draft | None:
    held = reading.find(Draft, person_id=person_id, place=place)
    return held[-1] if held else None
