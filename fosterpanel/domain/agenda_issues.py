"""One issue of an agenda after another: items keep the number they went out under, and what changed is told first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum
from string import ascii_uppercase

from fosterpanel.domain.agenda import Agenda, AgendaEntry, EntryKind, TimedEntry, timed
from fosterpanel.domain.wording import listed


class Change(StrEnum):
    """What happened to an item between two issues."""

    ADDED = "added"
    TAKEN_OFF = "taken off"
    MOVED = "moved"
    OTHERS_ATTEND = "others attend"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaChange:
    """One change to one item; ``at`` and ``was_at`` are local times where it has or had one."""

    change: Change
    entry: AgendaEntry
    at: time | None = None
    was_at: time | None = None

    def sentence(self, reference: str) -> str:
        """The change as one sentence, with the item's own reference."""
        item = f"Item {self.entry.number} ({reference})" if self.entry.number else f"Item {reference}"
        match self.change:
            case Change.ADDED:
                return f"{item} is added, at {self.at:%H:%M}."
            case Change.MOVED:
                return f"{item} begins at {self.at:%H:%M}, not at {self.was_at:%H:%M}."
            case Change.TAKEN_OFF:
                return f"{item} is no longer on this agenda."
            case Change.OTHERS_ATTEND:
                return f"{item}: {listed(self.entry.attending) or 'nobody beside the presenter'} will attend."


def numbered(entries: Iterable[AgendaEntry], issues: Sequence[Agenda]) -> tuple[AgendaEntry, ...]:
    """The entries with every item's number.

    The first issue counts from 1. Later, whatever went out keeps its number and no number is used for another item: one
    between two that are out takes the number before it with a letter (7A), one after all of them the next number.
    """
    held = {entry.item_id: entry.number for issue in issues for entry in issue.entries if entry.number}
    lines = tuple(entries)
    last_out = max((place for place, entry in enumerate(lines) if entry.item_id in held), default=-1)
    used, before, made = set(held.values()), "", []
    for place, entry in enumerate(lines):
        if entry.kind is EntryKind.ITEM:
            if entry.item_id not in held:
                held[entry.item_id] = _free_number(before if place < last_out else "", used)
            before = held[entry.item_id]
            used.add(before)
        made.append(replace(entry, number=held.get(entry.item_id, "")))
    return tuple(made)


def changes(earlier: Agenda, entries: Iterable[AgendaEntry], starts_at: time) -> tuple[AgendaChange, ...]:
    """What the running order changes for the items of an earlier issue: those added, then taken off, then moved."""
    before = _items(timed(earlier.entries, starts_at))
    now = _items(timed(entries, starts_at))
    found = [_change(before.get(item_id), line) for item_id, line in now.items()]
    gone = [
        AgendaChange(change=Change.TAKEN_OFF, entry=line.entry, was_at=line.starts_at)
        for item_id, line in before.items()
        if item_id not in now
    ]
    order = tuple(Change)
    told = [change for change in (*found, *gone) if change is not None]
    return tuple(sorted(told, key=lambda one: order.index(one.change)))


def _free_number(before: str, used: set[str]) -> str:
    stem = before.rstrip(ascii_uppercase)
    if stem:
        free = [f"{stem}{letter}" for letter in ascii_uppercase if f"{stem}{letter}" not in used]
        if free:
            return free[0]
    return str(max((int(number.rstrip(ascii_uppercase)) for number in used if number), default=0) + 1)


def _items(lines: Iterable[TimedEntry]) -> dict[str, TimedEntry]:
    return {line.entry.item_id: line for line in lines if line.entry.kind is EntryKind.ITEM}


def _change(before: TimedEntry | None, now: TimedEntry) -> AgendaChange | None:
    if before is None:
        return AgendaChange(change=Change.ADDED, entry=now.entry, at=now.starts_at)
    if before.starts_at != now.starts_at:
        return AgendaChange(change=Change.MOVED, entry=now.entry, at=now.starts_at, was_at=before.starts_at)
    if before.entry.attending != now.entry.attending:
        return AgendaChange(change=Change.OTHERS_ATTEND, entry=now.entry, at=now.starts_at)
    return None
