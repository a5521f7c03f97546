"""Temporary approval of connected persons: 16 weeks, and one extension of up to 8 with its three steps.

Source: Care Planning, Placement and Case Review (England) Regulations 2010, regs 24 and 25.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from fosterpanel.domain.days import due, latest_receipt_before
from fosterpanel.domain.rulebook import RuleBook, require
from fosterpanel.domain.wording import plain_date

UNTIL_REVIEW: Final = "extension-until-review-outcome"
"""The rule under which a temporary approval runs on until the outcome of an independent review."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """The one extension and its three steps; dates are local."""

    panel_views_on: date
    reviewing_officer_told_on: date
    nominated_officer: str
    approved_on: date
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class UntilReview:
    """That it runs on, past its last day, until the outcome of an independent review. ``decided_on`` is local.

    Source: reg 25(3). The outcome is the final decision that follows the review's recommendation.
    """

    determination_id: str
    decided_on: date
    decided_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemporaryApproval:
    """A connected person approved for named children for the time being. Dates are local."""

    id: str
    home_id: str
    children: tuple[str, ...]
    approved_on: date
    expires_on: date
    extension: Extension | None = None
    until_review: UntilReview | None = None
    ended_on: date | None = None
    version: int = 0

    @property
    def ends_on(self) -> date:
        """The last day it holds, extension included; while it runs on for a review, the day it would have ended."""
        return self.extension.until if self.extension else self.expires_on

    @property
    def runs_on(self) -> bool:
        """Whether it holds past its last day, for the outcome of an independent review."""
        return self.until_review is not None and self.ended_on is None

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a local date."""
        if day < self.approved_on or (self.ended_on is not None and day >= self.ended_on):
            return False
        return self.runs_on or day <= self.ends_on


def expiry(approved_on: date, book: RuleBook) -> date:
    """The last local day of a temporary approval given that day (rule ``temporary-approval``)."""
    return due(book.limit("temporary-approval"), approved_on, book.holidays)


def latest_day_for_minutes(approval: TemporaryApproval, book: RuleBook) -> date:
    """The last working day on which final minutes still leave the decision maker the full time before it lapses."""
    return latest_receipt_before(approval.ends_on, book.limit("adm-decision"), book.holidays)


def by_end(approvals: Iterable[TemporaryApproval]) -> tuple[TemporaryApproval, ...]:
    """Those not ended, the one that ends first at the front; those that run on for a review have no end and come last.

    A home may hold several: each child's approval has weeks of its own (reg 24(2)).
    """
    going_on = (one for one in approvals if one.ended_on is None)
    return tuple(sorted(going_on, key=lambda one: (one.runs_on, one.ends_on)))


def days_left(approval: TemporaryApproval, today: date) -> int:
    """Calendar days until the temporary approval lapses; negative once it has."""
    return (approval.ends_on - today).days


def extend(approval: TemporaryApproval, extension: Extension, book: RuleBook) -> TemporaryApproval:
    """The approval extended.

    Raises:
        RuleRefusal: it was extended before or had lapsed (``extension-once``), a step is missing or out of order
            (``extension-steps``), or it is too long (``temporary-approval-extension``).
    """
    _require_extensible(approval, extension, book)
    longest = due(book.limit("temporary-approval-extended"), approval.approved_on, book.holidays)
    require(
        book.rule("temporary-approval-extension"),
        approval.expires_on < extension.until <= longest,
        f"The extension runs to {plain_date(longest)} at the latest. Choose a day after "
        f"{plain_date(approval.expires_on)} and up to then.",
    )
    steps = (extension.panel_views_on, extension.reviewing_officer_told_on)
    require(
        book.rule("extension-steps"),
        all(approval.approved_on <= step <= extension.approved_on for step in steps)
        and bool(extension.nominated_officer.strip()),
        "A step of the extension is missing or out of order. Once the temporary approval has begun, seek the "
        "panel's views and tell the independent reviewing officer, then let the nominated officer approve it.",
    )
    return replace(approval, extension=extension)


def run_on(
    approval: TemporaryApproval, until: UntilReview, *, is_reviewed: bool, book: RuleBook
) -> TemporaryApproval:
    """The approval running on until the outcome of an independent review of the proposal not to approve.

    Raises:
        RuleRefusal: no independent review of such a proposal is under way, or it runs on or had lapsed already
            (``extension-until-review-outcome``).
    """
    rule = book.rule(UNTIL_REVIEW)
    require(
        rule,
        is_reviewed,
        "The temporary approval runs on only while a proposal not to approve is being reviewed independently. "
        "Record the review first.",
    )
    require(rule, not approval.runs_on, "This temporary approval runs on for the review already.")
    lapsed_on = approval.ended_on or approval.ends_on
    require(
        rule,
        until.decided_on <= lapsed_on and bool(until.decided_by.strip()),
        f"The temporary approval ended on {plain_date(lapsed_on)}, or nobody is named who let it run on. "
        "Name them, or make other arrangements for the child.",
    )
    return replace(approval, until_review=until)


def _require_extensible(approval: TemporaryApproval, extension: Extension, book: RuleBook) -> None:
    rule = book.rule("extension-once")
    require(
        rule,
        approval.extension is None,
        "This temporary approval was already extended once. "
        f"Decide on full approval by {plain_date(approval.ends_on)}.",
    )
    lapsed_on = approval.ended_on or approval.expires_on
    require(
        rule,
        extension.approved_on <= lapsed_on,
        f"The temporary approval ran out on {plain_date(lapsed_on)} and cannot be extended afterwards. "
        "Make other arrangements for the child.",
    )


def lapses_within(approval: TemporaryApproval, today: date, days: int) -> bool:
    """Whether the approval, not yet ended, lapses within that many calendar days."""
    has_end = approval.ended_on is None and not approval.runs_on
    return has_end and approval.ends_on <= today + timedelta(days=days)
