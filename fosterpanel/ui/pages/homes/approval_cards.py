"""The cards about a home's approval: its terms with their full history, temporary approval, reviews, resignation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from fosterpanel.domain.register import ApprovalState, ApprovalTerms
from fosterpanel.domain.temporary_approvals import Extension, TemporaryApproval
from fosterpanel.domain.terms import TermChange, compare
from fosterpanel.domain.wording import listed, long_date, plain_date
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.homes.approval_sheets import (
    ExtensionSheet,
    ResignationSheet,
    ReviewSheet,
    RunOnSheet,
    TemporarySheet,
)
from fosterpanel.ui.pages.homes.sheet_makers import Ask
from fosterpanel.ui.pages.record_row import Fact, RecordRow, line, rows_card
from fosterpanel.ui.parts.buttons import secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.pill import Pill
from fosterpanel.ui.parts.words import muted, small, words
from fosterpanel.workflow.homes.temporary_approvals import OpenTemporary
from fosterpanel.workflow.overviews.homes_overview import HomeFile

MOST_REVIEWS = 6


def terms_card(file: HomeFile, today: date) -> Card:
    """Every stretch of terms, the latest first, each beside the one before it."""
    card = Card("Terms of approval")
    if not file.history:
        return card.add(muted("No terms have been agreed yet."))
    for place, (terms, before) in enumerate(pairwise((*file.history, None))):
        assert terms is not None
        if place:
            card.add(line())
        card.add(_stretch_head(terms, today))
        card.add(words(f"{terms.terms.words[:1].upper()}{terms.terms.words[1:]}."))
        if terms.terms.preferences:
            card.add(small(f"Preferences, which bind nobody: {terms.terms.preferences}"))
        if before is not None:
            card.add(beside(compare(before.terms, terms.terms)))
    return card


def temporary_cards(file: HomeFile, ask: Ask, today: date) -> Iterator[Card]:
    """Each temporary approval with what has to happen before it lapses, and the act that gives one."""
    for temporary in file.temporary:
        yield _temporary_card(temporary, ask, today)
    match file.home.state:
        case ApprovalState.APPLICANT:
            yield _approving_card(
                file, ask, "A connected person may be approved for 16 weeks for named children."
            )
        case ApprovalState.TEMPORARY:
            yield _approving_card(
                file, ask, "Another child needs an approval of their own, with its own 16 weeks."
            )


def _approving_card(file: HomeFile, ask: Ask, why: str) -> Card:
    approve = secondary("Approve temporarily", on_press=lambda: ask(partial(TemporarySheet, home=file.home)))
    return (
        Card("Temporary approval" if not file.temporary else "Another child")
        .add(muted(why))
        .add_acts(approve)
    )


def _temporary_card(temporary: OpenTemporary, ask: Ask, today: date) -> Card:
    approval = temporary.approval
    card = Card("Temporary approval").add(
        Fact("For", listed(approval.children)),
        Fact("Given on", plain_date(approval.approved_on)),
        _end(approval, today),
    )
    if approval.until_review is not None:
        decided = approval.until_review
        return card.add(Fact("Decided by", f"{decided.decided_by} on {plain_date(decided.decided_on)}"))
    if temporary.minutes_by is not None:
        card.add(Fact("Final minutes must reach the decision maker by", long_date(temporary.minutes_by)))
    _add_extension(card, temporary, ask)
    if temporary.may_run_on:
        _add_running_on(card, approval, ask)
    return card


def _end(approval: TemporaryApproval, today: date) -> Fact:
    if approval.runs_on:
        return Fact("Runs on", "until the outcome of the independent review")
    return Fact("Lapses on", long_date(approval.ends_on), Tone.BAD if approval.ends_on < today else Tone.INK)


def reviews_card(file: HomeFile, ask: Ask, today: date) -> Card | None:
    """When the next review is due, and those held; nothing where there is no approval to review."""
    if not file.reviews and file.home.state is not ApprovalState.APPROVED:
        return None
    rows: list[QWidget] = []
    if file.line.review_due_on is not None:
        is_late = file.line.review_due_on < today
        rows.append(
            Fact(
                "Next review was due by" if is_late else "Next review due by",
                long_date(file.line.review_due_on),
                Tone.BAD if is_late else Tone.INK,
            )
        )
    rows += [Fact("Held on", plain_date(review.held_on)) for review in file.reviews[:MOST_REVIEWS]]
    record = secondary("Record a review", on_press=lambda: ask(partial(ReviewSheet, home=file.home)))
    return rows_card("Reviews", rows, "None has been held.", record)


def resignation_card(file: HomeFile, ask: Ask) -> Card | None:
    """A resignation received, or the act that receives one."""
    home, resignation = file.home, file.resignation
    if resignation is not None:
        card = Card("Resignation").add(
            Fact("Received in writing on", plain_date(resignation.received_on)),
            Fact("The approval ends by itself on", long_date(resignation.ends_on)),
        )
        if resignation.reason:
            card.add(Fact("Reason", resignation.reason))
        return card.add(small("It can be neither refused nor taken back."))
    if home.state not in (ApprovalState.APPROVED, ApprovalState.TEMPORARY):
        return None
    return (
        Card("Resignation")
        .add(muted("None was received."))
        .add_acts(
            secondary("Receive a resignation", on_press=lambda: ask(partial(ResignationSheet, home=home)))
        )
    )


def beside(changes: Sequence[TermChange]) -> QWidget:
    """Old terms beside new; what differs says so in words as well as weight."""
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, sizes.px(sizes.TINY), 0, sizes.px(sizes.TINY))
    grid.setHorizontalSpacing(sizes.px(sizes.LARGE))
    grid.setVerticalSpacing(sizes.px(6))
    for column, title in enumerate(("", "Before", "From then on")):
        grid.addWidget(small(title), 0, column)
    for row, change in enumerate(changes, start=1):
        grid.addWidget(small(change.label), row, 0)
        grid.addWidget(words(change.old, tone=Tone.MUTED), row, 1)
        grid.addWidget(words(change.new, "strong" if change.is_changed else ""), row, 2)
        if change.is_changed:
            grid.addWidget(Pill("Changed", Tone.WARN, ""), row, 3, Qt.AlignmentFlag.AlignTop)
    for column, stretch in ((1, 3), (2, 3)):
        grid.setColumnStretch(column, stretch)
    return table


def _stretch_head(terms: ApprovalTerms, today: date) -> RecordRow:
    since = f"From {plain_date(terms.effective_from)}"
    if terms.effective_from > today:
        return RecordRow(since, pill=("To come", Tone.SOFT))
    if terms.until is None or today < terms.until:
        return RecordRow(since, pill=("In force", Tone.GOOD))
    return RecordRow(f"{since} to {plain_date(terms.until)}", is_bold=False)


def _add_extension(card: Card, temporary: OpenTemporary, ask: Ask) -> None:
    if temporary.approval.extension is not None:
        card.add(line(), *_extension_facts(temporary.approval.extension))
    if not temporary.can_be_extended:
        return
    if temporary.extended_at_most is not None:
        card.add(Fact("Can be extended once, at most until", long_date(temporary.extended_at_most)))
    card.add_acts(secondary("Extend it", on_press=lambda: ask(partial(ExtensionSheet, temporary=temporary))))


def _add_running_on(card: Card, approval: TemporaryApproval, ask: Ask) -> None:
    card.add(
        line(),
        muted(
            "The proposal not to approve is before the independent review. This approval may wait for its outcome."
        ),
    )
    card.add_acts(secondary("Let it run on…", on_press=lambda: ask(partial(RunOnSheet, approval=approval))))


def _extension_facts(extension: Extension) -> tuple[Fact, ...]:
    return (
        Fact("1. The panel gave its views on", plain_date(extension.panel_views_on)),
        Fact(
            "2. The independent reviewing officer was told on",
            plain_date(extension.reviewing_officer_told_on),
        ),
        Fact(
            "3. Extended by",
            f"{extension.nominated_officer} on {plain_date(extension.approved_on)}, "
            f"until {plain_date(extension.until)}",
        ),
    )
