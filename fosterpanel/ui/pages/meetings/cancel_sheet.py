"""Cancelling a meeting: what becomes of its items, and the reason its members will be given."""

from __future__ import annotations

from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.domain.wording import counted, long_date
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.form_sheet import FormSheet
from fosterpanel.ui.parts.fields import TextField
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.agendas.meeting_list import MeetingSummary
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.panels.meetings import cancel_meeting

CANCEL = "meeting-cancel:"
"""How the places of its drafts begin; the meeting's id follows."""


class CancelSheet(FormSheet):
    """Cancelling one meeting that has not begun."""

    def __init__(self, office: Office, runner: TaskRunner, summary: MeetingSummary) -> None:
        super().__init__(
            office,
            runner,
            f"Cancel {long_date(summary.meeting.on)}",
            "Cancel the meeting",
            draft=f"{CANCEL}{summary.id}",
            is_final=True,
        )
        self._summary = summary
        self.reason = TextField(
            "Why", help="In a few words: its members will ask.", lines=2, name="cancelled_because"
        )
        self.form.add(self.reason)

    def consequence(self) -> tuple[str, Tone] | None:
        """Say that its items wait again, and that members are to be told."""
        meeting, items = self._summary.meeting, self._summary.item_count
        said = ["It stays in the list as cancelled, and its day is free again."]
        if items:
            said.append(
                f"{counted(items, 'item waits', 'items wait')} again, to be listed on another meeting."
            )
        if meeting.stage is MeetingStage.ISSUED or self._summary.invited:
            said.append("Tell its members: save it for calendars again, and send them that.")
        return " ".join(said), Tone.WARN

    def work(self) -> Meeting:
        """Cancel it."""
        return cancel_meeting(self.office, self._summary.id, reason=self.reason.value())
