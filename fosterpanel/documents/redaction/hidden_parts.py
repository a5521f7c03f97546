"""What a document holds besides its pages: metadata, private data, bookmarks, other words for what is shown."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from fosterpanel.documents.pdf_values import entries_of
from fosterpanel.documents.redaction.marked_content import OTHER_WORDS
from fosterpanel.documents.redaction.matching import Sought
from fosterpanel.documents.redaction.photographs import without_remarks
from fosterpanel.documents.safety import Removed

_PRIVATE = {
    "/Metadata": "what the file says about itself (metadata)",
    "/PieceInfo": "private data of the program that made the file",
    "/Thumb": "small pictures of pages",
    "/LastModified": "when parts were last changed",
}
_OF_A_SIGNATURE = ("/Contents", "/Name", "/Reason", "/Location", "/ContactInfo", "/Cert", "/ByteRange")
_MOST_PARENTS = 100

Marks = Collection[tuple[tuple[int, int], int]]
"""Marks of content something was taken out of: the page's object, and the number of the mark."""


def take_out_private(pdf: pikepdf.Pdf) -> tuple[Removed, ...]:
    """Take out what nobody sees and no mark has to ask for: metadata, private data, thumbnails, signatures."""
    found = dict.fromkeys(_take_out_private(pdf))
    return tuple(Removed(what, None) for what in found)


def blank_strings(pdf: pikepdf.Pdf, sought: Sequence[Sought]) -> None:
    """Put the class in brackets in the place of what is looked for, in every string outside the pages' drawing."""
    for holder, key, text in strings_of(pdf):
        left = without(text, sought)
        if left != text:
            holder[key] = String(left)


def without(text: str, sought: Sequence[Sought]) -> str:
    """A text with the class in brackets for each thing looked for."""
    for each in sought:
        for start, end in reversed(list(each.spans(text))):
            text = f"{text[:start]}[{each.why}]{text[end:]}"
    return text


def strings_of(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, Any, str]]:
    """Every string in the document's objects: what holds it, where in it, and its text."""
    for held in pdf.objects:
        parts: list[Any] = [held]
        while parts:
            part = parts.pop()
            for key, within in _texts_and_parts(part):
                if isinstance(within, String):
                    yield part, key, str(within)
                elif isinstance(within, Dictionary | Array) and not within.is_indirect:
                    parts.append(within)


def silence_structure(pdf: pikepdf.Pdf, marks: Marks) -> None:
    """Take away what the document's structure says in other words about content something was taken out of."""
    if not marks:
        return
    for held in pdf.objects:
        if isinstance(held, Dictionary) and "/K" in held and "/S" in held and _is_about(held, marks):
            _silence(held)


def _take_out_private(pdf: pikepdf.Pdf) -> Iterator[str]:
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
        yield _PRIVATE["/Metadata"]
    # What else is there says which document this was made from.
    for key in pdf.trailer.keys() - {"/Root", "/Size", "/Info"}:
        del pdf.trailer[key]
    for key in {"/Perms", "/DSS"} & pdf.Root.keys():
        del pdf.Root[key]
    for held in pdf.objects:
        if isinstance(held, Dictionary | Stream):
            yield from _private_parts(held)


def _private_parts(held: Dictionary | Stream) -> Iterator[str]:
    for key in _PRIVATE.keys() & held.keys():
        del held[key]
        yield _PRIVATE[key]
    if isinstance(held, Stream) and held.get("/Filter") == Name.DCTDecode:
        yield from _remarks(held)
    if "/ByteRange" in held:
        for key in _OF_A_SIGNATURE:
            if key in held:
                del held[key]
        yield "a signature, which vouched for the whole document"
    if held.get("/FT") == Name.Sig and "/V" in held:
        del held["/V"]


def _remarks(photograph: Stream) -> Iterator[str]:
    packed = photograph.read_raw_bytes()
    left = without_remarks(packed)
    if left != packed:
        parameters = photograph.get("/DecodeParms")
        known = parameters if isinstance(parameters, Dictionary) else None
        photograph.write(left, filter=Name.DCTDecode, decode_parms=known)
        yield "what cameras wrote beside photographs"


def _texts_and_parts(part: Any) -> list[tuple[Any, Any]]:
    # A palette is a string too, but of colours.
    is_palette = isinstance(part, Array) and len(part) > 0 and part[0] == Name.Indexed
    return [] if is_palette else entries_of(part)


def _is_about(element: Dictionary, marks: Marks) -> bool:
    kids = element.K
    page = element.get("/Pg")
    for kid in kids if isinstance(kids, Array) else [kids]:
        owner = page
        number: Any = kid
        if isinstance(kid, Dictionary):
            owner, number = kid.get("/Pg", page), kid.get("/MCID")
        if isinstance(owner, Dictionary) and isinstance(number, int) and (owner.objgen, number) in marks:
            return True
    return False


def _silence(element: Any) -> None:
    for _ in range(_MOST_PARENTS):
        if not isinstance(element, Dictionary):
            return
        for key in OTHER_WORDS:
            if key in element:
                del element[key]
        element = element.get("/P")
