"""Redacted copies of papers: what is marked is taken out for good, looked for again, and only then handed over."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from fosterpanel.db.durable_files import write_durably
from fosterpanel.documents.intake import text_of_pages
from fosterpanel.documents.redaction import redact
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.papers import Paper
from fosterpanel.domain.redaction import Mark
from fosterpanel.workflow.copies import Copy
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.paperwork.papers import NewPaper, file_paper
from fosterpanel.workflow.wrong_family import addresses_shown, names_elsewhere, on_pages, require_answered

Progress = Callable[[int, int], object]


class Reader(StrEnum):
    """Who will read a redacted copy; the birth family is never shown where carers live."""

    PANEL = "the panel"
    CARERS = "the carers or applicants"
    BIRTH_FAMILY = "the birth family"
    OTHERS = "a court or another body"


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactedCopy:
    """A redacted copy of a paper, proved and not handed over yet.

    ``boxes`` is how many places were blacked out; ``not_found`` are the words and names that stand nowhere in it;
    ``removed`` says what else went, in plain words.
    """

    paper: Paper
    reader: Reader
    pdf: bytes = field(repr=False)
    pages: tuple[str, ...] = field(repr=False)
    boxes: int
    not_found: tuple[str, ...]
    removed: tuple[str, ...]


def redact_paper(
    office: Office,
    paper_id: str,
    marks: Sequence[Mark],
    *,
    reader: Reader,
    looked_at: Collection[int] = (),
    progress: Progress | None = None,
) -> RedactedCopy:
    """A copy of a paper without what is marked; the paper stays as it is. Takes a while: called beside the window.

    ``looked_at`` are the pages, from 1, that cannot be searched and somebody has looked at.

    Raises:
        InvalidInput: nothing is marked, or a box is on a page there is not.
        PagesToLookAt: some pages cannot be searched for the words, and nobody has looked at them.
        RedactionFailed: something marked would survive.
    """
    with office.reading() as reading:
        paper = reading.get(Paper, paper_id)
        data = reading.content(paper.sha256)
    redacted = redact(data, marks, looked_at=looked_at, name=paper.title, progress=progress)
    return RedactedCopy(
        paper=paper,
        reader=reader,
        pdf=redacted.pdf,
        pages=text_of_pages(redacted.pdf),
        boxes=sum(redacted.boxes.values()),
        not_found=redacted.not_found,
        removed=tuple(dict.fromkeys(one.what for one in redacted.removed)),
    )


def save_redacted(office: Office, copy: RedactedCopy, path: Path) -> Path:
    """Write a redacted copy where the person asked for it; the audit trail says so, and for whom it is.

    Raises:
        NamesUnanswered: it names another family, or shows the birth family where carers live, and nobody has said why.
        StoreError: the folder cannot be written to, or the disk is full; nothing is left there.
    """
    _require_answered(office, copy)
    write_durably(path, copy.pdf)
    with office.act() as transaction:
        transaction.note(
            "record_copy",
            copy.paper.id,
            {"what": Copy.PAPER.name, "way": "REDACTED", "reader": copy.reader.name, "boxes": copy.boxes},
        )
    return path


def file_redacted(office: Office, copy: RedactedCopy) -> Paper:
    """Put a redacted copy on the item as a paper of its own, received today.

    Raises:
        NamesUnanswered: as ``save_redacted``.
    """
    _require_answered(office, copy)
    paper = copy.paper
    return file_paper(
        office,
        paper.item_id,
        NewPaper(
            kind=paper.kind,
            title=f"{paper.title} (redacted)",
            data=copy.pdf,
            received_on=office.clock.today(),
            dated_on=paper.dated_on,
        ),
    )


def _require_answered(office: Office, copy: RedactedCopy) -> None:
    with office.reading() as reading:
        item = reading.get(PanelItem, copy.paper.item_id)
        pages = on_pages(copy.pages)
        found = names_elsewhere(reading, copy.paper.id, item.home_ids, pages)
        if copy.reader is Reader.BIRTH_FAMILY:
            found += addresses_shown(reading, copy.paper.id, pages)
        require_answered(reading, found)
