"""What a decision rests on: who sat before, what there is to read, since when it waits, and what may be decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.attendance import Attendance
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.decisions import AgencyDecision, ConsideredMaterial, DecisionState
from fosterpanel.domain.issued import IssuedDocument
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.minutes import Minutes, require_final
from fosterpanel.domain.representations import QualifyingDetermination, Route
from fosterpanel.domain.rulebook import ItemType, RuleBook, ServiceKind
from fosterpanel.domain.service import OF_COUNCILS, Person
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.paperwork.papers import current_papers


def panel_people(reading: Reading, item: PanelItem) -> tuple[str, ...]:
    """The person ids of everybody appointed to a panel that considered this business, earlier panels included."""
    own: tuple[str, ...] = ()
    if item.meeting_id:
        meeting = reading.get(Meeting, item.meeting_id)
        own = tuple(reading.get(PanelMember, held.member_id).person_id for held in meeting.panel)
    return sum((panel_people(reading, one) for one in _came_from(reading, item)), own)


def parts_played(reading: Reading, item: PanelItem, person: Person) -> tuple[str, ...]:
    """As what somebody, by their name, took part in the business before: adviser, presenter, author of its report.

    None of these is a member of the panel, so no rule bars them; whoever decides is to come to it fresh all the same.
    """
    played: list[str] = []
    for one in (item, *_came_from(reading, item)):
        attended = reading.find(Attendance, meeting_id=one.meeting_id) if one.meeting_id else ()
        named = [(other.name, other.capacity) for held in attended for other in held.others_for(one.id)]
        named += [(name, "presenter") for name in one.presented_by]
        named.append((one.report_author, "author of the report"))
        played += [capacity for name, capacity in named if _is_named(person, name)]
    return tuple(dict.fromkeys(played))


def _is_named(person: Person, written: str) -> bool:
    return written.split(",")[0].casefold().split() == person.name.casefold().split()


def day_of_receipt(office: Office, reading: Reading, item: PanelItem, received_on: date | None) -> date:
    """The local day the final minutes came, or what stands for them where the item had no panel of its own.

    That is the day given for the assessment, or what is known of it, or today.

    Raises:
        RuleRefusal: a panel sat and its final minutes are not there.
    """
    if not item.meeting_id:
        return received_on or received_without_panel(reading, item) or office.clock.today()
    minutes = require_final(final_minutes(reading, item), item.reference, office.book())
    return minutes.sent_on or office.clock.today()


def received_without_panel(reading: Reading, item: PanelItem) -> date | None:
    """The local day an independent review recommended, or what an earlier decision rested on came; None before."""
    review = review_of(reading, item)
    if review is not None:
        return review.concluded_on
    signed = reading.find(AgencyDecision, item_id=item.id, state=DecisionState.SIGNED)
    return signed[0].received_on if signed else None


def final_minutes(reading: Reading, item: PanelItem) -> Minutes | None:
    """The signed minutes of an item without their pages, which only whoever reads or carries them needs."""
    held = [one for one in reading.find(Minutes, item_id=item.id) if one.is_final and not one.is_addendum]
    return held[-1] if held else None


def clock_starts_on(reading: Reading, item: PanelItem, received_on: date) -> date:
    """The local day the decision's time is counted from: a proposal's own challenge time comes first."""
    determinations = reading.find(QualifyingDetermination, item_id=item.id)
    return max([received_on, *(one.answered_on for one in determinations)])


def panel_item(reading: Reading, item: PanelItem) -> PanelItem:
    """The item whose panel the decision answers: after an independent review, the one whose proposal was reviewed."""
    return item if review_of(reading, item) is None else _challenged(reading, item)


def review_of(reading: Reading, item: PanelItem) -> QualifyingDetermination | None:
    """The proposal that an independent review has looked at, where the item brings the review back."""
    if not item.challenge_id:
        return None
    determination = reading.get(QualifyingDetermination, item.challenge_id)
    return determination if determination.route is Route.INDEPENDENT_REVIEW else None


def material_before(reading: Reading, item: PanelItem) -> tuple[ConsideredMaterial, ...]:
    """The papers as they stand now and the signed minutes with what was added to them, none marked as read.

    After a challenge what the first decision rested on is before the decision maker too, each thing once.
    """
    found = _material_of(reading, item)
    if item.challenge_id:
        found += _material_of(reading, _challenged(reading, item))
    return tuple({one.sha256: one for one in reversed(found)}.values())[::-1]


def _material_of(reading: Reading, item: PanelItem) -> tuple[ConsideredMaterial, ...]:
    papers = tuple(
        ConsideredMaterial(title=paper.title, number=paper.number, sha256=paper.sha256, paper_id=paper.id)
        for paper in current_papers(reading, item.id)
    )
    minutes = final_minutes(reading, item)
    if minutes is None:
        return papers
    addenda = [one for one in reading.find(Minutes, item_id=item.id) if one.is_addendum and one.is_final]
    documents = [reading.get(IssuedDocument, one.document_id) for one in (minutes, *addenda)]
    signed = (ConsideredMaterial(title=one.title, number=one.number, sha256=one.sha256) for one in documents)
    return (*papers, *signed)


def decided_type(office: Office, reading: Reading, item: PanelItem, book: RuleBook) -> ItemType:
    """What this service may decide on the item; after a challenge, what may follow the proposal that was challenged."""
    item_type = book.item_type(item.type_code)
    if not item.challenge_id:
        not_ours = OF_COUNCILS if office.service.kind is ServiceKind.AGENCY else frozenset()
        return replace(item_type, decisions=tuple(one for one in item_type.decisions if one not in not_ours))
    challenged = _challenged(reading, item)
    return replace(item_type, decisions=book.item_type(challenged.type_code).final_decisions)


def _challenged(reading: Reading, item: PanelItem) -> PanelItem:
    """The item whose proposal this one challenges."""
    return reading.get(PanelItem, reading.get(QualifyingDetermination, item.challenge_id).item_id)


def _came_from(reading: Reading, item: PanelItem) -> tuple[PanelItem, ...]:
    """The item this one was deferred or returned from, and the one whose proposal it challenges."""
    earlier = (reading.get(PanelItem, item.predecessor_id),) if item.predecessor_id else ()
    return (*earlier, _challenged(reading, item)) if item.challenge_id else earlier
