"""The fifth part: which of the panel's reasons are adopted, and why; and how a review's recommendation is weighed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from fosterpanel.domain.decisions import AdoptedReason, AgencyDecision
from fosterpanel.domain.recommendations import PanelReason
from fosterpanel.domain.wording import ended
from fosterpanel.ui.look import sizes
from fosterpanel.ui.pages.decisions.record.fields import OneOf, Words
from fosterpanel.ui.pages.decisions.record.part import Changes, PartForm
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.words import muted, small, words
from fosterpanel.workflow.deciding.decision_file import DecisionFile

_CHOICE = [(True, "Adopt"), (False, "Not")]


class _Adopt(OneOf[bool]):
    """Adopt or not, beside the reason, which is its label."""

    def __init__(self, reason: PanelReason, number: int) -> None:
        super().__init__(reason.words, _CHOICE, name=f"adopt_{number}")
        self._label.hide()


class ReasonCard(Card):
    """One reason of the panel, what is done with it, and why."""

    def __init__(self, reason: PanelReason, number: int) -> None:
        super().__init__(margin=sizes.MEDIUM)
        self.reason = reason
        self.adopt = _Adopt(reason, number)
        self.why = Words("Why", name=f"why_{number}", lines=1, most_lines=6)
        self.why.named().setAccessibleName(f"Why, for reason {number}: {reason.words}")
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(words(ended(reason.words)))
        if reason.evidence:
            said.addWidget(small(reason.evidence))
        row = QHBoxLayout()
        row.setSpacing(sizes.px(sizes.MEDIUM))
        row.addLayout(said, 1)
        row.addWidget(self.adopt, 0, Qt.AlignmentFlag.AlignTop)
        self.add(row, self.why)
        self.adopt.edited.connect(self.settle)

    def show_choice(self, chosen: AdoptedReason | None) -> None:
        """Show what was chosen before."""
        self.adopt.set_value(chosen.is_adopted if chosen else None)
        self.why.set_value(chosen.why if chosen else "")
        self.settle()

    def choice(self) -> AdoptedReason | None:
        """What is chosen, or None."""
        is_adopted = self.adopt.value()
        if is_adopted is None:
            return None
        return AdoptedReason(
            key=self.reason.key, words=self.reason.words, is_adopted=is_adopted, why=self.why.value()
        )

    def settle(self) -> None:
        """Ask why once something is chosen."""
        self.why.setVisible(self.adopt.value() is not None or bool(self.why.text()))
        self.why.ask("Why not" if self.adopt.value() is False else "Why")


class ReasonsPart(PartForm):
    """Each reason of the panel; after an independent review, what that recommends and how both are weighed."""

    def __init__(self, file: DecisionFile, record: AgencyDecision) -> None:
        super().__init__(file)
        reasons = file.recommendation.reasons if file.recommendation else ()
        self.cards = [ReasonCard(reason, number) for number, reason in enumerate(reasons, start=1)]
        for card in self.cards:
            self.add_part(card)
            self.watch(card.adopt, card.why)
        self.weighing = Words(
            "How you weigh the review’s recommendation and the panel’s, and why you depart from either",
            name="weighing",
            lines=6,
        )
        if file.review is not None:
            said = Card("The independent review recommends", sunk=True)
            self.add_part(
                said.add(words(file.review.conclusion), muted("Both are before you; neither binds you."))
            )
            self.add(self.weighing)

    def show_record(self, record: AgencyDecision) -> None:
        """Show what was chosen and why."""
        chosen = {one.key: one for one in record.panel_reasons}
        for card in self.cards:
            card.show_choice(chosen.get(card.reason.key))
        self.weighing.set_value(record.departure_reasons)

    def changes(self) -> Changes:
        """What is chosen of each, and the weighing where there is one."""
        chosen = tuple(one for card in self.cards if (one := card.choice()) is not None)
        weighed = {"departure_reasons": self.weighing.value()} if self.file.review is not None else {}
        return {"panel_reasons": chosen, **weighed}

    def has_leftovers(self) -> bool:
        """A why without a choice."""
        return any(card.choice() is None and card.why.text() for card in self.cards)

    def restore(self, texts: object) -> None:
        """Put back what a draft kept, and ask why where something is chosen."""
        super().restore(texts)  # type: ignore[arg-type]
        for card in self.cards:
            card.settle()

    def summary(self, record: AgencyDecision) -> str:
        """How many are adopted."""
        if not record.panel_reasons:
            return ""
        adopted = sum(one.is_adopted for one in record.panel_reasons)
        return f"Adopt {adopted}, not adopt {len(record.panel_reasons) - adopted}"
