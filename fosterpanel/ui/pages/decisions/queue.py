"""The queue: lists of what to decide, whom to tell, what is challenged, what is finished."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from fosterpanel.ui.desk.places import Place
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.tones import TONES
from fosterpanel.ui.pages.view_bar import ViewBar
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.naming import in_order
from fosterpanel.ui.parts.tables import Column, Table
from fosterpanel.workflow.deciding.decisions_queue import CANNOT, DeskLine, DeskView, Lines
from fosterpanel.workflow.standing import Harm

_ICONS = {
    DeskView.TO_DECIDE: "scale",
    DeskView.TO_TELL: "phone",
    DeskView.CHALLENGES: "split",
    DeskView.FINISHED: "circle-check",
}
_EMPTY = {
    DeskView.TO_DECIDE: (
        "No decision waits.",
        "A recommendation comes here once its minutes are final and sent to the decision maker.",
    ),
    DeskView.TO_TELL: ("Everybody has been told.", "A decision comes here as soon as it is signed."),
    DeskView.CHALLENGES: (
        "No proposal is open to challenge.",
        "A proposal comes here once its letter is written, for that begins its 28 days.",
    ),
    DeskView.FINISHED: ("Nothing is finished yet.", "An item is finished once the person has been told."),
}


class Queue(QWidget):
    """``opened(DeskLine)`` on Enter. ``finished_asked()`` when the list of what is finished is to be seen."""

    opened = Signal(object)
    finished_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: Lines = {}
        self._finished: Sequence[DeskLine] | None = None
        self._waits_for_rows = False
        self.views: ViewBar[DeskView] = ViewBar(DeskView)
        self.table: Table[DeskLine] = Table("Decisions", self._columns(), empty="", icon=Place.DECISIONS.icon)
        card = Card(margin=6)
        card.add(self.table)
        card.body.setContentsMargins(*[sizes.px(each) for each in (10, 10, 10, 6)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.MEDIUM))
        column.addWidget(self.views)
        column.addWidget(card, 1)
        in_order(*self.views.stops, self.table.filter_line, self.table.view)
        self.views.chosen.connect(self._show)
        self.table.opened.connect(self.opened)

    def show_lines(self, lines: Lines) -> None:
        """Show these; what is finished is read again when somebody looks at it."""
        self._lines, self._finished = lines, None
        is_waiting = QApplication.focusWidget() in self.views.stops and self._waits_for_rows
        self.views.show_counts({view: len(found) for view, found in lines.items()})
        self._show()
        if is_waiting:
            self.focus_rows()

    def show_finished(self, lines: Sequence[DeskLine]) -> None:
        """Show what is finished, as it was asked for."""
        self._finished = lines
        self._show()

    def choose(self, view: DeskView) -> None:
        """Show another list."""
        self.views.choose(view)
        self._show()

    def focus_rows(self) -> None:
        """Put the keyboard on the line the person was on, or the first; on the lists where this one is empty."""
        self._waits_for_rows = not self._lines
        if not self.table.model.rowCount():
            self.views.stops[list(DeskView).index(self.views.view)].setFocus()
            return
        if self.table.current() is None:
            self.table.view.go_to(0)
        self.table.view.setFocus()

    def _show(self) -> None:
        view = self.views.view
        if view is DeskView.FINISHED and self._finished is None:
            self.table.say_empty("What is finished is being read.", "It is shown in a moment.")
            self.table.set_rows(())
            self.finished_asked.emit()
            return
        self.table.say_empty(*_EMPTY[view])
        self.table.set_rows((self._finished if view is DeskView.FINISHED else self._lines.get(view)) or ())

    def _columns(self) -> tuple[Column[DeskLine], ...]:
        return (
            Column(
                "Item",
                lambda line: line.title,
                why=lambda line: line.why,
                icon=lambda line: (_ICONS[self.views.view], TONES[line.harm]),
            ),
            Column("What it rests on", lambda line: line.rests_on, why=lambda line: line.minutes, width=200),
            Column(
                "Due",
                lambda line: line.due_words,
                why=lambda line: line.due_why,
                sort_key=lambda line: line.by_due,
                width=190,
            ),
            Column(
                "How it stands",
                lambda line: line.standing,
                tone=_tone,
                pill_icon=_pill_icon,
                sort_key=lambda line: line.by_due,
                width=176,
            ),
        )


def _tone(line: DeskLine) -> Tone:
    return Tone.WARN if line.standing == CANNOT else TONES[line.harm]


def _pill_icon(line: DeskLine) -> str:
    if line.standing == CANNOT:
        return "circle-x"
    return "triangle-alert" if line.harm is Harm.NOW else "clock" if line.due_on else "info"
