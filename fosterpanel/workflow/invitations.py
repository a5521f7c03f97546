"""Acts of inviting members to a meeting and recording what they answer, and the quorum to expect from it."""

from __future__ import annotations

from dataclasses import dataclass

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.interests import DeclaredInterest, conflicted_out
from fosterpanel.domain.invitations import Invitation, Reply, answer, away
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.quorum import QuorumFinding
from fosterpanel.workflow.central_list import members_by_id
from fosterpanel.workflow.hearings import forecast_quorum
from fosterpanel.workflow.office import Office, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class QuorumForecast:
    """The quorum to expect on one item, and whether one more absence or interest would end it."""

    item: PanelItem
    finding: QuorumFinding
    is_one_from_lost: bool


def invite(office: Office, meeting_id: str) -> tuple[Invitation, ...]:
    """Invite every member of the panel who has not been invited yet, today."""
    with office.act() as transaction:
        meeting = transaction.get(Meeting, meeting_id)
        invited = {one.member_id for one in transaction.find(Invitation, meeting_id=meeting_id)}
        new = tuple(
            transaction.insert(
                Invitation(
                    id=new_id(), meeting_id=meeting_id, member_id=held.member_id, sent_on=office.clock.today()
                )
            )
            for held in meeting.panel
            if held.member_id not in invited
        )
        if new:
            transaction.note("invite", meeting_id, {"invited": len(new)})
    return new


def record_reply(office: Office, invitation_id: str, reply: Reply, *, note: str = "") -> Invitation:
    """Record what a member answered, today."""
    with office.act() as transaction:
        invitation = transaction.get(Invitation, invitation_id)
        replied = transaction.replace(answer(invitation, reply, on=office.clock.today(), note=note))
        transaction.note(
            "record_reply", invitation.meeting_id, {"member": invitation.member_id, "reply": reply.value}
        )
    return replied


def forecast_meeting(office: Office, meeting_id: str) -> tuple[QuorumForecast, ...]:
    """The quorum to expect on each item of a meeting, from replies, absences and interests known so far."""
    with office.reading() as reading:
        return tuple(
            _forecast(office, reading, item) for item in reading.find(PanelItem, meeting_id=meeting_id)
        )


def members_away(reading: Reading, meeting: Meeting) -> frozenset[str]:
    """The ids of members who have said they cannot come, or are away on the day by their own record."""
    replied = away(reading.find(Invitation, meeting_id=meeting.id))
    absent = {
        member.id
        for member in members_by_id(reading).values()
        if any(first <= meeting.on <= last for first, last in member.away)
    }
    return replied | absent


def _forecast(office: Office, reading: Reading, item: PanelItem) -> QuorumForecast:
    meeting = reading.get(Meeting, item.meeting_id)
    out = conflicted_out(reading.find(DeclaredInterest, item_id=item.id))
    finding, is_close = forecast_quorum(
        meeting, members_by_id(reading), members_away(reading, meeting) | out, office.book(meeting.on)
    )
    return QuorumForecast(item=item, finding=finding, is_one_from_lost=is_close)
