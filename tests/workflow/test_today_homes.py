"""What Today says of temporary approvals, from the week the rule book names."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fosterpanel.workflow.agendas import running_order
from fosterpanel.workflow.business import items
from fosterpanel.workflow.homes import register
from fosterpanel.workflow.overviews.today_homes import lapsing
from fosterpanel.workflow.overviews.today_lines import TodayLine
from fosterpanel.workflow.standing import Harm
from tests.workflow.builders import GRANDMOTHER, MEETING, At, Desk, new_item


def approved(desk: Desk, days_ago: int) -> None:
    approved_on = desk.clock.today() - timedelta(days=days_ago)
    register.approve_temporarily(desk.office, GRANDMOTHER.id, children=("K.D.",), approved_on=approved_on)


def said(desk: Desk) -> list[TodayLine]:
    with desk.office.reading() as reading:
        return list(lapsing(desk.office, reading))


def test_for_eight_weeks_nothing_is_said(at: At) -> None:
    desk = at("listed")
    approved(desk, 8 * 7 - 1)
    assert said(desk) == []


@pytest.mark.parametrize(
    ("days_ago", "harm", "pill"),
    [
        (8 * 7, Harm.SOON, "No panel yet"),
        (12 * 7 - 1, Harm.SOON, "No panel yet"),
        (12 * 7, Harm.NOW, "Cannot wait"),
    ],
)
def test_then_a_panel_date_is_asked_for_and_pressed_for_from_the_twelfth_week(
    at: At, days_ago: int, harm: Harm, pill: str
) -> None:
    desk = at("listed")
    approved(desk, days_ago)
    (line,) = said(desk)
    assert (line.harm, line.pill) == (harm, pill)
    assert "No assessment was taken in." in line.why
    assert f"ends in {16 * 7 - days_ago} days" in line.title


def test_an_assessment_listed_in_time_needs_no_word_until_the_last_weeks(at: At) -> None:
    desk = at("listed")
    approved(desk, 9 * 7)
    item = items.take_in(desk.office, new_item("APP-CP", GRANDMOTHER.id))
    (line,) = said(desk)
    assert f"Item {item.reference} is not listed yet." in line.why
    running_order.put_item(desk.office, MEETING, item.id)
    assert said(desk) == []
    desk.move_to(desk.clock.today() + timedelta(days=3 * 7))
    (line,) = said(desk)
    assert (line.harm, line.pill) == (Harm.SOON, "Under way")
