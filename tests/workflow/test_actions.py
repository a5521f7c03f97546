from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from fosterpanel.domain.actions import Action
from fosterpanel.domain.minutes import Minutes, MinutesState
from fosterpanel.errors import InvalidInput, NotFound
from fosterpanel.workflow.business import actions
from fosterpanel.workflow.minuting import minutes
from fosterpanel.workflow.panels import meetings
from tests.workflow.builders import CONTENTS, MEETING, PANEL_DAY, At, meeting

DUE = date(2027, 1, 8)


def test_an_action_is_agreed_and_done(at: At) -> None:
    desk = at("in hearing")
    action = actions.agree_action(desk.office, desk.item.id, what="Book training", owner="Hal", due_on=DUE)
    assert desk.the(Action) == action
    assert (action.meeting_id, action.done_on) == (MEETING, None)
    assert desk.last_act() == ("agree_action", desk.item.id)
    assert actions.finish_action(desk.office, action.id).done_on == date(2026, 12, 4)
    assert desk.last_act() == ("finish_action", desk.item.id)


@pytest.mark.parametrize(("what", "owner"), [(" ", "Hal"), ("Book training", "")])
def test_an_action_says_what_and_who(at: At, what: str, owner: str) -> None:
    desk = at("in hearing")
    with desk.refusing(InvalidInput, "what is to be done and who does it"):
        actions.agree_action(desk.office, desk.item.id, what=what, owner=owner, due_on=DUE)


def test_an_action_belongs_to_an_item_that_came_to_panel(at: At) -> None:
    desk = at("taken in")
    with desk.refusing(InvalidInput, "is on no agenda"):
        actions.agree_action(desk.office, desk.item.id, what="Book", owner="Hal", due_on=DUE)
    with desk.refusing(NotFound):
        actions.agree_action(desk.office, "item-nowhere", what="Book", owner="Hal", due_on=DUE)


def test_an_action_is_done_once(at: At) -> None:
    desk = at("in hearing")
    action = actions.agree_action(desk.office, desk.item.id, what="Book", owner="Hal", due_on=DUE)
    actions.finish_action(desk.office, action.id)
    with desk.refusing(InvalidInput, "was done on 4 December 2026"):
        actions.finish_action(desk.office, action.id)


def test_an_action_is_carried_to_every_later_panel_until_it_is_done(at: At) -> None:
    desk = at("recommended")
    late, soon = (
        actions.agree_action(desk.office, desk.item.id, what=what, owner="Hal Orme", due_on=due_on)
        for what, due_on in (("Later", date(2027, 3, 1)), ("Sooner", date(2027, 1, 8)))
    )
    later = meetings.plan_meeting(desk.office, meeting("meeting-january", date(2027, 1, 15)))
    carried = actions.actions_before(desk.office, later.id)
    assert [(one.action, one.agreed_on, one.reference) for one in carried] == [
        (soon, PANEL_DAY, "26/001"),
        (late, PANEL_DAY, "26/001"),
    ]
    assert actions.actions_before(desk.office, MEETING) == ()
    actions.finish_action(desk.office, soon.id)
    assert [one.action.id for one in actions.actions_before(desk.office, later.id)] == [late.id]


def test_an_action_agreed_by_mistake_is_taken_out_until_it_is_done_or_signed(at: At) -> None:
    desk = at("in hearing")
    action = actions.agree_action(desk.office, desk.item.id, what="Book", owner="Hal", due_on=DUE)
    assert actions.take_action_out(desk.office, action.id) == action
    assert desk.find(Action) == ()
    assert desk.last_act() == ("take_action_out", desk.item.id)
    done = actions.agree_action(desk.office, desk.item.id, what="Book", owner="Hal", due_on=DUE)
    actions.finish_action(desk.office, done.id)
    with desk.refusing(InvalidInput, "put it right by an addendum"):
        actions.take_action_out(desk.office, done.id)


def test_what_signed_minutes_say_was_agreed_stays(at: At) -> None:
    desk = at("recommended")
    action = actions.agree_action(desk.office, desk.item.id, what="Book", owner="Hal", due_on=DUE)
    minutes.write_minutes(desk.office, desk.item.id, CONTENTS)
    minutes.agree_minutes(desk.of("person-chair"), desk.item.id)
    minutes.sign_minutes(desk.of("person-chair"), desk.item.id)
    with desk.refusing(InvalidInput, "in signed minutes"):
        actions.take_action_out(desk.office, action.id)


def test_what_the_morning_agreed_is_before_the_afternoon(at: At) -> None:
    desk = at("in hearing")
    afternoon = replace(meeting("meeting-afternoon", PANEL_DAY), starts_at=time(14, 0))
    meetings.plan_meeting(desk.office, afternoon)
    action = actions.agree_action(desk.office, desk.item.id, what="Book", owner="Hal", due_on=DUE)
    assert [one.action for one in actions.actions_before(desk.office, "meeting-afternoon")] == [action]
    assert actions.actions_before(desk.office, MEETING) == ()


def test_minutes_agreed_before_an_action_changed_are_agreed_again(at: At) -> None:
    desk = at("recommended")
    chair = desk.of("person-chair")
    minutes.write_minutes(desk.office, desk.item.id, CONTENTS)
    minutes.agree_minutes(chair, desk.item.id)
    action = actions.agree_action(desk.office, desk.item.id, what="Book", owner="Hal", due_on=DUE)
    assert desk.the(Minutes, item_id=desk.item.id).state is MinutesState.DRAFT
    with desk.refusing(InvalidInput, "Read and agree the minutes first"):
        minutes.sign_minutes(chair, desk.item.id)
    minutes.agree_minutes(chair, desk.item.id)
    actions.take_action_out(desk.office, action.id)
    assert desk.the(Minutes, item_id=desk.item.id).state is MinutesState.DRAFT
