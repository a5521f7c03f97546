"""Putting right who was there: an entry made by mistake stays on record, marked so, beside the true one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

from fosterpanel.clock import office_zone
from fosterpanel.db.transaction import Transaction
from fosterpanel.domain.attendance import (
    Attendance,
    Mode,
    OtherAttender,
    Presence,
    put_other_right,
    put_right,
)
from fosterpanel.domain.hearings import Hearing
from fosterpanel.domain.items import PanelItem
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.panels.meetings import attendance_of, require_in_session


def correct_presence(
    office: Office, meeting_id: str, wrong: Presence, right: Presence | None, *, because: str
) -> Attendance:
    """Mark an arrival or departure of a member as a mistake, and enter what is true; without ``right``, nothing is.

    Raises:
        InvalidInput: the meeting is not in session, nobody says why, the times cannot be, or they would change who
            was there for an item whose quorum is settled.
    """
    with office.act() as transaction:
        require_in_session(transaction, meeting_id)
        held = attendance_of(transaction, meeting_id)
        if right is not None and max(filter(None, (right.came_at, right.left_at))) > office.clock.now():
            raise InvalidInput("Nobody has come or gone at a time still to come. Check the times.")
        corrected = put_right(held, wrong, right, because)
        _require_settled_stays(transaction, meeting_id, held, corrected)
        changed = transaction.replace(corrected)
        transaction.note("correct_presence", meeting_id, {"member": wrong.member_id})
    return changed


def moved(stay: Presence, came_at: time, left_at: time | None, mode: Mode) -> Presence:
    """A member's entry with other local times, on its own day; a time that stays the same keeps its seconds."""
    left = _moved_to(stay.left_at or stay.came_at, left_at) if left_at is not None else None
    return replace(stay, came_at=_moved_to(stay.came_at, came_at), left_at=left, mode=mode)


def _moved_to(moment: datetime, at: time) -> datetime:
    local = moment.astimezone(office_zone())
    is_same = (local.hour, local.minute) == (at.hour, at.minute)
    return moment if is_same else datetime.combine(local.date(), at, office_zone()).astimezone(UTC)


def correct_other(
    office: Office, meeting_id: str, wrong: OtherAttender, right: OtherAttender | None, *, because: str
) -> Attendance:
    """Mark somebody recorded as attending as a mistake, and enter who did; without ``right``, nobody.

    Raises:
        InvalidInput: the meeting is not in session, nobody says why, or there is no such entry.
    """
    with office.act() as transaction:
        require_in_session(transaction, meeting_id)
        held = attendance_of(transaction, meeting_id)
        changed = transaction.replace(put_other_right(held, wrong, right, because))
        transaction.note("correct_other", meeting_id, {"capacity": wrong.capacity})
    return changed


def _require_settled_stays(
    transaction: Transaction, meeting_id: str, held: Attendance, corrected: Attendance
) -> None:
    for hearing in transaction.find(Hearing, meeting_id=meeting_id):
        if hearing.ended_at is None:
            continue
        stretch = hearing.started_at, hearing.ended_at
        if held.present_throughout(*stretch) != corrected.present_throughout(*stretch):
            item = transaction.get(PanelItem, hearing.item_id)
            raise InvalidInput(
                f"Item {item.reference} was heard then, and its quorum is settled with who was there. "
                "Say what is wrong in its minutes."
            )
