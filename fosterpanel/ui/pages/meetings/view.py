"""What the views of the meetings page have in common: one page shows them in turn under its own head."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.desk.undo import Edit
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.flow import in_a_row
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.parts.sheet import Sheet
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office

AGENDA, PACK, READING = "agenda", "pack", "pack-reading"
"""The parts of a meeting in a destination: its agenda, its pack, and its pack to be read.

After a colon the last may name the document to be read first, by its id in the pack.
"""

PANEL = "panel"
"""A meeting with the form that changes its panel."""


class View(QWidget):
    """Shows one thing in the body of ``page`` and writes its head while it is the view shown.

    ``part`` is what a destination calls it, as a part of its meeting.
    """

    part = ""

    def __init__(self, page: Page, runner: TaskRunner) -> None:
        super().__init__()
        self.page = page
        self.runner = runner
        self.meeting_id = ""
        self.is_shown = False
        self._sheet: Sheet | None = None

    @property
    def office(self) -> Office:
        """The page's."""
        return self.page.office

    def show_meeting(self, meeting_id: str) -> None:
        """Turn to a meeting; ``refresh`` then reads it."""
        self.meeting_id = meeting_id

    def refresh(self) -> None:
        """Read the records again and show them."""

    def take_keyboard(self) -> None:
        """Give the keyboard to what the view is there for."""

    def leave(self) -> None:
        """Let go of what only the view shown needs: another is shown now."""

    def show_head(self) -> None:
        """Write the page's title, context and acts."""

    def go(self, meeting_id: str = "", part: str = "") -> None:
        """Ask for all meetings, one meeting, or a part of it."""
        self.page.asked.emit(Destination(Place.MEETINGS, meeting_id, part))

    def show_sheet(self, sheet: Sheet) -> None:
        """Open a sheet in place of the view's last one; what was typed there is in its draft."""
        self.page.show_sheet(sheet)
        if self._sheet is not None:
            self._sheet.deleteLater()
        self._sheet = sheet

    def edited(self, words: str, before: Any, after: Any) -> None:
        """Tell the window of an edit that can be taken back."""
        if before != after:
            self.page.edited.emit(Edit(words, before, after))

    def refuse(self, refusal: FosterPanelError) -> None:
        """Say a refusal on the page."""
        self.page.notice.say(str(refusal), Tone.BAD)

    def read(self, words: str, work: Callable[[], Any], show: Callable[[Any], object]) -> None:
        """Read records beside the window and show them, unless the person has turned to another meeting meanwhile."""
        asked_for = self.meeting_id

        def show_if_current(found: Any) -> None:
            if self.meeting_id == asked_for:
                show(found)

        self.runner.run(words, work, show_if_current)


def ways_back(*buttons: QWidget) -> QWidget:
    """A line of buttons that lead elsewhere, above what a view shows."""
    return in_a_row(*buttons, spacing=sizes.MEDIUM)
