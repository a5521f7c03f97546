"""Names of another family in what is about to leave: shown where they stand, each answered before anything goes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fosterpanel.domain.wording import counted
from fosterpanel.domain.wrong_family import NamedElsewhere
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.form_sheet import FormSheet
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.fields import TextField
from fosterpanel.ui.parts.words import StateLine, small
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.wrong_family import answer_name

_MOST_SHOWN = 6


class NamesSheet(FormSheet):
    """Open it when ``NamesUnanswered`` stopped an act, with what it ``found``; on ``done`` do the act again."""

    def __init__(self, office: Office, runner: TaskRunner, found: Sequence[NamedElsewhere]) -> None:
        super().__init__(
            office,
            runner,
            "Names of another family",
            "Keep these answers and go on",
            draft=f"names:{found[0].subject_id}",
        )
        self._found = tuple(found)
        self.answers = [
            TextField("Why it belongs here", name=f"why_{number}", lines=2)
            for number in range(len(self._found))
        ]
        for one, answer in zip(self._found, self.answers, strict=True):
            self.form.add_part(_card(one))
            self.form.add(answer)

    def consequence(self) -> tuple[str, Tone]:
        """Say what an answer is, and what to do where there is none."""
        return (
            "Your answers are kept with what leaves. If a name does not belong here, press Not now and take it out.",
            Tone.SOFT,
        )

    def work(self) -> int:
        """Keep every answer."""
        for one, answer in zip(self._found, self.answers, strict=True):
            answer_name(self.office, one, answer.value())
        return len(self._found)


def names_sheet(
    office: Office, runner: TaskRunner, found: Sequence[NamedElsewhere], then: Callable[[], object]
) -> NamesSheet:
    """A sheet ready to be shown, which does ``then`` once every name has its answer."""
    sheet = NamesSheet(office, runner, found)
    sheet.done.connect(lambda _: then())
    sheet.begin()
    return sheet


def _card(one: NamedElsewhere) -> Card:
    shown, more = one.hits[:_MOST_SHOWN], len(one.hits) - _MOST_SHOWN
    card = Card(sunk=True).add(StateLine(one.question, Tone.WARN, "triangle-alert"), *map(small, shown))
    return card.add(small(f"and in {counted(more, 'other place')}")) if more > 0 else card
