"""The form that plans a year of meetings: every first Friday at 09:30, with the dates to look through first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.domain.days import add_months
from fosterpanel.domain.meeting_dates import MOST_MONTHS, Pattern, Week
from fosterpanel.domain.wording import WEEKDAYS, counted, long_date
from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.desk.drafts import DraftKeeper
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.meetings.words import short_day
from fosterpanel.ui.parts.buttons import primary, quiet
from fosterpanel.ui.parts.fields import (
    ChoiceField,
    DateField,
    LineField,
    NumberField,
    SeveralField,
    TickField,
    TimeField,
)
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.sheet import Sheet
from fosterpanel.ui.parts.words import heading, muted
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.agendas.year import MeetingPlan, ProposedDate, plan_dates, propose_dates, usual_plan
from fosterpanel.workflow.office import Office

YEAR = "meetings-year"
_PAUSE_MS = 200
_FRIDAY = 4


class YearSheet(Sheet):
    """Every edit proposes the dates again; the ticks say which are planned. ``planned(meetings)`` once they are."""

    planned = Signal(object)

    def __init__(self, office: Office, runner: TaskRunner) -> None:
        super().__init__("Plan a year")
        self._office, self._runner = office, runner
        self._usual = usual_plan(office)
        self._proposed: tuple[ProposedDate, ...] = ()
        self.dates: SeveralField[date] | None = None
        self._build()
        self._fill_body()
        self._fill()
        self._draft = DraftKeeper(self.form, office, runner, YEAR)
        self._connect()
        self._propose()

    def _build(self) -> None:
        self.weeks = SeveralField(
            "Every", [(week, week.words.capitalize()) for week in Week], name="year_weeks"
        )
        self.weekday = ChoiceField("Weekday", list(enumerate(WEEKDAYS[:5])), name="year_weekday")
        self.start = DateField("From", name="year_from")
        self.months = NumberField("For", unit="months", least=1, most=MOST_MONTHS, name="year_months")
        self.starts = TimeField("Starts at", name="year_starts")
        self.place = LineField("Place", help="A room, or how members join remotely.", name="year_place")
        self.capacity = NumberField("Room for", unit="items", least=1, most=30, name="year_capacity")
        self.same_panel = TickField(
            "Appoint the panel of the latest meeting",
            help="Where all of it may sit that day. The other meetings wait for theirs.",
            name="year_same_panel",
        )
        self.form = Form(
            self.weeks,
            self.weekday,
            self.start,
            self.months,
            self.starts,
            self.place,
            self.capacity,
            self.same_panel,
        )
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)

    def _fill_body(self) -> None:
        self._dates = QWidget()
        self._dates_column = QVBoxLayout(self._dates)
        self._dates_column.setContentsMargins(0, 0, 0, 0)
        self._dates_column.setSpacing(sizes.px(sizes.SMALL))
        self.add(self.form, heading("The dates"), self._dates)
        self._plan = primary("Plan the meetings", "calendar-days", on_press=self.plan)
        self.set_acts(self._plan, quiet("Not now", on_press=self._give_up))

    def _fill(self) -> None:
        today = self._office.clock.today()
        self.weeks.set_value((Week.FIRST,))
        self.weekday.set_value(_FRIDAY)
        self.start.set_value(add_months(today.replace(day=1), 1))
        self.months.set_value(12)
        self.starts.set_value(self._usual.starts_at)
        self.place.set_value(self._usual.place)
        self.capacity.set_value(self._usual.capacity)
        self.same_panel.setVisible(bool(self._usual.panel))
        self.same_panel.set_value(bool(self._usual.panel))

    def _connect(self) -> None:
        self.form.edited.connect(self._pause.start)
        self._pause.timeout.connect(self._propose)

    def plan(self) -> None:
        """Plan a meeting on every ticked day, all or none."""
        if self._pause.isActive():
            self._pause.stop()
            self._propose()
        if self.form.is_sound():
            self._runner.act(
                lambda: plan_dates(self._office, self._typed_plan(), self._chosen()), self._tell, self._refuse
            )

    def _typed_plan(self) -> MeetingPlan:
        starts_at, capacity = self.starts.value(), self.capacity.value()
        assert starts_at is not None
        assert capacity is not None
        return replace(
            self._usual,
            starts_at=starts_at,
            place=self.place.value(),
            capacity=capacity,
            panel=self._usual.panel if self.same_panel.value() else (),
        )

    def _chosen(self) -> tuple[date, ...]:
        return self.dates.value() if self.dates is not None else ()

    def _propose(self) -> None:
        try:
            weekday, start, months = self.weekday.value(), self.start.value(), self.months.value()
            assert weekday is not None
            assert start is not None
            assert months is not None
            pattern = Pattern(weekday=weekday, weeks=self.weeks.value())
            self._proposed = propose_dates(self._office, pattern, start, months)
        except FosterPanelError:
            # The field that cannot be read says so itself once the person leaves it.
            self._proposed = ()
        self._show_dates()

    def _show_dates(self) -> None:
        while (item := self._dates_column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if not self._proposed:
            self.dates = None
            self._dates_column.addWidget(
                muted("No date yet: say which weeks, which weekday, from when and how long.")
            )
        else:
            self.dates = SeveralField(
                "Dates to plan",
                [(one.on, _words(one)) for one in self._proposed],
                name="year_dates",
                optional=True,
            )
            self.dates.set_value(tuple(one.on for one in self._proposed if one.is_usual))
            self.dates.edited.connect(self._count)
            self._dates_column.addWidget(self.dates)
        self._count()

    def _count(self) -> None:
        self._plan.become(f"Plan {counted(len(self._chosen()), 'meeting')}")
        self._plan.setEnabled(bool(self._chosen()))

    def _tell(self, meetings: Sequence[object]) -> None:
        self._draft.forget()
        self.close_sheet()
        self.planned.emit(meetings)

    def _refuse(self, refusal: FosterPanelError) -> None:
        self.notice.say(str(refusal), Tone.BAD)

    def _give_up(self) -> None:
        self._draft.forget()
        self.close_sheet()


def _words(proposed: ProposedDate) -> str:
    papers = (
        f"papers by {short_day(proposed.papers_due_on)}" if proposed.papers_due_on else "papers: not known"
    )
    return " · ".join(part for part in (long_date(proposed.on), papers, proposed.question) if part)
