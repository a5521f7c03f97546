"""Everything the agenda builder shows of a meeting, read in one go: what waits, what is listed, and how each stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.agenda import Agenda, RunningOrder, TimedEntry, ends_at, timed
from fosterpanel.domain.agenda_issues import numbered
from fosterpanel.domain.clocks import ItemClock
from fosterpanel.domain.items import PanelItem, goes_to_panel
from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.domain.rulebook import ItemType
from fosterpanel.errors import UnknownRule
from fosterpanel.workflow.agenda import changes_in, papers_due_if_known
from fosterpanel.workflow.central_list import members_by_id
from fosterpanel.workflow.invitations import QuorumForecast, forecast_item
from fosterpanel.workflow.items import item_clocks
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.papers import current_papers
from fosterpanel.workflow.readiness import Readiness, readiness_of
from fosterpanel.workflow.running_order import order_of, waiting_items

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
class AgendaLine:
    """One line of the running order with its local time; an item's line also with how the item stands.

    ``is_new`` says that it is an item which no issue has told members of. ``forecast`` is None where nobody knows the
    quorum.
    """

    timed: TimedEntry
    is_new: bool = False
    item: PanelItem | None = None
    item_type: ItemType | None = None
    clock: ItemClock | None = None
    readiness: Readiness | None = None
    forecast: QuorumForecast | None = None
    has_late_paper: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaDesk:
    """A meeting's agenda as it is drawn up. ``papers_due_on`` and ``ends_at`` are local; ``waiting_count`` counts all.

    ``changes`` are what it changes against the latest issue, one sentence each.
    """

    meeting: Meeting
    order: RunningOrder
    lines: tuple[AgendaLine, ...]
    waiting: tuple[WaitingItem, ...]
    waiting_count: int
    papers_due_on: date | None
    ends_at: time
    issues: tuple[Agenda, ...]
    changes: tuple[str, ...]

    @property
    def item_count(self) -> int:
        """How many items are on it."""
        return sum(line.item is not None for line in self.lines)

    @property
    def is_open(self) -> bool:
        """Whether it may still be arranged."""
        return self.meeting.stage in (MeetingStage.PLANNED, MeetingStage.ISSUED)


def agenda_desk(office: Office, meeting_id: str) -> AgendaDesk:
    """The agenda of a meeting as it stands. Raises NotFound."""
    with office.reading() as reading:
        meeting = reading.get(Meeting, meeting_id)
        order, issues = order_of(reading, meeting_id), reading.find(Agenda, meeting_id=meeting_id)
        entries = numbered(order.entries, issues)
        waiting, waiting_count = _waiting(office, reading, meeting)
        return AgendaDesk(
            meeting=meeting,
            order=order,
            lines=tuple(
                _line(office, reading, meeting, line, issues) for line in timed(entries, meeting.starts_at)
            ),
            waiting=waiting,
            waiting_count=waiting_count,
            papers_due_on=papers_due_if_known(office, meeting.on),
            ends_at=ends_at(entries, meeting.starts_at),
            issues=issues,
            changes=changes_in(reading, issues, entries, meeting),
        )


def _waiting(office: Office, reading: Reading, meeting: Meeting) -> tuple[tuple[WaitingItem, ...], int]:
    """Those whose clock ends first, then those that have waited longest; and how many there are in all."""
    book = office.book()
    limit = _next_chance(reading, meeting)
    found = []
    for item in waiting_items(reading):
        item_type = book.item_type(item.type_code)
        if goes_to_panel(item_type):
            clock = next(iter(item_clocks(office, reading, item)), None)
            found.append((clock.due_on if clock else date.max, item, item_type, clock))
    found.sort(key=lambda one: one[0])
    described = tuple(
        WaitingItem(
            item=item,
            item_type=item_type,
            clock=clock,
            cannot_wait=due_on < limit,
            readiness=readiness_of(office, reading, item),
        )
        for due_on, item, item_type, clock in found[:MOST_WAITING]
    )
    return described, len(found)


def _next_chance(reading: Reading, meeting: Meeting) -> date:
    later = (one.on for one in reading.find(Meeting) if one.on > meeting.on)
    return min(later, default=meeting.on + A_MONTH)


def _line(
    office: Office, reading: Reading, meeting: Meeting, line: TimedEntry, issues: tuple[Agenda, ...]
) -> AgendaLine:
    if not line.entry.item_id:
        return AgendaLine(timed=line)
    item = reading.get(PanelItem, line.entry.item_id)
    told = {entry.item_id for issue in issues for entry in issue.entries}
    return AgendaLine(
        timed=line,
        is_new=bool(issues) and item.id not in told,
        item=item,
        item_type=office.book(item.received_on).item_type(item.type_code),
        clock=next(iter(item_clocks(office, reading, item)), None),
        readiness=readiness_of(office, reading, item),
        forecast=_forecast(office, reading, meeting, item),
        has_late_paper=any(paper.is_late for paper in current_papers(reading, item.id)),
    )


def _forecast(office: Office, reading: Reading, meeting: Meeting, item: PanelItem) -> QuorumForecast | None:
    try:
        return forecast_item(reading, meeting, item, members_by_id(reading), office.book(meeting.on))
    except UnknownRule:
        return None
