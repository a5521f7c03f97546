"""The service's own templates for Word in the settings, by keyboard: what is chosen ends in the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fosterpanel.domain.issued import DocumentKind
from fosterpanel.domain.settings import Setting
from fosterpanel.paths import resources
from fosterpanel.ui.pages.settings.page import SettingsPage, SettingsView
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.deciding.hand_back import word_template
from tests.ui.by_keyboard import Keyboard
from tests.ui.conftest import InWindow, Shot
from tests.ui.patience import WITHIN_MS
from tests.workflow.builders import At, Desk
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story

CHOOSE_FOR_LETTERS = "choose_a_template_letters"
GO_BACK = "use_the_one_that_ships_letters"
OpenTemplates = Callable[[Desk], Keyboard]


@pytest.fixture
def opened(runner: TaskRunner, in_window: InWindow, qtbot: QtBot) -> Iterator[OpenTemplates]:
    def show(desk: Desk) -> Keyboard:
        page = SettingsPage(desk.office, runner)
        in_window(page).resize(1154, 768)
        page.show_section(SettingsView.WORD_TEMPLATES)
        return Keyboard(qtbot, page, runner)

    yield show
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=WITHIN_MS)


def template(folder: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    path = folder / "letterhead.docx"
    document.save(str(path))
    return path


def said(keyboard: Keyboard) -> str:
    QApplication.processEvents()
    assert isinstance(keyboard.page, SettingsPage)
    return keyboard.page.notice.sentence


def test_a_template_is_taken_in_shown_and_given_back(
    at: At, opened: OpenTemplates, tmp_path: Path, shot: Shot
) -> None:
    desk = at("staffed")
    keyboard = opened(desk)
    assert not keyboard.has(GO_BACK)
    keyboard.press(CHOOSE_FOR_LETTERS)
    keyboard.answer_dialog("choose_file", template(tmp_path, "{{ service }}", "{{ content }}"))
    assert word_template(desk.office, DocumentKind.LETTER) == "letterhead.docx"
    assert word_template(desk.office, DocumentKind.MINUTES) == ""
    assert said(keyboard) == "Letters are copied into “letterhead.docx” from now on."
    shot(keyboard.page, "settings-word-templates-own")
    assert keyboard.page.window().focusWidget() is keyboard.find(CHOOSE_FOR_LETTERS)
    keyboard.press(GO_BACK)
    assert word_template(desk.office, DocumentKind.LETTER) == ""
    assert desk.last_act() == ("use_shipped_template", "word-template:letter")
    assert not keyboard.has(GO_BACK)


def test_a_template_that_cannot_be_used_is_refused_in_a_sentence(
    at: At, opened: OpenTemplates, tmp_path: Path
) -> None:
    desk = at("staffed")
    keyboard = opened(desk)
    keyboard.press(CHOOSE_FOR_LETTERS)
    keyboard.answer_dialog("choose_file", template(tmp_path, "{{ content }}", "{{ carer_name }}"))
    assert said(keyboard).startswith("“letterhead.docx” asks for “carer_name”, which no document has.")
    assert desk.find(Setting, id="word-template:letter") == ()


def test_the_one_that_ships_is_saved_to_start_from(at: At, opened: OpenTemplates, tmp_path: Path) -> None:
    keyboard = opened(at("staffed"))
    keyboard.press("save_the_one_that_ships")
    keyboard.answer_dialog("choose_file", tmp_path / "template.docx")
    shipped = (resources() / "templates" / "paper.docx").read_bytes()
    assert (tmp_path / "template.docx").read_bytes() == shipped
    assert said(keyboard).startswith("Saved as template.docx.")
    keyboard.press(CHOOSE_FOR_LETTERS)
    keyboard.answer_dialog("choose_file", tmp_path / "template.docx")
    assert said(keyboard).startswith("Letters are copied into “template.docx”")
