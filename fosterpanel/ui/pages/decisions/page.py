"""The decisions page: the queue, or one item of it with its record and what follows."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtWidgets import QStackedLayout, QWidget

from fosterpanel.domain.items import ItemStage
from fosterpanel.domain.service import Role
from fosterpanel.domain.wording import counted, long_date, plain_date
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.after_panel_sheets import MinutesReceivedSheet
from fosterpanel.ui.pages.decisions.after.acts import AfterActs
from fosterpanel.ui.pages.decisions.after.taking_out import OutcomesSheet
from fosterpanel.ui.pages.decisions.asked_page import AskedPage
from fosterpanel.ui.pages.decisions.before import BeforeView
from fosterpanel.ui.pages.decisions.document_view import DocumentView
from fosterpanel.ui.pages.decisions.queue import Queue
from fosterpanel.ui.pages.decisions.record.view import PLACE
from fosterpanel.ui.pages.decisions.record_acts import RecordActs
from fosterpanel.ui.pages.decisions.where import Where
from fosterpanel.ui.pages.items.act_sheets import WithdrawSheet
from fosterpanel.ui.pages.papers.reader import PaperReader
from fosterpanel.ui.pages.records_page import Told
from fosterpanel.ui.parts.buttons import Button, primary, secondary
from fosterpanel.ui.parts.columns import scrolled, stacked
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.deciding.decision_file import DecisionFile, decision_file, document_pdf
from fosterpanel.workflow.deciding.decisions_queue import (
    DeskView,
    Lines,
    desk_lines,
    finished_lines,
)
from fosterpanel.workflow.office import Office

_WAITING = frozenset({ItemStage.WITH_DECISION_MAKER, ItemStage.RECOMMENDED})
_MOST_PRESSING = 1


class DecisionsPage(AskedPage):
    """The lists to begin with; ``open_subject`` with an item's id shows that item as it stands there."""

    def __init__(self, office: Office, runner: TaskRunner) -> None:
        super().__init__(office, runner, "Decisions")
        self.queue = Queue()
        self.before = BeforeView()
        self.record = RecordActs(self)
        self.after = AfterActs(self)
        self.where = Where()
        self.set_views(scrolled(self.queue), self._build_one())
        self._connect()

    @cached_property
    def reader(self) -> PaperReader:
        """The reader, made when somebody first reads a paper; it stands in place of everything else."""
        reader = PaperReader(self.office, self.runner)
        reader.closed.connect(self._end_reading)
        self._stack.addWidget(reader)
        return reader

    @cached_property
    def document(self) -> DocumentView:
        """A document with the whole page to itself, made when somebody first reads one."""
        document = DocumentView()
        document.closed.connect(self._end_reading)
        self._stack.addWidget(document)
        return document

    @property
    def is_decider(self) -> bool:
        """Whether the person at the desk is a decision maker."""
        return self.office.person.holds(Role.DECISION_MAKER)

    def gather(self) -> object:
        """Read the lists."""
        return desk_lines(self.office)

    def show_gathered(self, gathered: object) -> None:
        """Show them."""
        self.queue.show_lines(gathered)  # type: ignore[arg-type]

    def say_list(self, gathered: object) -> None:
        """Say how much waits."""
        lines: Lines = gathered  # type: ignore[assignment]
        waits = (
            (DeskView.TO_DECIDE, "decision", "to make"),
            (DeskView.TO_TELL, "decision", "to be told"),
            (DeskView.CHALLENGES, "proposal", "open to challenge or challenged"),
        )
        said = [f"{counted(len(lines[view]), what)} {state}" for view, what, state in waits if lines[view]]
        self.set_context(", ".join(said) or "Nothing waits for a decision or for somebody to be told.")

    def dress_list(self) -> None:
        """Say in the page's head what the list is."""
        self.set_title("Decisions")
        self.set_acts(secondary("Rows for the case system…", "table-2", on_press=self._hand_back))

    def dress_one(self) -> None:
        """The head of an item depends on how it stands: see ``_show_file``."""

    def focus_list(self) -> None:
        """Give the keyboard to the rows."""
        self.queue.focus_rows()

    def read_one(self) -> None:
        """Read the item again."""
        self.runner.act(lambda: decision_file(self.office, self.subject_id), self._show_file)

    def open_subject(self, subject_id: str) -> None:
        """Show one item, with the keyboard where it goes on."""
        self.close_reading()
        super().open_subject(subject_id)
        self.focus_one()

    def take_keyboard(self) -> None:
        """Where an item goes on, which the buttons just made do not show yet."""
        if self.subject_id:
            self.focus_one()
        else:
            super().take_keyboard()

    def open_place(self) -> None:
        """Show the lists."""
        self.record.put_away()
        super().open_place()

    def open_form(self, draft_place: str) -> None:
        """Show again the part of the record that was being written when the desk was locked."""
        if draft_place.startswith(f"{PLACE}:"):
            self.record.show_part(draft_place.rpartition(":")[2])

    def can_leave(self) -> bool:
        """Always: what is typed is kept first, and what is being read is closed."""
        self.record.keep()
        self.close_reading()
        return super().can_leave()

    def read_paper(self, paper_id: str) -> None:
        """Read a paper, with the whole page to it."""
        self.record.keep()
        self._stack.setCurrentWidget(self.reader)
        self.reader.open_paper(paper_id)

    def read_document(self, title: str, document_id: str) -> None:
        """Read an issued document, with the whole page to it."""
        self.runner.act(
            lambda: document_pdf(self.office, document_id), lambda data: self._read_pdf(title, data)
        )

    def close_reading(self) -> None:
        """Let go of what is being read."""
        shown = self._stack.currentWidget()
        if isinstance(shown, PaperReader):
            shown.close_paper()
        elif isinstance(shown, DocumentView):
            shown.close_pdf()
        else:
            return
        self._stack.setCurrentWidget(self._one)

    def _build_one(self) -> QWidget:
        views = QWidget()
        self._views = QStackedLayout(views)
        for view in (self.before, self.record.place, self.after.view):
            self._views.addWidget(view)
        return stacked(self.where, views, stretch_last=True)

    def _connect(self) -> None:
        self.queue.opened.connect(lambda line: self.open_subject(line.id))
        self.queue.finished_asked.connect(self._read_finished)
        self.where.list_asked.connect(self.open_place)
        self.where.asked.connect(self.asked)
        self.before.read_asked.connect(self.read_paper)
        self.before.minutes_asked.connect(self.read_minutes)
        self.before.withdraw_asked.connect(self.withdraw)
        self.before.received_asked.connect(self._receive_minutes)
        self.before.own_asked.connect(self.record.begin_own)
        # The reader says itself what is read, and a page needs all the room there is.
        self._stack.currentChanged.connect(lambda _: self.head.setVisible(self._stack.currentIndex() < 2))

    def _read_finished(self) -> None:
        self.runner.run(
            "Reading what is finished", lambda: finished_lines(self.office), self.queue.show_finished
        )

    def read_minutes(self) -> None:
        """Read the signed minutes."""
        if self.file is not None and self.file.minutes is not None:
            self.read_document(f"Signed minutes of {self.file.item.reference}", self.file.minutes.id)

    def _read_pdf(self, title: str, data: bytes) -> None:
        self._stack.setCurrentWidget(self.document)
        self.document.show_pdf(title, data)
        self.document.pages.setFocus()

    def _end_reading(self) -> None:
        self._stack.setCurrentWidget(self._one)
        self.read_one()
        self.focus_one()

    def _show_file(self, file: DecisionFile) -> None:
        if file.item.id != self.subject_id:
            return
        self.file = file
        self.where.show_file(file)
        name = file.item_type.name
        self.set_title(f"{file.item.reference} · {name[:1].lower()}{name[1:]}")
        if file.item.stage not in _WAITING:
            self.record.put_away()
            self._views.setCurrentWidget(self.after.view)
            self.after.show_file(file)
            return
        self.set_context(*_clock_words(file))
        if file.record is not None and not file.why_not and self.is_decider:
            self.record.show_file(file, file.record)
            self._views.setCurrentWidget(self.record.place)
            return
        self.record.put_away()
        self.before.show_file(file, is_decider=self.is_decider)
        self._views.setCurrentWidget(self.before)
        self.set_acts(*self._acts_before(file))

    def _receive_minutes(self) -> None:
        file = self.file
        if file is not None:
            self.open_sheet(
                lambda: MinutesReceivedSheet(self.office, self.runner, file.item),
                lambda _: Told("The minutes are here, and the days for the decision run."),
            )

    def _acts_before(self, file: DecisionFile) -> list[Button]:
        acts = []
        if self.is_decider and not file.why_not:
            acts.append(primary("Begin the record", "scale", on_press=self.record.begin))
        if file.minutes is not None:
            acts.append(secondary("Minutes", "file-text", on_press=self.read_minutes))
        return acts

    def focus_one(self) -> None:
        """Put the keyboard where the item goes on."""
        if self._views.currentWidget() is self.record.place:
            self.record.focus()
        else:
            acts = self.head.findChildren(Button)
            main = next((one for one in acts if one.property("kind") == "primary"), None)
            (main or self.where.back).setFocus()

    def _hand_back(self) -> None:
        self.open_sheet(
            lambda: OutcomesSheet(self.office, self.runner, self),
            lambda saved: Told(f"Saved as {saved.name}. The audit trail records it."),  # type: ignore[attr-defined]
        )

    def withdraw(self) -> None:
        """Ask why the item is withdrawn, and withdraw it."""
        file = self.file
        if file is not None:
            self.open_sheet(
                lambda: WithdrawSheet(self.office, self.runner, file.item),
                lambda _: Told(f"{file.item.reference} is withdrawn.", Tone.SOFT),
            )


def _clock_words(file: DecisionFile) -> tuple[str, Tone]:
    """When it came, how the time is counted, and when it is due."""
    clock = file.clock
    if clock is None:
        return "Its time to decide has not begun", Tone.MUTED
    without_panel = "Review’s recommendation" if file.review else "Assessment"
    received = "Final minutes" if file.item.meeting_id else without_panel
    tone = Tone.BAD if clock.is_late else Tone.WARN if clock.left <= _MOST_PRESSING else Tone.MUTED
    late = f", {clock.words}" if clock.is_late else ""
    return f"{received} received {plain_date(clock.received_on)} · due {long_date(clock.due_on)}{late}", tone
