"""Searching the store: any word, as it is typed, names before mentions, and never a word in clear on disk."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from alembic import command

from fosterpanel.db.engine import connect, driver_of, make_migration_engine
from fosterpanel.db.keys.slots import Purpose
from fosterpanel.db.migrating import alembic_config, make_schema
from fosterpanel.db.models.guards import lift_triggers
from fosterpanel.db.models.searching import INDEX
from fosterpanel.db.store import Store
from fosterpanel.domain.items import ItemStage
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.papers import Paper
from fosterpanel.domain.register import Carer, FosterHome, HouseholdMember
from fosterpanel.domain.search import Found, FoundKind
from fosterpanel.domain.service import Person, Role
from tests.db.making import ACTOR, AT, PASSPHRASE, home, item, new_store, person

TEXT = "The Hollowells’ garden backs on to Tannery Brook; Kemal cycles to Brackendale school."


def paper(number: int, item_id: str, sha256: str, **changes: object) -> Paper:
    known = {"id": f"paper-{number}", "item_id": item_id, "kind": "report", "title": "Assessment report"}
    facts = {"number": 1, "sha256": sha256, "pages": 2, "size": 10, "received_on": date(2026, 1, 6)}
    return Paper(**{**known, **facts, **changes})  # type: ignore[arg-type]


@pytest.fixture
def filled(store: Store) -> Store:
    """A home, an item with a paper of two pages, a meeting, and two people of nearly the same name."""
    carers = (Carer(name="Siân Hollowell", born_on=date(1984, 5, 2), sex="female"),)
    household = (HouseholdMember(name="Aled Prys", born_on=date(2001, 1, 1), relationship="son"),)
    with store.transaction(ACTOR, AT) as transaction:
        transaction.insert(
            FosterHome(
                id="home-1",
                reference="BF-101",
                carers=carers,
                household=household,
                address=("9 Weavers' Row",),
            )
        )
        transaction.insert(replace(item(1), reference="26/041", proposal="Approve for two children"))
        sha256 = transaction.keep_content(b"a paper", "application/pdf")
        transaction.insert(paper(1, "item-1", sha256))
        transaction.index_pages(sha256, ["Contents", TEXT])
        transaction.insert(replace(person(1), name="Ann Marsh"))
        transaction.insert(replace(person(2), name="Annabel Marshall"))
        transaction.insert(
            Meeting(
                id="meeting-1", panel_name="Brackendale Panel", on=date(2026, 12, 4), starts_at=time(10),
                place="Mill Hall", is_joint=False, providers=("Brackendale",), panel=(),
                rule_book_id="r", rule_book_version="1",
            )
        )  # fmt: skip
        transaction.note("fill", "home-1")
    return store


def found(store: Store, typed: str, limit: int = 30, **codes: tuple[str, ...]) -> tuple[Found, ...]:
    with store.reading() as reading:
        return reading.search(typed, limit, codes)


def ids(store: Store, typed: str, **codes: tuple[str, ...]) -> list[str]:
    return [one.subject_id for one in found(store, typed, **codes)]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("hollow", "home-1"),
        ("sian", "home-1"),
        ("BF-101", "home-1"),
        ("aled", "home-1"),
        ("weavers", "home-1"),
        ("26/041", "item-1"),
        ("26/04", "item-1"),
        ("two children", "item-1"),
        ("children two", "item-1"),
        ("assessment", "paper-1"),
        ("tannery", "paper-1"),
        ("4 December", "meeting-1"),
        ("mill hall", "meeting-1"),
    ],
)
def test_every_word_finds_what_bears_it(filled: Store, typed: str, wanted: str) -> None:
    assert wanted in ids(filled, typed)


@pytest.mark.parametrize(
    "typed", ["", " ", "h", "-", '"', "* OR NOT (", "zebra", "hollowell zebra", 'say "no']
)
def test_too_little_nonsense_and_other_words_find_nothing(filled: Store, typed: str) -> None:
    assert ids(filled, typed) == []


def test_a_whole_word_comes_before_the_beginning_of_a_longer_one(filled: Store) -> None:
    assert ids(filled, "ann") == ["person-1", "person-2"]
    assert ids(filled, "ann marsh") == ["person-1", "person-2"]


def test_a_name_comes_before_a_mention(filled: Store) -> None:
    assert ids(filled, "brackendale")[0] == "meeting-1"
    assert "paper-1" in ids(filled, "brackendale")


def test_a_paper_is_found_by_its_text_and_says_where(filled: Store) -> None:
    (one,) = found(filled, "tannery brook")
    assert one == Found(
        kind=FoundKind.PAPER,
        subject_id="paper-1",
        title="Assessment report",
        line="item 26/041, page 2",
        item_id="item-1",
        page=2,
    )


def test_a_paper_found_by_title_and_text_is_shown_once(filled: Store) -> None:
    with filled.transaction(ACTOR, AT) as transaction:
        sha256 = transaction.keep_content(b"another", "application/pdf")
        transaction.insert(paper(2, "item-1", sha256, title="Tannery"))
        transaction.index_pages(sha256, ["tannery", "tannery tannery"])
        transaction.note("file", "paper-2")
    assert sorted(ids(filled, "tannery")) == ["paper-1", "paper-2"]


def test_the_same_file_filed_twice_is_found_at_both_items(filled: Store) -> None:
    with filled.transaction(ACTOR, AT) as transaction:
        transaction.insert(replace(item(2), reference="26/042"))
        sha256 = transaction.keep_content(b"a paper", "application/pdf")
        transaction.insert(paper(2, "item-2", sha256))
        transaction.note("carry on", "item-2")
    assert {one.item_id for one in found(filled, "tannery")} == {"item-1", "item-2"}


def test_a_changed_record_is_found_by_its_new_words_only(filled: Store) -> None:
    with filled.transaction(ACTOR, AT) as transaction:
        changed = replace(transaction.get(Person, "person-1"), name="Ann Quillfeather", roles=(Role.ADVISER,))
        transaction.replace(changed)
        transaction.note("change", "person-1")
    assert ids(filled, "quillf") == ["person-1"]
    assert ids(filled, "ann marsh") == ["person-2"]
    assert found(filled, "quillfeather")[0].line == "panel adviser"


def test_an_item_says_its_stage_as_it_is_now(filled: Store) -> None:
    with filled.transaction(ACTOR, AT) as transaction:
        transaction.replace(
            replace(item(1), reference="26/041", stage=ItemStage.WITHDRAWN, withdrawn_because="Moved")
        )
        transaction.note("withdraw", "item-1")
    assert found(filled, "26/041")[0].line == "withdrawn"


def test_a_word_that_names_an_item_type_finds_items_of_it(filled: Store) -> None:
    assert ids(filled, "connected") == []
    assert ids(filled, "connected", connected=("FULL",)) == ["item-1"]
    assert ids(filled, "connected zebra", connected=("FULL",)) == []


def test_a_failed_act_leaves_nothing_to_be_found(filled: Store) -> None:
    with pytest.raises(LookupError), filled.transaction(ACTOR, AT) as transaction:
        transaction.insert(person(3, name="Zebedee Ghost"))
        raise LookupError
    assert ids(filled, "zebedee") == []


def test_no_more_than_asked_for(filled: Store) -> None:
    with filled.transaction(ACTOR, AT) as transaction:
        for number in range(10, 60):
            transaction.insert(person(number, name=f"Crowd {number}"))
        transaction.note("crowd", "person-10")
    assert len(found(filled, "crowd", limit=7)) == 7
    assert ids(filled, "crowd")[0] == "person-59"


def test_the_index_travels_with_a_backup_and_passes_every_check(filled: Store, tmp_path: Path) -> None:
    assert filled.check().is_sound
    filled.backup(tmp_path / "backup.store")
    Store.restore(tmp_path / "backup.store", tmp_path / "back.store", passphrase=PASSPHRASE)
    with Store.open(tmp_path / "back.store", passphrase=PASSPHRASE) as restored:
        assert "paper-1" in ids(restored, "tannery")


def test_a_store_from_before_the_index_is_indexed_when_it_is_opened(path: Path) -> None:
    with new_store(path) as store:
        key = store.keys._master.draw(Purpose.STORE)
        with store.transaction(ACTOR, AT) as transaction:
            transaction.insert(home(1))
            transaction.note("enter", "home-1")
    engine, config = make_migration_engine(path, key), alembic_config()
    with engine.begin() as connection:
        lift_triggers(driver_of(connection))
        config.attributes["connection"] = connection
        command.downgrade(config, "0002")
    engine.dispose()
    with closing(connect(path, key)) as driver:
        assert driver.execute("select count(*) from sqlite_master where name = ?", (INDEX,)).fetchone() == (
            0,
        )
    with Store.open(path, passphrase=PASSPHRASE) as store:
        assert ids(store, "H1") == ["home-1"]
        assert store.check().is_sound


def test_no_word_of_the_index_lies_on_disk_in_clear(filled: Store, path: Path) -> None:
    for file in path.parent.glob(f"{path.name}*"):
        content = file.read_bytes().lower()
        assert b"tannery" not in content
        assert b"hollow" not in content


def test_a_new_schema_has_the_index(tmp_path: Path) -> None:
    make_schema(tmp_path / "new", bytes(32))
    with closing(connect(tmp_path / "new", bytes(32))) as driver:
        assert driver.execute(f"select count(*) from {INDEX}").fetchone() == (0,)
