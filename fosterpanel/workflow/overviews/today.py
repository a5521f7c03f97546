"""What needs doing today, for the role at the desk, in order of harm; each line one step from doing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.actions import Action, drifting, open_actions
from fosterpanel.domain.central_list import PanelMember, list_gaps
from fosterpanel.domain.days import days_left, due, working_days_taken
from fosterpanel.domain.decisions import AgencyDecision, DecisionState
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.minutes import Minutes, MinutesState
from fosterpanel.domain.notices import Notice
from fosterpanel.domain.papers import PaperAlert
from fosterpanel.domain.service import Role
from fosterpanel.domain.wording import counted, listed, long_date, plain_date
from fosterpanel.workflow.agendas.agenda import papers_due_on
from fosterpanel.workflow.agendas.reminders import AwaitedPaper, papers_owed
from fosterpanel.workflow.business.readiness import readiness_of
from fosterpanel.workflow.meeting_room.meeting_ahead import next_meeting
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.overviews.today_homes import lapsing, outside_approval, reviews
from fosterpanel.workflow.overviews.today_lines import About, Step, TodayLine
from fosterpanel.workflow.packing.packs_out import packs_to_read
from fosterpanel.workflow.panels.central_list import members_by_id
from fosterpanel.workflow.panels.invitations import forecast_item
from fosterpanel.workflow.settings import is_for_panel
from fosterpanel.workflow.standing import Harm


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyToList:
    """How many items wait, how many are ready, and what they lack most often, in words."""

    waiting: int
    ready: int
    most_missing: str


Source = Callable[[Office, Reading], Iterator[TodayLine]]


def today(office: Office) -> tuple[TodayLine, ...]:
    """What needs the person at the desk today, the most harmful first."""
    with office.reading() as reading:
        lines = [line for source in _sources_for(office.person.roles) for line in source(office, reading)]
    order = list(Harm)
    return tuple(sorted(lines, key=lambda line: order.index(line.harm)))


def ready_to_list(office: Office) -> ReadyToList:
    """How many items wait for a meeting, how many of them are ready, and what is missing most often."""
    with office.reading() as reading:
        book = office.book()
        found = [
            readiness_of(office, reading, item)
            for item in reading.find(PanelItem, stage=ItemStage.TAKEN_IN)
            if is_for_panel(reading, book.item_type(item.type_code))
        ]
    missing = Counter(name for one in found for name in one.missing_names)
    return ReadyToList(
        waiting=len(found),
        ready=sum(one.is_ready for one in found),
        most_missing=", ".join(f"{words} ({times})" for words, times in missing.most_common(2)),
    )


def _sources_for(roles: tuple[Role, ...]) -> tuple[Source, ...]:
    chosen: dict[Source, None] = {}
    for role in roles:
        chosen.update(dict.fromkeys(SOURCES.get(role, ())))
    return tuple(source for source in ALL_SOURCES if source in chosen)


def _alerts(office: Office, reading: Reading) -> Iterator[TodayLine]:
    for alert in reading.find(PaperAlert, answered_at=None):
        item = reading.get(PanelItem, alert.item_id)
        yield TodayLine(
            harm=Harm.NOW,
            title=f"A paper relied on was corrected · item {item.reference}",
            why=alert.sentence,
            pill="Needs an answer",
            about=About.ITEM,
            subject_id=item.id,
            step=Step.ANSWER,
            detail=alert.id,
        )


def _decisions(office: Office, reading: Reading) -> Iterator[TodayLine]:
    today_ = office.clock.today()
    for item in reading.find(PanelItem, stage=ItemStage.WITH_DECISION_MAKER):
        received = [one.sent_on for one in reading.find(Minutes, item_id=item.id) if one.sent_on]
        if not received:
            continue
        book = office.book(received[-1])
        due_on = due(book.limit("adm-decision"), received[-1], book.holidays)
        is_late = due_on < today_
        left = 0 if is_late else working_days_taken(today_, due_on, book.holidays)
        yield TodayLine(
            harm=Harm.NOW if left <= 1 else Harm.SOON,
            title=f"Decision {'was due' if is_late else 'due'} {plain_date(due_on)} · item {item.reference}",
            why=f"Final minutes reached the decision maker on {plain_date(received[-1])}.",
            pill="Late" if is_late else counted(left, "working day"),
            about=About.DECISION,
            subject_id=item.id,
        )


def _quorum(office: Office, reading: Reading) -> Iterator[TodayLine]:
    meeting = next_meeting(office, reading)
    if meeting is None:
        return
    book, members = office.book(meeting.on), members_by_id(reading)
    forecasts = [
        (item.reference, forecast_item(reading, meeting, item, members, book))
        for item in reading.find(PanelItem, meeting_id=meeting.id)
    ]
    lost = [reference for reference, one in forecasts if not one.finding.is_met]
    needed = dict.fromkeys(name for _, one in forecasts for name in one.not_to_lose)
    day = plain_date(meeting.on)
    if lost:
        yield TodayLine(
            harm=Harm.NOW,
            title=f"{day} panel is not quorate for {listed(lost)}",
            why=next(one.finding.sentence for _, one in forecasts if not one.finding.is_met),
            pill="Not quorate",
            about=About.MEETING,
            subject_id=meeting.id,
            step=Step.SEAT,
        )
    elif needed:
        yield TodayLine(
            harm=Harm.SOON,
            title=f"{day} panel is one absence from losing quorum",
            why=f"It would be lost without {listed(needed, last='or')}.",
            pill="At risk",
            about=About.MEETING,
            subject_id=meeting.id,
            step=Step.SEAT,
        )


def _packs(office: Office, reading: Reading) -> Iterator[TodayLine]:
    for pack in packs_to_read(office, reading):
        how_far = f", you stopped at {pack.stopped_at}" if pack.stopped_at else ""
        left = days_left(pack.meeting.on, office.clock.today())
        yield TodayLine(
            harm=Harm.KNOW if pack.is_read else Harm.SOON,
            title=f"Read the pack for {long_date(pack.meeting.on)}: {counted(pack.pages, 'page')}{how_far}",
            why="You have come to the end of every paper in it."
            if pack.is_read
            else "It opens where you stopped, with your own notes beside it.",
            pill="Today" if left == 0 else f"In {counted(left, 'day')}",
            about=About.PACK,
            subject_id=pack.meeting.id,
        )


def _late_papers(office: Office, reading: Reading) -> Iterator[TodayLine]:
    meeting = next_meeting(office, reading)
    if meeting is None:
        return
    owed = papers_owed(reading, meeting.id)
    late = [one for one in owed if one.expected.due_on < office.clock.today()] or owed
    if late:
        yield replace(
            _owed_line(office, late, meeting), about=About.PAPERS, subject_id=meeting.id, step=Step.REMIND
        )


def _late_papers_of_items(office: Office, reading: Reading) -> Iterator[TodayLine]:
    """The same for somebody whose work is the item and not the meeting."""
    meeting = next_meeting(office, reading)
    owed = papers_owed(reading, meeting.id) if meeting else []
    for item_id, papers in groupby(owed, key=lambda one: one.item.id):
        assert meeting is not None
        yield replace(_owed_line(office, list(papers), meeting), subject_id=item_id)


def _owed_line(office: Office, owed: list[AwaitedPaper], meeting: Meeting) -> TodayLine:
    names = office.book().paper_kinds
    said = (
        f"{one.item.reference}: {names.get(one.expected.kind, one.expected.kind)} ({one.expected.owner})"
        for one in owed[:3]
    )
    return TodayLine(
        harm=Harm.SOON,
        title=f"{counted(len(owed), 'paper')} still owed for {plain_date(meeting.on)}",
        why=f"{listed(said)}.",
        pill=f"Due {plain_date(papers_due_on(office, meeting.on))}",
        about=About.ITEM,
    )


def _to_be_told(office: Office, reading: Reading) -> Iterator[TodayLine]:
    for item in reading.find(PanelItem, stage=ItemStage.DECIDED):
        decision = reading.find(AgencyDecision, item_id=item.id, state=DecisionState.SIGNED)[-1]
        if decision.decided_on is None:
            continue
        book = office.book(decision.decided_on)
        due_on = due(book.limit("written-notice"), decision.decided_on, book.holidays)
        is_late = due_on < office.clock.today()
        sent = any(one.dispatch for one in reading.find(Notice, item_id=item.id))
        yield TodayLine(
            harm=Harm.NOW if is_late else Harm.SOON,
            title=f"Decided and not yet told {'by word of mouth' if sent else 'in writing'} · item {item.reference}",
            why=f"Decided on {plain_date(decision.decided_on)}.",
            pill="Late" if is_late else f"By {plain_date(due_on)}",
            about=About.TELLING,
            subject_id=item.id,
        )


def _minutes_to_sign(office: Office, reading: Reading) -> Iterator[TodayLine]:
    for state, words in ((MinutesState.DRAFT, "to read and agree"), (MinutesState.AGREED, "to sign")):
        for minutes in reading.find(Minutes, state=state):
            item = reading.get(PanelItem, minutes.item_id)
            if item.stage in (ItemStage.LISTED, ItemStage.IN_HEARING):
                continue
            meeting = reading.get(Meeting, minutes.meeting_id)
            what = "Minutes"
            follows = "" if item.is_business else " The decision clock starts when they are final."
            if minutes.is_addendum:
                what = "Addendum to minutes"
                follows = "" if item.is_business else " The decision maker reads it beside the minutes."
            yield TodayLine(
                harm=Harm.SOON,
                title=f"{what} {words} · item {item.reference}",
                why=f"Heard on {plain_date(meeting.on)}.{follows}",
                pill=_waited(office, meeting.on),
                about=About.MINUTES,
                subject_id=meeting.id,
            )


def _actions(office: Office, reading: Reading) -> Iterator[TodayLine]:
    actions = open_actions(reading.find(Action))
    late = drifting(actions, office.clock.today())
    if not actions:
        return
    title = f"{counted(len(actions), 'panel action')} open"
    yield TodayLine(
        harm=Harm.SOON if late else Harm.KNOW,
        title=f"{title}, {len(late)} overdue" if late else title,
        why=f"The oldest was due on {plain_date(actions[0].due_on)}: {actions[0].what}.",
        pill="Next panel",
        about=About.ACTIONS,
    )


def _list_gaps(office: Office, reading: Reading) -> Iterator[TodayLine]:
    gaps = list_gaps(reading.find(PanelMember), office.service.providers, office.book(), office.clock.today())
    if gaps:
        yield TodayLine(
            harm=Harm.SOON,
            title="The central list cannot fill a panel",
            why=" ".join(gaps),
            pill="Before the panel",
            about=About.CENTRAL_LIST,
        )


def _waited(office: Office, since: date) -> str:
    days = (office.clock.today() - since).days
    return "Today" if days == 0 else f"{counted(days, 'day')} waiting"


ALL_SOURCES: tuple[Source, ...] = (
    lapsing,
    outside_approval,
    _alerts,
    _decisions,
    _quorum,
    _packs,
    _late_papers,
    _to_be_told,
    _minutes_to_sign,
    reviews,
    _list_gaps,
    _actions,
)
SOURCES: dict[Role, tuple[Source, ...]] = {
    Role.ADMINISTRATOR: ALL_SOURCES,
    Role.TEAM_MANAGER: (lapsing, outside_approval, _alerts, _decisions, _to_be_told, reviews, _actions),
    Role.CHAIR: (_quorum, _packs, _late_papers, _minutes_to_sign, _actions),
    Role.VICE_CHAIR: (_quorum, _packs, _late_papers, _minutes_to_sign, _actions),
    Role.ADVISER: (lapsing, _alerts, _quorum, _packs, _late_papers, _list_gaps, _actions),
    Role.DECISION_MAKER: (lapsing, _alerts, _decisions, _to_be_told),
    Role.SOCIAL_WORKER: (lapsing, _late_papers_of_items),
    Role.PANEL_MEMBER: (_quorum, _packs),
}
