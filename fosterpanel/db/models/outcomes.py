"""What came of an item: recommendation, minutes, decision, the documents issued, letters and challenges."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from fosterpanel.db.models.rows import Row, Versioned, may_refer_to, refers_to, rule, value
from fosterpanel.domain.decisions import AgencyDecision, DecisionState
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.minutes import Minutes, MinutesState
from fosterpanel.domain.notices import Notice, NoticeKind, Telling
from fosterpanel.domain.recommendations import Recommendation
from fosterpanel.domain.representations import QualifyingDetermination, Route


class RecommendationRow(Row):
    """The panel's recommendation on one item."""

    record = Recommendation
    is_final = True
    __table_args__ = (sa.UniqueConstraint("item_id", "meeting_id"), rule("has_outcome", "outcome <> ''"))

    item_id: Mapped[str] = refers_to("panel_item.id")
    meeting_id: Mapped[str] = refers_to("meeting.id")
    outcome: Mapped[str]
    terms: Mapped[Any] = value()
    reasons: Mapped[Any] = value()
    views: Mapped[Any] = value()
    advice: Mapped[str]
    made_at: Mapped[datetime]


class MinutesRow(Versioned, Row):
    """The minutes of one item; once signed, only their sending is still entered."""

    record = Minutes
    final_when = "OLD.signed_at IS NOT NULL"
    still_open = frozenset({"state", "sent_on", "version"})
    __table_args__ = (
        sa.UniqueConstraint("item_id", "number"),
        rule("number_from_one", "number >= 1"),
        rule("agreed_by_somebody", "(agreed_by IS NULL) = (agreed_at IS NULL)"),
        rule(
            "signed_is_whole",
            "state NOT IN ('signed by the chair', 'with the decision maker')"
            " OR (signed_at IS NOT NULL AND signed_by = agreed_by AND document_id IS NOT NULL)",
        ),
        rule("sent_on_a_day", "(state = 'with the decision maker') = (sent_on IS NOT NULL)"),
        rule("corrects_another", "corrects_id <> id"),
    )

    item_id: Mapped[str] = refers_to("panel_item.id")
    meeting_id: Mapped[str] = refers_to("meeting.id")
    contents: Mapped[Any] = value()
    state: Mapped[MinutesState]
    number: Mapped[int]
    agreed_by: Mapped[str] = may_refer_to("panel_member.id")
    agreed_at: Mapped[datetime | None]
    signed_by: Mapped[str] = may_refer_to("panel_member.id")
    signed_at: Mapped[datetime | None]
    document_id: Mapped[str] = may_refer_to("issued_document.id")
    sent_on: Mapped[date | None]
    corrects_id: Mapped[str] = may_refer_to("minutes.id")


class AgencyDecisionRow(Versioned, Row):
    """One decision record; never changed once signed."""

    record = AgencyDecision
    final_when = "OLD.signed_at IS NOT NULL"
    __table_args__ = (
        rule("due_after_received", "due_on >= received_on"),
        rule("decided_after_received", "decided_on >= received_on"),
        rule("signed_at_a_moment", "(state = 'signed') = (signed_at IS NOT NULL)"),
        rule(
            "signed_is_whole",
            "state <> 'signed' OR (decided_on IS NOT NULL AND document_id IS NOT NULL"
            " AND decision <> '' AND own_reasons <> '' AND further_information <> '')",
        ),
    )

    item_id: Mapped[str] = refers_to("panel_item.id")
    decision_maker_id: Mapped[str] = refers_to("person.id")
    recommendation_id: Mapped[str] = may_refer_to("recommendation.id")
    material: Mapped[Any] = value()
    arguments_for: Mapped[Any] = value()
    arguments_against: Mapped[Any] = value()
    process: Mapped[Any] = value()
    further_information: Mapped[str]
    panel_reasons: Mapped[Any] = value()
    own_reasons: Mapped[str]
    departure_reasons: Mapped[str]
    decision: Mapped[str]
    terms: Mapped[Any] = value()
    effective_on: Mapped[date | None]
    childs_needs: Mapped[str]
    quality_assurance: Mapped[str]
    declarations: Mapped[Any] = value()
    received_on: Mapped[date]
    due_on: Mapped[date]
    decided_on: Mapped[date | None]
    delay_reason: Mapped[str]
    state: Mapped[DecisionState]
    signed_at: Mapped[datetime | None]
    document_id: Mapped[str] = may_refer_to("issued_document.id")


class IssuedDocumentRow(Row):
    """One document as it left."""

    record = IssuedDocument
    is_final = True
    __table_args__ = (rule("number_from_one", "number >= 1"),)

    kind: Mapped[DocumentKind]
    subject_id: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    reference: Mapped[str]
    number: Mapped[int]
    sha256: Mapped[str] = refers_to("content.sha256")
    issued_at: Mapped[datetime]
    signed_by: Mapped[str]
    timestamped_by: Mapped[str]


class TellingRow(Versioned, Row):
    """The oral notice of one item."""

    record = Telling

    item_id: Mapped[str] = refers_to("panel_item.id")
    oral: Mapped[Any] = value()
    due_on: Mapped[date]


class NoticeRow(Versioned, Row):
    """One letter."""

    record = Notice
    __table_args__ = (
        rule("number_from_one", "number >= 1"),
        rule("challenge_after_date", "last_challenge_on >= dated_on"),
        rule(
            "tells_of_a_decision",
            "kind NOT IN ('notice of approval', 'qualifying determination', 'agreed change of terms',"
            " 'final decision') OR decision_id IS NOT NULL",
        ),
        rule("says_last_day", "kind <> 'qualifying determination' OR last_challenge_on IS NOT NULL"),
    )

    item_id: Mapped[str] = may_refer_to("panel_item.id", is_looked_up=True)
    home_id: Mapped[str] = may_refer_to("foster_home.id", is_looked_up=True)
    kind: Mapped[NoticeKind]
    addressees: Mapped[Any] = value()
    address: Mapped[Any] = value()
    dated_on: Mapped[date]
    author_id: Mapped[str] = refers_to("person.id")
    reference: Mapped[str]
    number: Mapped[int]
    decision_id: Mapped[str] = may_refer_to("agency_decision.id")
    reasons: Mapped[Any] = value()
    last_challenge_on: Mapped[date | None]
    enclosures: Mapped[Any] = value()
    document_id: Mapped[str] = may_refer_to("issued_document.id")
    second_look: Mapped[Any] = value()
    dispatch: Mapped[Any] = value()


class QualifyingDeterminationRow(Versioned, Row):
    """A proposal that can be challenged by one route within 28 days."""

    record = QualifyingDetermination
    __table_args__ = (
        rule("last_day_after_letter", "last_challenge_on > letter_dated_on"),
        rule("route_has_day", "(route IS NULL) = (challenged_on IS NULL)"),
        rule("challenged_in_time", "challenged_on BETWEEN letter_dated_on AND last_challenge_on"),
        rule("concluded_after_challenge", "concluded_on IS NULL OR concluded_on >= challenged_on"),
        rule("review_is_open", "route <> 'independent review' OR NOT is_for_specified_offence"),
    )

    item_id: Mapped[str] = refers_to("panel_item.id")
    decision_id: Mapped[str] = refers_to("agency_decision.id")
    notice_id: Mapped[str] = refers_to("notice.id")
    letter_dated_on: Mapped[date]
    last_challenge_on: Mapped[date]
    is_for_specified_offence: Mapped[bool]
    route: Mapped[Route | None]
    challenged_on: Mapped[date | None]
    papers_due_on: Mapped[date | None]
    papers_sent: Mapped[Any] = value()
    notified_on: Mapped[date | None]
    concluded_on: Mapped[date | None]
    conclusion: Mapped[str]
    final_decision_id: Mapped[str] = may_refer_to("agency_decision.id")
