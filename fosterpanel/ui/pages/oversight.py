"""Oversight: what a manager must see, why items are deferred, and how long families wait."""

from __future__ import annotations

from dataclasses import dataclass

from fosterpanel.domain.statistics import DecisionTime, ReasonCount, median_wait
from fosterpanel.domain.wording import capitalised, counted, long_date, plain_date
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import primary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.columns import Columns, scrolled, stacked
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.parts.tables import Column, Table
from fosterpanel.ui.parts.words import muted
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.overviews.oversight import MONTHS, Concern, Figures, figures, issue_oversight

_FIGURES_WIDTH = 440
_SPAN = f"Over the last {MONTHS} months."


@dataclass(frozen=True, slots=True)
class ConcernRow:
    """One concern, and whether it needs somebody now or soon."""

    concern: Concern
    is_now: bool

    @property
    def id(self) -> str:
        """What tells it from the others."""
        return self.concern.sentence

    @property
    def tone(self) -> Tone:
        """How hard it presses."""
        return Tone.BAD if self.is_now else Tone.WARN


_CONCERNS = (
    Column[ConcernRow](
        "What needs somebody",
        lambda one: one.concern.what,
        why=lambda one: capitalised(one.concern.words),
        icon=lambda one: ("triangle-alert" if one.is_now else "circle-alert", one.tone),
        is_bold=True,
    ),
    Column[ConcernRow](
        "When", lambda one: "Now" if one.is_now else "Soon", tone=lambda one: one.tone, width=96
    ),
    Column[ConcernRow]("", lambda one: "Open", width=96, is_act=True, in_filter=False),
)
_REASONS = (
    Column[ReasonCount](
        "Reason", lambda one: one.words, why=lambda one: f"{one.code} · {one.category}", is_bold=True
    ),
    Column[ReasonCount]("Times", lambda one: str(one.times), sort_key=lambda one: one.times, width=64),
    Column[ReasonCount]("Days", lambda one: str(one.days), sort_key=lambda one: one.days, width=64),
)
_WAITS = (
    Column[DecisionTime](
        "Item",
        lambda one: one.reference,
        why=lambda one: f"{one.type_name}, panel of {plain_date(one.panel_on)}",
        is_bold=True,
    ),
    Column[DecisionTime](
        "Minutes",
        lambda one: counted(one.panel_to_minutes, "day"),
        sort_key=lambda one: one.panel_to_minutes,
        width=72,
    ),
    Column[DecisionTime](
        "Decision",
        lambda one: counted(one.panel_to_decision, "day"),
        sort_key=lambda one: one.panel_to_decision,
        width=72,
    ),
)


class OversightPage(Page):
    """Concerns in the middle, each leading to where it is seen to; the two tables of figures at the right."""

    def __init__(self, office: Office, runner: TaskRunner) -> None:
        super().__init__(office, "Oversight")
        self._runner = runner
        self._build()
        self._lay_out_columns()
        for pressed in (self.concerns.opened, self.concerns.acted):
            pressed.connect(self._open)

    def refresh(self) -> None:
        """Read the figures again, beside the window."""
        self._runner.run("Working out the figures", lambda: figures(self.office), self._show)

    def open_place(self) -> None:
        """Show the figures, with the keyboard on what needs somebody."""
        super().open_place()
        self.concerns.focus_rows()

    def _build(self) -> None:
        self.concerns: Table[ConcernRow] = Table(
            "Concerns",
            _CONCERNS,
            empty="Nothing needs anybody now or soon.",
            how="Approvals that lapse, children outside the terms, late decisions and reviews show here.",
            icon="circle-check",
        )
        self.reasons: Table[ReasonCount] = Table(
            "Why items are deferred",
            _REASONS,
            empty="Nothing has been deferred.",
            how="Each deferral with its reason shows here.",
            icon="history",
            key=lambda one: one.code,
            has_filter=False,
            is_whole=True,
        )
        self.waits: Table[DecisionTime] = Table(
            "How long families wait",
            _WAITS,
            empty="Nothing has been decided after a panel yet.",
            how="Calendar days from the panel to the minutes and to the signed decision show here.",
            icon="hourglass",
            key=lambda one: one.reference,
            has_filter=False,
            is_whole=True,
        )
        self.set_acts(primary("Make the page to print", "printer", on_press=self._issue))

    def _lay_out_columns(self) -> None:
        whole, reasons, waits = Card(margin=6), Card("Why items are deferred"), Card("How long families wait")
        self.median = muted("")
        whole.add(self.concerns)
        reasons.add(muted(_SPAN), self.reasons)
        waits.add(self.median, self.waits)
        self.body.addWidget(
            Columns(whole, aside=scrolled(stacked(reasons, waits)), aside_width=_FIGURES_WIDTH), 1
        )

    def _show(self, found: Figures) -> None:
        now, soon = found.concerns.now, found.concerns.soon
        today = long_date(self.office.clock.today())
        self.set_context(f"As things stand on {today} · {len(now)} now, {len(soon)} soon")
        self.concerns.set_rows(
            [*(ConcernRow(one, is_now=True) for one in now), *(ConcernRow(one, is_now=False) for one in soon)]
        )
        self.reasons.set_rows(found.deferral_reasons)
        self.waits.set_rows(found.decision_times[::-1])
        wait = median_wait(found.decision_times)
        half = "" if wait is None else f" Half waited {wait:g} calendar days or less for the decision."
        self.median.setText(f"{_SPAN}{half}")

    def _open(self, row: ConcernRow) -> None:
        concern = row.concern
        if concern.home_id:
            self.asked.emit(Destination(Place.HOMES, concern.home_id))
        elif concern.item_id:
            self.asked.emit(Destination(Place.ITEMS, concern.item_id))
        else:
            self.asked.emit(Destination(Place.ACTIONS))

    def _issue(self) -> None:
        self._runner.run(
            "Making the page",
            lambda: issue_oversight(self.office),
            lambda document: self.notice.say(
                f"Made and kept in the store as {document.reference}.", tone=Tone.GOOD
            ),
        )
