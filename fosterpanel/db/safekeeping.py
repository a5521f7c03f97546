"""Making a store, copying it to a backup and putting a backup back: whole or not at all."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from fosterpanel.db.audit_trail import AuditTrail
from fosterpanel.db.checks import StoreCheck, check_store, require_whole
from fosterpanel.db.copying import copy_encrypted, discard_database
from fosterpanel.db.durable_files import copy_durably, put_in_place
from fosterpanel.db.engine import connect
from fosterpanel.db.failures import file_sentences, store_sentences
from fosterpanel.db.keys.key_file import copy_of, key_file_of, write_key_file
from fosterpanel.db.keys.openers import set_passphrase, set_recovery_words
from fosterpanel.db.keys.slots import KdfCost, KeyHeader, MasterKey, Purpose
from fosterpanel.db.keys.store_keys import StoreKeys
from fosterpanel.db.migrating import bring_up_to_date, make_schema
from fosterpanel.errors import StoreDamaged

SIDE_FILES = ("", "-wal", "-shm")


def make_store(
    path: Path, passphrase: str, words: str, at: datetime, cost: KdfCost
) -> tuple[KeyHeader, MasterKey]:
    """Make an empty store that the passphrase and the recovery words open; gives its keys.

    Raises:
        InvalidInput: the passphrase is too short.
        DiskFull, StoreError: the disk refused; nothing is left behind.
    """
    master = MasterKey.new()
    header = KeyHeader(store_id=secrets.token_hex(16))
    header = set_passphrase(header, master, passphrase, at, cost)
    header = set_recovery_words(header, master, words, at)
    draft = path.with_name(path.name + ".new")
    with _left_clean(draft), file_sentences():
        make_schema(draft, master.draw(Purpose.STORE))
        _begin_trail(draft, header, master)
        write_key_file(draft, header)
        _give_name(draft, path)
    return header, master


def back_up(path: Path, key: bytes, trail: AuditTrail, keys: StoreKeys, target: Path) -> StoreCheck:
    """Copy an open store to ``target``, check the copy, and only then give it its name.

    Raises:
        StoreDamaged: the copy is not sound; nothing was left.
        DiskFull, StoreError: the disk refused; nothing was left.
    """
    draft = target.with_name(target.name + ".new")
    with _left_clean(draft), file_sentences():
        target.parent.mkdir(parents=True, exist_ok=True)
        copy_encrypted(path, key, draft)
        found = _required_sound(check_store(draft, key, trail), "The store cannot be backed up as it is.")
        keys.write_beside(draft)
        _give_name(draft, target)
    return found


def restore_store(backup: Path, target: Path, header: KeyHeader, master: MasterKey) -> StoreCheck:
    """Check a copy of the backup, set aside what is at ``target``, and put the copy there.

    Raises:
        WrongKey, StoreTooNew, StoreDamaged: the backup cannot be used; ``target`` is as it was.
        DiskFull, StoreError: the disk refused; ``target`` is as it was.
    """
    draft = target.with_name(target.name + ".new")
    key = master.draw(Purpose.STORE)
    trail = AuditTrail(header.store_id, master.draw(Purpose.AUDIT))
    with _left_clean(draft), file_sentences():
        for suffix in ("", "-wal"):
            source = backup.with_name(backup.name + suffix)
            if source.exists():
                copy_durably(source, draft.with_name(draft.name + suffix))
        require_whole(draft, key)
        bring_up_to_date(draft, key, keep_copy=False)
        found = _required_sound(check_store(draft, key, trail), "This backup cannot be used.")
        write_key_file(draft, header)
        with _set_aside(target):
            _give_name(draft, target)
    return found


def _begin_trail(draft: Path, header: KeyHeader, master: MasterKey) -> None:
    trail = AuditTrail(header.store_id, master.draw(Purpose.AUDIT))
    with contextlib.closing(connect(draft, master.draw(Purpose.STORE))) as driver, store_sentences():
        trail.begin(driver)


def _required_sound(found: StoreCheck, otherwise: str) -> StoreCheck:
    if not found.is_sound:
        raise StoreDamaged(f"{otherwise} {found.findings[0]}")
    return found


def _give_name(draft: Path, path: Path) -> None:
    """Put a finished draft in place, its keys first: a store is never there without them."""
    for source, place in zip(_keys_of(draft), _keys_of(path), strict=True):
        put_in_place(source, place)
    put_in_place(draft, path)


@contextlib.contextmanager
def _left_clean(draft: Path) -> Iterator[None]:
    """Begin without an old draft and, on failure, leave none."""
    take_away(draft)
    try:
        yield
    except BaseException:
        take_away(draft)
        raise


def take_away(draft: Path) -> None:
    """Take the files of a store away: of a draft, or of one nobody has used yet."""
    discard_database(draft)
    for one in _keys_of(draft):
        one.unlink(missing_ok=True)


@contextlib.contextmanager
def _set_aside(target: Path) -> Iterator[None]:
    """Move a store away under ``<name>.replaced``, its journal and keys with it; move it back on failure."""
    aside = target.with_name(target.name + ".replaced")
    moves = list(zip(_files_of(target), _files_of(aside), strict=True))
    _move(moves)
    try:
        yield
    except BaseException:
        _move([(kept, place) for place, kept in moves])
        raise


def _files_of(path: Path) -> list[Path]:
    return [*(path.with_name(path.name + suffix) for suffix in SIDE_FILES), *_keys_of(path)]


def _keys_of(path: Path) -> list[Path]:
    main = key_file_of(path)
    return [main, copy_of(main)]


def _move(moves: list[tuple[Path, Path]]) -> None:
    for source, place in moves:
        place.unlink(missing_ok=True)
        if source.exists():
            source.replace(place)
