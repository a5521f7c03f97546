"""Words, pills, grounds and rings as the lists of the agenda builder draw them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem

from fosterpanel.ui.look import fonts, sizes, theme
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.pill import paint_pill, pill_size

Pill = tuple[str, Tone, str]
"""Words, tone, icon."""

_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
_PILL_GAP = 6


def paint_text(painter: QPainter, place: QRect, text: str, font: QFont, colour: str) -> int:
    """Draw wrapped words from the top of a place; where the next thing goes."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(place, _WRAPPED, text)
    return place.top() + text_height(font, text, place.width())


def text_height(font: QFont, text: str, width: int) -> int:
    """How high words wrapped to a width are; nothing takes no room."""
    if not text:
        return 0
    return QFontMetrics(font).boundingRect(QRect(0, 0, max(1, width), 1 << 16), _WRAPPED, text).height()


def bold_height(text: str, width: int) -> int:
    """The height of a title."""
    return text_height(fonts.font(bold=True), text, width)


def small_height(text: str, width: int) -> int:
    """The height of a second line."""
    return text_height(fonts.font(sizes.SECONDARY), text, width)


def pill_height() -> int:
    """How high a pill is."""
    return pill_size("", has_icon=True).height()


def pills_width(pills: tuple[Pill, ...]) -> int:
    """How wide pills side by side are."""
    return sum(
        pill_size(words, has_icon=bool(icon)).width() + sizes.px(_PILL_GAP) for words, _, icon in pills
    )


def pills_height(pills: tuple[Pill, ...], width: int) -> int:
    """How high pills are when they go on below where there is no room."""
    rows, used = 1, 0
    for words, _, icon in pills:
        wide = min(pill_size(words, has_icon=bool(icon)).width(), width)
        if used and used + wide > width:
            rows, used = rows + 1, 0
        used += wide + sizes.px(_PILL_GAP)
    return rows * pill_height() + (rows - 1) * sizes.px(sizes.TINY) if pills else 0


def paint_pills(painter: QPainter, place: QRect, pills: tuple[Pill, ...]) -> int:
    """Draw pills from the top left of a place; where the next thing goes."""
    height = pill_height()
    at = place.topLeft()
    for words, tone, icon in pills:
        width = min(pill_size(words, has_icon=bool(icon)).width(), place.width())
        if at.x() > place.left() and at.x() + width > place.right() + 1:
            at = QPoint(place.left(), at.y() + height + sizes.px(sizes.TINY))
        paint_pill(painter, QRect(at, QSize(width, height)), words, tone, icon)
        at.setX(at.x() + width + sizes.px(_PILL_GAP))
    return at.y() + height


def paint_card(painter: QPainter, option: QStyleOptionViewItem, place: QRect) -> None:
    """Draw a card's ground and edge, and the ring where the keyboard is."""
    tokens, is_current = theme.current(), is_chosen(option)
    has_ring = is_current and _has_keyboard(option)
    painter.setBrush(QColor(tokens.soft_ink_ground if is_current else tokens.surface))
    edge = (
        QPen(QColor(tokens.focus), sizes.RING) if has_ring else QPen(QColor(tokens.line), tokens.line_width)
    )
    painter.setPen(edge)
    painter.drawRoundedRect(place, sizes.px(sizes.RADIUS), sizes.px(sizes.RADIUS))


def paint_row(painter: QPainter, option: QStyleOptionViewItem, place: QRect) -> None:
    """Draw a row's ground and dividing line, and the ring where the keyboard is."""
    tokens = theme.current()
    if is_chosen(option):
        painter.fillRect(place, QColor(tokens.soft_ink_ground))
    painter.setPen(QPen(QColor(tokens.line), tokens.line_width))
    painter.drawLine(place.bottomLeft(), place.bottomRight())
    if is_chosen(option) and _has_keyboard(option):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.focus), sizes.RING))
        painter.drawRoundedRect(place.adjusted(1, 1, -2, -2), 4, 4)


def width_for(option: QStyleOptionViewItem) -> int:
    """The width a row of the list has."""
    view = of(option, "widget")
    return int(view.viewport().width() if isinstance(view, QListView) else of(option, "rect").width())


def is_chosen(option: QStyleOptionViewItem) -> bool:
    """Whether the row is the current one."""
    return bool(of(option, "state") & QStyle.StateFlag.State_Selected)


def of(option: QStyleOptionViewItem, name: str) -> Any:
    """What a style option inherits, which its stubs leave out."""
    return getattr(option, name)


def _has_keyboard(option: QStyleOptionViewItem) -> bool:
    view = of(option, "widget")
    return isinstance(view, QListView) and view.hasFocus()
