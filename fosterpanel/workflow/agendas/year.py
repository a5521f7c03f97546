"""Acts of planning a year of meetings: dates by a pattern, questions where one is no working day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time

from fosterpanel.domain.attendance import Attendance
from fosterpanel.domain.meeting_dates import MOST_MONTHS, Pattern, closed_for, open_day_instead
from fosterpanel.domain.meetings import Appointment, Meeting, check_panel
from fosterpanel.domain.wording import long_date
from fosterpanel.errors import FosterPanelError, InvalidInput
from fosterpanel.workflow.agendas.agenda import papers_due_if_known
from fosterpanel.workflow.office import Office, new_id
from fosterpanel.workflow.panels.central_list import members_by_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedDate:
    """One day the pattern gives, or one that stands in for it; ``question`` says what speaks against it.

    ``papers_due_on`` is None where working days cannot be counted. ``is_usual`` says whether to plan it unless told
    otherwise.
    """

    on: date
    papers_due_on: date | None
    question: str = ""
    is_usual: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlan:
    """What meetings planned together have in common; ``starts_at`` is local, an empty panel is appointed later."""

    panel_name: str
    starts_at: time
    place: str
    capacity: int
    panel: tuple[Appointment, ...] = ()


def propose_dates(office: Office, pattern: Pattern, start: date, months: int) -> tuple[ProposedDate, ...]:
    """The days a pattern gives from a local day on; each that is no working day comes with one to hold it on instead.

    Raises:
        InvalidInput: no week was chosen, or it is for more than two years.
    """
    if not pattern.weeks:
        raise InvalidInput(
            "Say in which weeks of the month the panel meets: first, second, third, fourth or last."
        )
    if not 1 <= months <= MOST_MONTHS:
        raise InvalidInput(f"Plan from 1 to {MOST_MONTHS} months at a time.")
    with office.reading() as reading:
        taken = {meeting.on for meeting in reading.find(Meeting) if not meeting.is_cancelled}
    proposed: dict[date, ProposedDate] = {}
    for day in pattern.dates(start, months):
        for one in _proposals(office, day, taken):
            proposed.setdefault(one.on, one)
    return tuple(sorted(proposed.values(), key=lambda one: one.on))


def usual_plan(office: Office) -> MeetingPlan:
    """What the latest meeting was like, for the next ones to be; something sensible before there is one."""
    with office.reading() as reading:
        meetings = reading.find(Meeting)
    if not meetings:
        return MeetingPlan(
            panel_name=f"{office.service.name} panel", starts_at=time(9, 30), place="", capacity=8
        )
    latest = max(meetings, key=lambda meeting: meeting.on)
    return MeetingPlan(
        panel_name=latest.panel_name,
        starts_at=latest.starts_at,
        place=latest.place,
        capacity=latest.capacity,
        panel=latest.panel,
    )


def planned_meeting(office: Office, plan: MeetingPlan, on: date) -> Meeting:
    """The meeting a plan gives for a local day, not yet kept."""
    book = office.book(on)
    providers = office.service.providers
    return Meeting(
        id=new_id(),
        panel_name=plan.panel_name,
        on=on,
        starts_at=plan.starts_at,
        place=plan.place,
        is_joint=len(set(providers)) > 1,
        providers=providers,
        panel=plan.panel,
        rule_book_id=book.id,
        rule_book_version=book.version,
        capacity=plan.capacity,
    )


def plan_dates(office: Office, plan: MeetingPlan, days: Iterable[date]) -> tuple[Meeting, ...]:
    """Plan a meeting on each local day, all or none. A day on which the panel may not sit so is left without one.

    Raises:
        InvalidInput: there is no day, no place, or no room for an item.
    """
    chosen = sorted(set(days))
    if not chosen:
        raise InvalidInput("No date is chosen. Tick at least one.")
    if not plan.place.strip():
        raise InvalidInput("Say where the panel meets: a room, or that it meets remotely.")
    if plan.capacity < 1:
        raise InvalidInput("A meeting has room for at least one item. Give it a number from 1.")
    with office.act() as transaction:
        members = members_by_id(transaction)
        planned = []
        for day in chosen:
            meeting = planned_meeting(office, plan, day)
            try:
                check_panel(meeting, members, office.book(day))
            except FosterPanelError:
                meeting = replace(meeting, panel=())
            planned.append(transaction.insert(meeting))
            transaction.insert(Attendance(id=new_id(), meeting_id=meeting.id))
            transaction.note("plan_meeting", meeting.id, {"on": str(day)})
    return tuple(planned)


def _proposals(office: Office, day: date, taken: set[date]) -> Iterator[ProposedDate]:
    holidays = office.book(day).holidays
    why = closed_for(day, holidays)
    if not why:
        yield _proposal(office, day, taken)
        return
    instead = open_day_instead(day, holidays)
    yield ProposedDate(
        on=day,
        papers_due_on=papers_due_if_known(office, day),
        question=f"{why[:1].upper()}{why[1:]}. Meet all the same?",
        is_usual=False,
    )
    yield replace(_proposal(office, instead, taken), question=f"Instead of {long_date(day)}")


def _proposal(office: Office, day: date, taken: set[date]) -> ProposedDate:
    if day in taken:
        question = "A meeting is planned on this day already. Plan another?"
    elif not any(known.year == day.year for known in office.book(day).holidays):
        question = f"The bank holidays of {day.year} are not known yet. Check this day."
    else:
        question = ""
    return ProposedDate(
        on=day, papers_due_on=papers_due_if_known(office, day), question=question, is_usual=day not in taken
    )
