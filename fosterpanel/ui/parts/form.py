"""A form: fields in one column, checked together, whose words are kept as a draft while they are typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.ui.look import sizes
from fosterpanel.ui.parts.fields.field import Field

DRAFT_DELAY_MS = 500


class Form(QWidget):
    """Add fields from the top; each is found again by the name of its control.

    ``edited`` with every change; ``draft_changed(texts)`` half a second after the last one and when the person leaves
    a field, with what stands in each field by name, readable or not.
    """

    edited = Signal()
    draft_changed = Signal(object)

    def __init__(self, *fields: Field[Any]) -> None:
        super().__init__()
        self._fields: dict[str, Field[Any]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(sizes.px(sizes.LARGE))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DRAFT_DELAY_MS)
        self._pause.timeout.connect(self._keep)
        self.add(*fields)

    def add(self, *fields: Field[Any]) -> Form:
        """Add fields below what is there."""
        for field in fields:
            self._column.addWidget(field)
        return self.watch(*fields)

    def watch(self, *fields: Field[Any]) -> Form:
        """Take fields for the form's own that stand within another part of it."""
        for field in fields:
            self._fields[field.name] = field
            field.edited.connect(self._edit)
            field.left.connect(self.keep_now)
        return self

    def add_part(self, part: QWidget) -> Form:
        """Add something that is no field: a heading, a notice."""
        self._column.addWidget(part)
        return self

    def field(self, name: str) -> Field[Any]:
        """The field of that name."""
        return self._fields[name]

    def is_sound(self) -> bool:
        """Whether every field in sight can be read; each wrong one says so and the first gets the cursor."""
        wrong = [field for field in self._fields.values() if not field.isHidden() and not field.is_sound()]
        if wrong:
            wrong[0].focus()
        return not wrong

    def texts(self) -> dict[str, str]:
        """What stands in each field, by name: what a draft keeps."""
        return {name: field.text() for name, field in self._fields.items()}

    def restore(self, texts: Mapping[str, str]) -> None:
        """Put back what a draft kept; names no field has are left out."""
        for name, text in texts.items():
            if name in self._fields:
                self._fields[name].set_text(text)

    def keep_now(self) -> None:
        """Hand over the draft at once, before a lock or a closed window, when something waits to be kept."""
        if self._pause.isActive():
            self._keep()

    def _edit(self) -> None:
        self._pause.start()
        self.edited.emit()

    def _keep(self) -> None:
        self._pause.stop()
        self.draft_changed.emit(self.texts())
