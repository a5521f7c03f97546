"""What a reader writes or marks on a paper: own notes and highlights, or what goes from a redacted copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.ui.pages.papers.noted import Noted, NotedPaper
from fosterpanel.ui.pages.papers.notes_part import NotesPart
from fosterpanel.ui.pages.papers.page_drag import PageDrag
from fosterpanel.ui.pages.papers.page_painting import PageMark
from fosterpanel.ui.pages.papers.page_view import PageView
from fosterpanel.ui.pages.papers.redact_part import RedactPart
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.page_images import Box
from fosterpanel.workflow.paperwork.reading import Hit, OpenPaper


class OwnMarks(QWidget):
    """Stands beside the pages, one of its two parts at a time or neither, and shows on the pages what is marked.

    ``turned()`` when a part came into sight or went; ``filed()`` once a redacted copy was put on the item.
    """

    turned = Signal()
    filed = Signal()

    def __init__(self, view: PageView, office: Office, runner: TaskRunner) -> None:
        super().__init__()
        self._view, self._runner = view, runner
        self._noted: Noted | None = None
        self._highlights: tuple[PageMark, ...] = ()
        self._goes: tuple[PageMark, ...] = ()
        self.notes, self.redaction = NotesPart(office, runner), RedactPart(office, runner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.notes, self.redaction):
            part.hide()
            column.addWidget(part)
        self.hide()
        self._connect()

    def show_paper(self, opened: OpenPaper) -> None:
        """Go on with a version of a paper."""
        self.show_notes(NotedPaper(opened))
        self.redaction.show_paper(opened.paper)

    def show_notes(self, noted: Noted) -> None:
        """Go on with what notes may be written on, and nothing is taken out of."""
        self._noted = noted
        self.notes.show_notes(noted)

    def let_go(self) -> None:
        """What was read is closed."""
        self._noted = None
        self.notes.let_go()

    def toggle(self, part: NotesPart | RedactPart) -> None:
        """Show a part in place of the other, or the pages alone."""
        self._turn_to(None if self.isVisible() and part.isVisible() else part)
        if part.isVisible():
            part.focus()
        else:
            self._view.setFocus()

    def put_away(self) -> None:
        """Leave the room to the pages."""
        self._turn_to(None)

    def highlight_hit(self, hit: Hit) -> None:
        """Highlight words that were found."""
        self._highlight_words(hit.page, hit.boxes)

    def _connect(self) -> None:
        self.notes.page_asked.connect(self._view.go_to)
        self.notes.marked.connect(self._show_highlights)
        self.redaction.marked.connect(self._show_what_goes)
        self.redaction.filed.connect(lambda _: self.filed.emit())
        PageDrag(self._view).drawn.connect(self._take_drawn)

    def _turn_to(self, part: NotesPart | RedactPart | None) -> None:
        self.notes.setVisible(part is self.notes)
        self.redaction.setVisible(part is self.redaction)
        self.setVisible(part is not None)
        self.turned.emit()

    def _take_drawn(self, page: int, box: Box) -> None:
        """What is drawn over is highlighted; while a redacted copy is made, it goes."""
        if self.redaction.isVisible():
            self.redaction.draw(page, box)
        else:
            self._highlight_words(page, (box,))

    def _highlight_words(self, page: int, boxes: tuple[Box, ...]) -> None:
        """Highlight places with the words that stand there, by which they are found again in another version."""
        if self._noted is not None:
            images = self._noted.images
            self._runner.run(
                "Reading what was marked",
                lambda: " ".join(images.text_in(page, box) for box in boxes),
                lambda quote: self._highlight(page, boxes, quote),
            )

    def _highlight(self, page: int, boxes: tuple[Box, ...], quote: str) -> None:
        self._turn_to(self.notes)
        self.notes.highlight(page, boxes, quote)

    def _show_highlights(self, marks: Sequence[PageMark]) -> None:
        self._highlights = tuple(marks)
        self._view.show_marks((*self._highlights, *self._goes))

    def _show_what_goes(self, marks: Sequence[PageMark]) -> None:
        self._goes = tuple(marks)
        self._view.show_marks((*self._highlights, *self._goes))
