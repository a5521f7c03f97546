"""What helps while typing in the room: the page shown written into the words, and house phrases."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from fosterpanel.ui.keys import Shortcuts, bind
from fosterpanel.ui.parts.fields import Field
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office


class TypingAids(QObject):
    """Writes into whatever field of the room has the cursor."""

    def __init__(self, room: QWidget, office: Office, runner: TaskRunner, page: Callable[[], int]) -> None:
        super().__init__(room)
        self._room, self._office, self._runner, self._page = room, office, runner, page
        bind(Shortcuts.PAGE_REFERENCE, room, self._write_page)

    def write(self, words: str) -> None:
        """Write words at the cursor, as if they were typed."""
        field = QApplication.focusWidget()
        if field is None or not self._room.isAncestorOf(field):
            return
        if isinstance(field, QLineEdit):
            before = field.text()[: field.cursorPosition()]
            field.insert(_apart(before, words))
            _tell(field)
        elif isinstance(field, QPlainTextEdit) and not field.isReadOnly():
            before = field.toPlainText()[: field.textCursor().position()]
            field.insertPlainText(_apart(before, words))

    def _write_page(self) -> None:
        page = self._page()
        if page:
            self.write(f"(p. {page})")


def _apart(before: str, words: str) -> str:
    """Words with a space before them where one is wanted."""
    return f" {words}" if before and not before[-1].isspace() else words


def _tell(line: QLineEdit) -> None:
    """Have the field know of words put into its line, which Qt does not call edited."""
    whole: QWidget | None = line
    while whole is not None and not isinstance(whole, Field):
        whole = whole.parentWidget()
    if whole is not None:
        whole.edited.emit()
