"""Copies of the papers for an independent review, written where somebody asked for them."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import groupby
from pathlib import Path

from fosterpanel.documents.packs import build_pack
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.packs import PackEntry, PackPlan, PackSection
from fosterpanel.domain.wording import capitalised
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.copies import Copy, save_copy
from fosterpanel.workflow.deciding.review_papers import ReviewPaper, ReviewPapers, review_papers
from fosterpanel.workflow.office import Office

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_CONFIDENTIAL = "Confidential: for the independent review. Keep it safe and return or destroy it afterwards."


def save_review_papers(
    office: Office, determination_id: str, chosen: Collection[str], folder: Path
) -> tuple[Path, ...]:
    """Write the chosen papers, by their hashes, into a folder, numbered in their order; each copy is recorded.

    Raises:
        InvalidInput: nothing was chosen.
        StoreError: the folder cannot be written to, or the disk is full.
    """
    papers = review_papers(office, determination_id)
    held = _chosen(papers, chosen)
    return tuple(
        save_copy(
            office,
            Copy.PAPER,
            data,
            folder / f"{number:02} {_file_name(one.title)}.pdf",
            subject_id=papers.determination.item_id,
        )
        for number, (one, data) in enumerate(zip(held, _contents(office, held), strict=True), start=1)
    )


def save_review_pack(office: Office, determination_id: str, chosen: Collection[str], path: Path) -> Path:
    """Write the chosen papers, by their hashes, as one pack: every page numbered, and an index of what goes.

    Takes a while where there are scans to be read, so it is called beside the window. The copy is recorded.

    Raises:
        InvalidInput: nothing was chosen, or the file is not to be .pdf.
        PaperRefused: a paper cannot be put into a pack; the sentence names it.
        StoreError: the folder cannot be written to, or the disk is full; nothing is left there.
    """
    if path.suffix.lower() != ".pdf":
        raise InvalidInput("The pack for the review is saved as .pdf. Give the file that ending.")
    papers = review_papers(office, determination_id)
    held = _chosen(papers, chosen)
    with office.reading() as reading:
        item = reading.get(PanelItem, papers.determination.item_id)
    with build_pack(_plan(office, item, held), _by_hash(held, _contents(office, held))) as pack:
        data = pack.as_bytes()
    return save_copy(office, Copy.REVIEW_PACK, data, path, subject_id=item.id)


def _chosen(papers: ReviewPapers, chosen: Collection[str]) -> tuple[ReviewPaper, ...]:
    held = tuple(one for one in (*papers.goes, *papers.stays_out) if one.sha256 in chosen)
    if not held:
        raise InvalidInput("Nothing is chosen. Choose what goes to the independent review.")
    return held


def _contents(office: Office, held: Collection[ReviewPaper]) -> tuple[bytes, ...]:
    with office.reading() as reading:
        return tuple(reading.content(one.sha256) for one in held)


def _plan(office: Office, item: PanelItem, held: Collection[ReviewPaper]) -> PackPlan:
    return PackPlan(
        title=f"Papers for the independent review of item {item.reference}",
        sections=tuple(
            PackSection(title=capitalised(why), entries=tuple(_entry(*one) for one in numbered))
            for why, numbered in groupby(enumerate(held, start=1), key=lambda one: one[1].why)
        ),
        made_at=office.clock.now(),
        service_name=office.service.name,
        reference=item.reference,
        confidentiality=_CONFIDENTIAL,
    )


def _entry(number: int, paper: ReviewPaper) -> PackEntry:
    """A document under its number, for an item may hold the same bytes twice."""
    return PackEntry(
        id=str(number),
        title=paper.title,
        source=paper.sha256,
        dated_on=paper.dated_on,
        sha256=paper.sha256,
    )


def _by_hash(held: Collection[ReviewPaper], contents: Collection[bytes]) -> dict[str, bytes]:
    return {one.sha256: data for one, data in zip(held, contents, strict=True)}


def _file_name(title: str) -> str:
    return " ".join(_NOT_IN_NAMES.sub(" ", title).split())
