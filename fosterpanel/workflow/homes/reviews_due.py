"""When the review of each approval is due: for the register, for Today and for the manager alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.register import ApprovalState, FosterHome, Review, next_review_due
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.errors import InvalidInput, UnknownRule
from fosterpanel.workflow.office import Office


def review_due_on(home: FosterHome, reviews: Iterable[Review], book: RuleBook) -> date | None:
    """The last local day for the next review of a home.

    None where the home is not approved or the rule book does not know the limit.
    """
    begun = home.approved_on
    if home.state is not ApprovalState.APPROVED or begun is None:
        return None
    # A home approved anew begins anew: reviews of its approval before do not put the first one off.
    held = [review.held_on for review in reviews if review.held_on >= begun]
    return _due_if_known(begun, max(held, default=None), book)


def reviews_due(office: Office, reading: Reading, until: date) -> tuple[tuple[FosterHome, date], ...]:
    """Every home whose review is overdue or due by a local day, with the day it is due; the longest overdue first."""
    days, book = dict[tuple[date, date | None], date | None](), office.book()
    found = []
    for one in reading.last_reviews():
        since = (one.approved_on, one.reviewed_on)
        if since not in days:
            days[since] = _due_if_known(*since, book)
        due_on = days[since]
        if due_on is not None and due_on <= until:
            found.append((reading.get(FosterHome, one.home_id), due_on))
    return tuple(sorted(found, key=lambda pair: pair[1]))


def _due_if_known(approved_on: date, reviewed_on: date | None, book: RuleBook) -> date | None:
    held = [] if reviewed_on is None else [reviewed_on]
    try:
        return next_review_due(approved_on, held, book)
    except (UnknownRule, InvalidInput):
        return None
