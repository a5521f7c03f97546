"""Opening, closing and acting: one transaction, one audit line, and nothing half-written."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from fosterpanel.db.failures import RefusedByStore
from fosterpanel.db.store import Store
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.service import Person
from fosterpanel.domain.settings import Setting
from fosterpanel.errors import InvalidInput, MovedSince, NotFound, StoreBusy, StoreError, WrongKey
from tests.db.making import (
    ACTOR,
    AT,
    CHEAP,
    PASSPHRASE,
    act_count,
    add_people,
    home,
    item,
    new_store,
    people_in,
    person,
)


def test_what_one_act_wrote_is_there_after_opening_again(path: Path) -> None:
    with new_store(path) as store:
        add_people(store, 1, 2)
    with Store.open(path, passphrase=PASSPHRASE) as store, store.reading() as reading:
        assert reading.get(Person, "person-2") == person(2)
        assert [line.act for line in reading.audit_lines()] == ["add person", "add person"]
        assert {(line.actor, line.at) for line in reading.audit_lines()} == {(ACTOR, AT)}


def test_a_wrong_passphrase_is_one_sentence(path: Path) -> None:
    new_store(path).close()
    with pytest.raises(WrongKey, match=r"does not open the store\. Try again"):
        Store.open(path, passphrase="a lamp under the table")


def test_a_store_opens_one_way_at_a_time(path: Path) -> None:
    new_store(path).close()
    with pytest.raises(InvalidInput):
        Store.open(path)
    with pytest.raises(InvalidInput):
        Store.open(path, passphrase=PASSPHRASE, recovery_words="abandon")


def test_nothing_is_overwritten_by_creating(path: Path) -> None:
    new_store(path).close()
    before = path.read_bytes()
    with pytest.raises(InvalidInput, match="already"):
        new_store(path)
    assert path.read_bytes() == before


def test_a_short_passphrase_leaves_nothing_behind(path: Path) -> None:
    with pytest.raises(InvalidInput, match="12 characters"):
        Store.create(path, passphrase="short", clock_now=AT, kdf=CHEAP)
    assert {one.name for one in path.parent.iterdir()} <= {"service.store.lock"}


def test_a_folder_that_cannot_be_made_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError):
        new_store(tmp_path / "file" / "service.store")


def test_there_is_no_store(path: Path) -> None:
    with pytest.raises(NotFound, match=r"no store at service\.store"):
        Store.open(path, passphrase=PASSPHRASE)


def test_a_second_window_is_told_that_the_store_is_in_use(path: Path, store: Store) -> None:
    with pytest.raises(StoreBusy, match="Another window"):
        Store.open(path, passphrase=PASSPHRASE)
    add_people(store, 1)


def test_another_program_is_told_that_the_store_is_in_use(path: Path, store: Store, project: Path) -> None:
    asking = (
        "import sys, pathlib; from fosterpanel.db.store import Store; from fosterpanel.errors import StoreBusy\n"
        "try: Store.open(pathlib.Path(sys.argv[1]), passphrase=sys.argv[2])\n"
        "except StoreBusy: print('busy')"
    )
    said = subprocess.run(
        [sys.executable, "-c", asking, str(path), PASSPHRASE],
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == "busy\n"


def test_after_closing_another_may_open(path: Path) -> None:
    first = new_store(path)
    first.close()
    first.close()
    Store.open(path, passphrase=PASSPHRASE).close()


def test_an_act_that_raises_writes_nothing(store: Store) -> None:
    with pytest.raises(InvalidInput), store.transaction(ACTOR, AT) as transaction:
        transaction.insert(person())
        transaction.keep_content(b"a paper", "application/pdf")
        transaction.note("add person", "person-1")
        raise InvalidInput("a rule said no")
    assert people_in(store) == []
    assert act_count(store) == 0
    assert store.check().files == 0


def test_an_act_without_its_audit_line_is_refused(store: Store) -> None:
    with pytest.raises(RuntimeError, match="audit trail"), store.transaction(ACTOR, AT) as transaction:
        transaction.insert(person())
    assert people_in(store) == []


def test_an_act_that_only_notes_is_kept(store: Store) -> None:
    with store.transaction(ACTOR, AT) as transaction:
        transaction.note("print agenda", "meeting-1", {"copies": 7})
    with store.reading() as reading:
        assert reading.audit_lines()[-1].detail == '{"copies":7}'


def test_looking_in_a_transaction_leaves_no_trace(store: Store) -> None:
    with store.transaction(ACTOR, AT) as transaction:
        assert transaction.find(Person) == ()
    assert act_count(store) == 0


def test_a_moment_without_its_time_zone_is_refused(store: Store) -> None:
    naive = AT.replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"), store.transaction(ACTOR, naive) as transaction:
        transaction.insert(person())
        transaction.note("add person", "person-1")
    assert people_in(store) == []


def test_a_transaction_inside_another_is_refused(store: Store) -> None:
    with store.transaction(ACTOR, AT), pytest.raises(RuntimeError, match="one transaction"):
        with store.transaction(ACTOR, AT):
            pass
    add_people(store, 1)


def test_replacing_moves_the_version_on(store: Store) -> None:
    add_people(store, 1)
    with store.transaction(ACTOR, AT) as transaction:
        changed = transaction.replace(replace(transaction.get(Person, "person-1"), post="Team manager"))
        transaction.note("change person", "person-1")
    assert changed.version == 1
    with store.reading() as reading:
        assert reading.get(Person, "person-1") == changed


def test_replacing_what_somebody_else_replaced_is_refused(store: Store) -> None:
    add_people(store, 1)
    seen = person(1)
    with store.transaction(ACTOR, AT) as transaction:
        transaction.replace(replace(seen, post="Chair"))
        transaction.note("change person", seen.id)
    with pytest.raises(MovedSince), store.transaction(ACTOR, AT) as transaction:
        transaction.replace(replace(seen, post="Vice chair"))
        transaction.note("change person", seen.id)
    with store.reading() as reading:
        assert reading.get(Person, seen.id).post == "Chair"
    assert act_count(store) == 2


def test_a_record_is_taken_out_again_unless_somebody_replaced_it(store: Store) -> None:
    with store.transaction(ACTOR, AT) as transaction:
        first = transaction.insert(Setting(id="idle-minutes", words="10"))
        later = transaction.replace(replace(first, words="20"))
        transaction.note("choose", first.id)
    with pytest.raises(MovedSince), store.transaction(ACTOR, AT) as transaction:
        transaction.remove(first)
        transaction.note("undo", first.id)
    with store.transaction(ACTOR, AT) as transaction:
        transaction.remove(later)
        transaction.note("undo", first.id)
    with store.reading() as reading:
        assert reading.find(Setting) == ()
    with pytest.raises(NotFound), store.transaction(ACTOR, AT) as transaction:
        transaction.remove(later)
    with pytest.raises(TypeError, match="search"), store.transaction(ACTOR, AT) as transaction:
        transaction.remove(person())


def test_what_is_not_there_is_said_in_words(store: Store) -> None:
    with store.reading() as reading, pytest.raises(NotFound, match="no panel item “item-9”"):
        reading.get(PanelItem, "item-9")
    with pytest.raises(NotFound), store.transaction(ACTOR, AT) as transaction:
        transaction.replace(person())


def test_records_are_found_by_their_fields_in_the_order_they_came(store: Store) -> None:
    with store.transaction(ACTOR, AT) as transaction:
        transaction.insert(home())
        for number in (3, 1, 2):
            transaction.insert(replace(item(number), received_on=home().carers[0].born_on))
        transaction.insert(replace(item(4), predecessor_id="item-3"))
        transaction.note("take in", "home-1")
    with store.reading() as reading:
        found = reading.find(PanelItem, received_on=home().carers[0].born_on, meeting_id="")
        assert [one.id for one in found] == ["item-3", "item-1", "item-2"]
        assert [one.id for one in reading.find(PanelItem, predecessor_id="item-3")] == ["item-4"]
        assert [one.id for one in reading.find(PanelItem, predecessor_id="")] == [
            "item-3",
            "item-1",
            "item-2",
        ]
        with pytest.raises(TypeError, match="cannot be found by presented_by"):
            reading.find(PanelItem, presented_by=())


def test_a_reader_sees_the_moment_it_began(store: Store) -> None:
    add_people(store, 1)
    with store.reading() as reading:
        assert len(reading.find(Person)) == 1
        add_people(store, 2)
        assert len(reading.find(Person)) == 1
    assert people_in(store) == ["person-1", "person-2"]


def test_two_threads_write_one_after_the_other(store: Store) -> None:
    halves = (range(1, 20), range(20, 40))
    threads = [threading.Thread(target=add_people, args=(store, *half)) for half in halves]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(people_in(store)) == sorted(f"person-{number}" for number in range(1, 40))
    assert store.check().is_sound


def test_bytes_are_kept_once_and_come_back(store: Store) -> None:
    with store.transaction(ACTOR, AT) as transaction:
        first = transaction.keep_content(b"the same paper", "application/pdf")
        again = transaction.keep_content(b"the same paper", "application/pdf")
        transaction.note("take in paper", "paper-1", {"sha256": first})
    assert first == again
    assert store.check().files == 1
    with store.reading() as reading:
        assert reading.content(first) == b"the same paper"
        with pytest.raises(NotFound):
            reading.content("0" * 64)


def test_the_same_id_twice_is_refused_without_naming_anybody(store: Store) -> None:
    add_people(store, 1)
    with pytest.raises(RefusedByStore) as refused:
        add_people(store, 1)
    assert person().name not in str(refused.value)
    assert act_count(store) == 1
