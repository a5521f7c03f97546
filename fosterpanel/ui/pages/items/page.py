"""The items page: all items, or one of them, with sheets beside it for what is done to them."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.wording import counted
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.keys import Shortcuts, bind
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.items import parts
from fosterpanel.ui.pages.items.item_acts import ItemActs
from fosterpanel.ui.pages.items.new_item import NewItemSheet
from fosterpanel.ui.pages.items.one_item import OneItem, Part
from fosterpanel.ui.pages.items.overview import ItemsOverview
from fosterpanel.ui.pages.items.paper_acts import PaperActs
from fosterpanel.ui.pages.papers.panel import PapersPanel
from fosterpanel.ui.pages.papers.reader import PaperReader
from fosterpanel.ui.pages.records_page import RecordsPage, Told
from fosterpanel.ui.parts.buttons import primary, secondary
from fosterpanel.ui.parts.columns import scrolled
from fosterpanel.ui.parts.tables import Table
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.overviews.item_file import ItemFile, item_file
from fosterpanel.workflow.overviews.items_overview import (
    ItemLine,
    ItemsByView,
    finished_items,
    items_by_view,
)
from fosterpanel.workflow.overviews.timeline import story_of


class ItemsPage(RecordsPage):
    """The list to begin with; a destination names an item, and in it one of the ``parts``."""

    def __init__(self, office: Office, runner: TaskRunner) -> None:
        super().__init__(office, runner, "Items")
        self.overview = ItemsOverview()
        self._place_of_one = QWidget()
        self._items = ItemsByView()
        self._finished: tuple[ItemLine, ...] | None = None
        self.set_views(scrolled(self.overview), self._place_of_one)
        # The reader says itself what is read, and a page needs all the room there is.
        self._stack.currentChanged.connect(lambda _: self.head.setVisible(not self.is_reading))
        self._connect()

    @cached_property
    def one(self) -> OneItem:
        """The view of one item, made when somebody first opens one."""
        one = OneItem(lambda item: story_of(self.office, item), self._make_versions)
        column = QVBoxLayout(self._place_of_one)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(one)
        one.list_asked.connect(self.open_place)
        one.asked.connect(self.asked)
        return one

    @cached_property
    def acts(self) -> ItemActs:
        """What is done with the item shown."""
        self._paper_acts = PaperActs(self, self.one, self.read_paper)
        return ItemActs(self, self.one)

    @cached_property
    def reader(self) -> PaperReader:
        """The reader, made when somebody first reads a paper; it stands in place of the item."""
        reader = PaperReader(self.office, self.runner)
        reader.closed.connect(self._end_reading)
        self._stack.addWidget(reader)
        return reader

    @property
    def is_reading(self) -> bool:
        """Whether a paper is in sight."""
        return isinstance(self._stack.currentWidget(), PaperReader)

    def gather(self) -> object:
        """Read what is not finished."""
        return items_by_view(self.office)

    def show_gathered(self, gathered: object) -> None:
        """Show it; the finished items are read again when somebody looks at them."""
        assert isinstance(gathered, ItemsByView)
        self._items, self._finished = gathered, None
        self.overview.set_items(gathered)
        if self.overview.shows_finished:
            self._read_finished()

    def say_list(self, gathered: object) -> None:
        """Say how many are ready, and how many are on their way."""
        assert isinstance(gathered, ItemsByView)
        if not gathered.lines:
            self.set_context("No item is open.")
            return
        self.set_context(
            f"{counted(gathered.ready, 'item')} ready for a panel, {gathered.not_ready} not yet, "
            f"{gathered.on_the_way} heard or being decided"
        )

    def read_one(self) -> None:
        """Read the item again."""
        self.runner.act(lambda: item_file(self.office, self.subject_id), self._show_one)

    def dress_list(self) -> None:
        """Offer to take in an item."""
        self.set_title("Items")
        self.set_acts(
            primary("New item", "plus", on_press=self.take_in),
            secondary("Save as a list…", "download", on_press=self.export),
        )

    def dress_one(self) -> None:
        """The acts of an item depend on how it stands: see ``_show_one``."""

    def focus_list(self) -> None:
        """Give the keyboard to the rows."""
        self.overview.focus_rows()

    def open_subject(self, subject_id: str) -> None:
        """Show one item, with the keyboard on its papers."""
        if self.is_reading:
            self.reader.close_paper()
        super().open_subject(subject_id)
        self.one.focus_part()

    def open_part(self, part: str) -> None:
        """Show a part of the item, or begin a new one."""
        what, _, about = part.partition(":")
        if what == parts.NEW:
            type_code, _, home_id = about.partition(":")
            self.take_in(type_code, home_id)
        elif what == parts.STORY:
            self.one.show_part(Part.STORY)
        elif what == parts.LIST:
            self.acts.list_it()
        elif what == parts.ANSWER:
            self.acts.answer_one(about)
        elif what == parts.PAPER:
            paper_id, _, page = about.partition("#")
            self.one.papers.table.go_to(paper_id)
            self._read(paper_id, int(page) if page.isdigit() else 0)
        else:
            self.one.show_part(Part.PAPERS)

    def read_paper(self, paper_id: str) -> None:
        """Ask for a paper to be read."""
        self.asked.emit(Destination(Place.ITEMS, self.subject_id, f"{parts.PAPER}:{paper_id}"))

    def can_leave(self) -> bool:
        """Always; a paper that is open is closed, for its pages are kept in memory."""
        if self.is_reading:
            self.reader.close_paper()
            self._stack.setCurrentWidget(self._one)
        return super().can_leave()

    def take_in(self, type_code: str = "", home_id: str = "") -> None:
        """Open the sheet for a new item."""
        self.open_sheet(lambda: NewItemSheet(self.office, self.runner), self._taken_in)
        if type_code and home_id and isinstance(self.sheet, NewItemSheet):
            self.sheet.begin_with(type_code, home_id)

    def table_in_sight(self) -> Table[Any] | None:
        """The board's items are saved as the table would list them."""
        return self.overview.table if self.overview.isVisibleTo(self) else super().table_in_sight()

    def _connect(self) -> None:
        self.overview.opened.connect(lambda line: self.open_subject(line.id))
        self.overview.finished_asked.connect(self._read_finished)
        bind(Shortcuts.NEW, self, self.take_in)

    def _read_finished(self) -> None:
        if self._finished is None:
            self.runner.run(
                "Reading finished items", lambda: finished_items(self.office), self._show_finished
            )

    def _show_finished(self, lines: tuple[ItemLine, ...]) -> None:
        self._finished = lines
        self.overview.set_items(self._items, lines)

    def _show_one(self, file: ItemFile) -> None:
        self.one.show_file(file, self.office.clock.today())
        self.acts.show_file(file)

    def _make_versions(self, item_id: str) -> PapersPanel:
        versions = PapersPanel(self.office, self.runner, item_id)
        versions.read_asked.connect(self.read_paper)
        versions.changed.connect(self._tell_paper)
        versions.answer_asked.connect(self.acts.answer)
        return versions

    def _tell_paper(self, sentence: str) -> None:
        self.read_one()
        if sentence and self.one.parts.view is Part.PAPERS:
            self.notice.say(sentence, Tone.GOOD)

    def _read(self, paper_id: str, page: int) -> None:
        self._stack.setCurrentWidget(self.reader)
        self.reader.open_paper(paper_id, page)

    def _end_reading(self) -> None:
        self._stack.setCurrentWidget(self._one)
        self.read_one()
        self.one.focus_part()

    def _taken_in(self, result: object) -> Told:
        assert isinstance(result, PanelItem)
        self.open_subject(result.id)
        return Told(f"Taken in as {result.reference}. Its checklist says what the panel will want to read.")
