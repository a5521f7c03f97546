"""What leaves the service: packs and members' copies of them, and what was answered about names before they left."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from fosterpanel.db.models.rows import Row, refers_to, rule, value
from fosterpanel.domain.issued_packs import IssuedPack, PackCopy
from fosterpanel.domain.wrong_family import NameAnswer


class NameAnswerRow(Row):
    """Why a name of another family belonged in what left."""

    record = NameAnswer
    is_final = True
    __table_args__ = (rule("says_why", "name <> '' AND answer <> ''"),)

    subject_id: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    hits: Mapped[Any] = value()
    answer: Mapped[str]
    answered_by: Mapped[str] = refers_to("person.id")
    answered_at: Mapped[datetime]


class IssuedPackRow(Row):
    """One issue of a meeting's pack."""

    record = IssuedPack
    is_final = True

    meeting_id: Mapped[str] = refers_to("meeting.id")
    plan: Mapped[Any] = value()
    issued_by: Mapped[str] = refers_to("person.id")
    issued_at: Mapped[datetime]


class PackCopyRow(Row):
    """One member's own copy of a pack."""

    record = PackCopy
    is_final = True
    __table_args__ = (rule("has_password", "password <> ''"), rule("hash_whole", "length(sha256) = 64"))

    pack_id: Mapped[str] = refers_to("issued_pack.id")
    member_id: Mapped[str] = refers_to("panel_member.id")
    password: Mapped[str]
    sha256: Mapped[str]
    saved_at: Mapped[datetime]
