"""The reader: one paper at a time, with its pages, a search, and where the person stopped remembered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fosterpanel.domain.papers import Paper
from fosterpanel.domain.wording import counted, plain_date
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.papers.reading_desk import ReadingDesk
from fosterpanel.ui.pages.papers.reading_watch import ReadingWatch
from fosterpanel.ui.pages.papers.taking_out import TakingOut
from fosterpanel.ui.parts.buttons import quiet
from fosterpanel.ui.parts.words import heading, muted
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.paperwork.reading import OpenPaper, open_paper


class PaperReader(ReadingDesk):
    """Put it where an item's page has its body, call ``open_paper``, and show what was there again on ``closed``.

    ``read(paper_id)`` once somebody read a version to its end and that was recorded, ``filed()`` once a redacted copy
    was put on the item. Call ``close_paper`` when the person goes elsewhere; the pages of the paper are in memory until
    then, and never anywhere else.
    """

    closed = Signal()
    read = Signal(object)
    filed = Signal()

    def __init__(self, office: Office, runner: TaskRunner) -> None:
        super().__init__(office, runner)
        self._open: OpenPaper | None = None
        self._asked = ""
        self._build()
        self._lay_out()
        self._connect()

    @property
    def paper_id(self) -> str:
        """The version that is open, or nothing."""
        return self._open.paper.id if self._open is not None else ""

    def open_paper(self, paper_id: str, page: int = 0) -> None:
        """Open a version at a page counted from 1; without one, where this person stopped reading it."""
        if self._open is not None and paper_id == self.paper_id:
            self.view.go_to((page or self.view.page + 1) - 1)
            self.view.setFocus()
            return
        self.close_paper()
        self._asked = paper_id
        self.notice.clear()
        self._title.setText("Opening…")
        self._about.setText("")
        self._runner.run(
            "Opening the paper",
            lambda: open_paper(self._office, paper_id),
            lambda opened: self._show(opened, page),
            lambda refusal: self.notice.say(str(refusal), Tone.BAD),
        )

    def close_paper(self) -> None:
        """Let go of the paper that is open; its place is kept."""
        self._asked = ""
        self._watch.end()
        self._open = None
        self.clear_pages()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the place: the store may be locked next."""
        super().hideEvent(event)
        self._watch.pause()

    def _build(self) -> None:
        self._back = quiet("Back to the papers", "arrow-left", on_press=self._leave)
        self._title, self._about = heading(""), muted("")
        self._title.setObjectName("paper_title")
        self._about.setObjectName("paper_about")
        self.taking_out = TakingOut(self, self._office, self._runner, self.notice)
        self._watch = ReadingWatch(self.view, self._office, self._runner)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._about)
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.px(sizes.MEDIUM))
        row.addWidget(self._back)
        row.addLayout(words, 1)
        self.lay_out(head)

    def _connect(self) -> None:
        self._watch.recorded.connect(self._recorded)
        self.bar.print.clicked.connect(lambda: self._take_out(self.taking_out.ask_to_print))
        self.bar.copy.clicked.connect(lambda: self._take_out(self.taking_out.ask_where_to_save))
        self.own.filed.connect(self.filed)

    def _show(self, opened: OpenPaper, page: int) -> None:
        if opened.paper.id != self._asked:
            opened.images.close()
            return
        self._open = opened
        self._title.setText(opened.paper.title)
        self._tell_about()
        self._offer_newest()
        self._watch.begin(opened.paper.id)
        self.show_pages(opened.images, opened.sizes, (page or opened.at_page) - 1)
        self.own.show_paper(opened)
        self.view.setFocus()

    def _tell_about(self, *, is_read: bool = False) -> None:
        assert self._open is not None
        paper = self._open.paper
        parts = (
            self._open.item_reference,
            f"version {paper.number}" if len(self._open.versions) > 1 else "",
            f"received {plain_date(paper.received_on)}",
            counted(paper.pages, "page"),
            "read to the end" if is_read else "",
        )
        self._about.setText(" · ".join(part for part in parts if part))

    def _offer_newest(self) -> None:
        assert self._open is not None
        newest = self._open.versions[0]
        if newest.id != self._open.paper.id:
            self.notice.say(
                f"You are reading version {self._open.paper.number}. Version {newest.number} replaced it on "
                f"{plain_date(newest.received_on)}.",
                Tone.WARN,
                f"Read version {newest.number}",
                lambda: self.open_paper(newest.id),
            )

    def _recorded(self, paper_id: str) -> None:
        self._tell_about(is_read=True)
        self.read.emit(paper_id)

    def _take_out(self, ask: Callable[[Paper], None]) -> None:
        if self._open is not None:
            ask(self._open.paper)

    def _leave(self) -> None:
        self.close_paper()
        self.closed.emit()
