"""Acts while an item is heard: declaring interests, ruling on them, opening the item, knowing the quorum now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fosterpanel.db.transaction import Reading, Transaction
from fosterpanel.domain.hearings import Hearing, end_hearing, hand_over, quorum_of_item
from fosterpanel.domain.interests import DeclaredInterest, InterestKind, Ruling, conflicted_out, rule_on
from fosterpanel.domain.items import ItemStage, PanelItem, move_item
from fosterpanel.domain.meetings import Meeting, MeetingStage, Seat
from fosterpanel.domain.quorum import QuorumFinding, lost_by_one, require_quorum
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.office import Office, new_id
from fosterpanel.workflow.panels.central_list import members_by_id
from fosterpanel.workflow.panels.meetings import attendance_of, open_minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInterest:
    """An interest as declared."""

    item_id: str
    member_id: str
    kind: InterestKind
    nature: str


def declare_interest(office: Office, new: NewInterest) -> DeclaredInterest:
    """Record that a member declares an interest in an item.

    Raises:
        InvalidInput: they do not sit on this panel, or the item is not before it (any more).
    """
    with office.act() as transaction:
        item, meeting = _before_panel(transaction, new.item_id)
        if meeting.seat_of(new.member_id) is None:
            raise InvalidInput("Only members of this panel declare interests in its items.")
        interest = transaction.insert(
            DeclaredInterest(
                id=new_id(),
                meeting_id=meeting.id,
                item_id=item.id,
                member_id=new.member_id,
                kind=new.kind,
                nature=new.nature,
                declared_at=office.clock.now(),
            )
        )
        transaction.note("declare_interest", item.id, {"member": new.member_id, "kind": new.kind.value})
    return interest


def rule_on_interest(
    office: Office, interest_id: str, *, ruling: Ruling, by: str, reason: str
) -> DeclaredInterest:
    """Record the ruling of the member who presides, given by member id.

    Raises:
        InvalidInput: the ruling is their own interest's, has no reason, they hold no presiding seat or an interest
            takes them out of the item themselves, or the item is not before the panel any more.
    """
    with office.act() as transaction:
        interest = transaction.get(DeclaredInterest, interest_id)
        _, meeting = _before_panel(transaction, interest.item_id)
        if meeting.seat_of(by) not in (Seat.CHAIR, Seat.VICE_CHAIR):
            raise InvalidInput("The chair rules on interests, or a vice chair who presides.")
        if by in conflicted_out(transaction.find(DeclaredInterest, item_id=interest.item_id)):
            raise InvalidInput(
                "An interest of their own takes this member out of the item. Let the other who may preside rule."
            )
        ruled = transaction.replace(
            rule_on(interest, ruling=ruling, by=by, reason=reason, at=office.clock.now())
        )
        transaction.note(
            "rule_on_interest", interest.item_id, {"interest": interest_id, "ruling": ruling.value}
        )
    return ruled


def begin_hearing(office: Office, item_id: str, *, presided_by: str) -> Hearing:
    """Open an item before the panel, under the member who presides.

    Raises:
        RuleRefusal: the panel is not quorate on this item at this moment, or an interest has no ruling.
        InvalidInput: the item is not listed, the meeting is not in session, or another item is before it.
    """
    now = office.clock.now()
    with office.act() as transaction:
        item = transaction.get(PanelItem, item_id)
        meeting = transaction.get(Meeting, item.meeting_id) if item.meeting_id else None
        if meeting is None or meeting.stage is not MeetingStage.IN_SESSION:
            raise InvalidInput(f"Item {item.reference} cannot be heard: its meeting is not in session.")
        for heard in transaction.find(PanelItem, meeting_id=meeting.id, stage=ItemStage.IN_HEARING):
            raise InvalidInput(
                f"Item {heard.reference} is in hearing. Come to its outcome before item {item.reference} is opened."
            )
        hearing = _hearing(item, now, presided_by)
        finding = _quorum(office, transaction, meeting, hearing, until=now)
        require_quorum(finding, item.reference, office.book(meeting.on))
        transaction.replace(move_item(item, ItemStage.IN_HEARING))
        transaction.insert(hearing)
        open_minutes(transaction, item)
        transaction.note(
            "begin_hearing", item.id, {"presided_by": presided_by, "counted": len(finding.counted)}
        )
    return hearing


def preside(office: Office, item_id: str, member_id: str) -> Hearing:
    """Let the chair or a vice chair preside over an item from now on, in place of the member who did.

    Raises:
        InvalidInput: the item is not being heard, or the member holds no presiding seat, is not there, has an
            interest that takes them out of the item, or presides already.
    """
    with office.act() as transaction:
        item, meeting = _before_panel(transaction, item_id)
        hearing = open_hearing(transaction, item.id)
        if hearing is None:
            raise InvalidInput(f"Item {item.reference} is not being heard. Open it under who is to preside.")
        if meeting.seat_of(member_id) not in (Seat.CHAIR, Seat.VICE_CHAIR):
            raise InvalidInput("The chair presides, or a vice chair. Choose one of them.")
        if member_id not in attendance_of(transaction, meeting.id).present_at(office.clock.now()):
            raise InvalidInput("Who presides has to be there. Record that they came in first.")
        if member_id in conflicted_out(transaction.find(DeclaredInterest, item_id=item.id)):
            raise InvalidInput(
                "An interest takes this member out of the item, so they cannot preside over it."
            )
        handed = transaction.replace(hand_over(hearing, to=member_id, at=office.clock.now()))
        transaction.note("preside", item.id, {"from": hearing.presided_by, "to": member_id})
    return handed


def quorum_now(office: Office, item_id: str) -> QuorumFinding:
    """The quorum on an item at this moment: since its hearing began, or if it began now.

    Raises:
        RuleRefusal: an interest has no ruling.
        InvalidInput: the item is not before a panel.
    """
    with office.reading() as reading:
        return quorum_within(office, reading, *_before_panel(reading, item_id))


def quorum_within(office: Office, reading: Reading, item: PanelItem, meeting: Meeting) -> QuorumFinding:
    """The quorum on an item at this moment, within somebody's reading or act. Raises RuleRefusal."""
    hearing = hearing_now(office, reading, item)
    return _quorum(office, reading, meeting, hearing, until=max(hearing.started_at, office.clock.now()))


def members_not_to_lose(office: Office, item_id: str) -> tuple[str, ...]:
    """The names of members whose leaving alone would end the quorum on an item now."""
    finding = quorum_now(office, item_id)
    lost = lost_by_one(finding.counted, office.book().quorum_rule(), is_joint=finding.is_joint)
    return tuple(one.name for one in finding.counted if one.member_id in lost)


def open_hearing(reading: Reading, item_id: str) -> Hearing | None:
    """The hearing of an item that has not ended, or None."""
    return next((one for one in reading.find(Hearing, item_id=item_id) if one.ended_at is None), None)


def hearing_now(office: Office, reading: Reading, item: PanelItem) -> Hearing:
    """The item's open hearing, or one that would begin at this moment with nobody named as presiding."""
    return open_hearing(reading, item.id) or _hearing(item, office.clock.now())


def finish_hearing(transaction: Transaction, office: Office, item: PanelItem) -> Hearing | None:
    """End the item's hearing now, freezing the quorum found over all of it; within somebody's act."""
    hearing = open_hearing(transaction, item.id)
    if hearing is None:
        return None
    meeting, now = transaction.get(Meeting, item.meeting_id), office.clock.now()
    finding = _quorum(office, transaction, meeting, hearing, until=now)
    return transaction.replace(end_hearing(hearing, at=now, quorum=finding))


def _before_panel(reading: Reading, item_id: str) -> tuple[PanelItem, Meeting]:
    item = reading.get(PanelItem, item_id)
    if item.stage not in (ItemStage.LISTED, ItemStage.IN_HEARING):
        raise InvalidInput(
            f"Item {item.reference} is {item.stage.value}, so it is not before a panel now. "
            "Interests and quorum belong to an item that is listed or being heard."
        )
    return item, reading.get(Meeting, item.meeting_id)


def _quorum(
    office: Office, reading: Reading, meeting: Meeting, hearing: Hearing, *, until: datetime
) -> QuorumFinding:
    """The quorum over a hearing up to a moment (UTC); one that begins at that moment need not be on record."""
    return quorum_of_item(
        meeting,
        members_by_id(reading),
        attendance_of(reading, meeting.id),
        reading.find(DeclaredInterest, item_id=hearing.item_id),
        office.book(meeting.on),
        start=hearing.started_at,
        end=until,
        presided_by=hearing.presided_by,
        handed_over=hearing.handed_over,
    )


def _hearing(item: PanelItem, at: datetime, presided_by: str = "") -> Hearing:
    return Hearing(
        id=new_id(), item_id=item.id, meeting_id=item.meeting_id, started_at=at, presided_by=presided_by
    )
