"""What is done with the record that is open: beginning it, keeping it, reading beside it, and signing it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.domain.decisions import AgencyDecision, RecordPart
from fosterpanel.domain.wording import counted
from fosterpanel.domain.wrong_family import NamesUnanswered
from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.decisions.asked_page import AskedPage
from fosterpanel.ui.pages.decisions.record.decision import AGREED
from fosterpanel.ui.pages.decisions.record.material import DOCUMENT
from fosterpanel.ui.pages.decisions.record.view import RecordView
from fosterpanel.ui.pages.decisions.sheets import AgreedChangeSheet, BeginSheet, OwnRecordSheet
from fosterpanel.ui.pages.records_page import Told
from fosterpanel.ui.parts.buttons import Button, secondary
from fosterpanel.workflow.deciding.decision_file import DecisionFile, document_pdf
from fosterpanel.workflow.deciding.decisions import (
    file_decision,
    open_decision,
    prepare_decision,
    refresh_material,
    seal_decision,
)


class RecordActs:
    """The record in ``place`` on ``page``; its view is made anew when anything it rests on has changed."""

    def __init__(self, page: AskedPage) -> None:
        self._page = page
        self.view: RecordView | None = None
        self.place = QWidget()
        self._column = QVBoxLayout(self.place)
        self._column.setContentsMargins(0, 0, 0, 0)

    def begin(self) -> None:
        """Open the record; without a panel, ask first when the assessment was received."""
        page, file = self._page, self._page.file
        assert file is not None
        if file.item.meeting_id or file.review is not None:
            page.runner.act(lambda: open_decision(page.office, file.item.id), self._begun, page.refuse)
        else:
            page.open_sheet(lambda: BeginSheet(page.office, page.runner, file), lambda _: _BEGUN)

    def begin_own(self) -> None:
        """Ask whether another decision maker's record is left as it is, and open one of one's own."""
        page, file = self._page, self._page.file
        if file is not None:
            page.open_sheet(lambda: OwnRecordSheet(page.office, page.runner, file), lambda _: _BEGUN)

    def show_file(self, file: DecisionFile, record: AgencyDecision) -> None:
        """Show the record; what is being typed in it stays when nothing it rests on has changed."""
        view = self.view
        if view is not None and view.open_record.record == record and _rests_on(view.file) == _rests_on(file):
            return
        part = view.part if view is not None and view.open_record.record.id == record.id else None
        self.put_away()
        self.view = RecordView(self._page.office, self._page.runner, file, record)
        self._column.addWidget(self.view)
        self.view.read_asked.connect(self._page.read_paper)
        self.view.act_asked.connect(self._act)
        self.view.sign_asked.connect(self.sign)
        if part is not None:
            self.view.show_part(part)
        self._page.set_acts(*self._acts(file))

    def show_part(self, name: str) -> None:
        """Show a part by its name in the rule of parts."""
        if self.view is not None:
            self.view.show_part(RecordPart[name])

    def focus(self) -> None:
        """Put the keyboard where the record goes on."""
        if self.view is not None:
            self.view.go_to(self.view.part)

    def keep(self) -> None:
        """Keep at once what was typed."""
        if self.view is not None:
            self._page.runner.act(self.view.flush)

    def put_away(self) -> None:
        """Keep what was typed and take the view away."""
        if self.view is None:
            return
        self.keep()
        view, self.view = self.view, None
        view.document.close_pdf()
        self._column.removeWidget(view)
        view.hide()
        view.deleteLater()

    def sign(self) -> None:
        """Sign the record beside the window: prepare, seal, file."""
        view, page = self.view, self._page
        if view is None:
            return
        if page.runner.act(view.keep, None, page.refuse):
            record_id = view.open_record.record.id
            view.setEnabled(False)
            page.notice.clear()
            page.runner.run(
                "Signing the decision record", lambda: self._sign(record_id), self._signed, self._not_signed
            )

    def _sign(self, record_id: str) -> AgencyDecision:
        office = self._page.office
        return file_decision(office, seal_decision(prepare_decision(office, record_id)))

    def _signed(self, decision: AgencyDecision) -> None:
        if self.view is not None:
            self.view.forget_drafts()
            self.put_away()
        words = self._page.office.book().decision_words[decision.decision]
        self._page.tell(Told(f"Signed: {words[:1].lower()}{words[1:]}. What follows is below."))
        self._page.focus_one()

    def _not_signed(self, refusal: FosterPanelError) -> None:
        if self.view is not None:
            self.view.setEnabled(True)
            self.view.go_to(self.view.part)
        self._page.refuse(refusal)
        if isinstance(refusal, NamesUnanswered):
            self._page.ask_about_names(refusal.found, self.sign)

    def _begun(self, record: AgencyDecision) -> None:
        self._page.notice.clear()
        self._page.refresh()
        self._page.focus_one()

    def _act(self, asked: str) -> None:
        if asked.startswith(DOCUMENT):
            self._read_document(asked.removeprefix(DOCUMENT))
        elif asked == AGREED:
            self._agree()
        else:
            self._refresh()

    def _read_document(self, sha256: str) -> None:
        """Read a document beside the record."""
        view, page = self.view, self._page
        if view is not None:
            document = view.file.documents[sha256]
            page.runner.act(
                lambda: document_pdf(page.office, document.id),
                lambda data: view.read_beside(document.title, data),
                page.refuse,
            )

    def _read_first(self) -> None:
        """Read the first paper that was not read to its end."""
        view = self.view
        if view is not None and view.file.papers:
            unread = [one for one in view.file.papers if one not in view.file.read]
            self._page.read_paper((unread or list(view.file.papers))[0])

    def _agree(self) -> None:
        page, view = self._page, self.view
        if view is not None:
            page.open_sheet(
                lambda: AgreedChangeSheet(page.office, page.runner, view.file),
                lambda _: Told("The statement and the agreement are recorded."),
            )

    def _refresh(self) -> None:
        page, view = self._page, self.view
        if view is not None:
            self.keep()
            page.runner.act(
                lambda: refresh_material(page.office, view.open_record.record.id),
                lambda _: page.tell(Told("What came in since is listed. Read it, and tick it.", Tone.SOFT)),
                page.refuse,
            )

    def _acts(self, file: DecisionFile) -> list[Button]:
        acts, minutes = [], file.minutes
        if file.papers:
            words = f"Papers ({counted(file.pages, 'page')})"
            acts.append(secondary(words, "book-open", on_press=self._read_first))
        if minutes is not None:
            reading = partial(self._read_document, minutes.sha256)
            acts.append(secondary("Minutes", "file-text", on_press=reading))
        return acts


_BEGUN = Told("The record is open. Every word is kept as you type.", Tone.SOFT)


def _rests_on(file: DecisionFile) -> DecisionFile:
    """The file without the record itself, which changes with every word."""
    return replace(file, record=None)
