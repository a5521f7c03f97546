"""Acts of challenge: representations to the service, or independent review; one route only."""

from __future__ import annotations

from datetime import date

from fosterpanel.domain.items import ItemStage, PanelItem, move_item
from fosterpanel.domain.representations import QualifyingDetermination, Route, challenge, conclude
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.items import NewItem, take_in
from fosterpanel.workflow.office import Office


def receive_challenge(
    office: Office, determination_id: str, *, route: Route, on: date
) -> QualifyingDetermination:
    """Record a challenge received on a local date.

    Raises:
        RuleRefusal: another route was taken, it is out of time, or review is not open.
    """
    with office.act() as transaction:
        determination = challenge(
            transaction.get(QualifyingDetermination, determination_id),
            route=route,
            on=on,
            book=office.book(on),
        )
        changed = transaction.replace(determination)
        item = transaction.get(PanelItem, determination.item_id)
        transaction.replace(move_item(item, ItemStage.REFERRED))
        transaction.note("receive_challenge", item.id, {"route": route.value, "received_on": str(on)})
    return changed


def refer_to_panel(office: Office, determination_id: str, *, proposal: str) -> PanelItem:
    """Take in the item that brings representations back to a panel. Raises InvalidInput on the other route."""
    determination, challenged = _challenged(office, determination_id, Route.REPRESENTATIONS)
    return take_in(office, _item_for(determination, challenged, "REPS", proposal))


def conclude_review(
    office: Office, determination_id: str, *, on: date, conclusion: str, proposal: str
) -> PanelItem:
    """Record what the independent review recommends, and take in the item that returns it to the decision maker."""
    determination, challenged = _challenged(office, determination_id, Route.INDEPENDENT_REVIEW)
    with office.act() as transaction:
        transaction.replace(conclude(determination, on=on, conclusion=conclusion))
        transaction.note("conclude_review", challenged.id, {"concluded_on": str(on)})
    return take_in(office, _item_for(determination, challenged, "IRM-RET", proposal))


def determination_of(office: Office, item_id: str) -> QualifyingDetermination:
    """The qualifying determination on an item. Raises InvalidInput when there is none."""
    with office.reading() as reading:
        held = reading.find(QualifyingDetermination, item_id=item_id)
    if not held:
        raise InvalidInput(
            "There is no qualifying determination on this item: its letter has not been written."
        )
    return held[-1]


def _challenged(
    office: Office, determination_id: str, route: Route
) -> tuple[QualifyingDetermination, PanelItem]:
    with office.reading() as reading:
        determination = reading.get(QualifyingDetermination, determination_id)
        item = reading.get(PanelItem, determination.item_id)
    if determination.route is not route or determination.challenged_on is None:
        raise InvalidInput(f"Item {item.reference} has not been challenged by {route.value}.")
    return determination, item


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
