"""What a team manager must see: lapsing approvals, children outside terms, overdue reviews, drift, and waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from fosterpanel.db.transaction import Reading
from fosterpanel.documents.oversight import OversightPaper, render_oversight
from fosterpanel.domain.actions import Action, drifting
from fosterpanel.domain.days import days_left
from fosterpanel.domain.decisions import AgencyDecision, DecisionState
from fosterpanel.domain.deferrals import Deferral
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.minutes import Minutes
from fosterpanel.domain.papers import PaperAlert
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.domain.statistics import DecisionTime, ReasonCount, deferral_reasons
from fosterpanel.domain.temporary_approvals import TemporaryApproval, lapses_within, latest_day_for_minutes
from fosterpanel.domain.wording import counted, plain_date
from fosterpanel.workflow.deciding.decision_standing import open_record
from fosterpanel.workflow.homes.register import concerns_about_home
from fosterpanel.workflow.homes.reviews_due import reviews_due
from fosterpanel.workflow.office import Office, new_id
from fosterpanel.workflow.sealing import NewDocument, keep_document

WARN_DAYS = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerns:
    """What needs somebody now, and what soon; sentences with a reference, no names."""

    now: tuple[str, ...]
    soon: tuple[str, ...]


def concerns(office: Office) -> Concerns:
    """Everything that needs somebody today or soon, in order of harm."""
    with office.reading() as reading:
        return _concerns(office, reading)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The concerns and the two sets of figures, as they stand today."""

    concerns: Concerns
    deferral_reasons: tuple[ReasonCount, ...]
    decision_times: tuple[DecisionTime, ...]


def figures(office: Office) -> Figures:
    """What the oversight page shows, in one reading."""
    with office.reading() as reading:
        return _figures(office, reading)


def issue_oversight(office: Office, *, period: str) -> IssuedDocument:
    """Make the manager's page of figures and concerns as they stand today, and keep it."""
    with office.reading() as reading:
        paper = _gather(office, reading, period)
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


def _gather(office: Office, reading: Reading, period: str) -> OversightPaper:
    today, found = office.clock.today(), _figures(office, reading)
    return OversightPaper(
        service=office.service,
        on=today,
        period=period,
        reference=f"O{today:%Y%m%d}",
        deferral_reasons=found.deferral_reasons,
        decision_times=found.decision_times,
        needs_now=found.concerns.now,
        needs_soon=found.concerns.soon,
    )


def _figures(office: Office, reading: Reading) -> Figures:
    book = office.book()
    business = {item.id for item in reading.find(PanelItem, home_id="")}
    deferrals = [one for one in reading.find(Deferral) if one.item_id not in business]
    return Figures(
        concerns=_concerns(office, reading),
        deferral_reasons=deferral_reasons(deferrals, book, office.clock.today()),
        decision_times=tuple(_decision_times(reading, book)),
    )


def _concerns(office: Office, reading: Reading) -> Concerns:
    today, book = office.clock.today(), office.book()
    homes = reading.find(FosterHome)
    lapsing = [one for one in reading.find(TemporaryApproval) if lapses_within(one, today, WARN_DAYS)]
    references = {home.id: home.reference for home in homes}
    now = [f"Home {references[one.home_id]}: {_lapsing_words(one, today, book)}" for one in lapsing]
    now += [
        f"Home {home.reference}: {words}"
        for home in homes
        for words in concerns_about_home(reading, home, today)
    ]
    now += list(_late_decisions(office, reading))
    late_reviews, near_reviews = _reviews(office, reading)
    now += late_reviews
    now += [_alert_words(reading, one) for one in reading.find(PaperAlert) if one.answered_at is None]
    soon = near_reviews
    soon += [
        f"Action overdue since {plain_date(one.due_on)}: {one.what}."
        for one in drifting(reading.find(Action), today)
    ]
    return Concerns(now=tuple(now), soon=tuple(soon))


def _lapsing_words(approval: TemporaryApproval, today: date, book: RuleBook) -> str:
    left = days_left(approval.ends_on, today)
    if left < 0:
        return f"temporary approval ended on {plain_date(approval.ends_on)}, and nothing has followed it."
    return (
        f"temporary approval ends in {counted(left, 'day')}; final minutes must reach the decision maker "
        f"by {plain_date(latest_day_for_minutes(approval, book))}."
    )


def _late_decisions(office: Office, reading: Reading) -> Iterator[str]:
    today = office.clock.today()
    for decision in reading.find(AgencyDecision, state=DecisionState.DRAFT):
        item = reading.get(PanelItem, decision.item_id)
        is_open = item.stage is ItemStage.WITH_DECISION_MAKER and open_record(reading, item.id) == decision
        if is_open and decision.due_on < today:
            yield f"Item {item.reference}: the decision was due on {plain_date(decision.due_on)}."


def _alert_words(reading: Reading, alert: PaperAlert) -> str:
    return f"Item {reading.get(PanelItem, alert.item_id).reference}: {alert.sentence}"


def _reviews(office: Office, reading: Reading) -> tuple[list[str], list[str]]:
    """The reviews that are overdue, and those due within four weeks."""
    today = office.clock.today()
    late, near = [], []
    for home, due_on in reviews_due(office, reading, today + timedelta(days=WARN_DAYS)):
        if due_on < today:
            late.append(f"Home {home.reference}: a review was due on {plain_date(due_on)}.")
        else:
            near.append(f"Home {home.reference}: a review is due on {plain_date(due_on)}.")
    return late, near


def _decision_times(reading: Reading, book: RuleBook) -> Iterator[DecisionTime]:
    for decision in reading.find(AgencyDecision, state=DecisionState.SIGNED):
        item = reading.get(PanelItem, decision.item_id)
        minutes = [one for one in reading.find(Minutes, item_id=item.id) if one.sent_on is not None]
        if not minutes or minutes[-1].sent_on is None or decision.decided_on is None:
            continue
        yield DecisionTime(
            reference=item.reference,
            type_name=book.item_type(item.type_code).name,
            panel_on=reading.get(Meeting, item.meeting_id).on,
            minutes_on=minutes[-1].sent_on,
            decided_on=decision.decided_on,
        )
