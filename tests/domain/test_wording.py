"""Words the user reads."""

from __future__ import annotations

from datetime import date

import pytest

from fosterpanel.domain import wording
from fosterpanel.domain.rulebook import Authority, Rule, TimeLimit, Unit

RULE = Rule(id="some-limit", words="Something is done", authority=Authority.STANDARD, source="Standard 1")


def test_dates_are_written_out() -> None:
    assert wording.long_date(date(2026, 12, 4)) == "Friday 4 December 2026"
    assert wording.plain_date(date(2027, 1, 31)) == "31 January 2027"


@pytest.mark.parametrize(
    ("things", "sentence"),
    [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")],
)
def test_lists_read_as_a_sentence(things: tuple[str, ...], sentence: str) -> None:
    assert wording.listed(things) == sentence


def test_a_choice_is_listed_with_or() -> None:
    assert wording.listed(("a", "b", "c"), "or") == "a, b or c"


def test_one_thing_is_not_many() -> None:
    assert wording.counted(1, "member") == "1 member"
    assert wording.counted(0, "member") == "0 members"
    assert wording.counted(2, "child", "children") == "2 children"


def test_small_numbers_are_spelt() -> None:
    assert [wording.spelt(number) for number in (0, 5, 10, 11)] == ["no", "five", "ten", "11"]


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (
            TimeLimit(rule=RULE, trigger="it begins", length=7, unit=Unit.WORKING_DAYS),
            "7 working days, the first day not counted",
        ),
        (
            TimeLimit(
                rule=RULE, trigger="it begins", length=10, unit=Unit.WORKING_DAYS, first_day_counts=True
            ),
            "10 working days, the first day counted",
        ),
        (
            TimeLimit(rule=RULE, trigger="it meets", length=5, unit=Unit.WORKING_DAYS, backwards=True),
            "5 working days before, the day itself not counted",
        ),
        (
            TimeLimit(
                rule=RULE, trigger="it meets", length=5, unit=Unit.WORKING_DAYS, backwards=True, clear=True
            ),
            "5 clear working days before, five whole working days lying between",
        ),
        (
            TimeLimit(rule=RULE, trigger="it begins", length=1, unit=Unit.MONTHS),
            "1 month, the first day not counted; the same day of the month, or its last; not moved to a working day",
        ),
        (
            TimeLimit(rule=RULE, trigger="it begins", length=16, unit=Unit.WEEKS),
            "16 weeks, the first day not counted; not moved to a working day",
        ),
    ],
)
def test_a_limit_says_how_it_is_counted(limit: TimeLimit, words: str) -> None:
    assert wording.convention(limit) == words
