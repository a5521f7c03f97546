"""The triggers that keep finished things finished: made by one generator, after every migration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fosterpanel.db.models.rows import Table, table_of

_REFUSAL = "What was signed or entered in the audit trail is never changed; a correction is a new act"


def expected_triggers() -> dict[str, str]:
    """Give the SQL of every trigger by its name: no change to and no deletion of what is final."""
    return {name: sql for row in _guarded() for name, sql in _triggers_of(row)}


def found_triggers(driver: Any) -> dict[str, str]:
    """Give the SQL of every trigger that the store file holds, by its name."""
    return dict(driver.execute("select name, sql from sqlite_master where type = 'trigger'").fetchall())


def lift_triggers(driver: Any) -> None:
    """Take all triggers away, inside the transaction of a migration."""
    for name in found_triggers(driver):
        driver.execute(f'DROP TRIGGER "{name}"')


def set_triggers(driver: Any) -> None:
    """Put all triggers in place, inside the transaction of a migration."""
    for sql in expected_triggers().values():
        driver.execute(sql)


def _guarded() -> list[type[Table]]:
    classes = [mapper.class_ for mapper in Table.registry.mappers]
    return sorted(
        (row for row in classes if row.is_final or row.final_when), key=lambda row: row.__tablename__
    )


def _triggers_of(row: type[Table]) -> Iterator[tuple[str, str]]:
    for verb in ("UPDATE", "DELETE"):
        name = f"{row.__tablename__}_no_{verb.lower()}"
        yield (
            name,
            (
                f"CREATE TRIGGER {name} BEFORE {verb} ON {row.__tablename__}{_condition(row, verb)} "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            ),
        )


def _condition(row: type[Table], verb: str) -> str:
    conditions = [row.final_when] if row.final_when else []
    if verb == "UPDATE" and row.still_open:
        closed = [column.name for column in table_of(row).columns if column.name not in row.still_open]
        conditions.append("(" + " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in closed) + ")")
    return f" WHEN {' AND '.join(conditions)}" if conditions else ""
