"""Asking for a file without holding anything up: nobody waits for the answer, so a lock may close the question."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def choose_file(
    over: QWidget, title: str, kinds: str, on_chosen: Callable[[Path], object], *, proposed: str = ""
) -> None:
    """Ask for a file there is. ``kinds`` as Qt writes them: "Stores (*.store)"."""
    dialog = QFileDialog(over, title, proposed, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open(dialog, on_chosen)


def choose_place(
    over: QWidget, title: str, kinds: str, on_chosen: Callable[[Path], object], *, proposed: str, suffix: str
) -> None:
    """Ask for a file to be written; the system's own question asks before another is replaced."""
    dialog = QFileDialog(over, title, "", kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(proposed)
    _open(dialog, on_chosen)


def _open(dialog: QFileDialog, on_chosen: Callable[[Path], object]) -> None:
    dialog.setObjectName("choose_file")
    dialog.fileSelected.connect(lambda chosen: on_chosen(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
