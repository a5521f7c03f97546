"""The parts of a record that are plain words: the arguments, and parts that are one text."""

from __future__ import annotations

from dataclasses import dataclass

from fosterpanel.domain.decisions import AgencyDecision
from fosterpanel.ui.pages.answers import lines_of
from fosterpanel.ui.pages.decisions.record.fields import Words
from fosterpanel.ui.pages.decisions.record.part import Changes, PartForm
from fosterpanel.ui.parts.buttons import secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.flow import Flow
from fosterpanel.ui.parts.words import words
from fosterpanel.workflow.deciding.decision_file import DecisionFile

NONE = "None."
_SUMMARY = 44


class ArgumentsPart(PartForm):
    """What speaks for and what against, a line for each."""

    def __init__(self, file: DecisionFile, record: AgencyDecision) -> None:
        super().__init__(file)
        self.arguments_for = Words("For", name="arguments_for", help="One argument to a line.", lines=5)
        self.arguments_against = Words(
            "Against", name="arguments_against", help="One argument to a line.", lines=5
        )
        self.add(self.arguments_for, self.arguments_against)

    def show_record(self, record: AgencyDecision) -> None:
        """Show both."""
        self.arguments_for.set_value("\n".join(record.arguments_for))
        self.arguments_against.set_value("\n".join(record.arguments_against))

    def changes(self) -> Changes:
        """The lines of both."""
        return {
            "arguments_for": lines_of(self.arguments_for.text()),
            "arguments_against": lines_of(self.arguments_against.text()),
        }

    def summary(self, record: AgencyDecision) -> str:
        """How many each way."""
        if not record.arguments_for and not record.arguments_against:
            return ""
        return f"For {len(record.arguments_for)}, against {len(record.arguments_against)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What one text of a record asks: ``holds`` is the record's field, ``can_be_none`` offers to say there is nothing.

    ``aside`` is said above the question.
    """

    holds: str
    label: str
    help: str
    lines: int = 6
    can_be_none: bool = False
    aside: str = ""


class TextPart(PartForm):
    """A part that is one text."""

    def __init__(self, file: DecisionFile, text: Text) -> None:
        super().__init__(file)
        self._holds = text.holds
        self.words = Words(text.label, name=text.holds, help=text.help, lines=text.lines, most_lines=18)
        if text.aside:
            self.add_part(Card("Without a panel", sunk=True).add(words(text.aside)))
        self.add(self.words)
        if text.can_be_none:
            row = Flow()
            row.addWidget(secondary("There was none", on_press=self._say_none))
            self._column.addLayout(row)

    def show_record(self, record: AgencyDecision) -> None:
        """Show what was written."""
        self.words.set_value(getattr(record, self._holds))

    def changes(self) -> Changes:
        """What is written."""
        return {self._holds: self.words.value()}

    def summary(self, record: AgencyDecision) -> str:
        """Its first words."""
        line = " ".join(getattr(record, self._holds).split())
        return line if len(line) <= _SUMMARY else f"{line[:_SUMMARY].rsplit(' ', 1)[0]} …"

    def _say_none(self) -> None:
        self.words.paragraphs.setPlainText(NONE)
        self.words.focus()
