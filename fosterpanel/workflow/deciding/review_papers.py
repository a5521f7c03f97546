"""The papers an independent review asks for: what goes, what stays out and why, by when, and that they have gone.

Source: Fostering Services (England) Regulations 2011, reg 29; the review mechanism wants no minutes of the panel.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fosterpanel.clock import office_zone
from fosterpanel.db.transaction import Reading
from fosterpanel.domain.issued import IssuedDocument
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.notices import Notice
from fosterpanel.domain.papers import Paper
from fosterpanel.domain.representations import PapersSent, QualifyingDetermination, send_papers
from fosterpanel.workflow.minuting.minutes import signed_minutes
from fosterpanel.workflow.office import Office, require_has_come
from fosterpanel.workflow.paperwork.papers import current_papers, papers_before_panel


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPaper:
    """One file for the review: its title and own date (local), why it goes or stays out, its bytes by their hash."""

    title: str
    why: str
    sha256: str
    dated_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPapers:
    """What a review is sent. ``due_on`` (local) is the last day, None before a review was asked for."""

    determination: QualifyingDetermination
    goes: tuple[ReviewPaper, ...]
    stays_out: tuple[ReviewPaper, ...]
    due_on: date | None


def review_papers(office: Office, determination_id: str) -> ReviewPapers:
    """What goes to the independent review of a proposal, and what is left out by default."""
    with office.reading() as reading:
        determination = reading.get(QualifyingDetermination, determination_id)
        return ReviewPapers(
            determination=determination,
            goes=tuple(_going(reading, determination)),
            stays_out=tuple(_staying(office, reading, determination)),
            due_on=determination.papers_due_on,
        )


def send_review_papers(
    office: Office, determination_id: str, *, sent_on: date, method: str, proof: str, why_minutes: str = ""
) -> QualifyingDetermination:
    """Record that the papers left for the review, how, when (local date) and with what proof.

    ``why_minutes`` says why the panel's minutes went too; empty while they stay out, as the review asks.

    Raises:
        InvalidInput: no review was asked for, papers went before, or it is not said how they left.
    """
    require_has_come(office, sent_on, "The dispatch of the papers")
    with office.act() as transaction:
        held = transaction.get(QualifyingDetermination, determination_id)
        files = [*_going(transaction, held)]
        if has_minutes := bool(why_minutes.strip()):
            files += _staying(office, transaction, held)
        sent = PapersSent(
            sent_on=sent_on,
            method=method,
            proof=proof,
            sha256=tuple(one.sha256 for one in files),
            why_minutes=why_minutes.strip(),
        )
        changed = transaction.replace(
            send_papers(held, sent, has_minutes=has_minutes, book=office.book(sent_on))
        )
        transaction.note("send_review_papers", held.item_id, {"files": len(files), "sent_on": str(sent_on)})
    return changed


def _going(reading: Reading, determination: QualifyingDetermination) -> Iterator[ReviewPaper]:
    """What went to the panel, what came since, and the letter that proposes with what it encloses."""
    heard = papers_before_panel(reading, determination.item_id)
    for paper in heard:
        yield _paper(paper, "went to the panel")
    before = {paper.sha256 for paper in heard}
    for paper in current_papers(reading, determination.item_id):
        if paper.sha256 not in before:
            yield _paper(paper, "came after the panel")
    notice = reading.get(Notice, determination.notice_id)
    letter = reading.get(IssuedDocument, notice.document_id)
    yield _document(letter, "tells of the proposal, with its reasons")


def _staying(
    office: Office, reading: Reading, determination: QualifyingDetermination
) -> Iterator[ReviewPaper]:
    rule = office.book().rule("irm-pack-without-minutes")
    item = reading.get(PanelItem, determination.item_id)
    held = signed_minutes(reading, item.id) if item.meeting_id else None
    if held is not None:
        minutes = reading.get(IssuedDocument, held[0].document_id)
        yield _document(minutes, f"{rule.words} ({rule.citation})")


def _paper(paper: Paper, why: str) -> ReviewPaper:
    return ReviewPaper(title=paper.title, why=why, sha256=paper.sha256, dated_on=paper.dated_on)


def _document(document: IssuedDocument, why: str) -> ReviewPaper:
    issued_on = document.issued_at.astimezone(office_zone()).date()
    return ReviewPaper(title=document.title, why=why, sha256=document.sha256, dated_on=issued_on)
