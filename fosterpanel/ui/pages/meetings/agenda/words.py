"""How the lines of an agenda and the items that wait are put in words on screen."""

from __future__ import annotations

import re

from fosterpanel.domain.agenda import EntryKind
from fosterpanel.domain.clocks import ItemClock
from fosterpanel.domain.items import called
from fosterpanel.domain.wording import counted, listed, plain_date
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.meetings.agenda.painting import Pill
from fosterpanel.ui.pages.meetings.words import papers_line
from fosterpanel.workflow.agendas.agenda_desk import AgendaDesk, AgendaLine
from fosterpanel.workflow.agendas.waiting_items import WaitingItem

_LENGTH = re.compile(r"\((.+)\)")
_KIND_TITLES = {EntryKind.LATE: "Late item", EntryKind.BREAK: "Break"}


def line_title(line: AgendaLine) -> str:
    """What a line is called: an item by its number on the agenda and its reference."""
    entry = line.timed.entry
    if line.item is None:
        return entry.title or _KIND_TITLES.get(entry.kind, entry.kind.value.capitalize())
    return f"{entry.number}. {line.item.reference}" if entry.number else line.item.reference


def line_name(line: AgendaLine) -> str:
    """What the item of a line is called where nobody is named; nothing on other lines."""
    return called(line.item, line.item_type) if line.item and line.item_type else ""


def line_why(line: AgendaLine) -> str:
    """What the second line says of a line: how long, and what it is."""
    entry = line.timed.entry
    parts = [counted(entry.minutes, "minute")]
    if name := line_name(line):
        parts.append(name)
        if line.clock is not None:
            parts.append(_until(line.clock))
    elif entry.note:
        parts.append(entry.note)
    return " · ".join(parts)


def line_pills(line: AgendaLine) -> tuple[Pill, ...]:
    """What there is to know about a line at a glance, beside its quorum."""
    pills: list[Pill] = []
    if line.is_new:
        pills.append(("added", Tone.SOFT, "plus"))
    if line.readiness is not None and not line.readiness.is_ready:
        pills.append((line.readiness.words.lower(), Tone.WARN, "circle-alert"))
    if line.has_late_paper:
        pills.append(("late paper", Tone.WARN, "file-clock"))
    if line.outcome:
        pills.append((line.outcome, Tone.SOFT, ""))
    return tuple(pills)


def line_sentence(line: AgendaLine) -> str:
    """A whole line as it is read aloud."""
    attending = listed(line.timed.entry.attending)
    parts = [
        f"{line.timed.starts_at:%H:%M}",
        line_title(line),
        line_why(line),
        *(words for words, _, _ in line_pills(line)),
        f"attending: {attending}" if attending else "",
        line.forecast.words if line.forecast else "",
    ]
    return ". ".join(part for part in parts if part) + "."


def waiting_title(waiting: WaitingItem) -> str:
    """An item that waits: its reference and type, or the title of business of the panel itself."""
    kind = waiting.item_type.name
    name = waiting.item.subject if waiting.item.is_business else f"{kind[:1].lower()}{kind[1:]}"
    return f"{waiting.item.reference} · {name}"


def waiting_why(waiting: WaitingItem) -> str:
    """Its nearest clock, or since when it waits."""
    if waiting.clock is None:
        return f"Waiting since {plain_date(waiting.item.received_on)}"
    words = _until(waiting.clock)
    return f"{words[:1].upper()}{words[1:]}"


def _until(clock: ItemClock) -> str:
    """A clock in a few words: its length where it says one (8 months on 14 January 2027), else what ends."""
    length = _LENGTH.search(clock.words)
    words = length[1] if length else f"{clock.words[:1].lower()}{clock.words[1:]}"
    return f"{words} on {plain_date(clock.due_on)}"


def waiting_pills(waiting: WaitingItem) -> tuple[Pill, ...]:
    """Whether it can wait, and whether it is ready."""
    pills: list[Pill] = []
    if waiting.cannot_wait:
        pills.append(("Cannot wait", Tone.BAD, "hourglass"))
    tone, icon = (Tone.GOOD, "check") if waiting.readiness.is_ready else (Tone.WARN, "circle-alert")
    pills.append((waiting.readiness.words, tone, icon))
    return tuple(pills)


def waiting_sentence(waiting: WaitingItem) -> str:
    """A waiting item as it is read aloud, with the reasons a panel would defer it."""
    parts = [waiting_title(waiting), waiting_why(waiting), *(words for words, _, _ in waiting_pills(waiting))]
    return ". ".join((*parts, *(reason.rstrip(".") for reason in waiting.readiness.reasons))) + "."


def agenda_line(desk: AgendaDesk) -> str:
    """The agenda in a line: how many items, from when to when, and when papers go out."""
    items = counted(desk.item_count, "item") if desk.item_count else "No item yet"
    room = f" of {desk.meeting.capacity}" if desk.item_count > desk.meeting.capacity else ""
    parts = [f"{items}{room}, {desk.meeting.starts_at:%H:%M} to {desk.ends_at:%H:%M}"]
    if desk.papers_due_on is not None and desk.is_open:
        parts.append(papers_line(desk.papers_due_on))
    if desk.issues:
        parts.append(f"issue {desk.issues[-1].number} {'is' if desk.is_open else 'went'} out")
    if not desk.is_open:
        parts.append(desk.meeting.stage.value)
    return " · ".join(parts)
