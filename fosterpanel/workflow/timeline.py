"""The story of a foster home: every panel, deferral, decision and notice in one line of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
from fosterpanel.workflow.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that happened on a local date. ``item_id`` is empty for what belongs to the home alone."""

    on: date
    words: str
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
        yield Happening(on=terms.effective_from, words=f"Approved for {terms.terms.words}")
    for temporary in reading.find(TemporaryApproval, home_id=home.id):
        yield Happening(on=temporary.approved_on, words="Temporary approval given")
    for placement in reading.find(Placement, home_id=home.id):
        yield Happening(on=placement.started_on, words=f"{placement.child} placed, {placement.kind.value}")
        if placement.ended_on is not None:
            yield Happening(on=placement.ended_on, words=f"{placement.child} left")
    for review in reading.find(Review, home_id=home.id):
        yield Happening(on=review.held_on, words="Review held", item_id=review.item_id)
    for resignation in reading.find(Resignation, home_id=home.id):
        yield Happening(on=resignation.received_on, words="Resignation received")
        yield Happening(on=resignation.ends_on, words="Approval ends by resignation")


def _of_item(reading: Reading, item: PanelItem, book: RuleBook) -> Iterator[Happening]:
    def at(on: date, words: str, document_id: str = "") -> Happening:
        return Happening(on=on, words=f"{item.reference}: {words}", item_id=item.id, document_id=document_id)

    yield at(item.received_on, f"{book.item_type(item.type_code).name} received")
    for paper in reading.find(Paper, item_id=item.id):
        if paper.number > 1:
            yield at(paper.received_on, f"paper corrected, now version {paper.number}")
    for alert in reading.find(PaperAlert, item_id=item.id):
        yield at(_local(alert.raised_at), alert.sentence)
    for made in reading.find(Recommendation, item_id=item.id):
        yield at(_local(made.made_at), f"panel {_lower(book.outcome_words[made.outcome])}")
    for deferral in reading.find(Deferral, item_id=item.id):
        yield at(deferral.deferred_on, f"deferred, {deferral.kind.value}")
    for minutes in reading.find(Minutes, item_id=item.id):
        if minutes.signed_at is not None:
            yield at(_local(minutes.signed_at), "minutes signed", minutes.document_id)
    for decision in reading.find(AgencyDecision, item_id=item.id, state=DecisionState.SIGNED):
        if decision.decided_on is not None:
            words = f"decision maker {_lower(book.decision_words[decision.decision])}"
            yield at(decision.decided_on, words, decision.document_id)
    for telling in reading.find(Telling, item_id=item.id):
        yield at(_local(telling.oral.told_at), f"told by {telling.oral.means}")
    for notice in reading.find(Notice, item_id=item.id):
        yield at(notice.dated_on, f"{notice.kind.value} written", notice.document_id)


def _local(moment: datetime) -> date:
    return moment.astimezone(OFFICE_ZONE).date()


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
