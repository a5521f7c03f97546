"""The panel day: the meeting, its agenda, who was there, what they declared, what was heard and agreed to do."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from fosterpanel.db.models.rows import Row, Versioned, may_refer_to, refers_to, rule, value
from fosterpanel.domain.actions import Action
from fosterpanel.domain.agenda import Agenda, RunningOrder
from fosterpanel.domain.attendance import Attendance
from fosterpanel.domain.hearings import Hearing
from fosterpanel.domain.interests import DeclaredInterest, InterestKind, Ruling
from fosterpanel.domain.invitations import Invitation, Reply
from fosterpanel.domain.meetings import Meeting, MeetingStage


class MeetingRow(Versioned, Row):
    """A panel meeting."""

    record = Meeting
    __table_args__ = (
        rule("under_a_rule_book", "rule_book_id <> '' AND rule_book_version <> ''"),
        rule("cancelled_because", "(stage = 'cancelled') = (cancelled_because <> '')"),
    )

    panel_name: Mapped[str]
    on: Mapped[date]
    starts_at: Mapped[time]
    place: Mapped[str]
    is_joint: Mapped[bool]
    providers: Mapped[Any] = value()
    panel: Mapped[Any] = value()
    rule_book_id: Mapped[str]
    rule_book_version: Mapped[str]
    capacity: Mapped[int]
    stage: Mapped[MeetingStage]
    cancelled_because: Mapped[str]


class InvitationRow(Versioned, Row):
    """One member's invitation to one meeting."""

    record = Invitation
    __table_args__ = (
        sa.UniqueConstraint("meeting_id", "member_id"),
        rule("replied_after_sending", "replied_on >= sent_on"),
    )

    meeting_id: Mapped[str] = refers_to("meeting.id")
    member_id: Mapped[str] = refers_to("panel_member.id")
    sent_on: Mapped[date]
    reply: Mapped[Reply]
    replied_on: Mapped[date | None]
    note: Mapped[str]


class RunningOrderRow(Versioned, Row):
    """The agenda of a meeting while it is being drawn up."""

    record = RunningOrder

    entries: Mapped[Any] = value()


class AgendaRow(Versioned, Row):
    """One issue of a meeting's agenda."""

    record = Agenda
    __table_args__ = (sa.UniqueConstraint("meeting_id", "number"), rule("number_from_one", "number >= 1"))

    meeting_id: Mapped[str] = refers_to("meeting.id")
    entries: Mapped[Any] = value()
    number: Mapped[int]
    issued_on: Mapped[date | None]
    late_reason: Mapped[str]
    document_id: Mapped[str] = may_refer_to("issued_document.id")


class AttendanceRow(Versioned, Row):
    """Who attended one meeting; a meeting has one attendance."""

    record = Attendance
    __table_args__ = (sa.UniqueConstraint("meeting_id"),)

    meeting_id: Mapped[str] = refers_to("meeting.id")
    presences: Mapped[Any] = value()
    others: Mapped[Any] = value()
    apologies: Mapped[Any] = value()


class DeclaredInterestRow(Versioned, Row):
    """One declared interest and the ruling on it."""

    record = DeclaredInterest
    __table_args__ = (
        rule("ruling_has_moment", "(ruling IS NULL) = (ruled_at IS NULL)"),
        rule("ruling_has_reason", "ruling IS NULL OR (ruling_reason <> '' AND ruled_by IS NOT NULL)"),
        rule("not_ruled_by_oneself", "ruled_by <> member_id"),
    )

    meeting_id: Mapped[str] = refers_to("meeting.id")
    item_id: Mapped[str] = refers_to("panel_item.id")
    member_id: Mapped[str] = refers_to("panel_member.id")
    kind: Mapped[InterestKind]
    nature: Mapped[str]
    declared_at: Mapped[datetime]
    ruling: Mapped[Ruling | None]
    ruled_by: Mapped[str] = may_refer_to("panel_member.id")
    ruling_reason: Mapped[str]
    ruled_at: Mapped[datetime | None]


class HearingRow(Versioned, Row):
    """One item before one panel; a panel hears an item once."""

    record = Hearing
    __table_args__ = (
        sa.UniqueConstraint("item_id", "meeting_id"),
        rule("ends_after_start", "ended_at >= started_at"),
    )

    item_id: Mapped[str] = refers_to("panel_item.id")
    meeting_id: Mapped[str] = refers_to("meeting.id")
    started_at: Mapped[datetime]
    presided_by: Mapped[str] = refers_to("panel_member.id")
    ended_at: Mapped[datetime | None]
    quorum: Mapped[Any] = value()
    handed_over: Mapped[Any] = value()


class ActionRow(Versioned, Row):
    """One action with an owner and a date."""

    record = Action
    __table_args__ = (rule("owned", "what <> '' AND owner <> ''"),)

    meeting_id: Mapped[str] = refers_to("meeting.id")
    item_id: Mapped[str] = may_refer_to("panel_item.id")
    what: Mapped[str]
    owner: Mapped[str]
    due_on: Mapped[date]
    done_on: Mapped[date | None]
