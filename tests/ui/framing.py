"""The program's one window over a store of the panel day, driven by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fosterpanel.ui.desk.drafts import DraftKeeper
from fosterpanel.ui.desk.frame import Frame
from fosterpanel.ui.desk.memory import WindowMemory
from fosterpanel.ui.desk.places import Count, MakePage, Place
from fosterpanel.ui.desk.sign_in import SignInPage
from fosterpanel.ui.desk.unlock import UnlockPage
from fosterpanel.ui.desk.window import DeskWindow
from fosterpanel.ui.parts.fields import LineField, TextField
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.parts.sheet import Sheet
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office
from tests.ui.patience import WITHIN_MS
from tests.workflow.builders import PASSPHRASE, At, Desk

DRAFT = "notes"


class NotesPage(Page):
    """A page with a form in a sheet, as pages of the desk have them."""

    def __init__(self, office: Office, runner: TaskRunner) -> None:
        super().__init__(office, "Notes")
        self.runner = runner
        self.refreshed = 0
        self.line, self.text = LineField("Title"), TextField("Text")

    def refresh(self) -> None:
        self.refreshed += 1

    def open_subject(self, subject_id: str) -> None:
        self.subject_id = subject_id

    def open_form(self, draft_place: str) -> None:
        sheet = Sheet("Note")
        form = Form(self.line, self.text)
        sheet.add(form)
        self.keeper = DraftKeeper(form, self.office, self.runner, draft_place)
        self.show_sheet(sheet)


def plain(title: str) -> MakePage:
    """A page with nothing on it."""
    return lambda office, _: Page(office, title)


PAGES: Mapping[Place, MakePage] = {place: plain(place.words) for place in Place} | {Place.ITEMS: NotesPage}
COUNTS: Mapping[Place, Count] = {Place.ITEMS: lambda _: 18}


@dataclass(slots=True)
class Window:
    """The window, the story's desk it was made from, and a robot at its keyboard."""

    frame: Frame
    story: Desk
    qtbot: QtBot
    path: Path
    memory: WindowMemory

    @property
    def desk(self) -> DeskWindow:
        assert self.frame.desk is not None
        return self.frame.desk

    @property
    def page(self) -> Page:
        return self.desk.pages.current

    @property
    def notes(self) -> NotesPage:
        assert isinstance(self.page, NotesPage)
        return self.page

    def type(self, words: str) -> None:
        """Type into whatever has the keyboard."""
        self.qtbot.keyClicks(self.focused, words)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.focused, key, modifiers)

    def ctrl(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    @property
    def focused(self) -> QWidget:
        return QApplication.focusWidget() or self.frame

    def wait(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until, timeout=WITHIN_MS)

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.wait(lambda: not self.frame.runner.is_busy)
        if self.frame.desk is not None:
            self.wait(lambda: not self.desk.runner.is_busy)

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        assert isinstance(self.frame.shown, UnlockPage)
        assert isinstance(self.focused, QLineEdit)
        self.type(passphrase)
        self.press(Qt.Key.Key_Return)

    def sit_down(self, name: str = "Ida") -> None:
        """Unlock, and choose somebody by the beginning of their name."""
        self.unlock()
        self.wait(lambda: isinstance(self.frame.shown, SignInPage))
        page = self.frame.shown
        assert isinstance(page, SignInPage)
        page.people.filter(name)
        self.press(Qt.Key.Key_Return)
        self.wait(lambda: self.frame.desk is not None)
        self.settle()


@pytest.fixture
def window(at: At, tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    """The window as it stands when the program starts over a store it knows."""
    story = at("listed")
    path = story.office.store.path
    story.office.store.close()
    memory = WindowMemory.recall(tmp_path / "data")
    memory.store = str(path)
    frame = Frame(memory, story.clock, PAGES, COUNTS)
    with qtbot.waitActive(frame, timeout=WITHIN_MS):
        frame.show()
    yield Window(frame, story, qtbot, path, memory)
    frame.close()
    frame.deleteLater()
