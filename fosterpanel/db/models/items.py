"""The business of the panel: items, their papers and who relied on them, and deferrals."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from fosterpanel.db.models.rows import Row, Versioned, may_refer_to, refers_to, rule, value
from fosterpanel.domain.changes_of_terms import AgreedChange
from fosterpanel.domain.deferrals import CausedBy, Deferral, DeferralKind
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.papers import ExpectedPaper, Paper, PaperAlert, PaperReading, Reliance, ReliedBy


class PanelItemRow(Versioned, Row):
    """One piece of business, about one foster home or of the panel itself: that ends with the panel."""

    record = PanelItem
    __table_args__ = (
        sa.UniqueConstraint("reference"),
        rule("listed_on_a_meeting", "stage NOT IN ('listed', 'in hearing') OR meeting_id IS NOT NULL"),
        rule("not_its_own_kin", "predecessor_id <> id AND successor_id <> id"),
        rule(
            "business_ends_with_the_panel",
            "home_id IS NOT NULL OR (challenge_id IS NULL AND NOT is_connected_person AND stage IN"
            " ('taken in', 'listed', 'in hearing', 'deferred', 'withdrawn', 'concluded'))",
        ),
        rule("only_business_is_concluded", "stage <> 'concluded' OR home_id IS NULL"),
    )

    reference: Mapped[str]
    type_code: Mapped[str]
    home_id: Mapped[str] = may_refer_to("foster_home.id", is_looked_up=True)
    subject: Mapped[str]
    received_on: Mapped[date]
    proposal: Mapped[str]
    proposed_terms: Mapped[Any] = value()
    is_connected_person: Mapped[bool]
    report_author: Mapped[str]
    presented_by: Mapped[Any] = value()
    stage: Mapped[ItemStage] = mapped_column(index=True)
    meeting_id: Mapped[str] = may_refer_to("meeting.id", is_looked_up=True)
    predecessor_id: Mapped[str] = may_refer_to("panel_item.id")
    successor_id: Mapped[str] = may_refer_to("panel_item.id")
    challenge_id: Mapped[str] = may_refer_to("qualifying_determination.id", closes_circle=True)
    withdrawn_because: Mapped[str]


class PaperRow(Row):
    """One version of one paper; a version is replaced at most once."""

    record = Paper
    is_final = True
    __table_args__ = (
        sa.UniqueConstraint("replaces_id"),
        rule("number_from_one", "number >= 1"),
        rule("not_empty", "pages >= 1 AND size >= 1"),
        rule("replaces_another", "replaces_id <> id"),
    )

    item_id: Mapped[str] = refers_to("panel_item.id")
    kind: Mapped[str]
    title: Mapped[str]
    number: Mapped[int]
    sha256: Mapped[str] = refers_to("content.sha256")
    pages: Mapped[int]
    size: Mapped[int]
    received_on: Mapped[date]
    replaces_id: Mapped[str] = may_refer_to("paper.id")
    is_late: Mapped[bool]
    dated_on: Mapped[date | None]
    source_name: Mapped[str]


class ExpectedPaperRow(Versioned, Row):
    """Who owes a paper, and by when."""

    record = ExpectedPaper
    __table_args__ = (sa.UniqueConstraint("item_id", "kind"),)

    item_id: Mapped[str] = refers_to("panel_item.id")
    kind: Mapped[str]
    owner: Mapped[str]
    due_on: Mapped[date]


class PaperReadingRow(Row):
    """That somebody opened a version of a paper to its end."""

    record = PaperReading

    paper_id: Mapped[str] = refers_to("paper.id")
    person_id: Mapped[str] = refers_to("person.id")
    read_at: Mapped[datetime]


class RelianceRow(Row):
    """That a version of a paper was before the panel or the decision maker."""

    record = Reliance
    is_final = True

    item_id: Mapped[str] = refers_to("panel_item.id")
    paper_id: Mapped[str] = refers_to("paper.id")
    sha256: Mapped[str] = refers_to("content.sha256")
    relied_by: Mapped[ReliedBy]
    relied_at: Mapped[datetime]


class PaperAlertRow(Versioned, Row):
    """That a paper was corrected after somebody had relied on it."""

    record = PaperAlert
    __table_args__ = (
        rule("answer_has_moment", "(answer = '') = (answered_at IS NULL)"),
        rule("answered_after_raised", "answered_at >= raised_at"),
    )

    item_id: Mapped[str] = refers_to("panel_item.id")
    paper_id: Mapped[str] = refers_to("paper.id")
    replaced_paper_id: Mapped[str] = refers_to("paper.id")
    relied_by: Mapped[Any] = value()
    raised_at: Mapped[datetime]
    answer: Mapped[str]
    answered_at: Mapped[datetime | None]


class DeferralRow(Versioned, Row):
    """One deferral of one item; an item is deferred once, its successor may be again."""

    record = Deferral
    __table_args__ = (
        sa.UniqueConstraint("item_id"),
        rule("returns_later", "return_on > deferred_on"),
        rule("returned_after", "returned_on >= deferred_on"),
        rule("told_after", "told_on >= deferred_on"),
        rule("successor_is_another", "successor_item_id <> item_id"),
    )

    item_id: Mapped[str] = refers_to("panel_item.id")
    meeting_id: Mapped[str] = refers_to("meeting.id")
    kind: Mapped[DeferralKind]
    reason_codes: Mapped[Any] = value()
    narrative: Mapped[str]
    needed: Mapped[Any] = value()
    checked_by: Mapped[str]
    deferred_on: Mapped[date]
    return_on: Mapped[date]
    returned_on: Mapped[date | None]
    successor_item_id: Mapped[str] = may_refer_to("panel_item.id")
    needs_same_members: Mapped[bool]
    caused_by: Mapped[CausedBy]
    effects_on_clocks: Mapped[Any] = value()
    quorum: Mapped[Any] = value()
    told: Mapped[str]
    told_on: Mapped[date | None]
    told_by: Mapped[str]


class AgreedChangeRow(Versioned, Row):
    """The statement of support needs and the carers' written agreement."""

    record = AgreedChange

    item_id: Mapped[str] = refers_to("panel_item.id")
    support_needs: Mapped[str]
    how_met: Mapped[str]
    stated_on: Mapped[date]
    agreed_on: Mapped[date | None]
    agreed_by: Mapped[Any] = value()
