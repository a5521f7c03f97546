"""Copying a store that may be in use: SQLCipher copies page by page into another encrypted file."""

from __future__ import annotations

from pathlib import Path

from fosterpanel.db.durable_files import force_to_disk, make_private, put_in_place
from fosterpanel.db.engine import connect
from fosterpanel.db.failures import file_sentences, store_sentences


def copy_encrypted(path: Path, key: bytes, target: Path) -> None:
    """Copy the store at ``path`` to ``target`` under the same key; ``target`` is whole or as it was before.

    Raises:
        DiskFull, StoreError: the disk refused; nothing is left of the draft.
    """
    draft = target.with_name(target.name + ".tmp")
    discard_database(draft)
    try:
        with store_sentences(), file_sentences():
            make_private(draft)
            _copy_pages(path, key, draft)
            force_to_disk(draft)
            put_in_place(draft, target)
    except BaseException:
        discard_database(draft)
        raise


def discard_database(path: Path) -> None:
    """Remove a database file that nothing has open, and what the engine keeps beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _copy_pages(path: Path, key: bytes, draft: Path) -> None:
    source = connect(path, key)
    try:
        target = connect(draft, key)
        try:
            source.backup(target)
        finally:
            target.close()
    finally:
        source.close()
