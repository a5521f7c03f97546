"""Acts on items: taking them in, listing them, withdrawing them, sending them on without a panel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from fosterpanel.db.transaction import Reading, Transaction
from fosterpanel.domain.clocks import ItemClock, clocks_of
from fosterpanel.domain.deferrals import Deferral, come_back
from fosterpanel.domain.items import (
    ItemStage,
    PanelItem,
    list_on,
    move_item,
    send_without_panel,
    successor_of,
)
from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.domain.papers import Paper, current, missing_kinds
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.terms import TermsOfApproval
from fosterpanel.domain.wording import plain_date
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.office import Office, new_id, next_number
from fosterpanel.workflow.register import current_temporary_approval


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """What is known of an item when it is taken in; ``received_on`` is the local date its clock starts."""

    type_code: str
    home_id: str
    subject: str
    received_on: date
    proposal: str
    proposed_terms: TermsOfApproval | None = None
    is_connected_person: bool = False
    report_author: str = ""
    presented_by: tuple[str, ...] = ()
    challenge_id: str = ""


def take_in(office: Office, new: NewItem) -> PanelItem:
    """Take in a piece of business and give it its reference.

    Raises:
        UnknownRule: the rule book does not know that item type.
        InvalidInput: the item is dated in the future.
    """
    if new.received_on > office.clock.today():
        raise InvalidInput("An item cannot have been received in the future. Correct the date it came in.")
    office.book(new.received_on).item_type(new.type_code)
    with office.act() as transaction:
        transaction.get(FosterHome, new.home_id)
        item = transaction.insert(_numbered(transaction, new, office.clock.today()))
        transaction.note("take_in", item.id, {"type": item.type_code, "reference": item.reference})
    return item


def list_item(office: Office, item_id: str, meeting_id: str) -> PanelItem:
    """List an item on a meeting; an item that returns from a deferral must have what was asked for.

    Raises:
        InvalidInput: it cannot be listed now, the meeting is over, or something is still awaited.
    """
    with office.act() as transaction:
        item, meeting = transaction.get(PanelItem, item_id), transaction.get(Meeting, meeting_id)
        if meeting.stage not in (MeetingStage.PLANNED, MeetingStage.ISSUED):
            raise InvalidInput(
                f"The meeting of {plain_date(meeting.on)} is {meeting.stage.value}. List the item on a later one."
            )
        listed = transaction.replace(list_on(item, meeting_id))
        for deferral in transaction.find(Deferral, successor_item_id=item.id):
            transaction.replace(come_back(deferral, meeting.on))
        transaction.note("list_item", item_id, {"meeting": meeting_id})
    return listed


def send_to_decision_maker(office: Office, item_id: str) -> PanelItem:
    """Send an item straight to the decision maker, where the rule book asks for no panel.

    Raises:
        RuleRefusal: the panel must consider it first.
    """
    with office.act() as transaction:
        item = transaction.get(PanelItem, item_id)
        sent = transaction.replace(send_without_panel(item, office.book()))
        transaction.note("send_to_decision_maker", item_id)
    return sent


def withdraw_item(office: Office, item_id: str, *, reason: str) -> PanelItem:
    """Withdraw an item, with the reason. Raises InvalidInput without one, or once it is recommended."""
    if not reason.strip():
        raise InvalidInput("A withdrawal needs its reason.")
    with office.act() as transaction:
        item = move_item(transaction.get(PanelItem, item_id), ItemStage.WITHDRAWN)
        withdrawn = transaction.replace(replace(item, withdrawn_because=reason.strip()))
        transaction.note("withdraw_item", item_id)
    return withdrawn


def papers_missing(office: Office, item_id: str) -> tuple[str, ...]:
    """The papers that the item's checklist requires and the item lacks, in the rule book's words."""
    book = office.book()
    with office.reading() as reading:
        item = reading.get(PanelItem, item_id)
        papers = current(reading.find(Paper, item_id=item_id))
    return tuple(
        book.paper_kinds.get(kind, kind) for kind in missing_kinds(book.item_type(item.type_code), papers)
    )


def item_clocks(office: Office, reading: Reading, item: PanelItem) -> tuple[ItemClock, ...]:
    """The time limits that press on an item, the nearest first."""
    home = reading.get(FosterHome, item.home_id)
    temporary = current_temporary_approval(reading, home.id)
    return clocks_of(item, home, temporary, office.book(item.received_on))


def carry_on(transaction: Transaction, item: PanelItem, year: int) -> PanelItem:
    """The linked item that comes back later, with copies of the papers; within somebody's act."""
    successor = transaction.insert(
        successor_of(item, new_id=new_id(), reference=_reference(transaction, year))
    )
    for paper in current(transaction.find(Paper, item_id=item.id)):
        transaction.insert(replace(paper, id=new_id(), item_id=successor.id, replaces_id=""))
    return successor


def _numbered(transaction: Transaction, new: NewItem, today: date) -> PanelItem:
    return PanelItem(
        id=new_id(),
        reference=_reference(transaction, today.year),
        type_code=new.type_code,
        home_id=new.home_id,
        subject=new.subject,
        received_on=new.received_on,
        proposal=new.proposal,
        proposed_terms=new.proposed_terms,
        is_connected_person=new.is_connected_person,
        report_author=new.report_author,
        presented_by=new.presented_by,
        challenge_id=new.challenge_id,
    )


def _reference(transaction: Transaction, year: int) -> str:
    return f"{year % 100:02}/{next_number(transaction, f'items-{year}'):03}"
