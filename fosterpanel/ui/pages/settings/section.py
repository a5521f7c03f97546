"""One section of the settings: a column of cards that reads its records whenever it is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.domain.settings import Setting
from fosterpanel.ui.desk.undo import Edit
from fosterpanel.ui.look import sizes
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.settings import held_setting


class Section(QWidget):
    """Add to ``column``. ``line`` stands under the title of the page; ``page`` says what happened."""

    line = ""

    def __init__(self, office: Office, runner: TaskRunner, page: Page) -> None:
        super().__init__()
        self.office, self.runner, self.page = office, runner, page
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(sizes.px(sizes.MEDIUM))

    def refresh(self) -> None:
        """Read the records again and show them."""

    def keep(
        self, words: str, setting_id: str, work: Callable[[], Setting], then: Callable[[], object]
    ) -> None:
        """Make a choice that can be undone, and go on."""
        before = held_setting(self.office, setting_id)

        def kept(after: Setting) -> None:
            if after != before:
                self.page.edited.emit(Edit(words, before, after))
            then()

        self.runner.act(work, kept)

    def open_subject(self, subject_id: str) -> bool:
        """Show one record, where it is one of this section's; whether it is."""
        return False

    def open_form(self, draft_place: str) -> bool:
        """Open the form that keeps its draft there, where it is one of this section's; whether it is."""
        return False
