"""What a team manager must see: lapsing approvals, children outside terms, overdue reviews, drift, and waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from fosterpanel.db.transaction import Reading
from fosterpanel.documents.oversight import OversightPaper, render_oversight
from fosterpanel.domain.actions import Action, drifting
from fosterpanel.domain.days import add_months, days_left
from fosterpanel.domain.decisions import AgencyDecision, DecisionState
from fosterpanel.domain.deferrals import Deferral, is_escalated
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.papers import PaperAlert
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.domain.statistics import DecidedItem, DecisionTime, ReasonCount, deferral_reasons
from fosterpanel.domain.temporary_approvals import (
    TemporaryApproval,
    by_end,
    lapses_within,
    latest_day_for_minutes,
)
from fosterpanel.domain.wording import counted, ended, plain_date
from fosterpanel.workflow.homes.outside_approval import homes_outside_approval
from fosterpanel.workflow.homes.reviews_due import reviews_due
from fosterpanel.workflow.office import Office, new_id
from fosterpanel.workflow.sealing import NewDocument, keep_document

WARN_DAYS = 28
MONTHS = 12
"""The figures are of so many months up to today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """One thing that needs somebody, in words without a name. ``home_id`` or ``item_id`` say where it is seen to."""

    what: str
    words: str
    home_id: str = ""
    item_id: str = ""

    @property
    def sentence(self) -> str:
        """The whole as one sentence."""
        return f"{self.what}: {self.words}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerns:
    """What needs somebody now, and what soon, in order of harm."""

    now: tuple[Concern, ...]
    soon: tuple[Concern, ...]


def concerns(office: Office) -> Concerns:
    """Everything that needs somebody today or soon, in order of harm."""
    with office.reading() as reading:
        return _concerns(office, reading)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The concerns as they stand today, and the two sets of figures since a local day."""

    since: date
    concerns: Concerns
    deferral_reasons: tuple[ReasonCount, ...]
    decision_times: tuple[DecisionTime, ...]


def figures(office: Office) -> Figures:
    """What the oversight page shows, in one reading."""
    with office.reading() as reading:
        return _figures(office, reading)


def issue_oversight(office: Office) -> IssuedDocument:
    """Make the manager's page of figures and concerns as they stand today, and keep it."""
    with office.reading() as reading:
        paper = _gather(office, reading)
    pdf = render_oversight(paper).pdf
    with office.act() as transaction:
        new = NewDocument(
            id=new_id(),
            kind=DocumentKind.OVERSIGHT,
            subject_id=office.service.id,
            title="Oversight",
            reference=paper.reference,
            number=1,
            issued_at=office.clock.now(),
        )
        document = keep_document(transaction, new, pdf)
        transaction.note("issue_oversight", office.service.id, {"document": document.id})
    return document


def _gather(office: Office, reading: Reading) -> OversightPaper:
    today, found = office.clock.today(), _figures(office, reading)
    return OversightPaper(
        service=office.service,
        on=today,
        period=f"{plain_date(found.since)} to {plain_date(today)}",
        reference=f"O{today:%Y%m%d}",
        deferral_reasons=found.deferral_reasons,
        decision_times=found.decision_times,
        needs_now=tuple(one.sentence for one in found.concerns.now),
        needs_soon=tuple(one.sentence for one in found.concerns.soon),
    )


def _figures(office: Office, reading: Reading) -> Figures:
    book, today = office.book(), office.clock.today()
    since = add_months(today, -MONTHS)
    business = {item.id for item in reading.find(PanelItem, home_id="")}
    deferrals = [
        one for one in reading.find(Deferral) if one.item_id not in business and one.deferred_on >= since
    ]
    return Figures(
        since=since,
        concerns=_concerns(office, reading),
        deferral_reasons=deferral_reasons(deferrals, book, today),
        decision_times=tuple(_decision_time(one, book) for one in reading.decided_items(since)),
    )


def _concerns(office: Office, reading: Reading) -> Concerns:
    today = office.clock.today()
    late, near = _reviews(office, reading)
    now = (
        *_lapsing(office, reading),
        *_outside(office, reading),
        *_late_decisions(reading, today),
        *late,
        *(_alert(reading, one) for one in reading.find(PaperAlert, answered_at=None)),
    )
    drifted = drifting(reading.find(Action, done_on=None), today)
    return Concerns(now=now, soon=(*near, *_deferred(office, reading), *map(_drifted, drifted)))


def _deferred(office: Office, reading: Reading) -> Iterator[Concern]:
    """Items deferred twice, or for so long that a manager is to know."""
    today, book = office.clock.today(), office.book()
    for deferral in reading.find(Deferral, returned_on=None):
        item = reading.get(PanelItem, deferral.successor_item_id)
        is_second = bool(reading.find(Deferral, successor_item_id=deferral.item_id))
        if item.stage is ItemStage.TAKEN_IN and is_escalated(deferral, today, book, is_second=is_second):
            again = "for a second time " if is_second else ""
            on = plain_date(deferral.deferred_on)
            yield _of_item(item, f"it was deferred {again}on {on} and is not listed again.")


def _lapsing(office: Office, reading: Reading) -> Iterator[Concern]:
    today = office.clock.today()
    for approval in by_end(reading.find(TemporaryApproval, ended_on=None)):
        if lapses_within(approval, today, WARN_DAYS):
            words = _lapsing_words(approval, today, office.book())
            yield _of_home(reading.get(FosterHome, approval.home_id), words)


def _lapsing_words(approval: TemporaryApproval, today: date, book: RuleBook) -> str:
    left = days_left(approval.ends_on, today)
    if left < 0:
        return f"temporary approval ended on {plain_date(approval.ends_on)}, and nothing has followed it."
    return (
        f"temporary approval ends in {counted(left, 'day')}; final minutes must reach the decision maker "
        f"by {plain_date(latest_day_for_minutes(approval, book))}."
    )


def _outside(office: Office, reading: Reading) -> Iterator[Concern]:
    for home, concerns_there in homes_outside_approval(reading, office.clock.today(), office.book()):
        yield from (_of_home(home, words) for words in concerns_there)


def _late_decisions(reading: Reading, today: date) -> Iterator[Concern]:
    for decision in reading.find(AgencyDecision, state=DecisionState.DRAFT):
        item = reading.get(PanelItem, decision.item_id)
        if decision.due_on < today and item.stage is ItemStage.WITH_DECISION_MAKER:
            yield _of_item(item, f"the decision was due on {plain_date(decision.due_on)}.")


def _alert(reading: Reading, alert: PaperAlert) -> Concern:
    return _of_item(reading.get(PanelItem, alert.item_id), alert.sentence)


def _drifted(action: Action) -> Concern:
    return Concern(
        what=f"Action overdue since {plain_date(action.due_on)}",
        words=ended(action.what),
        item_id=action.item_id,
    )


def _reviews(office: Office, reading: Reading) -> tuple[list[Concern], list[Concern]]:
    """The reviews that are overdue, and those due within four weeks."""
    today = office.clock.today()
    late, near = [], []
    for home, due_on in reviews_due(office, reading, today + timedelta(days=WARN_DAYS)):
        if due_on < today:
            late.append(_of_home(home, f"a review was due on {plain_date(due_on)}."))
        else:
            near.append(_of_home(home, f"a review is due on {plain_date(due_on)}."))
    return late, near


def _of_home(home: FosterHome, words: str) -> Concern:
    return Concern(what=f"Home {home.reference}", words=words, home_id=home.id)


def _of_item(item: PanelItem, words: str) -> Concern:
    return Concern(what=f"Item {item.reference}", words=words, item_id=item.id)


def _decision_time(item: DecidedItem, book: RuleBook) -> DecisionTime:
    known = book.item_types.get(item.type_code)
    return DecisionTime(
        reference=item.reference,
        type_name=known.name if known else item.type_code,
        panel_on=item.panel_on,
        minutes_on=item.minutes_on,
        decided_on=item.decided_on,
    )
