"""Drawing up the agenda of a meeting: entries kept as they are moved about, before anything goes out."""

from __future__ import annotations

from fosterpanel.db.transaction import Transaction
from fosterpanel.domain.agenda import AgendaEntry, EntryKind, RunningOrder
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.errors import InvalidInput, NotFound
from fosterpanel.workflow.items import list_within, take_off_within
from fosterpanel.workflow.office import Office

OPENING = AgendaEntry(
    kind=EntryKind.STANDING,
    title="Welcome, confidentiality and interests",
    minutes=15,
    note="Minutes of the last panel, matters arising, actions and deferrals",
)
CLOSING = AgendaEntry(
    kind=EntryKind.CLOSE, title="Close", minutes=10, note="Feedback, training, date of the next panel"
)
USUAL_MINUTES = 40


def running_order(office: Office, meeting_id: str) -> tuple[AgendaEntry, ...]:
    """The running order as it stands: opening and close at first, and whatever was put between them."""
    with office.reading() as reading:
        try:
            return reading.get(RunningOrder, meeting_id).entries
        except NotFound:
            return (OPENING, CLOSING)


def put_item(
    office: Office, meeting_id: str, item_id: str, *, before: int | None = None
) -> tuple[AgendaEntry, ...]:
    """List an item on a meeting and give it a slot, before the entry at a position or last of the items.

    Raises:
        InvalidInput: it cannot be listed now.
    """
    with office.act() as transaction:
        item = list_within(office, transaction, item_id, meeting_id)
        entries = _entries(transaction, meeting_id)
        entry = AgendaEntry(kind=EntryKind.ITEM, title=item.subject, minutes=USUAL_MINUTES, item_id=item.id)
        position = _last_place(entries) if before is None else before
        changed = (*entries[:position], entry, *entries[position:])
        _keep(transaction, meeting_id, changed)
        transaction.note("put_item", item_id, {"meeting": meeting_id})
    return changed


def take_item_off(office: Office, meeting_id: str, item_id: str) -> tuple[AgendaEntry, ...]:
    """Take an item off the meeting again; it waits for another. Raises InvalidInput once it was heard."""
    with office.act() as transaction:
        take_off_within(transaction, item_id)
        changed = tuple(entry for entry in _entries(transaction, meeting_id) if entry.item_id != item_id)
        _keep(transaction, meeting_id, changed)
        transaction.note("take_item_off", item_id, {"meeting": meeting_id})
    return changed


def arrange(office: Office, meeting_id: str, entries: tuple[AgendaEntry, ...]) -> tuple[AgendaEntry, ...]:
    """Keep the entries in this order with these lengths and attenders; the same items stay listed.

    Raises:
        InvalidInput: an entry has no time, or an item was added or lost on the way.
    """
    if any(entry.minutes <= 0 for entry in entries):
        raise InvalidInput("Every line of the agenda needs some minutes. Give it at least 1.")
    with office.act() as transaction:
        before = {entry.item_id for entry in _entries(transaction, meeting_id)}
        if {entry.item_id for entry in entries} | {""} != before | {""}:
            raise InvalidInput(
                "Items are put on an agenda and taken off it one at a time, not while it is arranged."
            )
        _keep(transaction, meeting_id, entries)
        transaction.note("arrange", meeting_id, {"entries": len(entries)})
    return entries


def waiting_items(office: Office) -> tuple[PanelItem, ...]:
    """The items that wait for a meeting, the longest waiting first."""
    with office.reading() as reading:
        waiting = reading.find(PanelItem, stage=ItemStage.TAKEN_IN)
    return tuple(sorted(waiting, key=lambda item: item.received_on))


def _entries(transaction: Transaction, meeting_id: str) -> tuple[AgendaEntry, ...]:
    try:
        return transaction.get(RunningOrder, meeting_id).entries
    except NotFound:
        return transaction.insert(RunningOrder(id=meeting_id, entries=(OPENING, CLOSING))).entries


def _keep(transaction: Transaction, meeting_id: str, entries: tuple[AgendaEntry, ...]) -> None:
    held = transaction.get(RunningOrder, meeting_id)
    transaction.replace(RunningOrder(id=meeting_id, entries=entries, version=held.version))


def _last_place(entries: tuple[AgendaEntry, ...]) -> int:
    is_closed = bool(entries) and entries[-1].kind is EntryKind.CLOSE
    return len(entries) - 1 if is_closed else len(entries)
