"""Fields for days and times, typed as people write them or picked."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, time

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fosterpanel.domain.wording import long_date
from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.keys import Shortcuts, bind
from fosterpanel.ui.look import icons, sizes, theme
from fosterpanel.ui.parts.buttons import icon_only
from fosterpanel.ui.parts.fields.field import Field
from fosterpanel.ui.parts.fields.typed import typed_date, typed_time
from fosterpanel.ui.parts.lines import Line
from fosterpanel.ui.parts.naming import name

_WIDEST = 320


class Calendar(QFrame):
    """A month to pick a day from, shown over the page until a day is picked or Esc is pressed."""

    picked = Signal(object)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setProperty("kind", "popup")
        self._month = QCalendarWidget()
        name(self._month, "Calendar")
        self._month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._month.setGridVisible(False)
        self._month.setMinimumSize(sizes.px(320), sizes.px(300))
        self._name_arrows()
        box = QVBoxLayout(self)
        box.setContentsMargins(*[sizes.px(sizes.SMALL)] * 4)
        box.addWidget(self._month)
        self._month.activated.connect(self._pick)
        self._month.clicked.connect(self._pick)

    def open_at(self, day: date | None, place: QPoint) -> None:
        """Show the month of a day, or this month, with its corner at a place on the screen."""
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._month.setWeekdayTextFormat(weekday, _written_in(theme.current().muted))
        self._month.setSelectedDate(QDate(day.year, day.month, day.day) if day else QDate.currentDate())
        self.move(place)
        self.show()
        self._month.setFocus()

    def _pick(self, day: QDate) -> None:
        self.hide()
        # Year, month and day one by one: a moment in time could fall on the day before.
        self.picked.emit(date(day.year(), day.month(), day.day()))

    def _name_arrows(self) -> None:
        for found, words, drawing in (
            ("qt_calendar_prevmonth", "Month before", "chevron-left"),
            ("qt_calendar_nextmonth", "Month after", "chevron-right"),
        ):
            arrow = self._month.findChild(QToolButton, found)
            if arrow is not None:
                arrow.setIcon(icons.icon(drawing))
                arrow.setIconSize(QSize(sizes.px(sizes.ICON), sizes.px(sizes.ICON)))
                arrow.setAccessibleName(words)


class DateField(Field[date | None]):
    """A local day, typed or picked (F4). Shown with its weekday once read, so a slip of the month is seen."""

    def __init__(self, label: str, *, help: str = "", name: str = "", optional: bool = False) -> None:
        self.line = Line()
        self.line.setPlaceholderText("such as 4 12 2026")
        self._button = icon_only(f"Pick {label[:1].lower()}{label[1:]} from a calendar", "calendar")
        self._calendar: Calendar | None = None
        super().__init__(label, _beside(self.line, self._button), help=help, name=name, optional=optional)
        self.line.textEdited.connect(self._edit)
        self._button.clicked.connect(self.open_calendar)
        bind(
            Shortcuts.CALENDAR,
            self,
            self.open_calendar,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )

    def value(self) -> date | None:
        """The day, or None where the field is optional and empty. Raises InvalidInput for anything unreadable."""
        typed = self.line.text().strip()
        if typed:
            return typed_date(typed)
        if self.is_optional:
            return None
        raise self._missing()

    def set_value(self, value: date | None) -> None:
        """Show a day in words."""
        self.line.setText(long_date(value) if value else "")
        self.line.setCursorPosition(0)

    def text(self) -> str:
        """What stands in the field."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Put back what a draft kept."""
        self.line.setText(text)

    def focus_target(self) -> QWidget:
        """The line."""
        return self.line

    def open_calendar(self) -> None:
        """Show the month of the day in the field."""
        if self._calendar is None:
            self._calendar = Calendar(self)
            self._calendar.picked.connect(self._take)
        self._calendar.open_at(self._day_or_none(), self.line.mapToGlobal(QPoint(0, self.line.height())))

    def _day_or_none(self) -> date | None:
        try:
            return self.value()
        except FosterPanelError:
            return None

    def _take(self, day: date) -> None:
        self.set_value(day)
        self.line.setFocus()
        self._edit()

    def _leave(self) -> None:
        if self._calendar is not None and self._calendar.isVisible():
            return
        if (day := self._day_or_none()) is not None:
            self.set_value(day)
        super()._leave()


class TimeField(Field[time | None]):
    """A local time of day, shown as 09:30."""

    def __init__(self, label: str, *, help: str = "", name: str = "", optional: bool = False) -> None:
        self.line = Line()
        self.line.setPlaceholderText("such as 09:30")
        super().__init__(label, self.line, help=help, name=name, optional=optional)
        self.line.setMaximumWidth(sizes.px(180))
        self.line.textEdited.connect(self._edit)

    def value(self) -> time | None:
        """The time, or None where the field is optional and empty. Raises InvalidInput for anything unreadable."""
        typed = self.line.text().strip()
        if typed:
            return typed_time(typed)
        if self.is_optional:
            return None
        raise self._missing()

    def set_value(self, value: time | None) -> None:
        """Show a time."""
        self.line.setText(f"{value:%H:%M}" if value else "")

    def text(self) -> str:
        """What stands in the field."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Put back what a draft kept."""
        self.line.setText(text)

    def _leave(self) -> None:
        with suppress(FosterPanelError):
            self.set_value(self.value())
        super()._leave()


def _written_in(colour: str) -> QTextCharFormat:
    written = QTextCharFormat()
    written.setForeground(QColor(colour))
    return written


def _beside(line: QLineEdit, button: QWidget) -> QWidget:
    row_widget = QWidget()
    row = QHBoxLayout(row_widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(sizes.px(sizes.TINY))
    line.setMaximumWidth(sizes.px(_WIDEST))
    row.addWidget(line, 1)
    row.addWidget(button)
    row.addStretch(0)
    return row_widget
