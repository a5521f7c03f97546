"""Is the store whole? Every check there is, each on a connection of its own."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from fosterpanel.db import contents
from fosterpanel.db.audit_trail import AuditTrail
from fosterpanel.db.engine import connect
from fosterpanel.db.failures import store_sentences
from fosterpanel.db.models.guards import expected_triggers, found_triggers
from fosterpanel.db.models.rows import table_of
from fosterpanel.db.models.schema import ROWS
from fosterpanel.db.statements import Statement
from fosterpanel.errors import DiskFull, StoreDamaged, StoreError, WrongKey

NOT_WHOLE = (
    "This store is damaged: the file is not, or not all of, what was written. Restore the latest backup."
)


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

    The order matters: before a checkpoint the cipher's check gives false alarms after a crash, and it does not
    notice a file cut off between pages. After one failure a connection reports nothing but failures, so each
    check has a connection of its own.
    """
    findings: list[str] = []

    def count(check: Callable[[Any], int]) -> int:
        try:
            with contextlib.closing(connect(path, key)) as driver, store_sentences():
                return check(driver)
        except StoreError as failure:
            findings.append(str(failure))
            return 0

    for check in (_check_cipher, _check_pages, _check_references):
        count(check)
    records, files, lines = count(_count_records), count(contents.verify_all), count(trail.verify)
    count(_check_guards)
    return StoreCheck(
        records=records, files=files, audit_lines=lines, findings=tuple(dict.fromkeys(findings))
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


def _check_cipher(driver: Any) -> int:
    driver.execute("pragma wal_checkpoint(truncate)").fetchall()
    if failed := driver.execute("pragma cipher_integrity_check").fetchall():
        raise StoreDamaged(
            f"Pages of the store that are not what was written: {len(failed)}. Restore the latest backup."
        )
    return 0


def _check_pages(driver: Any) -> int:
    if driver.execute("pragma integrity_check(1)").fetchone() != ("ok",):
        raise StoreDamaged("The store's tables do not hold together. Restore the latest backup.")
    return 0


def _check_references(driver: Any) -> int:
    if broken := driver.execute("pragma foreign_key_check").fetchall():
        raise StoreDamaged(
            f"{len(broken)} records refer to something that is not there. Restore the latest backup."
        )
    return 0


def _check_guards(driver: Any) -> int:
    if found_triggers(driver) != expected_triggers():
        raise StoreDamaged(
            "The guards of signed documents and of the audit trail were removed. Restore the latest backup."
        )
    return len(expected_triggers())


def _count_records(driver: Any) -> int:
    counts = (Statement(sa.select(sa.func.count()).select_from(table_of(row))) for row in ROWS.values())
    return sum(count.run(driver).fetchone()[0] for count in counts)
