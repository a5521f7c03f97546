from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosterpanel.domain.meeting_dates import Pattern, Week, closed_for, day_in_month, open_day_instead

FRIDAY = 4
HOLIDAYS = {
    date(2026, 12, 25): "Christmas Day",
    date(2027, 1, 1): "New Year's Day",
    date(2027, 3, 26): "Good Friday",
    date(2027, 3, 29): "Easter Monday",
}


@pytest.mark.parametrize(
    ("week", "day"),
    [
        (Week.FIRST, date(2026, 12, 4)),
        (Week.SECOND, date(2026, 12, 11)),
        (Week.THIRD, date(2026, 12, 18)),
        (Week.FOURTH, date(2026, 12, 25)),
        (Week.LAST, date(2026, 12, 25)),
    ],
)
def test_the_weeks_of_december(week: Week, day: date) -> None:
    assert day_in_month(2026, 12, FRIDAY, week) == day


@given(st.dates(date(2024, 1, 1), date(2060, 1, 1)), st.integers(0, 6), st.sampled_from(Week))
def test_a_day_of_a_month_lies_in_it_on_its_weekday_in_its_week(
    month: date, weekday: int, week: Week
) -> None:
    day = day_in_month(month.year, month.month, weekday, week)
    assert (day.year, day.month, day.weekday()) == (month.year, month.month, weekday)
    if week is Week.LAST:
        assert (day + timedelta(weeks=1)).month != day.month
    else:
        assert (day.day - 1) // 7 + 1 == week


def test_every_first_and_third_friday_of_three_months_from_a_day_on() -> None:
    pattern = Pattern(weekday=FRIDAY, weeks=(Week.FIRST, Week.THIRD))
    assert pattern.words == "every first and third Friday"
    assert pattern.dates(date(2026, 11, 10), 3) == (
        date(2026, 11, 20),
        date(2026, 12, 4),
        date(2026, 12, 18),
        date(2027, 1, 1),
        date(2027, 1, 15),
    )


def test_a_fourth_week_that_is_also_the_last_is_one_meeting() -> None:
    assert len(Pattern(weekday=FRIDAY, weeks=(Week.FOURTH, Week.LAST)).dates(date(2026, 12, 1), 1)) == 1


def test_why_offices_are_closed() -> None:
    assert closed_for(date(2026, 12, 25), HOLIDAYS) == "Christmas Day"
    assert closed_for(date(2026, 12, 5), HOLIDAYS) == "a Saturday"
    assert closed_for(date(2026, 12, 4), HOLIDAYS) == ""


def test_another_day_is_a_week_later_and_no_holiday_either() -> None:
    assert open_day_instead(date(2026, 12, 25), HOLIDAYS) == date(2027, 1, 8)
    assert open_day_instead(date(2027, 3, 26), HOLIDAYS) == date(2027, 4, 2)
    assert open_day_instead(date(2027, 3, 28), HOLIDAYS) == date(2027, 3, 30)
    assert open_day_instead(date(2026, 12, 5), HOLIDAYS) == date(2026, 12, 7)
