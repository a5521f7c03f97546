"""Pages to be read: a bar over them, search and small pictures at the left, one's own notes at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fosterpanel.errors import NotFound
from fosterpanel.ui.keys import Shortcuts, bind
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.papers.own_marks import OwnMarks
from fosterpanel.ui.pages.papers.page_links import PageLinks
from fosterpanel.ui.pages.papers.page_source import PageSource
from fosterpanel.ui.pages.papers.page_view import FIT, PageView
from fosterpanel.ui.pages.papers.paper_search import PaperSearch
from fosterpanel.ui.pages.papers.reader_bar import ReaderBar
from fosterpanel.ui.parts.notice import Notice
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.page_images import Pages

_SIDE, _OWN = 224, 296
_LEAST_PAGE, _LEAST_BETWEEN = 460, 300


class ReadingDesk(QWidget):
    """What a reader of one paper and a reader of a whole pack have in common; ``within`` is what is searched.

    Show pages with ``show_pages``; pages are counted from 0. Where nothing ``goes_out``, there is no printing, no copy
    and no redaction.
    """

    def __init__(
        self, office: Office, runner: TaskRunner, *, within: str = "paper", goes_out: bool = True
    ) -> None:
        super().__init__()
        self._office, self._runner = office, runner
        self._side_wanted: bool | None = None
        self.source = PageSource(self)
        self.view = PageView(self.source)
        PageLinks(self.view, self.source)
        self.search = PaperSearch(self.source, within)
        self.bar = ReaderBar(self.search.line, goes_out=goes_out)
        self.own = OwnMarks(self.view, office, runner)
        self.notice = Notice()
        self.side = self.make_side()
        self._connect_desk()
        bind(Shortcuts.HIGHLIGHT, self, self._highlight_found)
        bind(Shortcuts.GO_TO_PAGE, self, self.bar.begin_page)
        bind(Shortcuts.FILTER, self, self._begin_search)

    def make_side(self) -> QWidget:
        """What stands at the left of the pages."""
        return self.search

    def show_pages(
        self,
        images: Pages,
        page_sizes: tuple[tuple[float, float], ...],
        page: int,
        numbers: Sequence[str] = (),
    ) -> None:
        """Show pages from one on, called by these numbers where they are not counted from 1."""
        self.source.open(images, page_sizes, numbers)
        self.search.thumbnails.show_pages(page_sizes)
        self.view.show_pages(page_sizes, page)

    def clear_pages(self) -> None:
        """Let go of what is open."""
        self.own.let_go()
        self.source.close()
        self.search.clear()
        self.view.show_pages((), 0)
        self.search.thumbnails.show_pages(())

    def page_called(self, number: str) -> int:
        """The page that somebody means by a number they typed. Raises NotFound for one there is not."""
        if not number.isdigit():
            raise NotFound("The pages of a paper have plain numbers, without letters.")
        return int(number) - 1

    def lay_out(self, *heads: QWidget) -> None:
        """Put everything in its place, below what heads it."""
        beside = QHBoxLayout()
        beside.setSpacing(sizes.px(sizes.MEDIUM))
        beside.addWidget(self.side)
        beside.addWidget(self.view, 1)
        beside.addWidget(self.own)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.SMALL))
        for part in (*heads, self.bar, self.notice):
            column.addWidget(part)
        column.addLayout(beside, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what is at the left only where there is room beside the page, unless the person asked for it."""
        super().resizeEvent(event)
        self.share()

    def show_side(self, *, is_shown: bool) -> None:
        """Show or hide what is at the left, whatever room there is."""
        self._side_wanted = is_shown
        self.share()

    def share(self) -> None:
        """Share the width between the pages and what stands beside them; where it is scarce, notes go first."""
        beside = _OWN if self.own.isVisible() else 0
        is_roomy = self.width() >= sizes.px(_SIDE + _LEAST_PAGE + beside)
        is_wanted = self._side_wanted is True and (not beside or self._has_room_for_both)
        self.side.setVisible(is_wanted or (self._side_wanted is None and is_roomy))
        for part, width in ((self.side, _SIDE), (self.own, _OWN)):
            part.setFixedWidth(min(sizes.px(width), max(1, self.width() // 2)))

    @property
    def _has_room_for_both(self) -> bool:
        return self.width() >= sizes.px(_SIDE + _OWN + _LEAST_BETWEEN)

    def moved(self, page: int) -> None:
        """Another page fills the view."""
        self._show_place(page)
        self.search.thumbnails.follow(page)
        self.own.notes.show_page(page)

    def begin_search(self) -> None:
        """Put the cursor where words to be found are typed."""
        self.search.line.setFocus()
        self.search.line.selectAll()

    def _connect_desk(self) -> None:
        view, bar = self.view, self.bar
        view.moved.connect(self.moved)
        view.zoomed.connect(bar.show_percent)
        view.digit_typed.connect(bar.begin_page)
        bar.page_typed.connect(self._go_to_typed)
        bar.before.clicked.connect(lambda: view.go_to(view.page - 1))
        bar.after.clicked.connect(lambda: view.go_to(view.page + 1))
        bar.larger.clicked.connect(lambda: view.zoom_by(1))
        bar.smaller.clicked.connect(lambda: view.zoom_by(-1))
        bar.fit.clicked.connect(lambda: view.zoom_to(FIT))
        bar.full.clicked.connect(lambda: view.zoom_to(1.0))
        bar.side.clicked.connect(lambda: self.show_side(is_shown=self.side.isHidden()))
        bar.notes.clicked.connect(lambda: self.own.toggle(self.own.notes))
        bar.redact.clicked.connect(lambda: self.own.toggle(self.own.redaction))
        self.search.found.connect(lambda hits: view.show_hits(hits, None))
        self.search.chosen.connect(view.go_to_hit)
        self.search.thumbnails.chosen.connect(view.go_to)
        self.own.turned.connect(self.share)

    def _show_place(self, page: int) -> None:
        last = self.view.page_count - 1
        self.bar.show_page(
            self.source.number(page), self.source.number(last), is_first=page <= 0, is_last=page >= last
        )

    def _go_to_typed(self, number: str) -> None:
        self.view.setFocus()
        try:
            page = self.page_called(number)
        except NotFound as refusal:
            self.notice.say(str(refusal), Tone.SOFT)
        else:
            self.view.go_to(page)
        self._show_place(self.view.page)

    def _begin_search(self) -> None:
        if not self._has_room_for_both:
            self.own.put_away()
        self.show_side(is_shown=True)
        self.begin_search()

    def _highlight_found(self) -> None:
        hit = self.search.current()
        if hit is None:
            self.notice.say("Search for the words first: the ones looked at are highlighted.", Tone.SOFT)
        else:
            self.own.highlight_hit(hit)
