"""Papers beside notes, or one of them where there is little room; people or the closing in the notes' place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QWidget

from fosterpanel.domain.wrong_family import NamedElsewhere
from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.look import sizes
from fosterpanel.ui.pages.form_sheet import FormSheet
from fosterpanel.ui.pages.names_sheet import names_sheet
from fosterpanel.ui.parts.buttons import Button
from fosterpanel.ui.parts.columns import scrolled
from fosterpanel.ui.room.attendance import Attendance
from fosterpanel.ui.room.carried import CarriedCard
from fosterpanel.ui.room.closing import Closing
from fosterpanel.ui.room.notes import ItemNotes
from fosterpanel.ui.room.papers import RoomPapers
from fosterpanel.ui.room.part import Hands, Step, stacked
from fosterpanel.workflow.meeting_room.room import Room

_PAPERS, _LEAST_PAPERS, _LEAST_NOTES = 430, 320, 430
_SHARE_OF_PAPERS = 0.38
"""Of the room there is, until somebody drags the edge; on a large screen a page is then as large as it is printed."""


class Bench(QSplitter):
    """``turned()`` when something else stands in the notes' place, ``kept()`` when the minutes were written.

    ``noted()`` when anything typed is in the store.
    """

    turned = Signal()
    kept = Signal()
    noted = Signal()

    def __init__(self, hands: Hands, meeting_id: str, papers: RoomPapers) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._hands, self.papers = hands, papers
        self.notes: ItemNotes | None = None
        self.people, self.closing = Attendance(hands, meeting_id), Closing(hands, meeting_id)
        self._stack, self._notes = QStackedWidget(), QStackedWidget()
        self.earlier = CarriedCard(hands, "Actions of earlier panels")
        self._people_area, self._closing_area = scrolled(self.people), scrolled(self.closing)
        self._earlier_area = scrolled(stacked(self.earlier))
        self._beneath: QWidget | None = None
        for part in (self._notes, self._people_area, self._earlier_area, self._closing_area):
            self._stack.addWidget(part)
        self._shows_papers = True
        self._is_dragged = False
        self._lay_out()
        self.people.sheet_asked.connect(self._begin_sheet)
        self.closing.sheet_asked.connect(self._begin_sheet)
        self.closing.names_found.connect(lambda found: self.ask_about_names(found, self.closing.main.click))

    @property
    def item_id(self) -> str:
        """The item whose notes these are."""
        return self.notes.item_id if self.notes is not None else ""

    @property
    def step(self) -> Step | None:
        """The part of the notes in sight; None while something else stands in their place."""
        return (
            self.notes.step if self.notes is not None and self._stack.currentWidget() is self._notes else None
        )

    @property
    def is_closing(self) -> bool:
        """Whether the closing is in sight, or a form that belongs to it."""
        shown = self._beneath if self.sheet is not None else self._stack.currentWidget()
        return shown is self._closing_area

    @property
    def sheet(self) -> FormSheet | None:
        """The form in sight in place of the notes, if one is."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, FormSheet) else None

    @property
    def main_act(self) -> Button | None:
        """The one act of what is in sight beside the papers."""
        if self._stack.currentWidget() is self._people_area:
            return self.people.main
        if self.is_closing:
            return self.closing.main
        return self.notes.part.main if self.notes is not None else None

    def take(self, room: Room, item_id: str) -> None:
        """Lay out the notes of an item; those of the one before are kept."""
        item, before = room.item(item_id), self.notes
        is_same = before is not None and before.item_id == item_id
        if is_same and before is not None and (item.minutes is None or before.has_minutes):
            return
        if before is not None:
            with suppress(FosterPanelError):
                before.flush()
            self._notes.removeWidget(before)
            before.hide()
            before.deleteLater()
        self.notes = ItemNotes(self._hands, room, item, self.papers.number_of)
        self.notes.kept.connect(self.kept)
        self.notes.noted.connect(self.noted)
        self._notes.addWidget(self.notes)
        self._notes.setCurrentWidget(self.notes)

    def show_room(self, room: Room) -> None:
        """Show everything as it stands now."""
        notes = self.notes
        if notes is not None:
            step = notes.step
            self.take(room, notes.item_id)
            if self.notes is notes:
                notes.show_item(room, room.item(notes.item_id))
            elif self.notes is not None:
                self.notes.show_step(step)
        if self.is_closing:
            self.closing.show_room(room)
        self.papers.refresh_draft()

    def show_step(self, step: Step) -> None:
        """Show a part of the notes, with the cursor where one begins."""
        if self.notes is not None:
            self.notes.show_step(step)
            self._turn_to(self._notes)
            self.notes.part.focus_first()

    def show_people(self) -> None:
        """Show who is here, in place of the notes; and the notes again."""
        if self._stack.currentWidget() is self._people_area:
            self._turn_to(self._notes)
        else:
            self._turn_to(self._people_area)
            self.people.focus_first()

    def show_earlier(self) -> None:
        """Show what earlier panels agreed and what of it is still to be done."""
        self._turn_to(self._earlier_area)
        self.earlier.focus_first()

    def show_closing(self, room: Room) -> None:
        """Show how far the minutes of all items are."""
        self.closing.show_room(room)
        self._turn_to(self._closing_area)
        self.closing.focus_first()

    def show_papers(self) -> None:
        """Bring the papers into sight."""
        self._shows_papers = True
        self._share()

    def ask_about_names(self, found: Sequence[NamedElsewhere], go_on: Callable[[], object]) -> None:
        """Ask why another family is named, in place of the notes; then go on with the signing."""
        self.show_sheet(names_sheet(self._hands.office, self._hands.runner, found, go_on))

    def show_sheet(self, sheet: FormSheet) -> None:
        """Show a form that has begun in place of what is in sight, until it is closed or another thing is asked for."""
        before = self._stack.currentWidget()
        if self.sheet is None:
            self._beneath = before
        self._stack.addWidget(sheet)
        sheet.closed.connect(partial(self._put_away, sheet, before))
        sheet.stopped_by_names.connect(lambda found: self.ask_about_names(found, sheet.submit))
        sheet.done.connect(lambda _: self._hands.acted.emit())
        self._turn_to(sheet)
        sheet.open_sheet()

    def change_sides(self) -> None:
        """Go over to the papers, or from them to the notes."""
        self._shows_papers = not self.papers.isAncestorOf(QApplication.focusWidget() or self)
        self._share()
        if self._shows_papers:
            self.papers.focus_page()
        elif self.step is not None and self.notes is not None:
            self.notes.part.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room again."""
        super().resizeEvent(event)
        self._share()

    def _lay_out(self) -> None:
        self.setChildrenCollapsible(False)
        self.setHandleWidth(sizes.px(14))
        self.addWidget(self.papers)
        self.addWidget(self._stack)
        self.setStretchFactor(1, 1)
        self.splitterMoved.connect(self._drag)

    def _begin_sheet(self, sheet: FormSheet) -> None:
        sheet.begin()
        self.show_sheet(sheet)

    def _put_away(self, sheet: FormSheet, before: QWidget | None) -> None:
        is_shown = self.sheet is sheet
        self._stack.removeWidget(sheet)
        sheet.deleteLater()
        if is_shown and before is not None:
            self._turn_to(before)
            if before is self._people_area:
                self.people.focus_first()
            elif before is self._closing_area:
                self.closing.focus_first()

    def _turn_to(self, part: QWidget) -> None:
        self._stack.setCurrentWidget(part)
        if self.sheet is None:
            for sheet in self._stack.findChildren(FormSheet):
                sheet.close_sheet()
        if not self._has_room():
            self._shows_papers = False
        self._share()
        self.turned.emit()

    def _has_room(self) -> bool:
        return self.width() >= sizes.px(_LEAST_PAPERS + _LEAST_NOTES)

    def _drag(self) -> None:
        self._is_dragged = True

    def _share(self) -> None:
        roomy = self._has_room()
        if roomy and not self._is_dragged:
            papers = max(sizes.px(_PAPERS), round(_SHARE_OF_PAPERS * self.width()))
            self.setSizes([papers, self.width() - papers])
        self.papers.setVisible(roomy or self._shows_papers)
        self._stack.setVisible(roomy or not self._shows_papers)
