"""The papers of an item: its checklist with what is there, what is owed by whom, and what nobody was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.domain.papers import Paper
from fosterpanel.domain.rulebook import Need
from fosterpanel.domain.wording import counted, plain_date
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.tables import Column, Table
from fosterpanel.ui.parts.words import muted
from fosterpanel.workflow.business.readiness import ChecklistLine
from fosterpanel.workflow.overviews.item_file import ItemFile


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """A line of the checklist, or a paper the checklist does not ask for."""

    id: str
    words: str
    why: str
    state: str
    tone: Tone
    icon: str
    act: str
    line: ChecklistLine | None = None
    paper: Paper | None = None

    @property
    def kind(self) -> str:
        """The kind of paper, by the rule book's code."""
        return self.line.entry.paper_kind if self.line is not None else self.paper.kind if self.paper else ""


class PapersPart(QWidget):
    """The table of them.

    Signals: ``opened(PaperRow)`` on Enter, ``file_asked(PaperRow)`` to add or correct the paper of a row,
    ``dropped(PaperRow, Path)`` when a file was dropped on one.
    """

    opened = Signal(object)
    file_asked = Signal(object)
    dropped = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._takes_papers = True
        self.table: Table[PaperRow] = Table(
            "Papers",
            _columns(),
            empty="Items of this type need no papers.",
            icon="file-text",
            has_filter=False,
            has_titles=False,
        )
        self._how = muted("Drag a PDF onto its line, or press Enter on a line to say who owes it.")
        self._lay_out()
        self.table.opened.connect(self.opened)
        self.table.acted.connect(self.file_asked)
        self.table.view.viewport().setAcceptDrops(True)
        self.table.view.viewport().installEventFilter(self)

    def show_file(self, file: ItemFile) -> None:
        """Show the papers of an item."""
        self._takes_papers = file.is_before_hearing
        self._how.setVisible(self._takes_papers)
        self.table.set_rows(tuple(_rows(file)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files that are dropped on a line."""
        if isinstance(event, QDropEvent) and self._takes_papers and event.mimeData().hasUrls():
            event.acceptProposedAction()
            if event.type() is QEvent.Type.Drop:
                self._take(event)
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        card = Card(margin=6)
        card.add(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.SMALL))
        column.addWidget(card, 1)
        column.addWidget(self._how)

    def _take(self, event: QDropEvent) -> None:
        index = self.table.view.indexAt(event.position().toPoint())
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if index.isValid() and paths:
            self.dropped.emit(self.table.model.row(index.row()), paths[0])


def _columns() -> tuple[Column[PaperRow], ...]:
    return (
        Column(
            "Paper", lambda row: row.words, why=lambda row: row.why, icon=lambda row: (row.icon, row.tone)
        ),
        Column("How it stands", lambda row: row.state, tone=lambda row: row.tone, width=140),
        Column("", lambda row: row.act, width=132, is_act=True),
    )


def _rows(file: ItemFile) -> Iterator[PaperRow]:
    by_kind: dict[str, list[Paper]] = {}
    for paper in file.papers:
        by_kind.setdefault(paper.kind, []).append(paper)
    is_open = file.is_before_hearing
    for line in file.readiness.lines:
        there = by_kind.pop(line.entry.paper_kind, [])
        for paper in there:
            yield _received(paper, paper.title if len(there) > 1 else line.words, is_open=is_open, line=line)
        if not there:
            yield _not_there(line, is_open=is_open)
    for paper in (one for others in by_kind.values() for one in others):
        yield _received(paper, paper.title, is_open=is_open, line=None)


def _received(paper: Paper, words: str, *, is_open: bool, line: ChecklistLine | None) -> PaperRow:
    version = (
        f"Version {paper.number}, {counted(paper.pages, 'page')}, received {plain_date(paper.received_on)}"
    )
    return PaperRow(
        id=paper.id,
        words=words,
        why=f"{version}, late" if paper.is_late else version,
        state="Late" if paper.is_late else "Received",
        tone=Tone.WARN if paper.is_late else Tone.GOOD,
        icon="file-check",
        act="Correct…" if is_open else "",
        line=line,
        paper=paper,
    )


def _not_there(line: ChecklistLine, *, is_open: bool) -> PaperRow:
    state, tone, icon = _state_of(line)
    return PaperRow(
        id=line.entry.paper_kind,
        words=line.words,
        why=line.why,
        state=state,
        tone=tone,
        icon=icon,
        act="Add…" if is_open else "",
        line=line,
    )


def _state_of(line: ChecklistLine) -> tuple[str, Tone, str]:
    if line.is_overdue:
        return "Overdue", Tone.BAD, "file-clock"
    if line.expected is not None:
        return "Owed", Tone.WARN, "file-clock"
    if line.entry.need is Need.REQUIRED:
        return "Missing", Tone.WARN, "file-x"
    return "If it applies", Tone.SOFT, "file-text"
