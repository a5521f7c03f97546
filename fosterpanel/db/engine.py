"""The one way to a store file: SQLCipher under SQLAlchemy, every setting made and then read back."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, pool
from sqlcipher3 import dbapi2

from fosterpanel.db.failures import store_sentences
from fosterpanel.db.keys.slots import KEY_BYTES
from fosterpanel.errors import StoreError

BUSY_SECONDS = 5
PAGE_CACHE_KIB = 64_000
KEPT_STATEMENTS = 512
"""As many as there are: some five for each kind of record, none of them prepared twice."""

_ASSERTED: dict[str, int | str] = {
    # Temporary tables and sorts in memory: on disk they would be in clear.
    "temp_store": 2,
    "journal_mode": "wal",
    # An acknowledged act survives a power cut; NORMAL loses the last few.
    "synchronous": 2,
    # What is erased is overwritten in its page: a purged note is gone even for who has the key.
    "secure_delete": 1,
    "cache_size": -PAGE_CACHE_KIB,
    "trusted_schema": 0,
    # REPLACE deletes: only so do the triggers that forbid deletion see it.
    "recursive_triggers": 1,
}


def make_engine(path: Path, key: bytes) -> sa.Engine:
    """Make the engine that reads: pooled connections, each transaction one snapshot.

    The key never appears in a URL, a log line or an exception.
    """
    return _engine(path, key, foreign_keys=True, begin="BEGIN", pool_class=pool.QueuePool)


def make_migration_engine(path: Path, key: bytes) -> sa.Engine:
    """Make an engine that changes the schema: rebuilding a table must not cascade into its children."""
    return _engine(path, key, foreign_keys=False, begin="BEGIN IMMEDIATE", pool_class=pool.NullPool)


def driver_of(connection: sa.Connection) -> Any:
    """Give the driver's own connection, on which compiled statements run within the open transaction."""
    return connection.connection.driver_connection


def connect(path: Path, key: bytes, *, foreign_keys: bool = True) -> Any:
    """Open one driver connection with every setting made and read back; the key is proven by a first read.

    Raises:
        WrongKey: the key does not open the file, or the file is damaged or no store.
        StoreError: the disk refused, or a setting did not take.
    """
    if len(key) != KEY_BYTES:
        # SQLCipher would silently take a raw key of another length for a passphrase.
        raise ValueError(f"a store key has {KEY_BYTES} bytes")
    with store_sentences():
        connection = dbapi2.connect(
            str(path),
            check_same_thread=False,
            isolation_level=None,
            timeout=BUSY_SECONDS,
            cached_statements=KEPT_STATEMENTS,
        )
        try:
            _prepare(connection, key, foreign_keys=foreign_keys)
        except BaseException:
            connection.close()
            raise
    return connection


@contextlib.contextmanager
def whole_or_not(connection: Any) -> Iterator[Any]:
    """Write on a driver connection: all of the block's changes, or none when it raises or cannot commit."""
    connection.execute("begin immediate")
    try:
        yield connection
        connection.execute("commit")
    except BaseException:
        if connection.in_transaction:
            connection.execute("rollback")
        raise


def _prepare(connection: Any, key: bytes, *, foreign_keys: bool) -> None:
    connection.execute("pragma cipher_log='off'").fetchall()
    connection.execute(f"pragma key=\"x'{key.hex()}'\"").fetchall()
    connection.execute("select count(*) from sqlite_master").fetchone()
    for name, value in {**_ASSERTED, "foreign_keys": int(foreign_keys)}.items():
        connection.execute(f"pragma {name}={value}").fetchall()
        if connection.execute(f"pragma {name}").fetchone() != (value,):
            raise StoreError(f"The database engine does not keep its setting {name}. Reinstall the program.")


def _engine(
    path: Path, key: bytes, *, foreign_keys: bool, begin: str, pool_class: type[pool.Pool]
) -> sa.Engine:
    engine = sa.create_engine(
        "sqlite+pysqlite://",
        module=dbapi2,
        creator=lambda: connect(path, key, foreign_keys=foreign_keys),
        poolclass=pool_class,
        hide_parameters=True,
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine
