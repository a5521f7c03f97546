"""The clock of an item: which time limit presses on it, by when, and how long is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fosterpanel.domain.days import days_left, due
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.domain.temporary_approvals import TemporaryApproval
from fosterpanel.domain.wording import counted, length, long_date

APPLICATIONS = frozenset({"APP", "APP-CP", "TRANSFER", "BRIEF"})
"""The types whose first day is that of an application; a brief report ends one early."""

BEGIN_A_CLOCK = APPLICATIONS | {"EMG23"}
"""The types whose own first day starts a time limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemClock:
    """One time limit that presses on an item; ``due_on`` is a local date, ``source`` where the limit comes from."""

    words: str
    due_on: date
    source: str

    @property
    def standing(self) -> str:
        """The limit and its date as one sentence that stays true whenever it is read: for letters and records."""
        return f"{self.words} on {long_date(self.due_on)}."

    def sentence(self, today: date) -> str:
        """The limit, its date and the calendar days left, as one sentence for screens and the agenda."""
        left = days_left(self.due_on, today)
        if left < 0:
            how_long = f"that was {counted(-left, 'day')} ago"
        else:
            how_long = f"in {counted(left, 'day')}" if left else "which is today"
        return f"{self.words} on {long_date(self.due_on)}, {how_long}."


def clocks_of(
    item: PanelItem, home: FosterHome, temporary: TemporaryApproval | None, book: RuleBook
) -> tuple[ItemClock, ...]:
    """The time limits that press on an item, the nearest first.

    Limits on applications and reviews that the rule book does not hold are left out: nothing is guessed.
    """
    return clocks_running(
        item.type_code,
        received_on=item.received_on,
        approved_on=home.approved_on,
        temporary=temporary,
        book=book,
    )


def clocks_running(
    type_code: str,
    *,
    received_on: date,
    approved_on: date | None,
    temporary: TemporaryApproval | None,
    book: RuleBook,
) -> tuple[ItemClock, ...]:
    """The same from what the clocks hang on: an item's type and first local day, its home's approvals."""
    clocks = []
    if temporary is not None and temporary.ended_on is None and not temporary.runs_on:
        source = book.limit("temporary-approval").rule.citation
        clocks.append(ItemClock(words="Temporary approval ends", due_on=temporary.ends_on, source=source))
    if type_code in APPLICATIONS:
        clocks += _clock("for a recommendation", "panel-recommendation", received_on, book)
    if type_code == "EMG23":
        clocks += _clock("of the emergency placement", "emergency-placement", received_on, book)
    if type_code == "REV1" and approved_on is not None:
        clocks += _clock("for the first review", "first-review", approved_on, book)
    return tuple(sorted(clocks, key=lambda clock: clock.due_on))


def _clock(of_what: str, limit_id: str, start: date, book: RuleBook) -> list[ItemClock]:
    limit = book.limits.get(limit_id)
    if limit is None:
        return []
    words = f"The {length(limit)} {of_what} end"
    return [ItemClock(words=words, due_on=due(limit, start, book.holidays), source=limit.rule.citation)]
