"""Private notes and highlights in the reader, and lines sent to the chair: by keyboard, and drawn with the mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from fosterpanel.domain.lines_to_explore import LineToExplore
from fosterpanel.domain.papers import Paper
from fosterpanel.domain.private_notes import PrivateNote
from fosterpanel.ui.look import theme
from fosterpanel.ui.look.tokens import Scheme
from fosterpanel.ui.pages.papers.reader import PaperReader
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow import papers
from tests.ui.conftest import Shot
from tests.ui.papers_scene import CAME, file, worded
from tests.workflow.builders import At, Desk
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story

WITHIN_MS = 8000


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

    def write(self, words: str, button: str) -> None:
        """Write a note and press a button, by keyboard."""
        if not self.reader.notes.isVisible():
            QTest.keyClick(self.reader, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
            self.qtbot.waitUntil(self.reader.notes.isVisible, timeout=WITHIN_MS)
        QTest.keyClicks(self.reader.notes.note.paragraphs, words)
        found = self.reader.notes.findChild(QPushButton, button)
        assert found is not None
        found.setFocus()
        QTest.keyClick(found, Qt.Key.Key_Return)
        self.settle()

    def said(self) -> list[str]:
        return [one.text() for one in self.reader.notes.findChildren(QLabel) if one.isVisible()]


Opened = Callable[..., Reading]


@pytest.fixture
def opened(at: At, qtbot: QtBot) -> Iterator[Opened]:
    readings: list[Reading] = []

    def open_at(step: str = "issued", who: str = "person-social") -> Reading:
        desk = at(step)
        paper = file(desk, "Form F", worded(3))
        runner = TaskRunner()
        reader = PaperReader(desk.of(who), runner)
        qtbot.addWidget(reader)
        reader.resize(1100, 700)
        with qtbot.waitActive(reader):
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


def test_a_note_is_kept_on_its_page_for_its_writer_alone(opened: Opened) -> None:
    reading = opened()
    reading.reader.view.go_to(1)
    reading.write("Ask about the garden.", "keep")
    note = reading.desk.the(PrivateNote)
    assert (note.words, note.paper_id, note.page) == ("Ask about the garden.", reading.paper.id, 2)
    assert note.person_id == "person-social"
    assert {"Page 2", "Ask about the garden."} <= set(reading.said())
    assert reading.reader.notes.note.text() == ""


def test_words_found_are_highlighted_by_key(opened: Opened) -> None:
    reading = opened()
    QTest.keyClick(reading.reader, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(reading.reader.search.line, "garden")
    reading.qtbot.waitUntil(lambda: len(reading.reader.search.hits) == 3, timeout=WITHIN_MS)
    QTest.keyClick(reading.reader.search.line, Qt.Key.Key_Return)
    QTest.keyClick(reading.reader, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    reading.settle()
    note = reading.desk.the(PrivateNote)
    assert note.areas
    assert "garden" in note.quote


def test_what_is_drawn_over_is_highlighted_with_its_words(opened: Opened) -> None:
    reading = opened()
    view = reading.reader.view
    port = view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(30, 20))
    for step in (QPoint(200, 100), QPoint(port.width() - 30, 200)):
        QTest.mouseMove(port, step)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(port.width() - 30, 200))
    reading.settle()
    reading.settle()
    note = reading.desk.the(PrivateNote)
    assert note.page == 1
    assert "Page 1 of the report" in note.quote


def test_a_note_follows_the_paper_to_its_corrected_version(opened: Opened) -> None:
    reading = opened()
    reading.write("Look again.", "keep")
    corrected, _ = papers.correct_paper(
        reading.desk.office, reading.paper.id, data=worded(3, "Corrected."), received_on=CAME
    )
    reading.reader.open_paper(corrected.id)
    reading.settle()
    assert "Page 1 · written on version 1" in reading.said()
    assert "Look again." in reading.said()


def test_a_line_is_sent_to_the_chair_with_its_page(opened: Opened) -> None:
    reading = opened()
    reading.reader.view.go_to(2)
    reading.write("How will they manage contact?", "send_to_the_chair")
    line = reading.desk.the(LineToExplore)
    assert (line.words, line.paper_id, line.page) == ("How will they manage contact?", reading.paper.id, 3)
    assert reading.reader.notes.notice.sentence.startswith("Sent to the chair")
    assert not reading.desk.find(PrivateNote)


def test_who_sits_on_no_panel_is_told_and_keeps_what_was_written(opened: Opened) -> None:
    reading = opened(who="person-administrator")
    reading.write("A question.", "send_to_the_chair")
    assert reading.reader.notes.notice.sentence
    assert reading.reader.notes.note.text() == "A question."
    assert not reading.desk.find(LineToExplore)


def test_a_note_is_erased(opened: Opened) -> None:
    reading = opened()
    reading.write("Not so.", "keep")
    erase = next(one for one in reading.reader.notes.findChildren(QPushButton) if one.text() == "Erase")
    erase.setFocus()
    QTest.keyClick(erase, Qt.Key.Key_Return)
    reading.settle()
    assert reading.desk.the(PrivateNote).words == ""
    assert "Not so." not in reading.said()


@pytest.mark.parametrize("look", ["light", "dark", "light-200"])
def test_notes_look_right(opened: Opened, look: str, shot: Shot, qapp: QApplication) -> None:
    scheme, _, size = look.partition("-")
    theme.apply(qapp, Scheme(scheme), 2.0 if size else 1.0)
    reading = opened()
    reading.write("Ask about the garden and who looks after it while they work.", "keep")
    reading.qtbot.wait(300)
    assert reading.reader.notes.isVisible()
    shot(reading.reader, f"reader-notes-{look}")
