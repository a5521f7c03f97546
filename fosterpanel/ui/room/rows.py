"""The rows of the room's rail: an item of the running order, and a member of the panel."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from fosterpanel.ui.look import fonts, icons, sizes, theme
from fosterpanel.ui.parts.naming import name

EDGE = 10
NARROW = 148
_AIR = 6
_PERSON = 26
_ICON = 15


class _Row(QAbstractButton):
    """A row on the rail's dark ground; Enter presses it as Space does."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _paint_ground(self, painter: QPainter) -> None:
        tokens, radius = theme.current(), sizes.px(sizes.RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.rail_chosen))
            painter.drawRoundedRect(self.rect(), radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.focus), sizes.RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), radius, radius)


class OrderRow(_Row):
    """An item in the running order: reference and kind of business, which wrap, and how it stands below.

    What stands at the head of the order and is no item has no kind.
    """

    def __init__(self, reference: str, kind: str, object_name: str) -> None:
        super().__init__()
        self.setCheckable(True)
        self._reference, self._kind, self._standing = reference, kind, ""
        self._is_narrow = False
        name(self, ", ".join(filter(None, (reference, kind))), object_name)

    def say(self, standing: str, *, keys: str = "") -> None:
        """Say how it stands, and the keys that lead to it."""
        self._standing = standing
        self.setAccessibleDescription(standing)
        self.setToolTip(f"{self._reference} ({keys})" if keys else "")
        self.updateGeometry()
        self.update()

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the reference alone, or what kind of business it is as well."""
        self._is_narrow = narrow
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the rail, and as high as its words are then."""
        width = sizes.px((NARROW if self._is_narrow else sizes.RAIL) - 2 * EDGE)
        # Where the rail scrolls, its rows are narrower than it.
        room = self._room(min(width, self.width()) if self.isVisible() else width)
        below = _height(self._standing, fonts.font(sizes.SECONDARY), room)
        return QSize(width, self._laid_out(room)[1] + below + 2 * sizes.px(_AIR))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the lines that the words need at this width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both in the colours in use."""
        painter, tokens = QPainter(self), theme.current()
        self._paint_ground(painter)
        room = self._room(self.width())
        layout, height = self._laid_out(room)
        painter.setPen(QColor(tokens.rail_ink))
        layout.draw(painter, QPointF(sizes.px(EDGE), sizes.px(_AIR)))
        painter.setFont(fonts.font(sizes.SECONDARY))
        painter.setPen(QColor(tokens.rail_muted))
        below = QRect(sizes.px(EDGE), sizes.px(_AIR) + height, room, self.height())
        painter.drawText(below, int(Qt.TextFlag.TextWordWrap), self._standing)
        painter.end()

    def _room(self, width: int) -> int:
        return max(1, width - 2 * sizes.px(EDGE))

    def _laid_out(self, room: int) -> tuple[QTextLayout, int]:
        words = self._reference if self._is_narrow or not self._kind else f"{self._reference} · {self._kind}"
        layout = QTextLayout(words, fonts.font())
        bold = QTextLayout.FormatRange()
        bold.start, bold.length = 0, len(self._reference)
        bold.format.setFontWeight(QFont.Weight.Bold)
        layout.setFormats([bold])
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout, round(top)


class PersonRow(_Row):
    """A member of the panel: pressing it lets them in, or out."""

    def __init__(self, member_id: str) -> None:
        super().__init__()
        self._name, self._words, self._icon, self._is_here = "", "", "circle", False
        self.setObjectName(f"person_{member_id}")

    def say(self, who: str, words: str, icon: str, *, is_here: bool, act: str) -> None:
        """Say who it is, how they attend, and what pressing it does."""
        self._name, self._words, self._icon, self._is_here = who, words, icon, is_here
        self.setAccessibleName(f"{who}: {words}")
        self.setAccessibleDescription(act)
        self.setToolTip(f"{words}. {act}")
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        height = max(sizes.px(_PERSON), QFontMetrics(fonts.font()).height() + sizes.px(6))
        return QSize(sizes.px(sizes.RAIL - 2 * EDGE), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw icon, name and the time in the colours in use."""
        painter, tokens = QPainter(self), theme.current()
        self._paint_ground(painter)
        colour = tokens.rail_ink if self._is_here else tokens.rail_muted
        edge = sizes.px(_ICON)
        icon = QRect(sizes.px(EDGE), (self.height() - edge) // 2, edge, edge)
        icons.paint(painter, icon, self._icon, colour)
        words = self.rect().adjusted(icon.right() + sizes.px(8), 0, -sizes.px(EDGE), 0)
        painter.setFont(fonts.font(sizes.SECONDARY + 1, bold=self._is_here))
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()


def _height(text: str, font: QFont, width: int) -> int:
    if not text:
        return 0
    return (
        QFontMetrics(font)
        .boundingRect(QRect(0, 0, width, 1 << 12), int(Qt.TextFlag.TextWordWrap), text)
        .height()
    )
