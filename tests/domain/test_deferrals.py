"""Deferrals: of one of two kinds, whole, with a price in days, and back when what was asked for has come."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosterpanel.domain.deferrals import (
    Deferral,
    DeferralKind,
    awaited,
    come_back,
    cost_in_days,
    defer,
    receive,
)
from fosterpanel.errors import InvalidInput, RuleRefusal
from tests import builders

BOOK = builders.england()
OWN = {"kind": DeferralKind.PANELS_OWN, "reason_codes": ("D81",), "needed": ()}
RETURN = date(2027, 1, 6)


def deferred(made: Deferral, type_code: str = "APP") -> Deferral:
    return defer(made, reference="26/001", item_type=BOOK.item_type(type_code), book=BOOK)


@pytest.mark.parametrize(
    ("made", "type_code"),
    [
        (builders.deferral(), "APP"),
        (builders.deferral(**OWN), "APP"),
        (builders.deferral(**OWN), "BRIEF"),
        (builders.deferral(reason_codes=("D03", "D99")), "REV1"),
        (builders.deferral(needed=(builders.needed(due_on=RETURN),)), "APP"),
        (builders.deferral(needed=(builders.needed(due_on=builders.PANEL_DAY),)), "APP"),
    ],
)
def test_a_whole_deferral_stands_as_it_is(made: Deferral, type_code: str) -> None:
    assert deferred(made, type_code) is made


@pytest.mark.parametrize(
    ("changes", "type_code", "rule_id"),
    [
        ({}, "BRIEF", "brief-report-outcomes"),
        ({"needed": ()}, "APP", "deferral-complete"),
        ({"narrative": " "}, "APP", "deferral-complete"),
        (OWN | {"narrative": ""}, "APP", "deferral-complete"),
    ],
)
def test_refusals_name_their_rule(changes: dict[str, object], type_code: str, rule_id: str) -> None:
    with pytest.raises(RuleRefusal) as refusal:
        deferred(builders.deferral(**changes), type_code)
    assert refusal.value.rule_id == rule_id


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reason_codes": ()}, "without a reason"),
        ({"reason_codes": ("D00",)}, "no deferral reason D00"),
        ({"reason_codes": ("D03", "D80")}, r"D80 \(Not quorate\) belongs to the other kind"),
        (OWN | {"reason_codes": ("D03",)}, "belongs to the other kind"),
        ({"return_on": builders.PANEL_DAY}, "must come back after the day"),
        ({"needed": (builders.needed(what=" "),)}, "no name or no owner"),
        ({"needed": (builders.needed(owner=""),)}, "no name or no owner"),
        ({"needed": (builders.needed(due_on=date(2026, 12, 1)),)}, "from the deferral on 2 December 2026"),
        ({"needed": (builders.needed(due_on=date(2027, 1, 7)),)}, "to the return on 6 January 2027"),
    ],
)
def test_what_was_typed_must_make_sense(changes: dict[str, object], words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        deferred(builders.deferral(**changes))


def test_every_reason_code_belongs_to_one_kind() -> None:
    for code, reason in BOOK.deferral_reasons.items():
        assert reason.is_panels_own == (code in {"D80", "D81", "D82", "D83", "D84", "D85"})


def test_receives_each_thing_once() -> None:
    second = builders.needed(what="Medical report")
    made = builders.deferral(needed=(builders.needed(), second))
    once = receive(made, "Medical report", date(2026, 12, 10))
    assert awaited(once) == (builders.needed(),)
    assert once.needed[1].received_on == date(2026, 12, 10)
    with pytest.raises(InvalidInput, match="What is awaited: “Overseas police certificate”"):
        receive(once, "Medical report", date(2026, 12, 11))
    with pytest.raises(InvalidInput, match="before the panel asked"):
        receive(once, "Overseas police certificate", date(2026, 12, 1))
    both = receive(once, "Overseas police certificate", builders.PANEL_DAY)
    with pytest.raises(InvalidInput, match="What is awaited: nothing"):
        receive(both, "Reference", date(2026, 12, 11))


def test_comes_back_when_all_is_there_or_somebody_says_why_not() -> None:
    made = builders.deferral()
    with pytest.raises(InvalidInput, match="Still awaited: Overseas police certificate"):
        come_back(made, RETURN)
    with pytest.raises(InvalidInput, match="before it was deferred"):
        come_back(made, date(2026, 12, 1), why_incomplete="x")
    whole = come_back(receive(made, "Overseas police certificate", RETURN), RETURN)
    assert (whole.returned_on, whole.narrative) == (RETURN, made.narrative)
    without = come_back(made, RETURN, why_incomplete="The embassy has closed.")
    assert without.returned_on == RETURN
    assert without.narrative.endswith(
        "Came back without Overseas police certificate: The embassy has closed."
    )


@given(st.integers(0, 400), st.integers(0, 400))
def test_the_price_grows_by_a_day_a_day_until_the_item_is_back(waited: int, more: int) -> None:
    made = builders.deferral(**OWN)
    back_on = builders.PANEL_DAY + timedelta(days=waited)
    assert cost_in_days(made, back_on) == waited
    returned = come_back(made, back_on)
    assert cost_in_days(returned, back_on + timedelta(days=more)) == waited
