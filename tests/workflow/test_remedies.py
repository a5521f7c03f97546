from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from fosterpanel.domain.interests import Ruling
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.remedies import Remedy, RemedyAct
from fosterpanel.errors import InvalidInput, RuleRefusal
from fosterpanel.workflow.business import deferrals, items
from fosterpanel.workflow.in_session import hearings, remedies
from fosterpanel.workflow.panels import meetings
from tests.workflow.builders import MEETING, PANEL, At, Desk, convene, issue, new_item
from tests.workflow.test_deferrals import OWN_REASONS
from tests.workflow.test_hearings import begin, declare


def offered(desk: Desk, item_id: str = "") -> dict[RemedyAct, Remedy]:
    found = remedies.what_may_be_done(desk.office, item_id or desk.item.id)
    assert set(Counter(one.act for one in found).values()) <= {1}
    return {one.act: one for one in found}


def two_items(at: At, present: tuple[str, ...]) -> tuple[Desk, PanelItem]:
    desk = at("listed")
    other = items.take_in(desk.office, new_item())
    items.list_item(desk.office, other.id, MEETING)
    issue(desk)
    convene(desk, present=present)
    return desk, other


@pytest.mark.parametrize("step", ["taken in", "issued", "convened", "recommended"])
def test_there_is_nothing_to_do_while_the_panel_is_quorate_or_nobody_waits(at: At, step: str) -> None:
    desk = at(step)
    assert remedies.what_may_be_done(desk.office, desk.item.id) == ()


def test_waiting_names_those_who_would_make_a_quorum(at: At) -> None:
    desk = at("issued")
    convene(desk, present=PANEL[:4])
    found = offered(desk)
    assert found[RemedyAct.WAIT].words == (
        "Wait for Ngozi Featherstone or Caspar Dell, either of whom makes the panel quorate."
    )
    assert found[RemedyAct.DEFER].words == "Defer item 26/001 for the panel's own reason: not quorate."
    assert found[RemedyAct.DEFER].reason_code == "D80"
    assert set(found) == {RemedyAct.WAIT, RemedyAct.DEFER}
    meetings.record_arrival(desk.office, MEETING, found[RemedyAct.WAIT].member_ids[0])
    assert offered(desk) == {}


def test_only_all_together_may_be_enough(at: At) -> None:
    desk = at("issued")
    convene(desk, present=(PANEL[0], PANEL[1], PANEL[3]))
    (waiting,) = [one for one in offered(desk).values() if one.act is RemedyAct.WAIT]
    assert waiting.words.endswith("who together make the panel quorate.")
    assert len(waiting.member_ids) == 2
    assert "member-social" in waiting.member_ids


def test_an_interest_that_costs_the_quorum_leaves_another_item_to_take_first(at: At) -> None:
    desk, other = two_items(at, PANEL[:5])
    declare(desk, "member-carer")
    found = offered(desk)
    assert found[RemedyAct.REORDER].item_id == other.id
    assert found[RemedyAct.DEFER].words.endswith("an interest breaks the quorum.")
    assert found[RemedyAct.DEFER].reason_code == "D81"
    assert found[RemedyAct.WAIT].member_ids == ("member-school",)
    assert offered(desk, other.id) == {}


def test_an_interest_without_a_ruling_is_ruled_on_first_or_the_item_is_deferred(at: At) -> None:
    desk = at("convened")
    declare(desk, "member-carer", ruling=None)
    found = offered(desk)
    assert set(found) == {RemedyAct.RULE, RemedyAct.DEFER}
    assert found[RemedyAct.RULE].member_ids == ("member-carer",)
    deferrals.defer_item(desk.office, desk.item.id, OWN_REASONS)
    assert desk.item.stage is ItemStage.DEFERRED


def test_who_missed_business_is_not_waited_for(at: At) -> None:
    desk = at("issued")
    convene(desk, present=PANEL[:5])
    begin(desk)
    desk.clock.move(timedelta(minutes=5))
    meetings.record_departure(desk.office, MEETING, "member-health")
    found = offered(desk)
    assert found[RemedyAct.WAIT].member_ids == ("member-health",)
    assert RemedyAct.REORDER not in found


def test_the_vice_chair_may_preside_when_the_chair_has_gone(at: At) -> None:
    desk = at("in hearing")
    meetings.record_departure(desk.office, MEETING, "member-chair")
    found = offered(desk)
    assert found[RemedyAct.PRESIDE].words == "Let Tobiah Quill, vice chair, preside from now on."
    assert found[RemedyAct.WAIT].member_ids == ("member-chair",)
    hearings.preside(desk.office, desk.item.id, found[RemedyAct.PRESIDE].member_ids[0])
    assert offered(desk) == {}


def test_one_item_is_before_the_panel_at_a_time(at: At) -> None:
    desk, other = two_items(at, PANEL)
    begin(desk)
    with desk.refusing(InvalidInput, "Item 26/001 is in hearing", "before item 26/002 is opened"):
        hearings.begin_hearing(desk.office, other.id, presided_by="member-chair")


def test_no_item_is_heard_on_which_the_chair_stands_down_without_another_to_preside(at: At) -> None:
    desk = at("issued")
    convene(desk, present=(PANEL[0], *PANEL[2:]))
    meetings.record_arrival(desk.office, MEETING, "member-vice")
    declare(desk, "member-chair", Ruling.LEAVE)
    meetings.record_departure(desk.office, MEETING, "member-vice")
    found = offered(desk)
    assert found[RemedyAct.WAIT].member_ids == ("member-vice",)
    with desk.refusing(RuleRefusal, "the chair or a vice chair to preside", rule="quorum"):
        hearings.begin_hearing(desk.office, desk.item.id, presided_by="")
