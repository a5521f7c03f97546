"""A pack of papers: what is in it, in which order, and the number printed on every page.

A page keeps its number for as long as its pack is re-issued: a note, a minute or somebody reading aloud may have used
it. What comes in late takes the number of the page before it and a letter (45A), as in a court's bundle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple

from fosterpanel.errors import InvalidInput, NotFound

_NUMBER = re.compile(r"([1-9][0-9]*)([A-Z]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackEntry:
    """One document of a pack; ``dated_on`` is its own date (local).

    ``id`` stays the same through every issue, so that notes follow the document. ``source`` says where its bytes are
    found, ``sha256`` which bytes they were. ``pages`` are the numbers printed on its pages, none before it is out;
    ``blank`` is the number of the empty page before it, where it begins on a right-hand page.
    """

    id: str
    title: str
    source: str
    dated_on: date | None = None
    sha256: str = ""
    is_late: bool = False
    pages: tuple[str, ...] = ()
    blank: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSection:
    """A part of a pack under a title of its own; a pack without parts has one section without a title."""

    title: str
    entries: tuple[PackEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPlan:
    """A whole pack. ``number`` is the issue, from 1; ``made_at`` is UTC.

    ``confidentiality`` is the line at the foot of every page. ``front`` are the numbers of the pages before the first
    document: the index, and what has changed. ``retired`` are numbers of pages that were out and are no longer: none is
    given to another page. ``max_dpi`` and ``reads_scans`` say how it was made, so that a further
    copy of it is the same: images brought down to so many dots to the inch, and scans made searchable.
    """

    title: str
    sections: tuple[PackSection, ...]
    made_at: datetime
    service_name: str = ""
    reference: str = ""
    number: int = 1
    confidentiality: str = ""
    has_right_hand_starts: bool = False
    front: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    max_dpi: int | None = None
    reads_scans: bool = True

    def __post_init__(self) -> None:
        """Refuse two documents of one id. Raises InvalidInput."""
        ids = [entry.id for entry in self.entries]
        if len(set(ids)) != len(ids):
            raise InvalidInput("Two documents of this pack have the same id. Take one of them out.")

    @property
    def entries(self) -> tuple[PackEntry, ...]:
        """Every document in the order of the pack."""
        return tuple(entry for section in self.sections for entry in section.entries)

    @property
    def printed(self) -> tuple[str, ...]:
        """The number printed on every page, in the order of the file."""
        return (*self.front, *(number for entry in self.entries for number in _with_blank(entry)))

    @property
    def is_out(self) -> bool:
        """Whether any document of it has page numbers that somebody may have used."""
        return any(entry.pages for entry in self.entries)

    def entry(self, entry_id: str) -> PackEntry:
        """One document. Raises NotFound."""
        for entry in self.entries:
            if entry.id == entry_id:
                return entry
        raise NotFound("That document is not in this pack.")


class Place(NamedTuple):
    """A page as notes remember it: its document, and its place there, counted from 0."""

    entry_id: str
    page: int


def place_of(plan: PackPlan, index: int) -> Place | None:
    """Which page of which document lies at a place of the pack, counted from 0; none for the index and empty pages."""
    for first, entry in first_pages(plan):
        if first <= index < first + len(entry.pages):
            return Place(entry.id, index - first)
    return None


def index_of(plan: PackPlan, place: Place) -> int | None:
    """Where in this issue, counted from 0, that page of that document lies; none where it is no longer in."""
    for first, entry in first_pages(plan):
        if entry.id == place.entry_id:
            return first + place.page if place.page < len(entry.pages) else None
    return None


def first_pages(plan: PackPlan) -> Iterator[tuple[int, PackEntry]]:
    """Each document with where it begins, counted from 0."""
    index = len(plan.front)
    for entry in plan.entries:
        index += bool(entry.blank)
        yield index, entry
        index += len(entry.pages)


def page_range(pages: tuple[str, ...]) -> str:
    """The numbers of pages in words: 45, 45–57, 45A–45C."""
    if not pages:
        return ""
    return pages[0] if len(pages) == 1 else f"{pages[0]}–{pages[-1]}"


def add_late(plan: PackPlan, late: PackEntry, *, section: str = "", after: str = "") -> PackPlan:
    """Put a late paper in: after the document whose id is ``after``, otherwise at the end of the named section.

    A section there is not is added as the last one.

    Raises:
        NotFound: the document to put it after is not in the pack.
    """
    late = replace(late, is_late=True)
    if after:
        plan.entry(after)
        return replace(plan, sections=tuple(_put_after(part, late, after) for part in plan.sections))
    if all(part.title != section for part in plan.sections):
        return replace(plan, sections=(*plan.sections, PackSection(title=section, entries=(late,))))
    return replace(
        plan,
        sections=tuple(
            replace(part, entries=(*part.entries, late)) if part.title == section else part
            for part in plan.sections
        ),
    )


def _put_after(section: PackSection, late: PackEntry, after: str) -> PackSection:
    entries = list(section.entries)
    for index, entry in enumerate(section.entries):
        if entry.id == after:
            entries.insert(index + 1, late)
    return replace(section, entries=tuple(entries))


def replace_paper(plan: PackPlan, entry_id: str, source: str, sha256: str = "") -> PackPlan:
    """Let a corrected version take the place of a document; it keeps its page numbers. Raises NotFound."""
    plan.entry(entry_id)
    return _with_entries(
        plan,
        (
            replace(entry, source=source, sha256=sha256) if entry.id == entry_id else entry
            for entry in plan.entries
        ),
    )


def next_issue(plan: PackPlan, made_at: datetime) -> PackPlan:
    """The pack to be issued again at that moment (UTC); whatever is out keeps its page numbers."""
    return replace(plan, number=plan.number + 1, made_at=made_at)


def new_version(plan: PackPlan, made_at: datetime) -> PackPlan:
    """The pack to be issued again at that moment (UTC), its pages numbered from 1 anew."""
    return numbered_anew(next_issue(plan, made_at))


def numbered_anew(plan: PackPlan) -> PackPlan:
    """The pack as if none of its pages were out: they will be numbered from 1."""
    cleared = (replace(entry, pages=(), blank="") for entry in plan.entries)
    return replace(_with_entries(plan, cleared), front=(), retired=())


def number_pages(plan: PackPlan, front: int, counts: Mapping[str, int]) -> PackPlan:
    """The plan with a number for every page: ``front`` pages before the documents, ``counts`` pages by id of document.

    Raises:
        InvalidInput: what is new has no number left between two pages that are out.
    """
    numbering = _Numbering(plan)
    front_numbers = numbering.take(plan.front, front, is_last=not plan.is_out)
    entries = []
    for entry, is_last in zip(plan.entries, _has_nothing_out_after(plan.entries), strict=True):
        blank = ""
        if plan.has_right_hand_starts and numbering.taken % 2:
            blank = numbering.take_blank(entry, is_last)
        pages = numbering.take(entry.pages, counts[entry.id], is_last)
        entries.append(replace(entry, pages=pages, blank=blank))
    numbered = replace(_with_entries(plan, entries), front=front_numbers)
    _require_order(numbered.printed)
    return retire(numbered, plan.printed)


def retire(plan: PackPlan, out: Iterable[str]) -> PackPlan:
    """The plan, knowing which of the numbers that are out it no longer has."""
    held = frozenset((*plan.printed, *plan.retired))
    return replace(plan, retired=(*plan.retired, *(number for number in out if number not in held)))


class _Numbering:
    """Gives out numbers in the order of the pages."""

    def __init__(self, plan: PackPlan) -> None:
        self.last, self.taken = "0", 0
        self._retired = frozenset(plan.retired)

    def take(self, kept: tuple[str, ...], count: int, is_last: bool) -> tuple[str, ...]:
        """Numbers for pages in a row: those they have, then new ones; plain ones where nothing that is out follows."""
        numbers = []
        for index in range(count):
            self.last = kept[index] if index < len(kept) else self._new(is_last)
            numbers.append(self.last)
        self.taken += count
        return tuple(numbers)

    def take_blank(self, entry: PackEntry, is_last: bool) -> str:
        """The number of an empty page before a document; nothing where those that are out leave none for it."""
        number = entry.blank or self._new(is_last and not entry.pages)
        if entry.pages and _order(number) >= _order(entry.pages[0]):
            return ""
        self.last = number
        self.taken += 1
        return number

    def _new(self, is_last: bool) -> str:
        number = _after(self.last, is_last)
        while number in self._retired:
            number = _after(number, is_last)
        return number


def _has_nothing_out_after(entries: tuple[PackEntry, ...]) -> list[bool]:
    return [not any(later.pages for later in entries[index + 1 :]) for index in range(len(entries))]


def _after(number: str, is_last: bool) -> str:
    whole, letters = _parts(number)
    return str(whole + 1) if is_last else f"{whole}{_next_letters(letters)}"


def _next_letters(letters: str) -> str:
    """A after nothing, B after A, AA after Z."""
    stem = letters.rstrip("Z")
    wrapped = "A" * (len(letters) - len(stem))
    return f"{stem[:-1]}{chr(ord(stem[-1]) + 1)}{wrapped}" if stem else f"A{wrapped}"


def _parts(number: str) -> tuple[int, str]:
    if number == "0":
        return 0, ""
    found = _NUMBER.fullmatch(number)
    if found is None:
        raise InvalidInput(f"“{number}” is not the number of a page. Make the pack anew.")
    return int(found[1]), found[2]


def _order(number: str) -> tuple[int, int, str]:
    whole, letters = _parts(number)
    return whole, len(letters), letters


def _require_order(printed: tuple[str, ...]) -> None:
    for before, after in pairwise(printed):
        if _order(before) >= _order(after):
            raise InvalidInput(
                f"No page number is left between {before} and {after}, which are out already. Put the late paper "
                "elsewhere, or issue the pack as a new version."
            )


def _with_blank(entry: PackEntry) -> tuple[str, ...]:
    return (entry.blank, *entry.pages) if entry.blank else entry.pages


def _with_entries(plan: PackPlan, entries: Iterable[PackEntry]) -> PackPlan:
    rest = iter(tuple(entries))
    sections = (
        replace(section, entries=tuple(next(rest) for _ in section.entries)) for section in plan.sections
    )
    return replace(plan, sections=tuple(sections))
