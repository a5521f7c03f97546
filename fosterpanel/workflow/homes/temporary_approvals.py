"""What may still be done about a temporary approval, and letting it run on until the outcome of a review."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.days import due
from fosterpanel.domain.decisions import AgencyDecision
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.representations import QualifyingDetermination, Route
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.domain.temporary_approvals import (
    UNTIL_REVIEW,
    TemporaryApproval,
    UntilReview,
    by_end,
    latest_day_for_minutes,
    run_on,
)
from fosterpanel.errors import InvalidInput, UnknownRule
from fosterpanel.workflow.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTemporary:
    """A temporary approval that was not ended, and what may still be done about it. Dates are local.

    ``minutes_by`` is the last day on which final minutes still leave the decision maker the full time before it
    lapses; ``extended_at_most`` the last day it may be extended to; both None where the rule book does not know.
    """

    approval: TemporaryApproval
    minutes_by: date | None
    extended_at_most: date | None
    can_be_extended: bool
    may_run_on: bool


def temporary_approvals(reading: Reading, home_id: str) -> tuple[TemporaryApproval, ...]:
    """The temporary approvals of a home that have not been ended, the one that ends first at the front."""
    return by_end(reading.find(TemporaryApproval, home_id=home_id))


def nearest_to_end(reading: Reading) -> dict[str, TemporaryApproval]:
    """Of the temporary approvals of each home that has one, the one that ends first, by the home's id."""
    nearest: dict[str, TemporaryApproval] = {}
    for one in by_end(reading.find(TemporaryApproval, ended_on=None)):
        nearest.setdefault(one.home_id, one)
    return nearest


def open_temporary(
    approval: TemporaryApproval, book: RuleBook, today: date, *, is_before_review: bool
) -> OpenTemporary:
    """A temporary approval that was not ended, as it stands on a local day."""
    goes_on = not approval.runs_on and approval.holds_on(today)
    return OpenTemporary(
        approval=approval,
        minutes_by=_if_known(lambda: latest_day_for_minutes(approval, book)),
        extended_at_most=_if_known(lambda: _longest_extension(approval, book)),
        can_be_extended=goes_on and approval.extension is None,
        may_run_on=goes_on and is_before_review and UNTIL_REVIEW in book.rules,
    )


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


def _longest_extension(approval: TemporaryApproval, book: RuleBook) -> date:
    return due(book.limit("temporary-approval-extended"), approval.approved_on, book.holidays)


def _if_known(count: Callable[[], date]) -> date | None:
    """A day counted by the rule book, or None where this nation's rule book does not know the limit."""
    try:
        return count()
    except (UnknownRule, InvalidInput):
        return None
