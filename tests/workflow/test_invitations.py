from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fosterpanel.domain.attendance import Mode
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.interests import InterestKind, Ruling
from fosterpanel.domain.invitations import Invitation, Reply
from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.agendas.meeting_list import summary_of
from fosterpanel.workflow.in_session import hearings
from fosterpanel.workflow.panels import invitations, meeting_questions, meetings
from tests.workflow.builders import MEETING, PANEL, PANEL_DAY, At, Desk


def reply(desk: Desk, member_id: str, answer: Reply) -> None:
    invitation = desk.the(Invitation, meeting_id=MEETING, member_id=member_id)
    invitations.record_reply(desk.office, invitation.id, answer)


def keep(desk: Desk, member: PanelMember) -> None:
    with desk.office.act() as transaction:
        transaction.replace(member)
        transaction.note("change_member", member.id)


def test_each_member_of_the_panel_is_invited_once(at: At) -> None:
    desk = at("listed")
    assert len(invitations.invite(desk.office, MEETING)) == len(PANEL)
    assert desk.last_act() == ("invite", MEETING)
    before = desk.everything()
    assert invitations.invite(desk.office, MEETING) == ()
    assert desk.everything() == before


def test_replies_are_told_chair_first_with_who_was_not_asked(at: At) -> None:
    desk = at("listed")
    assert {one.words for one in invitations.replies_to(desk.office, MEETING)} == {"Not invited yet"}
    invitations.invite(desk.office, MEETING)
    reply(desk, "member-vice", Reply.REMOTE)
    told = invitations.replies_to(desk.office, MEETING)
    assert [one.words for one in told[:3]] == ["No answer yet", "Joining remotely", "No answer yet"]
    assert [one.member.id for one in told][:2] == ["member-chair", "member-vice"]
    assert desk.last_act() == ("record_reply", MEETING)


def test_the_forecast_says_when_one_more_absence_ends_the_quorum(at: At) -> None:
    desk = at("listed")
    invitations.invite(desk.office, MEETING)
    for member in PANEL:
        reply(desk, member, Reply.COMING)
    (full,) = invitations.forecast_meeting(desk.office, MEETING)
    assert (
        full.sentence
        == ("Quorate with 6 members, but one conflict from inquorate: R. Addai cannot be spared.")
        or full.words == "Quorate"
    )
    reply(desk, "member-health", Reply.AWAY)
    (close,) = invitations.forecast_meeting(desk.office, MEETING)
    assert close.words == "1 from loss"
    assert close.sentence == "Quorate with 5 members, but one conflict from inquorate: nobody can be spared."
    reply(desk, "member-school", Reply.AWAY)
    (lost,) = invitations.forecast_meeting(desk.office, MEETING)
    assert lost.words == "Not quorate"
    assert lost.sentence.startswith("Not quorate: 4 members can take part, and ")
    assert summary_of(desk.office, MEETING).forecast == lost


def test_who_has_not_answered_is_counted_and_said(at: At) -> None:
    desk = at("listed")
    invitations.invite(desk.office, MEETING)
    for member in PANEL[1:]:
        reply(desk, member, Reply.COMING)
    (forecast,) = invitations.forecast_meeting(desk.office, MEETING)
    assert forecast.sentence.endswith(" One has not answered yet, and is counted as coming.")
    summary = summary_of(desk.office, MEETING)
    assert (summary.invited, summary.coming, summary.unanswered) == (6, 5, 1)


@pytest.mark.parametrize("how", ["apologies", "away"])
def test_apologies_and_a_members_own_absence_count_as_not_coming(at: At, how: str) -> None:
    desk = at("listed")
    if how == "apologies":
        meetings.record_apologies(desk.office, MEETING, "member-carer")
    else:
        carer = desk.get(PanelMember, "member-carer")
        keep(desk, replace(carer, away=((PANEL_DAY, PANEL_DAY),)))
    (forecast,) = invitations.forecast_meeting(desk.office, MEETING)
    assert len(forecast.finding.counted) == 5


def test_a_member_under_notice_or_away_is_a_question(at: At) -> None:
    desk = at("listed")
    carer, health = (desk.get(PanelMember, f"member-{one}") for one in ("carer", "health"))
    keep(desk, replace(carer, away=((PANEL_DAY, date(2026, 12, 9)),)))
    keep(
        desk,
        replace(
            health,
            notice_given_on=date(2026, 11, 23),
            notice_reasons="Moving away.",
            leaves_on=date(2026, 12, 23),
        ),
    )
    asked = [one.question for one in invitations.replies_to(desk.office, MEETING) if one.question]
    assert asked == [
        "Perpetua Lund is away that day until 9 December 2026. Invite somebody else?",
        "Ngozi Featherstone is under notice and leaves on 23 December 2026. Still to sit?",
    ]


def test_an_interest_nobody_has_ruled_on_is_counted_as_keeping_the_member_out(at: At) -> None:
    desk = at("listed")
    told = hearings.declare_interest(
        desk.office,
        hearings.NewInterest(
            item_id=desk.item.id, member_id="member-carer", kind=InterestKind.FRIEND, nature="Neighbours."
        ),
    )
    (forecast,) = invitations.forecast_meeting(desk.office, MEETING)
    assert (forecast.interested, forecast.unruled, len(forecast.finding.counted)) == (("P. Lund",), True, 5)
    assert forecast.is_one_from_lost
    assert forecast.sentence.endswith(
        "An interest in item 26/001 is not ruled on yet, and is counted as keeping P. Lund out."
    )
    hearings.rule_on_interest(
        desk.office, told.id, ruling=Ruling.STAY, by="member-chair", reason="They only nod to each other."
    )
    (stays,) = invitations.forecast_meeting(desk.office, MEETING)
    assert (stays.interested, stays.unruled, len(stays.finding.counted)) == ((), False, 6)


@pytest.mark.parametrize(
    ("leaves_on", "question", "counted"),
    [
        (date(2026, 12, 5), "is under notice and leaves on 5 December 2026. Still to sit?", 6),
        (PANEL_DAY, "is under notice and leaves on 4 December 2026. Still to sit?", 6),
        (date(2026, 12, 3), "leaves the list on 3 December 2026 and cannot sit. Appoint somebody else?", 5),
    ],
)
def test_a_notice_that_runs_out_around_the_day_of_the_panel(
    at: At, leaves_on: date, question: str, counted: int
) -> None:
    desk = at("listed")
    keep(desk, replace(desk.get(PanelMember, "member-health"), leaves_on=leaves_on))
    (asked,) = [one.question for one in invitations.replies_to(desk.office, MEETING) if one.question]
    assert asked == f"Ngozi Featherstone {question}"
    (forecast,) = invitations.forecast_meeting(desk.office, MEETING)
    assert len(forecast.finding.counted) == counted


@pytest.mark.parametrize(("from_", "is_asked"), [(date(2023, 12, 4), False), (date(2023, 12, 5), True)])
def test_experience_reached_the_day_after_the_panel_is_a_question(
    at: At, from_: date, is_asked: bool
) -> None:
    desk = at("listed")
    keep(desk, replace(desk.get(PanelMember, "member-social"), experience_from=from_))
    asked = [one.question for one in invitations.replies_to(desk.office, MEETING) if one.question]
    assert bool(asked) is is_asked
    assert all("3 years' relevant experience on 5 December 2026, after this panel" in one for one in asked)
    assert meeting_questions.panel_questions(desk.office, PANEL, PANEL_DAY) == tuple(asked)
    (forecast,) = invitations.forecast_meeting(desk.office, MEETING)
    assert forecast.finding.is_met is not is_asked


def test_no_answer_is_recorded_once_the_meeting_is_over(at: At) -> None:
    desk = at("listed")
    invitations.invite(desk.office, MEETING)
    with desk.office.act() as transaction:
        held = transaction.get(Meeting, MEETING)
        transaction.replace(replace(held, stage=type(held.stage).CLOSED))
        transaction.note("close", MEETING)
    with desk.refusing(InvalidInput, "This meeting is over"):
        reply(desk, "member-chair", Reply.AWAY)


@pytest.mark.parametrize(
    ("name", "short"), [("Ngozi Featherstone", "N. Featherstone"), ("Una", "Una"), ("Jo de la Rue", "J. Rue")]
)
def test_short_names(name: str, short: str) -> None:
    assert invitations.short_name(name) == short


def test_once_it_has_begun_a_meeting_says_who_came_and_asks_nothing(at: At) -> None:
    desk = at("listed")
    keep(desk, replace(desk.get(PanelMember, "member-health"), leaves_on=date(2026, 12, 5)))
    invitations.invite(desk.office, MEETING)
    meetings.record_apologies(desk.office, MEETING, "member-school")
    with desk.office.act() as transaction:
        held = transaction.get(Meeting, MEETING)
        transaction.replace(replace(held, stage=MeetingStage.IN_SESSION))
        transaction.note("open_meeting", MEETING)
    meetings.record_arrival(desk.office, MEETING, "member-chair")
    meetings.record_arrival(desk.office, MEETING, "member-vice", Mode.REMOTE)
    told = invitations.replies_to(desk.office, MEETING)
    assert [one.words for one in told] == ["In the room", "Remote", *["Not there"] * 3, "Apologies"]
    assert [one.is_there for one in told] == [True, True, False, False, False, False]
    assert {one.question for one in told} == {""}
