"""The particulars of one line: how long, who attends and presents, a note, its quorum and what is still missing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from fosterpanel.domain.agenda import AgendaEntry
from fosterpanel.domain.wording import counted, listed
from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.look import sizes
from fosterpanel.ui.pages.meetings.agenda.checklist import standing_lines
from fosterpanel.ui.pages.meetings.agenda.words import line_name, line_title
from fosterpanel.ui.pages.meetings.words import quorum_icon, quorum_words
from fosterpanel.ui.parts.buttons import icon_only, quiet
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.fields import LineField, NumberField, TextField
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.words import StateLine, heading, muted, small, words
from fosterpanel.workflow.agendas.agenda_desk import AgendaLine
from fosterpanel.workflow.business.readiness import Readiness

_LONGEST = 480


@dataclass(frozen=True, slots=True)
class TypedEntry:
    """What was typed for a line: its place on the agenda, the entry, and who presents where it is an item."""

    place: int
    entry: AgendaEntry
    presenters: tuple[str, ...]


class EntryAside(Card):
    """Everything typed is kept half a second later and when the person leaves the field.

    Signals: ``typed(TypedEntry)``, ``shift_asked(step)`` by -1 or 1, ``take_off_asked()``, ``item_asked(item id)``.
    """

    typed = Signal(object)
    shift_asked = Signal(int)
    take_off_asked = Signal()
    item_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("The chosen line")
        self._line: AgendaLine | None = None
        self._build()
        self._lay_out()
        self._connect()
        self.show_line(None, may_edit=False)

    @property
    def place(self) -> int:
        """The place of the line shown, counted from 0."""
        return self._line.timed.number - 1 if self._line else -1

    def show_line(self, line: AgendaLine | None, *, may_edit: bool) -> None:
        """Show a line; what the person is typing into it is left as it is."""
        is_same = self._line is not None and line is not None and _same(self._line, line)
        if not (is_same and self._is_typing()):
            self.keep_now()
            self._line = line
            self._show_fields(line)
        self._line = line
        self._form.setVisible(may_edit and line is not None)
        for button in (self._earlier, self._later, self._take_off):
            button.setVisible(may_edit)
        self._said.setText("" if may_edit or line is None else _particulars(line))
        self._said.setVisible(bool(self._said.text()))
        self._show_standing(line)

    def keep_now(self) -> None:
        """Keep at once what waits to be kept."""
        self._form.keep_now()

    def _build(self) -> None:
        self._title, self._none = heading(""), muted("Choose a line to see and change its particulars.")
        self._what, self._said = muted(""), words("")
        self._earlier = icon_only("Move it earlier", "arrow-up", on_press=lambda: self.shift_asked.emit(-1))
        self._later = icon_only("Move it later", "arrow-down", on_press=lambda: self.shift_asked.emit(1))
        self._take_off = icon_only("Take it off the agenda", "x", on_press=self.take_off_asked.emit)
        self._quorum, self._unsure = StateLine(""), small("")
        self.title = LineField("Title", name="entry_title")
        self.minutes = NumberField("Length", unit="minutes", least=1, most=_LONGEST, name="entry_minutes")
        self.attending = LineField(
            "Attending",
            help="Beside the members, with commas between.",
            name="entry_attending",
            optional=True,
        )
        self.presenters = LineField(
            "Presented by", help="With commas between.", name="entry_presenters", optional=True
        )
        self.note = TextField("Note on the agenda", name="entry_note", optional=True, lines=2)
        self._form = Form(self.title, self.minutes, self.attending, self.presenters, self.note)
        self._checklist = Card()
        self._open = quiet("Open the item", "external-link", on_press=self._ask_item)

    def _lay_out(self) -> None:
        self._head = QWidget()
        row = QHBoxLayout(self._head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._title, 1)
        for button in (self._earlier, self._later, self._take_off):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._checklist.setProperty("kind", "bare")
        self._checklist.body.setContentsMargins(0, 0, 0, 0)
        self._checklist.body.setSpacing(sizes.px(sizes.TINY))
        self.add(
            self._none,
            self._head,
            self._what,
            self._said,
            self._quorum,
            self._unsure,
            self._form,
            self._checklist,
            self._open,
        )

    def _connect(self) -> None:
        self._form.draft_changed.connect(lambda _: self._keep())

    def _show_fields(self, line: AgendaLine | None) -> None:
        self._none.setVisible(line is None)
        self._head.setVisible(line is not None)
        if line is None:
            return
        entry, item = line.timed.entry, line.item
        self.title.setVisible(item is None)
        self.presenters.setVisible(item is not None)
        self.title.set_value(entry.title)
        self.minutes.set_value(entry.minutes)
        self.attending.set_value(", ".join(entry.attending))
        self.presenters.set_value(", ".join(item.presented_by) if item else "")
        self.note.set_value(entry.note)
        for field in (self.title, self.minutes, self.attending, self.presenters, self.note):
            field.clear_error()

    def _show_standing(self, line: AgendaLine | None) -> None:
        self._title.setText(line_title(line) if line else "")
        self._what.setText(line_name(line) if line else "")
        self._what.setVisible(bool(self._what.text()))
        forecast = line.forecast if line else None
        self._quorum.setVisible(forecast is not None)
        if forecast is not None:
            self._quorum.say(forecast.expected, quorum_words(forecast)[1], quorum_icon(forecast))
        self._unsure.setText(forecast.unsure if forecast else "")
        self._unsure.setVisible(bool(self._unsure.text()))
        self._open.setVisible(bool(line and line.item))
        self._checklist.clear()
        self._checklist.setVisible(bool(line and line.readiness))
        if line is not None and line.readiness is not None:
            self._show_checklist(line.readiness)

    def _show_checklist(self, readiness: Readiness) -> None:
        self._checklist.add(words("Before the panel", "label"))
        self._checklist.add(*standing_lines(readiness, with_received=True))

    def _keep(self) -> None:
        typed = self._typed()
        if typed is not None and self._line is not None:
            item = self._line.item
            before = TypedEntry(self.place, self._line.timed.entry, item.presented_by if item else ())
            if typed != before:
                self.typed.emit(typed)

    def _typed(self) -> TypedEntry | None:
        """What stands in the fields; None while one of them cannot be read, which it says itself once it is left."""
        if self._line is None:
            return None
        try:
            minutes = self.minutes.value()
            assert minutes is not None
            entry = replace(
                self._line.timed.entry,
                title=self._line.timed.entry.title if self._line.item else self.title.value(),
                minutes=minutes,
                attending=_names(self.attending.value()),
                note=self.note.value(),
            )
            return TypedEntry(self.place, entry, _names(self.presenters.value()) if self._line.item else ())
        except FosterPanelError:
            return None

    def _is_typing(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self._form.isAncestorOf(focused)

    def _ask_item(self) -> None:
        if self._line is not None and self._line.item is not None:
            self.item_asked.emit(self._line.item.id)


def _particulars(line: AgendaLine) -> str:
    """What was to be typed for a line, to be read only."""
    entry = line.timed.entry
    presenters = listed(line.item.presented_by) if line.item else ""
    said = (
        counted(entry.minutes, "minute"),
        f"Attending: {listed(entry.attending)}" if entry.attending else "",
        f"Presented by: {presenters}" if presenters else "",
        entry.note,
    )
    return "\n".join(filter(None, said))


def _same(one: AgendaLine, other: AgendaLine) -> bool:
    first, second = one.timed, other.timed
    if first.entry.item_id or second.entry.item_id:
        return first.entry.item_id == second.entry.item_id
    return (first.number, first.entry.kind) == (second.number, second.entry.kind)


def _names(typed: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in typed.split(",") if name.strip()))
