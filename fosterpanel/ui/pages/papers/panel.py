"""The papers of one item: the list with all versions, taking files in, and correcting one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from fosterpanel.domain.papers import Paper, PaperAlert
from fosterpanel.domain.wording import counted
from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.look import sizes, theme
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.papers.correction_view import CorrectionView
from fosterpanel.ui.pages.papers.intake_view import IntakeView
from fosterpanel.ui.pages.papers.paper_lines import paper_columns
from fosterpanel.ui.parts.buttons import secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.notice import Notice
from fosterpanel.ui.parts.tables import Table
from fosterpanel.ui.parts.words import heading, small
from fosterpanel.ui.tasks import TaskRunner, report
from fosterpanel.workflow.agendas.paper_intake import ENDINGS, Prepared, kinds_offered, prepare_papers
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.paperwork.reading import ListedPaper, papers_with_versions


class PapersPanel(QWidget):
    """Put it where an item's page shows its papers, and call ``refresh`` whenever the page is shown.

    ``read_asked(paper_id)`` when somebody wants to read a version: open it in a ``PaperReader``. ``changed(sentence)``
    when papers came in, so that the page counts again what is missing; ``list_shown()`` when the list is in sight again
    after that, or because the person gave up. ``answer_asked(PaperAlert)`` to say what follows from a correction.
    Files may be dropped anywhere on it.
    """

    read_asked = Signal(object)
    changed = Signal(str)
    list_shown = Signal()
    answer_asked = Signal(object)

    def __init__(self, office: Office, runner: TaskRunner, item_id: str) -> None:
        super().__init__()
        self._office, self._runner, self._item_id = office, runner, item_id
        self._correcting: CorrectionView | None = None
        self._is_dropping = False
        self._build()
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the papers again."""
        self._runner.act(lambda: papers_with_versions(self._office, self._item_id), self._show)

    def focus_first(self) -> None:
        """Give the keyboard to the papers, or to the button that brings the first."""
        (self.table.view if self.table.model.rowCount() else self._add).setFocus()

    def choose_files(self) -> None:
        """Let the person choose files to take in."""
        dialog = QFileDialog(self, "Add papers")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([f"Papers ({' '.join(f'*.{end}' for end in ENDINGS)})", "All files (*)"])
        dialog.filesSelected.connect(lambda chosen: self.offer([Path(file) for file in chosen]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def offer(self, paths: Sequence[Path], kind: str = "") -> None:
        """Look at files beside the window, then show them to be looked over; with one being corrected, the first.

        ``kind`` is what they are, where the person has said so; otherwise it is guessed from their names.
        """
        if not paths:
            return
        self._runner.run(
            f"Looking at {counted(len(paths), 'file')}",
            lambda: prepare_papers(self._office, self._item_id, paths, report, kind=kind),
            self._look_over,
            self._refuse,
            can_cancel=True,
        )

    def correct_paper(self, paper_id: str, path: Path | None = None) -> None:
        """Begin a corrected version of a current paper, with the corrected file where there is one."""
        self.refresh()
        self.correct(next(line for line in self.table.model.rows if line.paper.id == paper_id))
        if path is not None:
            self.offer([path])

    def correct(self, line: ListedPaper) -> None:
        """Begin a corrected version of a paper."""
        self._end_correction()
        kinds = kinds_offered(self._office, self._item_id)
        view = self._correcting = CorrectionView(self._office, self._runner, line, kinds)
        view.file_asked.connect(self.choose_files)
        view.corrected.connect(self._corrected)
        view.given_up.connect(self._show_list)
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        view.focus_first()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that lie on this computer."""
        if _files(event.mimeData()):
            event.acceptProposedAction()
            self._set_dropping(is_dropping=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self._set_dropping(is_dropping=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped."""
        self._set_dropping(is_dropping=False)
        event.acceptProposedAction()
        self.offer(_files(event.mimeData()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show where files may be let go."""
        super().paintEvent(event)
        if self._is_dropping:
            tokens = theme.current()
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.accent), 2, Qt.PenStyle.DashLine))
            painter.setBrush(QColor(tokens.soft_ink_ground))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), sizes.RADIUS, sizes.RADIUS)
            painter.end()

    def _build(self) -> None:
        self.setAcceptDrops(True)
        self.notice = Notice()
        self._how_many = small("")
        self._how_many.setWordWrap(False)
        self._add = secondary("Add papers", "upload", on_press=self.choose_files)
        self.table: Table[ListedPaper] = Table(
            "Papers",
            paper_columns(),
            empty="No papers yet.",
            how="Drop PDF, Word or picture files here, or press Add papers.",
            icon="file-text",
            has_filter=False,
        )
        self.intake = IntakeView(self._office, self._runner, self._item_id)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(sizes.px(sizes.MEDIUM))
        head.addWidget(heading("Papers"))
        head.addWidget(self._how_many)
        head.addStretch(1)
        head.addWidget(self._add)
        self._list = QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.SMALL))
        column.addLayout(head)
        column.addWidget(self.notice)
        card = Card(margin=6)
        card.body.addWidget(self.table, 1)
        column.addWidget(card, 1)
        self._drop_hint = small("Drop PDF, Word or picture files anywhere here to take them in.")
        column.addWidget(self._drop_hint)
        self._stack = QStackedLayout(self)
        margin = sizes.px(sizes.TINY)
        self._stack.setContentsMargins(margin, margin, margin, margin)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self.intake)

    def _connect(self) -> None:
        self.table.opened.connect(lambda line: self.read_asked.emit(line.paper.id))
        self.table.acted.connect(self._act)
        self.intake.taken_in.connect(self._taken_in)
        self.intake.given_up.connect(self._show_list)

    def _show(self, lines: tuple[ListedPaper, ...]) -> None:
        self.table.set_rows(lines)
        papers = [line.paper for line in lines if line.is_current]
        pages = sum(paper.pages for paper in papers)
        self._how_many.setText(f"{counted(len(papers), 'paper')}, {counted(pages, 'page')}" if papers else "")
        self._drop_hint.setVisible(bool(papers))
        alerts = [line.alert for line in lines if line.alert is not None and not line.alert.answer]
        if alerts:
            self.notice.say(
                alerts[0].sentence,
                Tone.WARN,
                "Say what follows",
                lambda: self.answer_asked.emit(alerts[0]),
            )

    def _act(self, line: ListedPaper) -> None:
        if line.is_current:
            self.correct(line)

    def _look_over(self, prepared: Prepared) -> None:
        if self._correcting is not None:
            if prepared.papers:
                self._correcting.offer(prepared.papers[0])
            else:
                self._correcting.notice.say(prepared.refused[0].sentence, Tone.BAD)
            return
        self.intake.offer(prepared)
        self._stack.setCurrentWidget(self.intake)
        self.intake.focus_first()

    def _refuse(self, refusal: FosterPanelError) -> None:
        self.notice.say(str(refusal), Tone.BAD)

    def _taken_in(self, number: int) -> None:
        self._show_list()
        self._tell(f"{counted(number, 'paper')} taken in.")

    def _corrected(self, paper: Paper, alert: PaperAlert | None) -> None:
        self._show_list()
        self.table.go_to(paper.id)
        if alert is None:
            self._tell(f"“{paper.title}” is now version {paper.number}.")
        else:
            self.changed.emit("")

    def _tell(self, sentence: str) -> None:
        self.notice.say(sentence, Tone.GOOD)
        self.changed.emit(sentence)

    def _show_list(self) -> None:
        self.notice.clear()
        self.intake.clear()
        self._end_correction()
        self._stack.setCurrentWidget(self._list)
        self.refresh()
        self.focus_first()
        self.list_shown.emit()

    def _end_correction(self) -> None:
        if self._correcting is not None:
            self._stack.removeWidget(self._correcting)
            self._correcting.hide()
            self._correcting.deleteLater()
            self._correcting = None

    def _set_dropping(self, *, is_dropping: bool) -> None:
        self._is_dropping = is_dropping
        self.update()


def _files(data: QMimeData) -> list[Path]:
    urls: list[QUrl] = data.urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
