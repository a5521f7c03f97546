"""The places of the desk in the order of the rail, and where one can be asked to go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fosterpanel.ui.parts.page import Page
    from fosterpanel.ui.tasks import TaskRunner
    from fosterpanel.workflow.office import Office

MakePage = Callable[["Office", "TaskRunner"], "Page"]
"""Makes the page of a place."""

Count = Callable[["Office"], int]
"""Says how much needs somebody at a place."""


class Place(Enum):
    """A place in the rail: what it is called, and its icon."""

    TODAY = ("Today", "sun")
    ITEMS = ("Items", "inbox")
    MEETINGS = ("Meetings", "calendar-days")
    HOMES = ("Foster homes", "house")
    CENTRAL_LIST = ("Central list", "users-round")
    ACTIONS = ("Actions", "list-checks")
    DECISIONS = ("Decisions", "scale")
    OVERSIGHT = ("Oversight", "chart-column")
    SETTINGS = ("Settings", "settings")

    @property
    def words(self) -> str:
        """What it is called."""
        return self.value[0]

    @property
    def icon(self) -> str:
        """The name of its icon."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Destination:
    """Somewhere to go: a place, there one record by id, and in it perhaps a part ("paper:5f3c#12", "papers")."""

    place: Place
    subject_id: str = ""
    part: str = ""
