"""Redacted copies from the reader: words, a person and a drawn place, proved by poppler, by keyboard and mouse."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QWidget

from fosterpanel.domain.papers import Paper
from fosterpanel.domain.redaction import BoxMark
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.wrong_family import NameAnswer
from fosterpanel.ui.look import theme
from fosterpanel.ui.look.tokens import Scheme
from fosterpanel.workflow.paperwork.redactions import Reader
from tests.ui.conftest import Shot
from tests.ui.reading_scene import Opened, Reading
from tests.ui.reading_scene import opened as opened
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story


def begin(reading: Reading, reader: Reader, words: str = "") -> None:
    """Open the part, say who will read the copy, and add words to take out."""
    reading.press("redact_a_copy")
    combo = reading.reader.findChild(QComboBox, "redacted_reader")
    assert combo is not None
    for _ in range(1 + list(Reader).index(reader)):
        QTest.keyClick(combo, Qt.Key.Key_Down)
    assert combo.currentText() == reader.value
    if words:
        QTest.keyClicks(reading.reader.own.redaction.term.control, words)
        reading.press("add_the_words")


def save(reading: Reading, path: Path) -> str:
    """Save the copy, and what another program reads in it."""
    reading.press("save_it")
    dialog = reading.reader.findChild(QFileDialog, "save_redacted")
    assert dialog is not None
    dialog.fileSelected.emit(str(path))
    reading.settle()
    if not path.exists():
        return ""
    return subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout


def test_words_go_from_the_copy_and_stay_in_the_paper(opened: Opened, tmp_path: Path) -> None:
    reading = opened()
    begin(reading, Reader.OTHERS, "garden")
    reading.press("make_the_copy")
    assert reading.reader.own.redaction.notice.sentence.startswith("3 places blacked out")
    text = save(reading, tmp_path / "copy.pdf")
    assert "garden" not in text
    assert text.count("They have fostered before.") == 3
    assert reading.desk.last_act() == ("record_copy", reading.paper.id)


def test_a_drawn_place_goes(opened: Opened, tmp_path: Path) -> None:
    reading = opened()
    begin(reading, Reader.OTHERS)
    reading.draw(200)
    (mark,) = reading.reader.own.redaction.marks
    assert isinstance(mark, BoxMark)
    reading.press("make_the_copy")
    text = save(reading, tmp_path / "copy.pdf")
    assert "Page 1 of the report" not in text
    assert "Page 2 of the report" in text


def test_a_mark_can_be_left_in_again(opened: Opened) -> None:
    reading = opened()
    begin(reading, Reader.OTHERS, "garden")
    reading.press("leave_it_in")
    assert reading.reader.own.redaction.marks == ()
    reading.press("make_the_copy")
    assert reading.reader.own.redaction.notice.sentence.startswith("Nothing is marked")


def test_who_reads_it_must_be_said(opened: Opened) -> None:
    reading = opened()
    reading.press("redact_a_copy")
    reading.press("make_the_copy")
    assert reading.reader.own.redaction.reader.error


def test_the_birth_family_is_not_shown_an_address_until_somebody_answers(
    opened: Opened, tmp_path: Path
) -> None:
    reading = opened(words="The garden of {address} is large.")
    begin(reading, Reader.BIRTH_FAMILY, "large")
    reading.press("make_the_copy")
    assert save(reading, tmp_path / "copy.pdf") == ""
    assert not (tmp_path / "copy.pdf").exists()
    field = reading.reader.findChild(QWidget, "why_0")
    assert field is not None
    QTest.keyClicks(field, "They know it.")
    reading.press("keep_these_answers_and_go_on")
    reading.settle()
    assert (tmp_path / "copy.pdf").exists()
    assert (
        reading.desk.the(NameAnswer).name
        == reading.desk.get(FosterHome, reading.desk.item.home_id).address[0]
    )


def test_a_copy_is_put_on_the_item(opened: Opened) -> None:
    reading = opened()
    begin(reading, Reader.PANEL, "garden")
    reading.press("make_the_copy")
    reading.press("put_it_on_the_item")
    assert "Form F (redacted)" in [paper.title for paper in reading.desk.find(Paper)]


def test_the_bar_above_stays_whole_in_a_low_window_at_large_text(opened: Opened, qapp: QApplication) -> None:
    theme.apply(qapp, Scheme.LIGHT, 2.0)
    reading = opened()
    reading.press("redact_a_copy")
    bar = reading.reader.bar
    assert reading.reader.height() == 700
    assert bar.height() >= bar.heightForWidth(bar.width())
    assert bar.rect().contains(reading.reader.search.line.geometry())


@pytest.mark.parametrize("look", ["light", "dark", "light-200"])
def test_redaction_looks_right(opened: Opened, look: str, shot: Shot, qapp: QApplication) -> None:
    scheme, _, size = look.partition("-")
    theme.apply(qapp, Scheme(scheme), 2.0 if size else 1.0)
    reading = opened()
    begin(reading, Reader.OTHERS, "garden")
    reading.draw(120)
    reading.press("make_the_copy")
    reading.qtbot.wait(300)
    assert reading.reader.own.redaction.isVisible()
    shot(reading.reader, f"reader-redaction-{look}")
