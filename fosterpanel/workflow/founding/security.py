"""What opens the store, its backups and the drill of restoring one: acts on a store that is open."""

from __future__ import annotations

import platform
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fosterpanel.db.checks import StoreCheck
from fosterpanel.db.keys.key_file import read_key_file
from fosterpanel.db.keys.openers import NORMAL_COST, is_kept, open_by_passphrase
from fosterpanel.db.keys.slots import KdfCost, SlotKind
from fosterpanel.db.store import Store
from fosterpanel.errors import InvalidInput
from fosterpanel.keychain import Keychain
from fosterpanel.workflow.founding.passphrases import require_strong
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.settings import LAST_BACKUP, LAST_DRILL, keep_setting, setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Safekeeping:
    """When the store was last backed up and when a restore was last tried (local dates), None for never."""

    backed_up_on: date | None
    drilled_on: date | None


def safekeeping(office: Office) -> Safekeeping:
    """When the store was last backed up from the desk, and when a restore was last tried."""
    with office.reading() as reading:
        return Safekeeping(
            backed_up_on=_day(setting(reading, LAST_BACKUP)), drilled_on=_day(setting(reading, LAST_DRILL))
        )


def change_passphrase(office: Office, *, current: str, new: str, kdf: KdfCost = NORMAL_COST) -> None:
    """Let a new passphrase open the store, and the current one no longer. ``kdf`` is what a guess costs.

    Raises:
        WrongKey: the current passphrase is not the one given.
        InvalidInput: the new one is short, easy to guess, or the same.
    """
    open_by_passphrase(read_key_file(office.store.path), current)
    if new == current:
        raise InvalidInput("This is the passphrase you have now. Choose another one.")
    require_strong(new, (office.service.name, office.person.name))
    office.store.keys.change_passphrase(new, office.clock.now(), kdf)
    _note(office, "change_passphrase")


def change_recovery_words(office: Office, words: str) -> None:
    """Let words drawn and typed back before open the store, and the earlier ones no longer.

    Raises:
        WrongKey: they are not recovery words.
    """
    office.store.keys.set_recovery_words(words, office.clock.now())
    _note(office, "change_recovery_words")


def opens_without_passphrase(office: Office, keychain: Keychain | None = None) -> bool:
    """Whether this computer's own keychain opens the store.

    Raises:
        NoKeychain: the keychain is locked, or there is none.
    """
    header = read_key_file(office.store.path)
    slots = [slot for slot in header.slots if slot.kind is SlotKind.KEYCHAIN]
    if not slots:
        return False
    chosen = keychain or Keychain.of_this_computer()
    return any(is_kept(header, slot.id, chosen) for slot in slots)


def remember_on_this_computer(office: Office, keychain: Keychain | None = None) -> None:
    """Let this computer's keychain open the store for whoever is signed in to the computer.

    Raises:
        NoKeychain: there is none that can be trusted, or it did not keep the key; nothing changed.
    """
    chosen = keychain or Keychain.of_this_computer()
    office.store.keys.remember_in(chosen, platform.node() or "This computer", office.clock.now())
    _note(office, "remember_on_this_computer")


def forget_on_this_computer(office: Office, keychain: Keychain | None = None) -> None:
    """Have the passphrase asked on this computer again.

    Raises:
        NoKeychain: the keychain is locked.
    """
    office.store.keys.forget_in(keychain or Keychain.of_this_computer())
    _note(office, "forget_on_this_computer")


def back_up(office: Office, target: Path, *, replace: bool = False) -> StoreCheck:
    """Copy the store, still encrypted and with its keys beside it, check the copy, and note the day.

    Raises:
        InvalidInput: there is a file at ``target`` and ``replace`` is not set.
        StoreDamaged, DiskFull, StoreError: nothing was left.
    """
    found = office.store.backup(target, overwrite=replace)
    with office.act() as transaction:
        keep_setting(transaction, LAST_BACKUP, office.clock.today().isoformat())
        transaction.note("back_up", office.service.id, {"records": found.records, "files": found.files})
    return found


def drill_restore(office: Office, backup: Path, *, passphrase: str) -> StoreCheck:
    """Restore a backup into a place that is thrown away, checking all of it; shows that it can be relied on.

    Raises:
        WrongKey: the passphrase does not open it.
        NotFound, StoreTooNew, StoreDamaged, DiskFull: the backup cannot be used.
    """
    with tempfile.TemporaryDirectory(prefix=".restore-drill-", dir=backup.parent) as folder:
        found = Store.restore(backup, Path(folder) / "restored.store", passphrase=passphrase)
    with office.act() as transaction:
        keep_setting(transaction, LAST_DRILL, office.clock.today().isoformat())
        transaction.note("drill_restore", office.service.id, {"records": found.records, "files": found.files})
    return found


def _note(office: Office, act: str) -> None:
    with office.act() as transaction:
        transaction.note(act, office.service.id)


def _day(words: str) -> date | None:
    return date.fromisoformat(words) if words else None
