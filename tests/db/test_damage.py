"""A store that is not what was written: said in one sentence, found by the check, never made worse."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from fosterpanel.db.store import Store
from fosterpanel.domain.service import Person
from fosterpanel.errors import StoreDamaged, StoreError
from tests.db.making import ACTOR, AT, PASSPHRASE, add_people, new_store, people_in

PAGE = 4096


@pytest.fixture
def filled(path: Path) -> Path:
    with new_store(path) as store:
        add_people(store, *range(1, 30))
        with store.transaction(ACTOR, AT) as transaction:
            transaction.keep_content(random.Random(7).randbytes(20 * PAGE), "application/pdf")
            transaction.note("take in paper", "paper-1")
    return path


def flip(path: Path, offset: int) -> None:
    content = bytearray(path.read_bytes())
    content[offset] ^= 0x01
    path.write_bytes(content)


UNREADABLE: dict[str, Callable[[Path], object]] = {
    "nothing in it": lambda path: path.write_bytes(b""),
    "not a store at all": lambda path: path.write_bytes(b"%PDF-1.7\n" + b"hello " * 2000),
    "random bytes": lambda path: path.write_bytes(random.Random(1).randbytes(40 * PAGE)),
    "the last page cut off": lambda path: path.write_bytes(path.read_bytes()[:-PAGE]),
    "half a page cut off": lambda path: path.write_bytes(path.read_bytes()[: -PAGE // 2]),
    "only the first page": lambda path: path.write_bytes(path.read_bytes()[:PAGE]),
    "a byte of the first page": lambda path: flip(path, 100),
}


@pytest.mark.parametrize("spoil", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_an_unreadable_store_is_one_sentence_and_left_alone(
    filled: Path, spoil: Callable[[Path], object]
) -> None:
    spoil(filled)
    before = filled.read_bytes()
    with pytest.raises(StoreDamaged, match="Restore the latest backup"):
        Store.open(filled, passphrase=PASSPHRASE)
    assert filled.read_bytes() == before


def test_one_flipped_byte_anywhere_is_found(filled: Path) -> None:
    whole = filled.read_bytes()
    dice = random.Random(42)
    for page in dice.sample(range(1, len(whole) // PAGE), 30):
        filled.write_bytes(whole)
        flip(filled, page * PAGE + dice.randrange(PAGE))
        assert damage_is_found(filled), f"page {page}"


def damage_is_found(path: Path) -> bool:
    try:
        with Store.open(path, passphrase=PASSPHRASE) as store:
            return not store.check().is_sound
    except StoreDamaged:
        return True


def test_after_meeting_damage_the_sound_part_is_still_read(filled: Path) -> None:
    whole = filled.read_bytes()
    flip(filled, len(whole) - PAGE // 2)
    with Store.open(filled, passphrase=PASSPHRASE) as store:
        found = store.check()
        assert not found.is_sound
        assert found.audit_lines == 30
        assert len(people_in(store)) == 29


def test_an_act_that_meets_damage_writes_nothing_and_the_next_may_succeed(filled: Path) -> None:
    whole = filled.read_bytes()
    flip(filled, len(whole) - PAGE // 2)
    with Store.open(filled, passphrase=PASSPHRASE) as store:
        with pytest.raises(StoreError), store.transaction(ACTOR, AT) as transaction:
            for number in range(29):
                transaction.get(Person, f"person-{number + 1}")
            for row in transaction._driver.execute("select sha256 from content").fetchall():
                transaction.content(row[0])
            transaction.note("nothing", "nothing")
        add_people(store, 99)
        assert "person-99" in people_in(store)


def test_every_kind_of_damage_gets_its_own_finding(path: Path) -> None:
    with new_store(path) as store:
        add_people(store, 1)
        with store.transaction(ACTOR, AT) as transaction:
            sha256 = transaction.keep_content(b"a paper", "application/pdf")
            transaction.note("take in paper", "paper-1")
            driver = transaction._driver
            driver.execute("drop trigger content_no_update")
            driver.execute("update content set bytes = ?", (b"a forge",))
        assert [finding[:40] for finding in store.check().findings] == [
            "A file in the store is not what was take",
            "The guards of signed documents and of th",
        ]
        with store.reading() as reading, pytest.raises(StoreDamaged, match="A file in the store"):
            reading.content(sha256)
