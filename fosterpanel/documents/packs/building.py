"""Building a pack: its documents one behind another, then everything that is ours put on top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from fosterpanel.documents.packs.built import BuiltPack
from fosterpanel.documents.packs.describing import describe
from fosterpanel.documents.packs.index import number_with_index
from fosterpanel.documents.packs.links import destination
from fosterpanel.documents.packs.merging import copy_pages, put_in_order
from fosterpanel.documents.packs.outlines import SourceBookmark, write_bookmarks
from fosterpanel.documents.packs.records import EntryReport, PackOptions, PackReport, Progress
from fosterpanel.documents.packs.sources import FilesHeld, Fingerprints, Sources, ready, source_of
from fosterpanel.documents.packs.stamps import Stamper
from fosterpanel.documents.packs.tags import Tags
from fosterpanel.domain.packs import PackEntry, PackPlan, first_pages
from fosterpanel.errors import InvalidInput


def build_pack(
    plan: PackPlan,
    sources: Sources,
    options: PackOptions | None = None,
    *,
    earlier: PackPlan | None = None,
    progress: Progress | None = None,
) -> BuiltPack:
    """Build a pack, to be written once or many times; close it, or use it in a ``with`` block.

    ``sources`` are the documents by the plan's words for them; each is asked for once. A file has to stay as it is
    until the pack is written. With ``earlier``, the issue before, the first pages say what has changed. The plan in the
    result has every page's number.

    Raises:
        PaperRefused: a document cannot be taken in; the sentence names it.
        LockedDocument: a document opens only with a password, and the options hold another or none.
        InvalidInput: the plan is empty, no number is left for a late paper, or a title cannot be printed faithfully.
        NotFound: a document was not handed in.
    """
    if not plan.entries:
        raise InvalidInput("There is nothing to put in the pack. Add a document first.")
    pdf = pikepdf.new()
    try:
        return _Building(pdf, plan, options or PackOptions(), progress or _untold).build(sources, earlier)
    except BaseException:
        pdf.close()
        raise


def _untold(words: str, done: int, of: int) -> None:
    del words, done, of


@dataclass(slots=True)
class _Taken:
    """One document whose pages are in the pack."""

    pages: Sequence[pikepdf.Page]
    part: Dictionary | None
    bookmarks: Sequence[SourceBookmark]
    removed: tuple[str, ...]
    notes: list[str]
    reduced_images: int
    picture_pages: list[int] = field(default_factory=list)
    read_pages: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Building:
    pdf: Pdf
    plan: PackPlan
    options: PackOptions
    progress: Progress
    taken: dict[str, _Taken] = field(default_factory=dict)
    files: FilesHeld = field(default_factory=FilesHeld)

    def build(self, sources: Sources, earlier: PackPlan | None) -> BuiltPack:
        tags = Tags(self.pdf)
        fingerprints = Fingerprints(self.plan, sources)
        try:
            self._take_documents(sources, tags)
            if earlier is not None:
                # What has changed is told by the fingerprints; otherwise nobody needs to wait for them yet.
                self._take_hashes(fingerprints)
            index, index_part = self._take_index(self._number(earlier), tags)
            put_in_order(self.pdf, [*index, *self._pages_behind()])
            mark = self._stamp()
            self._take_hashes(fingerprints)
        finally:
            fingerprints.close()
        parts = [index_part, *(self.taken[entry.id].part for entry in self.plan.entries)]
        tags.finish([part for part in parts if part is not None], is_whole=None not in parts)
        inner = {entry_id: taken.bookmarks for entry_id, taken in self.taken.items()}
        write_bookmarks(self.pdf, self.plan, inner)
        describe(self.pdf, self.plan)
        return BuiltPack(self.pdf, mark, self.plan, self._report(), progress=self.progress, files=self.files)

    def _take_documents(self, sources: Sources, tags: Tags) -> None:
        entries = self.plan.entries
        for done, entry in enumerate(entries):
            self.progress("Reading the papers", done, len(entries))
            password = self.options.passwords.get(entry.source, "")
            given = source_of(entry, sources)
            with ready(entry, given, password, stays_on_disk=self.files.hold(given)) as source:
                pages = copy_pages(self.pdf, source.pdf)
                part = tags.carry(source.pdf, pages, entry.title)
                self.taken[entry.id] = _Taken(
                    pages=pages,
                    part=part,
                    bookmarks=source.bookmarks,
                    removed=tuple(_removed_words(one.what, one.page) for one in source.removed),
                    notes=list(source.notes),
                    reduced_images=self._reduce_images(pages),
                )

    def _number(self, earlier: PackPlan | None) -> bytes:
        counts = {entry_id: len(taken.pages) for entry_id, taken in self.taken.items()}
        self.plan, index = number_with_index(self.plan, counts, earlier)
        return index.pdf

    def _take_hashes(self, fingerprints: Fingerprints) -> None:
        sections = tuple(
            replace(
                section,
                entries=tuple(replace(entry, sha256=fingerprints.of(entry)) for entry in section.entries),
            )
            for section in self.plan.sections
        )
        self.plan = replace(self.plan, sections=sections)

    def _take_index(self, index: bytes, tags: Tags) -> tuple[Sequence[pikepdf.Page], Dictionary | None]:
        with pikepdf.open(BytesIO(index)) as source:
            targets = [
                (number, place, str(annotation.Dest))
                for number, page in enumerate(source.pages)
                for place, annotation in enumerate(page.obj.get("/Annots", Array()))
            ]
            pages = copy_pages(self.pdf, source)
            part = tags.carry(source, pages, "Index")
        for number, place, entry_id in targets:
            pages[number].obj.Annots[place].Dest = destination(self.taken[entry_id].pages[0])
        return pages, part

    def _pages_behind(self) -> Iterator[pikepdf.Page]:
        """The pages behind the index, blank ones among them."""
        for entry in self.plan.entries:
            pages = self.taken[entry.id].pages
            if entry.blank:
                blank = Dictionary(Type=Name.Page, MediaBox=pages[0].obj.MediaBox, Resources=Dictionary())
                yield pikepdf.Page(self.pdf.make_indirect(blank))
            yield from pages

    def _stamp(self) -> pikepdf.Object:
        stamper = Stamper(self.pdf, self.plan.confidentiality)
        printed, owners = self.plan.printed, self._owners()
        for index, page in enumerate(self.pdf.pages):
            self.progress("Numbering the pages", index, len(printed))
            stamped = stamper.stamp(page, printed[index])
            if index not in owners:
                continue
            taken, place = owners[index]
            if stamped.is_damaged:
                taken.notes.append(f"Page {printed[index]} is damaged: look at it.")
            elif stamped.is_picture:
                (taken.read_pages if self._read(page) else taken.picture_pages).append(place)
        return stamper.mark

    def _read(self, page: pikepdf.Page) -> bool:
        if not self.options.reads_scans:
            return False
        # Loaded only for a pack that holds scans.
        from fosterpanel.documents.packs.scans import can_read_scans, read_scan

        return can_read_scans() and read_scan(self.pdf, page)

    def _reduce_images(self, pages: Sequence[pikepdf.Page]) -> int:
        if self.options.max_dpi is None:
            return 0
        from fosterpanel.documents.packs.pictures import reduce_images

        return reduce_images(pages, self.options.max_dpi)

    def _owners(self) -> dict[int, tuple[_Taken, int]]:
        return {
            first + place: (self.taken[entry.id], place)
            for first, entry in first_pages(self.plan)
            for place in range(len(entry.pages))
        }

    def _report(self) -> PackReport:
        return PackReport(
            pages=len(self.plan.printed),
            entries=tuple(self._entry_report(entry) for entry in self.plan.entries),
        )

    def _entry_report(self, entry: PackEntry) -> EntryReport:
        taken = self.taken[entry.id]
        return EntryReport(
            entry_id=entry.id,
            title=entry.title,
            pages=entry.pages,
            picture_pages=tuple(entry.pages[place] for place in taken.picture_pages),
            read_pages=tuple(entry.pages[place] for place in taken.read_pages),
            removed=taken.removed,
            notes=tuple(taken.notes),
            reduced_images=taken.reduced_images,
        )


def _removed_words(what: str, page: int | None) -> str:
    return f"{what} (page {page} of the document)" if page else what
