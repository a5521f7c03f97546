"""What needs doing today, for the role at the desk, in order of harm; each line one step from doing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.actions import Action, drifting, open_actions
from fosterpanel.domain.central_list import PanelMember, list_gaps
from fosterpanel.domain.days import days_left, due, working_days_taken
from fosterpanel.domain.decisions import AgencyDecision, DecisionState
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.minutes import Minutes, MinutesState
from fosterpanel.domain.notices import Notice
from fosterpanel.domain.papers import ExpectedPaper, PaperAlert
from fosterpanel.domain.register import FosterHome, Placement
from fosterpanel.domain.service import Role
from fosterpanel.domain.temporary_approvals import TemporaryApproval, lapses_within, latest_day_for_minutes
from fosterpanel.domain.wording import counted, listed, long_date, plain_date
from fosterpanel.workflow.agendas.agenda import papers_due_on
from fosterpanel.workflow.business.readiness import readiness_of
from fosterpanel.workflow.homes.changes_under_way import change_under_way
from fosterpanel.workflow.homes.register import concerns_about_home
from fosterpanel.workflow.homes.reviews_due import reviews_due
from fosterpanel.workflow.meeting_room.meeting_ahead import next_meeting
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.packing.packs_out import packs_to_read
from fosterpanel.workflow.panels.central_list import members_by_id
from fosterpanel.workflow.panels.invitations import forecast_item
from fosterpanel.workflow.paperwork.papers import current_papers
from fosterpanel.workflow.settings import is_for_panel
from fosterpanel.workflow.standing import Harm

SOON = timedelta(days=28)


class About(StrEnum):
    """What a line is about, and so where the desk goes for it."""

    ITEM = "item"
    HOME = "home"
    MEETING = "meeting"
    DECISION = "decision"
    MINUTES = "minutes"
    ACTIONS = "actions"
    CENTRAL_LIST = "central list"
    PACK = "pack"


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayLine:
    """One thing that needs somebody: the consequence, why, how soon in a word or two, and what to do about it."""

    harm: Harm
    title: str
    why: str
    pill: str
    act: str
    about: About
    subject_id: str = ""


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


def _lapsing(office: Office, reading: Reading) -> Iterator[TodayLine]:
    today_, book = office.clock.today(), office.book()
    for approval in reading.find(TemporaryApproval, ended_on=None):
        if not lapses_within(approval, today_, SOON.days):
            continue
        left, home = days_left(approval.ends_on, today_), reading.get(FosterHome, approval.home_id)
        yield TodayLine(
            harm=Harm.NOW,
            title=f"Temporary approval {_ends_in(left)} · home {home.reference}",
            why=f"It ends on {plain_date(approval.ends_on)}. Final minutes must reach the decision maker by "
            f"{plain_date(latest_day_for_minutes(approval, book))}.",
            pill="Cannot wait",
            act="Open the home",
            about=About.HOME,
            subject_id=home.id,
        )


def _outside_approval(office: Office, reading: Reading) -> Iterator[TodayLine]:
    for home_id in dict.fromkeys(placement.home_id for placement in reading.find(Placement)):
        home = reading.get(FosterHome, home_id)
        concerns = concerns_about_home(reading, home, office.clock.today())
        change = change_under_way(reading, home_id) if concerns else None
        for words in concerns:
            consequence, _, approved_for = words.rstrip(".").partition(": ")
            why = [f"Approved for {approved_for}."] if approved_for else []
            why.append(
                f"A change is under way: item {change.reference}."
                if change
                else "No change of approval has been asked for."
            )
            yield TodayLine(
                harm=Harm.SOON if change else Harm.NOW,
                title=f"{consequence} · home {home.reference}",
                why=" ".join(why),
                pill="Under way" if change else "Act today",
                act="Open the home",
                about=About.HOME,
                subject_id=home.id,
            )


def _alerts(office: Office, reading: Reading) -> Iterator[TodayLine]:
    for alert in reading.find(PaperAlert, answered_at=None):
        item = reading.get(PanelItem, alert.item_id)
        yield TodayLine(
            harm=Harm.NOW,
            title=f"A paper relied on was corrected · item {item.reference}",
            why=alert.sentence,
            pill="Needs an answer",
            act="Open the item",
            about=About.ITEM,
            subject_id=item.id,
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
            act="Open",
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
            act="Open the meeting",
            about=About.MEETING,
            subject_id=meeting.id,
        )
    elif needed:
        yield TodayLine(
            harm=Harm.SOON,
            title=f"{day} panel is one absence from losing quorum",
            why=f"It would be lost without {listed(needed, last='or')}.",
            pill="At risk",
            act="Open the meeting",
            about=About.MEETING,
            subject_id=meeting.id,
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
            act="Read the pack",
            about=About.PACK,
            subject_id=pack.meeting.id,
        )


def _late_papers(office: Office, reading: Reading) -> Iterator[TodayLine]:
    meeting = next_meeting(office, reading)
    if meeting is None:
        return
    last_day = papers_due_on(office, meeting.on)
    owed = [
        (item, expected)
        for item in reading.find(PanelItem, meeting_id=meeting.id)
        for expected in reading.find(ExpectedPaper, item_id=item.id)
        if expected.kind not in {paper.kind for paper in current_papers(reading, item.id)}
    ]
    late = [pair for pair in owed if pair[1].due_on < office.clock.today()] or owed
    if late:
        names = office.book().paper_kinds
        words = listed(
            f"{item.reference}: {names.get(one.kind, one.kind)} ({one.owner})" for item, one in late[:3]
        )
        yield TodayLine(
            harm=Harm.SOON,
            title=f"{counted(len(late), 'paper')} still owed for {plain_date(meeting.on)}",
            why=f"{words}.",
            pill=f"Due {plain_date(last_day)}",
            act="Open the meeting",
            about=About.MEETING,
            subject_id=meeting.id,
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
            act="Open the item",
            about=About.ITEM,
            subject_id=item.id,
        )


def _minutes_to_sign(office: Office, reading: Reading) -> Iterator[TodayLine]:
    for state, words in ((MinutesState.DRAFT, "to read and agree"), (MinutesState.AGREED, "to sign")):
        for minutes in reading.find(Minutes, state=state):
            item = reading.get(PanelItem, minutes.item_id)
            if item.stage in (ItemStage.LISTED, ItemStage.IN_HEARING):
                continue
            meeting = reading.get(Meeting, minutes.meeting_id)
            what, follows = "Minutes", " The decision clock starts when they are final."
            if minutes.is_addendum:
                what, follows = "Addendum to minutes", " The decision maker reads it beside the minutes."
            yield TodayLine(
                harm=Harm.SOON,
                title=f"{what} {words} · item {item.reference}",
                why=f"Heard on {plain_date(meeting.on)}.{follows}",
                pill=_waited(office, meeting.on),
                act="Open the meeting",
                about=About.MINUTES,
                subject_id=meeting.id,
            )


def _reviews(office: Office, reading: Reading) -> Iterator[TodayLine]:
    today_ = office.clock.today()
    for home, due_on in reviews_due(office, reading, today_ + SOON):
        is_late = due_on < today_
        yield TodayLine(
            harm=Harm.NOW if is_late else Harm.KNOW,
            title=f"Review {'overdue' if is_late else 'due'} · home {home.reference}",
            why=f"It {'was' if is_late else 'is'} due on {plain_date(due_on)}.",
            pill="Overdue" if is_late else plain_date(due_on),
            act="Open the home",
            about=About.HOME,
            subject_id=home.id,
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
        act="Open",
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
            act="Open the list",
            about=About.CENTRAL_LIST,
        )


def _ends_in(left: int) -> str:
    if left < 0:
        return f"lapsed {counted(-left, 'day')} ago"
    return "ends today" if left == 0 else f"ends in {counted(left, 'day')}"


def _waited(office: Office, since: date) -> str:
    days = (office.clock.today() - since).days
    return "Today" if days == 0 else f"{counted(days, 'day')} waiting"


ALL_SOURCES: tuple[Source, ...] = (
    _lapsing,
    _outside_approval,
    _alerts,
    _decisions,
    _quorum,
    _packs,
    _late_papers,
    _to_be_told,
    _minutes_to_sign,
    _reviews,
    _list_gaps,
    _actions,
)
SOURCES: dict[Role, tuple[Source, ...]] = {
    Role.ADMINISTRATOR: ALL_SOURCES,
    Role.TEAM_MANAGER: (_lapsing, _outside_approval, _alerts, _decisions, _to_be_told, _reviews, _actions),
    Role.CHAIR: (_quorum, _packs, _late_papers, _minutes_to_sign, _actions),
    Role.VICE_CHAIR: (_quorum, _packs, _late_papers, _minutes_to_sign, _actions),
    Role.ADVISER: (_lapsing, _alerts, _quorum, _packs, _late_papers, _list_gaps, _actions),
    Role.DECISION_MAKER: (_lapsing, _alerts, _decisions, _to_be_told),
    Role.SOCIAL_WORKER: (_lapsing, _late_papers),
    Role.PANEL_MEMBER: (_quorum, _packs),
}
