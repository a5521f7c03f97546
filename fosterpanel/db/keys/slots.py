"""The key slots of a store: each wraps the one master key, so any of them opens it and none is in clear.

The master key is 32 random bytes. A slot encrypts it (AES-256-GCM-SIV) under a key of its own: Argon2id of a
passphrase, or HKDF of a random secret kept as recovery words or in the computer's keychain. Everything a
slot says about itself is authenticated with it, and a keyed hash binds the slots together, so a swapped
label, a cheaper derivation, a slot added or taken away and another store's slots are all noticed.
"""

from __future__ import annotations

import hmac
import json
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fosterpanel.errors import InvalidInput, StoreDamaged, WrongKey

KEY_BYTES = 32
SHORTEST_PASSPHRASE = 12
"""Characters. Length is what a guesser pays for; no other composition rule is set."""


class SlotKind(StrEnum):
    """How a slot is opened."""

    PASSPHRASE = "passphrase"
    RECOVERY = "recovery"
    KEYCHAIN = "keychain"


HUMAN_KINDS = frozenset({SlotKind.PASSPHRASE, SlotKind.RECOVERY})
"""What a person can type on any computer; a keychain is lost with its machine."""


class Purpose(StrEnum):
    """What a key drawn from the master key is for; no two uses ever share a key."""

    STORE = "store file"
    HEADER = "key slots"
    AUDIT = "audit head"


@dataclass(frozen=True, slots=True, kw_only=True)
class KdfCost:
    """What one guess of a passphrase costs (Argon2id); RFC 9106's second choice unless told otherwise."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        """Refuse what Argon2 cannot do, and what would only exhaust the computer.

        Raises:
            StoreDamaged: a cost outside the bounds, which this program never writes.
        """
        memory_fits = 8 * self.lanes <= self.memory_kib <= 2 * 1024 * 1024
        if not (memory_fits and 1 <= self.passes <= 16 and 1 <= self.lanes <= 16):
            raise StoreDamaged(
                "The store's key file asks for an impossible effort. Restore it from a backup."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """How a slot's own key follows from what opens it; ``cost`` is None for random secrets."""

    salt: str
    cost: KdfCost | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The master key as one passphrase, set of words or keychain can unwrap it. Bytes are in hexadecimal."""

    id: str
    kind: SlotKind
    label: str
    created_at: str
    derivation: Derivation
    nonce: str
    sealed: str = ""

    def bound_to(self, store_id: str) -> bytes:
        """Everything the slot says of itself, to be authenticated with the sealed key."""
        said = asdict(self) | {"store_id": store_id}
        del said["sealed"]
        return canonical(said)


@dataclass(frozen=True, slots=True)
class MasterKey:
    """The one random key; never printed, never stored in clear."""

    secret: bytes = field(repr=False)

    @classmethod
    def new(cls) -> MasterKey:
        """Draw a master key."""
        return cls(secrets.token_bytes(KEY_BYTES))

    def draw(self, purpose: Purpose) -> bytes:
        """Draw the 32-byte key for one purpose."""
        return _hkdf(self.secret, salt=None, info=f"fosterpanel {purpose}")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyHeader:
    """All slots of one store. ``epoch`` grows with every change, so an old copy can be told from a newer one."""

    store_id: str
    epoch: int = 0
    slots: tuple[Slot, ...] = ()
    mac: str = ""

    def sealed_by(self, master: MasterKey) -> KeyHeader:
        """Bind the slots together under the master key."""
        return replace(self, mac=self._mac(master))

    def check(self, master: MasterKey) -> None:
        """See that the slots are the ones written.

        Raises:
            StoreDamaged: a slot was added, removed or changed by something else.
        """
        if not hmac.compare_digest(self.mac, self._mac(master)):
            raise StoreDamaged(
                "The store's key file was changed by something other than this program. Restore it from a backup."
            )

    def _mac(self, master: MasterKey) -> str:
        bound = canonical(asdict(replace(self, mac="")))
        return hmac.new(master.draw(Purpose.HEADER), bound, "sha256").hexdigest()


def canonical(value: object) -> bytes:
    """Write ``value`` as JSON in the one way that is hashed and authenticated."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def unlock(header: KeyHeader, kind: SlotKind, key_of: Callable[[Slot], bytes | None]) -> MasterKey:
    """Find the master key by trying every slot of ``kind``; ``key_of`` gives a slot's own key, or None.

    Raises:
        WrongKey: no slot of that kind opened.
        StoreDamaged: one opened, but the slots are not the ones written.
    """
    for slot in (one for one in header.slots if one.kind is kind):
        key = key_of(slot)
        master = None if key is None else _unsealed(header.store_id, slot, key)
        if master is not None:
            header.check(master)
            return master
    raise WrongKey(_DOES_NOT_OPEN[kind])


def with_slot(
    header: KeyHeader,
    master: MasterKey,
    slot: Slot,
    key: bytes,
    *,
    instead_of: frozenset[SlotKind] = frozenset(),
) -> KeyHeader:
    """Add a slot that ``key`` opens; slots of the kinds in ``instead_of`` go in the same step."""
    sealed = AESGCMSIV(key).encrypt(bytes.fromhex(slot.nonce), master.secret, slot.bound_to(header.store_id))
    kept = tuple(one for one in header.slots if one.kind not in instead_of)
    slots = (*kept, replace(slot, sealed=sealed.hex()))
    return replace(header, epoch=header.epoch + 1, slots=slots).sealed_by(master)


def without_slot(header: KeyHeader, master: MasterKey, slot_id: str) -> KeyHeader:
    """Take a slot away.

    Raises:
        InvalidInput: it is the last a person could type, or there is no such slot.
    """
    left = tuple(one for one in header.slots if one.id != slot_id)
    if len(left) == len(header.slots):
        raise InvalidInput("There is no such way to open this store. Look at the list again.")
    if not any(one.kind in HUMAN_KINDS for one in left):
        raise InvalidInput(
            "This is the last passphrase or set of recovery words that opens the store. Add another first."
        )
    return replace(header, epoch=header.epoch + 1, slots=left).sealed_by(master)


def new_slot(kind: SlotKind, label: str, at: datetime, cost: KdfCost | None = None) -> Slot:
    """Describe a slot not yet sealed; ``at`` is a moment in UTC."""
    return Slot(
        id=secrets.token_hex(8),
        kind=kind,
        label=label,
        created_at=at.isoformat(),
        derivation=Derivation(salt=secrets.token_hex(16), cost=cost),
        nonce=secrets.token_hex(12),
    )


def key_from_passphrase(slot: Slot, passphrase: str) -> bytes:
    """Derive a passphrase slot's own key; letters typed composed or decomposed give the same."""
    cost = slot.derivation.cost
    if cost is None:
        raise StoreDamaged("The store's key file lacks the cost of its passphrase. Restore it from a backup.")
    salt = bytes.fromhex(slot.derivation.salt)
    slow = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
    )
    return slow.derive(unicodedata.normalize("NFKC", passphrase).encode())


def key_from_secret(slot: Slot, secret: bytes) -> bytes:
    """Derive the own key of a slot opened by 32 random bytes (recovery words or a keychain)."""
    return _hkdf(secret, salt=bytes.fromhex(slot.derivation.salt), info=f"fosterpanel slot {slot.kind}")


def check_passphrase(passphrase: str) -> None:
    """See that a new passphrase is long enough.

    Raises:
        InvalidInput: it is shorter than ``SHORTEST_PASSPHRASE`` characters.
    """
    if len(unicodedata.normalize("NFKC", passphrase)) < SHORTEST_PASSPHRASE:
        raise InvalidInput(
            f"The passphrase needs at least {SHORTEST_PASSPHRASE} characters. Three or four unrelated words do well."
        )


def _unsealed(store_id: str, slot: Slot, key: bytes) -> MasterKey | None:
    try:
        sealed = bytes.fromhex(slot.sealed)
        return MasterKey(AESGCMSIV(key).decrypt(bytes.fromhex(slot.nonce), sealed, slot.bound_to(store_id)))
    except (InvalidTag, ValueError):
        return None


def _hkdf(secret: bytes, *, salt: bytes | None, info: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info.encode()).derive(secret)


_DOES_NOT_OPEN = {
    SlotKind.PASSPHRASE: "This passphrase does not open the store. Try again, or use the recovery words.",
    SlotKind.RECOVERY: "These recovery words do not open the store. Check that all 24 are there, in their order.",
    SlotKind.KEYCHAIN: "This computer's keychain does not hold a key for the store. Use the passphrase instead.",
}
