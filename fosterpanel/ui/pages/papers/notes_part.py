"""One's own notes beside the pages: written, highlighted, found again, and sent to the chair as a line to explore."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.domain.private_notes import PrivateNote
from fosterpanel.domain.wording import plain_date
from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.desk.drafts import DraftKeeper
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.papers.noted import Behind, Noted, ShownNote
from fosterpanel.ui.pages.papers.page_painting import PageMark
from fosterpanel.ui.parts.buttons import primary, quiet, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.columns import empty_out, scrolled
from fosterpanel.ui.parts.fields import TextField
from fosterpanel.ui.parts.flow import in_a_row
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.notice import Notice
from fosterpanel.ui.parts.words import heading, muted, small, words
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.page_images import Box
from fosterpanel.workflow.paperwork.lines_to_explore import send_line
from fosterpanel.workflow.paperwork.marked_places import as_area, as_box
from fosterpanel.workflow.paperwork.private_notes import erase_note, keep_note, rewrite_note


class NotesPart(QWidget):
    """Call ``show_notes`` and ``show_page``; pages are counted from 0.

    ``page_asked(page)`` to go to a note, ``marked(marks)`` with what is highlighted on the pages.
    """

    page_asked = Signal(object)
    marked = Signal(object)

    def __init__(self, office: Office, runner: TaskRunner) -> None:
        super().__init__()
        self._office, self._runner = office, runner
        self._noted: Noted | None = None
        self._changing = ""
        self._page = 0
        self.notice = Notice()
        self._written = QVBoxLayout()
        self._held = QVBoxLayout()
        self._where, self._until = muted(""), muted("")
        self._lay_out()

    def show_notes(self, noted: Noted) -> None:
        """Show the person's notes on what is open."""
        self._noted, self._changing = noted, ""
        empty_out(self._written)
        self.note = TextField("Your note", name="private_note", lines=2, most_lines=6)
        self.form = Form(self.note)
        self._written.addWidget(self.form)
        self._keeper = DraftKeeper(self.form, self._office, self._runner, noted.draft)
        self.notice.clear()
        self.show_page(self._page)
        self._read()

    def let_go(self) -> None:
        """What was read is closed."""
        self._noted = None

    def show_page(self, page: int) -> None:
        """Write about this page, counted from 0, from now on."""
        self._page = page
        if self._noted is not None and page >= 0:
            self._where.setText(f"On page {self._noted.number(page)}")

    def focus(self) -> None:
        """Put the cursor into the note."""
        self.note.focus()

    def highlight(self, page: int, boxes: Sequence[Box], quote: str = "") -> None:
        """Keep a highlight on a page counted from 0."""
        if self._noted is None or (behind := self._behind(page)) is None:
            return
        areas = tuple(as_area(box, self._noted.sizes[page]) for box in boxes)
        self._act(
            lambda: keep_note(
                self._office,
                behind.item_id,
                "",
                paper_id=behind.paper_id,
                page=behind.page,
                areas=areas,
                quote=quote,
            ),
            "",
        )

    def keep(self) -> None:
        """Keep what was written as a private note on the page, or in place of the one being changed."""
        if self._changing:
            self._rewrite(self._changing)
        elif (behind := self._behind(self._page)) is not None and self.form.is_sound():
            self._act(
                lambda: keep_note(
                    self._office,
                    behind.item_id,
                    self.note.value(),
                    paper_id=behind.paper_id,
                    page=behind.page,
                ),
                "",
                empties=True,
            )

    def _rewrite(self, note_id: str) -> None:
        if self.form.is_sound():
            self._act(lambda: rewrite_note(self._office, note_id, self.note.value()), "", empties=True)

    def _change(self, note: PrivateNote) -> None:
        self._changing = note.id
        self.note.set_value(note.words)
        self.note.edited.emit()
        self.notice.say("Change your note here; Keep puts it back in its place.", Tone.SOFT)
        self.note.focus()
        self.note.paragraphs.moveCursor(QTextCursor.MoveOperation.End)

    def send(self) -> None:
        """Send what was written to the chair."""
        if (behind := self._behind(self._page)) is not None and self.form.is_sound():
            self._act(
                lambda: send_line(
                    self._office,
                    behind.item_id,
                    self.note.value(),
                    paper_id=behind.paper_id,
                    page=behind.page,
                ),
                "Sent to the chair as a line to explore. Your own notes stay with you.",
                empties=True,
            )

    def _lay_out(self) -> None:
        content = QWidget()
        parts = QVBoxLayout(content)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(sizes.px(sizes.SMALL))
        for part in (heading("Notes"), self._where, self.notice):
            parts.addWidget(part)
        parts.addLayout(self._written)
        parts.addWidget(
            in_a_row(
                primary("Keep", on_press=self.keep),
                secondary("Send to the chair", "send", on_press=self.send),
            )
        )
        parts.addWidget(self._until)
        parts.addLayout(self._held)
        parts.addStretch(1)
        self._held.setSpacing(sizes.px(sizes.SMALL))
        card = Card(margin=sizes.MEDIUM)
        card.body.addWidget(scrolled(content))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def _behind(self, page: int) -> Behind | None:
        """What a note on a page belongs to, or None once it is said that there can be none."""
        behind = self._noted.behind(page) if self._noted is not None and page >= 0 else None
        if behind is None:
            self.notice.say("Notes belong to the papers of an item. Go to a page of one first.", Tone.SOFT)
        return behind

    def _act(self, work: Callable[[], object], said: str, *, empties: bool = False) -> None:
        def done(_: object) -> None:
            if empties:
                self._changing = ""
                self.note.set_value("")
                self._keeper.forget()
            if said:
                self.notice.say(said, Tone.GOOD)
            else:
                self.notice.clear()
            self._read()

        self._runner.act(work, done, self._refuse)

    def _refuse(self, refusal: FosterPanelError) -> None:
        self.notice.say(str(refusal), Tone.BAD)

    def _read(self) -> None:
        noted = self._noted
        if noted is not None:
            self._runner.act(
                lambda: (noted.notes(self._office), noted.kept_until(self._office)),
                lambda found: self._show(noted, *found),
                self._refuse,
            )

    def _show(self, noted: Noted, notes: Sequence[ShownNote], until: date | None) -> None:
        empty_out(self._held)
        for one in notes:
            self._held.addWidget(self._card(one))
        last = f"until {plain_date(until)}" if until else "until some days after the minutes are signed"
        self._until.setText(f"Only you see these. They are kept {last}, then emptied.")
        self.marked.emit(
            [
                PageMark(one.page, tuple(as_box(area, noted.sizes[one.page]) for area in one.areas))
                for one in notes
                if one.page is not None
            ]
        )

    def _card(self, one: ShownNote) -> Card:
        note, page = one.note, one.page
        card = Card(sunk=True, margin=sizes.SMALL)
        card.add(small(one.where))
        if note.quote:
            card.add(small(f"“{note.quote}”"))
        if note.words:
            card.add(words(note.words))
        what = note.words or note.quote or "the highlight"
        acts = []
        if page is not None:
            go = quiet("Go to it", "arrow-right", on_press=lambda: self.page_asked.emit(page))
            go.setAccessibleName(f"Go to {one.where}: {what}")
            acts.append(go)
        if note.words:
            change = quiet("Change", "pencil", on_press=lambda: self._change(note))
            change.setAccessibleName(f"Change {what}")
            acts.append(change)
        erase = quiet(
            "Erase", "trash-2", on_press=lambda: self._act(lambda: erase_note(self._office, note.id), "")
        )
        erase.setAccessibleName(f"Erase {what}")
        return card.add(in_a_row(*acts, erase))
