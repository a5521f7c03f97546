"""What holds for every test of the window: no screen, the program's own look, and pictures when asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.ui.patience import WITHIN_MS

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fosterpanel.ui.look import theme
from fosterpanel.ui.look.tokens import Scheme
from fosterpanel.ui.tasks import TaskRunner

InWindow = Callable[..., QWidget]
Shot = Callable[[QWidget, str], None]


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    """Every test begins in the light scheme at 100 % text, with screen readers on."""
    QAccessible.setActive(True)
    if theme.current_scheme() is not Scheme.LIGHT or theme.current_scale() != 1.0 or not qapp.styleSheet():
        theme.apply(qapp, Scheme.LIGHT)
    yield
    QApplication.clipboard().clear()


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.stop()


@pytest.fixture
def in_window(qtbot: QtBot) -> Iterator[InWindow]:
    """Show widgets below each other in a window that stays until the test ends."""
    windows = []

    def show(*widgets: QWidget) -> QWidget:
        window = QWidget()
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        windows.append(window)
        qtbot.addWidget(window)
        with qtbot.waitActive(window, timeout=WITHIN_MS):
            window.show()
        return window

    yield show
    windows.clear()


@pytest.fixture
def shot() -> Shot:
    """Save a picture of a widget when FOSTERPANEL_PICTURES names a folder for them."""

    def save(widget: QWidget, name: str) -> None:
        folder = os.environ.get("FOSTERPANEL_PICTURES")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            assert widget.grab().save(str(Path(folder) / f"{name}.png"))

    return save
