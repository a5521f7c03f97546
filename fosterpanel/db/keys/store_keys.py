"""Changing what opens a store, while it is open."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from fosterpanel.db.keys import openers
from fosterpanel.db.keys.key_file import write_key_file
from fosterpanel.db.keys.slots import KdfCost, KeyHeader, MasterKey, Slot, SlotKind, without_slot
from fosterpanel.keychain import Keychain


class StoreKeys:
    """The slots of one open store. Every change is on disk, in both copies, before its function returns."""

    def __init__(self, path: Path, header: KeyHeader, master: MasterKey) -> None:
        self._path = path
        self._header = header
        self._master = master

    @property
    def slots(self) -> tuple[Slot, ...]:
        """What opens the store now."""
        return self._header.slots

    def change_passphrase(self, passphrase: str, at: datetime, cost: KdfCost = openers.NORMAL_COST) -> None:
        """Let this passphrase open the store, and no earlier one.

        Raises:
            InvalidInput: it is too short.
        """
        self._write(openers.set_passphrase(self._header, self._master, passphrase, at, cost))

    def new_recovery_words(self, at: datetime) -> str:
        """Draw 24 new words, to be shown once; the earlier ones no longer open the store."""
        words = openers.draw_recovery_words()
        self.set_recovery_words(words, at)
        return words

    def set_recovery_words(self, words: str, at: datetime) -> None:
        """Let words drawn before open the store, once they were typed back; the earlier ones no longer do.

        Raises:
            WrongKey: they are not such words.
        """
        self._write(openers.set_recovery_words(self._header, self._master, words, at))

    def remember_in(self, keychain: Keychain, computer: str, at: datetime) -> None:
        """Let this computer's keychain open the store; ``computer`` names it in the list of slots.

        Raises:
            NoKeychain: the keychain did not keep the secret; nothing changed.
        """
        self._write(openers.add_keychain(self._header, self._master, keychain, computer, at))

    def remove(self, slot_id: str) -> None:
        """Take one way into the store away.

        Raises:
            InvalidInput: it is the last that a person could type, or there is none of that id.
        """
        self._write(without_slot(self._header, self._master, slot_id))

    def forget_in(self, keychain: Keychain) -> None:
        """Take away every slot that this computer's keychain opens, and the secrets it keeps for them.

        Raises:
            NoKeychain: the keychain is locked.
        """
        for slot in self.slots:
            if slot.kind is SlotKind.KEYCHAIN and openers.is_kept(self._header, slot.id, keychain):
                self.remove(slot.id)
                openers.forget_in_keychain(self._header, slot.id, keychain)

    def write_beside(self, store: Path) -> None:
        """Write the same slots beside a copy of the store."""
        write_key_file(store, self._header)

    def _write(self, changed: KeyHeader) -> None:
        write_key_file(self._path, changed)
        self._header = changed
