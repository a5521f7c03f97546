"""What is done with the papers of the item shown: saying who owes one, adding one, correcting one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fosterpanel.domain.papers import ExpectedPaper, Paper
from fosterpanel.domain.wording import plain_date
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.items.files import ask_for_paper
from fosterpanel.ui.pages.items.owed_sheet import OwedSheet
from fosterpanel.ui.pages.items.papers_part import PaperRow, PapersPart
from fosterpanel.ui.pages.records_page import RecordsPage, Told
from fosterpanel.ui.tasks import report
from fosterpanel.workflow.paper_intake import (
    PreparedPaper,
    Said,
    prepare_paper,
    take_in_correction,
    take_in_paper,
)


class PaperActs:
    """The acts of ``page`` on the papers that ``part`` shows; ``read_paper`` opens one by its id."""

    def __init__(self, page: RecordsPage, part: PapersPart, read_paper: Callable[[str], object]) -> None:
        self._page, self._read_paper = page, read_paper
        part.opened.connect(self._open)
        part.file_asked.connect(self._ask)
        part.dropped.connect(self._drop)

    def _open(self, row: PaperRow) -> None:
        if row.paper is not None:
            self._read_paper(row.paper.id)
            return
        if not row.act:
            return
        self._page.open_sheet(lambda: self._owed_sheet(row), self._owed)

    def _owed_sheet(self, row: PaperRow) -> OwedSheet:
        sheet = OwedSheet(self._page.office, self._page.runner, self._page.subject_id, row)
        sheet.file_asked.connect(self._ask)
        return sheet

    def _owed(self, result: object) -> Told:
        assert isinstance(result, ExpectedPaper)
        return Told(f"{result.owner} owes it, by {plain_date(result.due_on)}.", Tone.SOFT)

    def _ask(self, row: PaperRow) -> None:
        if row.act:
            ask_for_paper(self._page, f"Choose a file: {row.words}", lambda path: self._look_at(row, path))

    def _drop(self, row: PaperRow, path: Path) -> None:
        if row.paper is None:
            self._look_at(row, path)
            return
        self._page.notice.say(
            f"“{row.words}” is there already. Is {path.name} a corrected version of it?",
            Tone.WARN,
            "It corrects it",
            lambda: self._look_at(row, path),
        )

    def _look_at(self, row: PaperRow, path: Path) -> None:
        """Look at the file beside the window, then ask what there is to ask before it is filed."""
        item_id = self._page.subject_id
        self._page.runner.run(
            f"Looking at {path.name}",
            lambda: prepare_paper(self._page.office, item_id, path, report),
            lambda prepared: self._ask_first(row, item_id, prepared),
            can_cancel=True,
        )

    def _ask_first(self, row: PaperRow, item_id: str, prepared: PreparedPaper) -> None:
        if not prepared.questions:
            self._file(row, item_id, prepared)
            return
        said = " ".join(" ".join((one.sentence, *one.hits)) for one in prepared.questions)
        self._page.notice.say(
            said, Tone.WARN, "Take it in all the same", lambda: self._file(row, item_id, prepared)
        )

    def _file(self, row: PaperRow, item_id: str, prepared: PreparedPaper) -> None:
        office, today = self._page.office, self._page.office.clock.today()
        kind, title = (row.paper.kind, row.paper.title) if row.paper else (row.kind, row.words)
        said = Said(kind=kind, title=title, received_on=today, dated_on=prepared.dated_on)
        corrected = row.paper

        def file() -> Paper:
            if corrected is not None:
                return take_in_correction(office, corrected.id, prepared, said)[0]
            return take_in_paper(office, item_id, prepared, said)

        self._page.runner.run(f"Taking in {prepared.source_name}", file, self._filed)

    def _filed(self, paper: Paper) -> None:
        late = ", late for its meeting" if paper.is_late else ""
        self._page.tell(Told(f"{paper.title}: version {paper.number} is filed{late}."))
