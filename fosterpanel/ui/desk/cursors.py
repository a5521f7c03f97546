"""Where the cursor stands in a field, to be put there again after a lock."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


def cursor_of(widget: QWidget | None) -> int:
    """The place of the cursor in a field for words; 0 anywhere else."""
    if isinstance(widget, QLineEdit):
        return widget.cursorPosition()
    if isinstance(widget, QPlainTextEdit):
        return widget.textCursor().position()
    return 0


def put_cursor(widget: QWidget, at: int) -> None:
    """Put the cursor to a place in a field for words, or to its end where there is no such place."""
    if isinstance(widget, QLineEdit):
        widget.setCursorPosition(at)
    elif isinstance(widget, QPlainTextEdit):
        cursor = widget.textCursor()
        cursor.setPosition(min(at, len(widget.toPlainText())))
        widget.setTextCursor(cursor)
