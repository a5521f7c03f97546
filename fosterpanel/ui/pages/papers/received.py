"""The day papers came, and whether that is late for the panel."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.fields import DateField
from fosterpanel.ui.parts.words import StateLine
from fosterpanel.workflow.agendas.paper_intake import late_words
from fosterpanel.workflow.office import Office, require_has_come


class Received(QWidget):
    """Says under the day that the papers will be marked late, when they will."""

    def __init__(self, office: Office, item_id: str) -> None:
        super().__init__()
        self._office, self._item_id = office, item_id
        self.field = DateField("Came on", name="received_on")
        self.field.check = self._check
        self._late = StateLine("", Tone.WARN, "file-clock")
        self._late.setObjectName("late_words")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.SMALL))
        column.addWidget(self.field)
        column.addWidget(self._late)
        self.field.edited.connect(self._tell)
        self.field.left.connect(self._tell)
        self.reset()

    def reset(self) -> None:
        """Begin with today."""
        self.field.set_value(self._office.clock.today())
        self._tell()

    def is_sound(self) -> bool:
        """Whether the day can be read and has come; says under it why not."""
        return self.field.is_sound()

    def value(self) -> date | None:
        """The local day."""
        return self.field.value()

    @property
    def sentence(self) -> str:
        """What it says about lateness."""
        return self._late.text if not self._late.isHidden() else ""

    def _check(self, day: date | None) -> None:
        if day is not None:
            require_has_come(self._office, day, "The day the papers came")

    def _tell(self) -> None:
        try:
            day = self.field.value()
        except FosterPanelError:
            day = None
        sentence = late_words(self._office, self._item_id, day) if day is not None else ""
        self._late.say(sentence, Tone.WARN, "file-clock")
        self._late.setVisible(bool(sentence))
