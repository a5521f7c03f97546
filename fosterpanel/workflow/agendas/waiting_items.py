"""The items that wait for a meeting, in the order in which they press, and how ready the first of them are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.clocks import ItemClock, clocks_running
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.items_overview import ItemGlance
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.rulebook import ItemType
from fosterpanel.workflow.business.readiness import Readiness, readiness_of
from fosterpanel.workflow.homes.temporary_approvals import nearest_to_end
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.settings import is_for_panel

MOST_WAITING = 60
"""How many waiting items are described at once; the others follow as these are listed."""

A_MONTH = timedelta(days=31)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingItem:
    """An item that waits for a meeting: its type, its nearest clock and whether it is ready.

    ``cannot_wait`` says that a clock runs out before the next meeting after this one, or before a month is over.
    """

    item: PanelItem
    item_type: ItemType
    clock: ItemClock | None
    cannot_wait: bool
    readiness: Readiness


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Those described, and how many wait in all."""

    items: tuple[WaitingItem, ...]
    count: int


def waiting_for(office: Office, reading: Reading, meeting: Meeting) -> Waiting:
    """What waits: first those whose clock ends first, then those that have waited longest."""
    book = office.book()
    limit = _next_chance(reading, meeting)
    pressing = sorted(_by_clock(office, reading), key=lambda one: (one[0], one[1].received_on))
    described = (
        (due_on, clock, reading.get(PanelItem, glance.item_id))
        for due_on, glance, clock in pressing[:MOST_WAITING]
    )
    items = tuple(
        WaitingItem(
            item=item,
            item_type=book.item_type(item.type_code),
            clock=clock,
            cannot_wait=due_on < limit,
            readiness=readiness_of(office, reading, item),
        )
        for due_on, clock, item in described
    )
    return Waiting(items=items, count=len(pressing))


def _by_clock(office: Office, reading: Reading) -> list[tuple[date, ItemGlance, ItemClock | None]]:
    book, clocks = office.book(), dict[tuple[str, date, date | None, str], ItemClock | None]()
    heard = {code for code, item_type in book.item_types.items() if is_for_panel(reading, item_type)}
    temporary = nearest_to_end(reading)
    found = []
    for glance in reading.item_glances(finished=False):
        if glance.stage is not ItemStage.TAKEN_IN or glance.type_code not in heard:
            continue
        approval = temporary.get(glance.home_id)
        key = (glance.type_code, glance.received_on, glance.approved_on, approval.id if approval else "")
        if key not in clocks:
            running = clocks_running(
                glance.type_code,
                received_on=glance.received_on,
                approved_on=glance.approved_on,
                temporary=approval,
                book=office.book(glance.received_on),
            )
            clocks[key] = next(iter(running), None)
        clock = clocks[key]
        found.append((clock.due_on if clock else date.max, glance, clock))
    return found


def _next_chance(reading: Reading, meeting: Meeting) -> date:
    later = (one.on for one in reading.find(Meeting) if one.on > meeting.on and not one.is_cancelled)
    return min(later, default=meeting.on + A_MONTH)
