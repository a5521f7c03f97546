"""Calendar files of meetings, for people's own calendars: when and where, and nothing about any person or item."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from fosterpanel.db.transaction import Reading
from fosterpanel.documents.calendar_file import CalendarEntry, day_after, render_calendar
from fosterpanel.domain.agenda import RunningOrder
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.wording import long_date
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.agendas.agenda import papers_due_if_known
from fosterpanel.workflow.office import Office

LOCAL = ZoneInfo("Europe/London")
USUAL_LENGTH = timedelta(hours=4)


def calendar_of_meeting(office: Office, meeting_id: str) -> bytes:
    """The calendar file of one meeting and of the day its papers go out. Raises NotFound."""
    with office.reading() as reading:
        meeting = reading.get(Meeting, meeting_id)
        entries = tuple(_entries(office, reading, meeting))
    return render_calendar(meeting.panel_name, entries, office.clock.now())


def calendar_of_year(office: Office, year: int) -> bytes:
    """The calendar file of every meeting of a year and of the days their papers go out.

    Raises:
        InvalidInput: no meeting is planned in that year.
    """
    with office.reading() as reading:
        meetings = sorted(
            (one for one in reading.find(Meeting) if one.on.year == year), key=lambda one: one.on
        )
        entries = tuple(entry for one in meetings for entry in _entries(office, reading, one))
    if not meetings:
        raise InvalidInput(f"No meeting is planned in {year}. Plan the year first.")
    return render_calendar(f"{office.service.name} panels {year}", entries, office.clock.now())


def file_name(panel_on: date | int) -> str:
    """What to call the file of a meeting's local day, or of a year."""
    return f"panel-{panel_on}.ics" if isinstance(panel_on, date) else f"panels-{panel_on}.ics"


def _entries(office: Office, reading: Reading, meeting: Meeting) -> Iterator[CalendarEntry]:
    starts = datetime.combine(meeting.on, meeting.starts_at, tzinfo=LOCAL)
    order = next(iter(reading.find(RunningOrder, id=meeting.id)), None)
    changes = meeting.version + (order.version if order else 0)
    yield CalendarEntry(
        uid=f"{meeting.id}@fosterpanel",
        title=meeting.panel_name,
        starts=starts,
        ends=starts + _length(order),
        place=meeting.place,
        changes=changes,
        is_cancelled=meeting.is_cancelled,
    )
    last_day = papers_due_if_known(office, meeting.on)
    if last_day is None:
        return
    yield CalendarEntry(
        uid=f"{meeting.id}-papers@fosterpanel",
        title=f"{meeting.panel_name}: papers go out",
        starts=last_day,
        ends=day_after(last_day),
        note=f"The last day for the papers of {long_date(meeting.on)}.",
        changes=changes,
        is_cancelled=meeting.is_cancelled,
    )


def _length(order: RunningOrder | None) -> timedelta:
    """How long the running order is, once there are items on it."""
    if order is None or not any(entry.item_id for entry in order.entries):
        return USUAL_LENGTH
    return timedelta(minutes=sum(entry.minutes for entry in order.entries))
