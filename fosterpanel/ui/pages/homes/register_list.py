"""The register as a table, through its saved views."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.domain.wording import plain_date
from fosterpanel.ui.desk.places import Place
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.tones import TONES
from fosterpanel.ui.pages.view_bar import ViewBar
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.tables import Column, Table
from fosterpanel.workflow.overviews.homes_overview import HomeLine, RegisterView
from fosterpanel.workflow.standing import Harm

_ICONS = {Harm.NOW: "triangle-alert", Harm.SOON: "circle-alert", Harm.KNOW: "house"}


def _tone(line: HomeLine) -> Tone:
    return TONES[line.harm]


def _review(line: HomeLine) -> str:
    return plain_date(line.review_due_on) if line.review_due_on else ""


COLUMNS: tuple[Column[Any], ...] = (
    Column[HomeLine](
        "Home",
        lambda line: f"{line.home.reference} · {line.home.names}",
        why=lambda line: line.why,
        icon=lambda line: (_ICONS[line.harm], _tone(line)),
        sort_key=lambda line: line.home.reference.casefold(),
    ),
    Column[HomeLine](
        "How it stands",
        lambda line: line.standing,
        tone=_tone,
        sort_key=lambda line: (list(Harm).index(line.harm), line.standing),
        width=168,
    ),
    Column[HomeLine](
        "Children",
        lambda line: f"{line.placed} placed" if line.placed else "",
        sort_key=lambda line: -line.placed,
        width=96,
        in_filter=False,
    ),
    Column[HomeLine](
        "Next review",
        _review,
        sort_key=lambda line: line.review_due_on or date.max,
        width=152,
        in_filter=False,
    ),
    Column[HomeLine](
        "",
        lambda line: "Start a change" if line.needs_change else "",
        width=160,
        is_act=True,
        in_filter=False,
    ),
)


class Register(QWidget):
    """Signals: ``opened(HomeLine)``, and ``change_asked(HomeLine)`` on the button of a row."""

    opened = Signal(object)
    change_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[HomeLine, ...] = ()
        self.views = ViewBar(RegisterView)
        self.table: Table[HomeLine] = Table(
            "Homes",
            COLUMNS,
            empty="No home is in this view.",
            how="Press Ctrl N to enter a foster home, or choose another view.",
            icon=Place.HOMES.icon,
        )
        card = Card(margin=6)
        card.add(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.MEDIUM))
        column.addWidget(self.views)
        column.addWidget(card, 1)
        self.table.opened.connect(self.opened)
        self.table.acted.connect(self.change_asked)
        self.views.chosen.connect(lambda _: self._show())
        # Nothing is said to be empty before it was read.
        card.hide()
        self._card = card

    def show_lines(self, lines: tuple[HomeLine, ...]) -> None:
        """Show these homes through the view chosen."""
        self._lines = lines
        self.views.show_counts(Counter(view for line in lines for view in line.views))
        self._show()
        self._card.show()

    def _show(self) -> None:
        view = self.views.view
        self.table.set_rows([line for line in self._lines if view in line.views])
