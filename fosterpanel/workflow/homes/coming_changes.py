"""Decisions that take effect later: the register changes on their day, not on the day of signing."""

from __future__ import annotations

from datetime import date

from fosterpanel.db.transaction import Reading, Transaction
from fosterpanel.domain.coming_changes import ComingChange, entered, overtaken
from fosterpanel.domain.decisions import AgencyDecision
from fosterpanel.domain.register import ApprovalState, FosterHome, has_ended_by_resignation
from fosterpanel.domain.wording import plain_date
from fosterpanel.workflow.homes.register import (
    approve_home,
    change_terms,
    close_approval,
    end_resigned_approvals,
    resignations_of,
)
from fosterpanel.workflow.office import Office, new_id

APPROVALS = frozenset({"approve", "final-approve"})
CHANGES = frozenset({"agree-change", "final-revise"})
ENDINGS = frozenset({"final-terminate"})
ON_ITS_DAY = APPROVALS | CHANGES | ENDINGS
"""The decisions that change the register on the day they take effect."""


def bring_register_up_to_date(office: Office) -> tuple[FosterHome, ...]:
    """Enter on the register what takes effect by today: decisions on their day, then what resignations have ended."""
    return (*enter_coming_changes(office), *end_resigned_approvals(office))


def enter_coming_changes(office: Office) -> tuple[FosterHome, ...]:
    """Enter what decisions change by today, in the order of their days; gives the homes that changed."""
    with office.act() as transaction:
        homes = dict.fromkeys(one.home_id for one in _due(transaction, office.clock.today()))
        changed = [home_id for home_id in homes if enter_due_of(office, transaction, home_id)]
        return tuple(transaction.get(FosterHome, home_id) for home_id in changed)


def enter_due_of(office: Office, transaction: Transaction, home_id: str) -> bool:
    """Enter what is due of one home, within somebody's act; gives whether the home changed."""
    has_changed = False
    for change in _due(transaction, office.clock.today(), home_id):
        home = transaction.get(FosterHome, home_id)
        decision = transaction.get(AgencyDecision, change.decision_id)
        if by := _overtaken_by(transaction, home, decision, change.on):
            transaction.replace(overtaken(change, by=by))
        else:
            _enter(transaction, home, decision, change.on)
            transaction.replace(entered(change, at=office.clock.now()))
            has_changed = True
        transaction.note(
            "take_effect", change.item_id, {"decision": decision.id, "is_overtaken": int(bool(by))}
        )
    return has_changed


def enter_or_wait(
    office: Office, transaction: Transaction, home_id: str, decision: AgencyDecision, on: date
) -> None:
    """Enter what a decision changes, or keep it until its local day, within the act that files the decision."""
    enter_due_of(office, transaction, home_id)
    if decision.decision not in ON_ITS_DAY:
        return
    if on <= office.clock.today():
        _enter(transaction, transaction.get(FosterHome, home_id), decision, on)
        return
    transaction.insert(
        ComingChange(id=new_id(), home_id=home_id, item_id=decision.item_id, decision_id=decision.id, on=on)
    )


def coming_to(reading: Reading, home_id: str) -> tuple[tuple[ComingChange, AgencyDecision], ...]:
    """What is still to take effect at a home, the next first, each with its decision."""
    held = sorted(_open(reading, home_id), key=lambda one: one.on)
    return tuple((one, reading.get(AgencyDecision, one.decision_id)) for one in held)


def words_of_coming(reading: Reading) -> dict[str, tuple[str, ...]]:
    """What is still to take effect at every home, in words, by the home's id."""
    homes = dict.fromkeys(one.home_id for one in _open(reading))
    return {
        home_id: tuple(coming_words(decision, change.on) for change, decision in coming_to(reading, home_id))
        for home_id in homes
    }


def coming_words(decision: AgencyDecision, on: date) -> str:
    """What takes effect on a local day, in words: "Approved from 4 December 2026"."""
    if decision.decision in APPROVALS:
        return f"Approved from {plain_date(on)}"
    return f"New terms from {plain_date(on)}" if decision.decision in CHANGES else f"Ends on {plain_date(on)}"


def _enter(transaction: Transaction, home: FosterHome, decision: AgencyDecision, on: date) -> None:
    if decision.decision in APPROVALS:
        approve_home(transaction, home, decision.terms, on=on, decision_id=decision.id)
    elif decision.decision in CHANGES and decision.terms is not None:
        change_terms(transaction, home, decision.terms, on=on, decision_id=decision.id)
    elif decision.decision in ENDINGS:
        close_approval(transaction, home, on=on, by="decision")


def _overtaken_by(reading: Reading, home: FosterHome, decision: AgencyDecision, on: date) -> str:
    """What came first and left nothing to change; nothing where an approval is given."""
    if decision.decision in APPROVALS:
        return ""
    if home.state is ApprovalState.ENDED:
        return "the approval had ended"
    if has_ended_by_resignation(resignations_of(reading, home), home.id, on):
        return "a resignation had ended the approval"
    is_of_an_earlier = home.approved_on and decision.decided_on and decision.decided_on < home.approved_on
    return "another approval had begun" if is_of_an_earlier else ""


def _due(reading: Reading, today: date, home_id: str = "") -> list[ComingChange]:
    return sorted((one for one in _open(reading, home_id) if one.on <= today), key=lambda one: one.on)


def _open(reading: Reading, home_id: str = "") -> list[ComingChange]:
    of_home = {"home_id": home_id} if home_id else {}
    return [one for one in reading.find(ComingChange, entered_at=None, **of_home) if one.is_open]
