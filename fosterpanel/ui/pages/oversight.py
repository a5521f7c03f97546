"""Oversight: what a manager must see, why items are deferred, and how long families wait."""

from __future__ import annotations

from fosterpanel.domain.statistics import DecisionTime, ReasonCount, median_wait
from fosterpanel.domain.wording import counted, long_date, plain_date
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import primary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.columns import Columns, scrolled, stacked
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.parts.tables import Column, Table
from fosterpanel.ui.parts.words import StateLine, muted, words
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.overviews.oversight import Figures, figures, issue_oversight


class OversightPage(Page):
    """Concerns at the left, the two tables of figures at the right, and the page to print as its act."""

    def __init__(self, office: Office, runner: TaskRunner) -> None:
        super().__init__(office, "Oversight")
        self._runner = runner
        self._build()

    def refresh(self) -> None:
        """Read the figures again, beside the window."""
        self._runner.run("Working out the figures", lambda: figures(self.office), self._show)

    def _build(self) -> None:
        self.now, self.soon = Card("Needs somebody now"), Card("Needs somebody soon")
        self.reasons: Table[ReasonCount] = Table(
            "Why items are deferred",
            (
                Column(
                    "Reason",
                    lambda one: one.words,
                    why=lambda one: f"{one.code} · {one.category}",
                    is_bold=True,
                ),
                Column("Times", lambda one: str(one.times), sort_key=lambda one: one.times, width=90),
                Column("Days so far", lambda one: str(one.days), sort_key=lambda one: one.days, width=110),
            ),
            empty="Nothing has been deferred.",
            how="Each deferral with its reason shows here.",
            icon="history",
            key=lambda one: one.code,
            has_filter=False,
            is_whole=True,
        )
        self.waits: Table[DecisionTime] = Table(
            "How long families wait",
            (
                Column(
                    "Item",
                    lambda one: one.reference,
                    why=lambda one: f"{one.type_name}, panel of {plain_date(one.panel_on)}",
                    is_bold=True,
                ),
                Column(
                    "To minutes",
                    lambda one: counted(one.panel_to_minutes, "day"),
                    sort_key=lambda one: one.panel_to_minutes,
                    width=110,
                ),
                Column(
                    "To decision",
                    lambda one: counted(one.panel_to_decision, "day"),
                    sort_key=lambda one: one.panel_to_decision,
                    width=110,
                ),
            ),
            empty="Nothing has been decided after a panel yet.",
            how="Calendar days from the panel to the signed decision show here.",
            icon="hourglass",
            key=lambda one: one.reference,
            has_filter=False,
            is_whole=True,
        )
        self._lay_out_columns()
        self.set_acts(primary("Make the page to print", "printer", on_press=self._issue))

    def _lay_out_columns(self) -> None:
        reasons, waits = Card("Why items are deferred"), Card("How long families wait")
        self.median = muted("")
        reasons.add(self.reasons)
        waits.add(self.median, self.waits)
        concerns = scrolled(stacked(self.now, self.soon))
        self.body.addWidget(Columns(scrolled(stacked(reasons, waits)), left=concerns), 1)

    def _show(self, found: Figures) -> None:
        self.set_context(f"As things stand on {long_date(self.office.clock.today())}")
        _list(self.now, found.concerns.now, Tone.BAD, "triangle-alert")
        _list(self.soon, found.concerns.soon, Tone.WARN, "circle-alert")
        self.reasons.set_rows(found.deferral_reasons)
        self.waits.set_rows(found.decision_times)
        wait = median_wait(found.decision_times)
        self.median.setText(
            "" if wait is None else f"Half waited {wait:g} calendar days or less for the decision."
        )

    def _issue(self) -> None:
        period = f"To {plain_date(self.office.clock.today())}"
        self._runner.run(
            "Making the page",
            lambda: issue_oversight(self.office, period=period),
            lambda document: self.notice.say(
                f"Made and kept in the store as {document.reference}.", tone=Tone.GOOD
            ),
        )


def _list(card: Card, sentences: tuple[str, ...], tone: Tone, icon: str) -> None:
    card.clear()
    for sentence in sentences:
        card.add(StateLine(sentence, tone, icon))
    if not sentences:
        card.add(words("Nothing.", tone=Tone.MUTED))
