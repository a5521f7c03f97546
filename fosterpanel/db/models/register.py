"""The register: homes, the history of their terms, placements, exemptions, resignations, temporary approvals."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from fosterpanel.db.models.rows import Row, Versioned, may_refer_to, refers_to, rule, value
from fosterpanel.domain.coming_changes import ComingChange
from fosterpanel.domain.register import (
    ApprovalState,
    ApprovalTerms,
    Exemption,
    FosterHome,
    Placement,
    Resignation,
    Review,
)
from fosterpanel.domain.temporary_approvals import TemporaryApproval
from fosterpanel.domain.terms import PlacementKind, Sex


class FosterHomeRow(Versioned, Row):
    """One foster home."""

    record = FosterHome
    __table_args__ = (
        sa.UniqueConstraint("reference"),
        rule("ended_after_approved", "ended_on >= approved_on"),
        rule("ended_on_a_day", "state <> 'approval ended' OR ended_on IS NOT NULL"),
        rule("approved_on_a_day", "state <> 'approved' OR approved_on IS NOT NULL"),
    )

    reference: Mapped[str]
    carers: Mapped[Any] = value()
    address: Mapped[Any] = value()
    household: Mapped[Any] = value()
    state: Mapped[ApprovalState]
    approved_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    ended_by: Mapped[str]


class ApprovalTermsRow(Versioned, Row):
    """One stretch of terms in a home's history."""

    record = ApprovalTerms
    __table_args__ = (rule("ends_after_start", "until >= effective_from"),)

    home_id: Mapped[str] = refers_to("foster_home.id")
    terms: Mapped[Any] = value()
    effective_from: Mapped[date]
    until: Mapped[date | None]
    decision_id: Mapped[str] = may_refer_to("agency_decision.id")


class PlacementRow(Versioned, Row):
    """One child living in a home."""

    record = Placement
    __table_args__ = (
        rule("ends_after_start", "ended_on >= started_on"),
        rule("age_of_a_child", "age BETWEEN 0 AND 21"),
    )

    home_id: Mapped[str] = refers_to("foster_home.id")
    child: Mapped[str]
    age: Mapped[int]
    sex: Mapped[Sex]
    kind: Mapped[PlacementKind]
    placed_by: Mapped[str]
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    sibling_group: Mapped[str]


class ExemptionRow(Versioned, Row):
    """An exemption from the usual fostering limit."""

    record = Exemption
    __table_args__ = (rule("ends_after_start", "ended_on >= granted_on"),)

    home_id: Mapped[str] = refers_to("foster_home.id")
    named_children: Mapped[Any] = value()
    conditions: Mapped[str]
    granted_by: Mapped[str]
    granted_on: Mapped[date]
    ended_on: Mapped[date | None]


class ResignationRow(Row):
    """A written notice of resignation; it cannot be refused or taken back."""

    record = Resignation
    is_final = True
    __table_args__ = (rule("ends_later", "ends_on > received_on"),)

    home_id: Mapped[str] = refers_to("foster_home.id")
    received_on: Mapped[date]
    ends_on: Mapped[date]
    reason: Mapped[str]


class ReviewRow(Row):
    """One review of an approval that was held and decided on."""

    record = Review
    is_final = True

    home_id: Mapped[str] = refers_to("foster_home.id")
    held_on: Mapped[date]
    item_id: Mapped[str] = may_refer_to("panel_item.id")


class TemporaryApprovalRow(Versioned, Row):
    """A connected person approved for named children for the time being."""

    record = TemporaryApproval
    __table_args__ = (
        rule("expires_later", "expires_on > approved_on"),
        rule("ended_after_approved", "ended_on >= approved_on"),
    )

    home_id: Mapped[str] = refers_to("foster_home.id")
    children: Mapped[Any] = value()
    approved_on: Mapped[date]
    expires_on: Mapped[date]
    extension: Mapped[Any] = value()
    until_review: Mapped[Any] = value()
    ended_on: Mapped[date | None]


class ComingChangeRow(Versioned, Row):
    """What a signed decision changes on the register on a day to come."""

    record = ComingChange
    __table_args__ = (rule("entered_or_overtaken", "entered_at IS NULL OR overtaken = ''"),)

    home_id: Mapped[str] = refers_to("foster_home.id")
    item_id: Mapped[str] = refers_to("panel_item.id")
    decision_id: Mapped[str] = refers_to("agency_decision.id")
    on: Mapped[date]
    entered_at: Mapped[datetime | None]
    overtaken: Mapped[str]
