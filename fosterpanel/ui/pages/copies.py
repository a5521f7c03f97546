"""Copies taken out of the store from a page of records: the person says where to, and the page says it is recorded."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.files import ask_where_to_save
from fosterpanel.ui.pages.records_page import RecordsPage
from fosterpanel.workflow.overviews.chronology import save_chronology

PDF = "PDF document (*.pdf)"
WORD = "Word document (*.docx)"
CHRONOLOGY_WORDS = "Every act, notice and gap in days, to read or for a spreadsheet."
PDF_OR_CSV = f"{PDF};;Spreadsheet (*.csv)"

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]+')


def ask_for_copy(page: RecordsPage, file_name: str, kind: str, save: Callable[[Path], Path]) -> None:
    """Ask where a copy goes and have ``save`` write it there; ``kind`` is as the dialog shows it."""
    ask_where_to_save(page, _NOT_IN_NAMES.sub("-", file_name), kind, lambda path: _run(page, save, path))


def ask_for_chronology(page: RecordsPage, subject_id: str, reference: str) -> None:
    """Ask where the chronology of an item or a home goes, and whether to read it or for a spreadsheet."""
    ask_for_copy(
        page,
        f"Chronology {reference}.pdf",
        PDF_OR_CSV,
        lambda path: save_chronology(page.office, subject_id, path),
    )


def _run(page: RecordsPage, save: Callable[[Path], Path], path: Path) -> None:
    page.runner.run(
        "Saving a copy",
        lambda: save(path),
        lambda saved: page.notice.say(
            f"Saved as {saved.name}. The audit trail records that a copy was taken.", Tone.GOOD
        ),
    )
