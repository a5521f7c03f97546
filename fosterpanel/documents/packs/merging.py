"""Putting the pages of a document behind those of a pack, with all that belongs to them."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Pdf

from fosterpanel.documents.packs.layers import carry_layers
from fosterpanel.documents.packs.links import put_links, take_links
from fosterpanel.documents.packs.stamps import without_stamp

# What a page may hold for other programs, or for showing slides; it would drag whole other documents along.
_LEFT_BEHIND = ("/B", "/Thumb", "/PieceInfo", "/Trans", "/Dur", "/AA", "/PresSteps", "/SeparationInfo")

# What belongs to the whole document and has been dealt with: the form is flattened, the links know their pages.
_DONE_WITH = ("/AcroForm", "/Names", "/Dests")


def append_pages(pack: Pdf, source: Pdf, pages: range | None = None) -> Sequence[pikepdf.Page]:
    """Append pages of a document, all unless told which; links among them lead to where they are now.

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
    first = len(pack.pages)
    pack.pages.extend(source.pages[chosen.start : chosen.stop])
    added = pack.pages[first:]
    put_links(added, links)
    carry_layers(pack, source)
    return added


def _strip(page: pikepdf.Object) -> None:
    for key in _LEFT_BEHIND:
        if key in page:
            del page[key]
    without_stamp(page)
