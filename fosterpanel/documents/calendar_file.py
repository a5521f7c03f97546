"""Calendar files (iCalendar, RFC 5545) that any calendar reads: times in Europe/London, nothing about anybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vText

PRODUCT = "-//Foster Panel//Meetings//EN"
ZONE = "Europe/London"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One entry. ``uid`` and ``changes`` let a later file replace it instead of adding another.

    ``starts`` and ``ends`` are local moments with their time zone, or local days (``ends`` is then the day after).
    """

    uid: str
    title: str
    starts: datetime | date
    ends: datetime | date
    place: str = ""
    note: str = ""
    changes: int = 0
    is_cancelled: bool = False


def render_calendar(name: str, entries: Iterable[CalendarEntry], made_at: datetime) -> bytes:
    """A calendar file of these entries; ``made_at`` is UTC.

    It names no method: it hands entries over and invites nobody (RFC 5545, 3.7.2; RFC 5546 asks of every method an
    organiser to answer to).
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(name))
    calendar.add_component(_zone())
    for entry in entries:
        calendar.add_component(_event(entry, made_at))
    return bytes(calendar.to_ical())


def day_after(day: date) -> date:
    """The day on which an entry of one whole day ends."""
    return day + timedelta(days=1)


def _zone() -> Timezone:
    """Greenwich Mean Time and British Summer Time, by the rule in force since 1996 (Summer Time Order 2002).

    Written out here because a file must carry its zone, and the library's own table of it begins summer an hour late.
    """
    zone = Timezone()
    zone.add("tzid", ZONE)
    winter, summer = timedelta(0), timedelta(hours=1)
    for part, name, begins, month, before, after in (
        (TimezoneDaylight(), "BST", datetime(1996, 3, 31, 1), 3, winter, summer),  # noqa: DTZ001 - local by definition
        (TimezoneStandard(), "GMT", datetime(1996, 10, 27, 2), 10, summer, winter),  # noqa: DTZ001
    ):
        part.add("tzname", name)
        part.add("dtstart", begins)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        zone.add_component(part)
    return zone


def _event(entry: CalendarEntry, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", made_at)
    event.add("sequence", entry.changes)
    event.add("summary", entry.title)
    event.add("dtstart", entry.starts)
    event.add("dtend", entry.ends)
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE" if isinstance(entry.starts, datetime) else "TRANSPARENT")
    if entry.is_cancelled:
        event.add("status", "CANCELLED")
    if entry.place:
        event.add("location", entry.place)
    if entry.note:
        event.add("description", entry.note)
    return event
