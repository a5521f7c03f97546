"""A chronology in order: gaps in days, how long each step took, and acts that went on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from fosterpanel.domain.chronology import Event, RecordedAct, TimeTaken, gathered, in_order

BEGAN = datetime(2026, 12, 4, 10, 0, tzinfo=UTC)


def event(day: int, words: str) -> Event:
    return Event(on=date(2026, 12, day), words=words)


def taken(ended_on: date | None, working_days: int | None = 1) -> TimeTaken:
    return TimeTaken(
        words="The decision",
        began_on=date(2026, 12, 4),
        due_on=date(2026, 12, 15),
        ended_on=ended_on,
        days=4,
        working_days=working_days,
        limit="7 working days",
        source="A standard",
    )


def test_events_stand_by_date_and_those_of_a_day_as_they_came() -> None:
    given = (event(8, "decided"), event(4, "heard"), event(4, "minutes signed"), event(31, "told"))
    found = [(one.words, one.days_since) for one in in_order(given)]
    assert found == [("heard", None), ("minutes signed", 0), ("decided", 4), ("told", 23)]
    assert in_order(()) == ()


@pytest.mark.parametrize(
    ("ended_on", "as_at", "standing"),
    [
        (date(2026, 12, 15), date(2027, 1, 1), "in time"),
        (date(2026, 12, 16), date(2027, 1, 1), "late"),
        (None, date(2026, 12, 15), "running"),
        (None, date(2026, 12, 16), "overdue"),
    ],
)
def test_a_step_is_in_time_up_to_its_last_day(ended_on: date | None, as_at: date, standing: str) -> None:
    assert taken(ended_on).standing(as_at) == standing


def test_working_days_stand_before_calendar_days_where_they_count() -> None:
    assert taken(None).took == "1 working day (4 days)"
    assert taken(None, working_days=None).took == "4 days"


def test_what_went_on_and_on_is_one_line_at_its_first_moment() -> None:
    did = [("write minutes", "Ida"), ("write minutes", "Ida"), ("write minutes", "Una"), ("sign", "Una")]
    acts = [
        RecordedAct(at=BEGAN + timedelta(hours=number), act=act, by=by)
        for number, (act, by) in enumerate(did)
    ]
    found = [(one.at, one.by, one.times) for one in gathered(acts)]
    assert found == [
        (BEGAN, "Ida", 2),
        (BEGAN + timedelta(hours=2), "Una", 1),
        (BEGAN + timedelta(hours=3), "Una", 1),
    ]
