"""Backing up and putting back: checked before anything is replaced, and nothing destroyed."""

from __future__ import annotations

from pathlib import Path

import pytest

from fosterpanel.db.keys.key_file import key_file_of
from fosterpanel.db.store import Store
from fosterpanel.errors import InvalidInput, NotFound, StoreBusy, StoreDamaged, WrongKey
from tests.db.making import ACTOR, AT, CHEAP, PASSPHRASE, add_people, new_store, people_in


@pytest.fixture
def backup(path: Path, tmp_path: Path) -> Path:
    """A backup of a store with two people, to which a third was added afterwards."""
    target = tmp_path / "safe" / "monday.store"
    with new_store(path) as store:
        add_people(store, 1, 2)
        found = store.backup(target)
        assert (found.records, found.audit_lines, found.is_sound) == (2, 2, True)
        add_people(store, 3)
    return target


def names_in(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir() if not one.name.endswith(".lock")}


def test_a_backup_is_a_store_with_its_keys(backup: Path) -> None:
    assert names_in(backup.parent) == {"monday.store", "monday.store.keys", "monday.store.keys.bak"}
    with Store.open(backup, passphrase=PASSPHRASE) as store:
        assert people_in(store) == ["person-1", "person-2"]


def test_a_backup_is_not_written_over_unless_told(path: Path, backup: Path) -> None:
    with Store.open(path, passphrase=PASSPHRASE) as store:
        with pytest.raises(InvalidInput, match="already"):
            store.backup(backup)
        with pytest.raises(InvalidInput, match="already"):
            store.backup(path, overwrite=True)
        store.backup(backup, overwrite=True)
    with Store.open(backup, passphrase=PASSPHRASE) as store:
        assert len(people_in(store)) == 3


def test_a_damaged_store_is_not_passed_off_as_a_backup(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "safe" / "tuesday.store"
    with new_store(path) as store:
        add_people(store, 1)
        with store.transaction(ACTOR, AT) as transaction:
            transaction._driver.execute("drop trigger audit_line_no_delete")
        with pytest.raises(StoreDamaged, match="cannot be backed up"):
            store.backup(target)
    assert names_in(target.parent) == set()


def test_restoring_into_an_empty_place(backup: Path, tmp_path: Path) -> None:
    target = tmp_path / "new computer" / "service.store"
    found = Store.restore(backup, target, passphrase=PASSPHRASE)
    assert found.records == 2
    with Store.open(target, passphrase=PASSPHRASE) as store:
        assert people_in(store) == ["person-1", "person-2"]
        add_people(store, 4)


def test_a_store_is_not_replaced_unless_told(path: Path, backup: Path) -> None:
    with pytest.raises(InvalidInput, match="already"):
        Store.restore(backup, path, passphrase=PASSPHRASE)
    with Store.open(path, passphrase=PASSPHRASE) as store:
        assert len(people_in(store)) == 3


def test_what_is_replaced_is_set_aside_whole(path: Path, backup: Path) -> None:
    Store.restore(backup, path, passphrase=PASSPHRASE, overwrite=True)
    with Store.open(path, passphrase=PASSPHRASE) as store:
        assert len(people_in(store)) == 2
    with Store.open(path.with_name("service.store.replaced"), passphrase=PASSPHRASE) as store:
        assert len(people_in(store)) == 3


def test_a_journal_left_by_a_crash_never_reaches_the_restored_store(path: Path, backup: Path) -> None:
    with Store.open(path, passphrase=PASSPHRASE) as store:
        add_people(store, *range(10, 20))
        journal = path.with_name("service.store-wal").read_bytes()
    path.with_name("service.store-wal").write_bytes(journal)
    Store.restore(backup, path, passphrase=PASSPHRASE, overwrite=True)
    with Store.open(path, passphrase=PASSPHRASE) as store:
        assert len(people_in(store)) == 2
        assert store.check().is_sound


@pytest.mark.parametrize("spoil", ["a byte", "the end", "everything"])
def test_a_spoilt_backup_replaces_nothing(path: Path, backup: Path, spoil: str) -> None:
    content = bytearray(backup.read_bytes())
    if spoil == "a byte":
        content[len(content) // 2] ^= 1
    backup.write_bytes(
        {"a byte": bytes(content), "the end": bytes(content[:-5000]), "everything": b"x" * 9000}[spoil]
    )
    before = names_in(path.parent)
    with pytest.raises(StoreDamaged):
        Store.restore(backup, path, passphrase=PASSPHRASE, overwrite=True)
    assert names_in(path.parent) == before
    with Store.open(path, passphrase=PASSPHRASE) as store:
        assert len(people_in(store)) == 3


def test_a_wrong_passphrase_restores_nothing(path: Path, backup: Path) -> None:
    with pytest.raises(WrongKey):
        Store.restore(backup, path, passphrase="not the passphrase", overwrite=True)
    with Store.open(path, passphrase=PASSPHRASE) as store:
        assert len(people_in(store)) == 3


def test_a_backup_opens_by_the_words_it_was_made_with(path: Path, tmp_path: Path) -> None:
    store, words = Store.create(path, passphrase=PASSPHRASE, clock_now=AT, kdf=CHEAP)
    with store:
        store.backup(tmp_path / "safe.store")
    Store.restore(tmp_path / "safe.store", tmp_path / "back.store", recovery_words=words)


def test_a_backup_without_its_keys_or_not_there_is_said_to_be_so(
    path: Path, backup: Path, tmp_path: Path
) -> None:
    with pytest.raises(NotFound, match=r"no store at friday\.store"):
        Store.restore(tmp_path / "friday.store", path, passphrase=PASSPHRASE, overwrite=True)
    for copy in backup.parent.glob("*.keys*"):
        copy.unlink()
    with pytest.raises(NotFound, match="key file"):
        Store.restore(backup, path, passphrase=PASSPHRASE, overwrite=True)


def test_an_open_store_is_not_replaced(path: Path, backup: Path) -> None:
    with Store.open(path, passphrase=PASSPHRASE) as store:
        with pytest.raises(StoreBusy):
            Store.restore(backup, path, passphrase=PASSPHRASE, overwrite=True)
        assert len(people_in(store)) == 3


def test_an_open_store_is_no_backup(path: Path, tmp_path: Path) -> None:
    with new_store(path), pytest.raises(StoreBusy):
        Store.restore(path, tmp_path / "other.store", passphrase=PASSPHRASE)


def test_a_backup_leaves_its_own_place_unharmed_by_restoring(backup: Path, tmp_path: Path) -> None:
    before = backup.read_bytes(), key_file_of(backup).read_bytes()
    Store.restore(backup, tmp_path / "other.store", passphrase=PASSPHRASE)
    assert (backup.read_bytes(), key_file_of(backup).read_bytes()) == before
