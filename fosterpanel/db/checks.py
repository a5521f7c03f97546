"""Is the store whole? Every check there is, each on a connection of its own."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from fosterpanel.db.audit_trail import AuditTrail
from fosterpanel.db.engine import connect, driver_of, make_engine
from fosterpanel.db.failures import store_sentences
from fosterpanel.db.models.rows import table_of
from fosterpanel.db.models.trail import ContentRow
from fosterpanel.db.schema import METADATA
from fosterpanel.db.triggers import expected_triggers, found_triggers
from fosterpanel.errors import DiskFull, StoreDamaged, StoreError, WrongKey

NOT_WHOLE = (
    "This store is damaged: the file is not, or not all of, what was written. Restore the latest backup."
)

_CONTENT = table_of(ContentRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreCheck:
    """What checking a store found: numbers, and a sentence for everything that is not as it should be."""

    records: int
    files: int
    audit_lines: int
    findings: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Nothing was found."""
        return not self.findings


def check_store(path: Path, key: bytes, trail: AuditTrail) -> StoreCheck:
    """Check a store that nobody is writing to.

    The order matters: before a checkpoint the cipher's check gives false alarms after a crash, it does not
    notice a file cut off between pages, and after one failure a connection reports nothing but failures.
    """
    findings: list[str] = []
    for pages_are_sound in (_cipher_sound, _pages_sound, _references_sound):
        findings += _findings_of(path, key, pages_are_sound)
    engine = make_engine(path, key)
    try:
        counts = {
            name: _attempt(engine, count, findings)
            for name, count in {
                "records": _count_records,
                "files": _verify_files,
                "audit_lines": lambda connection: trail.verify(driver_of(connection)),
                "triggers": _verify_triggers,
            }.items()
        }
    finally:
        engine.dispose()
    return StoreCheck(
        records=counts["records"],
        files=counts["files"],
        audit_lines=counts["audit_lines"],
        findings=tuple(dict.fromkeys(findings)),
    )


def require_whole(path: Path, key: bytes) -> None:
    """See, without reading every page, that a file nobody else has open is one store and all of it.

    ``key`` comes from the store's own key file, so a file that it does not open is damaged.

    Raises:
        StoreDamaged: it is no store, or is shorter than it says.
    """
    if path.stat().st_size == 0:
        # The engine would take an empty file for a new store and begin to fill it.
        raise StoreDamaged(NOT_WHOLE)
    try:
        with contextlib.closing(connect(path, key)) as connection, store_sentences():
            connection.execute("pragma wal_checkpoint(truncate)").fetchall()
            pages = connection.execute("pragma page_count").fetchone()[0]
            page_bytes = connection.execute("pragma cipher_page_size").fetchone()[0]
    except WrongKey as unreadable:
        raise StoreDamaged(NOT_WHOLE) from unreadable
    except DiskFull:
        # Acts still lie in the journal for want of room: the store can be read, and its length says nothing.
        return
    if path.stat().st_size != pages * int(page_bytes):
        raise StoreDamaged(NOT_WHOLE)


def _findings_of(path: Path, key: bytes, find: Callable[[Any], list[str]]) -> list[str]:
    try:
        with contextlib.closing(connect(path, key)) as connection, store_sentences():
            return find(connection)
    except StoreError as failure:
        return [str(failure)]


def _cipher_sound(connection: Any) -> list[str]:
    connection.execute("pragma wal_checkpoint(truncate)").fetchall()
    failed = connection.execute("pragma cipher_integrity_check").fetchall()
    return (
        [f"{len(failed)} pages of the store are not what was written. Restore the latest backup."]
        if failed
        else []
    )


def _pages_sound(connection: Any) -> list[str]:
    said = connection.execute("pragma integrity_check(1)").fetchone()[0]
    return [] if said == "ok" else ["The store's tables do not hold together. Restore the latest backup."]


def _references_sound(connection: Any) -> list[str]:
    broken = connection.execute("pragma foreign_key_check").fetchall()
    return (
        [f"{len(broken)} records refer to something that is not there. Restore the latest backup."]
        if broken
        else []
    )


def _attempt(engine: sa.Engine, count: Callable[[sa.Connection], int], findings: list[str]) -> int:
    try:
        with store_sentences(), engine.begin() as connection:
            return count(connection)
    except StoreError as failure:
        findings.append(str(failure))
        engine.dispose()
        return 0


def _count_records(connection: sa.Connection) -> int:
    kept_apart = {"content", "audit_line", "audit_head"}
    counts = (
        connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
        for name, table in METADATA.tables.items()
        if name not in kept_apart
    )
    return sum(counts)


def _verify_files(connection: sa.Connection) -> int:
    number = 0
    columns = sa.select(_CONTENT.c.sha256, _CONTENT.c.bytes).execution_options(
        stream_results=True, yield_per=1
    )
    for sha256, kept in connection.execute(columns):
        number += 1
        if hashlib.sha256(kept).hexdigest() != sha256:
            raise StoreDamaged("A file in the store is not what was taken in. Restore the latest backup.")
    return number


def _verify_triggers(connection: sa.Connection) -> int:
    if found_triggers(connection) != expected_triggers():
        raise StoreDamaged(
            "The guards of signed documents and of the audit trail were removed. Restore the latest backup."
        )
    return len(expected_triggers())
