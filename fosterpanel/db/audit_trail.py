"""The audit trail in the store: lines added, the head sealed, the whole chain followed."""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from typing import Any

import sqlalchemy as sa

from fosterpanel.db.models.rows import table_of
from fosterpanel.db.models.trail import AuditHeadRow, AuditLineRow
from fosterpanel.domain.audit import AuditLine, verify_chain
from fosterpanel.errors import StoreDamaged

_LINES = table_of(AuditLineRow)
_HEAD = table_of(AuditHeadRow)
_COLUMNS = [_LINES.c[one.name] for one in fields(AuditLine)]
_LAST = sa.select(*_COLUMNS, _HEAD.c.seq, _HEAD.c.hash, _HEAD.c.seal).outerjoin_from(
    _HEAD, _LINES, _LINES.c.seq == _HEAD.c.seq
)
_ALL = sa.select(*_COLUMNS).order_by(_LINES.c.seq)
_ADD = sa.insert(_LINES)
_MOVE_HEAD = sa.update(_HEAD).where(_HEAD.c.id == 1)
_CUT_SHORT = (
    "The audit trail is not what was written: its last line is missing or was replaced. "
    "Keep this store as evidence and restore the latest backup."
)


class AuditTrail:
    """The trail of one store, sealed with a key of its own; lines go in on the connection of a transaction."""

    def __init__(self, store_id: str, key: bytes) -> None:
        self._store_id = store_id
        self._key = key

    def begin(self, connection: sa.Connection) -> None:
        """Set the head of an empty trail, when a store is made."""
        connection.execute(sa.insert(_HEAD), {"id": 1, **self._head_of(None)})

    def last(self, connection: sa.Connection) -> AuditLine | None:
        """Give the last line, having compared it with the sealed head (None: nothing was written yet).

        Raises:
            StoreDamaged: the trail was cut short, or computed anew without the key.
        """
        found = connection.execute(_LAST).one_or_none()
        if found is None:
            raise StoreDamaged(_CUT_SHORT)
        *columns, seq, line_hash, seal = found
        line = _line(columns) if columns[0] is not None else None
        expected = self._head_of(line)
        if (seq, line_hash) != (expected["seq"], expected["hash"]) or not hmac.compare_digest(
            seal, expected["seal"]
        ):
            raise StoreDamaged(_CUT_SHORT)
        return line

    def add(self, connection: sa.Connection, lines: Sequence[AuditLine]) -> None:
        """Write lines that follow the last, and move the head to the last of them."""
        connection.execute(_ADD, [asdict(line) for line in lines])
        connection.execute(_MOVE_HEAD, self._head_of(lines[-1]))

    def lines(self, connection: sa.Connection) -> Iterator[AuditLine]:
        """Give every line, first to last."""
        return (_line(columns) for columns in connection.execute(_ALL))

    def verify(self, connection: sa.Connection) -> int:
        """Follow the whole chain to its sealed head, and say how many lines it has.

        Raises:
            StoreDamaged: a line was changed, removed, added or put elsewhere.
        """
        reached = verify_chain(self.lines(connection))
        if reached != self.last(connection):
            raise StoreDamaged(_CUT_SHORT)
        return 0 if reached is None else reached.seq

    def _head_of(self, line: AuditLine | None) -> dict[str, Any]:
        seq, line_hash = (0, "") if line is None else (line.seq, line.hash)
        seal = hmac.new(self._key, f"{self._store_id} {seq} {line_hash}".encode(), "sha256").hexdigest()
        return {"seq": seq, "hash": line_hash, "seal": seal}


def _line(columns: Sequence[Any]) -> AuditLine:
    names = (one.name for one in fields(AuditLine))
    return AuditLine(**dict(zip(names, columns, strict=True)))
