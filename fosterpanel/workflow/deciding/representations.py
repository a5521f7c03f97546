"""Acts of challenge: representations to the service, or independent review; one route only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fosterpanel.db.transaction import Reading, Transaction
from fosterpanel.domain.changes_of_terms import AgreedChange, require_agreed
from fosterpanel.domain.decisions import AgencyDecision
from fosterpanel.domain.items import ItemStage, PanelItem, move_item
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.representations import (
    TAKEN_BACK,
    QualifyingDetermination,
    Route,
    agree,
    challenge,
    conclude,
)
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.business.items import NewItem, enter_item
from fosterpanel.workflow.office import Office, new_id, require_has_come
from fosterpanel.workflow.paperwork.papers import current_papers


def receive_challenge(
    office: Office, determination_id: str, *, route: Route, on: date, notified_on: date | None = None
) -> QualifyingDetermination:
    """Record a challenge received on a local date.

    ``notified_on`` (local) is when the review mechanism told the service, from which its papers are due; without it
    the day of the challenge stands for it.

    Raises:
        RuleRefusal: another route was taken, it is out of time, or review is not open.
        InvalidInput: the date is still to come, or the item is past being challenged.
    """
    require_has_come(office, on, "The challenge")
    require_has_come(office, notified_on or on, "The notification of the review")
    with office.act() as transaction:
        determination = challenge(
            transaction.get(QualifyingDetermination, determination_id),
            route=route,
            on=on,
            book=office.book(on),
            notified_on=notified_on,
        )
        changed = transaction.replace(determination)
        item = transaction.get(PanelItem, determination.item_id)
        transaction.replace(move_item(item, ItemStage.REFERRED))
        transaction.note("receive_challenge", item.id, {"route": route.value, "received_on": str(on)})
    return changed


def refer_to_panel(office: Office, determination_id: str, *, proposal: str) -> PanelItem:
    """Take in the item that brings representations back to a panel, with the papers of the one it is about.

    Raises:
        InvalidInput: the other route was taken, or the item was taken in before.
    """
    with office.act() as transaction:
        determination, challenged = _challenged(transaction, determination_id, Route.REPRESENTATIONS)
        new = _item_for(determination, challenged, "REPS", proposal)
        return _with_papers(transaction, challenged, enter_item(office, transaction, new))


def conclude_review(
    office: Office, determination_id: str, *, on: date, conclusion: str, proposal: str
) -> PanelItem:
    """Record what the independent review recommends, and take in the item that returns it to the decision maker.

    Raises:
        InvalidInput: the other route was taken, the review was concluded before, or its date is still to come.
    """
    require_has_come(office, on, "The review's recommendation")
    with office.act() as transaction:
        determination, challenged = _challenged(transaction, determination_id, Route.INDEPENDENT_REVIEW)
        transaction.replace(conclude(determination, on=on, conclusion=conclusion))
        transaction.note("conclude_review", challenged.id, {"concluded_on": str(on)})
        new = _item_for(determination, challenged, "IRM-RET", proposal)
        return _with_papers(transaction, challenged, enter_item(office, transaction, new))


def take_back_challenge(office: Office, determination_id: str, *, on: date) -> QualifyingDetermination:
    """Record that a challenge was taken back on a local date, before a panel or the review came to anything.

    The proposal goes to its final decision; the other route stays closed.

    Raises:
        InvalidInput: nobody challenged it, the challenge was concluded or goes on as an item, or the date is to come.
    """
    require_has_come(office, on, "The taking back")
    with office.act() as transaction:
        held = transaction.get(QualifyingDetermination, determination_id)
        if going_on := live_challenge(transaction, determination_id):
            raise InvalidInput(
                f"The challenge goes on as item {going_on.reference}. Withdraw that item, with the reason."
            )
        changed = transaction.replace(conclude(held, on=on, conclusion=TAKEN_BACK))
        transaction.note("take_back_challenge", held.item_id, {"taken_back_on": str(on)})
    return changed


def agree_to_proposal(office: Office, determination_id: str, change: AgreedChange) -> QualifyingDetermination:
    """Record that every carer agrees in writing to the terms proposed, with the statement of support needs.

    The decision maker may then decide so at once, without waiting for the 28 days (reg 28(9A)).

    Raises:
        RuleRefusal: the statement or somebody's agreement is missing (``agreed-change-of-terms``).
        InvalidInput: other terms were not proposed, the proposal was challenged or is decided, or a date cannot be.
    """
    agreed_on = change.agreed_on or office.clock.today()
    require_has_come(office, agreed_on, "The agreement")
    with office.act() as transaction:
        held = transaction.get(QualifyingDetermination, determination_id)
        item = transaction.get(PanelItem, held.item_id)
        if transaction.get(AgencyDecision, held.decision_id).decision != "propose-revise":
            raise InvalidInput("Only other terms can be agreed to at once. This proposal is another.")
        carers = tuple(one.name for one in transaction.get(FosterHome, item.home_id).carers)
        require_agreed(change, carers, office.clock.today(), office.book())
        agreed = transaction.replace(agree(held, on=agreed_on))
        transaction.insert(change)
        transaction.note("agree_to_proposal", item.id, {"agreed_on": str(agreed_on)})
    return agreed


def determination_of(office: Office, item_id: str) -> QualifyingDetermination:
    """The qualifying determination on an item. Raises InvalidInput when there is none."""
    with office.reading() as reading:
        held = reading.find(QualifyingDetermination, item_id=item_id)
    if not held:
        raise InvalidInput(
            "There is no qualifying determination on this item: its letter has not been written."
        )
    return held[-1]


def live_challenge(reading: Reading, determination_id: str) -> PanelItem | None:
    """The item that brings a challenge to its decision, unless there is none or it was withdrawn."""
    gone = (ItemStage.WITHDRAWN, ItemStage.DEFERRED)
    held = reading.find(PanelItem, challenge_id=determination_id)
    return next((item for item in held if item.stage not in gone), None)


def _challenged(
    reading: Reading, determination_id: str, route: Route
) -> tuple[QualifyingDetermination, PanelItem]:
    determination = reading.get(QualifyingDetermination, determination_id)
    item = reading.get(PanelItem, determination.item_id)
    if determination.route is not route:
        raise InvalidInput(
            f"Item {item.reference} has not been challenged by {route.value}. Record the challenge first."
        )
    if taken_in := live_challenge(reading, determination_id):
        raise InvalidInput(
            f"The challenge of item {item.reference} was taken in before, as item {taken_in.reference}. "
            "Go on with that one."
        )
    return determination, item


def _with_papers(transaction: Transaction, challenged: PanelItem, item: PanelItem) -> PanelItem:
    """The item of a challenge with the papers of the item challenged, as they stand now."""
    for paper in current_papers(transaction, challenged.id):
        transaction.insert(replace(paper, id=new_id(), item_id=item.id, replaces_id=""))
    return item


def _item_for(
    determination: QualifyingDetermination, challenged: PanelItem, type_code: str, proposal: str
) -> NewItem:
    return NewItem(
        type_code=type_code,
        home_id=challenged.home_id,
        subject=f"Challenge of the determination on {challenged.reference}",
        received_on=determination.challenged_on or determination.letter_dated_on,
        proposal=proposal,
        proposed_terms=challenged.proposed_terms,
        is_connected_person=challenged.is_connected_person,
        challenge_id=determination.id,
    )
