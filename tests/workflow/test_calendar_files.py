from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from icalendar import Calendar, Event

from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.service import Person
from fosterpanel.errors import InvalidInput, StoreError
from fosterpanel.workflow import copies
from fosterpanel.workflow.agendas import calendar_files, running_order, year
from fosterpanel.workflow.panels import meetings
from tests.workflow.builders import MEETING, At, Desk

LONDON = ZoneInfo("Europe/London")


def events(data: bytes) -> list[Event]:
    return [each for each in Calendar.from_ical(data).walk("VEVENT") if isinstance(each, Event)]


def test_a_meeting_and_the_day_its_papers_go_out(at: At) -> None:
    desk = at("listed")
    meeting, papers = events(calendar_files.calendar_of_meeting(desk.office, MEETING))
    assert meeting.start == datetime(2026, 12, 4, 10, 0, tzinfo=LONDON)
    assert meeting["location"] == "Brackendale House"
    assert (papers.start, papers.end) == (date(2026, 11, 27), date(2026, 11, 28))
    assert papers["description"] == "The last day for the papers of Friday 4 December 2026."
    assert meeting.end - meeting.start == timedelta(hours=4)


def test_a_cancelled_meeting_leaves_peoples_calendars(at: At) -> None:
    desk = at("listed")
    kept = events(calendar_files.calendar_of_meeting(desk.office, MEETING))
    meetings.cancel_meeting(desk.office, MEETING, reason="No quorum.")
    cancelled = events(calendar_files.calendar_of_meeting(desk.office, MEETING))
    assert [one.get("status") for one in (*kept, *cancelled)] == [None, None, "CANCELLED", "CANCELLED"]
    assert [one["sequence"] for one in cancelled] > [one["sequence"] for one in kept]


def test_a_meeting_with_items_is_as_long_as_its_running_order(at: At) -> None:
    desk = at("listed")
    running_order.arrange(desk.office, MEETING, running_order.running_order(desk.office, MEETING).entries)
    meeting, _ = events(calendar_files.calendar_of_meeting(desk.office, MEETING))
    assert meeting.end - meeting.start == timedelta(minutes=65)


def test_times_are_londons_in_summer_and_in_winter_also_to_another_reader(at: At) -> None:
    desk = at("listed")
    plan = replace(year.usual_plan(desk.office), starts_at=time(9, 30))
    year.plan_dates(
        desk.office, plan, [date(2027, 3, 26), date(2027, 3, 30), date(2027, 10, 29), date(2027, 11, 1)]
    )
    data = calendar_files.calendar_of_year(desk.office, 2027)
    timed = [each for each in events(data) if isinstance(each.start, datetime)]
    assert [each.start.astimezone(UTC).hour for each in timed] == [9, 8, 8, 9]
    assert {each["dtstart"].params["TZID"] for each in timed} == {"Europe/London"}
    # The zone the file carries itself, read by a program that knows no zone by name.
    carried = tzical(StringIO(data.decode().replace("\r\n", "\n"))).get("Europe/London")
    for day, hour in (
        (date(2027, 3, 28), 0),
        (date(2027, 3, 28), 2),
        (date(2027, 10, 31), 0),
        (date(2027, 10, 31), 2),
    ):
        moment = datetime.combine(day, time(hour, 30))
        assert carried.utcoffset(moment) == LONDON.utcoffset(moment)


def test_a_later_file_replaces_what_an_earlier_one_put_in(at: At) -> None:
    desk = at("listed")
    first, _ = events(calendar_files.calendar_of_meeting(desk.office, MEETING))
    meetings.change_meeting(desk.office, replace(desk.get(Meeting, MEETING), on=date(2026, 12, 11)))
    second, _ = events(calendar_files.calendar_of_meeting(desk.office, MEETING))
    assert (second["uid"], second["sequence"]) == (first["uid"], first["sequence"] + 1)


def test_a_meeting_that_grows_longer_replaces_what_an_earlier_file_put_in(at: At) -> None:
    desk = at("listed")
    entries = running_order.running_order(desk.office, MEETING).entries
    running_order.arrange(desk.office, MEETING, entries)
    first, _ = events(calendar_files.calendar_of_meeting(desk.office, MEETING))
    running_order.arrange(
        desk.office, MEETING, tuple(replace(each, minutes=each.minutes + 10) for each in entries)
    )
    second, _ = events(calendar_files.calendar_of_meeting(desk.office, MEETING))
    assert second.end - first.end == timedelta(minutes=30)
    assert second["uid"] == first["uid"]
    assert second["sequence"] > first["sequence"]


def test_lines_are_folded_and_ended_as_the_format_asks(at: At) -> None:
    desk = at("listed")
    place = "Ystafell Bwyllgor 2, Tŷ’r Cyngor; neu drwy fideo, gyda Siân Llŷr a Łukasz Wójcik\\Żak"
    meetings.change_meeting(desk.office, replace(desk.get(Meeting, MEETING), place=place))
    data = calendar_files.calendar_of_meeting(desk.office, MEETING)
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode()
    assert not any(line.startswith(b"METHOD") for line in lines), "nobody is invited by it"
    (meeting, _) = events(data)
    assert meeting["location"] == place


def test_nobody_is_named_and_no_item_is_told_of(at: At) -> None:
    desk = at("listed")
    text = calendar_files.calendar_of_year(desk.office, 2026).decode()
    names = {person.name for person in desk.find(Person)}
    names |= {carer.name for home in desk.find(FosterHome) for carer in home.carers}
    assert names
    assert not [word for name in names for word in name.split() if word in text]
    assert desk.item.reference not in text
    assert desk.item.subject not in text


def test_a_year_without_a_meeting_is_refused(at: At) -> None:
    desk = at("listed")
    with desk.refusing(InvalidInput, "No meeting is planned in 2031"):
        calendar_files.calendar_of_year(desk.office, 2031)


def test_a_saved_copy_is_recorded_and_one_that_failed_is_not(at: At, tmp_path: Path) -> None:
    desk = at("listed")
    save(desk, tmp_path / "panel.ics")
    assert (tmp_path / "panel.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert desk.last_act() == ("record_copy", MEETING)
    assert desk.audit()[-1].detail == '{"way":"SAVED","what":"CALENDAR"}'
    with desk.refusing(StoreError):
        save(desk, tmp_path / "no such folder" / "panel.ics")


def save(desk: Desk, path: Path) -> None:
    data = calendar_files.calendar_of_meeting(desk.office, MEETING)
    copies.save_copy(desk.office, copies.Copy.CALENDAR, data, path, subject_id=MEETING)


@pytest.mark.parametrize(
    ("of", "name"), [(date(2026, 12, 4), "panel-2026-12-04.ics"), (2026, "panels-2026.ics")]
)
def test_files_are_named_by_their_day_or_year(of: date | int, name: str) -> None:
    assert calendar_files.file_name(of) == name
