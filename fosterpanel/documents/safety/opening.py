"""Opening a PDF from outside: encrypted, broken, or made to fill the memory of whoever opens it."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf.settings import set_qpdf_limits

from fosterpanel.documents.safety.bounds import MOST_UNPACKED, refuse_pages_out_of_bounds
from fosterpanel.documents.safety.broken import refusing_broken
from fosterpanel.errors import PasswordNeeded

# What qpdf says of many files that lack nothing.
_HARMLESS = "Resources is missing or invalid"

# For the whole program, because qpdf knows no others: what no honest file reaches, and no file may exceed.
set_qpdf_limits(
    doc_max_warnings=10_000,
    flate_max_memory=MOST_UNPACKED,
    run_length_max_memory=MOST_UNPACKED,
    png_max_memory=MOST_UNPACKED,
    tiff_max_memory=MOST_UNPACKED,
    dct_max_memory=MOST_UNPACKED,
)


def open_source(
    data: bytes | Path, *, password: str = "", name: str = "", stays_on_disk: bool = False
) -> pikepdf.Pdf:
    """Open a PDF somebody handed in; ``name`` is what a refusal calls it, for a path its file name unless given.

    A file that only forbids printing or copying opens without being asked about. A damaged one is repaired where
    that can be done: ask ``was_repaired`` about it once it has been read. The caller closes it.

    With ``stays_on_disk`` what is in the streams of a file is read only when it is needed, also by a document its pages
    are copied into: that one holds the file open, which must stay as it is until then.

    Raises:
        PasswordNeeded: it is encrypted, and the password is not this one.
        PaperRefused: it is no PDF, cannot be repaired, or its pages are too many or too large.
        OSError: the path cannot be read.
    """
    name = name or (data.name if isinstance(data, Path) else "This file")
    with refusing_broken(name):
        pdf = _opened(data, password, name, stays_on_disk)
        try:
            refuse_pages_out_of_bounds(pdf, name)
            # A file repaired without it would be written without it, and then be broken for other readers.
            pdf.trailer.Size = len(pdf.objects) + 1
        except BaseException:
            pdf.close()
            raise
    return pdf


def was_repaired(pdf: pikepdf.Pdf) -> bool:
    """Whether anything in the file had to be mended while it was read, so that somebody should look at every page.

    Damage shows only when a part is read: ask after ``make_safe``, which reads them all, and ask once, because the
    reader forgets what it has told.
    """
    return any(_HARMLESS not in warning for warning in pdf.get_warnings())


def _opened(data: bytes | Path, password: str, name: str, stays_on_disk: bool) -> pikepdf.Pdf:
    try:
        if isinstance(data, bytes):
            return pikepdf.open(BytesIO(data), password=password)
        if stays_on_disk:
            return _opened_on_disk(data, password)
        return pikepdf.open(data, password=password, access_mode=pikepdf.AccessMode.mmap)
    except pikepdf.PasswordError as error:
        raise PasswordNeeded(_password_words(name, password)) from error


def _opened_on_disk(path: Path, password: str) -> pikepdf.Pdf:
    """Open as qpdf does for its own work; what pikepdf itself opens takes every stream it copies into memory."""
    job = {"inputFile": str(path), "password": password, "noWarn": "", "outputFile": os.devnull}
    pdf: pikepdf.Pdf = pikepdf.Job(job).create_pdf()  # type: ignore[no-untyped-call]
    with pikepdf.new() as other:
        for page in pdf.pages[:1]:
            # Before one goes elsewhere, qpdf lets all pages hold what they inherit, as they do in what pikepdf opens.
            other.pages.append(page)
    return pdf


def _password_words(name: str, password: str) -> str:
    if password:
        return f"That is not the password of “{name}”. Ask its sender, and try again."
    return f"“{name}” asks for a password. Give it, or save the file without one and choose that."
