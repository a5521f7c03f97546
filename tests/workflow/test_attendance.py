from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fosterpanel.domain.attendance import Attendance, OtherAttender, Presence
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.in_session import attendance, hearings
from fosterpanel.workflow.panels import meetings
from tests.workflow.builders import MEETING, At, Desk, hear

WHY = "Tapped the wrong name."


def stays(desk: Desk, member_id: str) -> list[Presence]:
    return [one for one in desk.the(Attendance).stays if one.member_id == member_id]


def test_a_departure_by_mistake_never_was_and_stays_on_record(at: At) -> None:
    desk = at("in hearing")
    before = len(desk.the(Attendance).presences)
    meetings.record_departure(desk.office, MEETING, "member-social")
    assert not hearings.quorum_now(desk.office, desk.item.id).is_met
    (wrong,) = stays(desk, "member-social")
    there = replace(wrong, left_at=None)
    attendance.correct_presence(desk.office, MEETING, wrong, there, because=WHY)
    assert stays(desk, "member-social") == [there]
    assert desk.last_act() == ("correct_presence", MEETING)
    finding = hearings.quorum_now(desk.office, desk.item.id)
    assert (finding.is_met, finding.pauses) == (True, ())
    kept = desk.the(Attendance).presences
    assert len(kept) == before + 1
    assert replace(wrong, wrong_because=WHY) in kept


def test_an_arrival_by_mistake_counts_for_nothing(at: At) -> None:
    desk = at("issued")
    desk.move_to(desk.office.clock.today().replace(month=12, day=4), 10)
    meetings.open_meeting(desk.office, MEETING)
    meetings.record_arrival(desk.office, MEETING, "member-carer")
    (wrong,) = stays(desk, "member-carer")
    attendance.correct_presence(desk.office, MEETING, wrong, None, because=WHY)
    assert stays(desk, "member-carer") == []
    assert hearings.quorum_now(desk.office, desk.item.id).counted == ()
    meetings.record_arrival(desk.office, MEETING, "member-carer")
    assert len(stays(desk, "member-carer")) == 1


def test_what_cannot_be_is_refused(at: At) -> None:
    desk = at("in hearing")
    (wrong,) = stays(desk, "member-school")
    now = desk.clock.now()
    cases = {
        "a time still to come": replace(wrong, left_at=now + timedelta(minutes=1)),
        "has to end after it begins": replace(wrong, left_at=wrong.came_at),
        "be the same member's": replace(wrong, member_id="member-carer"),
    }
    for words, right in cases.items():
        with desk.refusing(InvalidInput, words):
            attendance.correct_presence(desk.office, MEETING, wrong, right, because=WHY)
    with desk.refusing(InvalidInput, "Say in a few words"):
        attendance.correct_presence(desk.office, MEETING, wrong, None, because=" ")
    with desk.refusing(InvalidInput, "no such entry"):
        attendance.correct_presence(desk.office, MEETING, replace(wrong, left_at=now), None, because=WHY)


def test_nobody_is_there_twice_at_once(at: At) -> None:
    desk = at("in hearing")
    meetings.record_departure(desk.office, MEETING, "member-school")
    desk.clock.move(timedelta(minutes=5))
    meetings.record_arrival(desk.office, MEETING, "member-school")
    first, second = stays(desk, "member-school")
    with desk.refusing(InvalidInput, "twice at once"):
        attendance.correct_presence(desk.office, MEETING, first, replace(first, left_at=None), because=WHY)
    later = replace(first, left_at=second.came_at)
    attendance.correct_presence(desk.office, MEETING, first, later, because=WHY)
    assert set(stays(desk, "member-school")) == {second, later}


@pytest.mark.parametrize("outcome", ["approve", "not-suitable"])
def test_a_settled_quorum_is_not_unsettled(at: At, outcome: str) -> None:
    desk = at("convened")
    hear(desk, desk.item.id, outcome)
    (wrong,) = stays(desk, "member-school")
    late = replace(wrong, came_at=wrong.came_at + timedelta(minutes=1))
    with desk.refusing(InvalidInput, "its quorum is settled", "26/001"):
        attendance.correct_presence(desk.office, MEETING, wrong, late, because=WHY)


def test_somebody_else_recorded_by_mistake_is_put_right(at: At) -> None:
    desk = at("convened")
    wrong = OtherAttender(name="Hal Orm", capacity="presenter", item_id=desk.item.id)
    meetings.record_other(desk.office, MEETING, wrong)
    right = replace(wrong, name="Hal Orme")
    attendance.correct_other(desk.office, MEETING, wrong, right, because="Misspelt.")
    assert desk.the(Attendance).others_for(desk.item.id) == (right,)
    attendance.correct_other(desk.office, MEETING, right, None, because="Did not come.")
    assert desk.the(Attendance).others_for(desk.item.id) == ()
    assert len(desk.the(Attendance).others) == 2
    assert desk.last_act() == ("correct_other", MEETING)
    with desk.refusing(InvalidInput, "no such entry"):
        attendance.correct_other(desk.office, MEETING, right, None, because="Again.")


def test_a_meeting_that_is_over_stays_as_it_was(at: At) -> None:
    desk = at("with decision maker")
    (wrong,) = stays(desk, "member-school")
    with desk.refusing(InvalidInput, "The meeting is closed"):
        attendance.correct_presence(desk.office, MEETING, wrong, None, because=WHY)
