"""One file about to become a paper: what is guessed of it, to be corrected, and what is asked about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fosterpanel.domain.wording import counted
from fosterpanel.ui.desk.drafts import DraftKeeper
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.papers.asked_first import AskedFirst
from fosterpanel.ui.parts.buttons import quiet
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.fields import ChoiceField, DateField, LineField
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.naming import in_order
from fosterpanel.ui.parts.words import IconLabel, StateLine, small, words
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.agendas.paper_intake import PreparedPaper, Said
from fosterpanel.workflow.office import Office

Kinds = Sequence[tuple[str, str]]
_TITLE_WIDTH = 480


class PaperForm(Form):
    """Kind, title and date of one paper. ``mark`` tells its fields from those of other files."""

    def __init__(self, kinds: Kinds, mark: str) -> None:
        self.kind: ChoiceField[str] = ChoiceField("Type of paper", kinds, name=f"kind_{mark}")
        self.title = LineField("Title", help="What readers see in lists and packs.", name=f"title_{mark}")
        self.title.line.setMaximumWidth(sizes.px(_TITLE_WIDTH))
        self.dated_on = DateField("Date on the paper", name=f"dated_on_{mark}", optional=True)
        super().__init__(self.kind, self.title, self.dated_on)

    def show_values(self, kind: str, title: str, dated_on: date | None) -> None:
        """Show what is known or guessed."""
        self.kind.set_value(kind or None)
        self.title.set_value(title)
        self.dated_on.set_value(dated_on)

    def said(self, received_on: date) -> Said:
        """What the person says of the paper. Raises InvalidInput for what cannot be read."""
        return Said(
            kind=self.kind.value() or "",
            title=self.title.value(),
            received_on=received_on,
            dated_on=self.dated_on.value(),
        )


class FileCard(Card):
    """``left_out(card)`` when the person does not want the file taken in after all. ``mark`` as in ``PaperForm``."""

    left_out = Signal(object)

    def __init__(
        self,
        prepared: PreparedPaper,
        kinds: Kinds,
        office: Office,
        runner: TaskRunner,
        *,
        item_id: str,
        mark: str,
    ) -> None:
        super().__init__()
        self.prepared = prepared
        self.form = PaperForm(kinds, mark)
        self.form.show_values(prepared.kind, prepared.title, prepared.dated_on)
        # By content, so that the same file offered again after a lock brings back what was typed.
        self._keeper = DraftKeeper(self.form, office, runner, f"paper:{item_id}:{prepared.sha256[:16]}")
        self.asked = AskedFirst(mark)
        self._refusal = StateLine("", Tone.BAD, "circle-alert")
        self._refusal.hide()
        self.setObjectName(f"file_{mark}")
        self.setAccessibleName(prepared.source_name)
        self.add(self._head(), self.asked, self.form, self._refusal)
        self.asked.ask(prepared.questions)
        in_order(self._leave, *(tick.tick for tick in self.asked.ticks))

    def is_sound(self) -> bool:
        """Whether everything can be read and every question was answered; says what is not."""
        are_answered, sound = self.asked.are_answered(), self.form.is_sound()
        if sound and not are_answered:
            self.asked.focus()
        return sound and are_answered

    def refuse(self, sentence: str) -> None:
        """Say why the file was not taken in."""
        self._refusal.say(sentence, Tone.BAD, "circle-alert")
        self._refusal.show()

    def forget(self) -> None:
        """Drop what was typed: the file was taken in or left out."""
        self._keeper.forget()

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.px(sizes.SMALL))
        row.addWidget(IconLabel("file-text", Tone.MUTED))
        row.addWidget(words(self.prepared.source_name, "strong"), 1)
        pages = small(counted(self.prepared.pages, "page"))
        pages.setWordWrap(False)
        row.addWidget(pages)
        self._leave = quiet("Leave out", "x", on_press=lambda: self.left_out.emit(self))
        self._leave.setAccessibleName(f"Leave out {self.prepared.source_name}")
        row.addWidget(self._leave)
        return head
