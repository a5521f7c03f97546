"""When the review of each approval is due: for the register, for Today and for the manager alike."""

from __future__ import annotations

from collections import defaultdict
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
    try:
        return next_review_due(begun, held, book)
    except (UnknownRule, InvalidInput):
        return None


def reviews_due(office: Office, reading: Reading, until: date) -> tuple[tuple[FosterHome, date], ...]:
    """Every home whose review is overdue or due by a local day, with the day it is due; the longest overdue first."""
    held: dict[str, list[Review]] = defaultdict(list)
    for review in reading.find(Review):
        held[review.home_id].append(review)
    book = office.book()
    days = (
        (home, review_due_on(home, held[home.id], book))
        for home in reading.find(FosterHome, state=ApprovalState.APPROVED)
    )
    found = [(home, due_on) for home, due_on in days if due_on is not None and due_on <= until]
    return tuple(sorted(found, key=lambda pair: pair[1]))
