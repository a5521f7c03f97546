"""One item: its papers or its story, with its home's, in the middle, and beside them what speaks for deferring it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.wording import capitalised, long_date
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.items.aside import ItemAside
from fosterpanel.ui.pages.items.lines import STAGE_ICONS
from fosterpanel.ui.pages.items.papers_part import PapersPart
from fosterpanel.ui.pages.items.story_part import StoryPart
from fosterpanel.ui.pages.papers.panel import PapersPanel
from fosterpanel.ui.pages.view_bar import ViewBar
from fosterpanel.ui.parts.buttons import Button, quiet
from fosterpanel.ui.parts.columns import Columns, scrolled
from fosterpanel.ui.parts.flow import Flow
from fosterpanel.ui.parts.naming import in_order, stops_in
from fosterpanel.ui.parts.pill import Pill
from fosterpanel.workflow.overviews.item_file import ItemFile
from fosterpanel.workflow.overviews.timeline import Happening


class Part(StrEnum):
    """What the middle shows."""

    PAPERS = "Papers"
    VERSIONS = "Versions"
    STORY = "Story"


class OneItem(QWidget):
    """``asked(Destination)`` to go elsewhere, ``list_asked()`` to go back to all items.

    ``make_versions`` makes the part that shows all versions of an item's papers, when somebody first looks at it.
    """

    asked = Signal(object)
    list_asked = Signal()

    def __init__(
        self,
        read_story: Callable[[PanelItem], tuple[Happening, ...]],
        make_versions: Callable[[str], PapersPanel],
    ) -> None:
        super().__init__()
        self._read_story, self._make_versions = read_story, make_versions
        self.versions: PapersPanel | None = None
        self._goes_back_to_checklist = False
        self._file: ItemFile | None = None
        self.back = quiet("All items", "arrow-left", on_press=self.list_asked.emit)
        self.parts: ViewBar[Part] = ViewBar(Part)
        self.papers, self.story, self.aside = PapersPart(), StoryPart(), ItemAside()
        self._where = QWidget()
        self._flow = Flow(self._where, spacing=sizes.MEDIUM)
        self._flow.addWidget(self.back)
        self._flow.addWidget(self.parts)
        self._about: list[QWidget] = []
        self._lay_out()
        self.parts.chosen.connect(self.show_part)
        self.story.opened.connect(self._open_happening)

    def show_file(self, file: ItemFile, today: date) -> None:
        """Show an item as it stands."""
        is_another = self._file is None or self._file.item.id != file.item.id
        self._file = file
        self._say_where(file)
        self.papers.show_file(file)
        self.aside.show_file(file, today)
        if is_another:
            self._drop_versions()
            self.parts.choose(Part.PAPERS)
        self.show_part(self.parts.view)

    def show_part(self, part: Part) -> None:
        """Show the papers, their versions, or the story; the last two are read only then."""
        self.parts.choose(part)
        if part is Part.VERSIONS:
            self._show_versions()
            return
        self._stack.setCurrentWidget(self.story if part is Part.STORY else self.papers)
        if part is Part.STORY and self._file is not None:
            self.story.show_story(self._read_story(self._file.item))

    def look_over(self) -> PapersPanel:
        """Show all versions to look over a file that came to the checklist, which is shown again after that."""
        self.show_part(Part.VERSIONS)
        self._goes_back_to_checklist = True
        assert self.versions is not None
        return self.versions

    def focus_part(self) -> None:
        """Give the keyboard to what the middle shows."""
        if self.parts.view is Part.VERSIONS and self.versions is not None:
            self.versions.focus_first()
            return
        table = self.story.table if self.parts.view is Part.STORY else self.papers.table
        (table.view if table.model.rowCount() else self.back).setFocus()

    def _lay_out(self) -> None:
        middle = QWidget()
        self._stack = QStackedLayout(middle)
        self._stack.addWidget(self.papers)
        self._stack.addWidget(self.story)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.MEDIUM))
        column.addWidget(self._where)
        column.addWidget(Columns(middle, aside=scrolled(self.aside)), 1)

    def _show_versions(self) -> None:
        if self._file is None:
            return
        if self.versions is None:
            self.versions = self._make_versions(self._file.item.id)
            self.versions.list_shown.connect(self._end_looking_over)
            self._stack.addWidget(self.versions)
            in_order(self.story.table.view, *stops_in(self.versions))
        else:
            self.versions.refresh()
        self._stack.setCurrentWidget(self.versions)

    def _end_looking_over(self) -> None:
        if self._goes_back_to_checklist:
            self._goes_back_to_checklist = False
            self.show_part(Part.PAPERS)
            self.focus_part()

    def _drop_versions(self) -> None:
        self._goes_back_to_checklist = False
        if self.versions is not None:
            self._stack.removeWidget(self.versions)
            self.versions.hide()
            self.versions.deleteLater()
            self.versions = None

    def _say_where(self, file: ItemFile) -> None:
        for widget in self._about:
            self._flow.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        stage = Pill(capitalised(file.item.stage.value), Tone.SOFT, STAGE_ICONS[file.item.stage])
        self._about = [stage]
        if file.is_before_hearing:
            tone = Tone.GOOD if file.readiness.is_ready else Tone.WARN
            self._about.append(Pill(file.readiness.words, tone))
        if file.home is not None:
            words = f"Home {file.home.reference}"
            self._about.append(self._going_to(words, "house", Place.HOMES, file.home.id))
        if file.meeting is not None:
            words = f"Panel of {long_date(file.meeting.on)}"
            self._about.append(self._going_to(words, "calendar-days", Place.MEETINGS, file.meeting.id))
        for widget in self._about:
            self._flow.addWidget(widget)
        links = [widget for widget in self._about if isinstance(widget, Button)]
        story = self.story.table
        in_order(self.back, *self.parts.stops, *links, self.papers.table.view, story.filter_line, story.view)

    def _going_to(self, words: str, icon: str, place: Place, subject_id: str) -> Button:
        return quiet(words, icon, on_press=lambda: self.asked.emit(Destination(place, subject_id)))

    def _open_happening(self, one: Happening) -> None:
        if one.item_id and self._file is not None and one.item_id != self._file.item.id:
            self.asked.emit(Destination(Place.ITEMS, one.item_id))
