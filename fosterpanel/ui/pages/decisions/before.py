"""What waits for a decision, before its record is opened: what is recommended, on what, and what stands in the way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.domain.papers import Paper
from fosterpanel.domain.wording import capitalised, counted, ended, long_date, plain_date
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.decisions.terms_table import TermsTable
from fosterpanel.ui.pages.record_row import Fact, RecordRow, row_button, rows_card
from fosterpanel.ui.pages.record_stack import RecordStack, keeping_focus
from fosterpanel.ui.parts.buttons import secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.columns import Columns, scrolled
from fosterpanel.ui.parts.words import StateLine, muted, words
from fosterpanel.workflow.deciding.decision_file import DecisionFile


class BeforeView(QWidget):
    """What waits, and what may be done with it.

    ``read_asked(paper_id)``, ``minutes_asked()``, ``received_asked()`` for the minutes, ``withdraw_asked()``,
    ``own_asked()`` for a record of one's own where another's is open.
    """

    read_asked = Signal(str)
    minutes_asked = Signal()
    withdraw_asked = Signal()
    received_asked = Signal()
    own_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._main, self._aside = RecordStack(), RecordStack()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Columns(scrolled(self._main), aside=scrolled(self._aside)))

    def show_file(self, file: DecisionFile, *, is_decider: bool) -> None:
        """Show an item that waits."""
        with keeping_focus(self):
            self._main.show_cards(
                self._standing(file, is_decider=is_decider),
                _review_card(file),
                _recommendation_card(file),
                _reasons_card(file),
                _terms_card(file),
            )
            self._aside.show_cards(self._papers_card(file), _about_card(file))

    def _standing(self, file: DecisionFile, *, is_decider: bool) -> Card | None:
        if file.why_not:
            card = Card("It cannot be decided now").add(StateLine(file.why_not, Tone.WARN, "circle-x"))
            if file.awaits_minutes:
                card.add_acts(secondary("They are here…", "inbox", on_press=self.received_asked.emit))
            if file.is_held_by_another:
                card.add_acts(secondary("Begin one of my own…", "scale", on_press=self.own_asked.emit))
            if file.resignation is not None:
                card.add_acts(secondary("Withdraw the item…", "log-out", on_press=self.withdraw_asked.emit))
            return card
        if is_decider:
            said = file.not_fresh
            return Card("Before you begin").add(StateLine(said, Tone.WARN, "circle-alert")) if said else None
        if file.record is None:
            told = "It waits for an agency decision maker, who alone may open its record."
        else:
            name, lacking = file.names[file.record.decision_maker_id], len(file.lacking(file.record))
            told = f"{name} has opened its record; {counted(lacking, 'part')} to go."
        return Card("With the decision maker").add(StateLine(told, icon="scale"))

    def _papers_card(self, file: DecisionFile) -> Card:
        rows: list[QWidget] = [self._paper_row(paper) for paper in file.papers.values()]
        if file.minutes is not None:
            button = row_button("Read", "Read the signed minutes", self.minutes_asked.emit, "book-open")
            rows.append(RecordRow("Signed minutes", f"Signed by {file.minutes.signed_by}", button))
        return rows_card("What it rests on", rows, "There is nothing to read yet.")

    def _paper_row(self, paper: Paper) -> RecordRow:
        button = row_button(
            "Read", f"Read {paper.title}", lambda: self.read_asked.emit(paper.id), "book-open"
        )
        return RecordRow(paper.title, f"Version {paper.number}, {counted(paper.pages, 'page')}", button)


def _recommendation_card(file: DecisionFile) -> Card | None:
    made = file.recommendation
    if made is None:
        return (
            None
            if file.review
            else Card("No panel").add(
                words("The rule book asks no panel for it, so the decision maker decides on the assessment."),
                muted("The record asks who quality assured it in the panel’s place."),
            )
        )
    card = Card("The panel’s recommendation")
    card.add(words(file.book.outcome_words[made.outcome], "heading"), muted(made.vote_words))
    if made.advice:
        card.add(words(f"Advice, which is no condition: {made.advice}"))
    return card


def _review_card(file: DecisionFile) -> Card | None:
    if file.review is None or file.review.concluded_on is None:
        return None
    return Card("The independent review’s recommendation").add(
        words(file.review.conclusion, "heading"),
        muted(
            f"Received on {long_date(file.review.concluded_on)}. The panel’s recommendation is before you as well."
        ),
    )


def _reasons_card(file: DecisionFile) -> Card | None:
    reasons = file.recommendation.reasons if file.recommendation else ()
    if not reasons:
        return None
    rows = [RecordRow(ended(one.words), one.evidence, is_bold=False) for one in reasons]
    return rows_card("The panel’s reasons", rows, "")


def _terms_card(file: DecisionFile) -> Card | None:
    panel = file.recommendation.terms if file.recommendation else None
    if panel is None and file.old_terms is None:
        return None
    return Card("Terms").add(TermsTable(until_now=file.old_terms, panel=panel, decided=None))


def _about_card(file: DecisionFile) -> Card:
    card = Card("About it")
    card.add(Fact("Proposal", file.item.proposal), Fact("Foster home", file.home.reference))
    if file.meeting is not None:
        card.add(Fact("Panel", long_date(file.meeting.on)))
    if file.clock is not None:
        card.add(
            Fact("Received", long_date(file.clock.received_on)),
            Fact("Due by", long_date(file.clock.due_on)),
            Fact("How it is counted", capitalised(file.clock.convention)),
        )
    if file.resignation is not None:
        received, ends = plain_date(file.resignation.received_on), plain_date(file.resignation.ends_on)
        card.add(Fact("Resignation", f"Received on {received}; it ends the approval on {ends}", Tone.WARN))
    return card
