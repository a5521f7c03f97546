"""The pages of a desk: made when somebody first goes there, one shown at a time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from fosterpanel.ui.desk.drafts import DraftKeeper
from fosterpanel.ui.desk.places import Destination, MakePage, Place
from fosterpanel.ui.parts.columns import Columns
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office

if TYPE_CHECKING:
    from fosterpanel.ui.desk.memory import WindowMemory


class Pages(QWidget):
    """Passes on what the page shown asks for.

    Signals: ``asked(Destination)``, ``search_asked()``, ``edited(Edit)``, ``idle_chosen(minutes)``.
    """

    asked = Signal(object)
    search_asked = Signal()
    edited = Signal(object)
    idle_chosen = Signal(int)

    def __init__(
        self,
        office: Office,
        runner: TaskRunner,
        makes: Mapping[Place, MakePage],
        memory: WindowMemory | None,
    ) -> None:
        super().__init__()
        self._office, self._runner, self._makes, self._memory = office, runner, makes, memory
        self._made: dict[Place, Page] = {}
        self._at: Destination | None = None
        self._stack = QStackedLayout(self)

    @property
    def has_shown(self) -> bool:
        """Whether any page was shown yet."""
        return self._at is not None

    @property
    def at(self) -> Destination:
        """Where the person is: the place, and the record and part the page shows now if it says so."""
        assert self._at is not None
        shown = self.current
        return Destination(self._at.place, shown.subject_id, shown.part) if shown.subject_id else self._at

    @property
    def current(self) -> Page:
        """The page shown."""
        assert self._at is not None
        return self._made[self._at.place]

    def show_page(self, destination: Destination) -> None:
        """Show a place as its records stand now, and there one record where one is named."""
        page = self._made.get(destination.place) or self._make(destination.place)
        self._at = destination
        self._stack.setCurrentWidget(page)
        if destination.subject_id:
            page.refresh()
            page.open_subject(destination.subject_id)
        else:
            page.open_place()
        if destination.part:
            page.open_part(destination.part)
        page.take_keyboard()

    def refresh(self) -> None:
        """Read the records of the page shown again."""
        self.current.refresh()

    def can_leave(self) -> bool:
        """Whether the page shown lets the person go elsewhere."""
        return self._at is None or self.current.can_leave()

    def keepers(self) -> list[DraftKeeper]:
        """Whatever keeps a draft on any page."""
        return self.findChildren(DraftKeeper)

    def _make(self, place: Place) -> Page:
        page = self._makes[place](self._office, self._runner)
        self._made[place] = page
        page.asked.connect(self.asked)
        page.search_asked.connect(self.search_asked)
        page.edited.connect(self.edited)
        page.idle_chosen.connect(self.idle_chosen)
        self._remember_widths(page)
        self._stack.addWidget(page)
        return page

    def _remember_widths(self, page: Page) -> None:
        memory = self._memory
        if memory is None:
            return
        for number, columns in enumerate(page.findChildren(Columns)):
            name = f"{page.objectName()}-{number}"
            columns.set_widths(memory.widths.get(name, []))
            columns.widths_changed.connect(partial(memory.remember_widths, name))
