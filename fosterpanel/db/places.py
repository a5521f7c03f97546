"""The place of a store on disk: is one there, and is it ours alone to use?"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from fosterpanel.db.durable_files import PRIVATE
from fosterpanel.db.failures import BUSY, file_sentences
from fosterpanel.db.keys.key_file import key_file_of
from fosterpanel.errors import InvalidInput, NotFound, StoreBusy


@contextlib.contextmanager
def hold(path: Path) -> Iterator[None]:
    """Keep every other process away from the store at ``path`` while the block runs.

    The lock is a file of its own: opening the store file a second time would drop the engine's own locks.

    Raises:
        StoreBusy: somebody else holds it.
        StoreError: the folder cannot be made or written to.
    """
    lock = FileLock(lock_of(path), timeout=0, mode=PRIVATE, thread_local=False)
    with file_sentences():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire()
        except Timeout as held:
            raise StoreBusy(BUSY) from held
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def hold_if_used(path: Path) -> Iterator[None]:
    """Keep others away from a store that was ever open where it lies; a backup on a shelf needs no lock.

    Raises:
        StoreBusy: somebody has it open.
    """
    with hold(path) if lock_of(path).exists() else contextlib.nullcontext():
        yield


def lock_of(path: Path) -> Path:
    """Say where the lock of the store at ``path`` lies."""
    return path.with_name(path.name + ".lock")


def require_store(path: Path) -> None:
    """See that there is a store file.

    Raises:
        NotFound: there is none.
    """
    if not path.is_file():
        raise NotFound(f"There is no store at {path.name}. Check the name, or make a new store there.")


def refuse_to_overwrite(path: Path) -> None:
    """See that nothing is at ``path`` that a new store would replace.

    Raises:
        InvalidInput: there is a file, or the keys of one.
    """
    for taken in (path, key_file_of(path)):
        if taken.exists():
            raise InvalidInput(
                f"There is a file {taken.name} already. Choose another name; nothing was replaced."
            )
