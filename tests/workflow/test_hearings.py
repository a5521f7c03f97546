from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fosterpanel.domain.hearings import Hearing
from fosterpanel.domain.interests import DeclaredInterest, InterestKind, Ruling
from fosterpanel.domain.items import ItemStage
from fosterpanel.domain.minutes import Minutes, MinutesState
from fosterpanel.errors import InvalidInput, RuleRefusal
from fosterpanel.workflow.business import items
from fosterpanel.workflow.in_session import hearings
from fosterpanel.workflow.minuting import recommendations
from fosterpanel.workflow.panels import meetings
from tests.workflow.builders import MEETING, PANEL, At, Desk, convene, issue, meeting, new_recommendation


def declare(desk: Desk, member_id: str, ruling: Ruling | None = Ruling.LEAVE) -> DeclaredInterest:
    interest = hearings.declare_interest(
        desk.office,
        hearings.NewInterest(
            item_id=desk.item.id, member_id=member_id, kind=InterestKind.FRIEND, nature="Neighbours."
        ),
    )
    if ruling is None:
        return interest
    return hearings.rule_on_interest(
        desk.office, interest.id, ruling=ruling, by="member-vice", reason="Too close."
    )


def begin(desk: Desk, by: str = "member-chair") -> Hearing:
    return hearings.begin_hearing(desk.office, desk.item.id, presided_by=by)


def test_an_interest_and_its_ruling_are_kept(at: At) -> None:
    desk = at("convened")
    interest = declare(desk, "member-carer", ruling=None)
    assert desk.last_act() == ("declare_interest", desk.item.id)
    ruled = hearings.rule_on_interest(
        desk.office, interest.id, ruling=Ruling.STAY, by="member-chair", reason="Long ago."
    )
    assert desk.the(DeclaredInterest) == ruled
    assert (ruled.ruling, ruled.ruled_by, ruled.ruled_at) == (
        Ruling.STAY,
        "member-chair",
        desk.clock.now(),
    )
    assert desk.last_act() == ("rule_on_interest", desk.item.id)


def test_only_members_of_the_panel_declare(at: At) -> None:
    desk = at("convened")
    with desk.refusing(InvalidInput, "Only members of this panel"):
        declare(desk, "member-spare")


@pytest.mark.parametrize(
    ("by", "reason", "words"),
    [
        ("member-carer", "Mine.", "The chair rules on interests"),
        ("member-vice", "Mine.", "Nobody rules on their own interest"),
        ("member-chair", " ", "has no reason"),
    ],
)
def test_who_may_not_rule_and_how(at: At, by: str, reason: str, words: str) -> None:
    desk = at("convened")
    interest = declare(desk, "member-vice", ruling=None)
    with desk.refusing(InvalidInput, words):
        hearings.rule_on_interest(desk.office, interest.id, ruling=Ruling.STAY, by=by, reason=reason)


def test_whom_an_interest_takes_out_of_the_item_rules_on_no_other(at: At) -> None:
    desk = at("convened")
    declare(desk, "member-chair", ruling=Ruling.LEAVE)
    interest = declare(desk, "member-carer", ruling=None)
    with desk.refusing(InvalidInput, "An interest of their own takes this member out of the item"):
        hearings.rule_on_interest(
            desk.office, interest.id, ruling=Ruling.STAY, by="member-chair", reason="Long ago."
        )


@pytest.mark.parametrize("step", ["taken in", "recommended"])
def test_interests_belong_to_an_item_that_is_before_the_panel(at: At, step: str) -> None:
    desk = at(step)
    with desk.refusing(InvalidInput, "is not before a panel now"):
        declare(desk, "member-carer")
    with desk.refusing(InvalidInput, "is not before a panel now"):
        hearings.quorum_now(desk.office, desk.item.id)


def test_a_ruling_is_not_changed_once_the_panel_has_recommended(at: At) -> None:
    desk = at("convened")
    interest = declare(desk, "member-carer", Ruling.STAY)
    begin(desk)
    recommendations.make_recommendation(desk.office, desk.item.id, new_recommendation(desk))
    with desk.refusing(InvalidInput, "is not before a panel now"):
        hearings.rule_on_interest(
            desk.office, interest.id, ruling=Ruling.LEAVE, by="member-chair", reason="Second thoughts."
        )


def test_beginning_opens_the_hearing_and_its_minutes(at: At) -> None:
    desk = at("convened")
    hearing = begin(desk)
    assert desk.the(Hearing) == hearing
    assert desk.item.stage is ItemStage.IN_HEARING
    assert desk.the(Minutes).state is MinutesState.DRAFT
    assert desk.last_act() == ("begin_hearing", desk.item.id)
    assert hearings.quorum_now(desk.office, desk.item.id).is_met


def test_an_item_is_heard_in_session_only_and_once(at: At) -> None:
    desk = at("issued")
    with desk.refusing(InvalidInput, "its meeting is not in session"):
        begin(desk)
    convene(desk)
    begin(desk)
    with desk.refusing(InvalidInput, "Item 26/001 is in hearing"):
        begin(desk)


def test_a_conflict_can_end_the_quorum(at: At) -> None:
    desk = at("issued")
    convene(desk, present=PANEL[:5])
    assert set(hearings.members_not_to_lose(desk.office, desk.item.id)) == {
        "Margaret Ollerenshaw",
        "Tobiah Quill",
        "Rhoswen Addai",
        "Perpetua Lund",
        "Ngozi Featherstone",
    }
    declare(desk, "member-carer")
    with desk.refusing(RuleRefusal, "1 more member is needed", rule="quorum"):
        begin(desk)


def test_six_members_can_spare_one_but_not_the_only_social_worker(at: At) -> None:
    desk = at("convened")
    assert hearings.members_not_to_lose(desk.office, desk.item.id) == ("Rhoswen Addai",)


@pytest.mark.parametrize("ruling", [Ruling.LEAVE, Ruling.STAY_WITHOUT_VOTE])
def test_the_only_social_worker_ruled_out_leaves_no_quorum(at: At, ruling: Ruling) -> None:
    desk = at("convened")
    declare(desk, "member-social", ruling)
    with desk.refusing(RuleRefusal, "a social worker with 3 years' relevant", "reg 24(1)", rule="quorum"):
        begin(desk)


def test_a_social_worker_two_years_qualified_does_not_stand_in(at: At) -> None:
    desk = at("taken in")
    panel = (*PANEL[:2], "member-junior", *PANEL[3:])
    meetings.plan_meeting(desk.office, meeting(panel=panel))
    items.list_item(desk.office, desk.item.id, MEETING)
    issue(desk)
    convene(desk, present=panel)
    with desk.refusing(RuleRefusal, "a social worker with 3 years'", rule="quorum"):
        begin(desk)


def test_an_interest_without_a_ruling_holds_the_item_up(at: At) -> None:
    desk = at("convened")
    declare(desk, "member-carer", ruling=None)
    with desk.refusing(RuleRefusal, "has not been ruled on", rule="quorum"):
        begin(desk)


def test_the_vice_chair_presides_when_the_chair_is_ruled_out(at: At) -> None:
    desk = at("convened")
    declare(desk, "member-chair")
    with desk.refusing(RuleRefusal, "a chair or vice chair who is there and named", rule="quorum"):
        begin(desk, by="member-chair")
    assert begin(desk, by="member-vice").presided_by == "member-vice"


def test_an_ordinary_member_does_not_preside(at: At) -> None:
    desk = at("convened")
    with desk.refusing(RuleRefusal, rule="quorum"):
        begin(desk, by="member-carer")


def test_a_member_who_missed_business_is_not_counted(at: At) -> None:
    desk = at("convened")
    begin(desk)
    step_out(desk, "member-health")
    step_out(desk, "member-school")
    finding = hearings.quorum_now(desk.office, desk.item.id)
    assert (finding.is_met, len(finding.counted), len(finding.pauses)) == (True, 5, 1)
    meetings.record_departure(desk.office, MEETING, "member-school")
    with desk.refusing(RuleRefusal, "4 members can take part", rule="quorum"):
        recommendations.make_recommendation(desk.office, desk.item.id, new_recommendation(desk))


def test_quorum_lost_and_met_again_is_a_pause_in_which_nobody_misses_anything(at: At) -> None:
    desk = at("issued")
    convene(desk, present=PANEL[:5])
    begin(desk)
    desk.clock.move(timedelta(minutes=10))
    lost_at = desk.clock.now()
    meetings.record_departure(desk.office, MEETING, "member-health")
    desk.clock.move(timedelta(minutes=5))
    meetings.record_arrival(desk.office, MEETING, "member-school")
    lost = hearings.quorum_now(desk.office, desk.item.id)
    assert (lost.is_met, len(lost.counted)) == (False, 4), "who comes in now has not heard it all"
    with desk.refusing(RuleRefusal, "4 members can take part", rule="quorum"):
        recommendations.make_recommendation(desk.office, desk.item.id, new_recommendation(desk))
    desk.clock.move(timedelta(minutes=5))
    meetings.record_arrival(desk.office, MEETING, "member-health")
    desk.clock.move(timedelta(minutes=5))
    recommendations.make_recommendation(
        desk.office, desk.item.id, new_recommendation(desk, present=PANEL[:5])
    )
    (pause,) = desk.the(Hearing).finding.pauses
    assert (pause.since, pause.until) == (lost_at, lost_at + timedelta(minutes=10))


def step_out(desk: Desk, member_id: str) -> None:
    desk.clock.move(timedelta(minutes=5))
    meetings.record_departure(desk.office, MEETING, member_id)
    desk.clock.move(timedelta(minutes=5))
    meetings.record_arrival(desk.office, MEETING, member_id)


def test_the_vice_chair_takes_over_within_an_item(at: At) -> None:
    desk = at("in hearing")
    meetings.record_departure(desk.office, MEETING, "member-chair")
    left_at = desk.clock.now()
    desk.clock.move(timedelta(minutes=2))
    assert not hearings.quorum_now(desk.office, desk.item.id).is_met
    handed = hearings.preside(desk.office, desk.item.id, "member-vice")
    assert (handed.presided_by, handed.handed_over[0].member_id) == ("member-vice", "member-chair")
    assert desk.last_act() == ("preside", desk.item.id)
    finding = hearings.quorum_now(desk.office, desk.item.id)
    assert (finding.is_met, finding.presiding_id) == (True, "member-vice")
    assert [(one.since, one.until) for one in finding.pauses] == [(left_at, desk.clock.now())]
    recommendations.make_recommendation(
        desk.office, desk.item.id, new_recommendation(desk, present=PANEL[1:])
    )
    with desk.refusing(InvalidInput, "is not before a panel now"):
        hearings.preside(desk.office, desk.item.id, "member-chair")


@pytest.mark.parametrize(
    ("member_id", "words"),
    [
        ("member-carer", "The chair presides, or a vice chair"),
        ("member-chair", "presides already"),
        ("member-vice", "Record that they came in first"),
    ],
)
def test_who_cannot_take_over(at: At, member_id: str, words: str) -> None:
    desk = at("in hearing")
    meetings.record_departure(desk.office, MEETING, "member-vice")
    with desk.refusing(InvalidInput, words):
        hearings.preside(desk.office, desk.item.id, member_id)


def test_nobody_takes_over_an_item_that_is_not_heard_or_in_which_they_have_an_interest(at: At) -> None:
    desk = at("convened")
    with desk.refusing(InvalidInput, "is not being heard"):
        hearings.preside(desk.office, desk.item.id, "member-vice")
    begin(desk)
    interest = declare(desk, "member-vice", ruling=None)
    hearings.rule_on_interest(
        desk.office, interest.id, ruling=Ruling.LEAVE, by="member-chair", reason="Too close."
    )
    with desk.refusing(InvalidInput, "takes this member out of the item"):
        hearings.preside(desk.office, desk.item.id, "member-vice")


def test_who_presides_and_leaves_takes_the_quorum_along(at: At) -> None:
    desk = at("in hearing")
    meetings.record_departure(desk.office, MEETING, "member-chair")
    desk.clock.move(timedelta(minutes=1))
    with desk.refusing(RuleRefusal, "presiding", rule="quorum"):
        recommendations.make_recommendation(
            desk.office, desk.item.id, new_recommendation(desk, present=PANEL[1:])
        )


def test_the_quorum_is_frozen_into_the_hearing(at: At) -> None:
    desk = at("recommended")
    hearing = desk.the(Hearing)
    assert hearing.finding.is_met
    assert {one.member_id for one in hearing.finding.counted} == set(PANEL)
    assert hearing == replace(hearing, presided_by="member-chair", ended_at=desk.clock.now())
