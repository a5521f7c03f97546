"""The clock of an item: which time limit presses on it, by when, and how long is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fosterpanel.domain.days import days_left, due
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.domain.temporary_approvals import TemporaryApproval
from fosterpanel.domain.wording import long_date

APPLICATIONS = frozenset({"APP", "APP-CP", "TRANSFER"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemClock:
    """One time limit that presses on an item; ``due_on`` is a local date, ``source`` where the limit comes from."""

    words: str
    due_on: date
    source: str

    def sentence(self, today: date) -> str:
        """The limit, its date and the calendar days left, as one sentence."""
        left = days_left(self.due_on, today)
        when = long_date(self.due_on)
        if left < 0:
            return f"{self.words} was due on {when}, {-left} days ago."
        return f"{self.words} on {when}, in {left} days."


def clocks_of(
    item: PanelItem, home: FosterHome, temporary: TemporaryApproval | None, book: RuleBook
) -> tuple[ItemClock, ...]:
    """The time limits that press on an item, the nearest first."""
    clocks = []
    if temporary is not None and temporary.ended_on is None:
        rule = book.limit("temporary-approval").rule
        clocks.append(
            ItemClock(words="Temporary approval ends", due_on=temporary.ends_on, source=rule.citation)
        )
    if item.type_code in APPLICATIONS:
        clocks.append(
            _clock("Eight months from application end", "panel-recommendation", item.received_on, book)
        )
    if item.type_code == "REV1" and home.approved_on is not None:
        clocks.append(_clock("The first review must be complete", "first-review", home.approved_on, book))
    return tuple(sorted(clocks, key=lambda clock: clock.due_on))


def _clock(words: str, limit_id: str, start: date, book: RuleBook) -> ItemClock:
    limit = book.limit(limit_id)
    return ItemClock(words=words, due_on=due(limit, start, book.holidays), source=limit.rule.citation)
