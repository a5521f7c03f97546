"""Which page stands at which place, and what the rail counts there. A place without a page is not in the rail.

A page is imported when somebody first goes there, so that the window opens quickly.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from fosterpanel.ui.desk.places import Count, MakePage, Place

if TYPE_CHECKING:
    from fosterpanel.ui.parts.page import Page
    from fosterpanel.ui.tasks import TaskRunner
    from fosterpanel.workflow.office import Office


def _settings(office: Office, runner: TaskRunner) -> Page:
    from fosterpanel.ui.pages.settings.page import SettingsPage

    return SettingsPage(office, runner)


def _today(office: Office, runner: TaskRunner) -> Page:
    from fosterpanel.ui.pages.today import TodayPage

    return TodayPage(office, runner)


def _meetings(office: Office, runner: TaskRunner) -> Page:
    from fosterpanel.ui.pages.meetings.page import MeetingsPage

    return MeetingsPage(office, runner)


def _items(office: Office, runner: TaskRunner) -> Page:
    from fosterpanel.ui.pages.items.page import ItemsPage

    return ItemsPage(office, runner)


def _homes(office: Office, runner: TaskRunner) -> Page:
    from fosterpanel.ui.pages.homes.page import HomesPage

    return HomesPage(office, runner)


def _central_list(office: Office, runner: TaskRunner) -> Page:
    from fosterpanel.ui.pages.central_list.page import CentralListPage

    return CentralListPage(office, runner)


def _actions(office: Office, runner: TaskRunner) -> Page:
    from fosterpanel.ui.pages.actions import ActionsPage

    return ActionsPage(office, runner)


def _decisions(office: Office, runner: TaskRunner) -> Page:
    from fosterpanel.ui.pages.decisions.page import DecisionsPage

    return DecisionsPage(office, runner)


def _oversight(office: Office, runner: TaskRunner) -> Page:
    from fosterpanel.ui.pages.oversight import OversightPage

    return OversightPage(office, runner)


def _waiting(office: Office) -> int:
    from fosterpanel.workflow.overviews.items_overview import waiting_count

    return waiting_count(office)


def _to_decide(office: Office) -> int:
    from fosterpanel.workflow.deciding.decisions_queue import waiting_decisions

    return waiting_decisions(office)


def _meetings_in_need(office: Office) -> int:
    from fosterpanel.workflow.agendas.meeting_list import meetings_needing_somebody

    return meetings_needing_somebody(office)


def _homes_in_need(office: Office) -> int:
    from fosterpanel.workflow.overviews.homes_overview import homes_needing_somebody

    return homes_needing_somebody(office)


def _drifting(office: Office) -> int:
    from fosterpanel.workflow.business.actions_overview import drifting_count

    return drifting_count(office)


PAGES: Mapping[Place, MakePage] = {
    Place.TODAY: _today,
    Place.MEETINGS: _meetings,
    Place.ITEMS: _items,
    Place.HOMES: _homes,
    Place.CENTRAL_LIST: _central_list,
    Place.ACTIONS: _actions,
    Place.DECISIONS: _decisions,
    Place.OVERSIGHT: _oversight,
    Place.SETTINGS: _settings,
}
"""Makes the page of each place."""

COUNTS: Mapping[Place, Count] = {
    Place.ITEMS: _waiting,
    Place.MEETINGS: _meetings_in_need,
    Place.HOMES: _homes_in_need,
    Place.ACTIONS: _drifting,
    Place.DECISIONS: _to_decide,
}
"""What needs somebody at each place; counted off the window's thread whenever a page is shown. 0 shows nothing."""


def load_pages() -> None:
    """Import every page, beside the window, so that whoever first goes there waits for its making only."""
    import fosterpanel.ui.pages.actions
    import fosterpanel.ui.pages.central_list.page
    import fosterpanel.ui.pages.decisions.page
    import fosterpanel.ui.pages.homes.page
    import fosterpanel.ui.pages.items.page
    import fosterpanel.ui.pages.meetings.page
    import fosterpanel.ui.pages.oversight
    import fosterpanel.ui.pages.settings.page
    import fosterpanel.ui.pages.today  # noqa: F401
