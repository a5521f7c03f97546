"""The audit trail in the store: lines added, the head sealed, the whole chain followed."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any

import sqlalchemy as sa

from fosterpanel.db.models.rows import table_of
from fosterpanel.db.models.trail import AuditHeadRow, AuditLineRow
from fosterpanel.db.statements import Statement, bound, result_conversion
from fosterpanel.domain.audit import AuditLine, verify_chain
from fosterpanel.errors import StoreDamaged

_LINES = table_of(AuditLineRow)
_HEAD = table_of(AuditHeadRow)
_NAMES = tuple(one.name for one in fields(AuditLine))
_COLUMNS = [_LINES.c[name] for name in _NAMES]
_MOMENT = result_conversion(_LINES.c.at.type)
_LAST = Statement(
    sa.select(*_COLUMNS, _HEAD.c.seq, _HEAD.c.hash, _HEAD.c.seal).outerjoin_from(
        _HEAD, _LINES, _LINES.c.seq == _HEAD.c.seq
    )
)
_ALL = Statement(sa.select(*_COLUMNS).order_by(_LINES.c.seq))
_ASKED = sa.func.json_each(sa.bindparam("subjects", type_=sa.Text())).table_valued("value")
_ABOUT = Statement(
    sa.select(*_COLUMNS).where(_LINES.c.subject_id.in_(sa.select(_ASKED.c.value))).order_by(_LINES.c.seq)
)
_OF = Statement(sa.select(*_COLUMNS).where(_LINES.c.act == sa.bindparam("act")).order_by(_LINES.c.seq))
_ADD = Statement(sa.insert(_LINES).values(bound(*_NAMES)))
_BEGIN = Statement(sa.insert(_HEAD).values(bound("id", "seq", "hash", "seal")))
_MOVE_HEAD = Statement(sa.update(_HEAD).values(bound("seq", "hash", "seal")))
_CUT_SHORT = (
    "The audit trail is not what was written: its last line is missing or was replaced. "
    "Keep this store as evidence and restore the latest backup."
)


class AuditTrail:
    """The trail of one store, sealed with a key of its own; lines go in on the driver connection of a transaction."""

    def __init__(self, store_id: str, key: bytes) -> None:
        self._store_id = store_id
        self._key = key

    def begin(self, driver: Any) -> None:
        """Set the head of an empty trail, when a store is made."""
        _BEGIN.run(driver, {"id": 1, **self._head_of(None)})

    def last(self, driver: Any) -> AuditLine | None:
        """Give the last line, having compared it with the sealed head (None: nothing was written yet).

        Raises:
            StoreDamaged: the trail was cut short, or computed anew without the key.
        """
        found = _LAST.run(driver).fetchone()
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

    def add(self, driver: Any, lines: Sequence[AuditLine]) -> None:
        """Write lines that follow the last, and move the head to the last of them."""
        for line in lines:
            _ADD.run(driver, {name: getattr(line, name) for name in _NAMES})
        _MOVE_HEAD.run(driver, self._head_of(lines[-1]))

    def lines(self, driver: Any) -> Iterator[AuditLine]:
        """Give every line, first to last."""
        return (_line(columns) for columns in _ALL.run(driver))

    def lines_about(self, driver: Any, subject_ids: Iterable[str]) -> Iterator[AuditLine]:
        """Give the lines about any of these records, first to last."""
        asked = {"subjects": json.dumps(sorted(subject_ids))}
        return (_line(columns) for columns in _ABOUT.run(driver, asked))

    def lines_of(self, driver: Any, act: str) -> Iterator[AuditLine]:
        """Give the lines that note one act, first to last."""
        return (_line(columns) for columns in _OF.run(driver, {"act": act}))

    def verify(self, driver: Any) -> int:
        """Follow the whole chain to its sealed head, and say how many lines it has.

        Raises:
            StoreDamaged: a line was changed, removed, added or put elsewhere.
        """
        reached = verify_chain(self.lines(driver))
        if reached != self.last(driver):
            raise StoreDamaged(_CUT_SHORT)
        return 0 if reached is None else reached.seq

    def _head_of(self, line: AuditLine | None) -> dict[str, Any]:
        seq, line_hash = (0, "") if line is None else (line.seq, line.hash)
        seal = hmac.new(self._key, f"{self._store_id} {seq} {line_hash}".encode(), "sha256").hexdigest()
        return {"seq": seq, "hash": line_hash, "seal": seal}


def _line(columns: Sequence[Any]) -> AuditLine:
    said = dict(zip(_NAMES, columns, strict=True))
    assert _MOMENT is not None
    return AuditLine(**said | {"at": _MOMENT(said["at"])})
