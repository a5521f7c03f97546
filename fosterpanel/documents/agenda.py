"""The agenda that goes out to the panel: who, when, which papers, which clocks, and what the panel must do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from fosterpanel.documents.pages import (
    Block,
    Callout,
    Column,
    Document,
    DocumentFrame,
    Heading,
    KeepTogether,
    KeyFacts,
    Paragraph,
    RenderedDocument,
    Run,
    Table,
    Text,
    render,
)
from fosterpanel.documents.phrases import capital, needed, sentence, short_kind, start_of, time_of_day
from fosterpanel.documents.sections import bullets_or, labelled, nothing, paragraph_or
from fosterpanel.domain.actions import Action
from fosterpanel.domain.agenda import Agenda, EntryKind, TimedEntry
from fosterpanel.domain.attendance import OtherAttender
from fosterpanel.domain.deferrals import Deferral
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.meetings import Meeting, Seat
from fosterpanel.domain.papers import Paper
from fosterpanel.domain.quorum import CountedMember, QuorumFinding
from fosterpanel.domain.service import FosteringService
from fosterpanel.domain.wording import counted, listed, long_date, plain_date


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One item as the agenda shows it.

    ``about`` are the initials of a family, or the title of business of the panel itself.
    ``clock`` is a sentence about its time limit; ``missing`` names papers not in; ``lost_without`` names the members
    whose absence alone would end the quorum.
    """

    item: PanelItem
    type_name: str
    about: str
    needed_from_panel: str
    clock: str
    papers: tuple[Paper, ...]
    paper_kinds: Mapping[str, str]
    missing: tuple[str, ...]
    quorum: QuorumFinding
    one_conflict_away: bool
    history: tuple[str, ...] = ()
    lost_without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPaper:
    """Everything the agenda says, in words that name no applicant, carer or child.

    ``last_minutes`` says how far the minutes of the last panel are, ``outcomes_since`` are decisions made since it, one
    sentence each. ``others`` attend for the
    whole meeting (adviser, minute taker); ``next_panel_on`` is a local date. ``changes`` are what a supplementary
    agenda changes against the issue before it, one sentence each.
    """

    service: FosteringService
    meeting: Meeting
    agenda: Agenda
    reference: str
    lines: tuple[TimedEntry, ...]
    members: tuple[CountedMember, ...]
    apologies: tuple[str, ...]
    items: Mapping[str, AgendaItem]
    open_actions: tuple[Action, ...] = ()
    open_deferrals: tuple[tuple[str, Deferral], ...] = ()
    last_minutes: str = ""
    outcomes_since: tuple[str, ...] = ()
    others: tuple[OtherAttender, ...] = ()
    next_panel_on: date | None = None
    changes: tuple[str, ...] = ()


_CONFIDENTIALITY: Final = (
    "This agenda and its papers are for the members and advisers of this panel only. Keep them where nobody else can "
    "read them, do not copy or forward them, and destroy your own notes once the minutes are agreed."
)
_INTERESTS: Final = (
    "Read the initials and papers of each item before the meeting. If you know the family, the child or the workers, "
    "or took part in the case, tell the chair now: the chair rules on it before the item is heard, and the panel may "
    "need another member to be quorate."
)

_FEEDBACK: Final = (
    "At the end of each item the panel rates its report from 1 to 4, and says what was good and what was missing. "
    "The author and their manager are told."
)


def render_agenda(paper: AgendaPaper) -> RenderedDocument:
    """The agenda as a document: initials only, so that no applicant, carer or child is named on it.

    An item's subject, proposal and terms are not shown, nor are the titles of its papers (their kinds are), since
    all of these may hold names. Those of the panel's own business are: it is about no family.

    Raises:
        InvalidInput: the running order is empty, or lists an item nobody has described.
    """
    return render(Document(frame=_frame(paper), blocks=tuple(_blocks(paper))))


def _frame(paper: AgendaPaper) -> DocumentFrame:
    meeting = paper.meeting
    what = "supplementary agenda" if paper.agenda.number > 1 else "agenda"
    return DocumentFrame(
        title=f"{meeting.panel_name}: {what}",
        subtitle=f"{long_date(meeting.on)}, {time_of_day(meeting.starts_at)}, {meeting.place}",
        service_name=paper.service.name,
        reference=paper.reference,
        version=f"Issue {paper.agenda.number}",
        confidentiality="Confidential: for panel members and advisers only",
        created_at=start_of(paper.agenda.issued_on or meeting.on),
    )


def _blocks(paper: AgendaPaper) -> Iterator[Block]:
    yield _facts(paper)
    yield Callout("Confidential", _CONFIDENTIALITY)
    if paper.agenda.late_reason:
        late = f"Why this agenda goes out later than it should: {sentence(paper.agenda.late_reason)}"
        yield Callout("Issued late", late, "warn")
    if paper.agenda.number > 1:
        yield from _changes(paper)
    yield from _running_order(paper)
    yield from _panel(paper)
    yield from _standing_business(paper)
    for entry in paper.lines:
        if entry.entry.kind is EntryKind.ITEM:
            yield from _item(paper, _described(paper, entry), entry)


def _facts(paper: AgendaPaper) -> KeyFacts:
    meeting, agenda = paper.meeting, paper.agenda
    issued = plain_date(agenda.issued_on) if agenda.issued_on else "Not issued yet: a draft"
    facts = [
        ("For" if len(meeting.providers) == 1 else "Joint panel of", listed(meeting.providers)),
        ("Issued", f"{issued} (issue {agenda.number})"),
        ("Chair", _seated(paper, Seat.CHAIR)),
        ("Vice chair", _seated(paper, Seat.VICE_CHAIR)),
        ("Business", counted(sum(line.entry.kind is EntryKind.ITEM for line in paper.lines), "item")),
        ("Rule book", f"{meeting.rule_book_id}, version {meeting.rule_book_version}"),
    ]
    if paper.next_panel_on:
        facts.append(("Next panel", long_date(paper.next_panel_on)))
    return KeyFacts(tuple(facts))


def _seated(paper: AgendaPaper, seat: Seat) -> str:
    return listed([member.name for member in paper.members if member.seat is seat]) or "Not expected"


def _changes(paper: AgendaPaper) -> Iterator[Block]:
    yield Heading(f"What has changed since issue {paper.agenda.number - 1}")
    yield bullets_or(paper.changes, "No item was added, moved or taken off.")
    yield Paragraph(
        "Everything that is out keeps its number. The whole running order as it now stands follows."
    )


def _running_order(paper: AgendaPaper) -> Iterator[Block]:
    lines = needed(paper.lines, "The agenda has no running order yet. Add its lines first.")
    yield Heading("Running order")
    yield Table(
        columns=(
            Column("Time", 1.2),
            Column("Business", 5.2),
            Column("Attending", 3.6),
            Column("Minutes", 1, True),
        ),
        rows=tuple(_running_line(paper, line) for line in lines),
        first_cell_heads_row=True,
    )


def _running_line(paper: AgendaPaper, line: TimedEntry) -> tuple[Text, ...]:
    entry = line.entry
    business: Text = entry.title
    if entry.kind is EntryKind.ITEM:
        item = _described(paper, line)
        name = f"{entry.number}. {item.item.reference}" if entry.number else item.item.reference
        business = (Run(name, bold=True), Run(f" {item.type_name}, {item.about}"))
    elif entry.kind in (EntryKind.BREAK, EntryKind.LATE):
        business = (Run(entry.title, italic=True, muted=True),)
    return time_of_day(line.starts_at), business, capital(listed(entry.attending)), str(entry.minutes)


def _described(paper: AgendaPaper, line: TimedEntry) -> AgendaItem:
    return needed(
        paper.items.get(line.entry.item_id),
        f"Line {line.number} of the agenda is an item that is not described. Take it off the agenda, or list it again.",
    )


def _panel(paper: AgendaPaper) -> Iterator[Block]:
    columns = (
        Column("Member", 4),
        Column("Seat", 2.2),
        Column("Independent", 2),
        Column("Social worker for quorum", 3),
    )
    rows = tuple(_member_row(member) for member in paper.members)
    yield Heading("The panel")
    if rows:
        yield KeepTogether((Table(columns, rows, first_cell_heads_row=True),))
    else:
        yield nothing("No member is expected.")
    if paper.others:
        attending = listed([f"{other.name} ({other.capacity})" for other in paper.others])
        yield Paragraph(labelled("Also attending", sentence(attending)))
    apologies = listed(paper.apologies) or "none received"
    yield Paragraph(labelled("Apologies", sentence(apologies)))
    yield Paragraph(labelled("Quorum forecast", _forecast(paper)))


def _member_row(member: CountedMember) -> tuple[Text, ...]:
    seat = member.seat.value.capitalize()
    return member.name, seat, _yes(member.is_independent), _yes(member.is_experienced_social_worker)


def _yes(answer: bool) -> str:
    return "Yes" if answer else "No"


def _forecast(paper: AgendaPaper) -> str:
    short = [one.item.reference for one in paper.items.values() if not one.quorum.is_met]
    forecasts = _forecasts(paper)
    if len(forecasts) == 1:
        (same,) = forecasts
        return f"Every item: {same[:1].lower()}{same[1:]}"
    if short:
        return f"Not enough members for {listed(short)}. Each item says more."
    return "Every item is expected to be quorate. Each item says whose absence would end that."


def _forecasts(paper: AgendaPaper) -> set[str]:
    return {_item_forecast(one) for one in paper.items.values()}


def _item_forecast(item: AgendaItem) -> str:
    """The forecast of one item: whether it is quorate as things stand, and whose absence would change that."""
    if not item.quorum.is_met:
        return item.quorum.forecast
    if not item.one_conflict_away and not item.lost_without:
        return item.quorum.forecast
    if len(item.lost_without) in (0, len(item.quorum.counted)):
        return "Quorate, but one more absence or interest would end it."
    return f"Quorate, but would be lost without {listed(item.lost_without, last='or')}."


def _standing_business(paper: AgendaPaper) -> Iterator[Block]:
    yield Heading("Standing business")
    yield Heading("Interests", 3)
    yield Paragraph(_INTERESTS)
    yield Heading("Minutes of the last panel", 3)
    yield paragraph_or(paper.last_minutes, "No earlier panel is on record.")
    yield Heading("Decisions since the last panel", 3)
    yield bullets_or(paper.outcomes_since, "None to report.")
    yield Heading("Deferred items", 3)
    yield from _deferrals(paper.open_deferrals)
    yield Heading("Matters arising and actions", 3)
    yield _actions(paper.open_actions)
    yield Heading("Feedback on reports", 3)
    yield Paragraph(_FEEDBACK)


def _deferrals(deferrals: tuple[tuple[str, Deferral], ...]) -> Iterator[Block]:
    if not deferrals:
        yield nothing("No item is deferred at present.")
        return
    yield Table(
        columns=(
            Column("Item", 2),
            Column("What is awaited, from whom and by when", 6),
            Column("Comes back", 2.4),
        ),
        rows=tuple((reference, _awaited(one), plain_date(one.return_on)) for reference, one in deferrals),
        first_cell_heads_row=True,
    )


def _awaited(deferral: Deferral) -> str:
    things = [
        f"{sentence(thing.what)} {thing.owner}, by {plain_date(thing.due_on)}."
        for thing in deferral.needed
        if thing.received_on is None
    ]
    return "\n".join(things) or "Everything asked for has come in."


def _actions(actions: tuple[Action, ...]) -> Block:
    if not actions:
        return nothing("No action is open.")
    return Table(
        columns=(Column("Action", 6), Column("Owner", 2.6), Column("Due", 2.4)),
        rows=tuple((action.what, action.owner, plain_date(action.due_on)) for action in actions),
    )


def _item(paper: AgendaPaper, described: AgendaItem, line: TimedEntry) -> Iterator[Block]:
    yield KeepTogether(tuple(_opening(paper, described, line)), with_next=True)
    yield from _papers(described)
    if described.history:
        yield Heading("Earlier before the panel", 3)
        yield bullets_or(described.history, "")


def _opening(paper: AgendaPaper, described: AgendaItem, line: TimedEntry) -> Iterator[Block]:
    """What is said of an item before its papers, which begin on the same page."""
    item, entry = described.item, line.entry
    number = f"Item {entry.number}. " if entry.number else ""
    yield Heading(f"{number}{item.reference}: {described.type_name}, {described.about}")
    yield KeyFacts(
        (
            ("Time", f"{time_of_day(line.starts_at)}, {counted(entry.minutes, 'minute')}"),
            ("Presented by", "\n".join(item.presented_by) or "To be confirmed"),
            ("Attending", capital(listed(entry.attending)) or "Nobody beside the presenter"),
        ),
        columns=3,
    )
    yield Paragraph(labelled("Needed from the panel", sentence(described.needed_from_panel)))
    clock = described.clock or "None runs on this item."
    # "in 80 days" stays on one line, so that "days" never stands on a line alone.
    yield Paragraph(labelled("Time limit", "\u00a0".join(clock.rsplit(" ", 2))))
    if entry.note:
        yield Paragraph(labelled("Please note", sentence(entry.note)))
    if not described.quorum.is_met:
        yield Callout("Quorum at risk", described.quorum.forecast, "bad")
    elif len(_forecasts(paper)) > 1:
        yield Paragraph(labelled("Quorum", _item_forecast(described)))


def _papers(described: AgendaItem) -> Iterator[Block]:
    if described.papers:
        columns = (
            Column("Paper", 5.8),
            Column("Pages", 1, True),
            Column("Received", 2.6),
            Column("Note", 1.8),
        )
        yield Table(columns, tuple(_paper_row(paper, described.paper_kinds) for paper in described.papers))
    else:
        yield nothing("No papers have come in yet.")
    if described.missing:
        yield Callout("Papers not yet in", sentence(listed(described.missing)), "warn")


def _paper_row(paper: Paper, kinds: Mapping[str, str]) -> tuple[Text, ...]:
    kind = short_kind(paper.kind, kinds)
    version = f" (version {paper.number})" if paper.number > 1 else ""
    late: Text = (Run("Late paper", bold=True),) if paper.is_late else "In time"
    return f"{kind}{version}", str(paper.pages), plain_date(paper.received_on), late
