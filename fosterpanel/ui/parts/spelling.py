"""Spelling in fields for words: a red line under what the speller does not know, and what may have been meant."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QWidget

from fosterpanel.spelling import Span, Speller
from fosterpanel.ui.look import theme
from fosterpanel.ui.parts.naming import name
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.spelling import speller, take_word_for_right

if TYPE_CHECKING:
    from fosterpanel.workflow.office import Office


class Spelling(QObject):
    """Watches fields. The dictionary is read beside the window; ``changed()`` once it is, and as it learns words."""

    changed = Signal()

    def __init__(self, parent: QObject, office: Office, runner: TaskRunner) -> None:
        super().__init__(parent)
        self._office, self._runner = office, runner
        self._speller: Speller | None = None
        runner.run("Reading the dictionary", lambda: speller(office), self._begin)

    def watch(self, field: QPlainTextEdit) -> None:
        """Mark what is unknown in a field, and offer in its menu what may have been meant."""
        if field.document().findChild(QSyntaxHighlighter) is None:
            Underlining(field.document(), self)
            field.viewport().installEventFilter(self)
            field.installEventFilter(self)

    def unknown(self, text: str) -> tuple[Span, ...]:
        """Where unknown words stand; nowhere while the dictionary is being read."""
        return self._speller.unknown(text) if self._speller is not None else ()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The menu of an unknown word begins with what may have been meant."""
        if isinstance(event, QContextMenuEvent) and isinstance(watched, QWidget):
            field = watched if isinstance(watched, QPlainTextEdit) else watched.parentWidget()
            if isinstance(field, QPlainTextEdit) and self._offer(field, event):
                return True
        return super().eventFilter(watched, event)

    def _begin(self, read: Speller) -> None:
        self._speller = read
        self.changed.emit()

    def _offer(self, field: QPlainTextEdit, event: QContextMenuEvent) -> bool:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        cursor = field.textCursor() if by_key else field.cursorForPosition(event.pos())
        found = self._unknown_at(cursor)
        if found is None or self._speller is None:
            return False
        at = (
            field.viewport().mapToGlobal(field.cursorRect(found).bottomLeft())
            if by_key
            else event.globalPos()
        )
        word, known = found.selectedText(), self._speller
        self._runner.run(
            "Looking a word up", lambda: known.suggest(word), partial(self._show_menu, field, found, at)
        )
        return True

    def _unknown_at(self, cursor: QTextCursor) -> QTextCursor | None:
        """The unknown word at a cursor, marked; None where the word is known or there is none."""
        block, within = cursor.block(), cursor.positionInBlock()
        for span in self.unknown(block.text()):
            if span.start <= within <= span.end:
                marked = QTextCursor(block)
                marked.setPosition(block.position() + span.start)
                marked.setPosition(block.position() + span.end, QTextCursor.MoveMode.KeepAnchor)
                return marked
        return None

    def _show_menu(
        self, field: QPlainTextEdit, word: QTextCursor, at: QPoint, suggestions: tuple[str, ...]
    ) -> None:
        menu = QMenu(field)
        name(menu, "Spelling")
        for suggestion in suggestions:
            menu.addAction(suggestion, partial(word.insertText, suggestion))
        if not suggestions:
            menu.addAction("Nothing like it is known").setEnabled(False)
        menu.addSeparator()
        menu.addAction(f"“{word.selectedText()}” is right", partial(self._learn, word.selectedText()))
        menu.popup(at)

    def _learn(self, word: str) -> None:
        if self._runner.act(lambda: take_word_for_right(self._office, word)) and self._speller is not None:
            self._speller.learn((word,))
            self.changed.emit()


class Underlining(QSyntaxHighlighter):
    """Marks what is unknown in one document."""

    def __init__(self, document: QTextDocument, spelling: Spelling) -> None:
        super().__init__(document)
        self._spelling = spelling
        spelling.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        """Mark the unknown words of one paragraph."""
        mark = QTextCharFormat()
        mark.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        mark.setUnderlineColor(QColor(theme.current().bad))
        for span in self._spelling.unknown(text):
            self.setFormat(span.start, span.end - span.start, mark)
