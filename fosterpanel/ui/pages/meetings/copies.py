"""Taking a copy out of the store: the person says where to, it is written there, and the audit trail records it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.meetings.view import View
from fosterpanel.workflow.copies import Copy, save_copy


def save_calendar(view: View, make: Callable[[], bytes], file_name: str, *, subject_id: str) -> None:
    """Ask where a calendar file goes and save it there."""
    ask_where(
        view,
        "Calendar file (*.ics)",
        file_name,
        lambda path: _save(view, Copy.CALENDAR, make, path, subject_id),
    )


def save_agenda(view: View, make: Callable[[], bytes], file_name: str, *, subject_id: str) -> None:
    """Ask where a copy of an agenda goes and save it there."""
    ask_where(
        view, "PDF document (*.pdf)", file_name, lambda path: _save(view, Copy.AGENDA, make, path, subject_id)
    )


def ask_where(view: View, kind: str, file_name: str, on_chosen: Callable[[Path], object]) -> None:
    """Ask for a file to write; the question never holds up the lock, for nobody waits for its answer."""
    dialog = QFileDialog(view, "Save a copy outside the store")
    dialog.setObjectName("save_copy")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(kind)
    dialog.setDefaultSuffix(Path(file_name).suffix.lstrip("."))
    dialog.selectFile(file_name)
    dialog.fileSelected.connect(lambda chosen: on_chosen(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _save(view: View, what: Copy, make: Callable[[], bytes], path: Path, subject_id: str) -> None:
    view.runner.run(
        "Saving a copy",
        lambda: save_copy(view.office, what, make(), path, subject_id=subject_id),
        lambda saved: view.page.notice.say(
            f"Saved as {saved.name}. The audit trail records that a copy was taken.", Tone.GOOD
        ),
    )
