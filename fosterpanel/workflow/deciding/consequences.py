"""What follows from a signed decision: on the item, on the register, on the challenge it ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fosterpanel.db.transaction import Reading, Transaction
from fosterpanel.domain.changes_of_terms import AgreedChange, require_agreed, require_agreed_after
from fosterpanel.domain.decisions import ABOUT_AN_APPROVAL, PROPOSALS, AgencyDecision
from fosterpanel.domain.items import ItemStage, PanelItem, move_item
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.recommendations import Recommendation
from fosterpanel.domain.register import FosterHome, Review, require_not_resigned
from fosterpanel.domain.representations import QualifyingDetermination, require_may_finish
from fosterpanel.domain.rulebook import RuleBook, require
from fosterpanel.domain.terms import differ
from fosterpanel.domain.wording import plain_date
from fosterpanel.workflow.business.items import carry_on
from fosterpanel.workflow.homes.coming_changes import enter_or_wait
from fosterpanel.workflow.homes.register import refuse_home, resignations_of
from fosterpanel.workflow.office import Office, new_id

REVIEWS = frozenset({"REV1", "REVn", "REV-ALLEG", "HHC"})


def require_may_follow(
    office: Office, reading: Reading, item: PanelItem, home: FosterHome, decision: AgencyDecision
) -> None:
    """Refuse a decision whose consequences the law does not allow now.

    Raises:
        RuleRefusal: terms change without the carers' agreement to them, an approval is decided on that a resignation
            has ended by then, or a final decision comes while a challenge is open.
    """
    on = decision.decided_on or office.clock.today()
    book = office.book(on)
    if decision.decision == "agree-change":
        agreed = reading.find(AgreedChange, item_id=item.id)
        carers = tuple(one.name for one in home.carers)
        change = require_agreed(agreed[-1] if agreed else None, carers, on, book)
        if differ(decision.terms, item.proposed_terms):
            require_agreed_after(change, _stood_since(reading, item, decision), book)
    if decision.decision in ABOUT_AN_APPROVAL:
        takes_effect_on = max(on, decision.effective_on or on, office.clock.today())
        require_not_resigned(resignations_of(reading, home), home, takes_effect_on, book)
    for determination in _determinations(reading, item):
        require_may_finish(determination, on, book)
        if determination.is_agreed and on <= determination.last_challenge_on:
            _require_as_agreed(reading, determination, decision, book)


def follow(
    office: Office, transaction: Transaction, item: PanelItem, home: FosterHome, decision: AgencyDecision
) -> None:
    """Enter what follows from a decision just signed, within the act that files it.

    The register changes on the day the decision takes effect, which may be to come.
    """
    on = decision.effective_on or decision.decided_on or office.clock.today()
    if decision.decision == "return-for-information":
        _return(transaction, item, on)
        return
    stage = ItemStage.PROPOSED if decision.decision in PROPOSALS else ItemStage.DECIDED
    transaction.replace(move_item(item, stage))
    enter_or_wait(office, transaction, home.id, decision, on)
    if decision.decision == "final-not-approve":
        refuse_home(transaction, home.id, on=on)
    _end_challenge(transaction, item, decision)
    if item.type_code in REVIEWS and stage is ItemStage.DECIDED:
        held_on = decision.decided_on or on
        transaction.insert(Review(id=new_id(), home_id=home.id, held_on=held_on, item_id=item.id))


def _stood_since(reading: Reading, item: PanelItem, decision: AgencyDecision) -> date:
    """The local day from which the carers could have known of terms that were not proposed to them at first."""
    for made in reading.find(Recommendation, item_id=item.id):
        if not differ(made.terms, decision.terms):
            return reading.get(Meeting, made.meeting_id).on
    return decision.received_on


def _require_as_agreed(
    reading: Reading, determination: QualifyingDetermination, decision: AgencyDecision, book: RuleBook
) -> None:
    """Until the 28 days are over nothing takes effect but the terms that were agreed to."""
    proposed = reading.get(AgencyDecision, determination.decision_id)
    require(
        book.rule("agreed-change-of-terms"),
        decision.decision == "agree-change" and not differ(decision.terms, proposed.terms),
        "The carers agreed in writing to the terms proposed, and only those take effect now. Decide them, or wait "
        f"until {plain_date(determination.last_challenge_on)} is over.",
    )


def _return(transaction: Transaction, item: PanelItem, on: date) -> None:
    successor = carry_on(transaction, item, on.year)
    transaction.replace(replace(move_item(item, ItemStage.RETURNED), successor_id=successor.id))


def _determinations(reading: Reading, item: PanelItem) -> tuple[QualifyingDetermination, ...]:
    own = reading.find(QualifyingDetermination, item_id=item.id)
    if item.challenge_id:
        return (*own, reading.get(QualifyingDetermination, item.challenge_id))
    return own


def _end_challenge(transaction: Transaction, item: PanelItem, decision: AgencyDecision) -> None:
    for determination in _determinations(transaction, item):
        transaction.replace(replace(determination, final_decision_id=decision.id))
        challenged = transaction.get(PanelItem, determination.item_id)
        if challenged.id != item.id:
            transaction.replace(move_item(challenged, ItemStage.DECIDED))
