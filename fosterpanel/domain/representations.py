"""Qualifying determinations and how they are challenged: representations or independent review, never both.

Source: Fostering Services (England) Regulations 2011, regs 27(6) to (11), 28(7) to (12) and 29.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from fosterpanel.domain.days import due
from fosterpanel.domain.rulebook import RuleBook, require
from fosterpanel.errors import InvalidInput


class Route(StrEnum):
    """The two routes of challenge."""

    REPRESENTATIONS = "representations to the service"
    INDEPENDENT_REVIEW = "independent review"


@dataclass(frozen=True, slots=True, kw_only=True)
class QualifyingDetermination:
    """A proposal not to approve, to revise or to terminate. Dates are local.

    ``last_challenge_on`` is the true last day, counted from the letter's date. ``papers_due_on`` is when the
    independent review must have its papers. ``concluded_on`` is the panel's fresh recommendation or the review's.
    """

    id: str
    item_id: str
    decision_id: str
    notice_id: str
    letter_dated_on: date
    last_challenge_on: date
    is_for_specified_offence: bool = False
    route: Route | None = None
    challenged_on: date | None = None
    papers_due_on: date | None = None
    concluded_on: date | None = None
    conclusion: str = ""
    final_decision_id: str = ""
    version: int = 0


def last_day_to_challenge(letter_dated_on: date, book: RuleBook) -> date:
    """The last local day for representations or review, from the letter's own date (rule ``representations``)."""
    return due(book.limit("representations"), letter_dated_on, book.holidays)


def challenge(
    determination: QualifyingDetermination, *, route: Route, on: date, book: RuleBook
) -> QualifyingDetermination:
    """The determination challenged by one route.

    Raises:
        RuleRefusal: the other or the same route was taken already, it is out of time, or review is barred.
    """
    taken = determination.route
    require(
        book.rule("one-route-only"),
        taken is None,
        f"This determination was already challenged by {taken.value if taken else ''}; only one route is open.",
    )
    require(
        book.rule("representations-period"),
        determination.letter_dated_on <= on <= determination.last_challenge_on,
        f"The last day to challenge was {determination.last_challenge_on:%d/%m/%Y}; this came on {on:%d/%m/%Y}.",
    )
    if route is Route.INDEPENDENT_REVIEW:
        require(
            book.rule("specified-offence"),
            not determination.is_for_specified_offence,
            "Independent review is not open where the refusal rests on a specified offence. Representations are.",
        )
    papers_due = due(book.limit("irm-papers"), on, book.holidays) if route is Route.INDEPENDENT_REVIEW else None
    return replace(determination, route=route, challenged_on=on, papers_due_on=papers_due)


def conclude(determination: QualifyingDetermination, *, on: date, conclusion: str) -> QualifyingDetermination:
    """The challenge heard: by the panel again, or by the independent review."""
    if determination.route is None or determination.challenged_on is None:
        raise InvalidInput("Nobody has challenged this determination, so there is nothing to conclude.")
    if on < determination.challenged_on:
        raise InvalidInput("A challenge cannot be concluded before it was made. Check the dates.")
    return replace(determination, concluded_on=on, conclusion=conclusion)


def require_may_finish(determination: QualifyingDetermination, on: date, book: RuleBook) -> None:
    """Refuse a final decision while the 28 days run or a challenge is open (rule ``representations-period``)."""
    rule = book.rule("representations-period")
    if determination.route is None:
        require(
            rule,
            on > determination.last_challenge_on,
            f"The carer or applicant may still challenge until {determination.last_challenge_on:%d/%m/%Y}. "
            "The final decision waits until then.",
        )
        return
    require(
        rule,
        determination.concluded_on is not None and determination.concluded_on <= on,
        "The challenge has not been concluded, so there is no recommendation to decide on yet.",
    )
