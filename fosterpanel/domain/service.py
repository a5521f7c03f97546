"""The fostering service, the people who work in it, and what each of them may do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from fosterpanel.domain.rulebook import Nation, ServiceKind
from fosterpanel.domain.signatures import AuthorityKeys, SigningKeys


@dataclass(frozen=True, slots=True, kw_only=True)
class FosteringService:
    """The fostering service whose store this is.

    ``providers`` names every provider of a joint panel; for a single provider it holds its own name only.
    ``complaints`` and ``review_body`` are contact lines that letters quote; ``regulator`` names who inspects it.
    """

    id: str
    name: str
    kind: ServiceKind
    nation: Nation
    providers: tuple[str, ...]
    address: tuple[str, ...]
    telephone: str
    email: str
    complaints: str
    review_body: str
    regulator: str = "Ofsted"
    version: int = 0

    @property
    def is_joint(self) -> bool:
        """Whether two or more providers share the panel, which raises the quorum."""
        return len(self.providers) > 1


OF_COUNCILS = frozenset({"grant-exemption", "refuse-exemption", "vary-exemption", "cancel-exemption"})
"""Decisions that are a council's alone (Children Act 1989, Schedule 7, para 4); an agency asks the area authority."""


class Role(StrEnum):
    """What a person does here; a person may hold several roles, but no panel member may decide."""

    ADMINISTRATOR = "administrator"
    CHAIR = "chair"
    VICE_CHAIR = "vice chair"
    PANEL_MEMBER = "panel member"
    ADVISER = "panel adviser"
    DECISION_MAKER = "agency decision maker"
    TEAM_MANAGER = "team manager"
    SOCIAL_WORKER = "social worker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who acts in the service: the actor of audit lines, the signer of documents."""

    id: str
    name: str
    roles: tuple[Role, ...]
    post: str = ""
    version: int = 0

    def holds(self, role: Role) -> bool:
        """Whether the person holds that role."""
        return role in self.roles


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningAuthority:
    """The service's own signing authority, kept inside the encrypted store and nowhere else."""

    id: str
    keys: AuthorityKeys = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningIdentity:
    """One person's certificate and private key, kept inside the encrypted store and nowhere else.

    ``is_imported`` marks a certificate the person brought; ``made_at`` is UTC, and the latest one signs.
    """

    id: str
    person_id: str
    keys: SigningKeys = field(repr=False)
    made_at: datetime
    is_imported: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """The last number given in one series, such as the items of a year; the ``id`` names the series."""

    id: str
    last: int = 0
    version: int = 0
