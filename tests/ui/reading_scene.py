"""A reader open at a paper, for somebody at a desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from fosterpanel.domain.papers import Paper
from fosterpanel.domain.register import FosterHome
from fosterpanel.ui.pages.papers.reader import PaperReader
from fosterpanel.ui.tasks import TaskRunner
from tests.ui.papers_scene import file, worded
from tests.ui.patience import WITHIN_MS
from tests.workflow.builders import At, Desk


@dataclass(frozen=True)
class Reading:
    desk: Desk
    reader: PaperReader
    runner: TaskRunner
    qtbot: QtBot
    paper: Paper

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.runner.is_busy, timeout=WITHIN_MS)
        QApplication.processEvents()

    def press(self, name: str) -> None:
        """Press a button that is in sight, by keyboard."""
        QApplication.processEvents()
        (found,) = [one for one in self.reader.findChildren(QWidget, name) if one.isVisible()]
        found.setFocus()
        QTest.keyClick(found, Qt.Key.Key_Return)
        self.settle()

    def draw(self, to_height: int) -> None:
        """Draw over the first page from its upper left, so far down, with the mouse."""
        port = self.reader.view.viewport()
        end = QPoint(port.width() - 30, to_height)
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(30, 20))
        for step in (QPoint(200, to_height // 2), end):
            QTest.mouseMove(port, step)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
        self.settle()
        self.settle()

    def said(self) -> list[str]:
        return [one.text() for one in self.reader.own.findChildren(QLabel) if one.isVisible()]


Opened = Callable[..., Reading]


@pytest.fixture
def opened(at: At, qtbot: QtBot) -> Iterator[Opened]:
    readings: list[Reading] = []

    def open_at(step: str = "issued", who: str = "person-social", words: str = "") -> Reading:
        desk = at(step)
        home = desk.get(FosterHome, desk.item.home_id)
        said = words or "The garden is large. They have fostered before."
        paper = file(desk, "Form F", worded(3, said.format(address=home.address[0])))
        runner = TaskRunner()
        reader = PaperReader(desk.of(who), runner)
        qtbot.addWidget(reader)
        reader.resize(1100, 700)
        with qtbot.waitActive(reader, timeout=WITHIN_MS):
            reader.show()
        reader.open_paper(paper.id)
        reading = Reading(desk, reader, runner, qtbot, paper)
        qtbot.waitUntil(lambda: reader.view.page == 0, timeout=WITHIN_MS)
        reading.settle()
        readings.append(reading)
        return reading

    yield open_at
    for reading in readings:
        reading.reader.close_paper()
        reading.runner.stop()
