"""A person's private notes across a meeting's pack: each at its document, whatever the issue and the version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fosterpanel.domain.packs import Place
from fosterpanel.domain.papers import Paper
from fosterpanel.domain.private_notes import Area, PrivateNote
from fosterpanel.errors import UnreadableDocument
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.packing.pack_reading import OpenPack, PackDocument
from fosterpanel.workflow.packing.packs import first_version
from fosterpanel.workflow.paperwork.marked_places import as_area
from fosterpanel.workflow.paperwork.private_notes import notes_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PackNote:
    """A note where it lies in the pack now: its sheet (from 0), and what it marks there.

    ``sheet`` is None where its page is not in this issue; ``title`` is its document's. ``written_on`` is the version it
    was written on. Where the pack holds another version (``has_moved``), a highlight stands wherever its words stand
    now, and marks nothing where they are gone.
    """

    note: PrivateNote
    title: str
    sheet: int | None
    areas: tuple[Area, ...]
    written_on: int
    has_moved: bool

    @property
    def has_lost_words(self) -> bool:
        """Whether the words it marked are not in the version that the pack holds."""
        return bool(self.note.areas) and not self.areas


def notes_in_pack(office: Office, opened: OpenPack) -> tuple[PackNote, ...]:
    """All notes of the person at the desk on papers of the pack's items, in its order, those without a page last."""
    item_ids = dict.fromkeys(document.item_id for document in opened.documents if document.item_id)
    notes = [note for item_id in item_ids for note in _notes_on(office, opened, item_id)]
    return tuple(sorted(notes, key=lambda one: (one.sheet is None, one.sheet or 0)))


def _notes_on(office: Office, opened: OpenPack, item_id: str) -> Iterator[PackNote]:
    with office.reading() as reading:
        papers = {paper.id: paper for paper in reading.find(Paper, item_id=item_id)}
    documents = {document.id: document for document in opened.documents}
    for own in notes_of(office, item_id):
        if own.note.paper_id:
            paper = papers[own.note.paper_id]
            document = documents.get(first_version(paper, papers).id)
            yield _placed(opened, own.note, paper, document)


def _placed(opened: OpenPack, note: PrivateNote, paper: Paper, document: PackDocument | None) -> PackNote:
    sheet = opened.sheet_of(Place(document.id, max(note.page, 1) - 1)) if document else None
    areas, has_moved = note.areas, document is not None and document.paper_id != paper.id
    if document is not None and has_moved and note.areas and note.quote:
        found = _found_again(opened, note, document)
        sheet, areas = found or (sheet, ())
    return PackNote(
        note=note,
        title=paper.title,
        sheet=sheet,
        areas=areas if sheet is not None else (),
        written_on=paper.number,
        has_moved=has_moved,
    )


def _found_again(
    opened: OpenPack, note: PrivateNote, document: PackDocument
) -> tuple[int, tuple[Area, ...]] | None:
    """Where the words of a highlight stand in another version: on the nearest page, at the nearest height."""
    was_on = document.first + note.page - 1
    for sheet in sorted(range(document.first, document.last + 1), key=lambda one: abs(one - was_on)):
        try:
            found = opened.images.find_on(sheet, note.quote)
        except UnreadableDocument:
            continue
        places = [tuple(as_area(box, opened.sizes[sheet]) for box in one.boxes) for one in found]
        if places := [areas for areas in places if areas]:
            return sheet, min(places, key=lambda areas: abs(areas[0].top - note.areas[0].top))
    return None
