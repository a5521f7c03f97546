"""Reading the pack in place of its view: members come to it from Today, administrators from the pack."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from fosterpanel.domain.wording import counted, long_date
from fosterpanel.ui.pages.meetings.pack.reader import PackReader
from fosterpanel.ui.pages.meetings.view import PACK, READING, View
from fosterpanel.ui.parts.buttons import quiet
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.tasks import TaskRunner


class PackReadingView(View):
    """The reader under the page's head; the part of a destination is ``pack-reading``, or that and a document."""

    part = READING

    def __init__(self, page: Page, runner: TaskRunner) -> None:
        super().__init__(page, runner)
        self._document_id = ""
        self.reader = PackReader(self.office, runner)
        self.reader.told.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.reader, 1)
        # In the bar: the pages need the height that a line of their own would take.
        self.reader.bar.add(quiet("The pack", "layers", on_press=lambda: self.go(self.meeting_id, PACK)))

    def show_meeting(self, meeting_id: str) -> None:
        """Turn to the pack of a meeting."""
        if meeting_id != self.meeting_id:
            self.reader.close_pack()
        super().show_meeting(meeting_id)

    def show_document(self, document_id: str) -> None:
        """Read a document of it from its first page when it is next read; without one, from where one stopped."""
        self._document_id = document_id

    def refresh(self) -> None:
        """Read the issue that is out now."""
        document_id, self._document_id = self._document_id, ""
        self.reader.read_pack(self.meeting_id, document_id)

    def leave(self) -> None:
        """Let go of the pages; the place is kept."""
        self.reader.close_pack()

    def show_head(self) -> None:
        """The day, the issue, and how much of it this person has read."""
        opened = self.reader.opened
        self.page.set_acts()
        if opened is None:
            self.page.set_title("Pack")
            self.page.set_context("")
            return
        papers = [one for one in opened.documents if one.paper_id]
        read = sum(one.is_read_by_me for one in papers)
        self.page.set_title(f"Pack · {long_date(opened.meeting.on)}")
        self.page.set_context(
            f"Issue {opened.pack.number} · {counted(len(opened.pack.plan.printed), 'page')} · "
            f"{read} of {counted(len(papers), 'paper')} read"
        )

    def _tell(self) -> None:
        if self.is_shown:
            self.show_head()
