"""One item on the decision maker's desk with everything a decision on it rests on, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.changes_of_terms import AgreedChange
from fosterpanel.domain.days import due, is_working_day
from fosterpanel.domain.decisions import (
    AgencyDecision,
    ConsideredMaterial,
    DecisionState,
    RecordPart,
    missing_by_part,
    open_decisions,
)
from fosterpanel.domain.hearings import Hearing
from fosterpanel.domain.issued import IssuedDocument
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.papers import Paper, PaperReading
from fosterpanel.domain.recommendations import Recommendation
from fosterpanel.domain.register import FosterHome, Placement, Resignation, Review, next_review_due
from fosterpanel.domain.representations import QualifyingDetermination, last_day_to_challenge
from fosterpanel.domain.rulebook import ItemType, RuleBook
from fosterpanel.domain.service import Person
from fosterpanel.domain.terms import TermsOfApproval
from fosterpanel.domain.wording import listed
from fosterpanel.workflow.deciding.decision_grounds import (
    decided_type,
    material_before,
    panel_item,
    parts_played,
    review_of,
)
from fosterpanel.workflow.deciding.decision_standing import (
    DecisionClock,
    Told,
    clock_of,
    held_by_another,
    hindrance,
    open_record,
    told_of,
)
from fosterpanel.workflow.deciding.decisions import recommendation_of
from fosterpanel.workflow.deciding.representations import live_challenge
from fosterpanel.workflow.homes.register import current_terms, resignations_of
from fosterpanel.workflow.office import Office

FoundT = TypeVar("FoundT")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFile:
    """An item before the decision maker.

    ``item_type`` holds the decisions open on it. ``heard`` is the item whose panel is answered: after an independent
    review (``review``) the one that was reviewed. ``record`` is the record being filled in, ``material`` what there is
    to read now: ``papers`` by id, ``documents`` by SHA-256, ``minutes`` the first of these. ``read`` are the papers
    the person read to the end. ``told`` and ``determination`` are of the latest decision; ``challenge`` is the item
    that brings a challenge on. ``issued`` are the item's own documents. ``why_not`` says why it cannot be decided now;
    ``is_held_by_another``: for no other reason than that another decision maker has its record open. ``took_part_as``
    says as what the person took part before; ``placed_by`` are the authorities that have placed a child in the home.
    """

    item: PanelItem
    item_type: ItemType
    book: RuleBook
    home: FosterHome
    meeting: Meeting | None
    hearing: Hearing | None
    recommendation: Recommendation | None
    minutes: IssuedDocument | None
    review: QualifyingDetermination | None
    record: AgencyDecision | None
    decisions: tuple[AgencyDecision, ...]
    material: tuple[ConsideredMaterial, ...]
    papers: dict[str, Paper]
    documents: dict[str, IssuedDocument]
    read: frozenset[str]
    clock: DecisionClock | None
    why_not: str
    is_held_by_another: bool
    old_terms: TermsOfApproval | None
    agreed: AgreedChange | None
    resignation: Resignation | None
    told: Told | None
    determination: QualifyingDetermination | None
    challenge: PanelItem | None
    issued: tuple[IssuedDocument, ...]
    next_review_on: date | None
    names: dict[str, str]
    took_part_as: tuple[str, ...]
    placed_by: tuple[str, ...]

    @property
    def awaits_minutes(self) -> bool:
        """Whether its minutes are signed and only their receipt is not recorded."""
        return self.item.stage is ItemStage.RECOMMENDED and self.minutes is not None

    @property
    def is_final_stage(self) -> bool:
        """Whether a proposal was told of and is now decided finally."""
        return self.determination is not None

    @property
    def can_be_agreed_to(self) -> bool:
        """Whether other terms are proposed, which may take effect at once where every carer agrees in writing."""
        is_of_terms = bool(self.decisions) and self.decisions[-1].decision == "propose-revise"
        return is_of_terms and "agree-change" in self.item_type.final_decisions

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """The decisions open now: each code with its words."""
        codes = open_decisions(self.item_type, is_final_stage=self.is_final_stage)
        return tuple((code, self.book.decision_words[code]) for code in codes)

    @property
    def pages(self) -> int:
        """How many pages there are to read, without the minutes."""
        return sum(paper.pages for paper in self.papers.values())

    def counted_from(self, record: AgencyDecision) -> date:
        """The local day a record's working days are counted from: receipt, or the end of the time to answer."""
        if self.determination is None:
            return record.received_on
        return max(record.received_on, self.determination.answered_on)

    def last_day_to_challenge(self, letter_dated_on: date) -> date:
        """The last local day on which a letter of that date may be challenged."""
        return last_day_to_challenge(letter_dated_on, self.book)

    @property
    def not_fresh(self) -> str:
        """What the person had better consider because they took part before, in a sentence; nothing if they did not."""
        if not self.took_part_as:
            return ""
        return (
            f"You are down as {listed(self.took_part_as)} of this business, and a decision maker comes to it fresh. "
            "Let another decide it, or say in your own reasons why you can."
        )

    def is_working_day(self, day: date) -> bool:
        """Whether anybody is at work on a local day."""
        return is_working_day(day, self.book.holidays)

    def review_papers_due(self, received_on: date) -> date:
        """The local day by which an independent review asked for on another must have its papers."""
        return due(self.book.limit("irm-papers"), received_on, self.book.holidays)

    def lacking(self, record: AgencyDecision) -> dict[RecordPart, tuple[str, ...]]:
        """What each part of a record still lacks, in words."""
        return missing_by_part(
            record,
            self.item_type,
            self.recommendation,
            is_connected_person=self.item.is_connected_person,
            is_after_review=self.review is not None,
        )

    def changed_material(self, record: AgencyDecision) -> tuple[str, ...]:
        """The titles of what came in or was corrected after the record listed the material."""
        listed = {one.sha256 for one in record.material}
        return tuple(one.title for one in self.material if one.sha256 not in listed)


def decision_file(office: Office, item_id: str) -> DecisionFile:
    """An item before the decision maker as it stands now. Raises NotFound."""
    today, book = office.clock.today(), office.book()
    with office.reading() as reading:
        item = reading.get(PanelItem, item_id)
        home, heard = reading.get(FosterHome, item.home_id), panel_item(reading, item)
        material = material_before(reading, item)
        papers, documents = _papers(reading, material), _documents(reading, material)
        determination = _latest(reading.find(QualifyingDetermination, item_id=item.id))
        why_not = hindrance(office, reading, item)
        return DecisionFile(
            item=item,
            item_type=decided_type(office, reading, item, book),
            book=book,
            home=home,
            meeting=reading.get(Meeting, heard.meeting_id) if heard.meeting_id else None,
            hearing=_latest(reading.find(Hearing, item_id=heard.id)),
            recommendation=recommendation_of(reading, item.id),
            minutes=next(iter(documents.values()), None) if heard.meeting_id else None,
            documents=documents,
            review=review_of(reading, item),
            record=open_record(reading, item.id),
            decisions=reading.find(AgencyDecision, item_id=item.id, state=DecisionState.SIGNED),
            material=material,
            papers=papers,
            read=_read_by(reading, papers, office.person),
            clock=clock_of(office, reading, item),
            why_not=why_not,
            is_held_by_another=bool(why_not) and why_not == held_by_another(office, reading, item),
            old_terms=current_terms(reading, home.id, today),
            agreed=_latest(reading.find(AgreedChange, item_id=item.id)),
            resignation=_latest(resignations_of(reading, home)),
            told=told_of(office, reading, item),
            determination=determination,
            challenge=live_challenge(reading, determination.id) if determination else None,
            issued=reading.find(IssuedDocument, subject_id=item.id),
            next_review_on=_next_review(reading, home, book),
            names={person.id: person.name for person in reading.find(Person)},
            took_part_as=parts_played(reading, item, office.person),
            placed_by=_placed_by(reading, home, today),
        )


def document_pdf(office: Office, document_id: str) -> bytes:
    """The bytes of a document that was issued. Raises NotFound."""
    with office.reading() as reading:
        return reading.content(reading.get(IssuedDocument, document_id).sha256)


def _papers(reading: Reading, material: tuple[ConsideredMaterial, ...]) -> dict[str, Paper]:
    return {one.paper_id: reading.get(Paper, one.paper_id) for one in material if one.paper_id}


def _documents(reading: Reading, material: tuple[ConsideredMaterial, ...]) -> dict[str, IssuedDocument]:
    hashes = (one.sha256 for one in material if not one.paper_id)
    return {sha256: reading.find(IssuedDocument, sha256=sha256)[0] for sha256 in hashes}


def _read_by(reading: Reading, papers: dict[str, Paper], person: Person) -> frozenset[str]:
    return frozenset(one for one in papers if reading.find(PaperReading, paper_id=one, person_id=person.id))


def _next_review(reading: Reading, home: FosterHome, book: RuleBook) -> date | None:
    if home.approved_on is None:
        return None
    held = [review.held_on for review in reading.find(Review, home_id=home.id)]
    return next_review_due(home.approved_on, held, book)


def _placed_by(reading: Reading, home: FosterHome, today: date) -> tuple[str, ...]:
    placed = (one for one in reading.find(Placement, home_id=home.id) if one.is_on(today))
    return tuple(dict.fromkeys(one.placed_by for one in placed))


def _latest(found: tuple[FoundT, ...]) -> FoundT | None:
    return found[-1] if found else None
