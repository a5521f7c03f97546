"""The store as it is, the same without encryption, and the bare SQL of both on plain SQLite."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import apsw
import sqlalchemy as sa
from sqlcipher3 import dbapi2

from fosterpanel.db.engine import connect
from fosterpanel.db.store import Store

Said = tuple[str, tuple[Any, ...]]
SETTINGS = (
    "journal_mode",
    "synchronous",
    "cache_size",
    "temp_store",
    "foreign_keys",
    "trusted_schema",
    "recursive_triggers",
)


class Recorder:
    """A driver connection that remembers the statements it was given."""

    def __init__(self, connection: Any, said: list[Said]) -> None:
        self._connection = connection
        self._said = said

    def execute(self, sql: str, parameters: tuple[Any, ...] = ()) -> Any:
        """Remember a statement and run it."""
        self._said.append((sql, parameters))
        return self._connection.execute(sql, parameters)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


class RecordedStore(Store):
    """The program's own store; what its acts say to the database is kept, to be said again by plain SQL."""

    def __init__(self, *how: Any) -> None:
        super().__init__(*how)
        self._said: list[Said] = []

    def take_said(self) -> list[Said]:
        """Give what acts have said to the database since the last call."""
        said = self._said.copy()
        self._said.clear()
        return said

    def _warm_writer(self) -> Any:
        if self._writer is None:
            self._writer = Recorder(self._connected(), self._said)
        return self._writer

    def _connected(self) -> Any:
        return connect(self.path, self._key)


class UnencryptedStore(RecordedStore):
    """The same code on the same engine without a key, working on an unencrypted copy of the store beside it."""

    def __init__(self, path: Path, *others: Any) -> None:
        super().__init__(path, *others)
        self.copy = path.with_suffix(".plain")
        with contextlib.closing(connect(path, self._key)) as encrypted:
            self.settings = _settings_of(encrypted)
            _write_unencrypted(encrypted, self.copy)
        self._engine = sa.create_engine("sqlite+pysqlite://", module=dbapi2, creator=self._connected)

    def _connected(self) -> Any:
        connection = dbapi2.connect(str(self.copy), check_same_thread=False, isolation_level=None)
        _set_all(connection, self.settings)
        return connection


class BareSql:
    """Another unencrypted copy, written by plain SQLite and nothing else.

    Made before the store it copies has done anything. The standard library's SQLite may be older than the tables of
    the search need, so that of apsw is used.
    """

    def __init__(self, store: UnencryptedStore) -> None:
        path = store.copy.with_suffix(".bare")
        shutil.copyfile(store.copy, path)
        self._connection = apsw.Connection(str(path))
        _set_all(self._connection, store.settings)

    def say(self, said: Iterable[Said]) -> None:
        """Run statements and read what they give."""
        for sql, parameters in said:
            self._connection.execute(sql, parameters).fetchall()

    def close(self) -> None:
        """Close the copy."""
        self._connection.close()


def _write_unencrypted(encrypted: Any, copy: Path) -> None:
    encrypted.execute("attach database ? as bare key ''", (str(copy),))
    encrypted.execute("select sqlcipher_export('bare')").fetchall()
    encrypted.execute("detach database bare")


def _settings_of(connection: Any) -> dict[str, Any]:
    return {name: connection.execute(f"pragma {name}").fetchone()[0] for name in SETTINGS}


def _set_all(connection: Any, settings: dict[str, Any]) -> None:
    for name, value in settings.items():
        connection.execute(f"pragma {name}={value}").fetchall()
        assert connection.execute(f"pragma {name}").fetchone() == (value,), name
