"""The agenda: which item when, who attends, and what goes out to members with which papers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from fosterpanel.errors import InvalidInput


class EntryKind(StrEnum):
    """What a line of the agenda is."""

    STANDING = "standing business"
    ITEM = "item"
    BREAK = "break"
    LATE = "late item"
    CLOSE = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaEntry:
    """One line of the running order; ``minutes`` is how long it is given.

    A late item's line keeps time free for one that cannot wait. ``number`` is what an item is called on the agenda
    that went out ("4", "4A"); it is given on issue.
    """

    kind: EntryKind
    title: str
    minutes: int
    item_id: str = ""
    attending: tuple[str, ...] = ()
    note: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """One issue of a meeting's agenda; a later issue has a higher ``number``. ``issued_on`` is a local date."""

    id: str
    meeting_id: str
    entries: tuple[AgendaEntry, ...]
    number: int = 1
    issued_on: date | None = None
    late_reason: str = ""
    document_id: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningOrder:
    """The agenda of a meeting while it is being drawn up; its ``id`` is the meeting's."""

    id: str
    entries: tuple[AgendaEntry, ...] = ()
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedEntry:
    """One line with its local starting time, worked out from the lines before it. Not stored."""

    number: int
    starts_at: time
    entry: AgendaEntry


def ends_at(entries: Iterable[AgendaEntry], starts_at: time) -> time:
    """The local time at which the last line ends; midnight is the latest there is."""
    end = datetime.combine(date.min, starts_at) + timedelta(minutes=sum(entry.minutes for entry in entries))
    return end.time() if end.date() == date.min else time.max


def timed(entries: Iterable[AgendaEntry], starts_at: time) -> tuple[TimedEntry, ...]:
    """The running order with times: each line starts when the one before it ends.

    Raises:
        InvalidInput: a line is given less than no time, or starts after midnight.
    """
    day = datetime.combine(date.min, starts_at)
    moment, lines = day, []
    for number, entry in enumerate(entries, start=1):
        if entry.minutes < 0:
            raise InvalidInput(f"“{entry.title}” is given less than no time. Give it its minutes.")
        if moment.date() != day.date():
            raise InvalidInput(
                f"“{entry.title}” would begin after midnight. Shorten the agenda, or hold two meetings."
            )
        lines.append(TimedEntry(number=number, starts_at=moment.time(), entry=entry))
        moment += timedelta(minutes=entry.minutes)
    return tuple(lines)
