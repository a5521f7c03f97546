"""The files a PDF document carries inside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedFile:
    """One carried file: its name, what it is said to be, and its bytes.

    Where ``is_damaged``, the bytes cannot be unpacked and ``data`` is what lies in the document, still packed.
    """

    name: str
    description: str
    data: bytes
    is_damaged: bool = False


def files_carried_by(pdf: bytes) -> tuple[CarriedFile, ...]:
    """Every file the document carries: listed by name, tied to the document, or pinned to a page.

    Each is given once, in the order found; one that is damaged does not keep the others from being read. Raises
    whatever the reader raises on a damaged document.
    """
    found: dict[tuple[int, int], CarriedFile] = {}
    with pikepdf.open(BytesIO(pdf)) as document:
        for specification in _file_specifications(document):
            carried = specification.get("/EF", pikepdf.Dictionary())
            stream = carried.get("/F", carried.get("/UF"))
            if isinstance(stream, pikepdf.Stream) and stream.objgen not in found:
                found[stream.objgen] = _carried(specification, stream)
    return tuple(found.values())


def _carried(specification: pikepdf.Object, stream: pikepdf.Stream) -> CarriedFile:
    try:
        data, is_damaged = stream.read_bytes(), False
    except pikepdf.PdfError:
        data, is_damaged = stream.read_raw_bytes(), True
    return CarriedFile(
        name=str(specification.get("/UF", specification.get("/F", "unnamed"))),
        description=str(specification.get("/Desc", "")),
        data=data,
        is_damaged=is_damaged,
    )


def _file_specifications(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    listed = document.Root.get("/Names", pikepdf.Dictionary()).get("/EmbeddedFiles")
    if listed is not None:
        yield from pikepdf.NameTree(listed).values()
    yield from document.Root.get("/AF", pikepdf.Array())
    for page in document.pages:
        for note in page.obj.get("/Annots", pikepdf.Array()):
            if note.get("/Subtype") == "/FileAttachment":
                yield note.FS
