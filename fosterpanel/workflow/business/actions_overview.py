"""Every action with what it belongs to, ready to be looked through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fosterpanel.domain.actions import Action, drifting
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.wording import counted, plain_date
from fosterpanel.workflow.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """One action; ``reference`` is its item's, and ``days_late`` is 0 while there is time (calendar days).

    ``agreed_on`` is the local day of the panel that agreed it.
    """

    action: Action
    reference: str
    days_late: int
    agreed_on: date

    @property
    def id(self) -> str:
        """The action's id."""
        return self.action.id

    @property
    def standing(self) -> str:
        """How it stands in a word or two."""
        if self.action.done_on is not None:
            return f"Done {plain_date(self.action.done_on)}"
        return (
            f"{counted(self.days_late, 'day')} late"
            if self.days_late
            else f"By {plain_date(self.action.due_on)}"
        )


def drifting_count(office: Office) -> int:
    """How many actions are overdue."""
    with office.reading() as reading:
        return len(drifting(reading.find(Action), office.clock.today()))


def action_lines(office: Office) -> tuple[ActionLine, ...]:
    """Every action, those still open first and the longest overdue at the top."""
    today = office.clock.today()
    with office.reading() as reading:
        actions = reading.find(Action)
        ids = {action.item_id for action in actions if action.item_id}
        references = {item_id: reading.get(PanelItem, item_id).reference for item_id in ids}
        panels = {one: reading.get(Meeting, one).on for one in {action.meeting_id for action in actions}}
    lines = [
        ActionLine(
            action=action,
            reference=references.get(action.item_id, ""),
            days_late=0 if action.done_on else max(0, (today - action.due_on).days),
            agreed_on=panels[action.meeting_id],
        )
        for action in actions
    ]
    return tuple(sorted(lines, key=lambda line: (line.action.done_on is not None, line.action.due_on)))
