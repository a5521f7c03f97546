"""The key file: every way in, every way out, and every way of tampering with it noticed."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as NoBackend

from fosterpanel.db.keys.key_file import copy_of, key_file_of, read_key_file
from fosterpanel.db.keys.slots import KdfCost, SlotKind
from fosterpanel.db.store import Store
from fosterpanel.errors import FosterPanelError, InvalidInput, NotFound, StoreDamaged, StoreTooNew, WrongKey
from fosterpanel.keychain import Keychain, NoKeychain
from tests.db.making import AT, CHEAP, PASSPHRASE, MemoryKeyring, add_people, new_store, people_in

Said = dict[str, Any]


def made(path: Path) -> str:
    """Make a store with one person in it, and give its recovery words."""
    store, words = Store.create(path, passphrase=PASSPHRASE, clock_now=AT, kdf=CHEAP)
    with store:
        add_people(store, 1)
    return words


def rewrite(path: Path, change: Callable[[Said], object]) -> None:
    """Change both copies of the key file as somebody with an editor would."""
    said = json.loads(key_file_of(path).read_text())
    change(said)
    for copy in (key_file_of(path), copy_of(key_file_of(path))):
        copy.write_text(json.dumps(said))


def test_recovery_words_open_the_store_also_by_four_letters_of_each(path: Path) -> None:
    words = made(path)
    assert len(words.split()) == 24
    short = "  ".join(word[:4].upper() for word in words.split())
    for given in (words, short):
        with Store.open(path, recovery_words=given) as store:
            assert people_in(store) == ["person-1"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda words: " ".join(words.split()[:-1]),
        lambda words: " ".join(reversed(words.split())),
        lambda words: words.replace(words.split()[0], "zzzzz", 1),
        lambda words: "abandon " * 23 + "art",
    ],
    ids=["one missing", "wrong order", "unknown word", "another store's"],
)
def test_wrong_recovery_words_are_one_sentence(path: Path, spoil: Callable[[str], str]) -> None:
    words = made(path)
    with pytest.raises(WrongKey, match="recovery words"):
        Store.open(path, recovery_words=spoil(words))


def test_an_accent_may_be_typed_composed_or_not(path: Path) -> None:
    typed = "café under the stairs"
    Store.create(path, passphrase=unicodedata.normalize("NFD", typed), clock_now=AT, kdf=CHEAP)[0].close()
    Store.open(path, passphrase=unicodedata.normalize("NFC", typed)).close()


def test_a_changed_passphrase_leaves_the_old_one_nowhere(path: Path) -> None:
    made(path)
    with Store.open(path, passphrase=PASSPHRASE) as store:
        store.keys.change_passphrase("another lamp entirely", AT, CHEAP)
    with pytest.raises(WrongKey):
        Store.open(path, passphrase=PASSPHRASE)
    key_file_of(path).write_text("")
    with pytest.raises(WrongKey):
        Store.open(path, passphrase=PASSPHRASE)
    with Store.open(path, passphrase="another lamp entirely") as store:
        assert people_in(store) == ["person-1"]


def test_new_recovery_words_end_the_old(path: Path) -> None:
    old = made(path)
    with Store.open(path, passphrase=PASSPHRASE) as store:
        new = store.keys.new_recovery_words(AT)
    with pytest.raises(WrongKey):
        Store.open(path, recovery_words=old)
    Store.open(path, recovery_words=new).close()


def test_the_last_way_a_person_could_type_is_never_removed(path: Path) -> None:
    made(path)
    with Store.open(path, passphrase=PASSPHRASE) as store:
        store.keys.remember_in(Keychain(MemoryKeyring()), "office computer", AT)
        by_kind = {slot.kind: slot.id for slot in store.keys.slots}
        store.keys.remove(by_kind[SlotKind.RECOVERY])
        with pytest.raises(InvalidInput, match="last passphrase"):
            store.keys.remove(by_kind[SlotKind.PASSPHRASE])
        with pytest.raises(InvalidInput, match="no such way"):
            store.keys.remove("nothing")
    Store.open(path, passphrase=PASSPHRASE).close()


def test_a_keychain_opens_the_store_until_its_slot_is_removed(path: Path) -> None:
    made(path)
    backend = MemoryKeyring()
    with Store.open(path, passphrase=PASSPHRASE) as store:
        store.keys.remember_in(Keychain(backend), "office computer", AT)
    with Store.open(path, use_keyring=True, keychain=Keychain(backend)) as store:
        assert people_in(store) == ["person-1"]
        store.keys.forget_in(Keychain(backend))
    assert backend.kept == {}
    with pytest.raises(WrongKey, match="keychain"):
        Store.open(path, use_keyring=True, keychain=Keychain(backend))


def test_the_keychain_never_holds_what_opens_the_store_by_itself(path: Path) -> None:
    made(path)
    backend = MemoryKeyring()
    with Store.open(path, passphrase=PASSPHRASE) as store:
        store.keys.remember_in(Keychain(backend), "office computer", AT)
        slot = next(one for one in store.keys.slots if one.kind is SlotKind.KEYCHAIN)
        store.keys.remove(slot.id)
    assert len(backend.kept) == 1
    with pytest.raises(WrongKey):
        Store.open(path, use_keyring=True, keychain=Keychain(backend))


def test_a_computer_without_a_keychain_says_so(path: Path) -> None:
    made(path)
    with pytest.raises(NoKeychain, match="passphrase instead"):
        Store.open(path, use_keyring=True)


def test_a_keychain_that_forgets_is_noticed(path: Path) -> None:
    class Forgetful(MemoryKeyring):
        def set_password(self, service: str, username: str, password: str) -> None:
            """Accept, as the null backend does, and keep nothing."""

    made(path)
    with Store.open(path, passphrase=PASSPHRASE) as store:
        before = store.keys.slots
        with pytest.raises(NoKeychain, match="did not keep"):
            store.keys.remember_in(Keychain(Forgetful()), "office computer", AT)
        assert store.keys.slots == before


def test_a_locked_keychain_is_one_sentence() -> None:
    with pytest.raises(NoKeychain, match="locked"):
        Keychain(NoBackend()).recall("anything")


def test_only_trusted_keychains_are_taken_also_from_inside_a_chain(monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring

    import fosterpanel.keychain as ours

    trusted = MemoryKeyring()
    chain = ChainerBackend()
    monkeypatch.setattr(ChainerBackend, "backends", [NoBackend(), trusted])
    monkeypatch.setattr(keyring, "get_keyring", lambda: chain)
    with pytest.raises(NoKeychain, match="no keychain that can be trusted"):
        Keychain.of_this_computer()
    monkeypatch.setattr(ours, "TRUSTED", frozenset({f"{MemoryKeyring.__module__}.MemoryKeyring"}))
    Keychain.of_this_computer().keep("name", "secret")
    assert trusted.get_password(ours.SERVICE, "name") == "secret"


def slot_of(said: Said, kind: str) -> Said:
    return next(slot for slot in said["header"]["slots"] if slot["kind"] == kind)


def swap_ids(said: Said) -> None:
    one, other = said["header"]["slots"]
    one["id"], other["id"] = other["id"], one["id"]


TAMPERINGS: dict[str, Callable[[Said], object]] = {
    "label swapped": lambda said: slot_of(said, "passphrase").update(label="Old passphrase"),
    "other slot relabelled": lambda said: slot_of(said, "recovery").update(label="Passphrase of the chair"),
    "slots exchanged ids": swap_ids,
    "derivation made cheaper": lambda said: slot_of(said, "passphrase")["derivation"]["cost"].update(
        memory_kib=32
    ),
    "derivation made endless": lambda said: slot_of(said, "passphrase")["derivation"]["cost"].update(
        passes=10**6
    ),
    "derivation without cost": lambda said: slot_of(said, "passphrase")["derivation"].update(cost=None),
    "slot removed": lambda said: said["header"]["slots"].remove(slot_of(said, "recovery")),
    "slot doubled": lambda said: said["header"]["slots"].append(slot_of(said, "recovery")),
    "another store's name": lambda said: said["header"].update(store_id="0" * 32),
    "older epoch": lambda said: said["header"].update(epoch=0),
    "keyed hash cut": lambda said: said["header"].update(mac=""),
    "sealed key changed": lambda said: slot_of(said, "passphrase").update(sealed="00" * 48),
    "something added": lambda said: said["header"].update(escrow="yes"),
    "another cipher": lambda said: said.update(cipher="none"),
}


@pytest.mark.parametrize("change", TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_tampering_with_the_key_file_is_refused(path: Path, change: Callable[[Said], object]) -> None:
    made(path)
    rewrite(path, change)
    with pytest.raises((StoreDamaged, WrongKey)):
        Store.open(path, passphrase=PASSPHRASE)


def test_a_key_file_of_a_newer_version_is_said_to_be_so(path: Path) -> None:
    made(path)
    rewrite(path, lambda said: said.update(v=2))
    with pytest.raises(StoreTooNew, match="Update the program"):
        Store.open(path, passphrase=PASSPHRASE)


@pytest.mark.parametrize(
    "left", [b"", b"\x00" * 300, b'{"magic": "foster-panel-keys"', b"[1]", b"x" * 70_000]
)
def test_a_spoilt_key_file_is_replaced_by_its_copy(path: Path, left: bytes) -> None:
    made(path)
    key_file_of(path).write_bytes(left)
    Store.open(path, passphrase=PASSPHRASE).close()
    copy_of(key_file_of(path)).write_bytes(left)
    with pytest.raises(StoreDamaged, match="key file"):
        Store.open(path, passphrase=PASSPHRASE)


def test_a_missing_key_file_is_replaced_by_its_copy(path: Path) -> None:
    made(path)
    key_file_of(path).unlink()
    Store.open(path, passphrase=PASSPHRASE).close()
    copy_of(key_file_of(path)).unlink()
    with pytest.raises(NotFound, match=r"key file service\.store\.keys is missing"):
        Store.open(path, passphrase=PASSPHRASE)


def test_another_stores_keys_do_not_open_this_one(path: Path, tmp_path: Path) -> None:
    made(path)
    made(tmp_path / "other.store")
    key_file_of(path).write_bytes(key_file_of(tmp_path / "other.store").read_bytes())
    with pytest.raises(StoreDamaged):
        Store.open(path, passphrase=PASSPHRASE)


def test_keys_are_never_in_what_is_printed(path: Path) -> None:
    made(path)
    with Store.open(path, passphrase=PASSPHRASE) as store:
        shown = repr(vars(store.keys)) + repr(store)
        secret = store.keys._master.secret
    assert secret.hex() not in shown
    assert repr(secret) not in shown


def test_impossible_costs_are_refused() -> None:
    for cost in ({"memory_kib": 8}, {"memory_kib": 2**22}, {"passes": 0}, {"lanes": 17}):
        with pytest.raises(FosterPanelError):
            KdfCost(**cost)


def test_the_epoch_counts_every_change(path: Path) -> None:
    made(path)
    before = read_key_file(path).epoch
    with Store.open(path, passphrase=PASSPHRASE) as store:
        store.keys.new_recovery_words(AT)
        store.keys.change_passphrase(PASSPHRASE, AT, CHEAP)
    assert read_key_file(path).epoch == before + 2


def test_only_this_account_may_read_store_and_keys(path: Path) -> None:
    new_store(path).close()
    for one in (path, key_file_of(path), copy_of(key_file_of(path))):
        assert one.stat().st_mode & 0o077 == 0
