"""Which places each role finds in the rail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fosterpanel.domain.service import Role
from fosterpanel.ui.desk.places import Place

if TYPE_CHECKING:
    from fosterpanel.workflow.office import Office

_WHOLE_OFFICE = frozenset(Place)
_IN_PANEL = frozenset(Place) - {Place.SETTINGS, Place.DECISIONS}

SEES: dict[Role, frozenset[Place]] = {
    Role.ADMINISTRATOR: _WHOLE_OFFICE,
    Role.CHAIR: _IN_PANEL,
    Role.VICE_CHAIR: _IN_PANEL,
    Role.PANEL_MEMBER: frozenset({Place.TODAY, Place.MEETINGS}),
    Role.ADVISER: _IN_PANEL | {Place.SETTINGS},
    Role.DECISION_MAKER: frozenset({Place.TODAY, Place.ITEMS, Place.HOMES, Place.DECISIONS, Place.OVERSIGHT}),
    Role.TEAM_MANAGER: frozenset({Place.TODAY, Place.ITEMS, Place.HOMES, Place.ACTIONS, Place.OVERSIGHT}),
    Role.SOCIAL_WORKER: frozenset({Place.TODAY, Place.ITEMS, Place.ACTIONS}),
}
"""What each role finds in the rail. It spares people what is not their work; what they may do, the acts decide."""


TAKES_IN = frozenset({Role.ADMINISTRATOR, Role.ADVISER, Role.TEAM_MANAGER, Role.SOCIAL_WORKER})
"""Whose work it is to take in an item."""

DRAWS_UP = frozenset({Role.ADMINISTRATOR, Role.ADVISER})
"""Whose work it is to draw up a panel and its agenda."""


def role_of(office: Office) -> Role | None:
    """The role in which the person sits at the desk."""
    return office.person.roles[0] if office.person.roles else None


def seen_by(role: Role | None) -> list[Place]:
    """The places of a role, in the order of the rail; somebody without a role sees Today."""
    seen = SEES[role] if role is not None else frozenset({Place.TODAY})
    return [place for place in Place if place in seen]
