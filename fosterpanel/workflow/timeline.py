"""The story of a foster home: every panel, deferral, decision and notice in one line of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from fosterpanel.clock import OFFICE_ZONE
from fosterpanel.db.transaction import Reading
from fosterpanel.domain.decisions import AgencyDecision, DecisionState
from fosterpanel.domain.deferrals import Deferral
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.minutes import Minutes
from fosterpanel.domain.notices import Notice, Telling
from fosterpanel.domain.papers import Paper, PaperAlert
from fosterpanel.domain.recommendations import Recommendation
from fosterpanel.domain.register import ApprovalTerms, FosterHome, Placement, Resignation, Review
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.domain.temporary_approvals import TemporaryApproval
from fosterpanel.domain.wording import capitalised, ended, plain_date
from fosterpanel.workflow.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that happened on a local date. ``item_id`` is empty for what belongs to the home alone.

    ``why`` says more: a panel's reason, the terms decided on, how long something holds.
    """

    on: date
    words: str
    why: str = ""
    item_id: str = ""
    document_id: str = ""


def timeline_of_home(office: Office, home_id: str) -> tuple[Happening, ...]:
    """Everything that happened to a foster home, the latest first."""
    with office.reading() as reading:
        home = reading.get(FosterHome, home_id)
        found = list(_of_register(reading, home))
        for item in reading.find(PanelItem, home_id=home_id):
            found += _of_item(reading, item, office.book())
    return tuple(sorted(found, key=lambda one: one.on, reverse=True))


def timeline_of_item(office: Office, item_id: str) -> tuple[Happening, ...]:
    """Everything that happened to one item, the latest first."""
    with office.reading() as reading:
        found = _of_item(reading, reading.get(PanelItem, item_id), office.book())
        return tuple(sorted(found, key=lambda one: one.on, reverse=True))


def _of_register(reading: Reading, home: FosterHome) -> Iterator[Happening]:
    for terms in reading.find(ApprovalTerms, home_id=home.id):
        until = f" Until {plain_date(terms.until)}." if terms.until else " In force."
        why = f"{ended(capitalised(terms.terms.words_without_names))}{until}"
        yield Happening(on=terms.effective_from, words="Terms of approval begin", why=why)
    for temporary in reading.find(TemporaryApproval, home_id=home.id):
        why = f"Until {plain_date(temporary.ends_on)}{', extended once' if temporary.extension else ''}."
        yield Happening(on=temporary.approved_on, words="Temporary approval given", why=why)
    for placement in reading.find(Placement, home_id=home.id):
        yield Happening(on=placement.started_on, words=f"{placement.child} placed, {placement.kind.value}")
        if placement.ended_on is not None:
            yield Happening(on=placement.ended_on, words=f"{placement.child} left")
    for review in reading.find(Review, home_id=home.id):
        yield Happening(on=review.held_on, words="Review held", item_id=review.item_id)
    for resignation in reading.find(Resignation, home_id=home.id):
        yield Happening(on=resignation.received_on, words="Resignation received", why=resignation.reason)
        yield Happening(on=resignation.ends_on, words="Approval ends by resignation")


def _of_item(reading: Reading, item: PanelItem, book: RuleBook) -> Iterator[Happening]:
    told = (*_of_papers(reading, item), *_of_panel(reading, item, book), *_of_decision(reading, item, book))
    received = Happening(on=item.received_on, words=f"{book.item_type(item.type_code).name} received")
    for one in (received, *told):
        yield replace(one, words=f"{item.reference}: {one.words}", item_id=item.id)


def _of_papers(reading: Reading, item: PanelItem) -> Iterator[Happening]:
    for paper in reading.find(Paper, item_id=item.id):
        if paper.number > 1:
            yield Happening(on=paper.received_on, words=f"paper corrected, now version {paper.number}")
    for alert in reading.find(PaperAlert, item_id=item.id):
        yield Happening(on=_local(alert.raised_at), words=alert.sentence)


def _of_panel(reading: Reading, item: PanelItem, book: RuleBook) -> Iterator[Happening]:
    for made in reading.find(Recommendation, item_id=item.id):
        why = capitalised(made.terms.words_without_names) if made.terms else ""
        words = f"panel {_lower(book.outcome_words[made.outcome])}"
        yield Happening(on=_local(made.made_at), words=words, why=why)
    for deferral in reading.find(Deferral, item_id=item.id):
        why = f"{ended(deferral.narrative)} To come back on {plain_date(deferral.return_on)}."
        yield Happening(on=deferral.deferred_on, words=f"deferred, {deferral.kind.value}", why=why.strip())
    for minutes in reading.find(Minutes, item_id=item.id):
        if minutes.signed_at is not None:
            yield Happening(
                on=_local(minutes.signed_at), words="minutes signed", document_id=minutes.document_id
            )


def _of_decision(reading: Reading, item: PanelItem, book: RuleBook) -> Iterator[Happening]:
    for decision in reading.find(AgencyDecision, item_id=item.id, state=DecisionState.SIGNED):
        if decision.decided_on is not None:
            words = f"decision maker {_lower(book.decision_words[decision.decision])}"
            why = capitalised(decision.terms.words_without_names) if decision.terms else ""
            yield Happening(on=decision.decided_on, words=words, why=why, document_id=decision.document_id)
    for telling in reading.find(Telling, item_id=item.id):
        yield Happening(on=_local(telling.oral.told_at), words=f"told by {telling.oral.means}")
    for notice in reading.find(Notice, item_id=item.id):
        yield Happening(
            on=notice.dated_on, words=f"{notice.kind.value} written", document_id=notice.document_id
        )


def _local(moment: datetime) -> date:
    return moment.astimezone(OFFICE_ZONE).date()


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
