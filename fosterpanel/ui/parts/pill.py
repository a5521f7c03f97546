"""A pill: a few words that say how something stands, on their own tone, with an icon."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fosterpanel.ui.look import fonts, icons, sizes, theme
from fosterpanel.ui.look.tokens import Tone

USUAL_ICONS = {Tone.GOOD: "check", Tone.WARN: "circle-alert", Tone.BAD: "triangle-alert", Tone.SOFT: "info"}
_EDGE = 8
_ICON = 14
_GAP = 5


def pill_size(text: str, *, has_icon: bool) -> QSize:
    """How much room a pill takes, in pixels at the size of text in use."""
    metrics = QFontMetrics(fonts.font(sizes.SECONDARY, bold=True))
    icon_room = sizes.px(_ICON + _GAP) if has_icon else 0
    return QSize(
        metrics.horizontalAdvance(text) + 2 * sizes.px(_EDGE) + icon_room, metrics.height() + sizes.px(4)
    )


def paint_pill(painter: QPainter, place: QRect, text: str, tone: Tone, icon: str = "") -> QRect:
    """Draw a pill at the left of a place, in the middle of its height; the room it took, cut to the place."""
    tokens = theme.current()
    room = pill_size(text, has_icon=bool(icon))
    pill = QRect(QPoint(place.left(), 0), QSize(min(room.width(), place.width()), room.height()))
    pill.moveTop(place.center().y() - pill.height() // 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(tokens.ground_of(tone)))
    painter.setPen(QColor(tokens.of(tone)) if tokens.line_width > 1 else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(pill, sizes.px(5), sizes.px(5))
    _paint_words(painter, pill, text, tone, icon)
    painter.restore()
    return pill


def _paint_words(painter: QPainter, pill: QRect, text: str, tone: Tone, icon: str) -> None:
    colour = theme.current().of(tone)
    inside = pill.adjusted(sizes.px(_EDGE), 0, -sizes.px(_EDGE) + 1, 0)
    if icon:
        edge = sizes.px(_ICON)
        top = pill.top() + (pill.height() - edge) // 2
        icons.paint(painter, QRect(inside.left(), top, edge, edge), icon, colour)
        inside.setLeft(inside.left() + sizes.px(_ICON + _GAP))
    painter.setFont(fonts.font(sizes.SECONDARY, bold=True))
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width() + 1)
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class Pill(QWidget):
    """A pill on a page. Without an ``icon`` of its own it shows its tone's; an empty string means none."""

    def __init__(self, text: str, tone: Tone = Tone.SOFT, icon: str | None = None) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.say(text, tone, icon)

    def say(self, text: str, tone: Tone, icon: str | None = None) -> None:
        """Say something else."""
        self._text, self._tone = text, tone
        self._icon = USUAL_ICONS.get(tone, "") if icon is None else icon
        self.setAccessibleName(text)
        self.setToolTip("")
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """The words it shows."""
        return self._text

    @property
    def tone(self) -> Tone:
        """The tone it says them in."""
        return self._tone

    def sizeHint(self) -> QSize:
        """All its words."""
        return pill_size(self._text, has_icon=bool(self._icon))

    def minimumSizeHint(self) -> QSize:
        """All its words: a pill is never cut off."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the colours in use."""
        painter = QPainter(self)
        paint_pill(painter, self.rect(), self._text, self._tone, self._icon)
        painter.end()
