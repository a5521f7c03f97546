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
from fosterpanel.ui.parts.buttons import quiet
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.fields import ChoiceField, DateField, LineField, TickField
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.words import IconLabel, StateLine, small, words
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.paper_intake import PreparedPaper, Said

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
        self.ticks: list[TickField] = []
        self._refusal = StateLine("", Tone.BAD, "circle-alert")
        self._refusal.hide()
        self.setObjectName(f"file_{mark}")
        self.setAccessibleName(prepared.source_name)
        self.add(self._head(), *self._questions(mark), self.form, self._refusal)

    def is_sound(self) -> bool:
        """Whether everything can be read and every question was answered; says what is not."""
        unanswered = [tick for tick in self.ticks if not tick.value()]
        for tick in unanswered:
            tick.show_error(
                "Look at this first: tick it to take the file in all the same, or leave the file out."
            )
        sound = self.form.is_sound()
        if sound and unanswered:
            unanswered[0].focus()
        return sound and not unanswered

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
        leave = quiet("Leave out", "x", on_press=lambda: self.left_out.emit(self))
        leave.setAccessibleName(f"Leave out {self.prepared.source_name}")
        row.addWidget(leave)
        return head

    def _questions(self, mark: str) -> list[QWidget]:
        parts: list[QWidget] = []
        for number, question in enumerate(self.prepared.questions):
            asked = Card(sunk=True, margin=sizes.MEDIUM)
            asked.add(StateLine(question.sentence, Tone.WARN, "circle-help"), *map(small, question.hits))
            tick = TickField("Take it in all the same", name=f"all_the_same_{mark}_{number}")
            tick.tick.setAccessibleName(f"Take it in all the same. {question.sentence}")
            tick.edited.connect(tick.clear_error)
            self.ticks.append(tick)
            parts.append(asked.add(tick))
        return parts
