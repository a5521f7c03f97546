"""A card: a surface with an edge, perhaps a heading, and what belongs together below it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from fosterpanel.ui.look import sizes
from fosterpanel.ui.parts.naming import slug
from fosterpanel.ui.parts.words import heading


class Card(QFrame):
    """A surface to add to, top to bottom. ``sunk`` is the colour of the ground, for what is only to be read."""

    def __init__(self, title: str = "", *, sunk: bool = False, margin: int = sizes.LARGE) -> None:
        super().__init__()
        self.setProperty("kind", "sunk" if sunk else "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(*[sizes.px(margin)] * 4)
        self.body.setSpacing(sizes.px(sizes.SMALL))
        if title:
            self.setAccessibleName(title)
            self.setObjectName(f"card_{slug(title)}")
            self.body.addWidget(heading(title))

    def add(self, *parts: QWidget | QLayout) -> Card:
        """Add parts below what is there, each as wide as the card; the card itself, to go on."""
        for part in parts:
            if isinstance(part, QLayout):
                self.body.addLayout(part)
            else:
                self.body.addWidget(part)
        return self

    def add_acts(self, *buttons: QWidget) -> Card:
        """Add buttons in a row at the left."""
        row = QHBoxLayout()
        row.setSpacing(sizes.px(sizes.SMALL))
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.body.addSpacing(sizes.px(sizes.TINY))
        self.body.addLayout(row)
        return self

    def fill(self) -> Card:
        """Keep what was added at the top when the card is taller than it."""
        self.body.addStretch(1)
        return self

    def clear(self) -> None:
        """Take out everything below the heading."""
        first = 1 if self.accessibleName() else 0
        while (item := self.body.takeAt(first)) is not None:
            _discard(item.widget(), item.layout())


def _discard(widget: QWidget | None, layout: QLayout | None) -> None:
    if widget is not None:
        widget.hide()
        widget.deleteLater()
    if layout is not None:
        while (item := layout.takeAt(0)) is not None:
            _discard(item.widget(), item.layout())
        layout.deleteLater()
