"""The papers beside the notes: pages numbered through, one typed number away; or the draft minutes in their place."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.keys import Shortcuts, bind
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.papers.page_source import PageSource
from fosterpanel.ui.pages.papers.page_view import PageView
from fosterpanel.ui.pages.papers.paper_search import PaperSearch
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.columns import stacked
from fosterpanel.ui.parts.notice import Notice
from fosterpanel.ui.room.paper_bar import NOT_IN_PACK, PaperBar
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.meeting_room.papers_in_room import OpenPages, open_draft, open_papers
from fosterpanel.workflow.office import Office


class RoomPapers(Card):
    """Call ``show_item``. Pages go by the numbers people say aloud: those of the pack, once it is out.

    ``moved()`` when another page is shown, ``elsewhere_asked(number)`` for a page that is not among those shown.
    """

    moved = Signal()
    elsewhere_asked = Signal(object)

    def __init__(self, office: Office, runner: TaskRunner) -> None:
        super().__init__(margin=sizes.TINY)
        self._office, self._runner = office, runner
        self._item_id = ""
        self._open: OpenPages | None = None
        self._pages: dict[str, int] = {}
        self._asked: tuple[str, bool] | None = None
        self._wanted: tuple[str, int] | None = None
        self._build()
        self._lay_out()
        self._connect()

    @property
    def page(self) -> str:
        """The number of the page shown; nothing while there is none, and on a draft."""
        at = self.view.page
        return self._open.printed[at] if self._open is not None and at >= 0 and not self.is_draft else ""

    @property
    def place(self) -> int:
        """Where one is in the papers of the item, counted from 1; 0 while nothing is open, and on a draft."""
        return 0 if self.is_draft else self.view.page + 1

    @property
    def is_draft(self) -> bool:
        """Whether it shows the draft minutes."""
        return self.bar.draft.isChecked()

    def show_item(self, item_id: str, page: int = 0) -> None:
        """Show the papers of an item from a place on; without one, from where they were left, at first from 1."""
        if item_id == self._item_id and not page:
            return
        self._remember()
        self._item_id = item_id
        if page:
            self._pages[item_id] = page
        self.bar.draft.setChecked(False)
        self._read()

    def show_draft(self, *, is_shown: bool) -> None:
        """Show the draft minutes as they stand now, or the papers again."""
        if is_shown is not self.is_draft or is_shown:
            self._remember()
            self.bar.draft.setChecked(is_shown)
            self._read()

    def refresh_draft(self) -> None:
        """Draw the draft again when it is in sight, for something in it has changed."""
        if self.is_draft:
            self._read()

    def number_of(self, paper_id: str, page: int) -> str:
        """The number of a page (from 1) of one paper, as people say it; nothing where it is not here."""
        at = self._open.page_of(paper_id, page) if self._open is not None else -1
        return self._open.printed[at] if self._open is not None and at >= 0 else ""

    def go_to(self, number: str) -> None:
        """Show the page of that number, asking for it elsewhere where it is not here."""
        if self._open is not None and number in self._open.printed:
            self.view.go_to(self._open.printed.index(number))
            self._moved(self.view.page)
        elif number:
            self.elsewhere_asked.emit(number)

    def want(self, paper_id: str, page: int) -> None:
        """Show a page (from 1) of that paper once the papers it is among are open."""
        self._wanted = (paper_id, page)

    def focus_page(self) -> None:
        """Give the page the keyboard."""
        self.view.setFocus()

    def close_pages(self) -> None:
        """Let go of what is open."""
        self._asked = None
        self.source.close()
        self.search.clear()
        self.view.show_pages((), 0)
        self._open = None

    def _build(self) -> None:
        self.source = PageSource(self)
        self.view = PageView(self.source)
        self.search = PaperSearch(self.source)
        self._finding = stacked(self.search.line, self.search, spacing=sizes.TINY, stretch_last=True)
        self._finding.hide()
        self.bar = PaperBar()
        self.notice = Notice()

    def _lay_out(self) -> None:
        beside = QVBoxLayout()
        beside.addWidget(self._finding, 1)
        beside.addWidget(self.view, 1)
        self.body.setSpacing(0)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.notice)
        self.body.addLayout(beside, 1)

    def _connect(self) -> None:
        view = self.view
        view.moved.connect(self._moved)
        view.digit_typed.connect(self.bar.begin)
        self.bar.number_typed.connect(self._go_to_typed)
        self.bar.before.clicked.connect(lambda: view.go_to(view.page - 1))
        self.bar.after.clicked.connect(lambda: view.go_to(view.page + 1))
        self.bar.draft.clicked.connect(lambda checked: self._read())
        self.bar.look.clicked.connect(self._toggle_search)
        self.search.found.connect(lambda hits: view.show_hits(hits, None))
        self.search.chosen.connect(self._show_hit)
        self.search.thumbnails.chosen.connect(view.go_to)
        self.bar.paper_chosen.connect(view.go_to)
        bind(Shortcuts.GO_TO_PAGE, self, self.bar.begin)
        bind(Shortcuts.FILTER, self, self._toggle_search)

    def _read(self) -> None:
        asked = self._asked = (self._item_id, self.is_draft)
        self.notice.clear()
        self._runner.run(
            "Opening the draft" if self.is_draft else "Opening the papers",
            partial(open_draft if self.is_draft else open_papers, self._office, self._item_id),
            lambda opened: self._show(asked, opened),
            lambda refusal: self._refuse(asked, refusal),
        )

    def _show(self, asked: tuple[str, bool], opened: OpenPages) -> None:
        if asked != self._asked:
            opened.images.close()
            return
        is_same_draft = self.is_draft and self._open is not None and not self._open.papers
        at = self.view.page
        self._open = opened
        page = at if is_same_draft else self._page_to_show()
        self.source.open(opened.images, opened.sizes, [number or NOT_IN_PACK for number in opened.printed])
        self.search.thumbnails.show_pages(opened.sizes)
        self.bar.name_papers(opened)
        self.view.show_pages(opened.sizes, page)
        if not opened.sizes:
            self.notice.say("There are no papers on this item.", Tone.SOFT)
        self._moved(self.view.page)

    def _page_to_show(self) -> int:
        wanted, self._wanted = self._wanted, None
        if wanted is not None and self._open is not None:
            return max(0, self._open.page_of(*wanted))
        return 0 if self.is_draft else self._pages.get(self._item_id, 1) - 1

    def _refuse(self, asked: tuple[str, bool], refusal: FosterPanelError) -> None:
        if asked == self._asked:
            self.close_pages()
            self._asked = asked
            self.bar.name_papers(None)
            self.notice.say(str(refusal), Tone.SOFT if self.is_draft else Tone.BAD)

    def _remember(self) -> None:
        if self._item_id and self.place:
            self._pages[self._item_id] = self.place

    def _moved(self, page: int) -> None:
        self.bar.show_page(self._open, page, self.view.page_count)
        self.search.thumbnails.follow(page)
        self.moved.emit()

    def _go_to_typed(self, number: str) -> None:
        self.view.setFocus()
        self.go_to(number)

    def _toggle_search(self) -> None:
        is_shown = self._finding.isHidden()
        self._finding.setVisible(is_shown)
        self.view.setVisible(not is_shown)
        (self.search.line if is_shown else self.view).setFocus()

    def _show_hit(self, hit: object) -> None:
        self._finding.hide()
        self.view.show()
        self.view.go_to_hit(hit)  # type: ignore[arg-type]
        self.view.setFocus()
