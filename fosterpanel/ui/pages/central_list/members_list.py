"""The central list as a table, through its saved views, with what the list lacks above it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.ui.desk.places import Place
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.tones import TONES
from fosterpanel.ui.pages.view_bar import ViewBar
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.notice import Notice
from fosterpanel.ui.parts.tables import Column, Table
from fosterpanel.workflow.panels.list_overview import ListOverview, ListView, MemberLine
from fosterpanel.workflow.standing import Harm

_MEMBER_ICONS = {Harm.NOW: "triangle-alert", Harm.SOON: "circle-alert", Harm.KNOW: "user"}


def independence_pill(is_independent: bool | None) -> tuple[str, Tone]:
    """Whether somebody is independent, as a pill says it."""
    if is_independent is None:
        return "Not asked yet", Tone.WARN
    return ("Independent", Tone.GOOD) if is_independent else ("Not independent", Tone.SOFT)


def _due_words(line: MemberLine) -> str:
    if not line.due:
        return "In order"
    first = line.due[0]
    more = len(line.due) - 1
    words = f"{first.name[:1].upper()}{first.name[1:]} {first.words}"
    return f"{words} +{more}" if more else words


def _due_tone(line: MemberLine) -> Tone:
    return TONES[line.due[0].harm] if line.due else Tone.GOOD


def _why(line: MemberLine) -> str:
    due = line.due_words
    available = line.availability.sentence.rstrip(".")
    said = (line.seats, line.member.background, available, due[:1].upper() + due[1:])
    return " · ".join(part for part in said if part)


def _experience_tone(line: MemberLine) -> Tone | None:
    if line.experience is None:
        return None
    return Tone.GOOD if line.experience.harm is Harm.KNOW else Tone.WARN


COLUMNS: tuple[Column[Any], ...] = (
    Column[MemberLine](
        "Member",
        lambda line: line.member.name,
        why=_why,
        icon=lambda line: (_MEMBER_ICONS[line.harm], TONES[line.harm]),
    ),
    Column[MemberLine](
        "Independence",
        lambda line: independence_pill(line.is_independent)[0],
        tone=lambda line: independence_pill(line.is_independent)[1],
        width=160,
    ),
    Column[MemberLine](
        "Social work experience",
        lambda line: line.experience.words if line.experience else "",
        tone=_experience_tone,
        sort_key=lambda line: (line.experience is None, line.member.experience_from or date.max),
        width=212,
    ),
    Column[MemberLine](
        "Checks and training",
        _due_words,
        tone=_due_tone,
        sort_key=lambda line: (
            list(Harm).index(line.due[0].harm) if line.due else len(Harm),
            _due_words(line),
        ),
        width=196,
    ),
)


class MembersList(QWidget):
    """Signal: ``opened(MemberLine)``."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[MemberLine, ...] = ()
        self.gaps = Notice()
        self.gaps.setObjectName("gaps")
        self.views = ViewBar(ListView)
        self.table: Table[MemberLine] = Table(
            "Members",
            COLUMNS,
            empty="Nobody is in this view.",
            how="Press Ctrl N to put somebody on the central list, or choose another view.",
            icon=Place.CENTRAL_LIST.icon,
        )
        self._card = Card(margin=6)
        self._card.add(self.table)
        # Nothing is said to be empty before it was read.
        self._card.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.MEDIUM))
        for part in (self.gaps, self.views):
            column.addWidget(part)
        column.addWidget(self._card, 1)
        self.table.opened.connect(self.opened)
        self.views.chosen.connect(lambda _: self._show())

    def show_overview(self, overview: ListOverview) -> None:
        """Show the members through the view chosen, and what the list lacks."""
        self._lines = overview.lines
        self.views.show_counts(Counter(view for line in overview.lines for view in line.views))
        self._show()
        self._card.show()
        if lacking := (*overview.gaps, *overview.to_come):
            self.gaps.say("\n".join(lacking), Tone.BAD if overview.gaps else Tone.WARN)
        else:
            self.gaps.clear()

    def _show(self) -> None:
        view = self.views.view
        self.table.set_rows([line for line in self._lines if view in line.views])
