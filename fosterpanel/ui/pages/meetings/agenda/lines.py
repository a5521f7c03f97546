"""Drawing a line of the running order: grip, time, what it is, who attends, quorum."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from fosterpanel.domain.wording import listed
from fosterpanel.ui.look import fonts, icons, sizes, theme
from fosterpanel.ui.pages.meetings.agenda.list_view import Index
from fosterpanel.ui.pages.meetings.agenda.painting import (
    Pill,
    bold_height,
    of,
    paint_pills,
    paint_row,
    paint_text,
    pill_height,
    pills_height,
    pills_width,
    small_height,
    width_for,
)
from fosterpanel.ui.pages.meetings.agenda.words import line_pills, line_title, line_why
from fosterpanel.ui.pages.meetings.words import quorum_words
from fosterpanel.ui.parts.pill import USUAL_ICONS
from fosterpanel.workflow.agendas.agenda_desk import AgendaLine

_EDGE = 11
_PADDING = 9
_GRIP = 30
_TIME = 52
_ATTENDING = 118
_QUORUM = 108
_LEAST_ITEM = 168
_LEAST_ROW = 54
_GAP = 8


class Places:
    """Where the parts of a line lie across a width, each as left and width; ``is_wide`` when they fit side by side.

    What a line is has the room of others who attend where there are none, and of the quorum where it needs none.
    Where the whole list ``shows_quorum`` nowhere, those who attend have that room.
    """

    def __init__(
        self, width: int, *, is_attended: bool = True, has_quorum: bool = True, shows_quorum: bool = True
    ) -> None:
        end = width - sizes.px(_EDGE)
        self.time = (sizes.px(_GRIP), sizes.px(_TIME))
        left = sizes.px(_GRIP + _TIME + 6)
        self.is_wide = end - left >= sizes.px(_LEAST_ITEM + _ATTENDING + _QUORUM)
        self.quorum = (end - sizes.px(_QUORUM), sizes.px(_QUORUM))
        attending = self.quorum[0] - sizes.px(_ATTENDING)
        self.attending = (attending, (self.quorum[0] - sizes.px(12) if shows_quorum else end) - attending)
        until = end
        if self.is_wide and (is_attended or has_quorum):
            until = (self.attending if is_attended else self.quorum)[0] - sizes.px(10)
        self.item = (left, max(1, until - left))


class LineDrawing(QStyledItemDelegate):
    """Where the list is narrow, attending and quorum stand below what the line is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its words."""
        line: AgendaLine = index.data(Qt.ItemDataRole.UserRole)
        at = _places(width_for(option), line, index)
        return QSize(width_for(option), max(sizes.px(_LEAST_ROW), _height(line, at) + 2 * sizes.px(_PADDING)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the line."""
        line: AgendaLine = index.data(Qt.ItemDataRole.UserRole)
        place: QRect = of(option, "rect")
        at = _places(place.width(), line, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row(painter, option, place)
        if _is_open(index):
            _paint_grip(painter, place)
        _paint_time(painter, _part(place, at.time), line)
        item = _part(place, at.item)
        own_height = _item_height(line, at) if at.is_wide else _height(line, at)
        item.setTop(place.top() + (place.height() - own_height) // 2)
        item.setTop(_paint_item(painter, item, line))
        if at.is_wide:
            _paint_in_middle(painter, _part(place, at.attending), _attending(line))
            quorum = _part(place, at.quorum)
            quorum.setTop(place.top() + (place.height() - pill_height()) // 2)
            paint_pills(painter, quorum, _quorum(line))
        else:
            _paint_below(painter, item, line)
        painter.restore()


def _places(width: int, line: AgendaLine, index: Index) -> Places:
    return Places(
        width,
        is_attended=bool(line.timed.entry.attending),
        has_quorum=line.forecast is not None,
        shows_quorum=_is_open(index),
    )


def _is_open(index: Index) -> bool:
    return bool(index.flags() & Qt.ItemFlag.ItemIsDragEnabled)


def _part(place: QRect, across: tuple[int, int]) -> QRect:
    return QRect(place.left() + across[0], place.top(), across[1], place.height() - 1)


def _height(line: AgendaLine, at: Places) -> int:
    width, height = at.item[1], _item_height(line, at)
    if at.is_wide:
        return max(height, small_height(_attending(line), at.attending[1]))
    below = pills_height(_quorum(line), width)
    return height + small_height(_attending(line), width) + (below + sizes.px(sizes.TINY) if below else 0)


def _item_height(line: AgendaLine, at: Places) -> int:
    return _title_height(line, at.item[1]) + small_height(line_why(line), at.item[1])


def _title_height(line: AgendaLine, width: int) -> int:
    words, pills = bold_height(line_title(line), width), line_pills(line)
    if _fit_beside(line, pills, width):
        return max(words, pill_height()) if pills else words
    return words + pills_height(pills, width) + sizes.px(2)


def _fit_beside(line: AgendaLine, pills: tuple[Pill, ...], width: int) -> bool:
    return _title_width(line) + pills_width(pills) <= width


def _title_width(line: AgendaLine) -> int:
    return QFontMetrics(fonts.font(bold=True)).horizontalAdvance(line_title(line)) + sizes.px(_GAP)


def _paint_item(painter: QPainter, place: QRect, line: AgendaLine) -> int:
    """Draw title, pills and second line; where the next thing goes."""
    tokens, pills = theme.current(), line_pills(line)
    below = paint_text(painter, place, line_title(line), fonts.font(bold=True), tokens.ink)
    if pills and _fit_beside(line, pills, place.width()):
        beside = place.adjusted(_title_width(line), 0, 0, 0)
        beside.setTop(place.top() + max(0, (below - place.top() - pill_height()) // 2))
        below = max(below, paint_pills(painter, beside, pills))
    elif pills:
        below = paint_pills(painter, QRect(place.left(), below + sizes.px(2), place.width(), 0), pills)
    second = QRect(place.left(), below, place.width(), 1 << 12)
    return paint_text(painter, second, line_why(line), fonts.font(sizes.SECONDARY), tokens.muted)


def _paint_below(painter: QPainter, place: QRect, line: AgendaLine) -> None:
    words = QRect(place.left(), place.top(), place.width(), 1 << 12)
    below = paint_text(painter, words, _attending(line), fonts.font(sizes.SECONDARY), theme.current().ink)
    paint_pills(painter, QRect(place.left(), below + sizes.px(sizes.TINY), place.width(), 0), _quorum(line))


def _paint_in_middle(painter: QPainter, place: QRect, words: str) -> None:
    height = small_height(words, place.width())
    place.setTop(place.top() + max(0, (place.height() - height) // 2))
    paint_text(painter, place, words, fonts.font(sizes.SECONDARY), theme.current().ink)


def _paint_time(painter: QPainter, place: QRect, line: AgendaLine) -> None:
    painter.setFont(fonts.font(bold=True))
    painter.setPen(QColor(theme.current().ink))
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, f"{line.timed.starts_at:%H:%M}")


def _paint_grip(painter: QPainter, place: QRect) -> None:
    edge = sizes.px(16)
    at = QRect(place.left() + sizes.px(10), place.top() + (place.height() - edge) // 2, edge, edge)
    icons.paint(painter, at, "grip-vertical", theme.current().muted)


def _attending(line: AgendaLine) -> str:
    words = listed(line.timed.entry.attending)
    return f"{words[:1].upper()}{words[1:]}"


def _quorum(line: AgendaLine) -> tuple[Pill, ...]:
    words, tone = quorum_words(line.forecast)
    return ((words, tone, USUAL_ICONS[tone]),) if words else ()
