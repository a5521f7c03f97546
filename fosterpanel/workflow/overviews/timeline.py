"""The story of a foster home: every panel, deferral, decision and notice in one line of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from fosterpanel.clock import office_zone
from fosterpanel.db.transaction import Reading
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.decisions import AgencyDecision, DecisionState
from fosterpanel.domain.deferrals import Deferral
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.minutes import Minutes
from fosterpanel.domain.notices import Notice, Telling
from fosterpanel.domain.papers import Paper, PaperAlert
from fosterpanel.domain.recommendations import Recommendation
from fosterpanel.domain.register import ApprovalTerms, FosterHome, Placement, Resignation, Review
from fosterpanel.domain.representations import QualifyingDetermination
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.domain.service import Person
from fosterpanel.domain.temporary_approvals import TemporaryApproval
from fosterpanel.domain.wording import capitalised, ended, plain_date
from fosterpanel.workflow.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that happened on a local date. ``item_id`` is empty for what belongs to the home alone.

    ``why`` says more: a panel's reason, the terms decided on, how long something holds. ``by`` names who did it,
    where the record says so.
    """

    on: date
    words: str
    why: str = ""
    by: str = ""
    item_id: str = ""
    document_id: str = ""


def timeline_of_home(office: Office, home_id: str) -> tuple[Happening, ...]:
    """Everything that happened to a foster home, the latest first."""
    with office.reading() as reading:
        found = happenings_of_home(reading, reading.get(FosterHome, home_id), office.book())
    return _latest_first(found)


def timeline_of_item(office: Office, item_id: str) -> tuple[Happening, ...]:
    """Everything that happened to one item, the latest first."""
    with office.reading() as reading:
        found = happenings_of_item(reading, reading.get(PanelItem, item_id), office.book())
    return _latest_first(found)


def story_of(office: Office, item: PanelItem) -> tuple[Happening, ...]:
    """Everything that happened to the home an item is about, or to the item where it is about none."""
    return timeline_of_home(office, item.home_id) if item.home_id else timeline_of_item(office, item.id)


def _latest_first(found: tuple[Happening, ...]) -> tuple[Happening, ...]:
    """Also what happened on one day, which stands in its order."""
    return tuple(sorted(found, key=lambda one: one.on)[::-1])


def happenings_of_home(reading: Reading, home: FosterHome, book: RuleBook) -> tuple[Happening, ...]:
    """Everything that happened to a home; what its items led to on the register comes after them."""
    items = reading.find(PanelItem, home_id=home.id)
    of_items = [one for item in items for one in happenings_of_item(reading, item, book)]
    return (*of_items, *_of_register(reading, home))


def happenings_of_item(reading: Reading, item: PanelItem, book: RuleBook) -> tuple[Happening, ...]:
    """Everything that happened to an item, in the order in which business is done, under the item's reference."""
    return tuple(_of_item(reading, item, book))


def _of_register(reading: Reading, home: FosterHome) -> Iterator[Happening]:
    for terms in reading.find(ApprovalTerms, home_id=home.id):
        until = f" Until {plain_date(terms.until)}." if terms.until else " In force."
        why = f"{ended(capitalised(terms.terms.words_without_names))}{until}"
        yield Happening(on=terms.effective_from, words="Terms of approval begin", why=why)
    for temporary in reading.find(TemporaryApproval, home_id=home.id):
        extended = ", extended once" if temporary.extension else ""
        runs_on = ", and on until the outcome of the review" if temporary.until_review else ""
        why = f"Until {plain_date(temporary.ends_on)}{extended}{runs_on}."
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
    told = (
        *_of_papers(reading, item),
        *_of_panel(reading, item, book),
        *_of_decision(reading, item, book),
        *_of_letters(reading, item),
        *_of_challenge(reading, item, book),
    )
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
                on=_local(minutes.signed_at),
                words="addendum to the minutes signed" if minutes.is_addendum else "minutes signed",
                by=reading.get(PanelMember, minutes.signed_by).name,
                document_id=minutes.document_id,
            )
        if minutes.sent_on is not None:
            yield Happening(on=minutes.sent_on, words="final minutes received by the decision maker")


def _of_decision(reading: Reading, item: PanelItem, book: RuleBook) -> Iterator[Happening]:
    for decision in reading.find(AgencyDecision, item_id=item.id, state=DecisionState.SIGNED):
        if decision.decided_on is not None:
            words = f"decision maker {_lower(book.decision_words[decision.decision])}"
            why = capitalised(decision.terms.words_without_names) if decision.terms else ""
            yield Happening(
                on=decision.decided_on,
                words=words,
                why=why,
                by=_name(reading, decision.decision_maker_id),
                document_id=decision.document_id,
            )
    for telling in reading.find(Telling, item_id=item.id):
        oral = telling.oral
        yield Happening(on=_local(oral.told_at), words=f"told by {oral.means}", by=oral.told_by)


def _of_letters(reading: Reading, item: PanelItem) -> Iterator[Happening]:
    for notice in reading.find(Notice, item_id=item.id):
        letter = f"{notice.kind.value} {notice.reference}"
        yield Happening(
            on=notice.dated_on,
            words=f"{letter} written",
            why=_last_day(notice),
            by=_name(reading, notice.author_id),
            document_id=notice.document_id,
        )
        if look := notice.second_look:
            confirmed = f"Address confirmed on {plain_date(look.address_confirmed_on)}."
            by = _name(reading, look.looked_by)
            yield Happening(on=_local(look.looked_at), words=f"{letter} checked", why=confirmed, by=by)
        if sent := notice.dispatch:
            why = " ".join(ended(words) for words in (sent.proof, sent.why_unchecked) if words)
            yield Happening(on=sent.sent_on, words=f"{letter} sent, {sent.method}", why=why)


def _of_challenge(reading: Reading, item: PanelItem, book: RuleBook) -> Iterator[Happening]:
    for held in reading.find(QualifyingDetermination, item_id=item.id):
        if held.route is not None and held.challenged_on is not None:
            papers = f"Its papers are due by {plain_date(held.papers_due_on)}." if held.papers_due_on else ""
            told_later = held.notified_on is not None
            why = "" if told_later else papers
            yield Happening(on=held.challenged_on, words=f"challenged by {held.route.value}", why=why)
            if held.notified_on is not None:
                yield Happening(on=held.notified_on, words="the review told the service", why=papers)
        if sent := held.papers_sent:
            yield Happening(
                on=sent.sent_on, words=f"papers sent to the review, {sent.method}", why=ended(sent.proof)
            )
        if held.concluded_on is not None:
            conclusion = book.outcome_words.get(held.conclusion, held.conclusion)
            words = "proposal agreed to" if held.is_agreed else "challenge concluded"
            yield Happening(on=held.concluded_on, words=words, why=ended(capitalised(conclusion)))


def _last_day(notice: Notice) -> str:
    last = notice.last_challenge_on
    return f"It may be answered until {plain_date(last)}." if last else ""


def _name(reading: Reading, person_id: str) -> str:
    return reading.get(Person, person_id).name


def _local(moment: datetime) -> date:
    return moment.astimezone(office_zone()).date()


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
