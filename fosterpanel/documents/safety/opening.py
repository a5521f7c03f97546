"""Opening a PDF from outside: encrypted, broken, or made to fill the memory of whoever opens it."""

from __future__ import annotations

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


def open_source(data: bytes | Path, *, password: str = "", name: str = "") -> pikepdf.Pdf:
    """Open a PDF somebody handed in; ``name`` is what a refusal calls it, for a path its file name unless given.

    A file that only forbids printing or copying opens without being asked about. A damaged one is repaired where
    that can be done: ask ``was_repaired`` about it once it has been read. The caller closes it.

    Raises:
        PasswordNeeded: it is encrypted, and the password is not this one.
        PaperRefused: it is no PDF, cannot be repaired, or its pages are too many or too large.
        OSError: the path cannot be read.
    """
    name = name or (data.name if isinstance(data, Path) else "This file")
    with refusing_broken(name):
        pdf = _opened(data, password, name)
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


def _opened(data: bytes | Path, password: str, name: str) -> pikepdf.Pdf:
    try:
        if isinstance(data, Path):
            return pikepdf.open(data, password=password, access_mode=pikepdf.AccessMode.mmap)
        return pikepdf.open(BytesIO(data), password=password)
    except pikepdf.PasswordError as error:
        raise PasswordNeeded(_password_words(name, password)) from error


def _password_words(name: str, password: str) -> str:
    if password:
        return f"That is not the password of “{name}”. Ask its sender, and try again."
    return f"“{name}” asks for a password. Give it, or save the file without one and choose that."
