"""The key file beside a store: its key slots as JSON, kept twice.

Losing both copies is losing the store, so a second copy lies beside the first. It is rewritten together
with it: a passphrase that was changed, or a slot taken away, is not left behind in the copy.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import cattrs
from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError

from fosterpanel.db.durable_files import write_durably
from fosterpanel.db.failures import file_sentences
from fosterpanel.db.keys.slots import KeyHeader
from fosterpanel.errors import NotFound, StoreDamaged, StoreTooNew

MAGIC = "foster-panel-keys"
VERSION = 1
CIPHER = "sqlcipher4-raw"
LONGEST = 64 * 1024
"""Bytes; a key file with a dozen slots is a tenth of it."""

_READER = cattrs.Converter(forbid_extra_keys=True, detailed_validation=False)


def key_file_of(store: Path) -> Path:
    """Say where the key file of the store at ``store`` lies."""
    return store.with_name(store.name + ".keys")


def copy_of(key_file: Path) -> Path:
    """Say where the second copy of a key file lies."""
    return key_file.with_name(key_file.name + ".bak")


def write_key_file(store: Path, header: KeyHeader) -> None:
    """Write both copies, one after the other, so that one whole copy exists at every moment.

    Raises:
        DiskFull, StoreError: the disk refused; at least one whole copy, old or new, is left.
    """
    said = {"magic": MAGIC, "v": VERSION, "cipher": CIPHER, "header": asdict(header)}
    content = json.dumps(said, indent=1).encode()
    main = key_file_of(store)
    for path in (main, copy_of(main)):
        write_durably(path, content)


def read_key_file(store: Path) -> KeyHeader:
    """Read the slots of the store at ``store``, from the second copy where the first is unreadable.

    Raises:
        NotFound: there is no key file.
        StoreDamaged: neither copy can be read.
        StoreTooNew: a newer version of the program wrote it.
    """
    main = key_file_of(store)
    copies = [path for path in (main, copy_of(main)) if path.is_file()]
    if not copies:
        raise NotFound(
            f"The key file {main.name} is missing, and without it the store cannot be opened. "
            "Put it back beside the store, or restore a backup."
        )
    try:
        return _read(copies[0])
    except StoreDamaged:
        return _read(copies[-1])


def _read(path: Path) -> KeyHeader:
    with file_sentences(), path.open("rb") as file:
        content = file.read(LONGEST + 1)
    try:
        return _parsed(content)
    except (ValueError, KeyError, TypeError, BaseValidationError, ForbiddenExtraKeysError) as broken:
        raise StoreDamaged(f"The key file {path.name} is damaged. Restore it from a backup.") from broken


def _parsed(content: bytes) -> KeyHeader:
    said = json.loads(content)
    if len(content) > LONGEST or said["magic"] != MAGIC:
        raise ValueError("not a key file")
    if said["v"] > VERSION:
        raise StoreTooNew("A newer version of Foster Panel wrote this store. Update the program to open it.")
    if said["cipher"] != CIPHER:
        raise ValueError("not a cipher of this version")
    return _READER.structure(said["header"], KeyHeader)
