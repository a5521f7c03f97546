"""The three beats of what whoever presided signs: minutes, and an addendum to them, alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from fosterpanel.db.transaction import Reading
from fosterpanel.documents.intake import text_of_pages
from fosterpanel.documents.minutes import AddendumPaper, MinutesPaper
from fosterpanel.domain.issued import DocumentKind
from fosterpanel.domain.meetings import Seat
from fosterpanel.domain.minutes import Minutes, sign
from fosterpanel.workflow.founding.service import signing_keys
from fosterpanel.workflow.office import Office, new_id
from fosterpanel.workflow.panels.panel_seats import require_member_at_desk
from fosterpanel.workflow.sealing import NewDocument, Seal, keep_document, require_unmoved
from fosterpanel.workflow.wrong_family import require_names_answered

PaperT = TypeVar("PaperT", MinutesPaper, AddendumPaper)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared(Generic[PaperT]):
    """A paper ready to be sealed: what it says, and who signs it how."""

    paper: PaperT
    seal: Seal
    document_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed(Generic[PaperT]):
    """A paper rendered and signed, not filed yet."""

    prepared: Prepared[PaperT]
    pdf: bytes


def prepare(office: Office, gather: Callable[[Reading], PaperT], *, reason: str) -> Prepared[PaperT]:
    """Read everything an agreed paper says, for the person at the desk to sign; ``gather`` reads it unsigned.

    Raises:
        InvalidInput: that person did not agree it, or sits on no panel.
    """
    with office.reading() as reading:
        seal = Seal(
            keys=signing_keys(reading, office.person),
            reason=reason,
            location=office.service.name,
            signed_at=office.clock.now(),
            timestamp_url=office.timestamp_url,
        )
        document_id = new_id()
        paper = _signed(office, reading, gather, seal, document_id)
    return Prepared(paper=paper, seal=seal, document_id=document_id)


def file(
    office: Office,
    sealed: Sealed[PaperT],
    gather: Callable[[Reading], PaperT],
    *,
    kind: DocumentKind,
    title: str,
    act: str,
) -> Minutes:
    """Write what was signed.

    Raises:
        MovedSince: anything it says has changed since it was prepared.
        NamesUnanswered: it names another family, and nobody has said why.
    """
    prepared = sealed.prepared
    paper, item = prepared.paper, prepared.paper.item
    pages = text_of_pages(sealed.pdf)
    with office.act() as transaction:
        again = _signed(office, transaction, gather, prepared.seal, prepared.document_id)
        require_unmoved(again, paper)
        require_names_answered(transaction, item.id, item.home_ids, pages)
        new = NewDocument(
            id=prepared.document_id,
            kind=kind,
            subject_id=item.id,
            title=title,
            reference=paper.reference,
            number=paper.minutes.number,
            issued_at=prepared.seal.signed_at,
            signed_by=paper.signed_by,
        )
        document = keep_document(transaction, new, sealed.pdf)
        minutes = transaction.replace(paper.minutes)
        transaction.note(act, item.id, {"document": document.id, "sha256": document.sha256})
    return minutes


def _signed(
    office: Office, reading: Reading, gather: Callable[[Reading], PaperT], seal: Seal, document_id: str
) -> PaperT:
    member = require_member_at_desk(office, reading)
    paper = gather(reading)
    seat = paper.meeting.seat_of(member.id) or Seat.MEMBER
    return replace(
        paper,
        minutes=sign(paper.minutes, by=member.id, at=seal.signed_at, document_id=document_id),
        signed_by=member.name,
        signer_seat=seat.value,
        signed_at=seal.signed_at,
        clock_words=seal.clock_words,
    )
