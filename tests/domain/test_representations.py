"""A proposal is challenged by one route, within 28 days, and finished only after that."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosterpanel.domain.representations import (
    Route,
    challenge,
    conclude,
    last_day_to_challenge,
    require_may_finish,
)
from fosterpanel.errors import InvalidInput, RuleRefusal
from tests import builders

BOOK = builders.england()
FIRST, LAST = date(2026, 12, 10), date(2027, 1, 7)


@given(st.dates(date(2024, 1, 1), date(2028, 11, 1)))
def test_the_last_day_is_28_days_after_the_letters_own_date(letter_dated_on: date) -> None:
    assert last_day_to_challenge(letter_dated_on, BOOK) - letter_dated_on == timedelta(days=28)


@given(st.integers(-5, 40), st.sampled_from(Route))
def test_is_open_from_the_letter_to_the_last_day(days: int, route: Route) -> None:
    on = FIRST + timedelta(days=days)
    if FIRST <= on <= LAST:
        made = challenge(builders.determination(), route=route, on=on, book=BOOK)
        assert (made.route, made.challenged_on) == (route, on)
        return
    with pytest.raises(RuleRefusal, match="from 10 December 2026 to 7 January 2027") as refusal:
        challenge(builders.determination(), route=route, on=on, book=BOOK)
    assert refusal.value.rule_id == "representations-period"


@pytest.mark.parametrize("first", Route)
@pytest.mark.parametrize("second", Route)
def test_one_route_only(first: Route, second: Route) -> None:
    taken = challenge(builders.determination(), route=first, on=FIRST, book=BOOK)
    with pytest.raises(RuleRefusal, match=f"already challenged by {first.value}") as refusal:
        challenge(taken, route=second, on=FIRST, book=BOOK)
    assert refusal.value.rule_id == "one-route-only"


def test_the_review_has_its_papers_ten_working_days_after_it_told_the_service() -> None:
    asked = {"route": Route.INDEPENDENT_REVIEW, "on": date(2026, 12, 14), "book": BOOK}
    assert challenge(builders.determination(), **asked).papers_due_on == date(2026, 12, 30)
    told = challenge(builders.determination(), **asked, notified_on=date(2026, 12, 15))
    assert (told.notified_on, told.papers_due_on) == (date(2026, 12, 15), date(2026, 12, 31))
    own = challenge(builders.determination(), route=Route.REPRESENTATIONS, on=FIRST, book=BOOK)
    assert own.papers_due_on is None


def test_a_specified_offence_closes_the_independent_review_alone() -> None:
    made = builders.determination(is_for_specified_offence=True)
    with pytest.raises(RuleRefusal, match="specified offence") as refusal:
        challenge(made, route=Route.INDEPENDENT_REVIEW, on=FIRST, book=BOOK)
    assert refusal.value.rule_id == "specified-offence"
    assert challenge(made, route=Route.REPRESENTATIONS, on=FIRST, book=BOOK).route is Route.REPRESENTATIONS


def test_a_challenge_is_concluded_once() -> None:
    made = challenge(builders.determination(), route=Route.REPRESENTATIONS, on=LAST, book=BOOK)
    done = conclude(made, on=date(2027, 2, 3), conclusion="The panel recommends approval.")
    assert (done.concluded_on, done.conclusion) == (date(2027, 2, 3), "The panel recommends approval.")
    for wrong, on, conclusion, words in (
        (builders.determination(), LAST, "x", "Nobody has challenged"),
        (builders.determination(route=Route.REPRESENTATIONS), LAST, "x", "Nobody has challenged"),
        (done, date(2027, 2, 4), "x", "was concluded on 3 February 2027"),
        (made, FIRST, "x", "before it was made"),
        (made, LAST, " ", "has no words"),
    ):
        with pytest.raises(InvalidInput, match=words):
            conclude(wrong, on=on, conclusion=conclusion)


def test_the_final_decision_waits_for_the_last_day_or_for_the_challenge() -> None:
    quiet = builders.determination()
    require_may_finish(quiet, LAST + timedelta(days=1), BOOK)
    with pytest.raises(RuleRefusal, match="until 7 January 2027") as refusal:
        require_may_finish(quiet, LAST, BOOK)
    assert refusal.value.rule_id == "representations-period"
    open_still = challenge(quiet, route=Route.INDEPENDENT_REVIEW, on=LAST, book=BOOK)
    with pytest.raises(RuleRefusal, match="independent review has not been concluded") as refusal:
        require_may_finish(open_still, date(2027, 6, 1), BOOK)
    assert refusal.value.rule_id == "representations-or-review"
    done = conclude(open_still, on=date(2027, 3, 1), conclusion="Suitable.")
    require_may_finish(done, date(2027, 3, 1), BOOK)
    with pytest.raises(RuleRefusal):
        require_may_finish(done, date(2027, 2, 28), BOOK)


def test_there_is_no_second_final_decision() -> None:
    with pytest.raises(InvalidInput, match="was made before"):
        require_may_finish(builders.determination(final_decision_id="d"), date(2027, 6, 1), BOOK)
