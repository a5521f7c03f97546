"""Acts on the agenda: drawing up the running order and issuing it to the panel with its papers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from fosterpanel.db.transaction import Reading
from fosterpanel.documents.agenda import AgendaItem, AgendaPaper, render_agenda
from fosterpanel.domain.actions import Action, open_actions
from fosterpanel.domain.agenda import Agenda, AgendaEntry, EntryKind, timed
from fosterpanel.domain.agenda_issues import changes, numbered
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.days import due
from fosterpanel.domain.decisions import AgencyDecision, DecisionState
from fosterpanel.domain.deferrals import Deferral
from fosterpanel.domain.issued import DocumentKind
from fosterpanel.domain.items import ItemStage, PanelItem, initials
from fosterpanel.domain.meetings import Meeting, MeetingStage, move_meeting
from fosterpanel.domain.minutes import Minutes
from fosterpanel.domain.papers import missing_kinds
from fosterpanel.domain.quorum import count_members
from fosterpanel.domain.rulebook import Concern, ItemType, RuleBook, meet
from fosterpanel.domain.wording import ended, listed, plain_date
from fosterpanel.domain.wrong_family import Stretch
from fosterpanel.errors import InvalidInput, UnknownRule
from fosterpanel.workflow.business.heard_types import heard_type
from fosterpanel.workflow.business.items import item_clocks
from fosterpanel.workflow.homes.register import home_of
from fosterpanel.workflow.office import Office, new_id
from fosterpanel.workflow.panels.central_list import members_by_id
from fosterpanel.workflow.panels.invitations import forecast_item, members_away
from fosterpanel.workflow.paperwork.papers import current_papers
from fosterpanel.workflow.sealing import NewDocument, keep_document, require_unmoved
from fosterpanel.workflow.wrong_family import names_elsewhere, require_answered


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedAgenda:
    """An agenda ready to be rendered, and what was said about it going out late."""

    paper: AgendaPaper
    concern: Concern | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedAgenda:
    """An agenda that has gone out."""

    agenda: Agenda
    concern: Concern | None


def papers_due_on(office: Office, meeting_on: date) -> date:
    """The last local day on which papers still reach members in time (standard 14.3)."""
    book = office.book(meeting_on)
    return due(book.limit("papers-to-members"), meeting_on, book.holidays)


def papers_due_if_known(office: Office, meeting_on: date) -> date | None:
    """The same day, or None where the bank holidays of its year are not listed."""
    try:
        return papers_due_on(office, meeting_on)
    except UnknownRule:
        return None


def prepare_agenda(
    office: Office, meeting_id: str, entries: tuple[AgendaEntry, ...], *, late_reason: str = ""
) -> PreparedAgenda:
    """Read everything the agenda says.

    Raises:
        ReasonNeeded: it goes out later than the standard asks, and no reason was given.
        InvalidInput: an entry's item is not listed on this meeting, a listed item has no entry, or there is no panel.
    """
    with office.reading() as reading:
        paper = _gather(office, reading, meeting_id, entries, late_reason=late_reason)
    if not paper.meeting.panel:
        raise InvalidInput(
            "No panel is appointed to this meeting yet. Appoint its chair, vice chair and members."
        )
    today, last_day = office.clock.today(), papers_due_on(office, paper.meeting.on)
    concern = meet(
        office.book(paper.meeting.on).limit("papers-to-members").rule,
        today <= last_day,
        f"Papers should reach members by {plain_date(last_day)}; today is {plain_date(today)}.",
        reason=late_reason,
    )
    return PreparedAgenda(paper=paper, concern=concern)


def issue_agenda(
    office: Office, meeting_id: str, entries: tuple[AgendaEntry, ...], *, late_reason: str = ""
) -> IssuedAgenda:
    """Issue the agenda to the panel; a further issue gets the next number.

    Raises:
        ReasonNeeded, InvalidInput: as ``prepare_agenda``.
        MovedSince: something it says changed while it was being made.
        NamesUnanswered: as ``file_agenda``.
    """
    prepared = prepare_agenda(office, meeting_id, entries, late_reason=late_reason)
    return file_agenda(office, prepared, render_agenda(prepared.paper).pdf)


def file_agenda(office: Office, prepared: PreparedAgenda, pdf: bytes) -> IssuedAgenda:
    """Write an agenda that was prepared and rendered.

    Raises:
        MovedSince: anything it says has changed.
        NamesUnanswered: the panel's own business on it names a family, and nobody has said why.
    """
    paper, said = prepared.paper, prepared.paper.agenda
    with office.act() as transaction:
        again = _gather(
            office,
            transaction,
            said.meeting_id,
            said.entries,
            late_reason=said.late_reason,
            agenda_id=said.id,
        )
        require_unmoved(again, paper)
        _require_no_family(transaction, paper)
        document = keep_document(transaction, _document(office, paper), pdf)
        agenda = transaction.insert(replace(said, document_id=document.id))
        transaction.replace(move_meeting(again.meeting, MeetingStage.ISSUED))
        transaction.note("issue_agenda", said.meeting_id, {"document": document.id, "number": agenda.number})
    return IssuedAgenda(agenda=agenda, concern=prepared.concern)


def _require_no_family(reading: Reading, paper: AgendaPaper) -> None:
    """Families stand on an agenda by their initials; only business of the panel itself is printed in its own words."""
    for one in paper.items.values():
        if one.item.is_business:
            words = Stretch(where=f"Item {one.item.reference}", text=f"{one.about}\n{one.needed_from_panel}")
            require_answered(reading, names_elsewhere(reading, one.item.id, (), [words]))


def preview_agenda(office: Office, meeting_id: str, entries: tuple[AgendaEntry, ...]) -> bytes:
    """The agenda as it would go out, as a PDF that says it is a draft."""
    with office.reading() as reading:
        paper = _gather(office, reading, meeting_id, entries)
    return render_agenda(replace(paper, agenda=replace(paper.agenda, issued_on=None))).pdf


def _gather(
    office: Office,
    reading: Reading,
    meeting_id: str,
    entries: tuple[AgendaEntry, ...],
    *,
    late_reason: str = "",
    agenda_id: str = "",
) -> AgendaPaper:
    meeting = reading.get(Meeting, meeting_id)
    book, members = office.book(meeting.on), members_by_id(reading)
    items = {item.id: item for item in reading.find(PanelItem, meeting_id=meeting_id)}
    _require_matching(entries, items)
    issues = reading.find(Agenda, meeting_id=meeting_id)
    entries = numbered(entries, issues)
    away = members_away(reading, meeting, members)
    seated = [held.member_id for held in meeting.panel]
    last = _last_panel(reading, meeting)
    agenda = Agenda(
        id=agenda_id or new_id(),
        meeting_id=meeting_id,
        entries=entries,
        number=len(issues) + 1,
        issued_on=office.clock.today(),
        late_reason=late_reason,
    )
    return AgendaPaper(
        service=office.service,
        meeting=meeting,
        agenda=agenda,
        reference=f"P{meeting.on:%Y%m%d}",
        lines=timed(entries, meeting.starts_at),
        members=count_members(meeting, members, seated, book.quorum_rule()),
        apologies=tuple(members[held.member_id].name for held in meeting.panel if held.member_id in away),
        items={
            one: _agenda_item(office, reading, meeting, items[one], members=members, book=book)
            for one in items
        },
        open_actions=open_actions(reading.find(Action)),
        open_deferrals=_open_deferrals(reading),
        next_panel_on=_next_panel_on(reading, meeting),
        last_minutes=_last_minutes(reading, last),
        outcomes_since=_outcomes_since(reading, last, book),
        changes=changes_in(reading, issues, entries, meeting),
    )


def changes_in(
    reading: Reading, issues: tuple[Agenda, ...], entries: tuple[AgendaEntry, ...], meeting: Meeting
) -> tuple[str, ...]:
    """What numbered entries change against the latest issue, one sentence each; nothing before the first issue."""
    if not issues:
        return ()
    return tuple(
        one.sentence(reading.get(PanelItem, one.entry.item_id).reference)
        for one in changes(issues[-1], entries, meeting.starts_at)
    )


def _agenda_item(
    office: Office,
    reading: Reading,
    meeting: Meeting,
    item: PanelItem,
    *,
    members: dict[str, PanelMember],
    book: RuleBook,
) -> AgendaItem:
    item_type = heard_type(reading, item, book)
    home = home_of(reading, item)
    papers = current_papers(reading, item.id)
    clocks = item_clocks(office, reading, item)
    forecast = forecast_item(reading, meeting, item, members, book)
    missing = missing_kinds(item_type, papers)
    return AgendaItem(
        item=item,
        type_name=item_type.name,
        about=initials(home.names) if home else item.subject,
        needed_from_panel=_needed_from_panel(item, item_type, book),
        clock=clocks[0].sentence(office.clock.today()) if clocks else "",
        papers=papers,
        paper_kinds=book.paper_kinds,
        missing=tuple(book.paper_kinds.get(kind, kind) for kind in missing),
        quorum=forecast.finding,
        one_conflict_away=forecast.is_one_from_lost,
        lost_without=forecast.not_to_lose,
        history=_history(reading, item),
    )


def _needed_from_panel(item: PanelItem, item_type: ItemType, book: RuleBook) -> str:
    """What the panel may do; on its own business also what it is asked, which names no family."""
    outcomes = [book.outcome_words[code] for code in item_type.outcomes]
    asked = f"{ended(item.proposal)} " if item.is_business else ""
    return f"{asked}The panel {listed((words[:1].lower() + words[1:] for words in outcomes), last='or')}."


def _history(reading: Reading, item: PanelItem) -> tuple[str, ...]:
    homes = item.home_ids
    earlier = (one for home in homes for one in reading.find(PanelItem, home_id=home) if one.id != item.id)
    return tuple(
        f"{one.reference}: {one.subject}, {one.stage.value}"
        for one in earlier
        if one.received_on <= item.received_on
    )


def _open_deferrals(reading: Reading) -> tuple[tuple[str, Deferral], ...]:
    open_ones = (one for one in reading.find(Deferral) if one.returned_on is None)
    return tuple(
        (reading.get(PanelItem, one.item_id).reference, one)
        for one in open_ones
        if reading.get(PanelItem, one.successor_item_id).stage is not ItemStage.WITHDRAWN
    )


def _last_panel(reading: Reading, meeting: Meeting) -> Meeting | None:
    closed = (one for one in reading.find(Meeting, stage=MeetingStage.CLOSED) if one.on < meeting.on)
    return max(closed, key=lambda one: one.on, default=None)


def _last_minutes(reading: Reading, last: Meeting | None) -> str:
    if last is None:
        return ""
    unsigned = [
        reading.get(PanelItem, one.item_id).reference
        for one in reading.find(Minutes, meeting_id=last.id)
        if not one.is_addendum and not one.is_final
    ]
    if unsigned:
        return f"The panel of {plain_date(last.on)}: the minutes of {listed(unsigned)} are not signed yet."
    return f"The minutes of the panel of {plain_date(last.on)} are all signed."


def _outcomes_since(reading: Reading, last: Meeting | None, book: RuleBook) -> tuple[str, ...]:
    since = last.on if last else date.min
    signed = reading.find(AgencyDecision, state=DecisionState.SIGNED)
    return tuple(
        f"{reading.get(PanelItem, one.item_id).reference}: {book.decision_words[one.decision]}, "
        f"{plain_date(one.decided_on)}"
        for one in signed
        if one.decided_on and one.decided_on >= since
    )


def _next_panel_on(reading: Reading, meeting: Meeting) -> date | None:
    later = (one.on for one in reading.find(Meeting) if one.on > meeting.on and not one.is_cancelled)
    return min(later, default=None)


def _require_matching(entries: tuple[AgendaEntry, ...], items: dict[str, PanelItem]) -> None:
    on_agenda = {entry.item_id for entry in entries if entry.kind is EntryKind.ITEM}
    if strangers := on_agenda - set(items):
        raise InvalidInput(
            f"{len(strangers)} entries of the agenda are for items not listed on this meeting. List them first."
        )
    left_out = [
        item.reference
        for item in items.values()
        if item.id not in on_agenda and item.stage is ItemStage.LISTED
    ]
    if left_out:
        raise InvalidInput(
            f"Listed items without a place on the agenda: {', '.join(left_out)}. Give each a slot."
        )


def _document(office: Office, paper: AgendaPaper) -> NewDocument:
    return NewDocument(
        id=new_id(),
        kind=DocumentKind.AGENDA,
        subject_id=paper.meeting.id,
        title=f"Agenda of the panel on {plain_date(paper.meeting.on)}",
        reference=paper.reference,
        number=paper.agenda.number,
        issued_at=office.clock.now(),
    )
