from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from fosterpanel.domain.attendance import Attendance
from fosterpanel.domain.meeting_dates import Pattern, Week
from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.errors import InvalidInput, MovedSince, RuleRefusal
from fosterpanel.workflow.agendas import agenda, running_order, year
from fosterpanel.workflow.agendas.meeting_list import meeting_list
from fosterpanel.workflow.panels import meetings
from fosterpanel.workflow.panels.central_list import give_list_notice
from fosterpanel.workflow.panels.meeting_questions import day_questions, panel_questions
from fosterpanel.workflow.undo import undo_edit
from tests.workflow.builders import MEETING, PANEL, At, entry

FIRST_FRIDAYS = Pattern(weekday=4, weeks=(Week.FIRST,))
NEW_YEAR = date(2027, 1, 1)


def test_every_first_friday_with_papers_counted_back(at: At) -> None:
    desk = at("staffed")
    proposed = year.propose_dates(desk.office, FIRST_FRIDAYS, date(2026, 12, 1), 1)
    assert [(one.on, one.papers_due_on, one.question) for one in proposed] == [
        (date(2026, 12, 4), date(2026, 11, 27), "")
    ]


def test_a_bank_holiday_is_asked_about_and_a_day_offered_instead(at: At) -> None:
    desk = at("staffed")
    on_it, instead = year.propose_dates(desk.office, FIRST_FRIDAYS, NEW_YEAR, 1)
    assert (on_it.on, on_it.is_usual, on_it.question) == (
        NEW_YEAR,
        False,
        "New Year's Day. Meet all the same?",
    )
    assert (instead.on, instead.is_usual) == (date(2027, 1, 8), True)
    assert instead.question == "Instead of Friday 1 January 2027"


def test_a_day_that_has_a_meeting_is_asked_about(at: At) -> None:
    desk = at("listed")
    (one,) = year.propose_dates(desk.office, FIRST_FRIDAYS, date(2026, 12, 1), 1)
    assert (one.is_usual, one.question) == (
        False,
        "A meeting is planned on this day already. Plan another?",
    )


def test_years_without_a_list_of_bank_holidays_are_said_so(at: At) -> None:
    desk = at("staffed")
    (one,) = year.propose_dates(desk.office, FIRST_FRIDAYS, date(2040, 6, 1), 1)
    assert (one.papers_due_on, one.question) == (
        None,
        "The bank holidays of 2040 are not known yet. Check this day.",
    )
    (asked,) = day_questions(desk.office, date(2040, 6, 1))
    assert "bank holidays of 2040 are not known" in asked.sentence


@pytest.mark.parametrize(
    ("weeks", "months", "words"), [((), 1, "which weeks"), ((Week.FIRST,), 25, "1 to 24")]
)
def test_a_pattern_that_says_nothing_is_refused(
    at: At, weeks: tuple[Week, ...], months: int, words: str
) -> None:
    desk = at("staffed")
    with desk.refusing(InvalidInput, words):
        year.propose_dates(desk.office, replace(FIRST_FRIDAYS, weeks=weeks), NEW_YEAR, months)


def test_a_year_is_planned_at_once_with_the_usual_panel_where_it_may_sit(at: At) -> None:
    desk = at("listed")
    give_list_notice(desk.office, "member-chair", on=desk.office.clock.today(), reasons="Moving.")
    plan = year.usual_plan(desk.office)
    assert (plan.starts_at, plan.place) == (time(10, 0), "Brackendale House")
    planned = year.plan_dates(desk.office, plan, [date(2027, 2, 5), date(2026, 12, 18), date(2027, 2, 5)])
    assert [(one.on, len(one.panel)) for one in planned] == [
        (date(2026, 12, 18), len(PANEL)),
        (date(2027, 2, 5), 0),
    ]
    assert all(desk.the(Attendance, meeting_id=one.id) for one in planned)
    assert desk.last_act() == ("plan_meeting", planned[1].id)
    assert [one.meeting.on for one in meeting_list(desk.office)] == [
        date(2026, 12, 4),
        date(2026, 12, 18),
        date(2027, 2, 5),
    ]
    assert meeting_list(desk.office)[2].forecast is None


@pytest.mark.parametrize(
    ("change", "words"),
    [({"place": " "}, "where the panel meets"), ({"capacity": 0}, "at least one item"), ({}, "No date")],
)
def test_a_year_without_day_place_or_room_is_refused(at: At, change: dict[str, object], words: str) -> None:
    desk = at("listed")
    plan = replace(year.usual_plan(desk.office), **change)
    with desk.refusing(InvalidInput, words):
        year.plan_dates(desk.office, plan, [date(2027, 2, 5)] if change else [])


def test_a_first_plan_is_offered_before_there_is_any_meeting(at: At) -> None:
    plan = year.usual_plan(at("staffed").office)
    assert (plan.starts_at, plan.panel, plan.panel_name) == (
        time(9, 30),
        (),
        "Brackendale Fostering Service panel",
    )


def test_a_planned_meeting_is_changed_and_the_change_undone(at: At) -> None:
    desk = at("listed")
    before = desk.get(Meeting, MEETING)
    changed = replace(before, on=date(2026, 12, 11), starts_at=time(9, 30), place="Room 2", capacity=5)
    after = meetings.change_meeting(desk.office, changed)
    assert desk.get(Meeting, MEETING) == after
    assert desk.last_act() == ("change_meeting", MEETING)
    with desk.refusing(MovedSince):
        meetings.change_meeting(desk.office, changed)
    assert undo_edit(desk.office, before, after).on == date(2026, 12, 4)


def test_a_panel_that_may_not_sit_is_refused_and_none_at_all_waits(at: At) -> None:
    desk = at("listed")
    held = desk.get(Meeting, MEETING)
    with desk.refusing(RuleRefusal, "no vice chairs", rule="vice-chairs"):
        meetings.change_meeting(desk.office, replace(held, panel=held.panel[:1]))
    assert meetings.change_meeting(desk.office, replace(held, panel=())).panel == ()
    with desk.refusing(InvalidInput, "No panel is appointed"):
        agenda.issue_agenda(desk.office, MEETING, (entry(desk.item),))


def test_once_the_agenda_is_out_only_the_panel_changes(at: At) -> None:
    desk = at("issued")
    held = desk.get(Meeting, MEETING)
    assert held.stage is MeetingStage.ISSUED
    with desk.refusing(InvalidInput, "already have the agenda"):
        meetings.change_meeting(desk.office, replace(held, place="Elsewhere"))
    with desk.refusing(InvalidInput, "exactly one chair"):
        meetings.change_meeting(desk.office, replace(held, panel=()))
    spare = replace(held.panel[-1], member_id="member-spare")
    meetings.change_meeting(desk.office, replace(held, panel=(*held.panel[:-1], spare)))
    assert desk.get(Meeting, MEETING).seat_of("member-spare") is not None


def test_a_meeting_that_is_over_stays_as_it_was(at: At) -> None:
    desk = at("with decision maker")
    with desk.refusing(InvalidInput, "is closed, so it stays as it is"):
        meetings.change_meeting(desk.office, replace(desk.get(Meeting, MEETING), panel=()))


@pytest.mark.parametrize(
    ("change", "words"), [({"place": ""}, "where the panel meets"), ({"capacity": 0}, "at least one item")]
)
def test_a_meeting_keeps_its_place_and_room(at: At, change: dict[str, object], words: str) -> None:
    desk = at("listed")
    with desk.refusing(InvalidInput, words):
        meetings.change_meeting(desk.office, replace(desk.get(Meeting, MEETING), **change))


def test_a_start_too_late_for_the_running_order_is_refused(at: At) -> None:
    desk = at("listed")
    running_order.arrange(desk.office, MEETING, running_order.running_order(desk.office, MEETING).entries)
    with desk.refusing(InvalidInput, "after midnight"):
        meetings.change_meeting(desk.office, replace(desk.get(Meeting, MEETING), starts_at=time(23, 40)))


def test_a_day_is_asked_about(at: At) -> None:
    desk = at("listed")
    assert day_questions(desk.office, date(2026, 12, 11)) == ()
    assert day_questions(desk.office, date(2026, 12, 4), meeting_id=MEETING) == ()
    (taken,) = day_questions(desk.office, date(2026, 12, 4))
    assert "already meets on Friday 4 December 2026, at 10:00" in taken.sentence
    (holiday,) = day_questions(desk.office, date(2026, 12, 25))
    assert holiday.sentence.startswith("Friday 25 December 2026 is Christmas Day.")
    assert holiday.instead == date(2027, 1, 8)
    (weekend,) = day_questions(desk.office, date(2026, 12, 5))
    assert "is a Saturday" in weekend.sentence
    (past,) = day_questions(desk.office, date(2026, 11, 20))
    assert "has gone by" in past.sentence


def test_members_are_asked_about_once(at: At) -> None:
    desk = at("staffed")
    give_list_notice(desk.office, "member-carer", on=desk.office.clock.today(), reasons="Moving.")
    asked = panel_questions(desk.office, ["member-carer", "member-carer", "member-health"], date(2026, 12, 4))
    assert len(asked) == 1
    assert asked[0].startswith("Perpetua Lund is under notice")
