"""A page that shows a list of records, or one of them; with sheets beside it for what is done to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from fosterpanel.domain.wrong_family import NamedElsewhere
from fosterpanel.ui.desk.undo import Edit
from fosterpanel.ui.keys import Shortcuts, bind
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.form_sheet import FormSheet
from fosterpanel.ui.pages.names_sheet import names_sheet
from fosterpanel.ui.pages.rows_out import ask_to_save_rows
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.parts.tables import Table
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.freshness import AsOf, as_of
from fosterpanel.workflow.office import Office


@dataclass(frozen=True, slots=True)
class Told:
    """What a page says after an act: a sentence, perhaps an act to go on with, and the edit if it can be undone."""

    sentence: str
    tone: Tone = Tone.GOOD
    verb: str = ""
    on_press: Callable[[], object] | None = None
    edit: Edit | None = None


AfterAct = Callable[[object], Told]


class RecordsPage(Page):
    """``subject_id`` is the record shown, empty for the list. Override what reads and shows the two.

    ``way_back`` is the act that leads from a record to the list; it has the keyboard when a record is opened.

    ``edited(Edit)`` when a record was changed in a way that can be undone.
    """

    edited = Signal(object)

    def __init__(self, office: Office, runner: TaskRunner, title: str) -> None:
        super().__init__(office, title)
        self.runner = runner
        self.subject_id = ""
        self.way_back: QWidget | None = None
        self._open: FormSheet | None = None
        self._gathered: object = None
        self._gathered_as_of: AsOf | None = None
        self._stack_widget = QWidget()
        self._stack = QStackedLayout(self._stack_widget)
        self.body.addWidget(self._stack_widget)
        bind(Shortcuts.EXPORT, self, self.export)

    @property
    def sheet(self) -> FormSheet | None:
        """The sheet in sight, if there is one."""
        return self._open if self._open is not None and not self._open.isHidden() else None

    def set_views(self, whole: QWidget, one: QWidget) -> None:
        """Give the page its list and its record."""
        self._whole, self._one = whole, one
        self._stack.addWidget(whole)
        self._stack.addWidget(one)

    def read_list(self) -> None:
        """Read the list where anything was done since, beside the window, and show it."""
        self.runner.run("Reading the list", self._gather, self._show_gathered)

    def gather(self) -> object:
        """Read the list; called off the window's thread, for it may be thousands."""
        raise NotImplementedError

    def show_gathered(self, gathered: object) -> None:
        """Show the list as it was read."""
        raise NotImplementedError

    def say_list(self, gathered: object) -> None:
        """Say the list in one line in the page's head."""
        raise NotImplementedError

    def read_one(self) -> None:
        """Read the record of ``subject_id`` again and show it."""
        raise NotImplementedError

    def dress_list(self) -> None:
        """Say in the page's head what the list is, and offer its acts."""
        raise NotImplementedError

    def dress_one(self) -> None:
        """Offer the acts of the record."""
        raise NotImplementedError

    def focus_list(self) -> None:
        """Give the keyboard to the list."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Read again what is shown."""
        if self.subject_id:
            self.read_one()
        else:
            self.dress_list()
            self.read_list()

    def open_subject(self, subject_id: str) -> None:
        """Show one record."""
        self._change_to(subject_id)
        self._stack.setCurrentWidget(self._one)
        self.dress_one()
        self.read_one()
        if self.way_back is not None:
            # What had the keyboard is out of sight now, and it would fall to the rail.
            self.way_back.setFocus()

    def open_place(self) -> None:
        """Show them all, with the keyboard on the one that was open."""
        self._change_to("")
        self._stack.setCurrentWidget(self._whole)
        self.refresh()
        self.focus_list()

    def export(self) -> None:
        """Save what the table in sight shows for a spreadsheet, where the person says; this is recorded."""
        if (table := self.table_in_sight()) is not None:
            ask_to_save_rows(self, self.runner, table)

    def table_in_sight(self) -> Table[Any] | None:
        """The table whose rows are saved; None where none with rows is in sight."""
        shown = (one for one in self.findChildren(Table) if one.isVisibleTo(self) and one.model.rowCount())
        return next(shown, None)

    def open_sheet(self, make: Callable[[], FormSheet], after: AfterAct) -> None:
        """Make a sheet and show it; once its act is done, read again and say what came of it."""
        self.runner.act(lambda: self._open_sheet(make(), after))

    def _gather(self) -> tuple[AsOf, object]:
        now = as_of(self.office)
        return now, self._gathered if now == self._gathered_as_of else self.gather()

    def _show_gathered(self, read: tuple[AsOf, object]) -> None:
        _, gathered = read
        if gathered is not self._gathered:
            self._gathered_as_of, self._gathered = read
            self.show_gathered(gathered)
        if not self.subject_id:
            self.say_list(gathered)

    def _open_sheet(self, sheet: FormSheet, after: AfterAct) -> None:
        before, self._open = self._open, sheet
        sheet.done.connect(lambda result: self._tell(after(result)))
        sheet.stopped_by_names.connect(lambda found: self.ask_about_names(found, lambda: self._again(sheet)))
        sheet.begin()
        self.show_sheet(sheet)
        if before is not None:
            before.deleteLater()

    def ask_about_names(self, found: Sequence[NamedElsewhere], then: Callable[[], object]) -> None:
        """Show names of another family that would leave; once each is answered, do the act again."""
        self.show_sheet(names_sheet(self.office, self.runner, found, then))

    def _again(self, sheet: FormSheet) -> None:
        self.show_sheet(sheet)
        sheet.submit()

    def tell(self, told: Told) -> None:
        """Read again and say what came of an act."""
        self._tell(told)

    def _tell(self, told: Told) -> None:
        self.refresh()
        self.notice.say(told.sentence, told.tone, told.verb, told.on_press)
        if told.edit is not None:
            self.edited.emit(told.edit)

    def _change_to(self, subject_id: str) -> None:
        if self.sheet is not None:
            self.sheet.close_sheet()
        if subject_id != self.subject_id:
            self.notice.clear()
        self.subject_id = subject_id
