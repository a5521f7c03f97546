"""One's own notes beside the pages: written, highlighted, found again, and sent to the chair as a line to explore."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.domain.private_notes import Area
from fosterpanel.domain.wording import plain_date
from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.desk.drafts import DraftKeeper
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
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
from fosterpanel.workflow.lines_to_explore import send_line
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.page_images import Box
from fosterpanel.workflow.private_notes import (
    OwnNote,
    erase_note,
    keep_note,
    notes_kept_until,
    notes_on,
)

_WHOLE = 10_000


class NotesPart(QWidget):
    """Call ``show_paper`` and ``show_page``; pages are counted from 0.

    ``page_asked(page)`` to go to a note, ``marked(marks)`` with what is highlighted on the pages.
    """

    page_asked = Signal(object)
    marked = Signal(object)

    def __init__(self, office: Office, runner: TaskRunner) -> None:
        super().__init__()
        self._office, self._runner = office, runner
        self._paper_id = self._item_id = ""
        self._sizes: Sequence[tuple[float, float]] = ()
        self._page = 0
        self.notice = Notice()
        self._written = QVBoxLayout()
        self._held = QVBoxLayout()
        self._where, self._until = muted(""), muted("")
        self._lay_out()

    def show_paper(self, paper_id: str, item_id: str, page_sizes: Sequence[tuple[float, float]]) -> None:
        """Show the person's notes on a version of a paper; its pages have these sizes in points."""
        self._paper_id, self._item_id, self._sizes = paper_id, item_id, page_sizes
        empty_out(self._written)
        self.note = TextField("Your note", name="private_note", lines=2, most_lines=6)
        self.form = Form(self.note)
        self._written.addWidget(self.form)
        self._keeper = DraftKeeper(self.form, self._office, self._runner, f"note:{paper_id}")
        self.notice.clear()
        self._read()

    def show_page(self, page: int) -> None:
        """Write about this page, counted from 0, from now on."""
        self._page = page
        self._where.setText(f"On page {page + 1}")

    def focus(self) -> None:
        """Put the cursor into the note."""
        self.note.focus()

    def highlight(self, page: int, boxes: Sequence[Box], quote: str = "") -> None:
        """Keep a highlight on a page counted from 0."""
        areas = tuple(_area(box, self._sizes[page]) for box in boxes)
        self._act(
            lambda: keep_note(
                self._office,
                self._item_id,
                "",
                paper_id=self._paper_id,
                page=page + 1,
                areas=areas,
                quote=quote,
            ),
            "",
        )

    def keep(self) -> None:
        """Keep what was written as a private note on the page."""
        if self.form.is_sound():
            self._act(
                lambda: keep_note(
                    self._office,
                    self._item_id,
                    self.note.value(),
                    paper_id=self._paper_id,
                    page=self._page + 1,
                ),
                "",
                empties=True,
            )

    def send(self) -> None:
        """Send what was written to the chair."""
        if self.form.is_sound():
            self._act(
                lambda: send_line(
                    self._office,
                    self._item_id,
                    self.note.value(),
                    paper_id=self._paper_id,
                    page=self._page + 1,
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

    def _act(self, work: Callable[[], object], said: str, *, empties: bool = False) -> None:
        def done(_: object) -> None:
            if empties:
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
        paper_id, item_id = self._paper_id, self._item_id
        self._runner.act(
            lambda: (notes_on(self._office, paper_id), notes_kept_until(self._office, item_id)),
            lambda found: self._show(*found),
            self._refuse,
        )

    def _show(self, notes: Sequence[OwnNote], until: date | None) -> None:
        empty_out(self._held)
        for one in notes:
            self._held.addWidget(self._card(one))
        last = f"until {plain_date(until)}" if until else "until some days after the minutes are signed"
        self._until.setText(f"Only you see these. They are kept {last}, then emptied.")
        self.marked.emit([self._mark(one) for one in notes if 0 < one.note.page <= len(self._sizes)])

    def _mark(self, one: OwnNote) -> PageMark:
        page = one.note.page - 1
        return PageMark(page, tuple(_box(area, self._sizes[page]) for area in one.note.areas))

    def _card(self, one: OwnNote) -> Card:
        note = one.note
        card = Card(sunk=True, margin=sizes.SMALL)
        moved = f" · written on version {one.written_on}" if one.has_moved else ""
        card.add(small(f"Page {note.page}{moved}"))
        if note.quote:
            card.add(small(f"“{note.quote}”"))
        if note.words:
            card.add(words(note.words))
        what = note.words or note.quote or "the highlight"
        go = quiet("Go to it", "arrow-right", on_press=lambda: self.page_asked.emit(note.page - 1))
        go.setAccessibleName(f"Go to page {note.page}: {what}")
        erase = quiet(
            "Erase", "trash-2", on_press=lambda: self._act(lambda: erase_note(self._office, note.id), "")
        )
        erase.setAccessibleName(f"Erase {what}")
        return card.add(in_a_row(go, erase))


def _area(box: Box, size: tuple[float, float]) -> Area:
    width, height = size
    return Area(
        left=round(box.left / width * _WHOLE),
        top=round(box.top / height * _WHOLE),
        right=round((box.left + box.width) / width * _WHOLE),
        bottom=round((box.top + box.height) / height * _WHOLE),
    )


def _box(area: Area, size: tuple[float, float]) -> Box:
    width, height = size[0] / _WHOLE, size[1] / _WHOLE
    return Box(
        left=area.left * width,
        top=area.top * height,
        width=(area.right - area.left) * width,
        height=(area.bottom - area.top) * height,
    )
