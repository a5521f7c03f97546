"""Two panels on one day: the room leads to the one that sits, and otherwise to the one that begins first."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.workflow.meeting_room.meeting_ahead import meeting_ahead
from fosterpanel.workflow.meeting_room.room import meeting_to_run
from fosterpanel.workflow.panels import meetings
from tests.workflow.builders import MEETING, PANEL_DAY, At, Desk, issue, meeting

EVENING, MORNING = "meeting-evening", "meeting-morning"


def three_on_a_day(desk: Desk) -> None:
    """A panel in the evening and one early in the morning, planned after that of the story."""
    issue(desk)
    for meeting_id, hour in ((EVENING, 18), (MORNING, 8)):
        planned = meetings.plan_meeting(
            desk.office, replace(meeting(meeting_id, PANEL_DAY), starts_at=time(hour))
        )
        with desk.office.act() as transaction:
            transaction.replace(replace(planned, stage=MeetingStage.ISSUED))
            transaction.note("issue_agenda", meeting_id)
    desk.move_to(PANEL_DAY, 8)


def test_the_one_that_begins_first_comes_first(at: At) -> None:
    desk = at("listed")
    three_on_a_day(desk)
    chair = desk.of("person-chair")
    assert meeting_to_run(chair) == MORNING
    ahead = meeting_ahead(chair)
    assert ahead is not None
    assert ahead.meeting.id == MORNING
    meetings.open_meeting(chair, MEETING)
    assert meeting_to_run(chair) == MEETING, "the one that sits"
    for meeting_id in (MORNING, EVENING):
        assert desk.get(Meeting, meeting_id).stage is MeetingStage.ISSUED
