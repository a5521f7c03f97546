"""The form for one meeting: when, where, how much, and who sits on its panel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal

from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.desk.drafts import DraftKeeper
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.meetings.panel_fields import PanelFields
from fosterpanel.ui.pages.meetings.questions import Questions
from fosterpanel.ui.parts.buttons import primary, quiet
from fosterpanel.ui.parts.fields import DateField, LineField, NumberField, TimeField
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.sheet import Sheet
from fosterpanel.ui.parts.words import heading, muted
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.agendas.year import planned_meeting, usual_plan
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.panels.meeting_questions import (
    DayQuestion,
    candidates,
    day_questions,
    panel_questions,
)
from fosterpanel.workflow.panels.meetings import change_meeting, plan_meeting, require_panel

NEW_MEETING = "meeting-new"


class MeetingSheet(Sheet):
    """For a new meeting, or for one to be changed. ``kept(meeting)`` once it is in the store.

    A meeting may be planned before its panel is appointed. Once the agenda is out, only the panel can be changed.
    """

    kept = Signal(object)

    def __init__(
        self, office: Office, runner: TaskRunner, *, meeting: Meeting | None = None, on: date | None = None
    ) -> None:
        super().__init__("Change the meeting" if meeting else "Plan a meeting")
        self._office, self._runner, self._meeting = office, runner, meeting
        self._build()
        self._fill_body()
        self._fill(on)
        place = f"meeting:{meeting.id}" if meeting else NEW_MEETING
        self._draft = DraftKeeper(self.form, office, runner, place)
        self.panel.offer_members()
        self._connect()
        self._ask()

    def _build(self) -> None:
        self.day = DateField("Date", name="meeting_date")
        self.starts = TimeField("Starts at", name="meeting_starts")
        self.place = LineField("Place", help="A room, or how members join remotely.", name="meeting_place")
        self.capacity = NumberField(
            "Room for",
            unit="items",
            least=1,
            most=30,
            name="meeting_capacity",
            help="More can still be listed.",
        )
        self.panel = PanelFields(candidates(self._office, self._meeting.on if self._meeting else None))
        self.day_questions = Questions("Questions about the day")
        self.panel_questions = Questions("Questions about the panel")
        self.form = Form()

    def _fill_body(self) -> None:
        is_out = self._meeting is not None and self._meeting.stage is not MeetingStage.PLANNED
        self.form.add(self.day)
        self.form.add_part(self.day_questions)
        self.form.add(self.starts, self.place, self.capacity)
        self.form.add_part(heading("The panel"))
        self.form.add_part(muted(self._panel_words(is_out=is_out)))
        self.form.add(*self.panel.fields)
        self.form.add_part(self.panel_questions)
        for field in (self.day, self.starts, self.place, self.capacity):
            field.setEnabled(not is_out)
        self.add(self.form)
        verb = "Keep the changes" if self._meeting else "Plan the meeting"
        self.set_acts(primary(verb, "check", on_press=self.keep), quiet("Not now", on_press=self._give_up))

    def _panel_words(self, *, is_out: bool) -> str:
        if not self.panel.fields:
            return "Nobody is on the central list yet. Enter its members under Central list, then appoint them here."
        if is_out:
            return "Members have the agenda, so only the panel can change now."
        return "It can be appointed later, but before the agenda goes out."

    def _fill(self, on: date | None) -> None:
        like = self._meeting or usual_plan(self._office)
        self.day.set_value(self._meeting.on if self._meeting else on)
        self.starts.set_value(like.starts_at)
        self.place.set_value(like.place)
        self.capacity.set_value(like.capacity)
        self.panel.show(like.panel)

    def _connect(self) -> None:
        self.day_questions.instead_chosen.connect(self._take_instead)
        self.day.edited.connect(self._ask)
        self.day.left.connect(self._ask)
        for field in self.panel.fields:
            field.edited.connect(self._ask)

    def keep(self) -> None:
        """Check and keep; a refusal is said beside the field it is about, and what was typed stays."""
        if self.form.is_sound():
            self._runner.act(self._keep, self._tell, self._refuse)

    def _keep(self) -> Meeting:
        typed = self._typed()
        if self._meeting is not None:
            return change_meeting(self._office, typed)
        return plan_meeting(self._office, typed)

    def _typed(self) -> Meeting:
        day, starts_at, capacity = self.day.value(), self.starts.value(), self.capacity.value()
        assert day is not None
        assert starts_at is not None
        assert capacity is not None
        begun = self._meeting or planned_meeting(self._office, usual_plan(self._office), day)
        return replace(
            begun,
            on=day,
            starts_at=starts_at,
            place=self.place.value(),
            capacity=capacity,
            panel=self.panel.panel(),
        )

    def _tell(self, meeting: Meeting) -> None:
        self._draft.forget()
        self.close_sheet()
        self.kept.emit(meeting)

    def _refuse(self, refusal: FosterPanelError) -> None:
        if self._is_about_panel():
            self.panel.show_refusal(refusal)
        else:
            self.notice.say(str(refusal), Tone.BAD)

    def _is_about_panel(self) -> bool:
        panel = self.panel.panel()
        return bool(panel) and not _passes(lambda: require_panel(self._office, self._typed()))

    def _give_up(self) -> None:
        self._draft.forget()
        self.close_sheet()

    def _take_instead(self, day: date) -> None:
        self.day.set_value(day)
        self.day.edited.emit()
        self.day.focus()

    def _ask(self) -> None:
        """Ask about the day and the panel as they stand; a day that cannot be read yet is not asked about."""
        day = _day_or_none(self.day)
        if day is None:
            self.day_questions.ask(())
            self.panel_questions.ask(())
            return
        meeting_id = self._meeting.id if self._meeting else ""
        seats = [one.member_id for one in self.panel.panel()]
        self._runner.act(
            lambda: day_questions(self._office, day, meeting_id=meeting_id), self.day_questions.ask, _ignore
        )
        self._runner.act(
            lambda: [DayQuestion(sentence=one) for one in panel_questions(self._office, seats, day)],
            self.panel_questions.ask,
            _ignore,
        )


def _day_or_none(field: DateField) -> date | None:
    try:
        return field.value()
    except FosterPanelError:
        return None


def _passes(check: Callable[[], object]) -> bool:
    try:
        check()
    except FosterPanelError:
        return False
    return True


def _ignore(refusal: FosterPanelError) -> None:
    """A question that cannot be answered for a day is not asked; keeping the meeting says what is wrong."""
