"""A page of records in a window, with a keyboard to drive it: for the pages of homes and of the central list."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fosterpanel.ui.pages.records_page import RecordsPage
from fosterpanel.ui.tasks import TaskRunner
from tests.ui import walk
from tests.ui.by_keyboard import Keyboard
from tests.ui.conftest import InWindow, Shot
from tests.workflow.builders import Desk

Opened = Callable[..., Keyboard]
OpenRecords = Callable[[type[RecordsPage]], Opened]


@pytest.fixture
def records(qtbot: QtBot, runner: TaskRunner, in_window: InWindow) -> OpenRecords:
    """Opens a kind of page over a desk, at its list or at one record."""

    def of(kind: Callable[..., RecordsPage]) -> Opened:
        def show(desk: Desk, record_id: str = "") -> Keyboard:
            page = kind(desk.office, runner)
            in_window(page)
            keyboard = Keyboard(qtbot, page, runner)
            page.refresh()
            keyboard.wait()
            if record_id:
                page.open_subject(record_id)
            return keyboard

        return show

    return of


def settle(keyboard: Keyboard, qtbot: QtBot) -> None:
    """Wait until the page has read and laid out what it shows."""
    keyboard.wait()
    qtbot.wait(60)


def fits(window: QWidget, shot: Shot, name: str) -> None:
    """Nothing cut off, nothing over another, and no larger than the smallest screen."""
    shot(window, name)
    assert window.size().toTuple() == (1366, 768)
    assert walk.cut_off(window) == []
    assert walk.overlapping(window) == []
