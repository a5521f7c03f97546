"""The bytes of papers and documents: kept once under their SHA-256, and never given out unverified."""

from __future__ import annotations

import hashlib
from typing import Any

import sqlalchemy as sa

from fosterpanel.db.models.rows import table_of
from fosterpanel.db.models.trail import ContentRow
from fosterpanel.db.statements import Statement, bound
from fosterpanel.errors import NotFound, StoreDamaged

_CONTENT = table_of(ContentRow)
_KEPT_UNDER = _CONTENT.c.sha256 == sa.bindparam("sha256")
_SIZE = Statement(sa.select(_CONTENT.c.size).where(_KEPT_UNDER))
_BYTES = Statement(sa.select(_CONTENT.c.bytes).where(_KEPT_UNDER))
_KEEP = Statement(sa.insert(_CONTENT).values(bound("sha256", "media_type", "size", "bytes")))
_ALL = Statement(sa.select(_CONTENT.c.sha256, _CONTENT.c.bytes))


def keep(driver: Any, data: bytes, media_type: str) -> tuple[str, bool]:
    """Keep bytes; gives their SHA-256 in hexadecimal, and whether they are new here."""
    sha256 = hashlib.sha256(data).hexdigest()
    is_new = _SIZE.run(driver, {"sha256": sha256}).fetchone() is None
    if is_new:
        kept = {"sha256": sha256, "media_type": media_type, "size": len(data), "bytes": data}
        _KEEP.run(driver, kept)
    return sha256, is_new


def read(driver: Any, sha256: str) -> bytes:
    """Give the bytes kept under that SHA-256, having computed it again.

    Raises:
        NotFound: nothing is kept under it.
        StoreDamaged: the bytes are not what was kept.
    """
    row = _BYTES.run(driver, {"sha256": sha256}).fetchone()
    if row is None:
        raise NotFound("The file belonging to this record is not in the store. Take it in again.")
    return _verified(sha256, bytes(row[0]))


def verify_all(driver: Any) -> int:
    """Compute every SHA-256 again, and say how many files there are.

    Raises:
        StoreDamaged: one is not what was kept.
    """
    return sum(1 for sha256, kept in _ALL.run(driver) if _verified(sha256, kept) is not None)


def _verified(sha256: str, kept: bytes) -> bytes:
    if hashlib.sha256(kept).hexdigest() != sha256:
        raise StoreDamaged("A file in the store is not what was taken in. Restore the latest backup.")
    return kept
