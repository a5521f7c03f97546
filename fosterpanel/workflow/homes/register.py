"""Acts on the register: homes, terms, placements, exemptions, temporary approvals and resignations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from fosterpanel.db.transaction import Reading, Transaction
from fosterpanel.domain.days import due
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.register import (
    ApprovalState,
    ApprovalTerms,
    Exemption,
    FosterHome,
    Placement,
    Resignation,
    Review,
    end_approval,
    grant_exemption,
    resign,
    terms_in_force,
)
from fosterpanel.domain.temporary_approvals import Extension, TemporaryApproval, expiry, extend
from fosterpanel.domain.terms import TermsOfApproval, complete
from fosterpanel.domain.wording import plain_date
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.homes.temporary_approvals import temporary_approvals
from fosterpanel.workflow.office import Office, new_id, require_has_come


def enter_home(office: Office, home: FosterHome, terms: TermsOfApproval | None = None) -> FosterHome:
    """Enter a foster home, with the terms it is already approved on if it is.

    Raises:
        InvalidInput: the terms are open, nobody fosters there, or another home has its reference.
    """
    with office.act() as transaction:
        _require_home(transaction, home)
        transaction.insert(home)
        if terms is not None and home.approved_on is not None:
            _enter_terms(transaction, home.id, terms, home.approved_on, "")
        transaction.note("enter_home", home.id)
    return home


def change_home(office: Office, home: FosterHome) -> FosterHome:
    """Put a home's reference, carers, household and address as they are given; its approval is not touched.

    Raises:
        InvalidInput: nobody fosters there, or another home has its reference.
        MovedSince: somebody changed the home since it was read.
    """
    with office.act() as transaction:
        held = transaction.get(FosterHome, home.id)
        _require_home(transaction, home)
        kept = replace(
            home,
            state=held.state,
            approved_on=held.approved_on,
            ended_on=held.ended_on,
            ended_by=held.ended_by,
        )
        changed = transaction.replace(kept)
        transaction.note("change_home", home.id)
    return changed


def require_free_reference(office: Office, reference: str, *, home_id: str = "") -> None:
    """Refuse a reference that another home than this has already. Raises InvalidInput."""
    with office.reading() as reading:
        _require_free(reading, reference, home_id)


def place_child(office: Office, placement: Placement) -> Placement:
    """Record that a child lives in a home, whether or not its approval allows it: the truth comes first.

    Raises:
        InvalidInput: the child has no initials.
    """
    if not placement.child.strip():
        raise InvalidInput("The placement names nobody. Give the child's initials.")
    with office.act() as transaction:
        transaction.get(FosterHome, placement.home_id)
        transaction.insert(placement)
        transaction.note("place_child", placement.home_id, {"placement": placement.id})
    return placement


def end_placement(office: Office, placement_id: str, *, on: date) -> Placement:
    """Record that a child left a home on a local date.

    Raises:
        InvalidInput: the child had left before, had not come by that day, or the day is to come.
    """
    require_has_come(office, on, "The end of the placement")
    with office.act() as transaction:
        held = transaction.get(Placement, placement_id)
        _require_going_on("The placement", held.started_on, held.ended_on, on)
        ended = transaction.replace(replace(held, ended_on=on))
        transaction.note("end_placement", held.home_id, {"placement": held.id})
    return ended


def record_review(office: Office, home_id: str, *, held_on: date) -> Review:
    """Record a review held on a local date that no item here decided, such as one from before this store."""
    with office.act() as transaction:
        transaction.get(FosterHome, home_id)
        review = transaction.insert(Review(id=new_id(), home_id=home_id, held_on=held_on))
        transaction.note("record_review", home_id, {"held_on": str(held_on)})
    return review


def approve_temporarily(
    office: Office, home_id: str, *, children: tuple[str, ...], approved_on: date
) -> TemporaryApproval:
    """Record the temporary approval of a connected person for named children, from a local date.

    Raises:
        InvalidInput: no child is named, the date is to come, or the home is approved already; a temporary approval
            is lengthened only by its one extension, never by a second one for the same child.
    """
    require_has_come(office, approved_on, "The temporary approval")
    approval = TemporaryApproval(
        id=new_id(),
        home_id=home_id,
        children=children,
        approved_on=approved_on,
        expires_on=expiry(approved_on, office.book(approved_on)),
    )
    with office.act() as transaction:
        home = transaction.get(FosterHome, home_id)
        _require_open_to_temporary(transaction, home, children)
        transaction.replace(replace(home, state=ApprovalState.TEMPORARY))
        transaction.insert(approval)
        transaction.note("approve_temporarily", home_id, {"expires_on": str(approval.expires_on)})
    return approval


def temporary_would_expire_on(office: Office, approved_on: date) -> date:
    """The last local day of a temporary approval given on another."""
    return expiry(approved_on, office.book(approved_on))


def extend_temporary_approval(office: Office, approval_id: str, extension: Extension) -> TemporaryApproval:
    """Extend a temporary approval, once.

    Raises:
        RuleRefusal: the rules of extension are not met.
        InvalidInput: the nominated officer's approval is still to come.
    """
    require_has_come(office, extension.approved_on, "The extension")
    with office.act() as transaction:
        approval = transaction.get(TemporaryApproval, approval_id)
        changed = transaction.replace(extend(approval, extension, office.book(extension.approved_on)))
        transaction.note("extend_temporary_approval", approval.home_id, {"until": str(extension.until)})
    return changed


def record_exemption(office: Office, exemption: Exemption, *, area_authority: str) -> Exemption:
    """Record an exemption from the usual fostering limit. Raises RuleRefusal when it may not be granted so."""
    granted = grant_exemption(
        exemption, area_authority=area_authority, book=office.book(exemption.granted_on)
    )
    with office.act() as transaction:
        transaction.get(FosterHome, granted.home_id)
        transaction.insert(granted)
        transaction.note("grant_exemption", exemption.home_id, {"children": len(exemption.named_children)})
    return granted


def end_exemption(office: Office, exemption_id: str, *, on: date) -> Exemption:
    """Record that an exemption holds no longer from a local date, which may be to come.

    Raises:
        InvalidInput: it was ended before, or had not been granted by that day.
    """
    with office.act() as transaction:
        held = transaction.get(Exemption, exemption_id)
        _require_going_on("The exemption", held.granted_on, held.ended_on, on)
        ended = transaction.replace(replace(held, ended_on=on))
        transaction.note("end_exemption", held.home_id, {"exemption": held.id})
    return ended


def receive_resignation(office: Office, home_id: str, *, received_on: date, reason: str = "") -> Resignation:
    """Record a carer's written resignation; it ends the approval by itself on the day it says.

    Raises:
        InvalidInput: the home is not approved, was not yet approved on that day, or the date is to come.
    """
    require_has_come(office, received_on, "The resignation")
    with office.act() as transaction:
        home = transaction.get(FosterHome, home_id)
        notice = resign(
            home,
            resignation_id=new_id(),
            received_on=received_on,
            reason=reason,
            book=office.book(received_on),
        )
        begun = _approved_since(transaction, home)
        if begun is None or received_on < begun:
            raise InvalidInput(
                f"Home {home.reference} had no approval to resign from on {plain_date(received_on)}. Check the date."
            )
        transaction.insert(notice)
        transaction.note("receive_resignation", home_id, {"ends_on": str(notice.ends_on)})
    return notice


def resignation_would_end_on(office: Office, received_on: date) -> date:
    """The local day on which a resignation received on another would end an approval by itself."""
    book = office.book(received_on)
    return due(book.limit("resignation"), received_on, book.holidays)


def end_resigned_approvals(office: Office) -> tuple[FosterHome, ...]:
    """Enter on the register the approvals that resignations have ended by today."""
    today = office.clock.today()
    with office.act() as transaction:
        ended = []
        due_homes = dict.fromkeys(
            one.home_id for one in transaction.find(Resignation) if one.ends_on <= today
        )
        for home in (transaction.get(FosterHome, home_id) for home_id in due_homes):
            ends = [one.ends_on for one in resignations_of(transaction, home) if one.ends_on <= today]
            if ends and home.state in (ApprovalState.APPROVED, ApprovalState.TEMPORARY):
                ended.append(close_approval(transaction, home, on=min(ends), by="resignation"))
        for home in ended:
            transaction.note("end_resigned_approval", home.id)
    return tuple(ended)


def resignations_of(reading: Reading, home: FosterHome) -> tuple[Resignation, ...]:
    """The resignations from the approval a home has now; one from an approval before it counts no more."""
    held, begun = reading.find(Resignation, home_id=home.id), _approved_since(reading, home)
    return tuple(one for one in held if begun is not None and begun <= one.received_on)


def _approved_since(reading: Reading, home: FosterHome) -> date | None:
    return approved_since(home, temporary_approvals(reading, home.id))


def approved_since(home: FosterHome, temporary: Iterable[TemporaryApproval]) -> date | None:
    """The local day on which the approval a home has now, or last had, began; ``temporary`` are those not ended."""
    if home.state is not ApprovalState.TEMPORARY:
        return home.approved_on
    return min((one.approved_on for one in temporary), default=None)


def _require_home(reading: Reading, home: FosterHome) -> None:
    if not home.carers or not all(carer.name.strip() for carer in home.carers):
        raise InvalidInput("A foster home needs somebody who fosters. Name each carer or applicant.")
    _require_free(reading, home.reference, home.id)


def _require_free(reading: Reading, reference: str, home_id: str) -> None:
    if any(other.id != home_id for other in reading.find(FosterHome, reference=reference)):
        raise InvalidInput(
            f"There is a home with the reference {reference} already. Give this one another reference."
        )


def _require_going_on(what: str, began_on: date, ended_on: date | None, on: date) -> None:
    if ended_on is not None:
        raise InvalidInput(f"{what} ended on {plain_date(ended_on)} already. Nothing was changed.")
    if on < began_on:
        raise InvalidInput(f"{what} began on {plain_date(began_on)}. Give that day or a later one.")


def close_approval(transaction: Transaction, home: FosterHome, *, on: date, by: str) -> FosterHome:
    """End an approval and its terms on the register, within somebody's act; what was given later goes on."""
    _end_terms(transaction, home.id, on)
    goes_on = _end_temporary(transaction, home.id, on)
    ended = end_approval(home, on=on, by=by)
    return transaction.replace(replace(ended, state=ApprovalState.TEMPORARY) if goes_on else ended)


def approve_home(
    transaction: Transaction, home: FosterHome, terms: TermsOfApproval | None, *, on: date, decision_id: str
) -> FosterHome:
    """Enter an approval and its terms on the register, within somebody's act."""
    for held in _end_temporary(transaction, home.id, on):
        transaction.replace(replace(held, ended_on=held.approved_on))
    if terms is not None:
        change_terms(transaction, home, terms, on=on, decision_id=decision_id)
    begins = home.approved_on is None or home.state is ApprovalState.ENDED
    approved = replace(home, approved_on=on, ended_on=None, ended_by="") if begins else home
    return transaction.replace(replace(approved, state=ApprovalState.APPROVED))


def refuse_home(transaction: Transaction, home_id: str, *, on: date) -> FosterHome:
    """Enter that a home is not approved, within somebody's act; what waited for that outcome ends with it."""
    for held in transaction.find(TemporaryApproval, home_id=home_id, ended_on=None):
        if held.runs_on:
            transaction.replace(replace(held, ended_on=max(on, held.approved_on)))
    home = transaction.get(FosterHome, home_id)
    return transaction.replace(replace(home, state=ApprovalState.REFUSED))


def change_terms(
    transaction: Transaction, home: FosterHome, terms: TermsOfApproval, *, on: date, decision_id: str
) -> ApprovalTerms:
    """End the terms in force and enter new ones, within somebody's act. Raises InvalidInput before they began."""
    _end_terms(transaction, home.id, on)
    return _enter_terms(transaction, home.id, terms, on, decision_id)


def home_of(reading: Reading, item: PanelItem) -> FosterHome | None:
    """The foster home an item is about; None for business of the panel itself."""
    return next((reading.get(FosterHome, home_id) for home_id in item.home_ids), None)


def current_terms(reading: Reading, home_id: str, on: date) -> TermsOfApproval | None:
    """The terms a home is approved on, on a local date."""
    held = terms_in_force(reading.find(ApprovalTerms, home_id=home_id), on)
    return held.terms if held else None


def current_temporary_approval(reading: Reading, home_id: str) -> TemporaryApproval | None:
    """Of the temporary approvals of a home, the one that ends first; or None."""
    return next(iter(temporary_approvals(reading, home_id)), None)


def _enter_terms(
    transaction: Transaction, home_id: str, terms: TermsOfApproval, on: date, decision_id: str
) -> ApprovalTerms:
    return transaction.insert(
        ApprovalTerms(
            id=new_id(), home_id=home_id, terms=complete(terms), effective_from=on, decision_id=decision_id
        )
    )


def _end_terms(transaction: Transaction, home_id: str, on: date) -> None:
    for held in transaction.find(ApprovalTerms, home_id=home_id, until=None):
        if on < held.effective_from:
            raise InvalidInput(
                f"Terms from {plain_date(held.effective_from)} are on the register already. "
                "What follows them takes effect on that day or later."
            )
        transaction.replace(replace(held, until=on))


def _require_open_to_temporary(reading: Reading, home: FosterHome, children: tuple[str, ...]) -> None:
    if home.state is ApprovalState.APPROVED:
        raise InvalidInput(f"Home {home.reference} is approved and needs no temporary approval.")
    if not children or not all(name.strip() for name in children):
        raise InvalidInput("A temporary approval is for named children. Name each child.")
    before = {name for one in reading.find(TemporaryApproval, home_id=home.id) for name in one.children}
    if again := before.intersection(children):
        raise InvalidInput(
            f"Home {home.reference} had a temporary approval for {', '.join(sorted(again))} before, and it is not "
            "renewed. Extend it once, or decide on full approval."
        )


def _end_temporary(transaction: Transaction, home_id: str, on: date) -> tuple[TemporaryApproval, ...]:
    """End the temporary approvals given by a local date, and tell those that were given later."""
    held = transaction.find(TemporaryApproval, home_id=home_id, ended_on=None)
    for one in held:
        if one.approved_on <= on:
            transaction.replace(replace(one, ended_on=on))
    return tuple(one for one in held if one.approved_on > on)
