"""Further copies of a written pack: its bytes with another mark, another password and another identity.

The pages of a pack may be hundreds of megabytes and are the same in everybody's copy. So a copy is made as fast as
the disk allows: all bytes are taken over, and what differs, which is as long in every copy, is written over.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from io import SEEK_END, FileIO
from pathlib import Path
from typing import BinaryIO

import pikepdf
from pikepdf import Pdf

from fosterpanel.documents.packs.encryption import encrypt_stream, wrap_key
from fosterpanel.documents.packs.marks import MARK
from fosterpanel.documents.packs.records import plain_password

_AT_ONCE = 256 * 1024
_LOOKED_AT = 4096
_IDENTITY = re.compile(rb"/ID \[<[0-9a-f]{32}><([0-9a-f]{32})>\]")
_WRAPPED = re.compile(rb"/(OE?|UE?) <([0-9a-f]+)>")


@dataclass(frozen=True, slots=True)
class Base:
    """A written pack, and where in it lies what differs from copy to copy, in bytes from its beginning."""

    path: Path
    mark: int
    identity: int
    key: bytes
    wrapped: tuple[tuple[str, int], ...]

    def write_copy(self, file: BinaryIO, mark: bytes, password: str) -> None:
        """Write a copy with its own mark and password; both files are encrypted, or neither is."""
        with self.path.open("rb", buffering=0) as source:
            _copy(source, file)
        for place, written in self._differing(mark, password):
            file.seek(place)
            file.write(written)

    def _differing(self, mark: bytes, password: str) -> Iterator[tuple[int, bytes]]:
        yield self.mark, encrypt_stream(self.key, mark) if self.key else mark
        yield self.identity, secrets.token_hex(16).encode()
        if self.key:
            wrapped = wrap_key(self.key, password)
            parts = {"U": wrapped.user, "UE": wrapped.user_key, "O": wrapped.owner, "OE": wrapped.owner_key}
            for name, place in self.wrapped:
                yield place, parts[name].hex().encode()


def _copy(source: FileIO, target: BinaryIO) -> None:
    """Copy within the system where it can do that, which spares every byte the way through this program."""
    left = os.fstat(source.fileno()).st_size
    with contextlib.suppress(AttributeError, OSError):
        while left:
            left -= os.copy_file_range(source.fileno(), target.fileno(), left)
        return
    source.seek(0)
    target.seek(0)
    shutil.copyfileobj(source, target, _AT_ONCE)


def find_base(path: Path, password: str) -> Base:
    """Find in a pack that was just written what differs from copy to copy."""
    with pikepdf.open(path, password=plain_password(password)) as pdf, path.open("rb") as file:
        table = pdf.get_xref_table()
        mark = _read_at(file, table[_mark_of(pdf).objgen].offset)
        return Base(
            path=path,
            mark=mark[0] + mark[1].index(b"stream\n") + len(b"stream\n"),
            identity=_identity_at(file),
            key=bytes(pdf.encryption.encryption_key) if pdf.is_encrypted else b"",
            wrapped=_wrapped_at(file, table, pdf) if pdf.is_encrypted else (),
        )


def _mark_of(pdf: Pdf) -> pikepdf.Object:
    forms = pdf.pages[0].obj.Resources.XObject
    return next(form for _, form in forms.items() if MARK in form)


def _read_at(file: BinaryIO, offset: int | None) -> tuple[int, bytes]:
    assert offset is not None, "the table of the file says where each object lies"
    file.seek(offset)
    return offset, file.read(_LOOKED_AT)


def _identity_at(file: BinaryIO) -> int:
    begins = max(0, file.seek(0, SEEK_END) - _LOOKED_AT)
    found = _IDENTITY.search(_read_at(file, begins)[1])
    assert found is not None, "qpdf writes the identity into the trailer"
    return begins + found.start(1)


def _wrapped_at(
    file: BinaryIO, table: dict[tuple[int, int], pikepdf.XrefEntry], pdf: Pdf
) -> tuple[tuple[str, int], ...]:
    offset, written = _read_at(file, table[pdf.trailer.Encrypt.objgen].offset)
    return tuple((found[1].decode(), offset + found.start(2)) for found in _WRAPPED.finditer(written))
