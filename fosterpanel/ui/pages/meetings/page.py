"""The place for meetings: the list and the year, one meeting, its agenda, its pack, its reader; one shown at a time."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from fosterpanel.ui.pages.meetings.agenda.view import AgendaView
from fosterpanel.ui.pages.meetings.cancel_sheet import CANCEL
from fosterpanel.ui.pages.meetings.interest_sheet import INTEREST
from fosterpanel.ui.pages.meetings.meeting import MeetingView
from fosterpanel.ui.pages.meetings.meeting_sheet import NEW_MEETING
from fosterpanel.ui.pages.meetings.overview import Overview
from fosterpanel.ui.pages.meetings.pack.reading import PackReadingView
from fosterpanel.ui.pages.meetings.pack.view import PackView
from fosterpanel.ui.pages.meetings.view import AGENDA, PACK, PANEL, READING, View
from fosterpanel.ui.pages.meetings.year_sheet import YEAR
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office


class MeetingsPage(Page):
    """Opened at a meeting it shows that meeting or a part of it ("agenda", "pack", "pack-reading"), otherwise all."""

    def __init__(self, office: Office, runner: TaskRunner) -> None:
        super().__init__(office, "Meetings")
        self._runner = runner
        self.overview = Overview(self, runner)
        self._views = QStackedWidget()
        self._views.addWidget(self.overview)
        self.body.addWidget(self._views, 1)
        self._turn_to(self.overview)

    @cached_property
    def meeting(self) -> MeetingView:
        """The view of one meeting, made when somebody first opens one."""
        view = MeetingView(self, self._runner)
        self._views.addWidget(view)
        return view

    @cached_property
    def agenda(self) -> AgendaView:
        """The agenda builder, made when somebody first opens an agenda."""
        view = AgendaView(self, self._runner)
        self._views.addWidget(view)
        return view

    @cached_property
    def pack(self) -> PackView:
        """The pack's view, made when somebody first opens a pack."""
        view = PackView(self, self._runner)
        self._views.addWidget(view)
        return view

    @cached_property
    def reading(self) -> PackReadingView:
        """The reader of packs, made when somebody first reads one."""
        view = PackReadingView(self, self._runner)
        self._views.addWidget(view)
        return view

    @property
    def shown(self) -> View:
        """The view shown."""
        view = self._views.currentWidget()
        assert isinstance(view, View)
        return view

    def refresh(self) -> None:
        """Read again what the view shows."""
        self.shown.refresh()

    def open_place(self) -> None:
        """Show all meetings."""
        self._turn_to(self.overview)
        self.overview.refresh()
        self.overview.take_keyboard()

    def open_subject(self, subject_id: str) -> None:
        """Show one meeting."""
        self._open(self.meeting, subject_id)

    def open_part(self, part: str) -> None:
        """Show a part of the meeting that is open: its agenda, its pack, or its pack to be read."""
        part, _, document_id = part.partition(":")
        if part == AGENDA:
            self._open(self.agenda, self.subject_id)
        elif part == PACK:
            self._open(self.pack, self.subject_id)
        elif part == READING:
            self.reading.show_document(document_id)
            self._open(self.reading, self.subject_id)
        elif part == PANEL:
            self.meeting.change_when_read(at_panel=True)

    def open_form(self, draft_place: str) -> None:
        """Open again the form a lock closed: a new meeting's, a year's, or that of the meeting shown."""
        if draft_place == NEW_MEETING:
            self.overview.plan_meeting()
        elif draft_place == YEAR:
            self.overview.plan_year()
        elif draft_place.startswith("meeting:"):
            self.meeting.change_when_read()
        elif draft_place.startswith(CANCEL):
            self.meeting.cancel_when_read()
        elif draft_place.startswith(INTEREST):
            self.meeting.record_interest_when_read()

    def _open(self, view: View, meeting_id: str) -> None:
        view.show_meeting(meeting_id)
        self._turn_to(view)
        view.refresh()
        view.take_keyboard()

    def _turn_to(self, view: View) -> None:
        self.notice.clear()
        if self.shown is not view:
            self.shown.leave()
        for each in self._views.findChildren(View, options=Qt.FindChildOption.FindDirectChildrenOnly):
            each.is_shown = each is view
            # Those not shown must not ask for room: at large text they would make the window taller than its screen.
            policy = QSizePolicy.Policy.Preferred if each is view else QSizePolicy.Policy.Ignored
            each.setSizePolicy(policy, policy)
        self.subject_id = view.meeting_id
        self.part = view.part
        self._views.setCurrentWidget(view)
        view.show_head()
