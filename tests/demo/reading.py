"""Reading the demonstration's papers with other people's programs (poppler, qpdf), and changing bytes in them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

SOUND_TO_POPPLER = ("Signature is Valid.", "Total document signed")


def words(path: Path) -> str:
    """All the text a reader meets, with single spaces."""
    return _words(path.read_bytes())


def carried_by(pdf: bytes) -> dict[str, bytes]:
    """The files a document carries, by name."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {name: one.get_file().read_bytes() for name, one in document.attachments.items()}


def everything_in(path: Path) -> str:
    """The text on the pages, what the file says of itself, its name, and the same of the files it carries."""
    return "\n".join(_everything(path.name, path.read_bytes()))


def is_sound_to_poppler(path: Path) -> bool:
    told = _poppler("pdfsig", str(path))
    return all(words in told for words in SOUND_TO_POPPLER)


def _everything(name: str, data: bytes) -> Iterator[str]:
    yield name
    if not name.endswith(".pdf"):
        yield data.decode()
        return
    yield _words(data)
    yield from _said_of_itself(data)
    for carried, inner in carried_by(data).items():
        yield from _everything(carried, inner)


def _said_of_itself(pdf: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        yield from (str(value) for value in document.trailer.get("/Info", pikepdf.Dictionary()).values())
        yield document.Root.Metadata.read_bytes().decode()
        with document.open_outline() as outline:
            yield from (bookmark.title for bookmark in outline.root)


def _words(pdf: bytes) -> str:
    return " ".join(_poppler("pdftotext", "-", "-", given=pdf).split())


def _poppler(program: str, *arguments: str, given: bytes = b"") -> str:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed: apt install poppler-utils")
    told = subprocess.run([program, *arguments], input=given, capture_output=True, check=False)
    return told.stdout.decode(errors="replace")


def _in_words_on_page(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        contents = document.pages[0].obj.Contents
        number = (contents if isinstance(contents, pikepdf.Stream) else contents[0]).objgen[0]
    return _into_stream(pdf, number)


def _in_carried_file(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        specification = next(iter(document.attachments.values())).obj
        return _into_stream(pdf, specification.EF.F.objgen[0])


def _into_stream(pdf: bytes, number: int) -> int:
    found = re.search(rb"(?<!\d)%d 0 obj.*?stream\r?\n" % number, pdf, re.DOTALL)
    assert found is not None
    return found.end() + 20


def _in_signature_value(pdf: bytes) -> int:
    """A digit of the number that only the signer's key could make: the last thing in the gap but its filling."""
    gap = re.search(rb"/Contents ?<([0-9a-f]{2000,})>", pdf, re.IGNORECASE)
    assert gap is not None
    return gap.start(1) + len(gap[1].rstrip(b"0")) - 20


PLACES: dict[str, Callable[[bytes], int]] = {
    "the first line of the file": lambda pdf: 5,
    "words on a page": _in_words_on_page,
    "a carried file": _in_carried_file,
    "the signature itself": _in_signature_value,
    "the reason for signing": lambda pdf: pdf.index(b"/Reason") + 12,
    "the last line of the file": lambda pdf: len(pdf) - 4,
}


def with_one_byte_changed(pdf: bytes, at: int) -> bytes:
    """The same file but for one byte; a hexadecimal digit stays one, a digit or letter stays readable."""
    other = {ord("0"): ord("1")}.get(pdf[at], ord("0") if chr(pdf[at]).isalnum() else pdf[at] ^ 1)
    return pdf[:at] + bytes([other]) + pdf[at + 1 :]
