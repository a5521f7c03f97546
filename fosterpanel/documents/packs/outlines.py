"""Bookmarks: every section and document of a pack, each ending in its page number, with the document's own inside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import pikepdf
from pikepdf import Dictionary, Name, OutlineItem, Pdf

from fosterpanel.documents.packs.links import Destinations, Spot, destination
from fosterpanel.documents.pages.fonts import plain
from fosterpanel.domain.packs import PackEntry, PackPlan, first_pages

_DEEPEST, _MOST = 4, 400
# In a pack those of a document lie under its own bookmark, and that under its section's.
_DEEPEST_IN_PACK, _MOST_IN_PACK = _DEEPEST + 2, 40_000
_PAGE_NUMBER = re.compile(r", p\. [0-9]+[A-Z]*$")


@dataclass(frozen=True, slots=True)
class SourceBookmark:
    """A bookmark a document had of its own."""

    title: str
    spot: Spot
    children: tuple[SourceBookmark, ...] = ()


def bookmarks_of(pdf: Pdf) -> tuple[SourceBookmark, ...]:
    """The bookmarks of a document, as far as they lead to one of its pages."""
    return _bookmarks_of(pdf, _DEEPEST, _MOST)


def bookmarks_inside(pack: Pdf, plan: PackPlan) -> Mapping[str, Sequence[SourceBookmark]]:
    """The bookmarks each document of a pack came with, by its id, without page numbers; their spots are in the pack."""
    first = {entry.id: index for index, entry in first_pages(plan)}
    return {
        entry.id: tuple(map(_unnumbered, own.children))
        for entry, own in _own_bookmarks(pack, plan)
        if own.spot.page == first[entry.id]
    }


def _own_bookmarks(pack: Pdf, plan: PackPlan) -> Iterator[tuple[PackEntry, SourceBookmark]]:
    """Each document with its bookmark, in the order in which ``write_bookmarks`` puts them behind that of the index."""
    marks = iter(_bookmarks_of(pack, _DEEPEST_IN_PACK, _MOST_IN_PACK)[1:])
    for section in plan.sections:
        documents = tuple(islice(marks, 1 if section.title and section.entries else len(section.entries)))
        if section.title and documents:
            documents = documents[0].children
        yield from zip(section.entries, documents, strict=False)


def _unnumbered(mark: SourceBookmark) -> SourceBookmark:
    title = _PAGE_NUMBER.sub("", mark.title)
    return replace(mark, title=title, children=tuple(map(_unnumbered, mark.children)))


def _bookmarks_of(pdf: Pdf, deepest: int, most: int) -> tuple[SourceBookmark, ...]:
    outlines = pdf.Root.get("/Outlines")
    if not isinstance(outlines, Dictionary):
        return ()
    return tuple(_read(outlines, Destinations(pdf), _Seen(most), deepest))


class _Seen:
    """Which bookmarks were met: damaged ones may lead round in a circle, or be without number."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._met: set[tuple[int, int]] = set()

    def is_new(self, item: Dictionary) -> bool:
        if item.objgen in self._met or len(self._met) >= self._most:
            return False
        self._met.add(item.objgen)
        return True


def _read(above: Dictionary, places: Destinations, seen: _Seen, levels: int) -> Iterator[SourceBookmark]:
    item: object = above.get("/First")
    while isinstance(item, Dictionary) and seen.is_new(item):
        spot = places.spot(_destination(item))
        children = tuple(_read(item, places, seen, levels - 1)) if levels > 1 else ()
        title = " ".join(str(item.get("/Title", "")).split())
        if spot is not None and title:
            yield SourceBookmark(title, spot, children)
        else:
            yield from children
        item = item.get("/Next")


def _destination(item: Dictionary) -> object:
    action = item.get("/A")
    if isinstance(action, Dictionary) and action.get("/S") == Name.GoTo:
        return action.get("/D")
    return item.get("/Dest")


def write_bookmarks(pack: Pdf, plan: PackPlan, inner: Mapping[str, Sequence[SourceBookmark]]) -> None:
    """Write the bookmarks: the index, then each section with its documents; ``inner`` are those of each document."""
    marks = _Bookmarks(list(pack.pages), plan.printed)
    first = {entry.id: index for index, entry in first_pages(plan)}
    with pack.open_outline() as outline:
        outline.root.append(marks.at("Index", 0))
        for section in plan.sections:
            documents = [
                marks.closed(entry.title, first[entry.id], len(entry.pages), inner.get(entry.id, ()))
                for entry in section.entries
            ]
            if section.title and documents:
                heading = marks.at(section.title, first[section.entries[0].id])
                heading.children.extend(documents)
                documents = [heading]
            outline.root.extend(documents)


class _Bookmarks:
    """Makes bookmarks that end in the printed number of their page."""

    def __init__(self, pages: Sequence[pikepdf.Page], printed: Sequence[str]) -> None:
        self._pages, self._printed = pages, printed

    def at(self, title: str, index: int, left: object = None, top: object = None) -> OutlineItem:
        """One bookmark to a page, counted from 0."""
        place = destination(self._pages[index], left, top)
        # As in the index: a line feed in a title would break it, and a turn of the writing would turn the number.
        shown = " ".join(plain(title).split())
        return OutlineItem(f"{shown}, p. {self._printed[index]}", destination=place)

    def closed(
        self, title: str, first: int, count: int, inner: Sequence[SourceBookmark], spot: Spot | None = None
    ) -> OutlineItem:
        """A bookmark with those inside it, which are shown only when somebody opens it.

        ``first`` and ``count`` are where the document begins and how many pages it has.
        """
        made = self.at(title, first + spot.page, spot.left, spot.top) if spot else self.at(title, first)
        made.children.extend(
            self.closed(mark.title, first, count, mark.children, mark.spot)
            for mark in inner
            if mark.spot.page < count
        )
        made.is_closed = True
        return made
