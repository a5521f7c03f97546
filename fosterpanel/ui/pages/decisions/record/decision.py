"""The seventh part: the decision, its terms beside the old ones and the panel's, and why it departs where it does."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fosterpanel.clock import Clock
from fosterpanel.domain.decisions import DECISIONS_WITH_TERMS, TAKE_EFFECT, AgencyDecision, departs
from fosterpanel.domain.terms import TermsOfApproval
from fosterpanel.domain.wording import listed, plain_date
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.decisions.beside import Beside
from fosterpanel.ui.pages.decisions.record.fields import Day, OneOf, Words, readable
from fosterpanel.ui.pages.decisions.record.part import Changes, PartForm
from fosterpanel.ui.pages.decisions.terms_table import TermsTable
from fosterpanel.ui.pages.terms_fields import TermsFields
from fosterpanel.ui.parts.buttons import secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.columns import stacked
from fosterpanel.ui.parts.words import StateLine, words
from fosterpanel.workflow.deciding.decision_file import DecisionFile
from fosterpanel.workflow.deciding.decision_outlook import outlook

AGREED = "agreed-change"
"""What is asked for to record a statement of support needs and the carers' agreement."""


class DecisionPart(PartForm):
    """Asks for terms, a day and reasons only where the decision chosen needs them."""

    def __init__(self, file: DecisionFile, record: AgencyDecision, clock: Clock) -> None:
        super().__init__(file)
        self._clock = clock
        self.decision: OneOf[str] = OneOf("Your decision", file.choices, name="decision")
        self.departing = StateLine("", Tone.WARN, "circle-alert")
        self.departure = Words("Why you depart from the panel", name="departure_reasons", lines=4)
        self.agreement = Card("With the carers’ agreement", sunk=True)
        self.terms = TermsFields()
        self.effective_on = Day("Takes effect on", name="effective_on")
        self.beside = Card("Terms", sunk=True)
        self.next = Card("What happens next", sunk=True)
        self._lay_out()
        self.decision.edited.connect(self._suggest)

    def show_record(self, record: AgencyDecision) -> None:
        """Show what was decided so far."""
        self.decision.set_value(record.decision or None)
        self.departure.set_value(record.departure_reasons)
        if record.terms is not None:
            self.terms.set_terms(record.terms)
        self.effective_on.set_value(record.effective_on)

    def changes(self) -> Changes:
        """The decision with the terms and the day it needs, and no others."""
        code = self.decision.value() or ""
        said: dict[str, object] = {
            "decision": code,
            "terms": readable(self.terms.terms) if self._needs_terms(code) else None,
            "effective_on": readable(self.effective_on.value) if code in TAKE_EFFECT else None,
        }
        if self.file.review is None:
            said["departure_reasons"] = self.departure.value()
        return said

    def has_leftovers(self) -> bool:
        """Terms chosen in part, or a day that cannot be read."""
        code = self.decision.value() or ""
        half_terms = self._needs_terms(code) and readable(self.terms.terms) is None
        unread_day = code in TAKE_EFFECT and readable(self.effective_on.value) is None
        return half_terms or (unread_day and bool(self.effective_on.text()))

    def follow(self, record: AgencyDecision) -> None:
        """Ask for what the decision needs, and say what follows from it."""
        needs_terms = self._needs_terms(record.decision)
        for field in self.terms.fields:
            field.setVisible(needs_terms)
        self.effective_on.setVisible(record.decision in TAKE_EFFECT)
        self.agreement.setVisible(record.decision == "agree-change")
        self._say_departure(record)
        self._show_terms(record.terms if needs_terms else None)
        self.next.clear()
        for sentence in outlook(self.file, record):
            self.next.add(words(sentence))

    def summary(self, record: AgencyDecision) -> str:
        """The decision in the rule book's words."""
        return self.file.book.decision_words.get(record.decision, "")

    def _lay_out(self) -> None:
        self.add(self.decision)
        self.add_part(self.departing)
        self.add(self.departure)
        self.add_part(self.agreement)
        fields = (self.effective_on, *self.terms.fields)
        self.watch(*fields)
        asked = stacked(*fields, spacing=sizes.LARGE)
        self.add_part(Beside(asked, stacked(self.next, self.beside)))
        self._fill_agreement()

    def _needs_terms(self, code: str) -> bool:
        return self.file.item_type.has_terms and code in DECISIONS_WITH_TERMS

    def _suggest(self) -> None:
        """Begin with the panel's terms, or those until now, and with today."""
        code = self.decision.value() or ""
        if self._needs_terms(code) and not self.terms.kinds.text() and (known := self._known_terms()):
            self.terms.set_terms(known)
        if code in TAKE_EFFECT and not self.effective_on.text():
            self.effective_on.set_value(self._clock.today())

    def _known_terms(self) -> TermsOfApproval | None:
        panel = self.file.recommendation.terms if self.file.recommendation else None
        if self.file.determination is not None and self.file.determination.is_agreed:
            return self.file.decisions[-1].terms
        return panel or self.file.item.proposed_terms or self.file.old_terms

    def _say_departure(self, record: AgencyDecision) -> None:
        is_departure = departs(record, self.file.recommendation)
        self.departure.setVisible(is_departure and self.file.review is None)
        self.departing.setVisible(is_departure)
        where = "here" if self.file.review is None else "where you weigh both recommendations"
        sentence = f"This departs from what the panel recommended. Give your reasons {where}."
        self.departing.say(sentence, Tone.WARN, "circle-alert")

    def _show_terms(self, decided: TermsOfApproval | None) -> None:
        panel = self.file.recommendation.terms if self.file.recommendation else None
        self.beside.clear()
        self.beside.setVisible(any((self.file.old_terms, panel, decided)))
        self.beside.add(TermsTable(until_now=self.file.old_terms, panel=panel, decided=decided))

    def _fill_agreement(self) -> None:
        agreed = self.file.agreed
        if agreed is None or agreed.agreed_on is None:
            told = (
                "Terms change at once only with a written statement of the support needed and how it is met, and "
                "the written agreement of every carer."
            )
            verb = "Record statement and agreement…"
        else:
            told = f"Agreed in writing on {plain_date(agreed.agreed_on)} by {listed(agreed.agreed_by)}."
            verb = "Record them anew…"
        self.agreement.add(words(told))
        self.agreement.add_acts(secondary(verb, on_press=lambda: self.act_asked.emit(AGREED)))

    def first_stop(self) -> QWidget:
        """The decision chosen, or the first."""
        return self.decision.focus_target()
