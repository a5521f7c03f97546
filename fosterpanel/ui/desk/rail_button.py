"""A row of the rail: an icon, words, perhaps a second line and a number, drawn on the rail's dark ground."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from fosterpanel.ui.look import fonts, icons, sizes, theme
from fosterpanel.ui.parts.naming import name

EDGE = 10
_ROW = 37
_AIR, _LEAST_AIR, _GAP = 14, 6, 11
_SEE_THROUGH = 48
_WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop)


def _wrapped(text: str, font: QFont, width: int) -> int:
    """How high words are when they wrap at a width."""
    return QFontMetrics(font).boundingRect(QRect(0, 0, max(1, width), 1 << 12), _WRAPPED, text).height()


class RailButton(QAbstractButton):
    """Shows only its icon when the rail is narrow; the words are then its tooltip.

    A place keeps to one line and gives up air where the window is low; who is at the desk takes the lines it needs.
    """

    def __init__(self, words: str, icon: str, second: str = "", *, object_name: str = "") -> None:
        super().__init__()
        self._words, self._icon, self._second = words, icon, second
        self._count = 0
        self._is_narrow = False
        name(self, words, object_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        wraps = bool(second)
        upright = QSizePolicy.Policy.Preferred if wraps else QSizePolicy.Policy.Maximum
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, upright)
        policy.setHeightForWidth(wraps)
        self.setSizePolicy(policy)

    def say(self, words: str, second: str) -> None:
        """Say something else."""
        self._words, self._second = words, second
        self.set_narrow(narrow=self._is_narrow)

    @property
    def count(self) -> int:
        """The number shown."""
        return self._count

    def set_count(self, count: int) -> None:
        """Show how many things need somebody here; nothing for nought."""
        self._count = count
        self.setAccessibleDescription(f"{count} need somebody" if count else "")
        self.set_narrow(narrow=self._is_narrow)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the icon only, or everything."""
        self._is_narrow = narrow
        told = (self._words, self._second, str(self._count or ""))
        self.setToolTip(" · ".join(each for each in told if each) if narrow else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its words and some air."""
        return QSize(sizes.px(_ROW), max(sizes.px(_ROW), self._content() + sizes.px(_AIR)))

    def minimumSizeHint(self) -> QSize:
        """As high as what it shows, with hardly any air."""
        return QSize(sizes.px(_ROW), self._content() + sizes.px(_LEAST_AIR))

    def hasHeightForWidth(self) -> bool:
        """Only what wraps."""
        return bool(self._second)

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped lines."""
        if self._is_narrow:
            return self.sizeHint().height()
        room = width - sizes.px(2 * EDGE + sizes.ICON + _GAP)
        lines = zip((self._words, self._second), self._fonts(), strict=False)
        height = sum(_wrapped(text, font, room) for text, font in lines)
        return max(sizes.px(_ROW), height + sizes.px(_AIR))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row in the colours in use."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        edge = sizes.px(sizes.ICON)
        left = (self.width() - edge) // 2 if self._is_narrow else sizes.px(EDGE)
        icon = QRect(left, (self.height() - edge) // 2, edge, edge)
        icons.paint(painter, icon, self._icon, theme.current().rail_ink)
        if self._is_narrow:
            self._paint_dot(painter, icon)
        else:
            words = self.rect().adjusted(icon.right() + sizes.px(_GAP), 0, -sizes.px(EDGE), 0)
            words.setRight(self._paint_count(painter, words.right()))
            self._paint_words(painter, words)
        painter.end()

    def _paint_dot(self, painter: QPainter, icon: QRect) -> None:
        """Where there is no room for the number, show that there is one; the tooltip and description say it."""
        if self._count:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.current().focus))
            painter.drawEllipse(icon.topRight(), sizes.px(4), sizes.px(4))

    def _content(self) -> int:
        if self._is_narrow:
            return sizes.px(sizes.ICON)
        return sum(QFontMetrics(font).height() for font in self._fonts())

    def _fonts(self) -> list[QFont]:
        if not self._second:
            return [fonts.font(bold=self.isChecked())]
        return [fonts.font(sizes.SECONDARY), fonts.font(sizes.SECONDARY)]

    def _paint_ground(self, painter: QPainter) -> None:
        tokens = theme.current()
        if self.isChecked() or self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.rail_chosen))
            painter.drawRoundedRect(self.rect(), sizes.px(sizes.RADIUS), sizes.px(sizes.RADIUS))
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.focus), sizes.RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inside = self.rect().adjusted(2, 2, -2, -2)
            painter.drawRoundedRect(inside, sizes.px(sizes.RADIUS), sizes.px(sizes.RADIUS))

    def _paint_words(self, painter: QPainter, place: QRect) -> None:
        tokens, drawn = theme.current(), self._fonts()
        if not self._second:
            painter.setFont(drawn[0])
            painter.setPen(QColor(tokens.rail_ink))
            shown = QFontMetrics(drawn[0]).elidedText(self._words, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
            return
        texts, colours = (self._words, self._second), (tokens.rail_ink, tokens.rail_muted)
        heights = [_wrapped(text, font, place.width()) for text, font in zip(texts, drawn, strict=True)]
        top = (self.height() - sum(heights)) // 2
        for text, font, colour, height in zip(texts, drawn, colours, heights, strict=True):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(QRect(place.left(), top, place.width(), height), _WRAPPED, text)
            top += height

    def _paint_count(self, painter: QPainter, right: int) -> int:
        """Draw the number up to ``right``; where the words then have to end."""
        if not self._count:
            return right
        font, text = fonts.font(sizes.SECONDARY, bold=True), str(self._count)
        metrics = QFontMetrics(font)
        height = metrics.height() + sizes.px(2)
        width = max(metrics.horizontalAdvance(text) + sizes.px(14), height)
        pill = QRect(right - width, (self.height() - height) // 2, width, height)
        ground = QColor(theme.current().rail_ink)
        ground.setAlpha(_SEE_THROUGH)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(QColor(theme.current().rail_ink))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        return pill.left() - sizes.px(6)
