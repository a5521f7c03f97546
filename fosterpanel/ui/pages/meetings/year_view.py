"""The year at a glance: twelve months, with the days the panel meets, the days papers go out, and bank holidays."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from fosterpanel.domain.wording import MONTHS, counted, long_date
from fosterpanel.ui.look import fonts, sizes, theme
from fosterpanel.ui.parts.naming import name
from fosterpanel.ui.parts.notice import announce
from fosterpanel.workflow.agendas.meeting_list import MeetingSummary

_DAY_WIDTH, _DAY_HEIGHT = 22, 26
_GAP = 22
_HEAD = 26
_LETTERS = "MTWTFSS"
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class YearView(QWidget):
    """Arrows go from meeting to meeting, Enter opens one; a press on an empty day asks for a meeting on it.

    Signals: ``opened(meeting id)`` and ``day_chosen(date)``.
    """

    opened = Signal(str)
    day_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._year = date.min.year
        self._today = date.min
        self._meetings: dict[date, MeetingSummary] = {}
        self._papers: dict[date, date] = {}
        self._holidays: Mapping[date, str] = {}
        self._current: date | None = None
        name(self, "The year")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def year(self) -> int:
        """The year shown."""
        return self._year

    def show_year(
        self, year: int, meetings: Sequence[MeetingSummary], holidays: Mapping[date, str], today: date
    ) -> None:
        """Show the meetings of a year. Where a day has two, the first is the one it opens."""
        self._year, self._holidays, self._today = year, holidays, today
        self._meetings = {one.meeting.on: one for one in reversed(meetings) if one.meeting.on.year == year}
        self._papers = {one.papers_due_on: one.meeting.on for one in meetings if one.papers_due_on}
        days = sorted(self._meetings)
        if self._current not in self._meetings:
            self._current = next((day for day in days if day >= today), days[-1] if days else None)
        self._describe()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Four months side by side."""
        width = 4 * self._month_size().width() + 3 * sizes.px(_GAP)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """One month; the others stand below it where there is no room beside it."""
        return self._month_size()

    def hasHeightForWidth(self) -> bool:
        """The narrower, the taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of as many rows of months as that width asks for."""
        rows = -(-12 // self._months_beside(width))
        return rows * self._month_size().height() + (rows - 1) * sizes.px(_GAP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from meeting to meeting, or open one."""
        if event.key() in _BACK or event.key() in _ON:
            self._step(1 if event.key() in _ON else -1)
        elif event.key() in _ENTER and self._current is not None:
            self.opened.emit(self._meetings[self._current].id)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the meeting of a day, or ask for one."""
        day = self.day_at(event.position().toPoint())
        if day is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if day in self._meetings:
            self._go_to(day)
            self.opened.emit(self._meetings[day].id)
        else:
            self.day_chosen.emit(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that a day can be pressed."""
        day = self.day_at(event.position().toPoint())
        self.setCursor(Qt.CursorShape.PointingHandCursor if day else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        """Say what a day is while the pointer rests on it."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            day = self.day_at(event.pos())
            QToolTip.showText(event.globalPos(), self.what_is(day) if day else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw twelve months."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in range(1, 13):
            self._paint_month(painter, month)
        painter.end()

    def what_is(self, day: date) -> str:
        """What there is on a day, in words."""
        parts = [long_date(day)]
        if day in self._meetings:
            summary = self._meetings[day]
            parts.append(f"panel at {summary.meeting.starts_at:%H:%M}, {counted(summary.item_count, 'item')}")
        if day in self._papers:
            parts.append(f"papers go out for {long_date(self._papers[day])}")
        if day in self._holidays:
            parts.append(self._holidays[day])
        return ": ".join((parts[0], "; ".join(parts[1:]))) if parts[1:] else parts[0]

    def place_of(self, day: date) -> QRect:
        """Where a day of this year is drawn."""
        month = self._month_place(day.month)
        cell = QSize(month.width() // 7, sizes.px(_DAY_HEIGHT))
        number = day.day - 1 + day.replace(day=1).weekday()
        left = month.left() + (number % 7) * cell.width()
        top = month.top() + 2 * sizes.px(_HEAD) - sizes.px(6) + (number // 7) * cell.height()
        return QRect(QPoint(left, top), cell)

    def day_at(self, place: QPoint) -> date | None:
        """The day drawn at a place."""
        for month in range(1, 13):
            if self._month_place(month).contains(place):
                days = (day for day in Calendar().itermonthdates(self._year, month) if day.month == month)
                return next((day for day in days if self.place_of(day).contains(place)), None)
        return None

    def _months_beside(self, width: int) -> int:
        each = self._month_size().width() + sizes.px(_GAP)
        fit = max(1, (width + sizes.px(_GAP)) // each)
        return max(count for count in (1, 2, 3, 4, 6) if count <= fit)

    def _month_size(self) -> QSize:
        return QSize(7 * sizes.px(_DAY_WIDTH), 2 * sizes.px(_HEAD) - sizes.px(6) + 6 * sizes.px(_DAY_HEIGHT))

    def _month_place(self, month: int) -> QRect:
        beside = self._months_beside(self.width())
        room = (self.width() - (beside - 1) * sizes.px(_GAP)) // beside
        row, column = divmod(month - 1, beside)
        left = column * (room + sizes.px(_GAP))
        top = row * (self._month_size().height() + sizes.px(_GAP))
        return QRect(left, top, min(room, sizes.px(300)), self._month_size().height())

    def _paint_month(self, painter: QPainter, month: int) -> None:
        tokens, place = theme.current(), self._month_place(month)
        head = QRect(place.left(), place.top(), place.width(), sizes.px(_HEAD))
        cell = place.width() // 7
        painter.setFont(fonts.font(bold=True))
        painter.setPen(QColor(tokens.ink))
        painter.drawText(
            head.adjusted(sizes.px(6), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, MONTHS[month - 1]
        )
        painter.setFont(fonts.font(sizes.SECONDARY))
        painter.setPen(QColor(tokens.muted))
        for weekday, letter in enumerate(_LETTERS):
            letters = QRect(
                place.left() + weekday * cell,
                head.bottom() - sizes.px(4),
                cell,
                sizes.px(_HEAD) - sizes.px(6),
            )
            painter.drawText(letters, Qt.AlignmentFlag.AlignCenter, letter)
        for day in Calendar().itermonthdates(self._year, month):
            if day.month == month:
                self._paint_day(painter, day)

    def _paint_day(self, painter: QPainter, day: date) -> None:
        tokens, place = theme.current(), self.place_of(day)
        mark = place.adjusted(0, sizes.px(1), 0, -sizes.px(1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(Qt.PenStyle.NoPen)
        colour, font = tokens.muted if day.weekday() >= 5 else tokens.ink, fonts.font(sizes.SECONDARY)
        if day in self._meetings:
            colour, font = tokens.on_accent, fonts.font(sizes.SECONDARY, bold=True)
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(mark, sizes.px(6), sizes.px(6))
        elif day in self._papers:
            painter.setPen(QPen(QColor(tokens.accent), 1.5))
            painter.drawRoundedRect(mark, sizes.px(6), sizes.px(6))
        elif day in self._holidays:
            colour = tokens.warn
            painter.setBrush(QColor(tokens.warn_ground))
            painter.drawRoundedRect(mark, sizes.px(6), sizes.px(6))
        self._paint_number(painter, place, day, colour, font)
        if day == self._current and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.focus), sizes.RING))
            painter.drawRoundedRect(mark.adjusted(-1, -1, 1, 1), sizes.px(7), sizes.px(7))

    def _paint_number(self, painter: QPainter, place: QRect, day: date, colour: str, font: QFont) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(day.day))
        if day == self._today:
            width = sizes.px(14)
            line = place.bottom() - sizes.px(4)
            painter.setPen(QPen(QColor(colour), 2))
            painter.drawLine(place.center().x() - width // 2, line, place.center().x() + width // 2, line)

    def _step(self, by: int) -> None:
        days = sorted(self._meetings)
        if days:
            at = days.index(self._current) + by if self._current in days else 0
            self._go_to(days[max(0, min(at, len(days) - 1))])

    def _go_to(self, day: date) -> None:
        self._current = day
        self._describe()
        announce(self, self.what_is(day))
        self.update()

    def _describe(self) -> None:
        self.setAccessibleName(f"{self._year}: {counted(len(self._meetings), 'meeting')}")
        self.setAccessibleDescription(
            self.what_is(self._current) if self._current else "No meeting is planned."
        )
