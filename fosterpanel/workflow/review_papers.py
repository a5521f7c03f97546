"""What the independent review is sent in its ten working days: the panel's papers and the letter, not the minutes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.notices import Notice
from fosterpanel.domain.representations import QualifyingDetermination, Route
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.domain.wording import counted, plain_date
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.copies import Copy, save_copy
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.papers import current_papers

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPaper:
    """One paper or document that may go to the review; ``why_left_out`` says why it stays unless somebody adds it."""

    id: str
    title: str
    about: str
    sha256: str
    why_left_out: str = ""


def review_papers(office: Office, determination_id: str) -> tuple[ReviewPaper, ...]:
    """The papers of the item as the decision maker had them, and the letter; then what is left out, and why."""
    with office.reading() as reading:
        determination = reading.get(QualifyingDetermination, determination_id)
        item = reading.get(PanelItem, determination.item_id)
        book = office.book()
        return (*_papers(reading, item), *_documents(reading, item, determination, book))


def save_review_papers(
    office: Office, determination_id: str, chosen: Collection[str], folder: Path
) -> tuple[Path, ...]:
    """Write the chosen papers into a folder, numbered in their order; each copy is recorded, and that they were sent.

    Raises:
        InvalidInput: nothing was chosen, or the proposal was not challenged by independent review.
        StoreError: the folder cannot be written to, or the disk is full.
    """
    with office.reading() as reading:
        determination = reading.get(QualifyingDetermination, determination_id)
        held = [one for one in review_papers(office, determination_id) if one.id in chosen]
        contents = [reading.content(one.sha256) for one in held]
    if determination.route is not Route.INDEPENDENT_REVIEW:
        raise InvalidInput(
            "This proposal has not been challenged by independent review, so nothing goes there. Record the challenge."
        )
    if not held:
        raise InvalidInput("Nothing is chosen. Choose what goes to the independent review.")
    saved = [
        save_copy(
            office,
            Copy.PAPER,
            data,
            folder / f"{number:02} {_file_name(one.title)}.pdf",
            subject_id=one.id,
        )
        for number, (one, data) in enumerate(zip(held, contents, strict=True), start=1)
    ]
    with office.act() as transaction:
        transaction.note("gather_review_papers", determination.item_id, {"papers": len(saved)})
    return tuple(saved)


def _papers(reading: Reading, item: PanelItem) -> Iterator[ReviewPaper]:
    for paper in current_papers(reading, item.id):
        about = f"Version {paper.number}, {counted(paper.pages, 'page')}"
        yield ReviewPaper(id=paper.id, title=paper.title, about=about, sha256=paper.sha256)


def _documents(
    reading: Reading, item: PanelItem, determination: QualifyingDetermination, book: RuleBook
) -> Iterator[ReviewPaper]:
    notice = reading.get(Notice, determination.notice_id)
    letter = reading.get(IssuedDocument, notice.document_id)
    yield _document(letter, f"The letter of {plain_date(notice.dated_on)}")
    rule = book.rule("irm-pack-without-minutes")
    for kind in (DocumentKind.MINUTES, DocumentKind.ADDENDUM):
        for document in reading.find(IssuedDocument, subject_id=item.id, kind=kind):
            yield _document(document, "", f"{rule.words} ({rule.citation})")
    for document in reading.find(IssuedDocument, subject_id=item.id, kind=DocumentKind.DECISION):
        yield _document(
            document, "", "It carries the minutes inside it, and the letter says what was decided."
        )


def _document(document: IssuedDocument, about: str, why_left_out: str = "") -> ReviewPaper:
    return ReviewPaper(
        id=document.id,
        title=document.title,
        about=about,
        sha256=document.sha256,
        why_left_out=why_left_out,
    )


def _file_name(title: str) -> str:
    return " ".join(_NOT_IN_NAMES.sub(" ", title).split())
