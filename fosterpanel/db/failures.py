"""What the disk or the database engine refused, said as one sentence of ``fosterpanel.errors``."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from fosterpanel.errors import DiskFull, StoreBusy, StoreDamaged, StoreError, WrongKey

DISK_FULL = (
    "The disk is full, so nothing was written; what was there before is unharmed. Make room and try again."
)
DISK_FAILED = (
    "The disk did not take or give what it was asked, so nothing was written. "
    "Check that it is connected, has room and may be written to, then try again."
)
BUSY = "Another window or program is using this store. Close it there and try again."
NOT_READABLE = (
    "This store cannot be read: the key is not the right one, or the file is damaged or not a store at all. "
    "If the key is certain, restore the latest backup."
)
DAMAGED = "This store is damaged, so nothing was written. Restore the latest backup."


class RefusedByStore(StoreError):
    """A rule the store itself holds was broken: a fault of the program, not of the person."""


_BY_CODE: dict[str, tuple[type[StoreError], str]] = {
    "SQLITE_FULL": (DiskFull, DISK_FULL),
    "SQLITE_IOERR": (StoreError, DISK_FAILED),
    "SQLITE_READONLY": (StoreError, DISK_FAILED),
    "SQLITE_CANTOPEN": (StoreError, DISK_FAILED),
    "SQLITE_PERM": (StoreError, DISK_FAILED),
    "SQLITE_BUSY": (StoreBusy, BUSY),
    "SQLITE_LOCKED": (StoreBusy, BUSY),
    "SQLITE_NOTADB": (WrongKey, NOT_READABLE),
    "SQLITE_CORRUPT": (StoreDamaged, DAMAGED),
}


@contextlib.contextmanager
def store_sentences() -> Iterator[None]:
    """Turn what the database engine raises inside the block into a sentence.

    Raises:
        WrongKey, StoreDamaged, StoreBusy, DiskFull, StoreError: what the engine met, in plain words.
    """
    try:
        yield
    except DBAPIError as failure:
        raise sentence_for(failure.orig) from failure
    except dbapi2.Error as failure:
        raise sentence_for(failure) from failure


@contextlib.contextmanager
def file_sentences() -> Iterator[None]:
    """Turn what the operating system refuses inside the block into a sentence.

    Raises:
        DiskFull, StoreError: what the disk met, in plain words.
    """
    try:
        yield
    except OSError as failure:
        raise sentence_for_file(failure) from failure


def sentence_for(failure: BaseException | None) -> StoreError:
    """Choose the sentence for an error of the database driver."""
    code = str(getattr(failure, "sqlite_errorname", ""))
    for start, (kind, sentence) in _BY_CODE.items():
        if code.startswith(start):
            return kind(sentence)
    if isinstance(failure, dbapi2.IntegrityError):
        return RefusedByStore(f"The store refused this change, and nothing was written: {failure}.")
    named = f" (the database says {code})" if code else ""
    return StoreError(
        f"The store could not be used{named}, and nothing was written. See that the disk has room and that its folder "
        "may be written to, and try again."
    )


def sentence_for_file(failure: OSError) -> StoreError:
    """Choose the sentence for an error of the operating system."""
    if failure.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFull(DISK_FULL)
    return StoreError(DISK_FAILED)
