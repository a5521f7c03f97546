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
    require_about,
    send_without_panel,
    successor_of,
    take_off,
)
from fosterpanel.domain.items_overview import BEFORE_HEARING
from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.domain.papers import Paper, current, missing_kinds
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.representations import TAKEN_BACK, QualifyingDetermination, conclude
from fosterpanel.domain.terms import TermsOfApproval
from fosterpanel.domain.wording import plain_date
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.homes.register import current_temporary_approval, home_of
from fosterpanel.workflow.in_session.hearings import finish_hearing
from fosterpanel.workflow.office import Office, new_id, next_number, require_has_come
from fosterpanel.workflow.settings import is_for_panel

FOLLOW_A_CHALLENGE = frozenset({"REPS", "IRM-RET"})
FIXED_FROM_THE_START = (
    "reference",
    "type_code",
    "home_id",
    "stage",
    "meeting_id",
    "predecessor_id",
    "successor_id",
    "challenge_id",
    "withdrawn_because",
)
"""What makes an item this one, and what other acts change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """What is known of an item when it is taken in; ``received_on`` is the local date its clock starts.

    ``home_id`` stays empty for business of the panel itself.
    """

    type_code: str
    home_id: str = ""
    subject: str
    received_on: date
    proposal: str
    proposed_terms: TermsOfApproval | None = None
    is_connected_person: bool = False
    report_author: str = ""
    presented_by: tuple[str, ...] = ()
    challenge_id: str = ""


def take_in(office: Office, new: NewItem, *, home: FosterHome | None = None) -> PanelItem:
    """Take in a piece of business and give it its reference; a ``home`` not met before is entered with it.

    Raises:
        UnknownRule: the rule book does not know that item type.
        InvalidInput: the item is dated in the future, would follow a challenge that nobody made, or names no home where
            its type is about one, or the other way round.
    """
    with office.act() as transaction:
        if home is not None:
            transaction.insert(home)
            transaction.note("enter_home", home.id)
        return enter_item(office, transaction, new)


def enter_item(office: Office, transaction: Transaction, new: NewItem) -> PanelItem:
    """Take in a piece of business within somebody's act. Raises as ``take_in``."""
    require_has_come(office, new.received_on, "The item")
    item_type = office.book(new.received_on).item_type(new.type_code)
    if (new.type_code in FOLLOW_A_CHALLENGE) != bool(new.challenge_id):
        raise InvalidInput(
            f"{item_type.name}: such an item follows from a challenge, and only such an item does. "
            "Record the challenge first, and take the item in from there."
        )
    item = _numbered(transaction, new, office.clock.today())
    require_about(item, item_type)
    home_of(transaction, item)
    transaction.insert(item)
    transaction.note("take_in", item.id, {"type": item.type_code, "reference": item.reference})
    return item


def list_item(office: Office, item_id: str, meeting_id: str, *, why_incomplete: str = "") -> PanelItem:
    """List an item on a meeting; an item that returns from a deferral has what was asked for, or says why not.

    Raises:
        InvalidInput: it cannot be listed now, the meeting is over, or something is still awaited.
    """
    with office.act() as transaction:
        return list_within(office, transaction, item_id, meeting_id, why_incomplete=why_incomplete)


def list_within(
    office: Office, transaction: Transaction, item_id: str, meeting_id: str, *, why_incomplete: str = ""
) -> PanelItem:
    """List an item within somebody's act. Raises as ``list_item``."""
    item, meeting = transaction.get(PanelItem, item_id), transaction.get(Meeting, meeting_id)
    if meeting.stage not in (MeetingStage.PLANNED, MeetingStage.ISSUED):
        raise InvalidInput(
            f"The meeting of {plain_date(meeting.on)} is {meeting.stage.value}. List the item on a later one."
        )
    listed = transaction.replace(list_on(item, meeting_id))
    for deferral in transaction.find(Deferral, successor_item_id=item.id):
        transaction.replace(come_back(deferral, meeting.on, why_incomplete=why_incomplete))
    transaction.note("list_item", item_id, {"meeting": meeting_id})
    return listed


def take_off_within(transaction: Transaction, item_id: str) -> PanelItem:
    """Take a listed item off its meeting within somebody's act. Raises InvalidInput once it was heard."""
    return transaction.replace(take_off(transaction.get(PanelItem, item_id)))


def change_item(office: Office, changed: PanelItem) -> PanelItem:
    """Keep an item with other details, as long as no panel relies on them.

    ``changed`` is the item as it was read, with what is different. Its home, type and stage stay as they are.

    Raises:
        InvalidInput: it was heard already, is dated in the future, has no proposal, or would be another item.
        MovedSince: somebody else changed it meanwhile.
    """
    require_has_come(office, changed.received_on, "The item")
    if not changed.proposal.strip():
        raise InvalidInput("Say in a few words what is proposed.")
    with office.act() as transaction:
        held = transaction.get(PanelItem, changed.id)
        if held.stage not in BEFORE_HEARING:
            raise InvalidInput(
                f"Item {held.reference} is {held.stage.value}, and others rely on what it says. It stays as it is."
            )
        if any(getattr(held, name) != getattr(changed, name) for name in FIXED_FROM_THE_START):
            raise InvalidInput(
                f"Item {held.reference} would become another item. Withdraw it and take in the other."
            )
        require_about(changed, office.book(changed.received_on).item_type(changed.type_code))
        kept = transaction.replace(changed)
        transaction.note("change_item", changed.id)
    return kept


def send_to_decision_maker(office: Office, item_id: str) -> PanelItem:
    """Send an item straight to the decision maker, where the rule book asks for no panel.

    The service's own policy does not block it; the audit trail says when it was sent against that policy.

    Raises:
        RuleRefusal: the panel must consider it first.
    """
    with office.act() as transaction:
        item = transaction.get(PanelItem, item_id)
        sent = transaction.replace(send_without_panel(item, office.book()))
        item_type = office.book().item_type(item.type_code)
        transaction.note(
            "send_to_decision_maker", item_id, {"against_policy": is_for_panel(transaction, item_type)}
        )
    return sent


def withdraw_item(office: Office, item_id: str, *, reason: str) -> PanelItem:
    """Withdraw an item, with the reason; a challenge withdrawn so is concluded, and a hearing ends.

    Raises:
        InvalidInput: there is no reason, the item is past withdrawing, or its challenge goes on as another item.
    """
    if not reason.strip():
        raise InvalidInput("A withdrawal needs its reason. Give it in a few words.")
    with office.act() as transaction:
        item = transaction.get(PanelItem, item_id)
        moved = replace(move_item(item, ItemStage.WITHDRAWN), withdrawn_because=reason.strip())
        _require_no_challenge_goes_on(transaction, item)
        finish_hearing(transaction, office, item)
        _conclude_withdrawn(office, transaction, item)
        withdrawn = transaction.replace(moved)
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
    home = home_of(reading, item)
    if home is None:
        return ()
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


def _require_no_challenge_goes_on(reading: Reading, item: PanelItem) -> None:
    gone = (ItemStage.WITHDRAWN, ItemStage.DEFERRED)
    for determination in reading.find(QualifyingDetermination, item_id=item.id):
        for challenge in reading.find(PanelItem, challenge_id=determination.id):
            if challenge.stage not in gone:
                raise InvalidInput(
                    f"The challenge of item {item.reference} goes on as item {challenge.reference}. "
                    "Withdraw that one first."
                )


def _conclude_withdrawn(office: Office, transaction: Transaction, item: PanelItem) -> None:
    """A challenge taken back is answered: the decision maker may go on with the proposal."""
    if not item.challenge_id:
        return
    determination = transaction.get(QualifyingDetermination, item.challenge_id)
    if determination.concluded_on is None:
        concluded = conclude(determination, on=office.clock.today(), conclusion=TAKEN_BACK)
        transaction.replace(concluded)


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
