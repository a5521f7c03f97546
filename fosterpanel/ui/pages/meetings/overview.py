"""All meetings: a list, or a year at a glance, and the acts that plan more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
)

from fosterpanel.domain.meetings import MeetingStage
from fosterpanel.domain.wording import long_date
from fosterpanel.ui.desk.places import Place
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.meetings.copies import save_calendar
from fosterpanel.ui.pages.meetings.meeting_sheet import MeetingSheet
from fosterpanel.ui.pages.meetings.view import View
from fosterpanel.ui.pages.meetings.words import (
    away_in,
    next_panel,
    panel_words,
    quorum_words,
    short_day,
    where_and_when,
)
from fosterpanel.ui.pages.meetings.year_sheet import YearSheet
from fosterpanel.ui.pages.meetings.year_view import YearView
from fosterpanel.ui.parts.buttons import Button, icon_only, primary, quiet, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.columns import scrolled, stacked
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.parts.tables import Column, Table
from fosterpanel.ui.parts.words import heading
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.agendas.calendar_files import calendar_of_year, file_name
from fosterpanel.workflow.agendas.meeting_list import MeetingSummary, meeting_list


@dataclass(frozen=True, slots=True)
class _Found:
    meetings: tuple[MeetingSummary, ...]
    holidays: dict[date, str]


class Overview(View):
    """Upcoming meetings first, the nearest at the top; then those gone by, the latest at the top."""

    def __init__(self, page: Page, runner: TaskRunner) -> None:
        super().__init__(page, runner)
        self._found = _Found((), {})
        self._build()
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read every meeting beside the window."""
        self.read("Reading the meetings", self._read, self._show)

    def show_head(self) -> None:
        """The next panel in a line, and the acts."""
        self.page.set_title("Meetings")
        self._say_next()
        self.page.set_acts(
            primary("Plan a meeting", "plus", shortcut=Shortcuts.NEW, on_press=self.plan_meeting),
            secondary("Plan a year", "calendar-days", on_press=self.plan_year),
        )

    def take_keyboard(self) -> None:
        """Give the keyboard to the meetings, as they are shown."""
        if self.as_list.isChecked():
            self.table.focus_rows()
        else:
            self.year.setFocus()

    def plan_meeting(self, on: date | None = None) -> None:
        """Open the form for a new meeting, perhaps with its day."""
        sheet = MeetingSheet(self.office, self.runner, on=on)
        sheet.kept.connect(lambda meeting: self.go(meeting.id))
        self.show_sheet(sheet)

    def plan_year(self) -> None:
        """Open the form for a year of dates."""
        sheet = YearSheet(self.office, self.runner)
        sheet.planned.connect(self._tell_planned)
        self.show_sheet(sheet)

    def _build(self) -> None:
        self.table: Table[MeetingSummary] = Table(
            "Meetings",
            _columns(self),
            empty="No meeting is planned yet.",
            how="Plan one meeting, or a year of them at once.",
            icon=Place.MEETINGS.icon,
        )
        self.year = YearView()
        self._year_words = heading("")
        self._year_words.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._year_words.setWordWrap(False)
        self._earlier = icon_only("The year before", "chevron-left", on_press=lambda: self._turn(-1))
        self._later = icon_only("The year after", "chevron-right", on_press=lambda: self._turn(1))
        self._shown = QButtonGroup(self)
        self.as_list, self.as_year = Button("List", "segment"), Button("Year", "segment")
        for number, button in enumerate((self.as_list, self.as_year)):
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self._shown.addButton(button, number)
        self.as_list.setChecked(True)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        listed = Card(margin=6)
        listed.add(self.table)
        year = Card(margin=sizes.LARGE)
        turn = QHBoxLayout()
        for part in (self._earlier, self._year_words, self._later):
            turn.addWidget(part)
        turn.addSpacing(sizes.px(sizes.WIDE))
        turn.addWidget(_legend(), 1)
        year.add(turn, self.year).fill()
        self._stack.addWidget(scrolled(stacked(listed, stretch_last=True)))
        self._stack.addWidget(scrolled(stacked(year, stretch_last=True)))
        row = QHBoxLayout()
        row.setSpacing(sizes.px(sizes.SMALL))
        row.addWidget(self.as_list)
        row.addWidget(self.as_year)
        row.addStretch(1)
        row.addWidget(quiet("Save the year for calendars", "download", on_press=self._save_calendar))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.MEDIUM))
        column.addLayout(row)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._shown.idClicked.connect(self._stack.setCurrentIndex)
        self.table.opened.connect(lambda summary: self.go(summary.id))
        self.year.opened.connect(self.go)
        self.year.day_chosen.connect(self.plan_meeting)

    def _read(self) -> _Found:
        return _Found(meeting_list(self.office), dict(self.office.book().holidays))

    def _show(self, found: _Found) -> None:
        self._found = found
        today = self.office.clock.today()
        coming = [one for one in found.meetings if one.meeting.on >= today and not one.meeting.is_over]
        gone = [one for one in reversed(found.meetings) if one not in coming]
        self.table.set_rows([*coming, *gone])
        shown = self.year.year if self.year.year >= 2000 else today.year
        self._show_year(shown)
        if self.is_shown:
            self._say_next()

    def _show_year(self, year: int) -> None:
        self._year_words.setText(str(year))
        held = [one for one in self._found.meetings if not one.meeting.is_cancelled]
        self.year.show_year(year, held, self._found.holidays, self.office.clock.today())

    def _turn(self, by: int) -> None:
        self._show_year(self.year.year + by)

    def _say_next(self) -> None:
        today = self.office.clock.today()
        coming = [one for one in self._found.meetings if one.meeting.on >= today and not one.meeting.is_over]
        if not coming:
            self.page.set_context("No panel is planned from today on.")
            return
        self.page.set_context(next_panel(coming[0], today))

    def _tell_planned(self, meetings: Sequence[object]) -> None:
        self.refresh()
        self.page.notice.say(f"{len(meetings)} meetings are planned.", Tone.GOOD)

    def _save_calendar(self) -> None:
        year = self.year.year if self.as_year.isChecked() else self.office.clock.today().year
        save_calendar(
            self, lambda: calendar_of_year(self.office, year), file_name(year), subject_id="service"
        )


def _columns(view: View) -> tuple[Column[MeetingSummary], ...]:
    return (
        Column(
            "Panel",
            lambda one: long_date(one.meeting.on),
            why=lambda one: f"{where_and_when(one.meeting)}{_stage(one)}",
            icon=lambda one: ("calendar-days", Tone.SOFT),
            sort_key=lambda one: (one.meeting.on, one.meeting.starts_at),
        ),
        Column(
            "Papers go out",
            lambda one: short_day(one.papers_due_on) if one.papers_due_on else "Not known",
            why=lambda one: (
                away_in(one.papers_due_on, view.office.clock.today()) if one.papers_due_on else ""
            ),
            sort_key=lambda one: one.papers_due_on or date.max,
            width=210,
        ),
        Column(
            "Items",
            lambda one: (
                str(one.item_count) if one.meeting.is_over else f"{one.item_count} of {one.meeting.capacity}"
            ),
            sort_key=lambda one: one.item_count,
            width=90,
        ),
        Column(
            "Members",
            lambda one: panel_words(one)[0],
            tone=lambda one: panel_words(one)[1],
            width=170,
        ),
        Column(
            "Quorum",
            lambda one: quorum_words(one.forecast)[0],
            tone=lambda one: quorum_words(one.forecast)[1] if one.forecast else None,
            width=150,
        ),
    )


def _stage(summary: MeetingSummary) -> str:
    return "" if summary.meeting.stage is MeetingStage.PLANNED else f" · {summary.meeting.stage.value}"


def _legend() -> QLabel:
    words = QLabel("Filled: the panel meets · Outlined: papers go out · Shaded: bank holiday")
    words.setProperty("kind", "small")
    words.setWordWrap(True)
    return words
