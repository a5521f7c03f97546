"""Private notes and highlights in the reader, and lines sent to the chair: by keyboard, and drawn with the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from fosterpanel.domain.lines_to_explore import LineToExplore
from fosterpanel.domain.private_notes import PrivateNote
from fosterpanel.ui.look import theme
from fosterpanel.ui.look.tokens import Scheme
from fosterpanel.workflow.paperwork import papers
from tests.ui.conftest import Shot
from tests.ui.papers_scene import CAME, worded
from tests.ui.patience import WITHIN_MS
from tests.ui.reading_scene import Opened, Reading
from tests.ui.reading_scene import opened as opened
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story


def write(reading: Reading, words: str, button: str) -> None:
    """Write a note and press a button, by keyboard."""
    notes = reading.reader.own.notes
    if not notes.isVisible():
        QTest.keyClick(reading.reader, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
        reading.qtbot.waitUntil(notes.isVisible, timeout=WITHIN_MS)
    QTest.keyClicks(notes.note.paragraphs, words)
    reading.press(button)


def test_a_note_is_kept_on_its_page_for_its_writer_alone(opened: Opened) -> None:
    reading = opened()
    reading.reader.view.go_to(1)
    write(reading, "Ask about the garden.", "keep")
    note = reading.desk.the(PrivateNote)
    assert (note.words, note.paper_id, note.page) == ("Ask about the garden.", reading.paper.id, 2)
    assert note.person_id == "person-social"
    assert {"Page 2", "Ask about the garden."} <= set(reading.said())
    assert reading.reader.own.notes.note.text() == ""


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
    reading.draw(200)
    note = reading.desk.the(PrivateNote)
    assert note.page == 1
    assert "Page 1 of the report" in note.quote


def test_a_note_follows_the_paper_to_its_corrected_version(opened: Opened) -> None:
    reading = opened()
    write(reading, "Look again.", "keep")
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
    write(reading, "How will they manage contact?", "send_to_the_chair")
    line = reading.desk.the(LineToExplore)
    assert (line.words, line.paper_id, line.page) == ("How will they manage contact?", reading.paper.id, 3)
    assert reading.reader.own.notes.notice.sentence.startswith("Sent to the chair")
    assert not reading.desk.find(PrivateNote)


def test_who_sits_on_no_panel_is_told_and_keeps_what_was_written(opened: Opened) -> None:
    reading = opened(who="person-administrator")
    write(reading, "A question.", "send_to_the_chair")
    assert reading.reader.own.notes.notice.sentence
    assert reading.reader.own.notes.note.text() == "A question."
    assert not reading.desk.find(LineToExplore)


def test_a_note_is_changed_in_its_place(opened: Opened) -> None:
    reading = opened()
    write(reading, "Ask about the garden.", "keep")
    change = next(one for one in reading.reader.own.notes.findChildren(QPushButton) if one.text() == "Change")
    change.setFocus()
    QTest.keyClick(change, Qt.Key.Key_Return)
    reading.settle()
    write(reading, " And the pond.", "keep")
    note = reading.desk.the(PrivateNote)
    assert note.words == "Ask about the garden. And the pond."


def test_a_note_is_erased(opened: Opened) -> None:
    reading = opened()
    write(reading, "Not so.", "keep")
    erase = next(one for one in reading.reader.own.notes.findChildren(QPushButton) if one.text() == "Erase")
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
    write(reading, "Ask about the garden and who looks after it while they work.", "keep")
    reading.qtbot.wait(300)
    assert reading.reader.own.notes.isVisible()
    shot(reading.reader, f"reader-notes-{look}")
