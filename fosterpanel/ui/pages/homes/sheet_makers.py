"""How the cards of a home ask the page for a sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from fosterpanel.ui.pages.form_sheet import FormSheet
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office


class MakeSheet(Protocol):
    """Makes a sheet for an office and what runs its work."""

    def __call__(self, office: Office, runner: TaskRunner) -> FormSheet:
        """The sheet, its fields filled."""
        ...


Ask = Callable[[MakeSheet], object]
"""Has the page open a sheet."""
