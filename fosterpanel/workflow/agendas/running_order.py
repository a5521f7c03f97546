"""Drawing up the agenda of a meeting: entries kept as they are moved about, before anything goes out."""

from __future__ import annotations

from dataclasses import replace

from fosterpanel.db.transaction import Reading, Transaction
from fosterpanel.domain.agenda import Agenda, AgendaEntry, EntryKind, RunningOrder, timed
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.domain.wording import plain_date
from fosterpanel.errors import InvalidInput, MovedSince, NotFound
from fosterpanel.workflow.business.items import list_within, take_off_within
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

HAS_BEGUN = frozenset({MeetingStage.IN_SESSION, MeetingStage.CLOSED})

_OFF_THE_MEETING = frozenset({ItemStage.TAKEN_IN, ItemStage.DEFERRED, ItemStage.WITHDRAWN})


def running_order(office: Office, meeting_id: str) -> RunningOrder:
    """The running order as it stands: opening and close at first, and whatever was put between them."""
    with office.reading() as reading:
        return order_of(reading, meeting_id)


def order_of(reading: Reading, meeting_id: str) -> RunningOrder:
    """The running order, read in one go with others.

    An item listed elsewhere has a slot at the end; one deferred, withdrawn or taken off has none any more. Once the
    meeting has begun every item on it keeps its slot, whatever the panel made of it.
    """
    held = _held(reading, meeting_id)
    has_begun = any(one.stage in HAS_BEGUN for one in reading.find(Meeting, id=meeting_id))
    items = {
        item.id: item
        for item in reading.find(PanelItem, meeting_id=meeting_id)
        if has_begun or item.stage not in _OFF_THE_MEETING
    }
    kept = tuple(
        entry for entry in held.entries if entry.kind is not EntryKind.ITEM or entry.item_id in items
    )
    placed = {entry.item_id for entry in kept}
    unplaced = tuple(
        _entry_for(item)
        for item in items.values()
        if item.id not in placed and (has_begun or item.stage is ItemStage.LISTED)
    )
    place = _last_place(kept)
    return replace(held, entries=(*kept[:place], *unplaced, *kept[place:]))


def put_item(
    office: Office, meeting_id: str, item_id: str, *, before: int | None = None, why_incomplete: str = ""
) -> RunningOrder:
    """List an item on a meeting and give it a slot: before the entry at a position, or last of the items.

    Put at the place of a late item's slot, or last once the agenda is out, it takes that slot.

    Raises:
        InvalidInput: it cannot be listed now, or the agenda would run past midnight.
    """
    with office.act() as transaction:
        meeting = _open_meeting(transaction, meeting_id)
        order = order_of(transaction, meeting_id)
        item = list_within(office, transaction, item_id, meeting_id, why_incomplete=why_incomplete)
        changed = _kept(transaction, meeting, order, _with_item(order.entries, item, meeting, before))
        transaction.note("put_item", item_id, {"meeting": meeting_id})
    return changed


def take_item_off(office: Office, meeting_id: str, item_id: str) -> RunningOrder:
    """Take an item off the meeting again; it waits for another. Raises InvalidInput once it was heard."""
    with office.act() as transaction:
        meeting = _open_meeting(transaction, meeting_id)
        order = order_of(transaction, meeting_id)
        take_off_within(transaction, item_id)
        left = tuple(entry for entry in order.entries if entry.item_id != item_id)
        changed = _kept(transaction, meeting, order, left)
        transaction.note("take_item_off", item_id, {"meeting": meeting_id})
    return changed


def put_back(office: Office, before: RunningOrder, after: RunningOrder) -> RunningOrder:
    """Undo an edit of a running order that left it as ``after``: items put on or taken off with it go back too.

    Raises:
        MovedSince: it was changed again after that edit.
        InvalidInput: the agenda is out, or an item cannot go back where it was.
    """
    gone = [item_id for item_id in _item_ids(before.entries) if item_id not in _item_ids(after.entries)]
    added = [item_id for item_id in _item_ids(after.entries) if item_id not in _item_ids(before.entries)]
    with office.act() as transaction:
        meeting = _open_meeting(transaction, after.id)
        if order_of(transaction, after.id) != after:
            raise MovedSince(
                "The agenda was changed again after the edit you want to undo, so nothing was undone. "
                "Look at it as it now stands and change it by hand."
            )
        if meeting.stage is not MeetingStage.PLANNED and (gone or added):
            raise InvalidInput(
                "Members already have the agenda of this meeting. Issue a supplementary agenda instead."
            )
        for item_id in gone:
            list_within(office, transaction, item_id, meeting.id)
        for item_id in added:
            take_off_within(transaction, item_id)
            transaction.note("take_item_off", item_id, {"meeting": meeting.id})
        restored = _kept(transaction, meeting, after, before.entries)
        transaction.note("undo", meeting.id, {"kind": "RunningOrder"})
    return restored


def arrange(
    office: Office, meeting_id: str, entries: tuple[AgendaEntry, ...], *, version: int | None = None
) -> RunningOrder:
    """Keep the entries in this order with these lengths and attenders; the same items stay listed.

    ``version`` is that of the running order they were made from, where it must not have changed meanwhile.

    Raises:
        MovedSince: it has.
        InvalidInput: an entry has no time or begins after midnight, an item was added or lost on the way, or the
            meeting has begun.
    """
    with office.act() as transaction:
        meeting = _open_meeting(transaction, meeting_id)
        order = order_of(transaction, meeting_id)
        if version not in (None, order.version):
            raise MovedSince(
                "The agenda was changed meanwhile, so nothing was kept. Look at it as it now stands and do it again."
            )
        if sorted(_item_ids(entries)) != sorted(_item_ids(order.entries)):
            raise InvalidInput(
                "Items are put on an agenda and taken off it one at a time, not while it is arranged."
            )
        changed = _kept(transaction, meeting, order, entries)
        transaction.note("arrange", meeting_id, {"entries": len(entries)})
    return changed


def name_presenters(office: Office, item_id: str, presenters: tuple[str, ...]) -> PanelItem:
    """Say who presents an item that has not been heard yet."""
    with office.act() as transaction:
        item = transaction.get(PanelItem, item_id)
        if item.stage not in (ItemStage.TAKEN_IN, ItemStage.LISTED):
            raise InvalidInput(
                f"Item {item.reference} is {item.stage.value}. Who presented it is in its minutes."
            )
        changed = transaction.replace(replace(item, presented_by=presenters))
        transaction.note("name_presenters", item_id, {"presenters": len(presenters)})
    return changed


def _held(reading: Reading, meeting_id: str) -> RunningOrder:
    try:
        return reading.get(RunningOrder, meeting_id)
    except NotFound:
        issues = reading.find(Agenda, meeting_id=meeting_id)
        return RunningOrder(id=meeting_id, entries=issues[-1].entries if issues else (OPENING, CLOSING))


def _kept(
    transaction: Transaction, meeting: Meeting, order: RunningOrder, entries: tuple[AgendaEntry, ...]
) -> RunningOrder:
    if any(entry.minutes <= 0 for entry in entries):
        raise InvalidInput("Every line of the agenda needs some minutes. Give it at least 1.")
    timed(entries, meeting.starts_at)
    changed = replace(order, entries=entries)
    if not transaction.find(RunningOrder, id=order.id):
        transaction.insert(order)
    return transaction.replace(changed)


def _open_meeting(reading: Reading, meeting_id: str) -> Meeting:
    meeting = reading.get(Meeting, meeting_id)
    if meeting.stage not in (MeetingStage.PLANNED, MeetingStage.ISSUED):
        raise InvalidInput(
            f"The meeting of {plain_date(meeting.on)} is {meeting.stage.value}, so its agenda stays as it is."
        )
    return meeting


def _with_item(
    entries: tuple[AgendaEntry, ...], item: PanelItem, meeting: Meeting, before: int | None
) -> tuple[AgendaEntry, ...]:
    late = next((place for place, entry in enumerate(entries) if entry.kind is EntryKind.LATE), None)
    place = _last_place(entries) if before is None else max(0, min(before, len(entries)))
    if late is not None and (place == late if before is not None else meeting.stage is MeetingStage.ISSUED):
        slot = replace(_entry_for(item), minutes=entries[late].minutes)
        return (*entries[:late], slot, *entries[late + 1 :])
    return (*entries[:place], _entry_for(item), *entries[place:])


def _entry_for(item: PanelItem) -> AgendaEntry:
    # Not the item's subject, which may name somebody.
    return AgendaEntry(kind=EntryKind.ITEM, title=item.reference, minutes=USUAL_MINUTES, item_id=item.id)


def _item_ids(entries: tuple[AgendaEntry, ...]) -> list[str]:
    return [entry.item_id for entry in entries if entry.kind is EntryKind.ITEM]


def _last_place(entries: tuple[AgendaEntry, ...]) -> int:
    """Before whatever ends the agenda: a late item's slot and the close."""
    place = len(entries)
    while place and entries[place - 1].kind in (EntryKind.CLOSE, EntryKind.LATE):
        place -= 1
    return place
