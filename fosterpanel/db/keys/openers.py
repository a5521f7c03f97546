"""The ways into a store: a passphrase, 24 recovery words, or the computer's own keychain."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime

from fosterpanel.db.keys.slots import (
    KEY_BYTES,
    KdfCost,
    KeyHeader,
    MasterKey,
    Slot,
    SlotKind,
    check_passphrase,
    key_from_passphrase,
    key_from_secret,
    new_slot,
    unlock,
    with_slot,
)
from fosterpanel.errors import InvalidInput, WrongKey
from fosterpanel.keychain import Keychain

NORMAL_COST = KdfCost()


def open_by_passphrase(header: KeyHeader, passphrase: str) -> MasterKey:
    """Find the master key from a passphrase.

    Raises:
        WrongKey: it opens no slot.
        StoreDamaged: the key file was tampered with.
    """
    return unlock(header, SlotKind.PASSPHRASE, lambda slot: key_from_passphrase(slot, passphrase))


def open_by_recovery_words(header: KeyHeader, words: str) -> MasterKey:
    """Find the master key from the 24 recovery words; four letters of each are enough.

    Raises:
        WrongKey: a word is unknown, missing or out of order, or they belong to another store.
        StoreDamaged: the key file was tampered with.
    """
    secret = _secret_of(words)
    return unlock(header, SlotKind.RECOVERY, lambda slot: key_from_secret(slot, secret))


def open_by_keychain(header: KeyHeader, keychain: Keychain) -> MasterKey:
    """Find the master key from the secret this computer's keychain keeps.

    Raises:
        WrongKey: the keychain keeps none for this store.
        NoKeychain: the keychain is locked.
        StoreDamaged: the key file was tampered with.
    """
    return unlock(header, SlotKind.KEYCHAIN, lambda slot: _kept_key(header, slot, keychain))


def open_one_way(
    header: KeyHeader, passphrase: str | None, recovery_words: str | None, keychain: Keychain | None
) -> MasterKey:
    """Find the master key by whichever one of the three was given.

    Raises:
        InvalidInput: none or several were given.
        WrongKey, NoKeychain, StoreDamaged: as the chosen way says.
    """
    if [passphrase, recovery_words, keychain].count(None) != 2:
        raise InvalidInput(
            "Give the passphrase, or the recovery words, or let the computer's keychain open the store."
        )
    if passphrase is not None:
        return open_by_passphrase(header, passphrase)
    if recovery_words is not None:
        return open_by_recovery_words(header, recovery_words)
    assert keychain is not None
    return open_by_keychain(header, keychain)


def set_passphrase(
    header: KeyHeader, master: MasterKey, passphrase: str, at: datetime, cost: KdfCost = NORMAL_COST
) -> KeyHeader:
    """Let ``passphrase`` open the store, and no earlier one.

    Raises:
        InvalidInput: it is too short.
    """
    check_passphrase(passphrase)
    slot = new_slot(SlotKind.PASSPHRASE, "Passphrase", at, cost)
    key = key_from_passphrase(slot, passphrase)
    return with_slot(header, master, slot, key, instead_of=frozenset({SlotKind.PASSPHRASE}))


def draw_words(count: int) -> str:
    """So many words drawn at random from the 2048 of the recovery words, eleven bits each, joined by hyphens."""
    from mnemonic import Mnemonic

    words = Mnemonic("english").wordlist
    return "-".join(secrets.choice(words) for _ in range(count))


def draw_recovery_words() -> str:
    """Draw 24 words at random: 256 bits, and a check that a mistyped word fails."""
    from mnemonic import Mnemonic

    return Mnemonic("english").to_mnemonic(secrets.token_bytes(KEY_BYTES))


def set_recovery_words(header: KeyHeader, master: MasterKey, words: str, at: datetime) -> KeyHeader:
    """Let these 24 words open the store, and no earlier ones. They are never stored.

    Raises:
        WrongKey: they are not such words.
    """
    slot = new_slot(SlotKind.RECOVERY, "Recovery words", at)
    key = key_from_secret(slot, _secret_of(words))
    return with_slot(header, master, slot, key, instead_of=frozenset({SlotKind.RECOVERY}))


def add_keychain(
    header: KeyHeader, master: MasterKey, keychain: Keychain, computer: str, at: datetime
) -> KeyHeader:
    """Let this computer's keychain open the store. It keeps a secret of the slot's own, never the master key.

    Raises:
        NoKeychain: the keychain did not keep the secret.
    """
    secret = secrets.token_bytes(KEY_BYTES)
    slot = new_slot(SlotKind.KEYCHAIN, computer, at)
    keychain.keep(_name_in_keychain(header, slot.id), base64.b64encode(secret).decode())
    return with_slot(header, master, slot, key_from_secret(slot, secret))


def is_kept(header: KeyHeader, slot_id: str, keychain: Keychain) -> bool:
    """Whether this computer's keychain keeps the secret of that slot.

    Raises:
        NoKeychain: the keychain is locked.
    """
    return keychain.recall(_name_in_keychain(header, slot_id)) is not None


def forget_in_keychain(header: KeyHeader, slot_id: str, keychain: Keychain) -> None:
    """Remove a slot's secret from the keychain of the computer it was made on.

    Raises:
        NoKeychain: the keychain refused.
    """
    keychain.forget(_name_in_keychain(header, slot_id))


def _secret_of(words: str) -> bytes:
    from mnemonic import Mnemonic

    english = Mnemonic("english")
    try:
        secret = bytes(english.to_entropy(english.expand(" ".join(words.lower().split()))))
    except (ValueError, LookupError) as unknown:
        raise WrongKey(
            "These are not 24 recovery words as this program gives them: a word is misspelt, missing or out of order."
        ) from unknown
    return secret


def _kept_key(header: KeyHeader, slot: Slot, keychain: Keychain) -> bytes | None:
    kept = keychain.recall(_name_in_keychain(header, slot.id))
    return None if kept is None else key_from_secret(slot, base64.b64decode(kept))


def _name_in_keychain(header: KeyHeader, slot_id: str) -> str:
    return f"{header.store_id}/{slot_id}"
