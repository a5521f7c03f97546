"""A field for a whole number."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fosterpanel.errors import FosterPanelError, InvalidInput
from fosterpanel.ui.look import sizes
from fosterpanel.ui.parts.fields.field import Field
from fosterpanel.ui.parts.lines import Line
from fosterpanel.ui.parts.words import muted

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class NumberField(Field[int | None]):
    """A whole number with its unit after it ("minutes"). Up and Down change it by one; the mouse wheel never does."""

    def __init__(
        self,
        label: str,
        *,
        help: str = "",
        name: str = "",
        optional: bool = False,
        unit: str = "",
        least: int = 0,
        most: int = 999_999,
    ) -> None:
        self.line = Line()
        self.line.setFixedWidth(sizes.px(120))
        self._unit, self._least, self._most = unit, least, most
        super().__init__(label, self._with_unit(), help=help, name=name, optional=optional)
        self.line.textEdited.connect(self._edit)

    def value(self) -> int | None:
        """The number, or None where the field is optional and empty. Raises InvalidInput for anything else."""
        typed = self.line.text().strip().removesuffix(self._unit).strip()
        if not typed:
            if self.is_optional:
                return None
            raise self._missing()
        if not (typed.isascii() and typed.isdigit() and self._least <= int(typed) <= self._most):
            raise InvalidInput(
                f"{self.label_words} must be a whole number from {self._least} to {self._most}. Write it in figures."
            )
        return int(typed)

    def set_value(self, value: int | None) -> None:
        """Show a number."""
        self.line.setText("" if value is None else str(value))

    def text(self) -> str:
        """What stands in the field."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Put back what a draft kept."""
        self.line.setText(text)

    def focus_target(self) -> QWidget:
        """The line."""
        return self.line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count up and down on the arrow keys."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and event.modifiers() is Qt.KeyboardModifier.NoModifier:
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        try:
            now = self.value()
        except FosterPanelError:
            now = None
        self.set_value(self._least if now is None else min(max(now + by, self._least), self._most))
        self._edit()

    def _with_unit(self) -> QWidget:
        row_widget = QWidget()
        row = QHBoxLayout(row_widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.px(sizes.SMALL))
        row.addWidget(self.line)
        unit = muted(self._unit)
        unit.setWordWrap(False)
        row.addWidget(unit)
        row.addStretch(1)
        return row_widget
