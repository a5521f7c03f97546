"""Taking a paper out of the store on purpose: a copy saved or printed, each recorded."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from fosterpanel.domain.papers import Paper
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.notice import Notice
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.paperwork.reading import open_paper, record_printing, save_paper_copy

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class TakingOut(QObject):
    """Asks where to, does it beside the window, and says in ``notice`` that it is recorded."""

    def __init__(self, over: QWidget, office: Office, runner: TaskRunner, notice: Notice) -> None:
        super().__init__(over)
        self._over, self._office, self._runner, self._notice = over, office, runner, notice

    def ask_where_to_save(self, paper: Paper) -> None:
        """Ask for a place outside the store, and write the paper there."""
        dialog = QFileDialog(self._over, "Save a copy outside the store")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{' '.join(_NOT_IN_NAMES.sub(' ', paper.title).split())}.pdf")
        dialog.fileSelected.connect(lambda chosen: self.save(paper, Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, paper: Paper, path: Path) -> None:
        """Write the paper to a file."""
        self._runner.run(
            "Saving a copy",
            lambda: save_paper_copy(self._office, paper.id, path),
            lambda _: self._say(
                f"A copy of “{paper.title}” was saved as {path.name}. It is outside the store and "
                "not encrypted; that it was taken is recorded."
            ),
            lambda refusal: self._notice.say(str(refusal), Tone.BAD),
        )

    def ask_to_print(self, paper: Paper) -> None:
        """Ask for a printer and the pages, and print."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("Paper")
        dialog = QPrintDialog(printer, self._over)
        dialog.setMinMax(1, paper.pages)
        dialog.accepted.connect(lambda: self.print(paper, printer))
        dialog.finished.connect(dialog.deleteLater)
        dialog.setModal(True)
        dialog.show()

    def print(self, paper: Paper, printer: QPrinter) -> None:
        """Print the paper."""
        self._runner.run(
            f"Printing “{paper.title}”",
            lambda: self._print(paper, printer),
            lambda _: self._say(f"“{paper.title}” went to the printer; that it was printed is recorded."),
            lambda refusal: self._notice.say(str(refusal), Tone.BAD),
            can_cancel=True,
        )

    def _print(self, paper: Paper, printer: QPrinter) -> None:
        from fosterpanel.ui.pages.papers.printing import print_pages

        with open_paper(self._office, paper.id).images as images:
            # Recorded before the first sheet: one that was stopped half-way is out all the same.
            record_printing(self._office, paper.id)
            print_pages(printer, images)

    def _say(self, sentence: str) -> None:
        self._notice.say(sentence, Tone.GOOD)
