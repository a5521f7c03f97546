"""What the list of meetings shows of each: its papers' last day, what is on it, who comes, and the quorum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.invitations import Invitation, Reply, unanswered
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.errors import UnknownRule
from fosterpanel.workflow.agendas.agenda import papers_due_if_known
from fosterpanel.workflow.agendas.running_order import order_of
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.panels.central_list import members_by_id
from fosterpanel.workflow.panels.invitations import QuorumForecast, forecast_item
from fosterpanel.workflow.standing import SOON


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSummary:
    """One meeting in the list; ``forecast`` is the worst of its items', None without a panel and after the day."""

    meeting: Meeting
    papers_due_on: date | None
    item_count: int
    invited: int
    coming: int
    unanswered: int
    forecast: QuorumForecast | None

    @property
    def id(self) -> str:
        """The meeting's."""
        return self.meeting.id

    @property
    def is_full(self) -> bool:
        """Whether there is no room for another item."""
        return self.item_count >= self.meeting.capacity


def meeting_list(office: Office) -> tuple[MeetingSummary, ...]:
    """Every meeting, by its day."""
    with office.reading() as reading:
        meetings = sorted(reading.find(Meeting), key=lambda one: (one.on, one.starts_at))
        return tuple(_summary(office, reading, meeting) for meeting in meetings)


def meetings_needing_somebody(office: Office) -> int:
    """How many meetings of the next four weeks have no panel or no quorum, or late papers."""
    today = office.clock.today()
    with office.reading() as reading:
        ahead = [one for one in reading.find(Meeting) if today <= one.on <= today + SOON and not one.is_over]
        return sum(_needs_somebody(_summary(office, reading, one), today) for one in ahead)


def summary_of(office: Office, meeting_id: str) -> MeetingSummary:
    """One meeting as the list shows it. Raises NotFound."""
    with office.reading() as reading:
        return _summary(office, reading, reading.get(Meeting, meeting_id))


def items_on(office: Office, meeting_id: str) -> tuple[PanelItem, ...]:
    """The items of a meeting in the order of its agenda. Raises NotFound."""
    with office.reading() as reading:
        reading.get(Meeting, meeting_id)
        entries = order_of(reading, meeting_id).entries
        return tuple(reading.get(PanelItem, entry.item_id) for entry in entries if entry.item_id)


def _summary(office: Office, reading: Reading, meeting: Meeting) -> MeetingSummary:
    items = [entry.item_id for entry in order_of(reading, meeting.id).entries if entry.item_id]
    replies = [
        one for one in reading.find(Invitation, meeting_id=meeting.id) if meeting.seat_of(one.member_id)
    ]
    return MeetingSummary(
        meeting=meeting,
        papers_due_on=papers_due_if_known(office, meeting.on),
        item_count=len(items),
        invited=len(replies),
        coming=sum(one.reply in (Reply.COMING, Reply.REMOTE) for one in replies),
        unanswered=len(unanswered(replies)),
        forecast=_worst(office, reading, meeting, items),
    )


def _needs_somebody(summary: MeetingSummary, today: date) -> bool:
    meeting, forecast = summary.meeting, summary.forecast
    is_late = summary.papers_due_on is not None and summary.papers_due_on < today
    has_no_quorum = forecast is not None and not forecast.finding.is_met
    return not meeting.panel or has_no_quorum or (is_late and meeting.stage is MeetingStage.PLANNED)


def _worst(office: Office, reading: Reading, meeting: Meeting, items: list[str]) -> QuorumForecast | None:
    if not meeting.panel or meeting.stage not in (MeetingStage.PLANNED, MeetingStage.ISSUED):
        return None
    members, book = members_by_id(reading), office.book(meeting.on)
    asked: list[PanelItem | None] = [reading.get(PanelItem, one) for one in items]
    try:
        forecasts = [forecast_item(reading, meeting, item, members, book) for item in asked or [None]]
    except UnknownRule:
        return None
    return min(forecasts, key=lambda one: (one.finding.is_met, not one.is_one_from_lost))
