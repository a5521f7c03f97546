"""Everything the agenda builder shows of a meeting, read in one go: what waits, what is listed, and how each stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.agenda import Agenda, RunningOrder, TimedEntry, ends_at, timed
from fosterpanel.domain.agenda_issues import numbered
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.clocks import ItemClock
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.domain.rulebook import ItemType
from fosterpanel.errors import UnknownRule
from fosterpanel.workflow.agendas.agenda import changes_in, papers_due_if_known
from fosterpanel.workflow.agendas.running_order import HAS_BEGUN, order_of
from fosterpanel.workflow.agendas.waiting_items import Waiting, waiting_for
from fosterpanel.workflow.business.items import item_clocks
from fosterpanel.workflow.business.readiness import Readiness, readiness_of
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.panels.central_list import members_by_id
from fosterpanel.workflow.panels.invitations import QuorumForecast, forecast_item
from fosterpanel.workflow.paperwork.papers import current_papers


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLine:
    """One line of the running order with its local time; an item's line also with how the item stands.

    ``is_new`` says that it is an item which no issue has told members of. ``forecast`` is None where nobody knows the
    quorum. Once the meeting has begun, ``outcome`` says where the item stands, and nothing is told of what was still to
    do for it.
    """

    timed: TimedEntry
    is_new: bool = False
    item: PanelItem | None = None
    item_type: ItemType | None = None
    clock: ItemClock | None = None
    readiness: Readiness | None = None
    forecast: QuorumForecast | None = None
    has_late_paper: bool = False
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaDesk:
    """A meeting's agenda as it is drawn up. ``papers_due_on`` and ``ends_at`` are local.

    ``changes`` are what it changes against the latest issue, one sentence each, while another can go out.
    """

    meeting: Meeting
    order: RunningOrder
    lines: tuple[AgendaLine, ...]
    waiting: Waiting
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
    """The agenda of a meeting as it stands, and everything that waits. Raises NotFound."""
    with office.reading() as reading:
        meeting = reading.get(Meeting, meeting_id)
        return _desk(office, reading, meeting, waiting_for(office, reading, meeting))


def agenda_after_edit(office: Office, before: AgendaDesk) -> AgendaDesk:
    """The agenda as an edit left it, quickly: of what waits, only what was listed is gone. Raises NotFound."""
    with office.reading() as reading:
        meeting = reading.get(Meeting, before.meeting.id)
        listed = {entry.item_id for entry in order_of(reading, meeting.id).entries}
        left = tuple(one for one in before.waiting.items if one.item.id not in listed)
        count = before.waiting.count - len(before.waiting.items) + len(left)
        return _desk(office, reading, meeting, Waiting(items=left, count=count))


def _desk(office: Office, reading: Reading, meeting: Meeting, waiting: Waiting) -> AgendaDesk:
    order, issues = order_of(reading, meeting.id), reading.find(Agenda, meeting_id=meeting.id)
    entries = numbered(order.entries, issues)
    lines = _Lines(office, reading, meeting, issues, members_by_id(reading))
    may_change = meeting.stage is MeetingStage.ISSUED
    return AgendaDesk(
        meeting=meeting,
        order=order,
        lines=tuple(lines.line(one) for one in timed(entries, meeting.starts_at)),
        waiting=waiting,
        papers_due_on=papers_due_if_known(office, meeting.on),
        ends_at=ends_at(entries, meeting.starts_at),
        issues=issues,
        changes=changes_in(reading, issues, entries, meeting) if may_change else (),
    )


@dataclass(frozen=True, slots=True)
class _Lines:
    """What every line of one agenda is described from."""

    office: Office
    reading: Reading
    meeting: Meeting
    issues: tuple[Agenda, ...]
    members: dict[str, PanelMember]

    def line(self, one: TimedEntry) -> AgendaLine:
        if not one.entry.item_id:
            return AgendaLine(timed=one)
        item = self.reading.get(PanelItem, one.entry.item_id)
        item_type = self.office.book(item.received_on).item_type(item.type_code)
        if self.meeting.stage in HAS_BEGUN:
            return AgendaLine(timed=one, item=item, item_type=item_type, outcome=item.stage.value)
        return AgendaLine(
            timed=one,
            is_new=bool(self.issues) and not self._is_out(item),
            item=item,
            item_type=item_type,
            clock=next(iter(item_clocks(self.office, self.reading, item)), None),
            readiness=readiness_of(self.office, self.reading, item),
            forecast=self._forecast(item),
            has_late_paper=any(paper.is_late for paper in current_papers(self.reading, item.id)),
        )

    def _is_out(self, item: PanelItem) -> bool:
        return any(entry.item_id == item.id for issue in self.issues for entry in issue.entries)

    def _forecast(self, item: PanelItem) -> QuorumForecast | None:
        book = self.office.book(self.meeting.on)
        try:
            return forecast_item(self.reading, self.meeting, item, self.members, book)
        except UnknownRule:
            return None
