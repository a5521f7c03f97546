"""The act of letting a temporary approval run on until the outcome of an independent review."""

from __future__ import annotations

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.decisions import AgencyDecision
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.representations import QualifyingDetermination, Route
from fosterpanel.domain.temporary_approvals import TemporaryApproval, UntilReview, run_on
from fosterpanel.workflow.office import Office


def run_on_until_review(office: Office, approval_id: str, *, decided_by: str) -> TemporaryApproval:
    """Let a temporary approval run on, from today, until the outcome of the review of the proposal not to approve.

    It ends with the final decision. ``decided_by`` names who decided so for the authority.

    Raises:
        RuleRefusal: no such review is under way, the approval had lapsed, or it runs on already.
    """
    today = office.clock.today()
    with office.act() as transaction:
        held = transaction.get(TemporaryApproval, approval_id)
        reviewed = before_the_review(transaction, held.home_id)
        until = UntilReview(
            determination_id=reviewed.id if reviewed else "", decided_on=today, decided_by=decided_by
        )
        approval = run_on(held, until, is_reviewed=reviewed is not None, book=office.book(today))
        changed = transaction.replace(approval)
        transaction.note("run_on_until_review", held.home_id, {"temporary": held.id})
    return changed


def before_the_review(reading: Reading, home_id: str) -> QualifyingDetermination | None:
    """The proposal not to approve a home that is before the independent review."""
    for item in reading.find(PanelItem, home_id=home_id):
        for held in reading.find(QualifyingDetermination, item_id=item.id):
            decision = reading.get(AgencyDecision, held.decision_id)
            is_open = held.route is Route.INDEPENDENT_REVIEW and not held.final_decision_id
            if is_open and decision.decision == "propose-not-approve":
                return held
    return None
