"""A line to type into; and one that looks for what is typed, whose icon says so at every size of text."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from fosterpanel.ui.look import icons, sizes, theme
from fosterpanel.ui.look.ring import draw_inner_edge
from fosterpanel.ui.parts.naming import name


class Line(QLineEdit):
    """One line to type into."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the inner edge of the ring as well."""
        super().paintEvent(event)
        draw_inner_edge(self)


class FilterLine(Line):
    """``words`` say what is looked through ("Filter items"); they are its name and stand in it while it is empty."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setProperty("kind", "filter")
        self.setPlaceholderText(words)
        name(self, words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon in the room the style sheet leaves at the left."""
        super().paintEvent(event)
        edge = sizes.px(16)
        painter = QPainter(self)
        place = QRect(sizes.px(12), (self.height() - edge) // 2, edge, edge)
        icons.paint(painter, place, "search", theme.current().muted)
        painter.end()
