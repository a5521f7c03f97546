"""The rule book to look things up in, and the policy a service makes where the law leaves the choice to it."""

from __future__ import annotations

from fosterpanel.domain.rulebook import Confidence, ItemType, Rule
from fosterpanel.domain.wording import plain_date
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.settings.section import Section
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.fields import TickField
from fosterpanel.ui.parts.naming import in_order, stops_in
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.parts.tables import Column, Table
from fosterpanel.ui.parts.words import StateLine, muted
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.settings import policy_setting, set_policy, types_left_to_policy

TABLE_HEIGHT = 220

_CONFIDENCE = {
    Confidence.HIGH: ("From a source", Tone.GOOD),
    Confidence.MEDIUM: ("Partly sourced", Tone.SOFT),
    Confidence.UNVERIFIED: ("Not verified", Tone.WARN),
}


class RulesSection(Section):
    """Every rule in force today with its source, and tick boxes for local policy."""

    line = "What the law says, with its source, and what it leaves to you"

    def __init__(self, office: Office, runner: TaskRunner, page: Page) -> None:
        super().__init__(office, runner, page)
        self._policy = Card("Local policy")
        self._book = muted("")
        self._build()
        self._lay_out()

    def refresh(self) -> None:
        """Read the rule book as it stands today."""
        book = self.office.book()
        folder = self.office.rules_folder
        changed = f" The service has changed it, in the folder {folder.name}." if folder else ""
        self._book.setText(
            f"{book.nation.name_in_words}, rule book {book.id} version {book.version}, "
            f"as in force on {plain_date(book.on)}.{changed}"
        )
        self.table.set_rows(tuple(book.rules.values()))
        self._policy.clear()
        left = types_left_to_policy(self.office)
        self._policy.setVisible(bool(left))
        ticks = [self._tick(item_type, to_panel=to_panel) for item_type, to_panel in left]
        self._policy.add(*ticks)
        # Made later than the table, they would otherwise come after it on the keyboard.
        in_order(*(tick.control for tick in ticks), *stops_in(self.table))

    def _build(self) -> None:
        self.table: Table[Rule] = Table(
            "Rules",
            [
                Column("Rule", lambda rule: rule.words, why=_source),
                Column(
                    "Authority",
                    lambda rule: rule.authority.value.capitalize(),
                    why=lambda rule: "Stops what breaks it" if rule.blocks else "Asks for a reason, or warns",
                    width=210,
                ),
                Column(
                    "Confidence",
                    lambda rule: _CONFIDENCE[rule.confidence][0],
                    tone=lambda rule: _CONFIDENCE[rule.confidence][1],
                    width=140,
                ),
            ],
            empty="The rule book is empty.",
        )
        self.table.setMinimumHeight(sizes.px(TABLE_HEIGHT))

    def _lay_out(self) -> None:
        told = StateLine(
            "Rules marked “Not verified” need a person to read the source first. None of this is legal advice.",
            Tone.MUTED,
            "info",
        )
        self.column.addWidget(self._policy)
        self.column.addWidget(Card().add(self._book, told, self.table), 1)

    def _tick(self, item_type: ItemType, *, to_panel: bool) -> TickField:
        tick = TickField(f"{item_type.name}: goes to panel", name=f"to_panel_{item_type.code}")
        tick.set_value(to_panel)
        tick.edited.connect(
            lambda: self.keep(
                f"policy on “{item_type.name}” changed",
                policy_setting(item_type.code),
                lambda: set_policy(self.office, item_type.code, to_panel=tick.value()),
                lambda: self.page.notice.say(
                    "Your policy is kept and shows when such an item is taken in.", Tone.GOOD
                ),
            )
        )
        return tick


def _source(rule: Rule) -> str:
    return f"{rule.source}. {rule.note}".strip() if rule.note else rule.source
