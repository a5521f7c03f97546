"""Which page stands at which place, and what the rail counts there. A place without a page is not in the rail.

A page is imported when somebody first goes there, so that the window opens quickly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from fosterpanel.ui.desk.places import Place

if TYPE_CHECKING:
    from fosterpanel.ui.parts.page import Page
    from fosterpanel.ui.tasks import TaskRunner
    from fosterpanel.workflow.office import Office

MakePage = Callable[["Office", "TaskRunner"], "Page"]
Count = Callable[["Office"], int]


PAGES: Mapping[Place, MakePage] = {}
"""Makes the page of each place."""

COUNTS: Mapping[Place, Count] = {}
"""What needs somebody at each place; counted off the window's thread after every change of page. 0 shows nothing."""
