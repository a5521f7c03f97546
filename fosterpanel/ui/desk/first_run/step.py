"""One step of the set-up: what it is called, why it is asked, and what is answered."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.ui.look import sizes


class Step(QWidget):
    """Add to ``column``. ``title`` and ``line`` stand above the card; ``verb`` is on the button that goes on."""

    edited = Signal()

    title = ""
    line = ""
    verb = "Next"

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(sizes.px(sizes.LARGE))

    def arrive(self) -> None:
        """The person comes to this step, forwards or back: put the cursor where the first answer goes."""

    def is_sound(self) -> bool:
        """Whether the answers can be used; says beside them why not."""
        return True
