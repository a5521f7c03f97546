"""What the store keeps beside the records: the bytes of papers and documents, and the audit trail."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from fosterpanel.db.models.rows import Table, rule


class ContentRow(Table):
    """The bytes of a paper or a signed document, kept once under their SHA-256 and never changed."""

    __tablename__ = "content"
    __table_args__ = (
        rule("sha256_whole", "length(sha256) = 64"),
        rule("length_true", "length(bytes) = size"),
    )
    is_final = True

    ordinal: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    media_type: Mapped[str]
    size: Mapped[int]
    bytes: Mapped[bytes]


class AuditLineRow(Table):
    """One line of the audit trail."""

    __tablename__ = "audit_line"
    __table_args__ = (rule("seq_from_one", "seq >= 1"), rule("hash_whole", "length(hash) = 64"))
    is_final = True

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor: Mapped[str]
    act: Mapped[str]
    subject_id: Mapped[str]
    detail: Mapped[str] = mapped_column(sa.Text)
    previous_hash: Mapped[str]
    hash: Mapped[str]


class AuditHeadRow(Table):
    """The last line's number and hash under a keyed hash: a trail cut short or computed anew is noticed."""

    __tablename__ = "audit_head"
    __table_args__ = (rule("only_one", "id = 1"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    hash: Mapped[str]
    seal: Mapped[str]
