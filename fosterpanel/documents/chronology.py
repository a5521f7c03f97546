"""The chronology of an item or a foster home as a paper: what happened, how long it took, who recorded it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fosterpanel.documents.pages import (
    Block,
    Callout,
    Column,
    Document,
    DocumentFrame,
    Heading,
    KeyFacts,
    Paragraph,
    RenderedDocument,
    Run,
    Table,
    Text,
    render,
)
from fosterpanel.documents.phrases import capital, confidential, moment
from fosterpanel.documents.sections import nothing
from fosterpanel.domain.chronology import Chronology, Event, RecordedAct, TimeTaken
from fosterpanel.domain.service import FosteringService
from fosterpanel.domain.wording import counted, long_date, plain_date

_LONG_GAP: Final = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyPaper:
    """A chronology and whose it is; ``made_at`` (UTC) is when it was drawn up, ``made_by`` by whom."""

    service: FosteringService
    chronology: Chronology
    made_at: datetime
    made_by: str


def render_chronology(paper: ChronologyPaper) -> RenderedDocument:
    """The chronology as a document. It is about one family, or the panel's own business, and is signed by nobody."""
    return render(Document(frame=_frame(paper), blocks=tuple(_blocks(paper))))


def _frame(paper: ChronologyPaper) -> DocumentFrame:
    held = paper.chronology
    return DocumentFrame(
        title=f"Chronology: {held.reference}",
        subtitle=f"{held.about}. As recorded on {long_date(held.as_at)}",
        service_name=paper.service.name,
        reference=held.reference,
        version=plain_date(held.as_at),
        confidentiality=confidential(is_business=held.is_business),
        created_at=paper.made_at,
    )


def _blocks(paper: ChronologyPaper) -> Iterator[Block]:
    held = paper.chronology
    yield KeyFacts(
        (
            ("About", held.names),
            ("From", long_date(held.events[0].on) if held.events else "Nothing has happened yet"),
            ("Drawn up", moment(paper.made_at)),
            ("By", paper.made_by),
        )
    )
    yield from _longest_gap(held)
    yield Heading("What happened")
    yield Paragraph("Days are calendar days since the line before.", "note")
    yield _events(held.events)
    yield Heading("How long each step took")
    yield from _times(held)
    yield Heading("Who recorded it, and when")
    yield _acts(held.acts)


def _longest_gap(held: Chronology) -> Iterator[Block]:
    gap = held.longest_gap
    if gap is not None and gap.days_since is not None and gap.days_since >= _LONG_GAP:
        waited = counted(gap.days_since, "calendar day")
        yield Callout("The longest gap", f"{waited} before {plain_date(gap.on)}: {gap.words}.")


def _events(events: tuple[Event, ...]) -> Block:
    if not events:
        return nothing("Nothing has happened yet.")
    columns = (Column("Date", 3), Column("What happened", 7), Column("By", 2.9), Column("Days", 0.9, True))
    return Table(columns, tuple(_event(one) for one in events))


def _event(one: Event) -> tuple[Text, ...]:
    words: Text = (
        (Run(capital(one.words)), Run(f"\n{one.why}", muted=True)) if one.why else capital(one.words)
    )
    since = "" if one.days_since is None else str(one.days_since)
    return plain_date(one.on), words, one.by, since


def _times(held: Chronology) -> Iterator[Block]:
    if not held.times:
        yield nothing("No time limit has begun to run.")
        return
    columns = (Column("Step", 6), Column("Ran", 3.6), Column("Took", 3.8))
    yield Table(columns, tuple(_time(one, held) for one in held.times))


def _time(one: TimeTaken, held: Chronology) -> tuple[Text, ...]:
    standing = one.standing(held.as_at)
    ended = plain_date(one.ended_on) if one.ended_on else "today"
    return (
        (Run(one.words), Run(f"\n{one.limit}. {one.source}", muted=True)),
        (
            Run(f"{plain_date(one.began_on)} to\n{ended}"),
            Run(f"\nDue {plain_date(one.due_on)}", muted=True),
        ),
        (Run(one.took), Run(f"\n{capital(standing)}", bold=standing in ("late", "overdue"))),
    )


def _acts(acts: tuple[RecordedAct, ...]) -> Block:
    if not acts:
        return nothing("Nothing is recorded.")
    return Table((Column("When", 4.2), Column("Act", 4.6), Column("By", 4)), tuple(map(_act, acts)))


def _act(one: RecordedAct) -> tuple[Text, ...]:
    again = f" ({counted(one.times, 'time')})" if one.times > 1 else ""
    return moment(one.at), f"{capital(one.act)}{again}", one.by
