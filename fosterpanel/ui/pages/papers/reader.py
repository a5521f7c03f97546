"""The reader: one paper at a time, with its pages, a search, and where the person stopped remembered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fosterpanel.domain.papers import Paper
from fosterpanel.domain.wording import counted, plain_date
from fosterpanel.ui.keys import Shortcuts, bind
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.papers.own_marks import OwnMarks
from fosterpanel.ui.pages.papers.page_source import PageSource
from fosterpanel.ui.pages.papers.page_view import FIT, PageView
from fosterpanel.ui.pages.papers.paper_search import PaperSearch
from fosterpanel.ui.pages.papers.reader_bar import ReaderBar
from fosterpanel.ui.pages.papers.reading_watch import ReadingWatch
from fosterpanel.ui.pages.papers.taking_out import TakingOut
from fosterpanel.ui.parts.buttons import quiet
from fosterpanel.ui.parts.notice import Notice
from fosterpanel.ui.parts.words import heading, muted
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.reading import OpenPaper, open_paper

_SIDE, _OWN = 224, 296
_LEAST_PAGE = 460


class PaperReader(QWidget):
    """Put it where an item's page has its body, call ``open_paper``, and show what was there again on ``closed``.

    ``read(paper_id)`` once somebody read a version to its end and that was recorded, ``filed()`` once a redacted copy
    was put on the item. Call ``close_paper`` when the person goes elsewhere; the pages of the paper are in memory until
    then, and never anywhere else.
    """

    closed = Signal()
    read = Signal(object)
    filed = Signal()

    def __init__(self, office: Office, runner: TaskRunner) -> None:
        super().__init__()
        self._office, self._runner = office, runner
        self._open: OpenPaper | None = None
        self._asked = ""
        self._side_wanted: bool | None = None
        self._build()
        self._lay_out()
        self._connect()
        self._bind_keys()

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
        self.own.let_go()
        self.source.close()
        self.search.clear()
        self.view.show_pages((), 0)
        self.search.thumbnails.show_pages(())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the small pictures only where there is room beside the page, unless the person asked for them."""
        super().resizeEvent(event)
        self._share()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the place: the store may be locked next."""
        super().hideEvent(event)
        self._watch.pause()

    def _build(self) -> None:
        self.source = PageSource(self)
        self.view = PageView(self.source)
        self.search = PaperSearch(self.source)
        self.bar = ReaderBar(self.search.line)
        self.own = OwnMarks(self.view, self._office, self._runner)
        self.notice = Notice()
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
        head = QHBoxLayout()
        head.setSpacing(sizes.px(sizes.MEDIUM))
        head.addWidget(self._back)
        head.addLayout(words, 1)
        self._beside = QHBoxLayout()
        self._beside.setSpacing(sizes.px(sizes.MEDIUM))
        self._beside.addWidget(self.search)
        self._beside.addWidget(self.view, 1)
        self._beside.addWidget(self.own)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.SMALL))
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.notice)
        column.addLayout(self._beside, 1)

    def _connect(self) -> None:
        view, bar = self.view, self.bar
        view.moved.connect(self._moved)
        self._watch.recorded.connect(self._recorded)
        view.zoomed.connect(bar.show_percent)
        view.digit_typed.connect(bar.begin_page)
        bar.page_typed.connect(self._go_to_typed)
        bar.before.clicked.connect(lambda: view.go_to(view.page - 1))
        bar.after.clicked.connect(lambda: view.go_to(view.page + 1))
        bar.larger.clicked.connect(lambda: view.zoom_by(1))
        bar.smaller.clicked.connect(lambda: view.zoom_by(-1))
        bar.fit.clicked.connect(lambda: view.zoom_to(FIT))
        bar.full.clicked.connect(lambda: view.zoom_to(1.0))
        bar.side.clicked.connect(self._toggle_side)
        bar.print.clicked.connect(lambda: self._take_out(self.taking_out.ask_to_print))
        bar.copy.clicked.connect(lambda: self._take_out(self.taking_out.ask_where_to_save))
        self.search.found.connect(lambda hits: view.show_hits(hits, None))
        self.search.chosen.connect(view.go_to_hit)
        self.search.thumbnails.chosen.connect(view.go_to)
        bar.notes.clicked.connect(lambda: self.own.toggle(self.own.notes))
        bar.redact.clicked.connect(lambda: self.own.toggle(self.own.redaction))
        self.own.turned.connect(self._share)
        self.own.filed.connect(self.filed)

    def _bind_keys(self) -> None:
        bind(Shortcuts.HIGHLIGHT, self, self._highlight_found)
        bind(Shortcuts.GO_TO_PAGE, self, self.bar.begin_page)
        bind(Shortcuts.FILTER, self, self._begin_search)

    def _show(self, opened: OpenPaper, page: int) -> None:
        if opened.paper.id != self._asked:
            opened.images.close()
            return
        self._open = opened
        self.source.open(opened.images, opened.sizes)
        self._title.setText(opened.paper.title)
        self._tell_about()
        self._offer_newest()
        self.search.thumbnails.show_pages(opened.sizes)
        self._watch.begin(opened.paper.id)
        self.view.show_pages(opened.sizes, (page or opened.at_page) - 1)
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

    def _moved(self, page: int) -> None:
        self.bar.show_page(page, self.view.page_count)
        self.search.thumbnails.follow(page)
        self.own.notes.show_page(page)

    def _go_to_typed(self, number: int) -> None:
        self.view.setFocus()
        self.view.go_to(number - 1)
        self.bar.show_page(self.view.page, self.view.page_count)

    def _begin_search(self) -> None:
        self._side_wanted = True
        self._share()
        self.search.line.setFocus()
        self.search.line.selectAll()

    def _toggle_side(self) -> None:
        self._side_wanted = self.search.isHidden()
        self._share()

    def _highlight_found(self) -> None:
        hit = self.search.current()
        if hit is None:
            self.notice.say("Search for the words first: the ones looked at are highlighted.", Tone.SOFT)
        else:
            self.own.highlight_hit(hit)

    def _share(self) -> None:
        beside = _OWN if self.own.isVisible() else 0
        roomy = self.width() >= sizes.px(_SIDE + _LEAST_PAGE + beside)
        self.search.setVisible(roomy if self._side_wanted is None else self._side_wanted)
        for side, width in ((self.search, _SIDE), (self.own, _OWN)):
            side.setFixedWidth(min(sizes.px(width), max(1, self.width() // 2)))

    def _recorded(self, paper_id: str) -> None:
        self._tell_about(is_read=True)
        self.read.emit(paper_id)

    def _take_out(self, ask: Callable[[Paper], None]) -> None:
        if self._open is not None:
            ask(self._open.paper)

    def _leave(self) -> None:
        self.close_paper()
        self.closed.emit()
