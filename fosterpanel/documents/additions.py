"""What was put into a PDF after it was signed, told in words by comparing it with its signed state."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

import pikepdf

DEEPEST_OBJECT = 60
ELSEWHERE = frozenset({"/Annots", "/Parent", "/P", "/StructParents", "/StructParent", "/B"})
FURNITURE = frozenset({"/Link", "/Popup", "/PrinterMark", "/TrapNet"})
UNSEEN = "something that could not be told apart: treat all of it as changed"


def what_was_added(signed: bytes, whole: bytes) -> tuple[str, ...]:
    """Name what ``whole`` holds beyond ``signed``, the bytes up to the end of the signed state.

    Never empty: bytes after the signed state are at least named as such.
    """
    tail = whole[len(signed) :]
    if b"startxref" not in tail:
        return (f"{_count(len(tail), 'byte', 'bytes')} after the end of the document, belonging to no page",)
    try:
        with pikepdf.open(BytesIO(signed)) as before, pikepdf.open(BytesIO(whole)) as after:
            found = tuple(_differences(before, after))
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return (UNSEEN,)
    return found or (f"{len(tail)} bytes of changes that alter no page, comment, form or attached file",)


def _differences(before: pikepdf.Pdf, after: pikepdf.Pdf) -> Iterator[str]:
    yield from _page_differences(before, after)
    yield from _comment_differences(before, after)
    yield from _form_differences(_fields(before), _fields(after))
    yield from _attachment_differences(before, after)


def _page_differences(before: pikepdf.Pdf, after: pikepdf.Pdf) -> Iterator[str]:
    old = [_fingerprint(page.obj) for page in before.pages]
    new = [_fingerprint(page.obj) for page in after.pages]
    if len(new) != len(old):
        pages = _count(abs(len(new) - len(old)), "page", "pages")
        yield f"{pages} added" if len(new) > len(old) else f"{pages} taken out"
    if sorted(old) == sorted(new) and old != new:
        yield "the pages were put in another order"
        return
    for number, (was, now) in enumerate(zip(old, new, strict=False), start=1):
        if was != now:
            yield f"page {number} was replaced or drawn over"


def _comment_differences(before: pikepdf.Pdf, after: pikepdf.Pdf) -> Iterator[str]:
    old, new = _notes(before), _notes(after)
    for number in sorted({page for page, _ in (new - old) + (old - new)}):
        came = sum(count for (page, _), count in (new - old).items() if page == number)
        went = sum(count for (page, _), count in (old - new).items() if page == number)
        changed = min(came, went)
        for count, verb in ((came - changed, "added"), (went - changed, "taken out"), (changed, "changed")):
            if count:
                yield f"{_count(count, 'comment or mark', 'comments or marks')} {verb} on page {number}"


def _form_differences(old: dict[str, str], new: dict[str, str]) -> Iterator[str]:
    for name in sorted(new.keys() - old.keys()):
        yield (
            "another signature was added"
            if new[name] == "signature"
            else f"the form field “{name}” was added"
        )
    for name in sorted(old.keys() - new.keys()):
        yield f"the form field “{name}” was taken out"
    for name in sorted(old.keys() & new.keys()):
        if old[name] != new[name]:
            signs = new[name] == "signature"
            yield (
                "another signature was added"
                if signs
                else f"the form field “{name}” was filled in or changed"
            )


def _attachment_differences(before: pikepdf.Pdf, after: pikepdf.Pdf) -> Iterator[str]:
    old, new = _attached(before), _attached(after)
    for name in sorted(new.keys() | old.keys()):
        if name not in old:
            yield f"the attached file “{name}” was added"
        elif name not in new:
            yield f"the attached file “{name}” was taken out"
        elif old[name] != new[name]:
            yield f"the attached file “{name}” was replaced"


def _notes(pdf: pikepdf.Pdf) -> Counter[tuple[int, bytes]]:
    """Each comment or mark by page; form fields are told of by their names, and links say nothing."""
    return Counter(
        (number, _fingerprint(note))
        for number, page in enumerate(pdf.pages, start=1)
        for note in page.obj.get("/Annots", pikepdf.Array())
        if note.get("/Subtype") != "/Widget" and str(note.get("/Subtype")) not in FURNITURE
    )


def _fields(pdf: pikepdf.Pdf) -> dict[str, str]:
    form = pdf.Root.get("/AcroForm", pikepdf.Dictionary())
    return dict(_fields_under(form.get("/Fields", pikepdf.Array()), "", DEEPEST_OBJECT))


def _fields_under(fields: pikepdf.Object, above: str, depth: int) -> Iterator[tuple[str, str]]:
    for field in fields if depth else ():
        name = f"{above}.{field.T}" if above and "/T" in field else str(field.get("/T", above))
        if "/Kids" in field and "/V" not in field:
            yield from _fields_under(field.Kids, name, depth - 1)
        elif field.get("/FT") == "/Sig":
            yield name, "signature" if "/V" in field else "empty place for a signature"
        else:
            yield name, _fingerprint(field).hex()


def _attached(pdf: pikepdf.Pdf) -> dict[str, bytes]:
    return {
        name: hashlib.sha256(specification.get_file().read_bytes()).digest()
        for name, specification in pdf.attachments.items()
    }


def _fingerprint(thing: pikepdf.Object) -> bytes:
    """A digest of what an object shows, following references; where it hangs in the file is left out."""
    digest = hashlib.sha256()
    for part in _parts(thing, set(), DEEPEST_OBJECT):
        digest.update(part)
    return digest.digest()


def _parts(thing: object, seen: set[tuple[int, int]], depth: int) -> Iterator[bytes]:
    if not isinstance(thing, pikepdf.Object) or depth == 0:
        yield repr(thing).encode()
        return
    if thing.is_indirect:
        if thing.objgen in seen:
            return
        seen.add(thing.objgen)
    if isinstance(thing, pikepdf.Array):
        yield b"["
        for item in thing:
            yield from _parts(item, seen, depth - 1)
    elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        yield from _parts_of_mapping(thing, seen, depth)
    else:
        yield repr(thing).encode()


def _parts_of_mapping(thing: pikepdf.Object, seen: set[tuple[int, int]], depth: int) -> Iterator[bytes]:
    yield b"<"
    for key in sorted(set(thing.keys()) - ELSEWHERE):
        yield key.encode()
        yield from _parts(thing[key], seen, depth - 1)
    if isinstance(thing, pikepdf.Stream):
        yield thing.read_raw_bytes()


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
