"""The fostering service, the people who work in it, and what each of them may do."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from fosterpanel.domain.rulebook import Nation, ServiceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class FosteringService:
    """The fostering service whose store this is.

    ``providers`` names every provider of a joint panel; for a single provider it holds its own name only.
    ``complaints``, ``review_body`` and ``regulator`` are contact lines that letters quote.
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
class SigningIdentity:
    """A certificate and its private key, kept inside the encrypted store and nowhere else.

    ``person_id`` is empty for the service's own signing authority. Both texts are PEM.
    """

    id: str
    person_id: str
    certificate_pem: str
    private_key_pem: str = field(repr=False)
    chain_pem: str = ""
    is_imported: bool = False
