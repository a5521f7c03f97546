"""Links from place to place inside a document: taken down before its pages move, and put up again where they are now.

Every link leads to a place without saying how large it is to be shown, so that the reader's own size stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from fosterpanel.documents.pdf_values import value_at

_MOST_HOPS = 4
_LEFT_TOP = {"/XYZ": (2, 3), "/FitH": (None, 2), "/FitBH": (None, 2), "/FitV": (2, None), "/FitR": (2, 5)}


class Spot(NamedTuple):
    """A place in a document: its page, counted from 0, and its upper left corner where one is named."""

    page: int
    left: object
    top: object


class InnerLink(NamedTuple):
    """A link on a page: which of the page's annotations it is, and where it leads."""

    page: int
    annotation: int
    spot: Spot


class Destinations:
    """The places of one document, by name or by page."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._indexes: dict[tuple[int, int], int] = {}
        self._named: dict[str, object] | None = None

    def spot(self, destination: object) -> Spot | None:
        """Where a destination lies; none where it leads nowhere."""
        for _ in range(_MOST_HOPS):
            if isinstance(destination, Dictionary):
                destination = destination.get("/D")
            elif isinstance(destination, String | Name):
                destination = self._names.get(str(destination))
            else:
                break
        return self._explicit(destination) if isinstance(destination, Array) and len(destination) else None

    def _explicit(self, destination: Array) -> Spot | None:
        page: object = destination[0]
        index = self._index(page) if isinstance(page, Dictionary) else page
        if not isinstance(index, int) or not 0 <= index < len(self._pdf.pages):
            return None
        kind = str(destination[1]) if len(destination) > 1 else "/Fit"
        left, top = _LEFT_TOP.get(kind, (None, None))
        return Spot(index, _at(destination, left), _at(destination, top))

    def _index(self, page: Dictionary) -> int | None:
        if not self._indexes:
            self._indexes = {one.obj.objgen: index for index, one in enumerate(self._pdf.pages)}
        return self._indexes.get(page.objgen)

    @property
    def _names(self) -> Mapping[str, object]:
        if self._named is None:
            self._named = dict(_named(self._pdf))
        return self._named


def _named(pdf: Pdf) -> Iterator[tuple[str, object]]:
    root = pdf.Root
    old = root.get("/Dests")
    if isinstance(old, Dictionary):
        yield from old.items()
    names = root.get("/Names")
    tree = names.get("/Dests") if isinstance(names, Dictionary) else None
    if isinstance(tree, Dictionary):
        yield from _in_tree(tree, set())


def _in_tree(node: Dictionary, met: set[tuple[int, int]]) -> Iterator[tuple[str, object]]:
    """The names in a tree of names (ISO 32000-1, 7.9.6); pikepdf reads only those of files it keeps in memory."""
    names, kids = node.get("/Names"), node.get("/Kids")
    if isinstance(names, Array):
        for place in range(0, len(names) - 1, 2):
            if isinstance(names[place], String):
                yield str(names[place]), names[place + 1]
    for kid in kids if isinstance(kids, Array) else ():
        if isinstance(kid, Dictionary) and kid.is_indirect and kid.objgen not in met:
            met.add(kid.objgen)
            yield from _in_tree(kid, met)


def _at(destination: Array, place: int | None) -> object:
    return destination[place] if place is not None and len(destination) > place else None


def take_links(pdf: Pdf, pages: range) -> list[InnerLink]:
    """Take down the links on these pages that stay inside the document, and say where each led."""
    places = Destinations(pdf)
    links = []
    for number in pages:
        annotations = value_at(pdf.pages[number].obj, "/Annots")
        if not isinstance(annotations, Array):
            continue
        for place, annotation in enumerate(annotations):
            if isinstance(annotation, Dictionary):
                spot = places.spot(_taken(annotation))
                if spot is not None and annotation.get("/Subtype") == Name.Link:
                    links.append(InnerLink(number, place, spot))
    return links


def _taken(annotation: Dictionary) -> object:
    destination = annotation.get("/Dest")
    action = annotation.get("/A")
    if isinstance(action, Dictionary) and action.get("/S") == Name.GoTo:
        destination = action.get("/D")
        del annotation["/A"]
    if "/Dest" in annotation:
        del annotation["/Dest"]
    return destination


def put_links(pages: Sequence[pikepdf.Page], links: Sequence[InnerLink]) -> None:
    """Let the links lead to where their pages are now; ``pages`` are those of the document, in its order."""
    for link in links:
        annotation = pages[link.page].obj.Annots[link.annotation]
        annotation.Dest = destination(pages[link.spot.page], link.spot.left, link.spot.top)


def destination(page: pikepdf.Page, left: object = None, top: object = None) -> Array:
    """A place on a page, shown as large as the reader has it."""
    return Array([page.obj, Name.XYZ, left, top, None])
