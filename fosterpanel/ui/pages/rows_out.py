"""The rows of a table taken out of the store for a spreadsheet: the person says where to, and it is recorded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.files import ask_where_to_save
from fosterpanel.ui.parts.naming import slug
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.parts.tables import Table
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.copies import Copy, save_copy

SPREADSHEET = "Spreadsheet (*.csv)"


def ask_to_save_rows(page: Page, runner: TaskRunner, table: Table[Any]) -> None:
    """Ask where the rows of a table go, as a spreadsheet."""
    ask_where_to_save(
        page,
        f"{slug(table.view.accessibleName())}.csv",
        SPREADSHEET,
        lambda path: _save_rows(page, runner, table, path),
    )


def _save_rows(page: Page, runner: TaskRunner, table: Table[Any], path: Path) -> None:
    data, office = table.as_csv().encode("utf-8-sig"), page.office
    runner.run(
        "Saving the list",
        lambda: save_copy(office, Copy.LIST, data, path, subject_id=office.service.id),
        lambda saved: page.notice.say(f"Saved as {saved.name}. The audit trail records it.", Tone.GOOD),
    )
