"""Reading a meeting's pack on screen as members hold it; notes and place follow the documents, not the pages.

The pack is made once more for it, of the plan that was issued and the papers in the store: it lies in memory only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from fosterpanel.db.transaction import Reading
from fosterpanel.documents.packs import PackOptions, build_pack
from fosterpanel.documents.page_images import PageImages
from fosterpanel.domain.interests import DeclaredInterest, Ruling
from fosterpanel.domain.issued_packs import IssuedPack
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.pack_changes import ChangeKind, changes_since
from fosterpanel.domain.packs import (
    PackPlan,
    PackSection,
    Place,
    first_pages,
    index_of,
    page_range,
)
from fosterpanel.domain.papers import Paper, PaperReading
from fosterpanel.domain.service import Person
from fosterpanel.errors import NotFound
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.packing.pack_pages import PackPages
from fosterpanel.workflow.packing.packs import PreparedPack, prepare_issued
from fosterpanel.workflow.packing.packs_out import AGENDA, latest_pack, stopped_at
from fosterpanel.workflow.page_images import Pages
from fosterpanel.workflow.panels.panel_seats import member_at_desk

INDEX = "index"
"""The id of the pack's own first pages among its documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSheet:
    """One page as it is read: the number printed on it, where it lies in the pack, and what is behind it.

    ``index`` counts from 0 and ``place`` names the document and its page from 0; it is None in the index and where a
    page is empty. ``item_id`` and ``paper_id``, the version that is in the pack, are empty there and on the agenda.
    """

    printed: str
    index: int
    place: Place | None = None
    item_id: str = ""
    paper_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackDocument:
    """One document: its pages as printed, the sheet (from 0) on which it begins, and who has read this version.

    ``version`` is 0 for the index and the agenda; ``newest`` is a later one where the paper was corrected after the
    pack went out. ``change`` is what is new about it since the issue before. ``others`` are the names of who else has
    read it.
    """

    id: str
    section: str
    title: str
    pages: str
    first: int
    last: int
    item_id: str = ""
    paper_id: str = ""
    version: int = 0
    newest: int = 0
    change: ChangeKind | None = None
    others: tuple[str, ...] = ()
    is_read_by_me: bool = False
    begins_section: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPack:
    """A pack opened to be read: close ``images`` afterwards. Sheets are its pages counted from 0, as ``images`` does.

    ``sizes`` are in points; ``stopped`` is where this person stopped, if they began. ``left_out`` are the headings of
    items whose papers are kept from this person, because an interest takes them out.
    """

    meeting: Meeting
    pack: IssuedPack
    images: Pages
    sizes: tuple[tuple[float, float], ...]
    sheets: tuple[PackSheet, ...]
    documents: tuple[PackDocument, ...]
    stopped: Place | None
    left_out: tuple[str, ...]

    @property
    def at(self) -> int:
        """The sheet to go on from."""
        return (self.sheet_of(self.stopped) if self.stopped else None) or 0

    @property
    def last(self) -> str:
        """The last number printed in the pack."""
        return self.pack.plan.printed[-1]

    def document_on(self, sheet: int) -> PackDocument:
        """The document that a sheet belongs to."""
        return next(one for one in reversed(self.documents) if one.first <= sheet)

    def sheet_of(self, place: Place) -> int | None:
        """The sheet that a page of a document is; None where it is not in this issue, or kept from this person."""
        index = index_of(self.pack.plan, place)
        return None if index is None else self._sheet_at(index)

    def sheet_numbered(self, typed: str) -> int:
        """The sheet that bears a number.

        Raises:
            NotFound: none does, or it is kept back; the sentence says which.
        """
        number, plan = typed.strip().upper(), self.pack.plan
        if number not in plan.printed:
            raise NotFound(f"No page of this pack is numbered {number}. Its last page is {self.last}.")
        sheet = self._sheet_at(plan.printed.index(number))
        if sheet is None:
            raise NotFound(f"Page {number} belongs to an item that an interest takes you out of.")
        return sheet

    def _sheet_at(self, index: int) -> int | None:
        sheet = bisect_left(self.sheets, index, key=lambda one: one.index)
        return sheet if sheet < len(self.sheets) and self.sheets[sheet].index == index else None


def open_pack(office: Office, meeting_id: str) -> OpenPack:
    """Open the pack that is out. Takes a while for a long one: called beside the window.

    Raises:
        NotFound: no pack of this meeting has been issued.
        PaperRefused: a paper of it can no longer be put into a pack.
    """
    with office.reading() as reading:
        prepared = prepare_issued(reading, meeting_id)
        meeting, issues = reading.get(Meeting, meeting_id), reading.find(IssuedPack, meeting_id=meeting_id)
        plan = prepared.plan
        papers = {one.id: reading.get(Paper, one.source) for one in plan.entries if one.id != AGENDA}
        shown = tuple(_shown(plan, papers, _items_kept_back(office, reading, meeting_id)))
        sheets = tuple(_sheets(plan, shown, papers))
        documents = tuple(
            _with_paper(office, reading, one, papers[one.id]) if one.id in papers else one
            for one in (_index(plan), *_documents(shown, sheets, _changes(issues)))
        )
        stopped = stopped_at(office, reading, meeting_id)
    images = PackPages(_opened(prepared), plan, [sheet.index for sheet in sheets])
    return OpenPack(
        meeting=meeting,
        pack=issues[-1],
        images=images,
        sizes=tuple(images.size(sheet) for sheet in range(images.page_count)),
        sheets=sheets,
        documents=documents,
        stopped=stopped,
        left_out=tuple(section.title for section in plan.sections if section not in shown),
    )


def is_latest(office: Office, opened: OpenPack) -> bool:
    """Whether no later issue of the pack has gone out since it was opened."""
    with office.reading() as reading:
        return latest_pack(reading, opened.meeting.id) == opened.pack


def _items_kept_back(office: Office, reading: Reading, meeting_id: str) -> frozenset[str]:
    """The items for which the person at the desk has to leave the room."""
    member = member_at_desk(office, reading)
    interests = reading.find(DeclaredInterest, meeting_id=meeting_id) if member else ()
    return frozenset(
        one.item_id
        for one in interests
        if member and one.member_id == member.id and one.ruling is Ruling.LEAVE
    )


def _shown(plan: PackPlan, papers: Mapping[str, Paper], kept_back: frozenset[str]) -> Iterator[PackSection]:
    for section in plan.sections:
        about = {papers[entry.id].item_id for entry in section.entries if entry.id != AGENDA}
        if not about & kept_back:
            yield section


def _opened(prepared: PreparedPack) -> PageImages:
    # On screen a page is drawn from what came; reading every scan anew would take minutes.
    options = PackOptions(reads_scans=False)
    with build_pack(prepared.plan, prepared.sources, options, earlier=prepared.earlier) as built:
        return PageImages(built.as_bytes())


def _sheets(
    plan: PackPlan, shown: tuple[PackSection, ...], papers: Mapping[str, Paper]
) -> Iterator[PackSheet]:
    """The index, and every page of what is shown with the empty ones before it."""
    for index, printed in enumerate(plan.front):
        yield PackSheet(printed=printed, index=index)
    ids = {entry.id for section in shown for entry in section.entries}
    for first, entry in first_pages(plan):
        if entry.id not in ids:
            continue
        if entry.blank:
            yield PackSheet(printed=entry.blank, index=first - 1)
        paper = papers.get(entry.id)
        for page, printed in enumerate(entry.pages):
            yield PackSheet(
                printed=printed,
                index=first + page,
                place=Place(entry.id, page),
                item_id=paper.item_id if paper else "",
                paper_id=paper.id if paper else "",
            )


def _index(plan: PackPlan) -> PackDocument:
    front = plan.front
    return PackDocument(
        id=INDEX, section="Index", title="Index", pages=page_range(front), first=0, last=len(front) - 1
    )


def _documents(
    shown: tuple[PackSection, ...], sheets: tuple[PackSheet, ...], changes: Mapping[str, ChangeKind]
) -> Iterator[PackDocument]:
    begins = {one.place.entry_id: at for at, one in enumerate(sheets) if one.place and one.place.page == 0}
    for section in shown:
        for entry in section.entries:
            yield PackDocument(
                id=entry.id,
                section=section.title,
                title=entry.title,
                pages=page_range(entry.pages),
                first=begins[entry.id],
                last=begins[entry.id] + len(entry.pages) - 1,
                change=changes.get(entry.id),
                begins_section=entry is section.entries[0],
            )


def _with_paper(office: Office, reading: Reading, document: PackDocument, paper: Paper) -> PackDocument:
    readers = [one.person_id for one in reading.find(PaperReading, paper_id=paper.id)]
    return replace(
        document,
        item_id=paper.item_id,
        paper_id=paper.id,
        version=paper.number,
        newest=_newest(reading, paper).number,
        others=tuple(reading.get(Person, one).name for one in readers if one != office.person.id),
        is_read_by_me=office.person.id in readers,
    )


def _newest(reading: Reading, paper: Paper) -> Paper:
    while later := reading.find(Paper, replaces_id=paper.id):
        paper = later[-1]
    return paper


def _changes(issues: tuple[IssuedPack, ...]) -> dict[str, ChangeKind]:
    if len(issues) < 2:
        return {}
    return {one.entry_id: one.kind for one in changes_since(issues[-2].plan, issues[-1].plan)}
