"""Reading papers on screen: the list of them with their versions and readers, their pages, and where one stopped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fosterpanel.db.transaction import Reading
from fosterpanel.documents.page_images import Box, PageImages
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.papers import Paper, PaperAlert, PaperReading, Reliance, ReliedBy, who_relied
from fosterpanel.domain.service import Person
from fosterpanel.errors import UnreadableDocument
from fosterpanel.workflow.copies import Copy, Way, record_copy, save_copy
from fosterpanel.workflow.drafts import keep_draft, kept_draft
from fosterpanel.workflow.office import Office, new_id
from fosterpanel.workflow.page_images import Pages

_AROUND = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPaper:
    """One version of a paper as a list shows it. ``readers`` are names; ``replaced_on`` is local, None while current.

    ``alert`` is what was raised when this version corrected one that somebody had relied on.
    """

    paper: Paper
    kind_words: str
    readers: tuple[str, ...]
    is_read_by_me: bool
    relied_by: tuple[ReliedBy, ...]
    replaced_on: date | None
    alert: PaperAlert | None

    @property
    def id(self) -> str:
        """The version's id."""
        return self.paper.id

    @property
    def is_current(self) -> bool:
        """Whether no later version replaces it."""
        return self.replaced_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPaper:
    """A version opened to be read: close ``images`` afterwards. ``sizes`` are each page's width and height in points.

    ``versions`` are all versions of the paper, the newest first; ``at_page`` (from 1) is where this person stopped.
    """

    paper: Paper
    item_reference: str
    versions: tuple[Paper, ...]
    images: PageImages
    sizes: tuple[tuple[float, float], ...]
    at_page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Words found once in a paper: the page, counted from 0, where on it, and the words around."""

    page: int
    boxes: tuple[Box, ...]
    words: str


def papers_with_versions(office: Office, item_id: str) -> tuple[ListedPaper, ...]:
    """Every version of every paper of an item: each paper by its newest version, the older ones after it."""
    book = office.book()
    with office.reading() as reading:
        papers = reading.find(Paper, item_id=item_id)
        reliances = reading.find(Reliance, item_id=item_id)
        alerts = {alert.paper_id: alert for alert in reading.find(PaperAlert, item_id=item_id)}
        replaced = {paper.replaces_id: paper.received_on for paper in papers if paper.replaces_id}
        readings = {paper.id: reading.find(PaperReading, paper_id=paper.id) for paper in papers}
        names = _names(reading, (one.person_id for each in readings.values() for one in each))
    return tuple(
        ListedPaper(
            paper=paper,
            kind_words=book.paper_kinds.get(paper.kind, paper.kind),
            readers=tuple(names[one.person_id] for one in readings[paper.id]),
            is_read_by_me=any(one.person_id == office.person.id for one in readings[paper.id]),
            relied_by=who_relied(reliances, paper.id),
            replaced_on=replaced.get(paper.id),
            alert=alerts.get(paper.id),
        )
        for line in _lines(papers)
        for paper in line
    )


def open_paper(office: Office, paper_id: str) -> OpenPaper:
    """Open a version to be read. Takes a while for long papers: called beside the window.

    Raises:
        NotFound: there is no such paper.
        UnreadableDocument: its pages cannot be shown.
    """
    with office.reading() as reading:
        paper = reading.get(Paper, paper_id)
        item = reading.get(PanelItem, paper.item_id)
        papers = reading.find(Paper, item_id=paper.item_id)
        data = reading.content(paper.sha256)
    images = PageImages(data)
    return OpenPaper(
        paper=paper,
        item_reference=item.reference,
        versions=next(line for line in _lines(papers) if paper in line),
        images=images,
        sizes=tuple(images.size(page) for page in range(images.page_count)),
        at_page=_place_in(office, paper),
    )


def record_reading(office: Office, paper_id: str) -> PaperReading:
    """Record that the person at the desk read a version to its end; the first time counts."""
    with office.act() as transaction:
        paper = transaction.get(Paper, paper_id)
        held = transaction.find(PaperReading, paper_id=paper_id, person_id=office.person.id)
        if held:
            return held[0]
        reading = transaction.insert(
            PaperReading(
                id=new_id(), paper_id=paper_id, person_id=office.person.id, read_at=office.clock.now()
            )
        )
        transaction.note("record_reading", paper.item_id, {"paper": paper_id})
    return reading


def keep_place(office: Office, paper_id: str, page: int) -> None:
    """Remember the page (from 1) at which the person at the desk stopped reading a version."""
    keep_draft(office, _place_name(paper_id), {"page": str(page)})


def save_paper_copy(office: Office, paper_id: str, path: Path) -> Path:
    """Write a paper where the person asked for it; the audit trail says so.

    Raises:
        StoreError: the folder cannot be written to, or the disk is full; nothing is left there.
    """
    with office.reading() as reading:
        data = reading.content(reading.get(Paper, paper_id).sha256)
    return save_copy(office, Copy.PAPER, data, path, subject_id=paper_id)


def record_printing(office: Office, paper_id: str) -> None:
    """Record that the person at the desk printed a paper."""
    record_copy(office, Copy.PAPER, Way.PRINTED, subject_id=paper_id)


def find_on_page(images: Pages, page: int, words: str) -> tuple[Hit, ...]:
    """Where words stand on one page, counted from 0, so that a long paper is looked through page by page."""
    try:
        found = images.find_on(page, words)
        text = " ".join(images.text(page).split()) if found else ""
    except UnreadableDocument:
        return ()
    lines = _lines_around(text, words, len(found))
    return tuple(Hit(page=page, boxes=one.boxes, words=line) for one, line in zip(found, lines, strict=True))


def _lines(papers: Iterable[Paper]) -> tuple[tuple[Paper, ...], ...]:
    """The versions of each paper, newest first; the papers in the order their first versions came."""
    lines: list[list[Paper]] = []
    line_of: dict[str, list[Paper]] = {}
    for paper in papers:
        if paper.replaces_id not in line_of:
            lines.append([])
        line = line_of[paper.id] = line_of.get(paper.replaces_id, lines[-1])
        line.insert(0, paper)
    return tuple(map(tuple, lines))


def _names(reading: Reading, person_ids: Iterable[str]) -> dict[str, str]:
    return {person_id: reading.get(Person, person_id).name for person_id in set(person_ids)}


def _place_in(office: Office, paper: Paper) -> int:
    kept = kept_draft(office, _place_name(paper.id))
    page = kept.fields.get("page", "1") if kept is not None else "1"
    return min(max(int(page), 1), paper.pages) if page.isdigit() else 1


def _place_name(paper_id: str) -> str:
    return f"reading:{paper_id}"


def _lines_around(text: str, words: str, times: int) -> list[str]:
    """The words around each time they occur; the words alone where the text of the page does not show it."""
    sought, folded, lines, begin = " ".join(words.split()).casefold(), text.casefold(), [], 0
    for _ in range(times):
        at = folded.find(sought, begin)
        lines.append(_around(text, at, at + len(sought)) if at >= 0 else words)
        begin = at + len(sought) if at >= 0 else len(folded)
    return lines


def _around(text: str, start: int, end: int) -> str:
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before = text[left:start].split(" ", 1)[-1] if left else text[:start]
    after = text[end:right].rsplit(" ", 1)[0] if right < len(text) else text[end:]
    return f"{'… ' if left else ''}{before}{text[start:end]}{after}{' …' if right < len(text) else ''}"
