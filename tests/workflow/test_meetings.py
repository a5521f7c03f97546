from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fosterpanel.domain.attendance import Mode, OtherAttender
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.errors import InvalidInput, NotFound, RuleRefusal
from fosterpanel.workflow.business import items
from fosterpanel.workflow.panels import central_list, meetings
from tests.workflow.builders import MEETING, PANEL, PANEL_DAY, At, hear, meeting


def test_planning_a_meeting(at: At) -> None:
    desk = at("staffed")
    meetings.plan_meeting(desk.office, meeting())
    assert desk.the(Meeting) == meeting()
    with desk.office.reading() as reading:
        assert meetings.attendance_of(reading, MEETING).presences == ()
    assert desk.last_act() == ("plan_meeting", MEETING)


def test_a_panel_without_a_vice_chair_is_refused(at: At) -> None:
    desk = at("staffed")
    with desk.refusing(RuleRefusal, rule="vice-chairs"):
        meetings.plan_meeting(desk.office, meeting(panel=PANEL[:1] + PANEL[2:]))


def test_a_panel_without_a_chair_is_refused(at: At) -> None:
    desk = at("staffed")
    with desk.refusing(InvalidInput, "exactly one chair"):
        meetings.plan_meeting(desk.office, meeting(panel=PANEL[1:]))


def test_somebody_off_the_list_cannot_sit(at: At) -> None:
    desk = at("staffed")
    central_list.give_list_notice(
        desk.office, "member-health", on=PANEL_DAY - timedelta(days=60), reasons="Leaving."
    )
    with desk.refusing(
        RuleRefusal, "Ngozi Featherstone is not on the central list", rule="central-list-membership"
    ):
        meetings.plan_meeting(desk.office, meeting())


def test_a_meeting_opens_on_its_day_and_not_before(at: At) -> None:
    desk = at("issued")
    with desk.refusing(InvalidInput, "cannot be opened before its day"):
        meetings.open_meeting(desk.office, MEETING)
    desk.move_to(PANEL_DAY)
    assert meetings.open_meeting(desk.office, MEETING).stage is MeetingStage.IN_SESSION
    assert desk.last_act() == ("open_meeting", MEETING)


def test_a_cancelled_meeting_lets_its_items_wait_again(at: At) -> None:
    desk = at("issued")
    meetings.cancel_meeting(desk.office, MEETING, reason="The chair is ill.")
    assert desk.last_act() == ("cancel_meeting", MEETING)
    assert desk.the(Meeting).cancelled_because == "The chair is ill."
    item = desk.the(PanelItem)
    assert (item.stage, item.meeting_id) == (ItemStage.TAKEN_IN, "")
    desk.move_to(PANEL_DAY)
    with desk.refusing(InvalidInput, "is cancelled; it cannot become in session"):
        meetings.open_meeting(desk.office, MEETING)


def test_a_meeting_is_cancelled_for_a_reason_and_before_it_begins(at: At) -> None:
    with (desk := at("issued")).refusing(InvalidInput, "why the meeting is cancelled"):
        meetings.cancel_meeting(desk.office, MEETING, reason=" ")


def test_a_meeting_in_session_is_not_cancelled(at: At) -> None:
    with (desk := at("convened")).refusing(InvalidInput, "in session; it cannot become cancelled"):
        meetings.cancel_meeting(desk.office, MEETING, reason="Too late.")


def test_a_meeting_without_an_agenda_does_not_open(at: At) -> None:
    desk = at("listed")
    desk.move_to(PANEL_DAY)
    with desk.refusing(InvalidInput, "is planned; it cannot become in session"):
        meetings.open_meeting(desk.office, MEETING)


def test_coming_leaving_and_coming_back_are_two_stretches(at: At) -> None:
    desk = at("convened")
    desk.clock.move(timedelta(minutes=20))
    meetings.record_departure(desk.office, MEETING, "member-health")
    assert desk.last_act() == ("record_departure", MEETING)
    desk.clock.move(timedelta(minutes=5))
    attendance = meetings.record_arrival(desk.office, MEETING, "member-health", Mode.REMOTE)
    assert desk.last_act() == ("record_arrival", MEETING)
    stays = [one for one in attendance.presences if one.member_id == "member-health"]
    assert [stay.mode for stay in stays] == [Mode.IN_ROOM, Mode.REMOTE]
    assert stays[0].left_at is not None
    assert stays[1].left_at is None


def test_nobody_comes_twice_or_leaves_without_coming(at: At) -> None:
    desk = at("convened")
    with desk.refusing(InvalidInput, "already recorded as present"):
        meetings.record_arrival(desk.office, MEETING, "member-chair")
    meetings.record_departure(desk.office, MEETING, "member-chair")
    with desk.refusing(InvalidInput, "not recorded as present"):
        meetings.record_departure(desk.office, MEETING, "member-chair")


@pytest.mark.parametrize("member_id", ["member-spare", "member-nobody"])
def test_only_the_appointed_are_counted_in_or_excused(at: At, member_id: str) -> None:
    desk = at("convened")
    with desk.refusing(InvalidInput, "Only members appointed to this panel"):
        meetings.record_arrival(desk.office, MEETING, member_id)
    with desk.refusing(InvalidInput, "Only members appointed to this panel"):
        meetings.record_apologies(desk.office, MEETING, member_id)


def test_nobody_comes_to_a_meeting_that_is_not_in_session(at: At) -> None:
    desk = at("issued")
    with desk.refusing(InvalidInput, "The meeting is agenda issued", "Open it"):
        meetings.record_arrival(desk.office, MEETING, "member-chair")


def test_apologies_are_kept_once_and_others_by_capacity(at: At) -> None:
    desk = at("convened")
    for _ in range(2):
        attendance = meetings.record_apologies(desk.office, MEETING, "member-school")
    assert attendance.apologies == ("member-school",)
    adviser = OtherAttender(name="Hal Orme", capacity="panel adviser")
    attendance = meetings.record_other(desk.office, MEETING, adviser)
    assert attendance.others_for("any item") == (adviser,)
    assert desk.last_act() == ("record_other", MEETING)


def test_there_is_no_attendance_of_a_meeting_that_is_not(at: At) -> None:
    desk = at("convened")
    with desk.refusing(NotFound):
        meetings.record_other(desk.office, "meeting-nowhere", OtherAttender(name="A", capacity="observer"))
    with desk.refusing(NotFound):
        meetings.close_meeting(desk.office, "meeting-nowhere")


@pytest.mark.parametrize("step", ["convened", "in hearing"])
def test_a_meeting_with_an_open_item_does_not_close(at: At, step: str) -> None:
    desk = at(step)
    with desk.refusing(InvalidInput, "Items without an outcome: 26/001"):
        meetings.close_meeting(desk.office, MEETING)


def test_closing_sees_everybody_out(at: At) -> None:
    desk = at("convened")
    hear(desk, desk.item.id)
    assert meetings.close_meeting(desk.office, MEETING).stage is MeetingStage.CLOSED
    assert desk.last_act() == ("close_meeting", MEETING)
    with desk.office.reading() as reading:
        attendance = meetings.attendance_of(reading, MEETING)
    assert all(stay.left_at == desk.clock.now() for stay in attendance.presences)
    with desk.refusing(InvalidInput, "What can follow: nothing"):
        meetings.close_meeting(desk.office, MEETING)


def test_a_meeting_changed_meanwhile_is_not_overwritten(at: At) -> None:
    desk = at("issued")
    before = desk.the(Meeting)
    items.withdraw_item(desk.office, desk.item.id, reason="Withdrawn.")
    desk.move_to(PANEL_DAY)
    meetings.open_meeting(desk.office, MEETING)
    assert desk.the(Meeting) == replace(before, stage=MeetingStage.IN_SESSION, version=before.version + 1)
