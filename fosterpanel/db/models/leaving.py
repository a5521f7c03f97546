"""What leaves the service: what was answered about names of other families before it did."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from fosterpanel.db.models.rows import Row, refers_to, rule, value
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
