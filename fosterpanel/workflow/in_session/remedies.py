"""What may be done about an item on which the panel has no quorum at this moment."""

from __future__ import annotations

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.interests import DeclaredInterest
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.domain.remedies import Remedy, Sitting, remedies
from fosterpanel.workflow.in_session.hearings import hearing_now
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.panels.central_list import members_by_id
from fosterpanel.workflow.panels.meetings import attendance_of


def what_may_be_done(office: Office, item_id: str) -> tuple[Remedy, ...]:
    """The ways on for an item before a panel in session; none while it is quorate, or where nobody waits for it."""
    with office.reading() as reading:
        item = reading.get(PanelItem, item_id)
        if item.stage not in (ItemStage.LISTED, ItemStage.IN_HEARING):
            return ()
        meeting = reading.get(Meeting, item.meeting_id)
        if meeting.stage is not MeetingStage.IN_SESSION:
            return ()
        listed = reading.find(PanelItem, meeting_id=meeting.id, stage=ItemStage.LISTED)
        others = {one.id: _sitting(office, reading, one, meeting) for one in listed if one.id != item_id}
        return remedies(_sitting(office, reading, item, meeting), others)


def _sitting(office: Office, reading: Reading, item: PanelItem, meeting: Meeting) -> Sitting:
    return Sitting(
        reference=item.reference,
        meeting=meeting,
        members=members_by_id(reading),
        attendance=attendance_of(reading, meeting.id),
        interests=reading.find(DeclaredInterest, item_id=item.id),
        hearing=hearing_now(office, reading, item),
        book=office.book(meeting.on),
        at=office.clock.now(),
    )
