"""The service, the people who act in it, their certificates, and the central list."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped

from fosterpanel.db.models.rows import Row, Versioned, may_refer_to, refers_to, rule, value
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.rulebook import Nation, ServiceKind
from fosterpanel.domain.service import FosteringService, Person, SigningIdentity


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


class SigningIdentityRow(Row):
    """A certificate and its private key."""

    record = SigningIdentity
    __table_args__ = (rule("whole", "certificate_pem <> '' AND private_key_pem <> ''"),)

    person_id: Mapped[str] = may_refer_to("person.id")
    certificate_pem: Mapped[str]
    private_key_pem: Mapped[str]
    chain_pem: Mapped[str]
    is_imported: Mapped[bool]


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
    notice_given_on: Mapped[date | None]
    notice_reasons: Mapped[str]
    leaves_on: Mapped[date | None]
