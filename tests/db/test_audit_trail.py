"""The audit trail only grows: guarded by triggers, chained by hash, its head sealed by a key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosterpanel.db.engine import connect
from fosterpanel.db.failures import RefusedByStore
from fosterpanel.db.keys.key_file import read_key_file
from fosterpanel.db.keys.openers import open_by_passphrase
from fosterpanel.db.keys.slots import Purpose
from fosterpanel.db.store import Store
from fosterpanel.domain.audit import AuditLine, next_line, verify_chain
from fosterpanel.errors import StoreDamaged
from tests.db.making import ACTOR, AT, PASSPHRASE, act_count, add_people, new_store


@contextmanager
def by_hand(path: Path) -> Iterator[Any]:
    """A connection as somebody who has the key and no scruples would make it: guards lifted, then put back."""
    key = open_by_passphrase(read_key_file(path), PASSPHRASE).draw(Purpose.STORE)
    connection = connect(path, key)
    guards = connection.execute("select name, sql from sqlite_master where type = 'trigger'").fetchall()
    for name, _ in guards:
        connection.execute(f"drop trigger {name}")
    yield connection
    for _, sql in guards:
        connection.execute(sql)
    connection.close()


def recompute(connection: Any) -> None:
    """Make the chain fit again, as far as that goes without the key of the head."""
    last: AuditLine | None = None
    rows = connection.execute("select actor, act, subject_id from audit_line order by seq").fetchall()
    connection.execute("delete from audit_line")
    for actor, act, subject_id in rows:
        last = next_line(last, at=AT, actor=actor, act=act, subject_id=subject_id, detail={})
        said = (
            last.seq,
            AT.strftime("%Y-%m-%d %H:%M:%S.%f"),
            actor,
            act,
            subject_id,
            "{}",
            last.previous_hash,
            last.hash,
        )
        connection.execute("insert into audit_line values (?, ?, ?, ?, ?, ?, ?, ?)", said)
    if last:
        connection.execute("update audit_head set seq = ?, hash = ?", (last.seq, last.hash))


FORGERIES: dict[str, Callable[[Any], object]] = {
    "an act reworded": lambda c: c.execute("update audit_line set act = 'approve' where seq = 2"),
    "an actor changed": lambda c: c.execute("update audit_line set actor = 'nobody' where seq = 1"),
    "a moment moved": lambda c: c.execute(
        "update audit_line set at = '2026-03-02 10:00:00.000001' where seq = 3"
    ),
    "a line removed": lambda c: c.execute("delete from audit_line where seq = 2"),
    "the last line removed": lambda c: c.execute("delete from audit_line where seq = 4"),
    "all lines removed": lambda c: c.execute("delete from audit_line"),
    "two lines exchanged": lambda c: c.execute(
        "update audit_line set seq = case seq when 2 then -3 else seq end"
    ),
    "the head removed": lambda c: c.execute("delete from audit_head"),
    "the head moved back": lambda c: c.execute(
        "update audit_head set seq = 3, hash = (select hash from audit_line where seq = 3)"
    ),
    "the tail cut and the head moved back": lambda c: (
        c.execute("delete from audit_line where seq = 4"),
        c.execute("update audit_head set seq = 3, hash = (select hash from audit_line where seq = 3)"),
    ),
    "a line removed and all computed anew": lambda c: (
        c.execute("delete from audit_line where seq = 2"),
        recompute(c),
    ),
    "everything removed and begun anew": lambda c: (
        c.execute("delete from audit_line"),
        c.execute("update audit_head set seq = 0, hash = ''"),
    ),
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES.keys())
def test_a_forged_trail_is_found(path: Path, forge: Callable[[Any], object]) -> None:
    with new_store(path) as store:
        add_people(store, 1, 2, 3, 4)
    with by_hand(path) as connection:
        connection.execute("pragma ignore_check_constraints = on")
        forge(connection)
    assert "audit trail" in what_is_found(path)


def what_is_found(path: Path) -> str:
    """What opening the store says, or else checking it."""
    try:
        with Store.open(path, passphrase=PASSPHRASE) as store:
            return " ".join(store.check().findings)
    except StoreDamaged as refused:
        return str(refused)


def test_a_forged_head_stops_the_next_act(path: Path) -> None:
    with new_store(path) as store:
        add_people(store, 1, 2)
        with store.transaction(ACTOR, AT) as transaction:
            transaction._driver.execute("update audit_head set seal = 'forged'")
        with pytest.raises(StoreDamaged, match="audit trail"):
            add_people(store, 3)
        assert act_count(store) == 2


def test_an_untouched_trail_is_sound(path: Path) -> None:
    with new_store(path) as store:
        add_people(store, 1, 2, 3)
    with by_hand(path):
        pass
    with Store.open(path, passphrase=PASSPHRASE) as store:
        assert store.check().is_sound
        assert store.check().audit_lines == 3


@pytest.mark.parametrize(
    "sql",
    [
        "update audit_line set act = 'other'",
        "delete from audit_line",
        "insert or replace into audit_line select seq, at, actor, 'other', '', '', '', hash from audit_line",
        "update content set media_type = 'text/plain'",
        "delete from content",
    ],
)
def test_triggers_forbid_changing_what_is_final(store: Store, sql: str) -> None:
    add_people(store, 1)
    with store.transaction(ACTOR, AT) as transaction:
        transaction.keep_content(b"a paper", "application/pdf")
        transaction.note("take in paper", "paper-1")
    with (
        pytest.raises(RefusedByStore, match="a correction is a new act"),
        store.transaction(ACTOR, AT) as transaction,
    ):
        transaction._driver.execute(sql)
    assert store.check().is_sound


words = st.text(max_size=20)
notes = st.lists(
    st.tuples(words, words, st.dictionaries(words, words | st.integers(0, 9), max_size=3)), max_size=8
)


def chain_of(said: list[tuple[str, str, dict[str, str | int]]]) -> list[AuditLine]:
    lines: list[AuditLine] = []
    for act, subject_id, detail in said:
        previous = lines[-1] if lines else None
        lines.append(next_line(previous, at=AT, actor=ACTOR, act=act, subject_id=subject_id, detail=detail))
    return lines


@given(notes)
def test_a_chain_as_written_verifies_and_counts_from_one(
    said: list[tuple[str, str, dict[str, str | int]]],
) -> None:
    lines = chain_of(said)
    assert verify_chain(lines) == (lines[-1] if lines else None)
    assert [line.seq for line in lines] == list(range(1, len(lines) + 1))


@given(notes.filter(lambda said: len(said) > 1), st.data())
def test_no_line_before_the_last_can_be_left_out_or_changed(
    said: list[tuple[str, str, dict[str, str | int]]], data: st.DataObject
) -> None:
    lines = chain_of(said)
    place = data.draw(st.integers(0, len(lines) - 2))
    with pytest.raises(StoreDamaged, match=f"line {place + 1}"):
        verify_chain(lines[:place] + lines[place + 1 :])
    changed = replace(lines[place], subject_id=lines[place].subject_id + "x")
    with pytest.raises(StoreDamaged, match=f"line {place + 1}"):
        verify_chain([*lines[:place], changed, *lines[place + 1 :]])
