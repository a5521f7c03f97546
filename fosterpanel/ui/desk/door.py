"""What stands before the desk: a calm page with one card in the middle, for unlocking, sitting down and setting up."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.columns import scrolled
from fosterpanel.ui.parts.words import IconLabel, title, words

WIDTH = 440


class Door(QWidget):
    """A title, one line under it, and a card to add to; scrolls where the window is low or the text large."""

    def __init__(self, heading: str, line: str = "", *, icon: str = "lock", width: int = WIDTH) -> None:
        super().__init__()
        self.setProperty("kind", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.heading = title(heading)
        self.heading.setObjectName("page_title")
        self.line = words(line, tone=Tone.MUTED)
        self.card = Card(margin=sizes.WIDE)
        self.card.body.setSpacing(sizes.px(sizes.LARGE))
        self._lay_out(icon, width)
        self.line.setVisible(bool(line))

    def say(self, heading: str, line: str = "") -> None:
        """Say something else above the card, and begin there."""
        self.heading.setText(heading)
        self.line.setText(line)
        self.line.setVisible(bool(line))
        self._area.verticalScrollBar().setValue(0)

    def _lay_out(self, icon: str, width: int) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, sizes.px(sizes.WIDE), 0, sizes.px(sizes.WIDE))
        column.setSpacing(sizes.px(sizes.SMALL))
        middle.setMaximumWidth(sizes.px(width))
        column.addStretch(2)
        column.addWidget(IconLabel(icon, Tone.ACCENT, sizes.TILE))
        column.addSpacing(sizes.px(sizes.TINY))
        column.addWidget(self.heading)
        column.addWidget(self.line)
        column.addSpacing(sizes.px(sizes.SMALL))
        column.addWidget(self.card)
        column.addStretch(3)
        centred = QWidget()
        row = QHBoxLayout(centred)
        row.setContentsMargins(sizes.px(sizes.LARGE), 0, sizes.px(sizes.LARGE), 0)
        row.addStretch(1)
        row.addWidget(middle, 1000)
        row.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        self._area = scrolled(centred)
        around.addWidget(self._area)
