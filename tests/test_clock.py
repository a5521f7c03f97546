from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from fosterpanel.clock import StillClock, SystemClock


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 6, 30, 22, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), date(2026, 7, 1)),  # British Summer Time
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), date(2026, 12, 31)),
    ],
)
def test_today_is_the_day_in_the_united_kingdom(moment: datetime, day: date) -> None:
    assert StillClock(moment).today() == day


def test_a_still_clock_answers_in_utc_and_stands_until_moved() -> None:
    clock = StillClock(datetime(2026, 3, 1, 10, 0, tzinfo=timezone(timedelta(hours=2))))
    assert clock.now() == clock.now() == datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
    assert clock.now().tzinfo is UTC
    clock.move(timedelta(days=1, hours=-9))
    assert clock.now() == datetime(2026, 3, 1, 23, 0, tzinfo=UTC)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        StillClock(datetime(2026, 3, 1, 10, 0))  # noqa: DTZ001 - the mistake under test


def test_the_system_clock_is_aware_and_moves() -> None:
    clock = SystemClock()
    first = clock.now()
    assert first.utcoffset() == timedelta(0)
    assert clock.now() >= first
    assert abs(clock.today() - first.date()) <= timedelta(days=1)
