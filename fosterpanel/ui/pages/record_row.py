"""Rows of a card: what it is, why or since when, how it stands, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import Button, quiet
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.naming import name
from fosterpanel.ui.parts.pill import Pill
from fosterpanel.ui.parts.words import muted, small, words


def row_button(verb: str, whole: str, on_press: Callable[[], object], icon: str = "") -> Button:
    """A small button of a row: ``whole`` is what is read aloud, for many rows have the same verb."""
    button = quiet(verb, icon, on_press=on_press)
    name(button, whole)
    return button


class RecordRow(QWidget):
    """A line in bold and one below it, with a pill and buttons at the right."""

    def __init__(
        self,
        text: str,
        why: str = "",
        *acts: QWidget,
        pill: tuple[str, Tone] | None = None,
        is_bold: bool = True,
    ) -> None:
        super().__init__()
        self.text, self.why = text, why
        self.setAccessibleName(f"{text}. {why}" if why else text)
        lines = QVBoxLayout()
        lines.setSpacing(sizes.px(2))
        lines.addWidget(words(text, "strong" if is_bold else ""))
        if why:
            lines.addWidget(small(why))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, sizes.px(sizes.TINY), 0, sizes.px(sizes.TINY))
        row.setSpacing(sizes.px(sizes.SMALL))
        row.addLayout(lines, 1)
        if pill is not None:
            row.addWidget(Pill(*pill), 0, Qt.AlignmentFlag.AlignVCenter)
        for act in acts:
            row.addWidget(act, 0, Qt.AlignmentFlag.AlignVCenter)


class Fact(QWidget):
    """A small label with what it says below."""

    def __init__(self, label: str, value: str, tone: Tone = Tone.INK) -> None:
        super().__init__()
        self.setAccessibleName(f"{label}: {value}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(small(label))
        column.addWidget(words(value, tone=tone))


def line() -> QFrame:
    """A thin line between two rows."""
    divider = QFrame()
    divider.setProperty("kind", "line")
    divider.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return divider


def rows_card(title: str, rows: Sequence[QWidget], nothing: str, *acts: QWidget) -> Card:
    """A card of rows with lines between them, or the words that say there are none; its acts at the foot."""
    card = Card(title)
    for place, row in enumerate(rows):
        if place:
            card.add(line())
        card.add(row)
    if not rows:
        card.add(muted(nothing))
    if acts:
        card.add_acts(*acts)
    return card
