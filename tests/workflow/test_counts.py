"""What needs somebody at each place, as the rail counts it."""

from __future__ import annotations

from datetime import timedelta

from fosterpanel.domain.invitations import Invitation, Reply
from fosterpanel.workflow.agendas.meeting_list import meetings_needing_somebody
from fosterpanel.workflow.business import actions
from fosterpanel.workflow.business.actions_overview import drifting_count
from fosterpanel.workflow.homes import register
from fosterpanel.workflow.overviews.homes_overview import homes_needing_somebody
from fosterpanel.workflow.panels import invitations, meetings
from tests.workflow.builders import CARERS, GRANDMOTHER, MEETING, PANEL, At, Desk, issue


def decline(desk: Desk, *members: str) -> None:
    """Members say that they cannot come."""
    invitations.invite(desk.office, MEETING)
    for member in members:
        invitation = desk.the(Invitation, meeting_id=MEETING, member_id=member)
        invitations.record_reply(desk.office, invitation.id, Reply.AWAY)


def test_a_meeting_without_quorum_needs_somebody_until_it_is_cancelled(at: At) -> None:
    desk = at("listed")
    assert meetings_needing_somebody(desk.office) == 0
    decline(desk, *PANEL[:3])
    assert meetings_needing_somebody(desk.office) == 1
    meetings.cancel_meeting(desk.office, MEETING, reason="Too few can come.")
    assert meetings_needing_somebody(desk.office) == 0


def test_a_meeting_whose_papers_are_late_needs_somebody_until_they_are_out(at: At) -> None:
    desk = at("listed")
    desk.clock.move(timedelta(days=5))
    assert meetings_needing_somebody(desk.office) == 1
    issue(desk, late_reason="The printer broke.")
    assert meetings_needing_somebody(desk.office) == 0


def test_a_home_whose_approval_lapsed_or_whose_review_is_overdue_needs_somebody(at: At) -> None:
    desk = at("staffed")
    assert homes_needing_somebody(desk.office) == 0
    approved_on = desk.clock.today() - timedelta(days=16 * 7 - 12)
    register.approve_temporarily(desk.office, GRANDMOTHER.id, children=("K.D.",), approved_on=approved_on)
    assert homes_needing_somebody(desk.office) == 1
    desk.clock.move(timedelta(days=40))
    assert homes_needing_somebody(desk.office) == 2
    register.record_review(desk.office, CARERS.id, held_on=desk.clock.today())
    assert homes_needing_somebody(desk.office) == 1


def test_an_action_counts_once_it_is_overdue_and_until_it_is_done(at: At) -> None:
    desk = at("recommended")
    agreed = actions.agree_action(
        desk.office, desk.item.id, what="Write", owner="A. Bello", due_on=desk.clock.today()
    )
    assert drifting_count(desk.office) == 0
    desk.clock.move(timedelta(days=1))
    assert drifting_count(desk.office) == 1
    actions.finish_action(desk.office, agreed.id)
    assert drifting_count(desk.office) == 0
