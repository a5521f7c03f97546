"""What is asked about a file before it is taken in: every question is ticked, or the file stays out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.columns import empty_out
from fosterpanel.ui.parts.fields import TickField
from fosterpanel.ui.parts.words import StateLine, small
from fosterpanel.workflow.agendas.paper_intake import Question


class AskedFirst(QWidget):
    """One card for each question. ``mark`` tells its ticks from those of other files."""

    def __init__(self, mark: str) -> None:
        super().__init__()
        self._mark = mark
        self.ticks: list[TickField] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(sizes.px(sizes.SMALL))
        self.hide()

    def ask(self, questions: Sequence[Question]) -> None:
        """Ask these and no others, all of them open; once it stands in its page."""
        empty_out(self._column)
        self.ticks = []
        for number, question in enumerate(questions):
            self._column.addWidget(self._card(number, question))
        self.setVisible(bool(questions))

    def are_answered(self) -> bool:
        """Whether every question was answered; those that are not say so."""
        unanswered = [tick for tick in self.ticks if not tick.value()]
        for tick in unanswered:
            tick.show_error(
                "Look at this first: tick it to take the file in all the same, or leave the file out."
            )
        return not unanswered

    def focus(self) -> None:
        """Put the cursor on the first question that is open."""
        next((tick for tick in self.ticks if not tick.value()), self.ticks[0]).focus()

    def _card(self, number: int, question: Question) -> Card:
        asked = Card(sunk=True, margin=sizes.MEDIUM)
        asked.add(StateLine(question.sentence, Tone.WARN, "circle-help"), *map(small, question.hits))
        tick = TickField("Take it in all the same", name=f"all_the_same_{self._mark}_{number}")
        tick.tick.setAccessibleName(f"Take it in all the same. {question.sentence}")
        tick.edited.connect(tick.clear_error)
        self.ticks.append(tick)
        return asked.add(tick)
