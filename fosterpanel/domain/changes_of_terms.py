"""An agreed change of terms: at once, without the 28 days, when its two papers are there.

Source: Fostering Services (England) Regulations 2011, reg 28(9A).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fosterpanel.domain.rulebook import RuleBook, refuse, require
from fosterpanel.domain.wording import plain_date


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedChange:
    """The statement of support needs and the carers' written agreement; dates are local."""

    id: str
    item_id: str
    support_needs: str
    how_met: str
    stated_on: date
    agreed_on: date | None = None
    agreed_by: tuple[str, ...] = ()
    version: int = 0


def require_agreed(
    change: AgreedChange | None, carers: tuple[str, ...], decided_on: date, book: RuleBook
) -> AgreedChange:
    """The change when the statement, and after it every carer's written agreement, are there by the decision.

    ``carers`` are all carers of the home; ``decided_on`` is a local date.

    Raises:
        RuleRefusal: one of the two is missing (rule ``agreed-change-of-terms``).
    """
    if change is None or not _is_whole(change, carers, decided_on):
        refuse(
            book.rule("agreed-change-of-terms"),
            "Terms change at once only with a written statement of the support needed and how it is met, and the "
            "written agreement of every carer. Get both, or propose the change as a qualifying determination.",
        )
    return change


def require_agreed_after(change: AgreedChange, stood_since: date, book: RuleBook) -> None:
    """Refuse terms that nobody had put to the carers when they agreed; ``stood_since`` is a local date.

    Raises:
        RuleRefusal: they agreed before these terms stood anywhere (rule ``agreed-change-of-terms``).
    """
    agreed_on = change.agreed_on or change.stated_on
    require(
        book.rule("agreed-change-of-terms"),
        agreed_on >= stood_since,
        f"The carers agreed in writing on {plain_date(agreed_on)}, and these are not the terms proposed to them: they "
        f"stand since {plain_date(stood_since)}. Get their agreement to these, or propose the change as a qualifying "
        "determination.",
    )


def _is_whole(change: AgreedChange, carers: tuple[str, ...], decided_on: date) -> bool:
    has_statement = bool(change.support_needs.strip()) and bool(change.how_met.strip())
    is_agreed = change.agreed_on is not None and change.stated_on <= change.agreed_on <= decided_on
    return has_statement and is_agreed and bool(carers) and set(carers) <= set(change.agreed_by)
