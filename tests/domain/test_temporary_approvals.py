"""Temporary approval: sixteen weeks, one extension to twenty-four in three steps, and the plan back from its end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosterpanel.domain.temporary_approvals import (
    days_left,
    expiry,
    extend,
    lapses_within,
    latest_day_for_minutes,
)
from fosterpanel.errors import RuleRefusal
from tests import builders

BOOK = builders.england()
EXPIRES = date(2026, 12, 28)


def test_sixteen_weeks_and_the_last_day_for_minutes() -> None:
    assert expiry(date(2026, 9, 7), BOOK) == EXPIRES
    assert latest_day_for_minutes(builders.temporary_approval(), BOOK) == date(2026, 12, 15)


def test_an_extension_moves_the_end() -> None:
    extended = extend(builders.temporary_approval(), builders.extension(), BOOK)
    assert extended.ends_on == date(2027, 2, 22)
    on_the_last_day = builders.extension(approved_on=EXPIRES)
    assert extend(builders.temporary_approval(), on_the_last_day, BOOK).extension == on_the_last_day
    assert latest_day_for_minutes(extended, BOOK) > date(2026, 12, 15)


@pytest.mark.parametrize(
    ("changes", "rule_id"),
    [
        ({"until": EXPIRES}, "temporary-approval-extension"),
        ({"until": date(2027, 2, 23)}, "temporary-approval-extension"),
        ({"panel_views_on": date(2026, 12, 19)}, "extension-steps"),
        ({"reviewing_officer_told_on": date(2026, 12, 19)}, "extension-steps"),
        ({"panel_views_on": date(2026, 9, 6)}, "extension-steps"),
        ({"reviewing_officer_told_on": date(2026, 9, 6)}, "extension-steps"),
        ({"nominated_officer": " "}, "extension-steps"),
        ({"approved_on": EXPIRES + timedelta(days=1)}, "extension-once"),
    ],
)
def test_each_step_of_the_extension_is_needed(changes: dict[str, object], rule_id: str) -> None:
    with pytest.raises(RuleRefusal) as refusal:
        extend(builders.temporary_approval(), builders.extension(**changes), BOOK)
    assert refusal.value.rule_id == rule_id
    assert str(refusal.value).endswith(".)")


@pytest.mark.parametrize("changes", [{"extension": builders.extension()}, {"ended_on": date(2026, 12, 10)}])
def test_is_extended_once_and_not_after_its_end(changes: dict[str, object]) -> None:
    with pytest.raises(RuleRefusal) as refusal:
        extend(builders.temporary_approval(**changes), builders.extension(), BOOK)
    assert refusal.value.rule_id == "extension-once"


@given(st.dates(date(2024, 1, 1), date(2028, 4, 1)), st.integers(1, 200))
def test_never_lasts_longer_than_twenty_four_weeks(approved_on: date, more: int) -> None:
    expires = expiry(approved_on, BOOK)
    made = builders.temporary_approval(approved_on=approved_on, expires_on=expires)
    asked = builders.extension(
        panel_views_on=approved_on,
        reviewing_officer_told_on=approved_on,
        approved_on=approved_on,
        until=expires + timedelta(days=more),
    )
    if more <= 56:
        assert extend(made, asked, BOOK).ends_on - approved_on <= timedelta(weeks=24)
    else:
        with pytest.raises(RuleRefusal, match="at the latest"):
            extend(made, asked, BOOK)


def test_warns_before_it_lapses_and_not_once_it_has_ended() -> None:
    made = builders.temporary_approval()
    assert days_left(made, date(2026, 12, 16)) == 12
    assert days_left(made, date(2026, 12, 30)) == -2
    assert lapses_within(made, date(2026, 12, 16), 12)
    assert not lapses_within(made, date(2026, 12, 15), 12)
    assert lapses_within(made, date(2027, 1, 1), 0)
    assert not lapses_within(builders.temporary_approval(ended_on=date(2026, 12, 10)), date(2026, 12, 27), 12)
