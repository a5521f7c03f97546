"""Acts on meetings: planning, cancelling, opening and closing them, and who is there when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from fosterpanel.db.transaction import Reading, Transaction
from fosterpanel.domain.agenda import RunningOrder, timed
from fosterpanel.domain.attendance import Attendance, Mode, OtherAttender, arrive, leave
from fosterpanel.domain.items import ItemStage, PanelItem, take_off
from fosterpanel.domain.meetings import Meeting, MeetingStage, cancel, check_panel, move_meeting
from fosterpanel.domain.minutes import Minutes, MinutesContents
from fosterpanel.domain.wording import plain_date
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.office import Office, new_id
from fosterpanel.workflow.panels.central_list import members_by_id


def plan_meeting(office: Office, meeting: Meeting) -> Meeting:
    """Plan a meeting, with its panel or before one is appointed.

    Raises:
        InvalidInput: it has no place, or no room for an item.
        InvalidInput, RuleRefusal: the panel may not be constituted so.
    """
    _require_room(meeting)
    with office.act() as transaction:
        if meeting.panel:
            check_panel(meeting, members_by_id(transaction), office.book(meeting.on))
        transaction.insert(meeting)
        transaction.insert(Attendance(id=new_id(), meeting_id=meeting.id))
        transaction.note("plan_meeting", meeting.id, {"on": str(meeting.on)})
    return meeting


def require_panel(office: Office, meeting: Meeting) -> Meeting:
    """The meeting itself when its panel may be constituted so. Raises as ``plan_meeting``; nothing is written."""
    with office.reading() as reading:
        return check_panel(meeting, members_by_id(reading), office.book(meeting.on))


def change_meeting(office: Office, changed: Meeting) -> Meeting:
    """Keep a meeting with another day, time, place, capacity or panel; once its agenda is out, with another panel only.

    ``changed`` is the meeting as it was read, with what is different. A planned meeting may have no panel yet.

    Raises:
        InvalidInput: it has begun, more than its panel would change, the place is empty, or the agenda no longer
            fits the day.
        InvalidInput, RuleRefusal: the panel may not be constituted so on that day.
        MovedSince: somebody else changed it meanwhile.
    """
    book = office.book(changed.on)
    with office.act() as transaction:
        _require_changeable(transaction.get(Meeting, changed.id), changed)
        if changed.panel or changed.stage is not MeetingStage.PLANNED:
            check_panel(changed, members_by_id(transaction), book)
        for order in transaction.find(RunningOrder, id=changed.id):
            timed(order.entries, changed.starts_at)
        under = replace(changed, rule_book_id=book.id, rule_book_version=book.version)
        kept = transaction.replace(under)
        transaction.note("change_meeting", changed.id, {"on": str(changed.on), "panel": len(changed.panel)})
    return kept


def open_meeting(office: Office, meeting_id: str) -> Meeting:
    """Open the meeting, and the minutes of every item on it.

    Raises:
        InvalidInput: its agenda has not been issued, or the day has not come.
    """
    with office.act() as transaction:
        meeting = transaction.get(Meeting, meeting_id)
        if office.clock.today() < meeting.on:
            raise InvalidInput(
                f"The meeting is on {plain_date(meeting.on)}. It cannot be opened before its day."
            )
        opened = transaction.replace(move_meeting(meeting, MeetingStage.IN_SESSION))
        for item in transaction.find(PanelItem, meeting_id=meeting_id, stage=ItemStage.LISTED):
            open_minutes(transaction, item)
        transaction.note("open_meeting", meeting_id)
    return opened


def close_meeting(office: Office, meeting_id: str) -> Meeting:
    """Close the meeting; closing decides nothing and is refused while an item has no outcome.

    Raises:
        InvalidInput: an item is still listed or in hearing.
    """
    with office.act() as transaction:
        items = transaction.find(PanelItem, meeting_id=meeting_id)
        waiting = [one.reference for one in items if one.stage in (ItemStage.LISTED, ItemStage.IN_HEARING)]
        if waiting:
            raise InvalidInput(
                f"Items without an outcome: {', '.join(waiting)}. "
                "Record a recommendation, deferral or withdrawal for each."
            )
        closed = transaction.replace(move_meeting(transaction.get(Meeting, meeting_id), MeetingStage.CLOSED))
        _leave_all(transaction, office, meeting_id)
        transaction.note("close_meeting", meeting_id)
    return closed


def cancel_meeting(office: Office, meeting_id: str, *, reason: str) -> Meeting:
    """Cancel a meeting that has not begun; its items wait again, to be listed on another.

    Raises:
        InvalidInput: it is in session or over, or nobody says why.
    """
    with office.act() as transaction:
        cancelled = transaction.replace(cancel(transaction.get(Meeting, meeting_id), reason))
        listed = transaction.find(PanelItem, meeting_id=meeting_id, stage=ItemStage.LISTED)
        for item in listed:
            transaction.replace(take_off(item))
        transaction.note("cancel_meeting", meeting_id, {"items": len(listed)})
    return cancelled


def open_minutes(transaction: Transaction, item: PanelItem) -> Minutes:
    """The item's draft minutes, begun if there are none; within somebody's act."""
    held = transaction.find(Minutes, item_id=item.id)
    if held:
        return held[-1]
    return transaction.insert(
        Minutes(id=new_id(), item_id=item.id, meeting_id=item.meeting_id, contents=MinutesContents())
    )


def attendance_of(reading: Reading, meeting_id: str) -> Attendance:
    """The attendance of a meeting. Raises NotFound when there is no such meeting."""
    meeting = reading.get(Meeting, meeting_id)
    return reading.find(Attendance, meeting_id=meeting.id)[0]


def record_arrival(office: Office, meeting_id: str, member_id: str, mode: Mode = Mode.IN_ROOM) -> Attendance:
    """A member comes in or joins, now. Raises InvalidInput unless appointed to the panel and not yet present."""
    with office.act() as transaction:
        _require_seat(require_in_session(transaction, meeting_id), member_id)
        attendance = arrive(attendance_of(transaction, meeting_id), member_id, office.clock.now(), mode)
        changed = transaction.replace(attendance)
        transaction.note("record_arrival", meeting_id, {"member": member_id, "mode": mode.value})
    return changed


def let_in(office: Office, meeting_id: str, member_ids: Iterable[str]) -> Attendance:
    """Several members come into the room together, now. Raises as ``record_arrival``, and nobody has come."""
    with office.act() as transaction:
        meeting, attendance = (
            require_in_session(transaction, meeting_id),
            attendance_of(transaction, meeting_id),
        )
        for member_id in member_ids:
            _require_seat(meeting, member_id)
            attendance = arrive(attendance, member_id, office.clock.now(), Mode.IN_ROOM)
            transaction.note("record_arrival", meeting_id, {"member": member_id, "mode": Mode.IN_ROOM.value})
        return transaction.replace(attendance)


def change_mode(office: Office, meeting_id: str, member_id: str, mode: Mode) -> Attendance:
    """A member who is present goes over to the line, or from it into the room, without leaving the panel."""
    with office.act() as transaction:
        require_in_session(transaction, meeting_id)
        now, attendance = office.clock.now(), attendance_of(transaction, meeting_id)
        changed = transaction.replace(arrive(leave(attendance, member_id, now), member_id, now, mode))
        transaction.note("change_mode", meeting_id, {"member": member_id, "mode": mode.value})
    return changed


def record_departure(office: Office, meeting_id: str, member_id: str) -> Attendance:
    """A member leaves or drops out, now. Raises InvalidInput when they are not present."""
    with office.act() as transaction:
        require_in_session(transaction, meeting_id)
        attendance = leave(attendance_of(transaction, meeting_id), member_id, office.clock.now())
        changed = transaction.replace(attendance)
        transaction.note("record_departure", meeting_id, {"member": member_id})
    return changed


def record_other(office: Office, meeting_id: str, other: OtherAttender) -> Attendance:
    """Somebody attends who never counts to quorum."""
    with office.act() as transaction:
        attendance = attendance_of(transaction, meeting_id)
        changed = transaction.replace(replace(attendance, others=(*attendance.others, other)))
        transaction.note("record_other", meeting_id, {"capacity": other.capacity})
    return changed


def record_apologies(office: Office, meeting_id: str, member_id: str) -> Attendance:
    """A member of the panel sends apologies. Raises InvalidInput for somebody not appointed to it."""
    with office.act() as transaction:
        _require_seat(transaction.get(Meeting, meeting_id), member_id)
        attendance = attendance_of(transaction, meeting_id)
        apologies = tuple(dict.fromkeys((*attendance.apologies, member_id)))
        changed = transaction.replace(replace(attendance, apologies=apologies))
        transaction.note("record_apologies", meeting_id, {"member": member_id})
    return changed


def require_in_session(transaction: Transaction, meeting_id: str) -> Meeting:
    """The meeting itself while it sits. Raises InvalidInput otherwise."""
    meeting = transaction.get(Meeting, meeting_id)
    if meeting.stage is not MeetingStage.IN_SESSION:
        raise InvalidInput(
            f"The meeting is {meeting.stage.value}. Open it before recording who comes and goes."
        )
    return meeting


def _require_changeable(held: Meeting, changed: Meeting) -> None:
    if held.stage not in (MeetingStage.PLANNED, MeetingStage.ISSUED):
        raise InvalidInput(
            f"The meeting of {plain_date(held.on)} is {held.stage.value}, so it stays as it is."
        )
    if held.stage is MeetingStage.ISSUED and replace(changed, panel=held.panel, version=held.version) != held:
        raise InvalidInput(
            "Members already have the agenda of this meeting, so its day, time and place stay. "
            "Only the panel may still change, and a supplementary agenda tells them."
        )
    _require_room(changed)


def _require_room(meeting: Meeting) -> None:
    if not meeting.place.strip():
        raise InvalidInput("Say where the panel meets: a room, or that it meets remotely.")
    if meeting.capacity < 1:
        raise InvalidInput("A meeting has room for at least one item. Give it a number from 1.")


def _require_seat(meeting: Meeting, member_id: str) -> None:
    if meeting.seat_of(member_id) is None:
        raise InvalidInput(
            "Only members appointed to this panel are counted in or excused. Enter others as attending."
        )


def _leave_all(transaction: Transaction, office: Office, meeting_id: str) -> None:
    attendance = attendance_of(transaction, meeting_id)
    for member_id in attendance.present_at(office.clock.now()):
        attendance = leave(attendance, member_id, office.clock.now())
    transaction.replace(attendance)
