"""The edits of a running order: each one act, kept at once, after which the agenda is shown as it then stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from fosterpanel.domain.agenda import AgendaEntry, EntryKind, RunningOrder
from fosterpanel.domain.wording import counted
from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.meetings.agenda.aside import TypedEntry
from fosterpanel.ui.pages.meetings.agenda.reason_sheet import ReasonSheet
from fosterpanel.ui.pages.meetings.agenda.words import line_title
from fosterpanel.ui.pages.meetings.view import View
from fosterpanel.workflow.agendas.agenda_desk import AgendaDesk
from fosterpanel.workflow.agendas.running_order import arrange, name_presenters, put_item, take_item_off


class AgendaEdits(QObject):
    """``desk`` is the agenda the person sees. ``kept(place)`` after each edit, with the line to stay on."""

    kept = Signal(int)

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._view = view
        self.desk: AgendaDesk | None = None

    def put(self, item_id: str, before: int | None = None, *, why_incomplete: str = "") -> None:
        """List a waiting item, before the line at a place or last of the items."""
        meeting_id = self._view.meeting_id
        self._act(
            lambda: put_item(
                self._view.office, meeting_id, item_id, before=before, why_incomplete=why_incomplete
            ),
            lambda order: self._tell_put(order, item_id),
            lambda refusal: self._ask_why(refusal, item_id, before),
        )

    def shift(self, place: int, to: int) -> None:
        """Let the line at a place stand at another."""
        entries = self._entries()
        moved = entries.pop(place)
        entries.insert(to, moved)
        self._arrange("the order of the agenda", entries, to)

    def take_off(self, place: int) -> None:
        """Take a line off; an item waits again."""
        entries = self._entries()
        gone = entries.pop(place)
        if gone.kind is EntryKind.ITEM and self.desk is not None:
            held = self.desk.order
            meeting_id = self._view.meeting_id
            self._act(
                lambda: take_item_off(self._view.office, meeting_id, gone.item_id),
                lambda after: self._tell(
                    f"{gone.title} taken off the agenda", held, after, min(place, len(entries) - 1)
                ),
            )
        else:
            self._arrange(f"“{gone.title}” taken off the agenda", entries, min(place, len(entries) - 1))

    def take_off_item(self, item_id: str) -> None:
        """Take an item off, wherever it stands by now."""
        for place, entry in enumerate(self._entries()):
            if entry.item_id == item_id:
                self.take_off(place)

    def add(self, entry: AgendaEntry, after: int) -> None:
        """Add a break, standing business or a slot after the line at a place, but never after the close."""
        entries = self._entries()
        ends = entries and entries[-1].kind is EntryKind.CLOSE
        place = min(after + 1, len(entries) - bool(ends))
        entries.insert(place, entry)
        self._arrange(f"“{entry.title}” added to the agenda", entries, place)

    def type_in(self, typed: TypedEntry) -> None:
        """Keep what was typed for a line, and who presents its item."""
        entries = self._entries()
        if not 0 <= typed.place < len(entries):
            return
        held = entries[typed.place]
        # The number on the agenda is given on issue and not kept with what is drawn up.
        entry = replace(typed.entry, number=held.number)
        if entry != held:
            entries[typed.place] = entry
            self._arrange(f"“{entry.title}” on the agenda", entries, typed.place)
        self._keep_presenters(typed)

    def _keep_presenters(self, typed: TypedEntry) -> None:
        line = self.desk.lines[typed.place] if self.desk else None
        if line is None or line.item is None or line.item.presented_by == typed.presenters:
            return
        before = line.item
        self._act(
            lambda: name_presenters(self._view.office, before.id, typed.presenters),
            lambda after: self._tell(f"who presents {line_title(line)}", before, after, typed.place),
        )

    def _arrange(self, words: str, entries: list[AgendaEntry], place: int) -> None:
        assert self.desk is not None
        before = self.desk.order
        self._act(
            lambda: arrange(self._view.office, before.id, tuple(entries), version=before.version),
            lambda after: self._tell(words, before, after, place),
        )

    def _entries(self) -> list[AgendaEntry]:
        return list(self.desk.order.entries) if self.desk else []

    def _tell(self, words: str, before: object, after: object, place: int) -> None:
        self._view.edited(words, before, after)
        self.kept.emit(place)

    def _tell_put(self, after: RunningOrder, item_id: str) -> None:
        place, entry = next(
            (place, entry) for place, entry in enumerate(after.entries) if entry.item_id == item_id
        )
        assert self.desk is not None
        room = self.desk.meeting.capacity
        self._tell(f"{entry.title} put on the agenda", self.desk.order, after, place)
        items = sum(each.kind is EntryKind.ITEM for each in after.entries)
        if items > room:
            self._view.page.notice.say(
                f"This meeting has room for {counted(room, 'item')}, and {entry.title} makes it {items}. "
                "Take one off, or leave it so.",
                Tone.WARN,
                f"Take {entry.title} off",
                lambda: self.take_off_item(item_id),
            )

    def _act(
        self,
        work: Callable[[], object],
        on_done: Callable[..., object],
        on_failed: Callable[[FosterPanelError], object] | None = None,
    ) -> None:
        self._view.page.notice.clear()
        self._view.runner.act(work, on_done, on_failed or self._view.refuse)

    def _ask_why(self, refusal: FosterPanelError, item_id: str, before: int | None) -> None:
        waiting = next(
            (one for one in (self.desk.waiting.items if self.desk else ()) if one.item.id == item_id), None
        )
        if waiting is None or not waiting.item.predecessor_id:
            self._view.refuse(refusal)
            return
        sheet = ReasonSheet(self._view.office, self._view.runner, waiting, str(refusal))
        sheet.given.connect(lambda reason: self.put(item_id, before, why_incomplete=reason))
        self._view.show_sheet(sheet)
