"""Saying who owes a paper and by when; or adding the paper itself."""

from __future__ import annotations

from PySide6.QtCore import Signal

from fosterpanel.domain.papers import ExpectedPaper
from fosterpanel.ui.pages.answers import answer
from fosterpanel.ui.pages.form_sheet import FormSheet
from fosterpanel.ui.pages.items.papers_part import PaperRow
from fosterpanel.ui.parts.buttons import secondary
from fosterpanel.ui.parts.fields import DateField, LineField
from fosterpanel.ui.parts.words import muted
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.business.readiness import ChecklistLine, expect_paper
from fosterpanel.workflow.office import Office


class OwedSheet(FormSheet):
    """``done(ExpectedPaper)`` once it is kept; ``file_asked(PaperRow)`` when the paper itself is there after all."""

    file_asked = Signal(object)

    def __init__(self, office: Office, runner: TaskRunner, item_id: str, row: PaperRow) -> None:
        assert row.line is not None
        super().__init__(
            office, runner, "Who owes it?", "Keep who owes it", draft=f"item-owed:{item_id}:{row.id}"
        )
        self._item_id = item_id
        self._line: ChecklistLine = row.line
        self.owner = LineField("Owed by")
        self.due_on = DateField("Due", help="The day it is promised for.")
        self._fill()
        self.form.add_part(muted(row.words))
        self.form.add(self.owner, self.due_on)
        self.add(secondary("Add the paper itself…", "file-plus", on_press=lambda: self.file_asked.emit(row)))

    def work(self) -> ExpectedPaper:
        """Keep who owes it."""
        due_on = answer(self.due_on)
        kind = self._line.entry.paper_kind
        return expect_paper(self.office, self._item_id, kind, owner=self.owner.value(), due_on=due_on)

    def _fill(self) -> None:
        if self._line.expected is not None:
            self.owner.set_value(self._line.expected.owner)
            self.due_on.set_value(self._line.expected.due_on)
