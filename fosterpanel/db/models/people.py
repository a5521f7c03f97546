"""The service, the people who act in it, their certificates, and the central list."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from fosterpanel.db.models.rows import Row, Versioned, refers_to, rule, value
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.drafts import Draft
from fosterpanel.domain.rulebook import Nation, ServiceKind
from fosterpanel.domain.service import FosteringService, Numbering, Person, SigningAuthority, SigningIdentity
from fosterpanel.domain.settings import Setting


class FosteringServiceRow(Versioned, Row):
    """The service whose store this is."""

    record = FosteringService
    __table_args__ = (rule("named", "name <> ''"),)

    name: Mapped[str]
    kind: Mapped[ServiceKind]
    nation: Mapped[Nation]
    providers: Mapped[Any] = value()
    address: Mapped[Any] = value()
    telephone: Mapped[str]
    email: Mapped[str]
    complaints: Mapped[str]
    review_body: Mapped[str]
    regulator: Mapped[str]


class PersonRow(Versioned, Row):
    """Somebody who acts in the service."""

    record = Person
    __table_args__ = (rule("named", "name <> ''"),)

    name: Mapped[str]
    roles: Mapped[Any] = value()
    post: Mapped[str]


class SigningAuthorityRow(Row):
    """The service's own signing authority."""

    record = SigningAuthority

    keys: Mapped[Any] = value()


class SigningIdentityRow(Row):
    """One person's certificate and private key."""

    record = SigningIdentity

    person_id: Mapped[str] = refers_to("person.id")
    keys: Mapped[Any] = value()
    made_at: Mapped[datetime]
    is_imported: Mapped[bool]


class NumberingRow(Versioned, Row):
    """The last number given in one series; it only grows."""

    record = Numbering
    __table_args__ = (rule("counts_from_none", "last >= 0"),)

    last: Mapped[int]


class SettingRow(Versioned, Row):
    """A choice the service makes for itself."""

    record = Setting

    words: Mapped[str]


class DraftRow(Versioned, Row):
    """What somebody has typed and not saved yet."""

    record = Draft
    __table_args__ = (sa.UniqueConstraint("person_id", "place"),)

    person_id: Mapped[str] = refers_to("person.id")
    place: Mapped[str]
    fields: Mapped[Any] = value()
    kept_at: Mapped[datetime]


class PanelMemberRow(Versioned, Row):
    """A person on the central list."""

    record = PanelMember
    __table_args__ = (
        rule("named", "name <> ''"),
        rule("leaves_after_joining", "leaves_on >= joined_on"),
        rule("leaves_after_notice", "leaves_on >= notice_given_on"),
    )

    person_id: Mapped[str] = refers_to("person.id")
    name: Mapped[str]
    background: Mapped[str]
    is_social_worker: Mapped[bool]
    experience_from: Mapped[date | None]
    independence: Mapped[Any] = value()
    joined_on: Mapped[date]
    dbs_checked_on: Mapped[date | None]
    agreement_signed_on: Mapped[date | None]
    inducted_on: Mapped[date | None]
    appraised_on: Mapped[date | None]
    trained_on: Mapped[date | None]
    other_panels: Mapped[Any] = value()
    contact: Mapped[Any] = value()
    away: Mapped[Any] = value()
    notice_given_on: Mapped[date | None]
    notice_reasons: Mapped[str]
    leaves_on: Mapped[date | None]
