"""What helps while typing in the room: the page shown written into the words, and house phrases."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QWidget

from fosterpanel.ui.keys import Shortcuts, bind
from fosterpanel.ui.parts.fields import Field
from fosterpanel.ui.parts.naming import name
from fosterpanel.ui.parts.spelling import Spelling
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.house_phrases import HousePhrase, phrases
from fosterpanel.workflow.office import Office

_PHRASE_KEYS = [shortcut for shortcut in Shortcuts if shortcut.name.startswith("PHRASE_")]


class TypingAids(QObject):
    """Writes into whatever field of the room has the cursor, and looks over the spelling of all."""

    def __init__(self, room: QWidget, office: Office, runner: TaskRunner, page: Callable[[], str]) -> None:
        super().__init__(room)
        self._room, self._office, self._page = room, office, page
        self._spelling = Spelling(self, office, runner)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._watch)
        bind(Shortcuts.PAGE_REFERENCE, room, self._write_page)
        bind(Shortcuts.PHRASES, room, self.offer_phrases)
        for key, shortcut in enumerate(_PHRASE_KEYS, start=1):
            bind(shortcut, room, partial(self._write_phrase, key))

    def offer_phrases(self) -> None:
        """Show the house phrases below the cursor's field, to choose from."""
        field = self._field()
        if field is None:
            return
        menu = QMenu(field)
        name(menu, "House phrases")
        for phrase in self._phrases():
            action = menu.addAction(f"{phrase.words}\t{_PHRASE_KEYS[phrase.key - 1].shown}")
            action.triggered.connect(partial(self._write_into, field, phrase.words))
        menu.popup(field.mapToGlobal(field.rect().bottomLeft()))

    def write(self, words: str) -> None:
        """Write words at the cursor, as if they were typed."""
        field = self._field()
        if field is not None:
            self._write_into(field, words)

    def _watch(self) -> None:
        """Fields come and go: whichever are there when the keyboard moves are looked over."""
        for field in self._room.findChildren(QPlainTextEdit):
            self._spelling.watch(field)

    def _field(self) -> QLineEdit | QPlainTextEdit | None:
        """The field for words that has the cursor."""
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit | QPlainTextEdit) and self._room.isAncestorOf(field):
            return None if field.isReadOnly() else field
        return None

    def _write_into(self, field: QLineEdit | QPlainTextEdit, words: str) -> None:
        if isinstance(field, QLineEdit):
            before = field.text()[: field.cursorPosition()]
            field.insert(_apart(before, words))
            _tell(field)
        else:
            before = field.toPlainText()[: field.textCursor().position()]
            field.insertPlainText(_apart(before, words))

    def _phrases(self) -> tuple[HousePhrase, ...]:
        return phrases(self._office)

    def _write_phrase(self, key: int) -> None:
        self.write(next(one.words for one in self._phrases() if one.key == key))

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
