"""Words on a page: titles, headings, body, small print, and lines that say how something stands.

All are plain text, so nothing typed by anybody can be taken for markup.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from fosterpanel.ui.look import icons, sizes, theme
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.naming import mark


def words(text: str = "", kind: str = "", tone: Tone | None = None) -> QLabel:
    """Body text that wraps. ``kind`` is one of the style sheet's: title, heading, label, strong, small, number."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("kind", kind)
    if tone is not None:
        label.setProperty("tone", tone.value)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label


def title(text: str) -> QLabel:
    """The name of a page, 25 px."""
    return words(text, "title")


def heading(text: str) -> QLabel:
    """The name of a card or a part of a page, 16 px."""
    return words(text, "heading")


def muted(text: str) -> QLabel:
    """Body text that stands back."""
    return words(text, tone=Tone.MUTED)


def small(text: str) -> QLabel:
    """Secondary text, 13 px."""
    return words(text, "small")


class IconLabel(QWidget):
    """An icon by itself, at the left. It is decoration: the words beside it say the same."""

    def __init__(self, name: str, tone: Tone = Tone.INK, size: int = sizes.ICON) -> None:
        super().__init__()
        self._name, self._tone, self._size = name, tone, size
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)

    def show_icon(self, name: str, tone: Tone) -> None:
        """Show another icon or tone."""
        self._name, self._tone = name, tone
        self.update()

    def sizeHint(self) -> QSize:
        """As large as the icon at the size of text in use."""
        return QSize(*[sizes.px(self._size)] * 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon in the colours in use."""
        edge = self.sizeHint().height()
        place = QRect(0, (self.height() - edge) // 2, edge, edge)
        painter = QPainter(self)
        icons.paint(painter, place, self._name, theme.current().of(self._tone))
        painter.end()


class StateLine(QWidget):
    """One line that says how something stands: an icon, and words in the same tone, wrapped beside it."""

    def __init__(self, text: str, tone: Tone = Tone.INK, icon: str = "circle-check") -> None:
        super().__init__()
        self._icon = IconLabel(icon, tone, sizes.ICON - 1)
        self._words = words(text, tone=tone)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.px(6))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, text: str, tone: Tone = Tone.INK, icon: str = "circle-check") -> None:
        """Say something else."""
        self._icon.show_icon(icon, tone)
        self._words.setText(text)
        mark(self._words, "tone", tone.value)
