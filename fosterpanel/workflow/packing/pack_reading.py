"""Reading a meeting's pack on screen, under the numbers that are printed on it; notes and place follow the documents.

The index and the empty pages of the printed pack are not read here: the list of documents stands in their place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass

from fosterpanel.db.transaction import Reading
from fosterpanel.documents.joined_pages import JoinedPages
from fosterpanel.documents.page_images import PageImages
from fosterpanel.domain.interests import DeclaredInterest, Ruling
from fosterpanel.domain.issued_packs import IssuedPack
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.pack_changes import ChangeKind, changes_since
from fosterpanel.domain.packs import PackEntry, PackPlan, PackSection, Place, index_of, page_range, place_of
from fosterpanel.domain.papers import Paper, PaperReading
from fosterpanel.domain.service import Person
from fosterpanel.errors import NotFound
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.packing.packs_out import AGENDA, latest_pack, stopped_at
from fosterpanel.workflow.page_images import Pages
from fosterpanel.workflow.panels.panel_seats import member_at_desk


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSheet:
    """One page as it is read: the number printed on it, where it lies in the printed pack, and what is behind it.

    ``index`` counts from 0 and ``place`` names the document and its page from 0. ``item_id`` and ``paper_id``, the
    version that is in the pack, are empty on the agenda.
    """

    printed: str
    index: int
    place: Place
    item_id: str = ""
    paper_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackDocument:
    """One document: its pages as printed, the sheet (from 0) on which it begins, and who has read this version.

    ``version`` is 0 for the agenda; ``newest`` is a later one where the paper was corrected after the pack went out.
    ``change`` is what is new about it since the issue before. ``others`` are the names of who else has read it.
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
            NotFound: none does; the sentence says whether it is the index, an empty page, kept back, or nowhere.
        """
        number, plan = typed.strip().upper(), self.pack.plan
        if number not in plan.printed:
            raise NotFound(f"No page of this pack is numbered {number}. Its last page is {self.last}.")
        sheet = self._sheet_at(plan.printed.index(number))
        if sheet is None:
            raise NotFound(_why_not(plan, number))
        return sheet

    def _sheet_at(self, index: int) -> int | None:
        sheet = bisect_left(self.sheets, index, key=lambda one: one.index)
        return sheet if sheet < len(self.sheets) and self.sheets[sheet].index == index else None


def open_pack(office: Office, meeting_id: str) -> OpenPack:
    """Open the pack that is out. Takes a while for a long one: called beside the window.

    Raises:
        NotFound: no pack of this meeting has been issued.
        UnreadableDocument: a paper of it cannot be shown.
    """
    with office.reading() as reading:
        meeting, issues = reading.get(Meeting, meeting_id), reading.find(IssuedPack, meeting_id=meeting_id)
        if not issues:
            raise NotFound("No pack of this meeting has been issued yet.")
        pack, plan = issues[-1], issues[-1].plan
        papers = {one.source: reading.get(Paper, one.source) for one in plan.entries if one.id != AGENDA}
        shown = tuple(_shown(plan, papers, _items_kept_back(office, reading, meeting_id)))
        entries = {entry.id: entry for section in shown for entry in section.entries}
        sheets = tuple(_sheets(plan, entries, papers))
        documents = tuple(_documents(office, reading, shown, papers, _changes(issues)))
        stopped = stopped_at(office, reading, meeting_id)
        data = [reading.content(entry.sha256) for entry in entries.values()]
    images = _joined(data)
    return OpenPack(
        meeting=meeting,
        pack=pack,
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
        about = {papers[entry.source].item_id for entry in section.entries if entry.id != AGENDA}
        if not about & kept_back:
            yield section


def _sheets(
    plan: PackPlan, entries: Mapping[str, PackEntry], papers: Mapping[str, Paper]
) -> Iterator[PackSheet]:
    for index, printed in enumerate(plan.printed):
        place = place_of(plan, index)
        if place is None or place.entry_id not in entries:
            continue
        paper = papers.get(entries[place.entry_id].source)
        yield PackSheet(
            printed=printed,
            index=index,
            place=place,
            item_id=paper.item_id if paper else "",
            paper_id=paper.id if paper else "",
        )


def _documents(
    office: Office,
    reading: Reading,
    sections: tuple[PackSection, ...],
    papers: Mapping[str, Paper],
    changes: Mapping[str, ChangeKind],
) -> Iterator[PackDocument]:
    first = 0
    for section in sections:
        for entry in section.entries:
            paper = papers.get(entry.source)
            readings = reading.find(PaperReading, paper_id=paper.id) if paper else ()
            yield PackDocument(
                id=entry.id,
                section=section.title,
                title=entry.title,
                pages=page_range(entry.pages),
                first=first,
                last=first + len(entry.pages) - 1,
                item_id=paper.item_id if paper else "",
                paper_id=paper.id if paper else "",
                version=paper.number if paper else 0,
                newest=_newest(reading, paper).number if paper else 0,
                change=changes.get(entry.id),
                others=tuple(
                    reading.get(Person, one.person_id).name
                    for one in readings
                    if one.person_id != office.person.id
                ),
                is_read_by_me=any(one.person_id == office.person.id for one in readings),
                begins_section=entry is section.entries[0],
            )
            first += len(entry.pages)


def _newest(reading: Reading, paper: Paper) -> Paper:
    while later := reading.find(Paper, replaces_id=paper.id):
        paper = later[-1]
    return paper


def _changes(issues: tuple[IssuedPack, ...]) -> dict[str, ChangeKind]:
    if len(issues) < 2:
        return {}
    return {one.entry_id: one.kind for one in changes_since(issues[-2].plan, issues[-1].plan)}


def _joined(data: list[bytes]) -> JoinedPages:
    with ExitStack() as undoing:
        parts = []
        for each in data:
            parts.append(PageImages(each))
            undoing.callback(parts[-1].close)
        undoing.pop_all()
    return JoinedPages(parts)


def _why_not(plan: PackPlan, number: str) -> str:
    if number in plan.front:
        return f"Page {number} is in the index, which the list of documents stands for here."
    if any(entry.blank == number for entry in plan.entries):
        return f"Page {number} is empty, so that the next document begins on a right-hand page."
    return f"Page {number} belongs to an item that an interest takes you out of."
