"""What readers of the papers write: lines to explore for the chair, and private notes for themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped

from fosterpanel.db.models.rows import Row, Versioned, may_refer_to, refers_to, rule, value
from fosterpanel.domain.lines_to_explore import LineToExplore
from fosterpanel.domain.private_notes import PrivateNote


class LineToExploreRow(Versioned, Row):
    """One line a member sent to the chair."""

    record = LineToExplore
    __table_args__ = (
        rule("says_something", "words <> ''"),
        rule("page_not_negative", "page >= 0"),
        rule("settled_after_sending", "settled_at >= sent_at"),
        rule("left_out_is_settled", "left_out_because = '' OR settled_at IS NOT NULL"),
    )

    item_id: Mapped[str] = refers_to("panel_item.id")
    person_id: Mapped[str] = refers_to("person.id")
    words: Mapped[str]
    sent_at: Mapped[datetime]
    paper_id: Mapped[str] = may_refer_to("paper.id")
    page: Mapped[int]
    settled_at: Mapped[datetime | None]
    left_out_because: Mapped[str]


class PrivateNoteRow(Versioned, Row):
    """One note or highlight of one reader; a purged one keeps nothing that was written."""

    record = PrivateNote
    __table_args__ = (
        rule("page_not_negative", "page >= 0"),
        rule("purged_is_empty", "purged_at IS NULL OR (words = '' AND quote = '')"),
    )

    person_id: Mapped[str] = refers_to("person.id")
    item_id: Mapped[str] = refers_to("panel_item.id")
    words: Mapped[str]
    kept_at: Mapped[datetime]
    paper_id: Mapped[str] = may_refer_to("paper.id", is_looked_up=True)
    page: Mapped[int]
    areas: Mapped[Any] = value()
    quote: Mapped[str]
    purged_at: Mapped[datetime | None]
