"""Fields for words: one line, several paragraphs, and a passphrase."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from fosterpanel.ui.look import sizes, theme
from fosterpanel.ui.look.ring import draw_inner_edge
from fosterpanel.ui.parts.buttons import icon_only
from fosterpanel.ui.parts.fields.field import Field
from fosterpanel.ui.parts.lines import Line

_PADDING = 5
_SLACK = 4


class LineField(Field[str]):
    """One line of words; spaces around them are not part of the value."""

    def __init__(
        self, label: str, *, help: str = "", name: str = "", optional: bool = False, placeholder: str = ""
    ) -> None:
        self.line = Line()
        self.line.setPlaceholderText(placeholder)
        super().__init__(label, self.line, help=help, name=name, optional=optional)
        self.line.textEdited.connect(self._edit)

    def value(self) -> str:
        """The words. Raises InvalidInput when there are none and the field is not optional."""
        typed = self.line.text().strip()
        if not typed and not self.is_optional:
            raise self._missing()
        return typed

    def set_value(self, value: str) -> None:
        """Show words, from their beginning."""
        self.line.setText(value)
        self.line.setCursorPosition(0)

    def text(self) -> str:
        """What stands in the field."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Put back what a draft kept."""
        self.set_value(text)


class _Paragraphs(QPlainTextEdit):
    """Grows with its words between two heights; Tab goes to the next field, Enter begins a paragraph."""

    def __init__(self, lines: int, most_lines: int) -> None:
        super().__init__()
        self._lines, self._most_lines = lines, most_lines
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        """As high as its words."""
        return QSize(super().sizeHint().width(), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow where the words wrap into more lines."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Draw the inner edge of the ring as well, just within it; the words are painted elsewhere."""
        is_done = super().event(event)
        if event.type() is QEvent.Type.Paint:
            draw_inner_edge(self)
        return is_done

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        wanted = max(self._lines, min(self._most_lines, int(self.document().size().height())))
        around = (
            sizes.px(2 * _PADDING)
            + 2 * theme.current().line_width
            + 2 * int(self.document().documentMargin())
        )
        self.setFixedHeight(wanted * line + around + _SLACK)


class TextField(Field[str]):
    """Several paragraphs. ``lines`` is the least height; it grows with what is typed up to ``most_lines``."""

    def __init__(
        self,
        label: str,
        *,
        help: str = "",
        name: str = "",
        optional: bool = False,
        lines: int = 3,
        most_lines: int = 12,
    ) -> None:
        self.paragraphs = _Paragraphs(lines, most_lines)
        super().__init__(label, self.paragraphs, help=help, name=name, optional=optional)
        self._is_setting = False
        self.paragraphs.textChanged.connect(self._changed)

    def value(self) -> str:
        """The words, without empty lines around them. Raises InvalidInput as LineField does."""
        typed = self.paragraphs.toPlainText().strip()
        if not typed and not self.is_optional:
            raise self._missing()
        return typed

    def set_value(self, value: str) -> None:
        """Show words."""
        self._is_setting = True
        self.paragraphs.setPlainText(value)
        self._is_setting = False

    def text(self) -> str:
        """What stands in the field."""
        return self.paragraphs.toPlainText()

    def set_text(self, text: str) -> None:
        """Put back what a draft kept."""
        self.set_value(text)

    def _changed(self) -> None:
        if not self._is_setting:
            self._edit()


class PassphraseField(Field[str]):
    """A passphrase, hidden unless the person asks to see it. Spaces count, and no draft is kept of it."""

    def __init__(self, label: str, *, help: str = "", name: str = "") -> None:
        self.line = Line()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._see = icon_only("Show the passphrase", "eye", on_press=self._toggle)
        super().__init__(label, self._beside(), help=help, name=name)
        self.line.textEdited.connect(self._edit)

    def value(self) -> str:
        """The passphrase as typed. Raises InvalidInput when there is none."""
        if not self.line.text():
            raise self._missing()
        return self.line.text()

    def set_value(self, value: str) -> None:
        """Show a passphrase; an empty one clears the field."""
        self.line.setText(value)

    def text(self) -> str:
        """Nothing: a passphrase is never kept."""
        return ""

    def set_text(self, text: str) -> None:
        """Nothing to put back."""

    def focus_target(self) -> QWidget:
        """The line."""
        return self.line

    def _beside(self) -> QWidget:
        row_widget = QWidget()
        row = QHBoxLayout(row_widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.px(sizes.TINY))
        row.addWidget(self.line, 1)
        row.addWidget(self._see)
        return row_widget

    def _toggle(self) -> None:
        hidden = self.line.echoMode() is QLineEdit.EchoMode.Password
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._see.become(
            "Hide the passphrase" if hidden else "Show the passphrase", "eye-off" if hidden else "eye"
        )
