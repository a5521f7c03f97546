"""Actions: what panels have asked for, who does it, and what drifts."""

from __future__ import annotations

from fosterpanel.domain.actions import Action
from fosterpanel.domain.wording import counted, plain_date
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.desk.undo import Edit
from fosterpanel.ui.keys import Shortcuts, bind
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.rows_out import ask_to_save_rows
from fosterpanel.ui.parts.buttons import primary, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.parts.tables import Column, Table
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.business.actions import finish_action
from fosterpanel.workflow.business.actions_overview import ActionLine, action_lines
from fosterpanel.workflow.office import Office


class ActionsPage(Page):
    """A table of actions; the page's act marks the current one as done."""

    def __init__(self, office: Office, runner: TaskRunner) -> None:
        super().__init__(office, "Actions")
        self._runner = runner
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read the actions again, beside the window."""
        self._runner.run("Reading the actions", lambda: action_lines(self.office), self._show)

    def open_place(self) -> None:
        """Show the actions, with the keyboard on them."""
        super().open_place()
        self.table.focus_rows()

    def _build(self) -> None:
        self.table: Table[ActionLine] = Table(
            "Actions",
            (
                Column(
                    "What",
                    lambda line: line.action.what,
                    why=_where_from,
                    icon=lambda line: ("list-checks", _tone(line)),
                    is_bold=True,
                ),
                Column("Who", lambda line: line.action.owner, width=220),
                Column(
                    "How it stands",
                    lambda line: line.standing,
                    tone=_tone,
                    sort_key=lambda line: (line.action.done_on is not None, line.action.due_on),
                    width=220,
                ),
            ),
            empty="No action has been agreed yet.",
            how="Actions are agreed at a panel, on an item, with an owner and a date.",
            icon=Place.ACTIONS.icon,
        )
        card = Card(margin=6)
        card.add(self.table)
        self.body.addWidget(card, 1)
        self.done = primary("Mark as done", "check", on_press=self._finish)
        self.open = secondary("Open the item", "inbox", on_press=self._open_current)
        self.set_acts(self.done, self.open)

    def _connect(self) -> None:
        self.table.opened.connect(self._open)
        bind(Shortcuts.EXPORT, self, lambda: ask_to_save_rows(self, self._runner, self.table))
        self.table.moved.connect(self._allow)

    def _show(self, lines: tuple[ActionLine, ...]) -> None:
        waiting = [line for line in lines if line.action.done_on is None]
        late = sum(line.days_late > 0 for line in waiting)
        self.table.set_rows(lines)
        if self.table.current() is None:
            self.table.view.go_to(0)
        self.set_context(f"{counted(len(waiting), 'action')} open, {late} overdue")
        self._allow(self.table.current())

    def _allow(self, line: ActionLine | None) -> None:
        self.done.setEnabled(line is not None and line.action.done_on is None)
        self.open.setEnabled(line is not None and bool(line.action.item_id))

    def _finish(self) -> None:
        line = self.table.current()
        if line is not None:
            self._runner.run(
                "Recording it as done",
                lambda: finish_action(self.office, line.id),
                lambda done: self._finished(line.action, done),
            )

    def _finished(self, before: Action, done: Action) -> None:
        self.edited.emit(Edit(f"“{done.what}” marked as done", before, done))
        self.refresh()

    def _open_current(self) -> None:
        line = self.table.current()
        if line is not None:
            self._open(line)

    def _open(self, line: ActionLine) -> None:
        if line.action.item_id:
            self.asked.emit(Destination(Place.ITEMS, line.action.item_id))


def _where_from(line: ActionLine) -> str:
    of = f"Item {line.reference}" if line.reference else "For the panel itself"
    return f"{of} · agreed on {plain_date(line.agreed_on)}"


def _tone(line: ActionLine) -> Tone:
    if line.action.done_on is not None:
        return Tone.GOOD
    return Tone.WARN if line.days_late else Tone.SOFT
