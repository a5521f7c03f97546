"""Filling a page in as a person at a keyboard does: by the names of its controls, never by a mouse."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from fosterpanel.ui.parts.fields import Field
from fosterpanel.ui.parts.tables import Table
from fosterpanel.ui.tasks import TaskRunner
from tests.ui.patience import WITHIN_MS


class Keyboard:
    """Types into what is in sight on one page."""

    def __init__(self, qtbot: QtBot, page: QWidget, runner: TaskRunner) -> None:
        self.page = page
        self._qtbot, self._runner = qtbot, runner

    def wait(self) -> None:
        """Until nothing is being read or kept."""
        self._qtbot.waitUntil(lambda: not self._runner.is_busy, timeout=WITHIN_MS)

    def find(self, name: str, inside: QWidget | None = None) -> QWidget:
        """The control of that name in sight, on the page or inside a part of it."""
        # A widget put into a page in sight is shown with the next turn of the event loop.
        QApplication.processEvents()
        among = inside or self.page
        found = [each for each in among.findChildren(QWidget, name) if each.isVisibleTo(self.page)]
        assert len(found) == 1, f"{len(found)} controls in sight are called {name}"
        return found[0]

    def has(self, name: str) -> bool:
        """Whether a control of that name is in sight."""
        QApplication.processEvents()
        return any(each.isVisibleTo(self.page) for each in self.page.findChildren(QWidget, name))

    def type(self, name: str, words: str) -> None:
        """Write over what stands in a field, and leave it."""
        field = self.find(name)
        field.setFocus()
        if isinstance(field, QComboBox):
            self._qtbot.keyClicks(field, words)
        else:
            self._qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            self._qtbot.keyClick(field, Qt.Key.Key_Delete)
            self._qtbot.keyClicks(field, words)
        self._leave(field)

    def shortcut(self, key: Qt.Key, until: str) -> None:
        """Press Ctrl and a key, wherever the keyboard is on the page, and wait for a control it brings."""
        QApplication.processEvents()
        self._qtbot.keyClick(self.page, key, Qt.KeyboardModifier.ControlModifier)
        self._qtbot.waitUntil(lambda: self.has(until), timeout=WITHIN_MS)

    def press(self, name: str, inside: QWidget | None = None) -> None:
        """Press a button with Space."""
        button = self.find(name, inside)
        assert isinstance(button, QAbstractButton)
        button.setFocus()
        self._qtbot.keyClick(button, Qt.Key.Key_Space)
        self.wait()

    def _leave(self, field: QWidget) -> None:
        """Tab on until the keyboard is out of the whole field, its calendar button included."""
        whole = field
        while not isinstance(whole, Field):
            whole = whole.parentWidget()
        focused = field
        while focused is not None and whole.isAncestorOf(focused):
            self._qtbot.keyClick(focused, Qt.Key.Key_Tab)
            focused = QApplication.focusWidget()

    def main_act(self, inside: str) -> None:
        """Ctrl+Enter in a field."""
        field = self.find(inside)
        field.setFocus()
        self._qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.wait()

    def open_row(self, table: Table[object], words: str) -> None:
        """Filter a table down to one row and open it."""
        self._qtbot.keyClicks(table.filter_line, words)
        self._qtbot.keyClick(table.filter_line, Qt.Key.Key_Return)
        assert table.model.rowCount() == 1
        self._qtbot.keyClick(table.view, Qt.Key.Key_Return)
        self.wait()

    def answer_dialog(self, name: str, path: Path) -> None:
        """Choose a file in the dialog of that name, and wait until what follows is done."""
        dialogs = [one for one in self.page.findChildren(QFileDialog, name) if one.isVisible()]
        assert len(dialogs) == 1, f"{len(dialogs)} dialogs in sight are called {name}"
        (dialog,) = dialogs
        with self._qtbot.waitSignal(dialog.finished, timeout=WITHIN_MS):
            dialog.selectFile(str(path))
            dialog.accept()
        self.wait()

    def error(self, name: str) -> str:
        """What stands under a field."""
        return self.find(name).accessibleDescription()
