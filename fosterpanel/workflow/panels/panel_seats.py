"""Which seat the person at the desk holds on a panel, and who runs a meeting."""

from __future__ import annotations

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.meetings import Meeting, Seat
from fosterpanel.domain.service import Role
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.office import Office


def member_at_desk(office: Office, reading: Reading) -> PanelMember | None:
    """The person at the desk as they stand on the central list, or None."""
    held = reading.find(PanelMember, person_id=office.person.id)
    return held[-1] if held else None


def require_member_at_desk(office: Office, reading: Reading) -> PanelMember:
    """The same, for what only a member may do. Raises InvalidInput for anybody else."""
    member = member_at_desk(office, reading)
    if member is None:
        raise InvalidInput(
            f"{office.person.name} is not on the central list. Only a member who presided may do this."
        )
    return member


def seat_at_desk(office: Office, reading: Reading, meeting: Meeting) -> Seat | None:
    """The seat that the person at the desk holds on a meeting's panel, or None."""
    member = member_at_desk(office, reading)
    return meeting.seat_of(member.id) if member else None


def runs_meeting(office: Office, reading: Reading, meeting: Meeting) -> bool:
    """Whether the person at the desk chairs or may chair the meeting, or keeps its record."""
    is_presiding = seat_at_desk(office, reading, meeting) in (Seat.CHAIR, Seat.VICE_CHAIR)
    return is_presiding or office.person.holds(Role.ADMINISTRATOR)
