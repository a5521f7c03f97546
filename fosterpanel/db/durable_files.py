"""Files that are whole or absent: written beside their place, forced to disk, then put in place."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from fosterpanel.db.failures import file_sentences

PRIVATE = 0o600
"""Only the person whose account this is may read the store and its keys."""


def write_durably(path: Path, content: bytes) -> None:
    """Replace ``path`` by ``content``; after a power cut it holds the old bytes or the new, never half.

    Raises:
        DiskFull: there was no room; the old file is unharmed.
        StoreError: the folder cannot be written to; the old file is unharmed.
    """
    draft = path.with_name(path.name + ".tmp")
    with file_sentences(), _discarded_on_failure(draft):
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(draft, path)


def copy_durably(source: Path, target: Path) -> None:
    """Copy a file that nothing has open, and force the copy to disk.

    Raises:
        DiskFull: there was no room.
        StoreError: the source cannot be read or the target not written.
    """
    with file_sentences():
        shutil.copyfile(source, target)
        target.chmod(PRIVATE)
        force_to_disk(target)


def make_private(path: Path) -> None:
    """Make an empty file that only this account may read, for the database engine to fill."""
    path.touch(mode=PRIVATE)


def put_in_place(draft: Path, path: Path) -> None:
    """Give a finished draft its final name in one step that survives a power cut."""
    draft.replace(path)
    force_folder_to_disk(path.parent)


def force_to_disk(path: Path) -> None:
    """Wait until the bytes of a closed file are on the disk itself."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def force_folder_to_disk(folder: Path) -> None:
    """Wait until the names in ``folder`` are on the disk; Windows does this by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _discarded_on_failure(draft: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
