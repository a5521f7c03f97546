"""Taking a document out of a pack again: without what is ours on it, with the bookmarks and tags it came with."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pikepdf
from pikepdf import OutlineItem, Page, Pdf

from fosterpanel.documents.packs.layers import carry_layers
from fosterpanel.documents.packs.links import destination
from fosterpanel.documents.packs.merging import append_pages, put_in_order
from fosterpanel.documents.packs.outlines import SourceBookmark
from fosterpanel.documents.packs.stamps import without_stamp
from fosterpanel.documents.packs.tags import take_tags


def alone(pack: Pdf, pages: range, bookmarks: Sequence[SourceBookmark]) -> bytes:
    """A document by itself; ``pages`` are its own in the pack, and so are the spots of its ``bookmarks``.

    What is ours is taken off these pages in the pack as well, which is not to be written afterwards.
    """
    file = BytesIO()
    with pikepdf.new() as pdf:
        added = append_pages(pdf, pack, pages)
        take_tags(pdf, added, pack, pages)
        _write_bookmarks(pdf, added, pages, bookmarks)
        pdf.remove_unreferenced_resources()
        pdf.save(file, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return file.getvalue()


def pages_alone(pack: Pdf, pages: Sequence[Page]) -> bytes:
    """Pages of a pack by themselves, to be read: without what is ours on them, and without links, bookmarks and tags.

    The pack stays as it is.
    """
    file = BytesIO()
    with pikepdf.new() as pdf:
        copied = [Page(pdf.copy_foreign(page.obj)) for page in pages]
        for page in copied:
            without_stamp(page.obj)
        put_in_order(pdf, copied)
        carry_layers(pdf, pack)
        pdf.save(file, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return file.getvalue()


def _write_bookmarks(
    pdf: Pdf, added: Sequence[pikepdf.Page], pages: range, bookmarks: Sequence[SourceBookmark]
) -> None:
    def item(mark: SourceBookmark) -> OutlineItem:
        spot = mark.spot
        place = destination(added[spot.page - pages.start], spot.left, spot.top)
        made = OutlineItem(mark.title, destination=place)
        made.children.extend(item(below) for below in mark.children if below.spot.page in pages)
        return made

    if bookmarks:
        with pdf.open_outline() as outline:
            outline.root.extend(item(mark) for mark in bookmarks if mark.spot.page in pages)
