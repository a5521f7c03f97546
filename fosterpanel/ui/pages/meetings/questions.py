"""Questions beside a form: what to think about before going on, each with another choice where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.domain.wording import long_date
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import secondary
from fosterpanel.ui.parts.naming import name
from fosterpanel.ui.parts.notice import announce
from fosterpanel.ui.parts.words import StateLine
from fosterpanel.workflow.panels.meeting_questions import DayQuestion


class Questions(QWidget):
    """Hidden while there is nothing to ask. ``instead_chosen(date)`` when the person takes the other day."""

    instead_chosen = Signal(object)

    def __init__(self, words: str) -> None:
        super().__init__()
        name(self, words)
        self._asked: tuple[DayQuestion, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(sizes.px(sizes.SMALL))
        self.hide()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is asked."""
        return tuple(one.sentence for one in self._asked)

    def ask(self, questions: Sequence[DayQuestion]) -> None:
        """Ask these and no others; nothing moves when they are the same."""
        if tuple(questions) == self._asked:
            return
        self._asked = tuple(questions)
        self._clear()
        for question in questions:
            self._column.addWidget(StateLine(question.sentence, Tone.WARN, "circle-help"))
            if question.instead is not None:
                self._offer(question.instead)
            announce(self, question.sentence)
        self.setVisible(bool(questions))

    def _offer(self, day: date) -> None:
        words = f"Take {long_date(day)}"
        self._column.addWidget(secondary(words, "calendar", on_press=lambda: self.instead_chosen.emit(day)))

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
