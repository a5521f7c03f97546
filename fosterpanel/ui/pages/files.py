"""Asking for a file without holding up the lock: nobody waits for the answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from fosterpanel.workflow.agendas.paper_intake import ENDINGS

OnChosen = Callable[[Path], object]


def ask_for_paper(over: QWidget, title: str, on_chosen: OnChosen) -> QFileDialog:
    """Ask which file to take in as a paper."""
    dialog = QFileDialog(over, title)
    dialog.setObjectName("choose_file")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    endings = " ".join(f"*.{ending}" for ending in ENDINGS)
    dialog.setNameFilter(f"Papers ({endings})")
    return _open(dialog, on_chosen)


def ask_where_to_save(over: QWidget, file_name: str, kind: str, on_chosen: OnChosen) -> QFileDialog:
    """Ask where a copy goes; ``kind`` is as the dialog shows it ("PDF document (*.pdf)")."""
    dialog = QFileDialog(over, "Save a copy outside the store")
    dialog.setObjectName("save_copy")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(kind)
    dialog.setDefaultSuffix(Path(file_name).suffix.lstrip("."))
    dialog.selectFile(file_name)
    return _open(dialog, on_chosen)


def _open(dialog: QFileDialog, on_chosen: OnChosen) -> QFileDialog:
    dialog.fileSelected.connect(lambda chosen: on_chosen(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
