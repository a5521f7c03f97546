"""The meeting that comes next, and how it stands: what is on it, who comes, and whether papers go out in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.days import working_days_taken
from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.domain.wording import counted, listed, plain_date
from fosterpanel.workflow.agendas.agenda import papers_due_on
from fosterpanel.workflow.agendas.running_order import order_of
from fosterpanel.workflow.meeting_room.room import may_go_in
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.panels.central_list import members_by_id
from fosterpanel.workflow.panels.invitations import forecast_item


class Going(StrEnum):
    """How something about a meeting goes: well, not well, or it is still to be done in time."""

    WELL = "well"
    ILL = "ill"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingAhead:
    """The next meeting: how much is on it, and sentences on how it stands, each with how it is to be taken.

    ``has_room``: its day has come, and the person at the desk runs it.
    """

    meeting: Meeting
    items: int
    minutes: int
    working_days_left: int
    standing: tuple[tuple[str, Going], ...]
    has_room: bool


def meeting_ahead(office: Office) -> MeetingAhead | None:
    """The next meeting and how it stands; None where none is planned."""
    with office.reading() as reading:
        meeting = next_meeting(office, reading)
        if meeting is None:
            return None
        entries = order_of(reading, meeting.id).entries
        book = office.book(meeting.on)
        return MeetingAhead(
            meeting=meeting,
            items=sum(bool(entry.item_id) for entry in entries),
            minutes=sum(entry.minutes for entry in entries),
            working_days_left=working_days_taken(office.clock.today(), meeting.on, book.holidays),
            standing=tuple(_standing(office, reading, meeting)),
            has_room=may_go_in(office, reading, meeting),
        )


def next_meeting(office: Office, reading: Reading) -> Meeting | None:
    """The next meeting that is not over, today's included; None where none is planned."""
    today_ = office.clock.today()
    ahead = [one for one in reading.find(Meeting) if one.on >= today_ and not one.is_over]
    return min(ahead, key=lambda meeting: (meeting.on, meeting.starts_at), default=None)


def _standing(office: Office, reading: Reading, meeting: Meeting) -> Iterator[tuple[str, Going]]:
    """Whether the panel can sit, and when papers go out."""
    forecast = forecast_item(reading, meeting, None, members_by_id(reading), office.book(meeting.on))
    if forecast.finding.is_met:
        yield f"Quorate, {len(forecast.finding.counted)} can come", Going.WELL
    else:
        yield forecast.finding.sentence, Going.ILL
    if forecast.finding.is_met and forecast.not_to_lose:
        yield f"Not without {listed(forecast.not_to_lose, last='or')}", Going.ILL
    if forecast.unanswered:
        yield f"{counted(forecast.unanswered, 'member')} not answered yet", Going.ILL
    if meeting.stage is not MeetingStage.PLANNED:
        yield "Agenda issued", Going.WELL
        return
    last_day = papers_due_on(office, meeting.on)
    if office.clock.today() <= last_day:
        yield f"Papers go out by {plain_date(last_day)}", Going.AHEAD
    else:
        yield f"Papers should have gone out by {plain_date(last_day)}", Going.ILL
