"""What is done with the papers of the item shown: saying who owes one, adding one, correcting one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from fosterpanel.domain.papers import ExpectedPaper
from fosterpanel.domain.wording import plain_date
from fosterpanel.ui.desk.undo import Edit
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.files import ask_for_paper
from fosterpanel.ui.pages.items.owed_sheet import OwedSheet
from fosterpanel.ui.pages.items.papers_part import PaperRow
from fosterpanel.ui.pages.records_page import RecordsPage, Told

if TYPE_CHECKING:
    from fosterpanel.ui.pages.items.one_item import OneItem


class PaperActs:
    """The acts of ``page`` on the checklist of ``one``; ``read_paper`` opens a paper by its id.

    A file is looked over where all versions are, whichever way it came, so it is asked about in one place.
    """

    def __init__(self, page: RecordsPage, one: OneItem, read_paper: Callable[[str], object]) -> None:
        self._page, self._one, self._read_paper = page, one, read_paper
        one.papers.opened.connect(self._open)
        one.papers.file_asked.connect(self._ask)
        one.papers.dropped.connect(self._drop)

    def _open(self, row: PaperRow) -> None:
        if row.paper is not None:
            self._read_paper(row.paper.id)
            return
        if not row.act:
            return
        self._page.open_sheet(lambda: self._owed_sheet(row), lambda kept: self._owed(row, kept))

    def _owed_sheet(self, row: PaperRow) -> OwedSheet:
        sheet = OwedSheet(self._page.office, self._page.runner, self._page.subject_id, row)
        sheet.file_asked.connect(self._ask)
        return sheet

    def _owed(self, row: PaperRow, result: object) -> Told:
        assert isinstance(result, ExpectedPaper)
        before = row.line.expected if row.line is not None else None
        edit = Edit(f"who owes “{row.words}” kept", before, result)
        return Told(f"{result.owner} owes it, by {plain_date(result.due_on)}.", Tone.SOFT, edit=edit)

    def _ask(self, row: PaperRow) -> None:
        if self._page.sheet is not None:
            self._page.sheet.close_sheet()
        if row.act and row.paper is not None:
            self._one.look_over().correct_paper(row.paper.id)
        elif row.act:
            ask_for_paper(self._page, f"Choose a file: {row.words}", lambda path: self._drop(row, path))

    def _drop(self, row: PaperRow, path: Path) -> None:
        if row.paper is not None:
            self._one.look_over().correct_paper(row.paper.id, path)
        else:
            self._one.look_over().offer([path], row.kind)
