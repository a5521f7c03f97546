"""Putting the pages of documents into a pack, with all that belongs to them."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Page, Pdf

from fosterpanel.documents.packs.layers import carry_layers
from fosterpanel.documents.packs.links import put_links, take_links
from fosterpanel.documents.packs.stamps import without_stamp

# What a page may hold for other programs, or for showing slides; it would drag whole other documents along.
_LEFT_BEHIND = ("/B", "/Thumb", "/PieceInfo", "/Trans", "/Dur", "/AA", "/PresSteps", "/SeparationInfo")

# What belongs to the whole document and has been dealt with: the form is flattened, the links know their pages.
_DONE_WITH = ("/AcroForm", "/Names", "/Dests")


def copy_pages(pack: Pdf, source: Pdf, pages: range | None = None) -> Sequence[Page]:
    """Copy pages of a document, all unless told which, to be put in order with the others; links among them lead on.

    Its form has to be flattened before. The document may be closed afterwards. Where it is a pack itself, its own
    numbers and lines are taken off, so that a page never bears two.
    """
    chosen = pages or range(len(source.pages))
    links = [
        link._replace(
            page=link.page - chosen.start, spot=link.spot._replace(page=link.spot.page - chosen.start)
        )
        for link in take_links(source, chosen)
        if link.spot.page in chosen
    ]
    for number in chosen:
        _strip(source.pages[number].obj)
    for key in _DONE_WITH:
        if key in source.Root:
            del source.Root[key]
    copied = [Page(pack.copy_foreign(page.obj)) for page in source.pages[chosen.start : chosen.stop]]
    put_links(copied, links)
    carry_layers(pack, source)
    return copied


def append_pages(pack: Pdf, source: Pdf, pages: range | None = None) -> Sequence[Page]:
    """Copy pages as ``copy_pages`` does, and put them behind those there are."""
    copied = copy_pages(pack, source, pages)
    pack.pages.extend(copied)
    return copied


def put_in_order(pack: Pdf, pages: Sequence[Page]) -> None:
    """Let a new pack have these pages, which belong to it already.

    All at once: for every page it is given by itself, qpdf goes through all it has.
    """
    tree = pack.Root.Pages
    for page in pages:
        page.obj.Parent = tree
    tree.Kids, tree.Count = Array([page.obj for page in pages]), len(pages)


def _strip(page: pikepdf.Object) -> None:
    for key in _LEFT_BEHIND:
        if key in page:
            del page[key]
    without_stamp(page)
