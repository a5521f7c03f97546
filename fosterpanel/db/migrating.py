"""Bringing a store's schema up to date: whole or not at all, with an encrypted copy made first."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from fosterpanel.db import search
from fosterpanel.db.copying import copy_encrypted
from fosterpanel.db.durable_files import copy_durably, make_private
from fosterpanel.db.engine import connect, driver_of, make_migration_engine
from fosterpanel.db.failures import file_sentences, store_sentences
from fosterpanel.db.keys.key_file import key_file_of
from fosterpanel.db.models.guards import expected_triggers, found_triggers, lift_triggers, set_triggers
from fosterpanel.db.models.schema import REVISION
from fosterpanel.db.models.searching import is_the_engines_own
from fosterpanel.errors import StoreDamaged, StoreTooNew

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
VERSIONS = MIGRATIONS / "versions"


def make_schema(path: Path, key: bytes, *, to: str = REVISION) -> None:
    """Make the tables and triggers of a new store in a file that is not there yet.

    Raises:
        DiskFull, StoreError: the disk refused.
    """
    with file_sentences():
        make_private(path)
    with _migrating(path, key) as connection:
        _migrate(connection, alembic_config(), to)


def bring_up_to_date(
    path: Path, key: bytes, *, keep_copy: bool = True, versions: Path = VERSIONS, to: str = REVISION
) -> None:
    """Bring the store at ``path`` to revision ``to``; nothing happens when it is there already.

    Unless ``keep_copy`` is off, the store is copied first, beside itself and under the same keys.

    Raises:
        StoreTooNew: the store carries a revision this program does not know.
        StoreDamaged: it carries none, or would lose rows or references on the way; it is as it was.
    """
    with contextlib.closing(connect(path, key)) as connection, store_sentences():
        found = _found_revision(connection)
    if found == to:
        return
    config = alembic_config(versions)
    _refuse_unknown(config, found)
    if keep_copy:
        copy = path.with_name(f"{path.name}.before-{to}")
        copy_encrypted(path, key, copy)
        copy_durably(key_file_of(path), key_file_of(copy))
    with _migrating(path, key) as connection:
        _migrate(connection, config, to)


@contextlib.contextmanager
def _migrating(path: Path, key: bytes) -> Iterator[sa.Connection]:
    """Give a connection inside one transaction that either changes the whole schema or nothing."""
    engine = make_migration_engine(path, key)
    try:
        with store_sentences(), engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _found_revision(connection: Any) -> str:
    try:
        return str(connection.execute("select version_num from alembic_version").fetchone()[0])
    except (dbapi2.OperationalError, TypeError) as missing:
        raise StoreDamaged("This file is not a whole store. Restore the latest backup.") from missing


def _migrate(connection: sa.Connection, config: Config, to: str) -> None:
    from alembic import command

    driver = driver_of(connection)
    before = _row_counts(driver)
    lift_triggers(driver)
    config.attributes["connection"] = connection
    command.upgrade(config, to)
    set_triggers(driver)
    if to == REVISION:
        search.catch_up(driver)
    _check_nothing_lost(driver, before)


def _check_nothing_lost(driver: Any, before: Mapping[str, int]) -> None:
    after = _row_counts(driver)
    is_whole = all(after.get(table, 0) >= rows for table, rows in before.items())
    has_broken_reference = driver.execute("pragma foreign_key_check").fetchone() is not None
    if not is_whole or has_broken_reference or found_triggers(driver) != expected_triggers():
        raise StoreDamaged(
            "The store could not be brought up to date without losing something, so it was left as it was. "
            "Go on with the earlier version of the program and report this."
        )


def _row_counts(driver: Any) -> dict[str, int]:
    found = driver.execute("select name from sqlite_master where type = 'table'").fetchall()
    tables = [name for (name,) in found if not is_the_engines_own(name, "table")]
    count = "select count(*) from "
    return {name: driver.execute(f'{count}"{name}"').fetchone()[0] for name in tables}


def _refuse_unknown(config: Config, revision: str) -> None:
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    try:
        ScriptDirectory.from_config(config).get_revision(revision)
    except CommandError as unknown:
        raise StoreTooNew(
            "A newer version of Foster Panel wrote this store. Update the program to open it; nothing was changed."
        ) from unknown


def alembic_config(versions: Path = VERSIONS) -> Config:
    """Say to Alembic where the revisions are."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("version_locations", str(versions))
    config.set_main_option("path_separator", "newline")
    return config
