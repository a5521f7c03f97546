"""Counting days: the worked examples a panel office would check by hand, and what holds for every count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosterpanel.domain.days import (
    add_months,
    days_left,
    due,
    earlier_working_day,
    is_working_day,
    latest_receipt_before,
    latest_working_day,
    working_days_between,
    working_days_taken,
)
from fosterpanel.domain.rulebook import Authority, Rule, TimeLimit, Unit
from fosterpanel.errors import InvalidInput, UnknownRule

LISTED = """
2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
"""
HOLIDAYS = {date.fromisoformat(day): "Bank holiday" for day in LISTED.split()}
WORKING, CALENDAR = Unit.WORKING_DAYS, Unit.CALENDAR_DAYS


def limit(
    length: int, unit: Unit, *, included: bool = False, back: bool = False, clear: bool = False
) -> TimeLimit:
    rule = Rule(id="some-limit", words="Something is done", authority=Authority.STANDARD, source="Standard 1")
    return TimeLimit(
        rule=rule,
        trigger="it begins",
        length=length,
        unit=unit,
        first_day_counts=included,
        backwards=back,
        clear=clear,
    )


@pytest.mark.parametrize(
    ("given_limit", "start", "end"),
    [
        (limit(7, WORKING), "2026-12-18", "2026-12-31"),
        (limit(7, WORKING), "2026-12-22", "2027-01-05"),
        (limit(7, WORKING), "2027-03-22", "2027-04-02"),  # over Easter
        (limit(7, WORKING), "2026-11-28", "2026-12-08"),  # received on a Saturday
        (limit(2, WORKING), "2026-12-24", "2026-12-30"),
        (limit(5, WORKING), "2026-12-24", "2027-01-05"),
        (limit(10, WORKING), "2026-12-14", "2026-12-30"),
        (limit(10, WORKING, included=True), "2026-12-14", "2026-12-29"),
        (limit(10, WORKING, included=True), "2026-12-12", "2026-12-29"),  # a Saturday is never day 1
        (limit(28, CALENDAR), "2026-12-01", "2026-12-29"),
        (limit(28, CALENDAR, included=True), "2026-12-01", "2026-12-28"),
        (limit(28, CALENDAR), "2026-11-20", "2026-12-18"),
        (limit(16, Unit.WEEKS), "2026-09-07", "2026-12-28"),  # a bank holiday, and not moved
        (limit(24, Unit.WEEKS), "2026-09-07", "2027-02-22"),
        (limit(8, Unit.MONTHS), "2026-06-30", "2027-02-28"),
        (limit(8, Unit.MONTHS), "2026-10-31", "2027-06-30"),
        (limit(12, Unit.MONTHS), "2028-02-29", "2029-02-28"),
        (limit(1, Unit.MONTHS), "2027-01-31", "2027-02-28"),
        (limit(10, Unit.YEARS), "2028-02-29", "2038-02-28"),
        (limit(5, WORKING, back=True), "2027-01-06", "2026-12-29"),
        (limit(5, WORKING, back=True), "2026-12-02", "2026-11-25"),
        (limit(5, WORKING, back=True, clear=True), "2026-12-02", "2026-11-24"),
        (limit(5, WORKING, back=True, clear=True), "2027-01-06", "2026-12-24"),
        (limit(3, CALENDAR, clear=True), "2026-12-01", "2026-12-05"),
        (limit(3, CALENDAR, back=True, clear=True), "2026-12-05", "2026-12-01"),
        (limit(2, Unit.WEEKS, back=True, included=True), "2026-12-15", "2026-12-02"),
        (limit(1, Unit.MONTHS, back=True), "2026-12-31", "2026-11-30"),
        (limit(15, WORKING), "2026-12-07", "2026-12-30"),
    ],
)
def test_a_limit_ends_on_the_day_counted_by_its_own_convention(
    given_limit: TimeLimit, start: str, end: str
) -> None:
    assert due(given_limit, date.fromisoformat(start), HOLIDAYS) == date.fromisoformat(end)


def test_the_last_day_for_the_minutes_leaves_the_decision_maker_the_full_time() -> None:
    seven = limit(7, WORKING)
    assert latest_receipt_before(date(2026, 12, 28), seven, HOLIDAYS) == date(2026, 12, 15)
    assert due(seven, date(2026, 12, 16), HOLIDAYS) > date(2026, 12, 28)


@pytest.mark.parametrize(
    ("day", "is_worked"),
    [
        ("2026-12-24", True),
        ("2026-12-25", False),
        ("2026-12-26", False),
        ("2026-12-28", False),
        ("2026-12-29", True),  # an office's own closing day is still a working day
    ],
)
def test_weekends_and_listed_holidays_are_no_working_days(day: str, is_worked: bool) -> None:
    assert is_working_day(date.fromisoformat(day), HOLIDAYS) is is_worked


def test_a_limit_that_ends_on_a_bank_holiday_prompts_the_working_day_before() -> None:
    assert earlier_working_day(date(2026, 12, 28), HOLIDAYS) == date(2026, 12, 24)
    assert earlier_working_day(date(2026, 12, 29), HOLIDAYS) is None


def test_a_count_that_leaves_the_listed_years_is_refused() -> None:
    with pytest.raises(UnknownRule, match="holds none for 2028"):
        due(limit(7, WORKING), date(2027, 12, 29), HOLIDAYS)


def test_a_count_that_needs_no_holidays_goes_beyond_the_listed_years() -> None:
    assert due(limit(10, Unit.YEARS), date(2027, 12, 29), HOLIDAYS) == date(2037, 12, 29)


@pytest.mark.parametrize("unit", [CALENDAR, Unit.WEEKS, Unit.MONTHS, Unit.YEARS])
def test_a_count_that_leaves_the_calendar_is_refused_in_a_sentence(unit: Unit) -> None:
    with pytest.raises(InvalidInput, match="9999-12-31 is too near"):
        due(limit(1, unit), date(9999, 12, 31), HOLIDAYS)


def test_days_taken_and_days_left() -> None:
    assert working_days_taken(date(2026, 12, 18), date(2026, 12, 31), HOLIDAYS) == 7
    assert working_days_between(date(2026, 12, 24), date(2026, 12, 30), HOLIDAYS) == 1
    assert days_left(date(2026, 12, 28), date(2026, 12, 16)) == 12
    assert days_left(date(2026, 12, 28), date(2026, 12, 29)) == -1


listed_days = st.dates(date(2026, 3, 1), date(2027, 9, 30))
short_lengths = st.integers(1, 40)


@given(start=listed_days, length=short_lengths, included=st.booleans())
def test_working_days_end_on_a_working_day_and_take_exactly_their_length(
    start: date, length: int, included: bool
) -> None:
    end = due(limit(length, WORKING, included=included), start, HOLIDAYS)
    assert is_working_day(end, HOLIDAYS)
    taken = working_days_taken(start, end, HOLIDAYS)
    assert taken + (included and is_working_day(start, HOLIDAYS)) == length


@given(
    first=listed_days,
    later=st.integers(0, 30),
    length=short_lengths,
    unit=st.sampled_from(Unit),
    included=st.booleans(),
)
def test_what_starts_later_is_never_due_earlier(
    first: date, later: int, length: int, unit: Unit, included: bool
) -> None:
    shape = limit(min(length, 10), unit, included=included)
    assert due(shape, first, HOLIDAYS) <= due(shape, first + timedelta(days=later), HOLIDAYS)


@given(start=listed_days, length=short_lengths)
def test_counting_back_undoes_counting_on(start: date, length: int) -> None:
    worked = latest_working_day(start, HOLIDAYS)
    end = due(limit(length, WORKING), worked, HOLIDAYS)
    assert due(limit(length, WORKING, back=True), end, HOLIDAYS) == worked


@given(start=listed_days, length=short_lengths, back=st.booleans())
def test_clear_days_all_lie_between(start: date, length: int, back: bool) -> None:
    end = due(limit(length, WORKING, back=back, clear=True), start, HOLIDAYS)
    assert working_days_between(min(start, end), max(start, end), HOLIDAYS) == length


@given(expiry=st.dates(date(2026, 3, 1), date(2027, 10, 31)), length=st.integers(1, 20))
def test_the_latest_receipt_is_the_latest_that_still_suffices(expiry: date, length: int) -> None:
    shape = limit(length, WORKING)
    received = latest_receipt_before(expiry, shape, HOLIDAYS)
    assert due(shape, received, HOLIDAYS) <= expiry
    after = received + timedelta(days=1)
    while not is_working_day(after, HOLIDAYS) and after <= expiry:
        after += timedelta(days=1)
    assert after > expiry or due(shape, after, HOLIDAYS) > expiry


@given(start=st.dates(date(1900, 1, 1), date(2100, 1, 1)), months=st.integers(-600, 600))
def test_months_keep_the_day_or_stop_at_the_month_s_end(start: date, months: int) -> None:
    end = add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    is_last_of_month = (end + timedelta(days=1)).month != end.month
    assert end.day == start.day or (end.day < start.day and is_last_of_month)
