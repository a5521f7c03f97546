"""A program by other people opens the store file with its key: the format is SQLCipher 4, and nobody's secret."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fosterpanel.db.keys.slots import Purpose
from tests.db.making import MARKER, add_people, new_store

READS = """
import sys, apsw

connection = apsw.Connection(sys.argv[1], flags=apsw.SQLITE_OPEN_READONLY)
connection.pragma("cipher", "sqlcipher")
connection.pragma("legacy", 4)
connection.pragma("key", sys.stdin.read())
for table in ("person", "audit_line"):
    print(connection.execute(f"select count(*) from {table}").fetchone()[0])
print(connection.execute("select name from person").fetchone()[0])
print(connection.pragma("integrity_check"))
"""


def test_another_program_reads_the_store(path: Path) -> None:
    pytest.importorskip("apsw", reason="apsw-sqlite3mc is not installed")
    with new_store(path) as store:
        add_people(store, 1, 2, 3)
        key = store.keys._master.draw(Purpose.STORE)
    said = subprocess.run(
        [sys.executable, "-c", READS, str(path)],
        input=f"x'{key.hex()}'",
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.stderr == ""
    assert said.stdout.split("\n") == ["3", "3", MARKER, "ok", ""]
