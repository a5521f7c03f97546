"""Qualifying determinations and how they are challenged: representations or independent review, never both.

Source: Fostering Services (England) Regulations 2011, regs 27(6) to (11), 28(7) to (12) and 29.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from fosterpanel.domain.days import due
from fosterpanel.domain.rulebook import RuleBook, meet, require
from fosterpanel.domain.wording import plain_date
from fosterpanel.errors import InvalidInput

TAKEN_BACK = "withdrawn"
"""The conclusion of a challenge that was taken back: nobody recommends anything."""


AGREED = "agreed in writing"
"""The conclusion of a proposal of other terms to which every carer has agreed: nothing waits for the 28 days."""


class Route(StrEnum):
    """The two routes of challenge."""

    REPRESENTATIONS = "representations to the service"
    INDEPENDENT_REVIEW = "independent review"


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersSent:
    """What went to the independent review, when (local date), how, and with what proof.

    ``sha256`` are the files that went. ``why_minutes`` says why the panel's minutes were among them, if they were.
    """

    sent_on: date
    method: str
    proof: str
    sha256: tuple[str, ...]
    why_minutes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QualifyingDetermination:
    """A proposal not to approve, to revise or to terminate. Dates are local.

    ``last_challenge_on`` is the true last day, counted from the letter's date. ``papers_due_on`` is when the
    independent review must have its papers, counted from ``notified_on``, when it told the service, where that is
    known. ``concluded_on`` is the panel's fresh recommendation or the review's, or the day on which every carer had
    agreed in writing to the terms proposed (``is_agreed``).
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
    papers_sent: PapersSent | None = None
    notified_on: date | None = None
    concluded_on: date | None = None
    conclusion: str = ""
    final_decision_id: str = ""
    version: int = 0

    @property
    def is_agreed(self) -> bool:
        """Whether every carer has agreed in writing to the terms proposed."""
        return self.conclusion == AGREED

    @property
    def answered_on(self) -> date:
        """The local day its challenge was concluded, or else the last on which it may be challenged."""
        return self.concluded_on or self.last_challenge_on


def last_day_to_challenge(letter_dated_on: date, book: RuleBook) -> date:
    """The last local day for representations or review, from the letter's own date (rule ``representations``)."""
    return due(book.limit("representations"), letter_dated_on, book.holidays)


def challenge(
    determination: QualifyingDetermination,
    *,
    route: Route,
    on: date,
    book: RuleBook,
    notified_on: date | None = None,
) -> QualifyingDetermination:
    """The determination challenged by one route on a local date.

    ``notified_on`` is the local date on which the review mechanism told the service, from which its papers are
    due (reg 29); without it the day of the challenge stands for it.

    Raises:
        RuleRefusal: the other or the same route was taken already, it is out of time, or review is barred.
    """
    _require_open(determination, on, book)
    # Whoever agreed, and thinks again in time, may still challenge.
    determination = replace(determination, concluded_on=None, conclusion="")
    if route is Route.REPRESENTATIONS:
        return replace(determination, route=route, challenged_on=on)
    require(
        book.rule("specified-offence"),
        not determination.is_for_specified_offence,
        "Independent review is not open where the refusal rests on a specified offence. "
        "Take representations instead.",
    )
    papers_due = due(book.limit("irm-papers"), notified_on or on, book.holidays)
    return replace(
        determination, route=route, challenged_on=on, notified_on=notified_on, papers_due_on=papers_due
    )


def _require_open(determination: QualifyingDetermination, on: date, book: RuleBook) -> None:
    taken = determination.route.value if determination.route else ""
    require(
        book.rule("one-route-only"),
        not taken,
        f"This proposal was already challenged by {taken}, and only one route is open. Go on with that one.",
    )
    first, last = determination.letter_dated_on, determination.last_challenge_on
    require(
        book.rule("representations-period"),
        first <= on <= last,
        f"This proposal may be challenged from {plain_date(first)} to {plain_date(last)}, and this came on "
        f"{plain_date(on)}. Tell the person so, or correct the date.",
    )


def send_papers(
    determination: QualifyingDetermination, sent: PapersSent, *, has_minutes: bool, book: RuleBook
) -> QualifyingDetermination:
    """The determination with what went to the independent review (reg 29).

    Raises:
        ReasonNeeded: the panel's minutes are among it and nothing says why (``irm-pack-without-minutes``).
        InvalidInput: no review was asked for, papers went before, or it is not said how they left.
    """
    if determination.route is not Route.INDEPENDENT_REVIEW or determination.challenged_on is None:
        raise InvalidInput("Nobody has asked for an independent review of this proposal. Record that first.")
    if determination.papers_sent is not None:
        before = plain_date(determination.papers_sent.sent_on)
        raise InvalidInput(f"The papers went to the independent review on {before}. Nothing was changed.")
    if sent.sent_on < determination.challenged_on:
        raise InvalidInput("The papers cannot have left before the review was asked for. Check the date.")
    if not sent.method.strip() or not sent.proof.strip():
        raise InvalidInput("Say how the papers left, and what proves it, such as a number or who took them.")
    meet(
        book.rule("irm-pack-without-minutes"),
        not has_minutes,
        "The independent review takes a fresh look, so the minutes of the panel that led to the proposal stay out.",
        reason=sent.why_minutes,
    )
    return replace(determination, papers_sent=sent)


def conclude(determination: QualifyingDetermination, *, on: date, conclusion: str) -> QualifyingDetermination:
    """The challenge heard on a local date: by the panel again, or by the independent review.

    Raises:
        InvalidInput: there is no challenge, it was concluded before, or nothing is said of how it went.
    """
    if determination.route is None or determination.challenged_on is None:
        raise InvalidInput(
            "Nobody has challenged this proposal, so there is nothing to conclude. Record the challenge."
        )
    if determination.concluded_on is not None:
        raise InvalidInput(
            f"The challenge was concluded on {plain_date(determination.concluded_on)}. Decide on it."
        )
    if on < determination.challenged_on:
        raise InvalidInput("A challenge cannot be concluded before it was made. Check the dates.")
    if not conclusion.strip():
        raise InvalidInput(
            "The conclusion has no words. Say what the panel or the independent review recommends."
        )
    return replace(determination, concluded_on=on, conclusion=conclusion)


def agree(determination: QualifyingDetermination, *, on: date) -> QualifyingDetermination:
    """The proposal of other terms, agreed to in writing by a local date (reg 28(9A)).

    Raises:
        InvalidInput: it was challenged or decided finally, or the date is before its letter.
    """
    if determination.final_decision_id:
        raise InvalidInput("The final decision on this proposal was made before. Nothing was changed.")
    if determination.route is not None and determination.concluded_on is None:
        raise InvalidInput(
            f"This proposal was challenged by {determination.route.value}. Record first that this was taken back."
        )
    if on < determination.letter_dated_on:
        raise InvalidInput("Nobody agrees to a proposal before its letter. Check the dates.")
    return replace(determination, concluded_on=on, conclusion=AGREED)


def require_may_finish(determination: QualifyingDetermination, on: date, book: RuleBook) -> None:
    """Refuse a final decision on a local date while the 28 days run or a challenge is open.

    Raises:
        RuleRefusal: rules ``representations-period`` and ``representations-or-review``.
        InvalidInput: the final decision was made before.
    """
    if determination.final_decision_id:
        raise InvalidInput(
            "The final decision on this proposal was made before. A correction is a new record."
        )
    if determination.is_agreed:
        return
    if determination.route is None:
        last = determination.last_challenge_on
        require(
            book.rule("representations-period"),
            on > last,
            f"The carer or applicant may challenge until {plain_date(last)}. Decide after that day.",
        )
        return
    require(
        book.rule("representations-or-review"),
        determination.concluded_on is not None and determination.concluded_on <= on,
        f"The challenge by {determination.route.value} has not been concluded. Decide once its result is recorded.",
    )
