"""Actions with an owner and a date, carried to the next panel until they are done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One action; dates are local, ``item_id`` is empty for an action of the panel itself."""

    id: str
    meeting_id: str
    item_id: str
    what: str
    owner: str
    due_on: date
    done_on: date | None = None
    version: int = 0


def open_actions(actions: Iterable[Action]) -> tuple[Action, ...]:
    """The actions not yet done, the longest overdue first."""
    return tuple(sorted((one for one in actions if one.done_on is None), key=lambda one: one.due_on))


def drifting(actions: Iterable[Action], today: date) -> tuple[Action, ...]:
    """The open actions whose date has passed."""
    return tuple(one for one in open_actions(actions) if one.due_on < today)
