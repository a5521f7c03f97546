"""The time limits of an item or a home, one after the other: when each began, when it was due, when it ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from fosterpanel.clock import office_zone
from fosterpanel.db.transaction import Reading
from fosterpanel.domain.chronology import TimeTaken
from fosterpanel.domain.clocks import APPLICATIONS
from fosterpanel.domain.days import due, working_days_taken
from fosterpanel.domain.decisions import AgencyDecision, DecisionState
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.minutes import Minutes
from fosterpanel.domain.notices import Notice, Telling
from fosterpanel.domain.recommendations import Recommendation
from fosterpanel.domain.register import FosterHome, Resignation
from fosterpanel.domain.representations import QualifyingDetermination
from fosterpanel.domain.rulebook import Unit
from fosterpanel.domain.temporary_approvals import TemporaryApproval
from fosterpanel.domain.wording import length
from fosterpanel.errors import UnknownRule
from fosterpanel.workflow.office import Office


def times_of_item(office: Office, reading: Reading, item: PanelItem) -> Iterator[TimeTaken]:
    """Every time limit that has begun on an item, in the order in which business is done."""
    yield from _to_recommendation(office, reading, item)
    if not item.is_business:
        yield from _to_minutes(office, reading, item)
    held = reading.find(AgencyDecision, item_id=item.id)
    for decision in held:
        if decision is held[-1] or decision.state is DecisionState.SIGNED:
            yield from _to_decision(office, decision)
        if decision.state is DecisionState.SIGNED and decision.decided_on is not None:
            yield from _to_notices(office, reading, decision, decision.decided_on)
    for determination in reading.find(QualifyingDetermination, item_id=item.id):
        yield from _to_answer(office, determination)


def times_of_home(office: Office, reading: Reading, home: FosterHome) -> Iterator[TimeTaken]:
    """The time limits of a home itself: temporary approvals, and what a resignation waits for."""
    today = office.clock.today()
    for held in reading.find(TemporaryApproval, home_id=home.id):
        lapsed_on = held.ends_on if held.ends_on < today and not held.runs_on else None
        ended_on = held.ended_on or lapsed_on
        yield from _taken(office, "temporary-approval", held.approved_on, ended_on, held.ends_on)
    for notice in reading.find(Resignation, home_id=home.id):
        ended_on = notice.ends_on if notice.ends_on <= today else None
        yield from _taken(office, "resignation", notice.received_on, ended_on, notice.ends_on)


def _to_recommendation(office: Office, reading: Reading, item: PanelItem) -> Iterator[TimeTaken]:
    if item.type_code in APPLICATIONS:
        made = [_local(one.made_at) for one in reading.find(Recommendation, item_id=item.id)]
        yield from _taken(office, "panel-recommendation", item.received_on, _first(made))


def _to_minutes(office: Office, reading: Reading, item: PanelItem) -> Iterator[TimeTaken]:
    for minutes in reading.find(Minutes, item_id=item.id):
        if not minutes.is_addendum:
            panel_on = reading.get(Meeting, minutes.meeting_id).on
            yield from _taken(office, "minutes-final", panel_on, minutes.sent_on)


def _to_decision(office: Office, decision: AgencyDecision) -> Iterator[TimeTaken]:
    ended_on = decision.decided_on if decision.state is DecisionState.SIGNED else None
    yield from _taken(office, "adm-decision", decision.received_on, ended_on, decision.due_on)


def _to_notices(
    office: Office, reading: Reading, decision: AgencyDecision, decided_on: date
) -> Iterator[TimeTaken]:
    told = [
        _local(one.oral.told_at)
        for one in reading.find(Telling, item_id=decision.item_id)
        if decision.signed_at is not None and one.oral.told_at >= decision.signed_at
    ]
    letters = reading.find(Notice, item_id=decision.item_id)
    sent = [one.dispatch.sent_on for one in letters if one.decision_id == decision.id and one.dispatch]
    yield from _taken(office, "oral-notice", decided_on, _first(told))
    yield from _taken(office, "written-notice", decided_on, _first(sent))


def _to_answer(office: Office, held: QualifyingDetermination) -> Iterator[TimeTaken]:
    """The 28 days end with an answer, or by themselves."""
    today = office.clock.today()
    lapsed_on = held.last_challenge_on if held.last_challenge_on < today else None
    answered_on = held.challenged_on or held.concluded_on or lapsed_on
    yield from _taken(office, "representations", held.letter_dated_on, answered_on, held.last_challenge_on)
    if held.papers_due_on is not None and held.challenged_on is not None:
        sent_on = held.papers_sent.sent_on if held.papers_sent else None
        asked_on = held.notified_on or held.challenged_on
        yield from _taken(office, "irm-papers", asked_on, sent_on, held.papers_due_on)


def _taken(
    office: Office, limit_id: str, began_on: date, ended_on: date | None, due_on: date | None = None
) -> Iterator[TimeTaken]:
    """What a limit came to; nothing where the rule book holds no such limit, or no holidays of that year."""
    until = ended_on or office.clock.today()
    try:
        book = office.book(began_on)
        limit = book.limit(limit_id)
        counted = limit.unit is Unit.WORKING_DAYS
        working_days = working_days_taken(began_on, until, book.holidays) if counted else None
        due_on = due_on or due(limit, began_on, book.holidays)
    except UnknownRule:
        return
    yield TimeTaken(
        words=limit.rule.words,
        began_on=began_on,
        due_on=due_on,
        ended_on=ended_on,
        days=(until - began_on).days,
        working_days=working_days,
        limit=length(limit),
        source=limit.rule.citation,
    )


def _first(days: list[date]) -> date | None:
    return min(days, default=None)


def _local(moment: datetime) -> date:
    return moment.astimezone(office_zone()).date()
