"""The cards about a decision that was made: what it was, who has been told, and how the register stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtWidgets import QWidget

from fosterpanel.clock import office_zone
from fosterpanel.domain.decisions import ABOUT_AN_APPROVAL, AgencyDecision
from fosterpanel.domain.issued import DocumentKind
from fosterpanel.domain.items import ItemStage
from fosterpanel.domain.notices import Notice
from fosterpanel.domain.terms import differ
from fosterpanel.domain.wording import capitalised, listed, long_date, plain_date
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.decisions.after.challenge_states import challenge_states
from fosterpanel.ui.pages.decisions.terms_table import TermsTable
from fosterpanel.ui.pages.record_row import Fact, RecordRow, row_button, rows_card
from fosterpanel.ui.parts.buttons import Button, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.flow import Flow
from fosterpanel.ui.parts.words import StateLine, muted, words
from fosterpanel.workflow.deciding.decision_file import DecisionFile
from fosterpanel.workflow.deciding.decision_standing import Told
from fosterpanel.workflow.deciding.decision_steps import Step, is_spent, letter_in_hand, open_steps
from fosterpanel.workflow.deciding.notices import is_to_register

Do = Callable[[Step], object]
Read = Callable[[str, str], object]
"""Reads a document with a title, by its id."""


class AfterCards:
    """Cards of ``file`` as it stands on a local day. ``do`` begins a step, ``read`` reads a document."""

    def __init__(self, file: DecisionFile, today: date, do: Do, read: Read) -> None:
        self._file, self._today, self._do, self._read = file, today, do, read
        self.steps = open_steps(file, today)

    def main(self) -> Iterator[Card]:
        """What was decided, and what is being done about it, from the top."""
        file = self._file
        if file.decisions:
            yield self._decision(file.decisions[-1])
        if file.item.stage is ItemStage.RETURNED:
            yield self._returned()
        if file.told is not None and file.told.is_to_be_told:
            yield self._call(file.told)
            yield self._letter(file.told)
        if file.determination is not None:
            states = challenge_states(file, file.determination, self._today)
            yield self._with_acts(Card("Challenge").add(*states), *(set(Step) - _OF_TELLING))

    def aside(self) -> Iterator[Card]:
        """How the register stands, and earlier decisions on the same item."""
        yield register_card(self._file)
        if len(self._file.decisions) > 1:
            rows = [self._earlier(one) for one in self._file.decisions[:-1]]
            yield rows_card("Before", rows, "")

    def _decision(self, decision: AgencyDecision) -> Card:
        file = self._file
        card = Card("The proposal" if decision.is_proposal else "The decision")
        maker = file.names[decision.decision_maker_id]
        card.add(
            words(_sentence(file, decision), "heading"),
            muted(f"Signed by {maker}, {day(decision.decided_on)}"),
        )
        if decision.terms is not None:
            panel = file.recommendation.terms if file.recommendation else None
            beside = panel if differ(panel, decision.terms) else None
            card.add(TermsTable(until_now=None, panel=beside, decided=decision.terms))
        card.add(*self._added_since(decision))
        reading = self._reading(f"Decision record of {file.item.reference}", decision.document_id)
        return card.add_acts(secondary("Read the signed record", "file-text", on_press=reading))

    def _added_since(self, decision: AgencyDecision) -> Iterator[StateLine]:
        """Addenda that the decision was made without."""
        for one in self._file.issued:
            is_later = decision.signed_at is not None and one.issued_at > decision.signed_at
            if one.kind is DocumentKind.ADDENDUM and is_later:
                said = (
                    f"The minutes were put right after this decision, by addendum {one.reference}. Read it."
                )
                yield StateLine(said, Tone.WARN, "circle-alert")

    def _returned(self) -> Card:
        said = "It goes on as a linked item with the same papers; its clocks were not restarted."
        return self._with_acts(
            Card("Sent back for information").add(StateLine(said, icon="undo-2")), Step.GO_ON
        )

    def _call(self, told: Told) -> Card:
        card = Card("By word of mouth")
        if told.telling is None:
            card.add(self._owed("Nobody has told them yet.", told.oral_due_on))
            return self._with_acts(card, Step.TELL)
        oral, at = told.telling.oral, told.telling.oral.told_at.astimezone(office_zone())
        when = f"on {plain_date(at.date())} at {at:%H:%M}"
        were = "were" if " and " in oral.told_to else "was"
        # A role after the name is set off on both sides: "by Helen Marsh, team manager, by telephone".
        by = f"{oral.told_by}," if "," in oral.told_by else oral.told_by
        return card.add(StateLine(f"{oral.told_to} {were} told by {by} by {oral.means} {when}.", Tone.GOOD))

    def _letter(self, told: Told) -> Card:
        card, letter = Card("In writing"), letter_in_hand(self._file)
        if letter is None:
            card.add(self._owed("No letter is written yet.", told.written_due_on))
            return self._with_acts(card, Step.WRITE)
        title = f"{capitalised(letter.kind.value)} {letter.reference}"
        button = row_button("Read", f"Read {title}", self._reading(title, letter.document_id), "book-open")
        about = f"Dated {long_date(letter.dated_on)}, to {listed(letter.addressees)}"
        card.add(RecordRow(title, about, button), *self._letter_states(told, letter))
        if self._file.placed_by and told.decision.decision in ABOUT_AN_APPROVAL:
            others = listed(self._file.placed_by)
            card.add(muted(f"A copy goes to {others}, for the children placed, and to the area’s authority."))
        return self._with_acts(card, Step.CHECK, Step.SEND, Step.WRITE_AGAIN)

    def _letter_states(self, told: Told, letter: Notice) -> Iterator[QWidget]:
        look, sent = letter.second_look, letter.dispatch
        if look is not None:
            confirmed = plain_date(look.address_confirmed_on)
            said = f"Checked by {self._file.names[look.looked_by]}; address confirmed on {confirmed}."
            yield StateLine(said, Tone.GOOD)
        elif sent is not None:
            said = f"Left without a second look: {sent.why_unchecked}"
            yield StateLine(said, Tone.WARN, "circle-alert")
        else:
            yield StateLine("Nobody but its author has read it yet.", Tone.WARN, "circle-alert")
        if sent is None and is_spent(letter, self._file, self._today):
            yield StateLine(f"{_why_spent(letter, self._file)} Write it again.", Tone.BAD, "triangle-alert")
        elif sent is None:
            yield self._owed("It has not left.", told.written_due_on)
        else:
            yield StateLine(
                f"Left on {plain_date(sent.sent_on)}, {sent.method}; proof: {sent.proof}.", Tone.GOOD
            )

    def _earlier(self, decision: AgencyDecision) -> RecordRow:
        reading = self._reading(f"Decision record of {self._file.item.reference}", decision.document_id)
        on = day(decision.decided_on)
        button = row_button("Read", f"Read the record of {on}", reading, "book-open")
        return RecordRow(_sentence(self._file, decision), on, button)

    def _reading(self, title: str, document_id: str) -> Callable[[], object]:
        return lambda: self._read(title, document_id)

    def _owed(self, said: str, due_on: date) -> StateLine:
        tone, icon = (Tone.BAD, "triangle-alert") if due_on < self._today else (Tone.WARN, "clock")
        return StateLine(f"{said} Due by {long_date(due_on)}.", tone, icon)

    def _with_acts(self, card: Card, *offered: Step) -> Card:
        open_here = [step for step in self.steps if step in offered]
        if open_here:
            acts = QWidget()
            # A challenge has more to be done about it than stands side by side.
            flow = Flow(acts)
            for step in open_here:
                flow.addWidget(self._button(step))
            card.add(acts)
        return card

    def _button(self, step: Step) -> Button:
        button = secondary(step.value, on_press=self._doing(step))
        # The next step is the page's main act as well, and each is found by its own name.
        button.setObjectName(f"step_{step.name.lower()}")
        return button

    def _doing(self, step: Step) -> Callable[[], object]:
        return lambda: self._do(step)


_OF_TELLING = {Step.TELL, Step.WRITE, Step.CHECK, Step.SEND, Step.WRITE_AGAIN}


def register_card(file: DecisionFile) -> Card:
    """How the register stands."""
    home, card = file.home, Card("On the register")
    card.add(Fact("Foster home", f"{home.reference}, {home.state.value}"))
    if home.ended_on is not None:
        card.add(Fact("Approval ended", long_date(home.ended_on)))
    elif home.approved_on is not None:
        card.add(Fact("Approved since", long_date(home.approved_on)))
    if file.old_terms is not None:
        card.add(Fact("Terms in force", capitalised(file.old_terms.words_without_names)))
    if file.next_review_on is not None and home.ended_on is None:
        card.add(Fact("Next review by", long_date(file.next_review_on)))
    if file.resignation is not None:
        ends = plain_date(file.resignation.ends_on)
        card.add(Fact("Resignation", f"It ends the approval on {ends}", Tone.WARN))
    return card


def _why_spent(letter: Notice, file: DecisionFile) -> str:
    if not is_to_register(letter, file.home):
        return "The register holds other names or another address by now."
    return "It has not left, and its time to answer is over."


def _sentence(file: DecisionFile, decision: AgencyDecision) -> str:
    starts_on = None if decision.is_proposal else decision.effective_on
    start = f", with effect from {plain_date(starts_on)}" if starts_on else ""
    return f"{file.book.decision_words[decision.decision]}{start}"


def day(on: date | None) -> str:
    """A day in words; it is said where it was not recorded."""
    return plain_date(on) if on else "a day not recorded"
