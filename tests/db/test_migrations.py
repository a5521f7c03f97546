"""The schema: what the revisions make is what the models say; a revision that fails changes nothing."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlcipher3 import dbapi2

from fosterpanel.db.engine import connect, driver_of, make_engine, make_migration_engine
from fosterpanel.db.failures import RefusedByStore
from fosterpanel.db.keys.slots import Purpose
from fosterpanel.db.migrating import VERSIONS, alembic_config, bring_up_to_date, make_schema
from fosterpanel.db.models.guards import expected_triggers, lift_triggers, set_triggers
from fosterpanel.db.models.schema import METADATA, REVISION
from fosterpanel.db.models.searching import is_the_engines_own
from fosterpanel.db.store import Store
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.papers import ExpectedPaper
from fosterpanel.errors import StoreDamaged, StoreError, StoreTooNew
from tests.db.making import ACTOR, AT, PASSPHRASE, add_people, home, item, new_store, people_in

KEY = bytes(range(32))
MEMBER = PanelMember(
    id="member-1", person_id="person-1", name="Ann", background="Teacher", joined_on=date(2020, 1, 1)
)

NEXT = """
import sqlalchemy as sa
from alembic import op
revision = "9999"
down_revision = "{before}"
def upgrade():
    with op.batch_alter_table("person", recreate="always") as batch:
        batch.add_column(sa.Column("nickname", sa.String(), nullable=False, server_default=""))
    {then}
def downgrade():
    with op.batch_alter_table("person") as batch:
        batch.drop_column("nickname")
"""


@pytest.fixture
def versions(tmp_path: Path) -> Path:
    """The program's revisions in a folder where a test may add its own."""
    folder = tmp_path / "versions"
    folder.mkdir()
    for revision in VERSIONS.glob("*.py"):
        (folder / revision.name).write_text(revision.read_text())
    return folder


def add_revision(versions: Path, then: str = "pass") -> None:
    (versions / "9999.py").write_text(NEXT.format(before=REVISION, then=then))


@pytest.fixture
def filled(path: Path) -> tuple[Path, bytes]:
    """A closed store with three people, and its key."""
    with new_store(path) as store:
        add_people(store, 1, 2, 3)
        with store.transaction(ACTOR, AT) as transaction:
            transaction.insert(MEMBER)
            transaction.note("add member", MEMBER.id)
        key = store.keys._master.draw(Purpose.STORE)
    return path, key


def contents(path: Path, key: bytes) -> list[tuple[Any, ...]]:
    """Everything in a store: its schema and all its rows."""
    with closing(connect(path, key)) as connection:
        schema = connection.execute(
            "select type, name, sql from sqlite_master order by type, name"
        ).fetchall()
        tables = [name for kind, name, _ in schema if kind == "table"]
        return schema + [
            row for table in tables for row in connection.execute(f"select * from {table}").fetchall()
        ]


def constraints(engine: sa.Engine) -> dict[str, Any]:
    found = sa.inspect(engine)
    return {
        table: (
            {
                one["name"]: " ".join(str(one["sqltext"]).split())
                for one in found.get_check_constraints(table)
            },
            sorted(
                (str(one["name"]), one["referred_table"], str(one["options"]))
                for one in found.get_foreign_keys(table)
            ),
            sorted(str(one["name"]) for one in found.get_unique_constraints(table)),
            sorted(str(one["name"]) for one in found.get_indexes(table)),
        )
        for table in found.get_table_names()
        if table != "alembic_version"
    }


def test_the_revisions_make_what_the_models_say(tmp_path: Path) -> None:
    make_schema(tmp_path / "migrated", KEY)
    migrated, direct = make_engine(tmp_path / "migrated", KEY), make_engine(tmp_path / "direct", KEY)
    METADATA.create_all(direct)
    with migrated.connect() as connection:
        options = {
            "compare_type": True,
            "include_name": lambda name, kind, _: not is_the_engines_own(name, kind),
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, METADATA) == []
    assert constraints(migrated) == constraints(direct)
    migrated.dispose()
    direct.dispose()


def test_the_programs_revision_is_the_newest() -> None:
    assert ScriptDirectory.from_config(alembic_config()).get_current_head() == REVISION


def definitions(held: list[tuple[Any, ...]]) -> dict[str, list[str]]:
    """Every table's columns and constraints; a table made anew has its constraints in any order."""
    return {
        row[1]: sorted(line.strip().rstrip(",") for line in row[2].split("\n"))
        for row in held
        if row[0] == "table"
    }


def test_every_revision_goes_up_and_down_again(tmp_path: Path) -> None:
    store = tmp_path / "store"
    make_schema(store, KEY)
    up = contents(store, KEY)
    engine = make_migration_engine(store, KEY)
    config = alembic_config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    with engine.begin() as connection:
        assert sa.inspect(connection).get_table_names() == ["alembic_version"]
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    engine.dispose()
    assert definitions(contents(store, KEY)) == definitions(up)


def test_the_next_revision_keeps_every_row_and_guard_and_leaves_a_copy(
    filled: tuple[Path, bytes], versions: Path
) -> None:
    path, key = filled
    before = contents(path, key)
    add_revision(versions)
    bring_up_to_date(path, key, versions=versions, to="9999")
    with closing(connect(path, key)) as connection:
        assert connection.execute("select count(*) from person where nickname = ''").fetchone() == (3,)
        guards = connection.execute("select name, sql from sqlite_master where type = 'trigger'").fetchall()
    assert dict(guards) == expected_triggers()
    copy = path.with_name("service.store.before-9999")
    assert contents(copy, key) == before
    with Store.open(copy, passphrase=PASSPHRASE) as store:
        assert len(people_in(store)) == 3


FAILING = {
    "raises": "raise RuntimeError('half-way')",
    "breaks": "op.execute('insert into nowhere values (1)')",
    "loses a row": "op.execute(\"delete from person where id = 'person-2'\")",
    "loses a table with rows": "op.execute('drop table person')",
    "breaks a reference": "op.execute(\"insert into review values (1, 'r', 'no home', '2026-01-01', null)\")",
}


@pytest.mark.parametrize("then", FAILING.values(), ids=FAILING.keys())
def test_a_revision_that_fails_half_way_leaves_everything(
    filled: tuple[Path, bytes], versions: Path, then: str
) -> None:
    path, key = filled
    before = contents(path, key)
    add_revision(versions, then)
    with pytest.raises((RuntimeError, StoreError)):
        bring_up_to_date(path, key, versions=versions, to="9999")
    assert contents(path, key) == before
    with Store.open(path, passphrase=PASSPHRASE) as store:
        assert len(people_in(store)) == 3
        assert store.check().is_sound


def test_a_store_of_a_newer_version_is_refused_and_left_alone(filled: tuple[Path, bytes]) -> None:
    path, key = filled
    with closing(connect(path, key)) as connection:
        connection.execute("update alembic_version set version_num = '7777'")
    before = path.read_bytes()
    with pytest.raises(StoreTooNew, match="Update the program"):
        Store.open(path, passphrase=PASSPHRASE)
    assert path.read_bytes() == before
    assert not path.with_name(f"service.store.before-{REVISION}").exists()


def test_a_store_without_a_revision_is_no_store(filled: tuple[Path, bytes]) -> None:
    path, key = filled
    with closing(connect(path, key)) as connection:
        connection.execute("delete from alembic_version")
    with pytest.raises(StoreDamaged, match="not a whole store"):
        Store.open(path, passphrase=PASSPHRASE)


OWED = ExpectedPaper(
    id="owed-1", item_id="item-1", kind="front-sheet", owner="Hal Orme", due_on=date(2026, 2, 2)
)


@pytest.fixture
def with_items(path: Path) -> tuple[Path, bytes]:
    """A closed store with two items, one the other's successor, a paper owed on the first, and its key."""
    with new_store(path) as store:
        with store.transaction(ACTOR, AT) as transaction:
            transaction.insert(home(1))
            transaction.insert(replace(item(1), successor_id="item-2"))
            transaction.insert(replace(item(2), predecessor_id="item-1"))
            transaction.insert(OWED)
            transaction.note("enter", "home-1")
        key = store.keys._master.draw(Purpose.STORE)
    return path, key


def step_back(path: Path, key: bytes, to: str) -> None:
    engine, config = make_migration_engine(path, key), alembic_config()
    try:
        with engine.begin() as connection:
            lift_triggers(driver_of(connection))
            config.attributes["connection"] = connection
            command.downgrade(config, to)
            set_triggers(driver_of(connection))
    finally:
        engine.dispose()


def test_items_and_what_hangs_on_them_go_back_and_come_up_again_whole(with_items: tuple[Path, bytes]) -> None:
    path, key = with_items
    before = contents(path, key)
    step_back(path, key, "0009")
    with closing(connect(path, key)) as connection, pytest.raises(dbapi2.IntegrityError):
        connection.execute("update panel_item set home_id = null")
    bring_up_to_date(path, key)
    after = contents(path, key)
    assert definitions(after) == definitions(before)
    assert [row for row in after if row[0] not in ("table", "index")] == [
        row for row in before if row[0] not in ("table", "index")
    ]
    with Store.open(path, passphrase=PASSPHRASE) as store, store.reading() as reading:
        assert [one.successor_id for one in reading.find(PanelItem)] == ["item-2", ""]
        assert reading.get(ExpectedPaper, OWED.id) == OWED
        assert store.check().is_sound


def test_a_store_with_business_of_the_panel_does_not_go_back(with_items: tuple[Path, bytes]) -> None:
    path, key = with_items
    with Store.open(path, passphrase=PASSPHRASE) as store, store.transaction(ACTOR, AT) as transaction:
        transaction.insert(replace(item(3), home_id=""))
        transaction.note("enter", "item-3")
    before = contents(path, key)
    with pytest.raises(sa.exc.IntegrityError):
        step_back(path, key, "0009")
    assert contents(path, key) == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"home_id": "", "stage": ItemStage.RECOMMENDED},
        {"home_id": "", "stage": ItemStage.WITH_DECISION_MAKER},
        {"home_id": "", "is_connected_person": True},
        {"stage": ItemStage.CONCLUDED},
    ],
)
def test_the_store_itself_holds_business_to_ending_with_the_panel(
    with_items: tuple[Path, bytes], wrong: dict[str, Any]
) -> None:
    with Store.open(with_items[0], passphrase=PASSPHRASE) as store:
        with pytest.raises(RefusedByStore), store.transaction(ACTOR, AT) as transaction:
            transaction.insert(replace(item(3), **wrong))
            transaction.note("enter", "item-3")
        with store.transaction(ACTOR, AT) as transaction:
            transaction.insert(replace(item(3), home_id="", stage=ItemStage.CONCLUDED))
            transaction.note("enter", "item-3")
