"""Taking something out on purpose: copies as PDF or in Word, the chronology, rows for a case system; all recorded."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.domain.issued import IssuedDocument
from fosterpanel.domain.wording import capitalised
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.answers import answer, past_day
from fosterpanel.ui.pages.copies import CHRONOLOGY_WORDS, PDF, WORD, ask_for_chronology, ask_for_copy
from fosterpanel.ui.pages.decisions.asked_page import AskedPage
from fosterpanel.ui.pages.files import ask_where_to_save
from fosterpanel.ui.pages.form_sheet import FormSheet
from fosterpanel.ui.pages.record_row import line, row_button
from fosterpanel.ui.parts.buttons import secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.flow import Flow
from fosterpanel.ui.parts.words import muted, small, words
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.deciding.decision_file import DecisionFile
from fosterpanel.workflow.deciding.hand_back import IN_WORD, save_outcomes, save_word
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.overviews.item_file import save_document_copy


class TakingOut:
    """Asks where a copy goes, over ``page``, and says there that it is recorded."""

    def __init__(self, page: AskedPage) -> None:
        self._page = page

    def card(self, file: DecisionFile) -> Card:
        """The documents of an item with their copies, and its chronology."""
        card = Card("Documents")
        for document in file.issued:
            card.add(self._row(document), line())
        chronology = partial(ask_for_chronology, self._page, file.item.id, file.item.reference)
        card.add(muted(CHRONOLOGY_WORDS))
        card.add_acts(secondary("Chronology…", "history", on_press=chronology))
        return card.add(small("Each copy is recorded in the audit trail."))

    def _row(self, document: IssuedDocument) -> QWidget:
        row, acts = QWidget(), QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(words(document.title, "strong"))
        column.addWidget(small(f"{capitalised(document.kind.value)} {document.reference}"))
        flow = Flow(acts)
        flow.addWidget(
            row_button("PDF…", f"Save {document.title} as PDF", partial(self._save_pdf, document), "download")
        )
        if document.kind in IN_WORD:
            whole = f"Save {document.title} in Word"
            flow.addWidget(row_button("Word…", whole, partial(self._save_word, document), "download"))
        column.addWidget(acts)
        return row

    def _save_pdf(self, document: IssuedDocument) -> None:
        office = self._page.office
        ask_for_copy(
            self._page,
            f"{document.title} {document.reference}.pdf",
            PDF,
            lambda path: save_document_copy(office, document.id, path),
        )

    def _save_word(self, document: IssuedDocument) -> None:
        office = self._page.office
        ask_for_copy(
            self._page,
            f"{document.title} {document.reference}.docx",
            WORD,
            lambda path: save_word(office, document.id, path),
        )


class OutcomesSheet(FormSheet):
    """One row for each outcome since a day, for a case system to take in, so that nothing is typed twice."""

    def __init__(self, office: Office, runner: TaskRunner, page: QWidget) -> None:
        super().__init__(
            office, runner, "Rows for the case system", "Save the rows…", draft="decision-outcomes"
        )
        self._page = page
        self._path: Path | None = None
        self.since = past_day(office, "Outcomes since", "The first outcome", name="since")
        self.since.set_value(office.clock.today())
        self.form.add(self.since)

    def consequence(self) -> tuple[str, Tone] | None:
        """Say what is written."""
        rows = "One row for each decision, deferral and withdrawal, with its dates and what followed."
        return f"{rows} The copy is recorded.", Tone.INK

    def submit(self) -> None:
        """Ask where they go, and write them there."""
        if self.form.is_sound():
            ask_where_to_save(self._page, "outcomes.csv", "Spreadsheet (*.csv)", self.save_as)

    def save_as(self, path: Path) -> None:
        """Write them to a file."""
        self._path = path
        super().submit()

    def work(self) -> Path:
        """Write them."""
        assert self._path is not None, "a file is asked for first"
        return save_outcomes(self.office, self._path, answer(self.since))
