"""Items on their way: stages, with and without a panel, the successor of a deferral, and their clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosterpanel.domain.clocks import clocks_of
from fosterpanel.domain.items import (
    FOLLOWS,
    OF_BUSINESS,
    OF_HOMES,
    ItemStage,
    PanelItem,
    goes_to_panel,
    initials,
    list_on,
    move_item,
    require_about,
    send_without_panel,
    successor_of,
)
from fosterpanel.domain.rulebook import PanelStage, RuleBook
from fosterpanel.errors import InvalidInput, RuleRefusal
from tests import builders

BOOK = builders.england()
ENDS = {
    ItemStage.DEFERRED,
    ItemStage.WITHDRAWN,
    ItemStage.RETURNED,
    ItemStage.TOLD,
    ItemStage.CONCLUDED,
}


@given(st.sampled_from(ItemStage), st.sampled_from(ItemStage), st.sampled_from(["home", ""]))
def test_moves_only_to_what_follows(of: ItemStage, to: ItemStage, home_id: str) -> None:
    made = builders.item(stage=of, home_id=home_id)
    if to in FOLLOWS[of] & (OF_HOMES if home_id else OF_BUSINESS):
        assert move_item(made, to).stage is to
        return
    with pytest.raises(InvalidInput, match=f"26/001 is {of.value}; it cannot become {to.value}"):
        move_item(made, to)


def test_only_the_panels_own_business_is_concluded_and_it_goes_to_nobody_else() -> None:
    heard = builders.item(stage=ItemStage.IN_HEARING)
    with pytest.raises(InvalidInput, match="What can follow: deferred, recommended, withdrawn"):
        move_item(heard, ItemStage.CONCLUDED)
    with pytest.raises(InvalidInput, match="What can follow: concluded, deferred, withdrawn"):
        move_item(replace(heard, home_id=""), ItemStage.RECOMMENDED)
    with pytest.raises(InvalidInput, match="business of the panel itself, which nobody decides"):
        send_without_panel(builders.item(type_code="GOV", home_id=""), BOOK)


@pytest.mark.parametrize("type_code", sorted(BOOK.item_types))
def test_an_item_names_a_home_exactly_where_its_type_is_about_one(type_code: str) -> None:
    item_type = BOOK.item_type(type_code)
    assert item_type.is_about_home == (type_code != "GOV")
    right, wrong, words = (
        ("home", "", "Choose the home") if item_type.is_about_home else ("", "home", "no foster")
    )
    require_about(builders.item(home_id=right), item_type)
    with pytest.raises(InvalidInput, match=words):
        require_about(builders.item(home_id=wrong), item_type)


@pytest.mark.parametrize("changes", [{"proposed_terms": builders.terms()}, {"is_connected_person": True}])
def test_the_panels_own_business_proposes_no_terms_and_knows_no_carer(changes: dict[str, object]) -> None:
    with pytest.raises(InvalidInput, match="about no foster home"):
        require_about(builders.item(home_id="", **changes), BOOK.item_type("GOV"))


def test_every_stage_is_reached_and_only_these_are_the_end() -> None:
    assert {stage for stages in FOLLOWS.values() for stage in stages} == set(ItemStage)
    assert {stage for stage, stages in FOLLOWS.items() if not stages} == ENDS


@given(st.lists(st.sampled_from(ItemStage), max_size=12))
def test_no_way_leads_to_a_recommendation_past_a_hearing_or_to_telling_past_a_decision(
    steps: list[ItemStage],
) -> None:
    made, seen = builders.item(), [ItemStage.TAKEN_IN]
    for step in steps:
        if step in FOLLOWS[made.stage] & OF_HOMES:
            made = move_item(made, step)
            seen.append(step)
    if ItemStage.RECOMMENDED in seen:
        assert ItemStage.IN_HEARING in seen
    if ItemStage.TOLD in seen:
        assert ItemStage.DECIDED in seen
    if ItemStage.PROPOSED in seen:
        assert ItemStage.WITH_DECISION_MAKER in seen


def test_says_what_can_follow() -> None:
    with pytest.raises(InvalidInput, match="What can follow: told"):
        move_item(builders.item(stage=ItemStage.DECIDED), ItemStage.LISTED)
    with pytest.raises(InvalidInput, match="What can follow: nothing"):
        move_item(builders.item(stage=ItemStage.TOLD), ItemStage.LISTED)


def test_before_its_decision_an_item_may_be_withdrawn_and_after_it_not() -> None:
    may = {stage for stage in ItemStage if ItemStage.WITHDRAWN in FOLLOWS[stage]}
    assert may == set(ItemStage) - ENDS - {ItemStage.DECIDED}


def test_listing_names_the_meeting() -> None:
    listed = list_on(builders.item(), "meeting")
    assert (listed.stage, listed.meeting_id) == (ItemStage.LISTED, "meeting")


@pytest.mark.parametrize(
    ("stage", "by_policy", "goes"),
    [
        (PanelStage.REQUIRED, False, True),
        (PanelStage.VIEWS, False, True),
        (PanelStage.POLICY, True, True),
        (PanelStage.POLICY, False, False),
        (PanelStage.NOT_NEEDED, True, False),
    ],
)
def test_what_goes_to_panel(stage: PanelStage, by_policy: bool, goes: bool) -> None:
    item_type = replace(BOOK.item_type("APP"), panel_stage=stage)
    assert goes_to_panel(item_type, by_policy=by_policy) == goes


def test_the_panels_own_business_goes_to_the_panel_whatever_the_policy() -> None:
    assert goes_to_panel(BOOK.item_type("GOV"), by_policy=False)


@pytest.mark.parametrize("type_code", sorted(set(BOOK.item_types) - {"GOV"}))
def test_what_the_law_sends_to_panel_is_not_decided_without(type_code: str) -> None:
    made = builders.item(type_code=type_code)
    stage = BOOK.item_type(type_code).panel_stage
    if stage in (PanelStage.POLICY, PanelStage.NOT_NEEDED):
        assert send_without_panel(made, BOOK).stage is ItemStage.WITH_DECISION_MAKER
        return
    with pytest.raises(RuleRefusal, match="goes to the panel before it is decided") as refusal:
        send_without_panel(made, BOOK)
    assert refusal.value.rule_id == ("extension-steps" if stage is PanelStage.VIEWS else "panel-required")


def without_panel() -> RuleBook:
    changed = replace(BOOK.item_type("APP"), panel_stage=PanelStage.NOT_NEEDED)
    return replace(BOOK, item_types={**BOOK.item_types, "APP": changed})


def test_where_the_rule_book_ends_the_panel_stage_an_approval_goes_straight_on() -> None:
    assert send_without_panel(builders.item(), without_panel()).stage is ItemStage.WITH_DECISION_MAKER
    with pytest.raises(InvalidInput, match="cannot become with the decision maker"):
        send_without_panel(builders.item(stage=ItemStage.LISTED), without_panel())


def test_what_a_panel_recommended_goes_on_with_its_minutes_and_not_past_them() -> None:
    heard = builders.item(stage=ItemStage.RECOMMENDED, meeting_id="meeting")
    with pytest.raises(InvalidInput, match="goes to the decision maker with the panel's minutes"):
        send_without_panel(heard, without_panel())


def test_the_successor_carries_the_business_on_with_its_clock() -> None:
    deferred = builders.item(stage=ItemStage.DEFERRED, meeting_id="meeting", challenge_id="c", version=4)
    successor = successor_of(deferred, new_id="next", reference="26/009")
    assert (successor.id, successor.reference, successor.predecessor_id) == ("next", "26/009", "item")
    assert (successor.stage, successor.meeting_id, successor.version) == (ItemStage.TAKEN_IN, "", 0)
    assert (successor.received_on, successor.challenge_id) == (deferred.received_on, "c")


@pytest.mark.parametrize(
    ("names", "short"),
    [("Anna Merrick", "A.M."), ("Anna Merrick and Joe van Dyk", "A.M. and J.V.D."), ("", "")],
)
def test_initials_name_nobody(names: str, short: str) -> None:
    assert initials(names) == short


def clock_words(made: PanelItem, *, is_temporary: bool = False, book: RuleBook = BOOK) -> list[str]:
    temporary = builders.temporary_approval() if is_temporary else None
    return [clock.sentence(date(2026, 12, 16)) for clock in clocks_of(made, builders.home(), temporary, book)]


def test_the_nearest_clock_comes_first() -> None:
    assert clock_words(builders.item(type_code="APP-CP"), is_temporary=True) == [
        "Temporary approval ends on Monday 28 December 2026, in 12 days.",
        "The 8 months for a recommendation end on Sunday 28 February 2027, in 74 days.",
    ]


def test_a_limit_is_also_said_without_counting_from_a_day() -> None:
    (clock,) = clocks_of(builders.item(), builders.home(), None, BOOK)
    assert clock.standing == "The 8 months for a recommendation end on Sunday 28 February 2027."


@pytest.mark.parametrize(
    ("approved_on", "end"),
    [
        (date(2026, 1, 15), "Friday 15 January 2027, in 30 days."),
        (date(2025, 12, 17), "Thursday 17 December 2026, in 1 day."),
        (date(2025, 12, 16), "Wednesday 16 December 2026, which is today."),
        (date(2025, 12, 15), "Tuesday 15 December 2026, that was 1 day ago."),
    ],
)
def test_a_first_review_counts_from_approval(approved_on: date, end: str) -> None:
    made = builders.item(type_code="REV1")
    (clock,) = clocks_of(made, builders.home(approved_on=approved_on), None, BOOK)
    assert clock.sentence(date(2026, 12, 16)).endswith(end)
    assert "reg 28(2)" in clock.source


def test_a_brief_report_is_an_application_and_its_eight_months_run() -> None:
    assert clock_words(builders.item(type_code="BRIEF")) == clock_words(builders.item(type_code="APP"))


def test_an_emergency_placement_outside_the_terms_has_six_working_days() -> None:
    made = builders.item(type_code="EMG23", received_on=date(2026, 12, 11))
    (clock,) = clocks_of(made, builders.home(), None, BOOK)
    assert clock.sentence(date(2026, 12, 16)) == (
        "The 6 working days of the emergency placement end on Monday 21 December 2026, in 5 days."
    )
    assert "reg 23" in clock.source


def test_no_clock_is_guessed() -> None:
    ended = builders.temporary_approval(ended_on=date(2026, 12, 1))
    assert clocks_of(builders.item(type_code="CHG"), builders.home(), ended, BOOK) == ()
    assert clocks_of(builders.item(type_code="REV1"), builders.home(approved_on=None), None, BOOK) == ()
    assert clock_words(builders.item(), book=replace(BOOK, limits={})) == []
