"""The third part: whether the panel's process was sound."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fosterpanel.domain.decisions import AgencyDecision, ProcessView
from fosterpanel.domain.wording import listed, plain_date
from fosterpanel.ui.pages.decisions.record.fields import OneOf, Words
from fosterpanel.ui.pages.decisions.record.part import Changes, PartForm
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.words import StateLine
from fosterpanel.workflow.deciding.decision_file import DecisionFile

_YES_NO = [(True, "Yes"), (False, "No")]


class ProcessPart(PartForm):
    """Three questions about the panel, and what is doubted where one is answered with no."""

    def __init__(self, file: DecisionFile, record: AgencyDecision) -> None:
        super().__init__(file)
        self.agreed = OneOf("Do you agree with the panel’s process and approach?", _YES_NO, name="is_agreed")
        self.quorate = OneOf("Was the panel quorate for this item throughout?", _YES_NO, name="is_quorate")
        self.heard = OneOf("Were the right people heard?", _YES_NO, name="were_heard")
        self.comment = Words(
            "What you doubt, and whether it undermines the recommendation", name="process_comment", lines=4
        )
        self.add_part(_as_minuted(file))
        self.add(*self._answers, self.comment)

    @property
    def _answers(self) -> tuple[OneOf[bool], ...]:
        return self.agreed, self.quorate, self.heard

    def show_record(self, record: AgencyDecision) -> None:
        """Show the answers."""
        view = record.process
        answers = (
            (view.is_agreed, view.is_quorate, view.were_right_people_heard) if view else (None, None, None)
        )
        for field, answer in zip(self._answers, answers, strict=True):
            field.set_value(answer)
        self.comment.set_value(view.comment if view else "")

    def changes(self) -> Changes:
        """The view, once all three are answered."""
        agreed, quorate, heard = (field.value() for field in self._answers)
        if agreed is None or quorate is None or heard is None:
            return {"process": None}
        view = ProcessView(
            is_agreed=agreed,
            is_quorate=quorate,
            were_right_people_heard=heard,
            comment=self.comment.value(),
        )
        return {"process": view}

    def has_leftovers(self) -> bool:
        """Some of the three are answered, and not all."""
        answers = [field.value() for field in self._answers]
        return None in answers and (
            any(answer is not None for answer in answers) or bool(self.comment.text())
        )

    def follow(self, record: AgencyDecision) -> None:
        """Ask for the doubts where there are any."""
        self.comment.setVisible(
            any(field.value() is False for field in self._answers) or bool(self.comment.text())
        )

    def summary(self, record: AgencyDecision) -> str:
        """Whether it is without doubt."""
        if record.process is None:
            return ""
        return "Fair, quorate, right people heard" if record.process.is_without_doubt else "With doubts"


def _as_minuted(file: DecisionFile) -> QWidget:
    """What the minutes say of quorum and votes."""
    card = Card("As minuted", sunk=True)
    if file.meeting is not None:
        card.add(StateLine(f"Panel of {plain_date(file.meeting.on)}", icon="calendar-days"))
    if file.hearing is not None and file.hearing.quorum is not None:
        finding = file.hearing.quorum
        card.add(StateLine(finding.looking_back, icon="users"))
        card.add(StateLine(f"Took part: {listed(one.name for one in finding.counted)}", icon="user-check"))
    if file.recommendation is not None:
        card.add(StateLine(file.recommendation.vote_words, icon="scale"))
    return card
