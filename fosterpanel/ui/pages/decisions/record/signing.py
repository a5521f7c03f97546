"""The last part: the dates, the declarations, what is still missing, and what signing will do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from fosterpanel.clock import Clock
from fosterpanel.domain import decisions
from fosterpanel.domain.days import working_days_taken
from fosterpanel.domain.decisions import AgencyDecision, Declarations
from fosterpanel.domain.wording import counted, listed, long_date, plain_date
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.decisions.record.fields import Day, Words, readable
from fosterpanel.ui.pages.decisions.record.part import Changes, PartForm
from fosterpanel.ui.pages.record_row import RecordRow, line, row_button
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.fields import TickField
from fosterpanel.ui.parts.words import StateLine, words
from fosterpanel.workflow.deciding.decision_file import DecisionFile
from fosterpanel.workflow.deciding.decision_outlook import outlook

GO_TO = "go:"
"""Begins what is asked for to go to a part: "go:ARGUMENTS"."""


class SigningPart(PartForm):
    """``names`` are the parts of the record as the list has them: number and name."""

    def __init__(
        self,
        file: DecisionFile,
        record: AgencyDecision,
        clock: Clock,
        names: Mapping[decisions.RecordPart, str],
    ) -> None:
        super().__init__(file)
        self._clock, self._names = clock, names
        self._offered, self._received_on = clock.today(), record.received_on
        self.dates = StateLine("", Tone.INK, "clock")
        self.decided_on = Day("Date of the decision", name="decided_on")
        self.delay = Words("Why the decision is late", name="delay_reason", lines=2)
        panel = "the panel that considered this item" if file.meeting else "any panel of this service"
        self.not_member = TickField(f"I am not a member of {panel}", name="is_not_panel_member")
        self.not_delegated = TickField(
            "I make this decision myself; it was not delegated to me", name="is_not_delegated"
        )
        self.no_conflict = TickField("I have no conflict of interest in it", name="has_no_conflict")
        self.missing = Card("Before you can sign")
        self.next = Card("What signing does", sunk=True)
        self._lay_out()

    def show_record(self, record: AgencyDecision) -> None:
        """Show the dates and what is declared; the decision is dated today unless another day was given."""
        self.decided_on.set_value(record.decided_on or self._offered)
        self.delay.set_value(record.delay_reason)
        made = record.declarations
        self.not_member.set_value(made.is_not_panel_member)
        self.not_delegated.set_value(made.is_not_delegated)
        self.no_conflict.set_value(made.has_no_conflict)

    def changes(self) -> Changes:
        """What is declared, and the day where somebody gave one; otherwise signing dates the decision."""
        day = readable(self.decided_on.value)
        return {
            "decided_on": None if day == self._offered else day,
            "delay_reason": self.delay.value(),
            "declarations": Declarations(
                is_not_panel_member=self.not_member.value(),
                is_not_delegated=self.not_delegated.value(),
                has_no_conflict=self.no_conflict.value(),
            ),
        }

    def has_leftovers(self) -> bool:
        """A day that cannot be read, or lies before what the decision rests on."""
        day = readable(self.decided_on.value)
        return day < self._received_on if day else bool(self.decided_on.text())

    def follow(self, record: AgencyDecision) -> None:
        """Say what is missing, what signing does, and ask why where the decision is late."""
        self._offer_today()
        decided_on = record.decided_on or self._offered
        self.delay.setVisible(decided_on > record.due_on)
        self._show_dates(record, decided_on)
        self._show_missing(record)
        self.next.clear()
        for sentence in outlook(self.file, record):
            self.next.add(words(sentence))

    def _offer_today(self) -> None:
        """Where nobody gave a day, offer the day it is now: the window may have been open overnight."""
        if readable(self.decided_on.value) == self._offered:
            self._offered = self._clock.today()
            self.decided_on.set_value(self._offered)

    def summary(self, record: AgencyDecision) -> str:
        """Whether the declarations are made."""
        return "Declarations made" if record.declarations.are_all_made else ""

    def _lay_out(self) -> None:
        self.add_part(Card(sunk=True).add(self.dates))
        self.add(self.decided_on, self.delay, self.not_member, self.not_delegated, self.no_conflict)
        if self.file.not_fresh:
            self.add_part(StateLine(self.file.not_fresh, Tone.WARN, "circle-alert"))
        self.add_part(self.missing)
        self.add_part(self.next)

    def _show_dates(self, record: AgencyDecision, decided_on: date) -> None:
        counted_from = self.file.counted_from(record)
        taken = working_days_taken(counted_from, decided_on, self.file.book.holidays)
        with_panel = "Final minutes received" if self.file.meeting else "Assessment received"
        received = "Review’s recommendation received" if self.file.review else with_panel
        is_late = decided_on > record.due_on
        said = (
            f"{received} on {long_date(record.received_on)}, due by {long_date(record.due_on)}. "
            f"{counted(taken, 'working day')} taken since {plain_date(counted_from)}, that day not counted."
        )
        self.dates.say(said, Tone.BAD if is_late else Tone.INK, "triangle-alert" if is_late else "clock")

    def _show_missing(self, record: AgencyDecision) -> None:
        lacking = self.file.lacking(record)
        self.missing.clear()
        if not lacking:
            self.missing.add(StateLine("Every part is filled. You can sign.", Tone.GOOD))
        for place, (part, words_of_part) in enumerate(lacking.items()):
            if place:
                self.missing.add(line())
            self.missing.add(self._missing_row(part, words_of_part))

    def _missing_row(self, part: decisions.RecordPart, lacking: tuple[str, ...]) -> RecordRow:
        name, still = self._names[part], f"Still missing: {listed(lacking)}."
        if part is decisions.RecordPart.SIGNING:
            return RecordRow(name, still)
        return RecordRow(
            name, still, row_button("Go there", f"Go to {name}", self._going(part), "arrow-right")
        )

    def _going(self, part: decisions.RecordPart) -> Callable[[], None]:
        return lambda: self.act_asked.emit(f"{GO_TO}{part.name}")
