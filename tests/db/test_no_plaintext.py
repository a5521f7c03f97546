"""What a thief finds: no name of anybody in any file the store writes, nor in what Python says of it."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from fosterpanel.db.engine import connect
from fosterpanel.db.keys.slots import Purpose
from fosterpanel.db.store import Store
from fosterpanel.domain.service import Person
from fosterpanel.errors import StoreError
from tests.db.making import ACTOR, AT, MARKER, PASSPHRASE, add_people, home, new_store, person

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def traces(folder: Path, marker: str = MARKER) -> list[str]:
    """The files under a folder in which a marker can be read."""
    forms = [marker.encode(encoding) for encoding in ENCODINGS]
    return [
        one.name
        for one in folder.rglob("*")
        if one.is_file() and any(form in one.read_bytes() for form in forms)
    ]


def test_nothing_can_be_read_while_open_mid_act_closed_or_backed_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(variable, str(tmp_path))
    (tmp_path / "control").write_text(MARKER)
    with new_store(tmp_path / "service.store") as store:
        add_people(store, *range(200))
        with store.transaction(ACTOR, AT) as transaction:
            transaction.insert(home())
            transaction.keep_content(MARKER.encode() * 10_000, "application/pdf")
            transaction.note("add home", "home-1", {"name": MARKER})
            transaction._driver.execute("create temp table sorted as select * from person order by name, id")
            assert traces(tmp_path) == ["control"]
        assert traces(tmp_path) == ["control"]
        store.backup(tmp_path / "backup.store")
    Store.restore(tmp_path / "backup.store", tmp_path / "restored.store", passphrase=PASSPHRASE)
    assert traces(tmp_path) == ["control"]
    assert traces(tmp_path, PASSPHRASE) == []


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("temp_store", 2),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
    ],
)
def test_every_connection_keeps_its_settings(store: Store, setting: str, value: object) -> None:
    with store.reading() as reading, store.transaction(ACTOR, AT) as transaction:
        for block in (reading, transaction):
            assert block._driver.execute(f"pragma {setting}").fetchone() == (value,)


def test_a_key_of_another_length_never_becomes_a_passphrase(path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        connect(path, bytes(31))
    assert not path.exists()


def test_no_name_and_no_key_in_logs_or_refusals(
    path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    with new_store(path) as store:
        add_people(store, 1)
        with pytest.raises(StoreError) as refused, store.transaction(ACTOR, AT) as transaction:
            transaction.insert(person(1))
        key = store.keys._master.draw(Purpose.STORE).hex()
        with store.reading() as reading:
            assert reading.get(Person, "person-1").name == MARKER
    printed = capfd.readouterr()
    chain = [refused.value, refused.value.__cause__]
    said = " ".join([caplog.text, printed.out, printed.err, *map(repr, chain), *map(str, chain)])
    assert MARKER not in said
    assert key not in said
    assert PASSPHRASE not in said
