"""What a decision record is written from: the decision, what it answers, and the signed documents it carries."""

from __future__ import annotations

from datetime import date

from fosterpanel.db.transaction import Reading
from fosterpanel.documents.decisions import CarriedDocument, DecisionPaper
from fosterpanel.domain.days import due, working_days_taken
from fosterpanel.domain.decisions import AgencyDecision, DecisionState, departs
from fosterpanel.domain.issued import IssuedDocument
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.recommendations import Recommendation
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.domain.wording import length, long_date
from fosterpanel.workflow.deciding.decision_grounds import clock_starts_on, panel_item, review_of
from fosterpanel.workflow.homes.register import current_terms
from fosterpanel.workflow.minuting.minutes import signed_minutes
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.sealing import Seal

CONVENTION = "working days, the day after receipt being day 1"
AFTER_AN_ANSWER = "working days, the day after the time to answer ended being day 1"


def paper_of(
    office: Office,
    reading: Reading,
    item: PanelItem,
    signed: AgencyDecision,
    *,
    recommendation: Recommendation | None,
    book: RuleBook,
    seal: Seal,
) -> DecisionPaper:
    """What a record says, with the signed documents it rests on, before it is drawn and sealed."""
    review = review_of(reading, item)
    minutes = signed_minutes(reading, panel_item(reading, item).id)
    document = reading.get(IssuedDocument, minutes[0].document_id) if minutes else None
    decided_on = signed.decided_on or office.clock.today()
    counted_from = clock_starts_on(reading, item, signed.received_on)
    home = reading.get(FosterHome, item.home_id)
    return DecisionPaper(
        service=office.service,
        item=item,
        home=home,
        type_name=book.item_type(item.type_code).name,
        reference=f"{item.reference}-D{_signed_before(reading, item) + 1}",
        decision=signed,
        decision_maker=office.person,
        decision_words=book.decision_words,
        outcome_words=book.outcome_words,
        recommendation=recommendation,
        departs=departs(signed, recommendation),
        old_terms=current_terms(reading, home.id, decided_on),
        working_days_taken=working_days_taken(counted_from, decided_on, book.holidays),
        convention=CONVENTION if counted_from == signed.received_on else AFTER_AN_ANSWER,
        counted_from=counted_from,
        signed_minutes=minutes[1] if minutes else b"",
        minutes_reference=document.reference if document else "",
        minutes_sha256=document.sha256 if document else "",
        also_carried=_also_carried(reading, signed, document),
        review=review.conclusion if review else "",
        notices=_notices(decided_on, book),
        signed_at=seal.signed_at,
        clock_words=seal.clock_words,
    )


def _also_carried(
    reading: Reading, signed: AgencyDecision, minutes: IssuedDocument | None
) -> tuple[CarriedDocument, ...]:
    """The signed documents among the material besides the minutes: addenda, and an earlier panel's minutes."""
    hashes = [one.sha256 for one in signed.material if not one.paper_id]
    documents = [reading.find(IssuedDocument, sha256=sha256)[0] for sha256 in hashes]
    return tuple(
        CarriedDocument(
            reference=one.reference, title=one.title, sha256=one.sha256, data=reading.content(one.sha256)
        )
        for one in documents
        if minutes is None or one.id != minutes.id
    )


def _notices(decided_on: date, book: RuleBook) -> tuple[str, ...]:
    """Who is told by when, in sentences; the service records both notices as they are given."""
    oral, written = book.limit("oral-notice"), book.limit("written-notice")
    return (
        f"The service telephones them by {long_date(due(oral, decided_on, book.holidays))}, within {length(oral)}.",
        f"The letter is sent by {long_date(due(written, decided_on, book.holidays))}, within {length(written)}.",
    )


def _signed_before(reading: Reading, item: PanelItem) -> int:
    return len(reading.find(AgencyDecision, item_id=item.id, state=DecisionState.SIGNED))
