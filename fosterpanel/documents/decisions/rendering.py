"""The decision record as a document: its checks, its first page, and the files it carries."""

from __future__ import annotations

from collections.abc import Iterator

from fosterpanel.documents.decisions.paper import DecisionPaper
from fosterpanel.documents.decisions.parts import PROPOSAL, twelve_parts
from fosterpanel.documents.embedded_data import data_attachment, file_name_part
from fosterpanel.documents.pages import (
    Attachment,
    Block,
    Callout,
    DecisionBox,
    Document,
    DocumentFrame,
    KeyFacts,
    RenderedDocument,
    Text,
    render,
)
from fosterpanel.documents.phrases import confidential, needed, start_of
from fosterpanel.documents.sections import numbered
from fosterpanel.documents.terms import terms_lines
from fosterpanel.domain.service import Person
from fosterpanel.domain.wording import capitalised, long_date
from fosterpanel.errors import InvalidInput


def render_decision(paper: DecisionPaper) -> RenderedDocument:
    """The decision maker's record as a document: twelve parts in the order of Hofstetter, paras 132 and 133.

    The exact signed minutes relied on travel inside it (their bytes are not changed), beside its data as JSON.

    Raises:
        InvalidInput: no decision has been made; the record belongs to another item or home; it is to be signed
            without a date; or a panel recommended and its signed minutes are not there.
    """
    _require_whole(paper)
    document = Document(
        frame=_frame(paper), blocks=tuple(_blocks(paper)), attachments=tuple(_attachments(paper))
    )
    return render(document)


def _require_whole(paper: DecisionPaper) -> None:
    reference = paper.item.reference
    needed(paper.decision.decision, f"No decision has been entered on item {reference} yet. Enter it first.")
    if paper.decision.item_id != paper.item.id or paper.item.home_id != paper.home.id:
        raise InvalidInput(
            f"This decision does not belong to item {reference}. A record holds one family only."
        )
    if paper.signed_at is None:
        return
    needed(
        paper.decision.decided_on, f"The decision on item {reference} has no date. Date it before signing."
    )
    if paper.recommendation:
        needed(
            paper.signed_minutes and paper.minutes_sha256,
            f"The signed minutes of item {reference} are not there. The decision rests on them and carries them.",
        )


def _frame(paper: DecisionPaper) -> DocumentFrame:
    return DocumentFrame(
        title=f"Agency decision: item {paper.item.reference}",
        subtitle=f"{paper.type_name}. The agency decision maker's record",
        service_name=paper.service.name,
        reference=paper.reference,
        version="Final" if paper.signed_at else "Draft: not signed",
        confidentiality=confidential(),
        created_at=paper.signed_at or start_of(paper.decision.decided_on or paper.decision.received_on),
    )


def _attachments(paper: DecisionPaper) -> Iterator[Attachment]:
    if paper.signed_minutes:
        yield Attachment(
            name=f"minutes-{file_name_part(paper.minutes_reference or paper.item.reference)}.pdf",
            data=paper.signed_minutes,
            media_type="application/pdf",
            description=f"The signed panel minutes this decision rests on (SHA-256 {paper.minutes_sha256}).",
            relationship="Source",
        )
    for carried in paper.also_carried:
        yield Attachment(
            name=f"{file_name_part(carried.title)}-{file_name_part(carried.reference)}.pdf",
            data=carried.data,
            media_type="application/pdf",
            description=f"{carried.title}, on which this decision rests as well (SHA-256 {carried.sha256}).",
            relationship="Source",
        )
    records = {
        "service": paper.service.name,
        "type": paper.type_name,
        "item": paper.item,
        "home": paper.home,
        "decision": paper.decision,
        "decision_maker": paper.decision_maker.name,
        "recommendation": paper.recommendation,
        "departs_from_panel": paper.departs,
        "old_terms": paper.old_terms,
        "working_days_taken": paper.working_days_taken,
        "minutes_reference": paper.minutes_reference,
        "minutes_sha256": paper.minutes_sha256,
        "also_carried": {one.reference: one.sha256 for one in paper.also_carried},
        "signed_at": paper.signed_at,
    }
    yield data_attachment("decision", paper.reference, records)


def _blocks(paper: DecisionPaper) -> Iterator[Block]:
    if paper.signed_at is None:
        yield Callout(
            "Draft: not signed",
            "The decision maker has not signed this record. It is no decision yet.",
            "warn",
        )
    yield _box(paper)
    yield _facts(paper)
    if paper.departs:
        part = 5 if paper.review else 6
        yield Callout(
            "Departs from the panel", f"The reasons for departing from the panel are in part {part}.", "warn"
        )
    yield from numbered(twelve_parts(paper))


def _box(paper: DecisionPaper) -> DecisionBox:
    decision = paper.decision
    lines: list[Text] = list(terms_lines(decision.terms)) if decision.terms else []
    if decision.is_proposal:
        lines.append(PROPOSAL)
    elif decision.effective_on:
        lines.append(f"Takes effect on {long_date(decision.effective_on)}.")
    label = (
        "The agency decision maker's proposal"
        if decision.is_proposal
        else "The agency decision maker's decision"
    )
    return DecisionBox(label, paper.decided, tuple(lines))


def _facts(paper: DecisionPaper) -> KeyFacts:
    decision = paper.decision
    return KeyFacts(
        (
            ("Item", f"{paper.item.reference}: {paper.type_name}"),
            ("Foster home", f"{paper.home.names} ({paper.home.reference})"),
            ("Decision maker", f"{paper.decision_maker.name}{_post(paper.decision_maker)}"),
            ("Decided on", long_date(decision.decided_on) if decision.decided_on else "Not yet"),
            *_panel(paper),
        )
    )


def _panel(paper: DecisionPaper) -> tuple[tuple[str, str], ...]:
    if not paper.has_panel:
        received = long_date(paper.decision.received_on)
        return (
            ("The panel", "No panel considered this item"),
            (f"{capitalised(paper.report)} received", received),
        )
    review = ("The independent review", "Its recommendation is in part 5")
    return (
        ("The panel", _recommended(paper)),
        ("Panel minutes", paper.minutes_reference or "Not signed yet"),
        *((review,) if paper.review else ()),
    )


def _post(person: Person) -> str:
    return f", {person.post}" if person.post else ""


def _recommended(paper: DecisionPaper) -> str:
    if paper.recommendation is None:
        return "No recommendation is recorded yet"
    return paper.outcome_words.get(paper.recommendation.outcome, paper.recommendation.outcome)
