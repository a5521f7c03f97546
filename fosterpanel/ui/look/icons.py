"""Icons: Lucide's drawings in the colour of the text beside them, redrawn whenever the scheme changes."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from fosterpanel.paths import resources
from fosterpanel.ui.look import theme
from fosterpanel.ui.look.tokens import Tone


def icon(name: str, tone: Tone = Tone.INK) -> QIcon:
    """The icon of that name, which follows the scheme in use and is muted where it is disabled.

    Raises:
        FileNotFoundError: no icon of that name is shipped.
    """
    _drawing(name)
    return QIcon(_Engine(name, tone))


def paint(painter: QPainter, place: QRect, name: str, colour: str) -> None:
    """Draw the icon into a place, in a colour given as #rrggbb."""
    _coloured(name, colour).render(painter, QRectF(place))


@cache
def _drawing(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@cache
def _coloured(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))


class _Engine(QIconEngine):
    """Asks for the colour each time it draws, so no widget need be told that the scheme changed."""

    def __init__(self, name: str, tone: Tone) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        tone = Tone.DISABLED if mode is QIcon.Mode.Disabled else self._tone
        edge = min(rect.width(), rect.height())
        # At the left of a wider place: what is left over keeps the words of a button at a distance.
        place = QRect(rect.left(), rect.top() + (rect.height() - edge) // 2, edge, edge)
        paint(painter, place, self._name, theme.current().of(tone))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._tone)
