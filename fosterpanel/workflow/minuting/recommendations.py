"""The act of recommending: the panel's outcome, terms, reasons and votes on one item, or what it made of its own."""

from __future__ import annotations

from dataclasses import dataclass

from fosterpanel.db.transaction import Transaction
from fosterpanel.domain.actions import Action
from fosterpanel.domain.hearings import Hearing
from fosterpanel.domain.items import ItemStage, PanelItem, move_item
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.minutes import Minutes
from fosterpanel.domain.papers import ReliedBy
from fosterpanel.domain.recommendations import (
    MemberView,
    PanelReason,
    Recommendation,
    conclude,
    recommend,
    require_answers,
)
from fosterpanel.domain.representations import QualifyingDetermination
from fosterpanel.domain.representations import conclude as conclude_challenge
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.domain.terms import TermsOfApproval
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.business.heard_types import heard_type
from fosterpanel.workflow.in_session.hearings import finish_hearing
from fosterpanel.workflow.office import Office, new_id
from fosterpanel.workflow.paperwork.papers import rely_on_papers


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRecommendation:
    """What the panel recommends, before any rule has looked at it; on its own business without views."""

    outcome: str
    reasons: tuple[PanelReason, ...]
    views: tuple[MemberView, ...] = ()
    terms: TermsOfApproval | None = None
    advice: str = ""


def make_recommendation(office: Office, item_id: str, new: NewRecommendation) -> Recommendation:
    """End the hearing of an item with the panel's recommendation, and enter which papers it rests on.

    Business of the panel itself ends so with what the panel noted or agreed.

    Raises:
        RuleRefusal: the panel was not quorate for the whole item, or may not recommend this or so.
        InvalidInput: the item is not being heard, or something is missing.
    """
    with office.act() as transaction:
        item = transaction.get(PanelItem, item_id)
        hearing = finish_hearing(transaction, office, item)
        if hearing is None:
            raise InvalidInput(f"Item {item.reference} is not being heard. Open it before recommending.")
        meeting = transaction.get(Meeting, item.meeting_id)
        book = office.book(meeting.on)
        recommendation = _ruled(transaction, item, _recommendation(office, item, new), hearing, book)
        for minutes in transaction.find(Minutes, item_id=item.id):
            require_answers(new.reasons, minutes.contents)
        transaction.insert(recommendation)
        outcome = ItemStage.CONCLUDED if item.is_business else ItemStage.RECOMMENDED
        transaction.replace(move_item(item, outcome))
        rely_on_papers(transaction, item.id, ReliedBy.PANEL, office.clock.now())
        _conclude_challenge(transaction, item, meeting, recommendation)
        transaction.note("recommend", item.id, {"outcome": new.outcome, "votes": len(new.views)})
    return recommendation


def _ruled(
    transaction: Transaction, item: PanelItem, made: Recommendation, hearing: Hearing, book: RuleBook
) -> Recommendation:
    item_type, quorum = heard_type(transaction, item, book), hearing.finding
    if item.is_business:
        return conclude(
            made,
            reference=item.reference,
            item_type=item_type,
            quorum=quorum,
            has_action=bool(transaction.find(Action, item_id=item.id)),
            book=book,
        )
    return recommend(made, reference=item.reference, item_type=item_type, quorum=quorum, book=book)


def _recommendation(office: Office, item: PanelItem, new: NewRecommendation) -> Recommendation:
    return Recommendation(
        id=new_id(),
        item_id=item.id,
        meeting_id=item.meeting_id,
        outcome=new.outcome,
        terms=new.terms,
        reasons=new.reasons,
        views=new.views,
        advice=new.advice,
        made_at=office.clock.now(),
    )


def _conclude_challenge(
    transaction: Transaction, item: PanelItem, meeting: Meeting, recommendation: Recommendation
) -> None:
    if item.challenge_id:
        determination = transaction.get(QualifyingDetermination, item.challenge_id)
        transaction.replace(
            conclude_challenge(determination, on=meeting.on, conclusion=recommendation.outcome)
        )
