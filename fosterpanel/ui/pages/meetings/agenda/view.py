"""The agenda builder: what waits, the running order, and at the right the particulars of a line or the preview."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from fosterpanel.domain.agenda import AgendaEntry, EntryKind
from fosterpanel.domain.wording import long_date
from fosterpanel.domain.wrong_family import NamedElsewhere
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.meetings.agenda.aside import EntryAside
from fosterpanel.ui.pages.meetings.agenda.edits import AgendaEdits
from fosterpanel.ui.pages.meetings.agenda.issue_sheet import IssueSheet, issue_verb
from fosterpanel.ui.pages.meetings.agenda.list_view import WholeList
from fosterpanel.ui.pages.meetings.agenda.order import OrderWithHead
from fosterpanel.ui.pages.meetings.agenda.preview import Preview
from fosterpanel.ui.pages.meetings.agenda.printing import ask_printer
from fosterpanel.ui.pages.meetings.agenda.waiting import WaitingList
from fosterpanel.ui.pages.meetings.agenda.waiting_aside import WaitingAside
from fosterpanel.ui.pages.meetings.agenda.words import agenda_line
from fosterpanel.ui.pages.meetings.copies import save_agenda
from fosterpanel.ui.pages.meetings.view import AGENDA, PACK, View, ways_back
from fosterpanel.ui.pages.names_sheet import names_sheet
from fosterpanel.ui.parts.buttons import primary, quiet, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.columns import ASIDE, LEFT, Columns, scrolled, stacked
from fosterpanel.ui.parts.flow import Flow
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.parts.words import StateLine, heading, muted
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.agendas.agenda import IssuedAgenda
from fosterpanel.workflow.agendas.agenda_desk import AgendaDesk, AgendaLine, agenda_after_edit, agenda_desk
from fosterpanel.workflow.agendas.agenda_to_show import ShownAgenda
from fosterpanel.workflow.copies import Copy, Way, record_copy

_PREVIEW = 470
_NEW_LINES = (
    ("Break", "coffee", AgendaEntry(kind=EntryKind.BREAK, title="Break", minutes=15)),
    (
        "Standing business",
        "list",
        AgendaEntry(kind=EntryKind.STANDING, title="Standing business", minutes=10),
    ),
    ("Late item", "clock", AgendaEntry(kind=EntryKind.LATE, title="Late item", minutes=30)),
)


class AgendaView(View):
    """Every change is kept at once; the times, the quorum and the preview follow."""

    part = AGENDA

    def __init__(self, page: Page, runner: TaskRunner) -> None:
        super().__init__(page, runner)
        self._desk: AgendaDesk | None = None
        self._build()
        self._lay_out()
        self._connect()

    def show_meeting(self, meeting_id: str) -> None:
        """Turn to the agenda of a meeting."""
        if meeting_id != self.meeting_id:
            self._desk = None
            self.close_preview()
        super().show_meeting(meeting_id)

    def refresh(self) -> None:
        """Read the agenda again, beside the window."""
        meeting_id = self.meeting_id
        self.read("Reading the agenda", lambda: agenda_desk(self.office, meeting_id), self._show)

    def show_head(self) -> None:
        """The day, the agenda in a line, and its acts."""
        desk = self._desk
        if desk is None:
            self.page.set_title("Agenda")
            self.page.set_context("")
            self.page.set_acts()
            return
        self.page.set_title(f"Agenda · {long_date(desk.meeting.on)}")
        is_full = desk.item_count > desk.meeting.capacity
        self.page.set_context(agenda_line(desk), Tone.WARN if is_full else Tone.MUTED)
        if desk.is_open:
            issue = primary(issue_verb(desk), "send", shortcut=Shortcuts.MAIN_ACT, on_press=self.issue)
            self.page.set_acts(issue, secondary("Preview", "eye", on_press=self.toggle_preview))
        else:
            self.page.set_acts(primary("Look at the agenda", "eye", on_press=self.toggle_preview))

    def take_keyboard(self) -> None:
        """Give the keyboard to the running order."""
        self.order.setFocus()

    def issue(self) -> None:
        """Open the sheet that says what issuing does."""
        self.aside.keep_now()
        if self._desk is not None:
            sheet = IssueSheet(self.office, self.runner, self._desk)
            sheet.issued.connect(self._tell_issued)
            sheet.stopped_by_names.connect(self._ask_about_names)
            self.show_sheet(sheet)

    def _ask_about_names(self, found: Sequence[NamedElsewhere]) -> None:
        self.show_sheet(names_sheet(self.office, self.runner, found, self.issue))

    def toggle_preview(self) -> None:
        """Show the paper beside the running order, or the particulars again."""
        if self._right.currentWidget() is self.preview:
            self.close_preview()
            return
        self._left.hide()
        self._right.setCurrentWidget(self.preview)
        self._columns.set_widths([0, self.width() - sizes.px(_PREVIEW), sizes.px(_PREVIEW)])
        self.preview.show_meeting(self.meeting_id)

    def close_preview(self) -> None:
        """Show what waits and the particulars again."""
        self._left.setVisible(self._desk is None or self._desk.is_open)
        self._right.setCurrentWidget(self._particulars)
        self._columns.set_widths([sizes.px(LEFT), self.width(), sizes.px(ASIDE)])

    def _build(self) -> None:
        self.waiting = WaitingList()
        self._waiting_whole = WholeList(self.waiting)
        self.ordered = OrderWithHead()
        self.order = self.ordered.order
        self.aside, self.waiting_aside = EntryAside(), WaitingAside()
        self.preview = Preview(self.office, self.runner)
        self.edits = AgendaEdits(self)
        self._ways = ways_back(
            quiet("All meetings", "arrow-left", on_press=self.go),
            quiet("Panel and replies", "users-round", on_press=lambda: self.go(self.meeting_id)),
            quiet("Pack", "layers", on_press=lambda: self.go(self.meeting_id, PACK)),
        )
        self._how_to_list = muted("Drag one, or press Enter to list it.")
        self._no_waiting = muted("")
        self._more_waiting = muted("")
        self._changed = StateLine("", Tone.WARN, "info")
        self._changed.setContentsMargins(*[sizes.px(each) for each in (6, 8, 6, 4)])
        self._changed.hide()
        self._new_lines = [
            quiet(f"Add {words[:1].lower()}{words[1:]}", icon, on_press=partial(self._add, entry))
            for words, icon, entry in _NEW_LINES
        ]

    def _lay_out(self) -> None:
        self._left = Card(margin=sizes.MEDIUM)
        self._left.add(heading("Waiting"), self._how_to_list, self._no_waiting)
        self._left.body.addWidget(self._waiting_whole, 1)
        self._left.add(self._more_waiting)
        self._left.body.addStretch()
        main = Card(margin=sizes.TINY)
        self._adds = QWidget()
        flow = Flow(self._adds)
        for button in self._new_lines:
            flow.addWidget(button)
        main.add(self._changed)
        main.body.addWidget(self.ordered, 1)
        main.add(self._adds)
        self._particulars = scrolled(stacked(self.aside))
        self._reasons = scrolled(stacked(self.waiting_aside))
        self._right = QStackedWidget()
        for part in (self._particulars, self._reasons, self.preview):
            self._right.addWidget(part)
        self._columns = Columns(main, left=self._left, aside=self._right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.SMALL))
        column.addWidget(self._ways)
        column.addWidget(self._columns, 1)

    def _connect(self) -> None:
        self.waiting.chosen.connect(self.edits.put)
        self.order.put.connect(self.edits.put)
        self.order.shifted.connect(self.edits.shift)
        self.order.taken_off.connect(self._take_off)
        self.order.opened.connect(self.aside.minutes.focus)
        self.order.moved.connect(self._show_line)
        self.order.entered.connect(lambda: self._show_at_right(self._particulars))
        self.waiting.moved.connect(self.waiting_aside.show_waiting)
        self.waiting.entered.connect(lambda: self._show_at_right(self._reasons))
        self.waiting_aside.list_asked.connect(self.edits.put)
        self.waiting_aside.item_asked.connect(
            lambda item: self.page.asked.emit(Destination(Place.ITEMS, item))
        )
        self.edits.kept.connect(self._show_kept)
        self.aside.typed.connect(self.edits.type_in)
        self.aside.shift_asked.connect(
            lambda step: self.order.shift(self.aside.place, self.aside.place + step)
        )
        self.aside.take_off_asked.connect(lambda: self._take_off(self.aside.place))
        self.aside.item_asked.connect(lambda item: self.page.asked.emit(Destination(Place.ITEMS, item)))
        self.preview.close_asked.connect(self.close_preview)
        self.preview.save_asked.connect(self._save_copy)
        self.preview.print_asked.connect(self._print)

    def _show(self, desk: AgendaDesk, place: int = -1) -> None:
        if self._desk is not None and desk.order.version < self._desk.order.version:
            # Read beside the window before the last edit: what that edit showed is newer.
            return
        self._desk = self.edits.desk = desk
        self.order.rows.can_drag = desk.is_open
        self.order.show_rows(desk.lines, str(place + 1) if place >= 0 else "")
        self.ordered.head.fit()
        self._show_waiting(desk)
        self._show_changes(desk)
        self._adds.setVisible(desk.is_open)
        if self.is_shown:
            self.show_head()
        if self._right.currentWidget() is self.preview:
            self.preview.show_meeting(self.meeting_id)

    def _show_waiting(self, desk: AgendaDesk) -> None:
        current = self.waiting.current()
        self._left.setVisible(desk.is_open and self._right.currentWidget() is not self.preview)
        self.waiting.rows.can_drag = desk.is_open
        self.waiting.show_rows(desk.waiting.items, current.item.id if current else "")
        for part in (self._how_to_list, self._waiting_whole):
            part.setVisible(bool(desk.waiting.items))
        self._no_waiting.setVisible(not desk.waiting.items)
        self._no_waiting.setText("Nothing waits. An item waits here once it is taken in under Items.")
        more = desk.waiting.count - len(desk.waiting.items)
        self._more_waiting.setVisible(more > 0)
        self._more_waiting.setText(f"{more} more wait behind these.")

    def _show_changes(self, desk: AgendaDesk) -> None:
        self._changed.setVisible(bool(desk.changes))
        if desk.changes:
            more = f" And {len(desk.changes) - 2} more." if len(desk.changes) > 2 else ""
            self._changed.say(
                f"Members do not know yet: {' '.join(desk.changes[:2])}{more} Issue a supplementary agenda.",
                Tone.WARN,
                "info",
            )

    def _show_line(self, line: AgendaLine | None) -> None:
        self.aside.show_line(line, may_edit=self._desk is not None and self._desk.is_open)

    def _show_kept(self, place: int) -> None:
        """Show at once what an edit made of the agenda; what waits follows from beside the window."""
        before = self._desk
        if before is not None:
            self.runner.act(
                lambda: agenda_after_edit(self.office, before),
                lambda desk: self._show(desk, place),
                self.refuse,
            )
            self.refresh()

    def _show_at_right(self, part: QWidget) -> None:
        if self._right.currentWidget() is not self.preview:
            self._right.setCurrentWidget(part)

    def _take_off(self, place: int) -> None:
        if self._desk is not None and self._desk.is_open and 0 <= place < len(self._desk.lines):
            self.edits.take_off(place)
            self.order.setFocus()

    def _add(self, entry: AgendaEntry) -> None:
        self.edits.add(entry, self.order.currentIndex().row())
        self.order.setFocus()

    def _tell_issued(self, issued: IssuedAgenda) -> None:
        self.refresh()
        self.page.notice.say(
            f"Issue {issued.agenda.number} of the agenda is made and kept.",
            Tone.GOOD,
            "Look at it",
            self.toggle_preview,
        )

    def _save_copy(self, shown: ShownAgenda) -> None:
        save_agenda(self, lambda: shown.data, shown.file_name, subject_id=shown.subject_id)

    def _print(self, shown: ShownAgenda) -> None:
        ask_printer(
            self,
            shown.data,
            lambda: self.runner.act(
                lambda: record_copy(self.office, Copy.AGENDA, Way.PRINTED, subject_id=shown.subject_id)
            ),
        )
