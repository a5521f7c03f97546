"""The panel day itself: what the administrator, the chair and the decision maker do, act by act."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from fosterpanel.clock import StillClock, office_zone
from fosterpanel.domain.agenda import AgendaEntry, EntryKind
from fosterpanel.domain.attendance import Mode, OtherAttender
from fosterpanel.domain.days import is_working_day
from fosterpanel.domain.decisions import AdoptedReason, AgencyDecision, Declarations
from fosterpanel.domain.interests import Ruling
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.meetings import Appointment, Meeting, Seat
from fosterpanel.domain.recommendations import MemberView, Vote
from fosterpanel.workflow.agendas import agenda
from fosterpanel.workflow.business import actions, deferrals, items
from fosterpanel.workflow.deciding import decisions, letter_checks, notices
from fosterpanel.workflow.demo.papers import PaperTray
from fosterpanel.workflow.demo.people import ADVISER, CENTRAL_LIST
from fosterpanel.workflow.demo.script import Case, DecisionScript
from fosterpanel.workflow.homes import changes_of_terms, register
from fosterpanel.workflow.in_session import hearings
from fosterpanel.workflow.minuting import minutes, recommendations
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.panels import meetings

PANEL_ON = date(2026, 10, 9)
NEXT_PANEL_ON = date(2026, 11, 6)
PANEL = (
    ("lowe", Seat.CHAIR),
    ("pryce", Seat.VICE_CHAIR),
    ("okoye", Seat.MEMBER),
    ("whitcombe", Seat.MEMBER),
    ("rahman", Seat.MEMBER),
    ("ellery", Seat.MEMBER),
)
NAMES = {listed.key: listed.name for listed in CENTRAL_LIST}


@dataclass(slots=True, kw_only=True)
class Stage:
    """The demonstration as it goes along: who is at which desk, what day it is, and what has become of each case."""

    clock: StillClock
    administrator: Office
    chair: Office
    decision_maker: Office
    tray: PaperTray
    meeting: Meeting | None = None
    items: dict[str, PanelItem] = field(default_factory=dict)
    to_write: list[Case] = field(default_factory=list)

    def go_to(self, day: date, at: time = time(10, 0)) -> None:
        """Put the clock to a local day and time."""
        wanted = datetime.combine(day, at, office_zone()).astimezone(UTC)
        self.clock.move(wanted - self.clock.now())

    def wait(self, minutes_long: int) -> None:
        """Let some minutes pass."""
        self.clock.move(timedelta(minutes=minutes_long))

    @property
    def held(self) -> Meeting:
        """The meeting, once it is planned."""
        assert self.meeting is not None
        return self.meeting


def enter_case(stage: Stage, case: Case) -> None:
    """Enter a case's home, children and temporary approval, and take its item in with its papers."""
    office = stage.administrator
    register.enter_home(office, case.home, case.terms)
    if case.last_reviewed_on is not None:
        register.record_review(office, case.home.id, held_on=case.last_reviewed_on)
    if case.temporary_from is not None:
        register.approve_temporarily(
            office, case.home.id, children=case.temporary_for, approved_on=case.temporary_from
        )
    for placement in case.placements:
        register.place_child(office, placement)
    item = items.take_in(office, case.item)
    stage.items[case.key] = item
    stage.tray.file_for(office, item, case)
    if case.agreed_change is not None:
        changes_of_terms.record_agreed_change(office, replace(case.agreed_change, item_id=item.id))


def plan_panel(stage: Stage, on: date) -> Meeting:
    """Plan a panel with its six members."""
    book = stage.administrator.book(on)
    meeting = Meeting(
        id=f"panel-{on:%Y%m%d}",
        panel_name="Northshire Fostering Panel",
        on=on,
        starts_at=time(9, 30),
        place="Committee Room 2, Civic Centre, and by video",
        is_joint=False,
        providers=stage.administrator.service.providers,
        panel=tuple(Appointment(member_id=f"member-{key}", seat=seat) for key, seat in PANEL),
        rule_book_id=book.id,
        rule_book_version=book.version,
    )
    return meetings.plan_meeting(stage.administrator, meeting)


def issue_agenda(stage: Stage, cases: tuple[Case, ...]) -> agenda.IssuedAgenda:
    """List the cases on the panel and send the agenda out."""
    for case in cases:
        items.list_item(stage.administrator, stage.items[case.key].id, stage.held.id)
    return agenda.issue_agenda(stage.administrator, stage.held.id, _running_order(stage, cases))


def hold_panel(stage: Stage, cases: tuple[Case, ...]) -> None:
    """Hold the panel: attendance, each item in turn, and the close."""
    stage.go_to(PANEL_ON, time(9, 25))
    office = stage.chair
    meetings.open_meeting(office, stage.held.id)
    for key, _ in PANEL:
        mode = Mode.REMOTE if key == "rahman" else Mode.IN_ROOM
        meetings.record_arrival(office, stage.held.id, f"member-{key}", mode)
    for name, capacity in ((ADVISER.name, "panel adviser"), ("Ruth Ansah", "minute taker")):
        meetings.record_other(office, stage.held.id, OtherAttender(name=name, capacity=capacity))
    stage.wait(20)
    for number, case in enumerate(cases):
        if number in (2, 4):
            stage.wait(15 if number == 2 else 45)
        _hear(stage, case)
    meetings.close_meeting(office, stage.held.id)


def sign_all_minutes(stage: Stage, cases: tuple[Case, ...]) -> None:
    """The chair reads, agrees and signs every item's minutes before going home."""
    for case in cases:
        item_id = stage.items[case.key].id
        stage.wait(4)
        minutes.agree_minutes(stage.chair, item_id)
        minutes.sign_minutes(stage.chair, item_id)


def send_all_minutes(stage: Stage, cases: tuple[Case, ...], on: date) -> None:
    """The decision maker receives the final minutes of everything the panel recommended."""
    for case in cases:
        if case.recommendation is not None:
            minutes.send_minutes(stage.administrator, stage.items[case.key].id, on=on)


def correct_papers(stage: Stage, cases: tuple[Case, ...]) -> None:
    """A paper the panel relied on turns out to be wrong, and is corrected beside the old version."""
    for case in cases:
        if case.correction is not None:
            stage.go_to(case.correction.on)
            stage.tray.correct_for(stage.administrator, stage.items[case.key], case.correction)


def decide(stage: Stage, case: Case) -> AgencyDecision:
    """The decision maker reads, fills the record, and signs."""
    assert case.decision is not None
    stage.go_to(decided_on(case))
    return _decide(stage, stage.items[case.key], case.decision)


def decided_on(case: Case) -> date:
    """The local day a case is decided."""
    assert case.decision is not None
    return case.decision.decided_on


def letter_on(stage: Stage, case: Case) -> date:
    """The working day after the decision, on which its letter is written."""
    holidays = stage.administrator.book().holidays
    day = decided_on(case) + timedelta(days=1)
    while not is_working_day(day, holidays):
        day += timedelta(days=1)
    return day


def tell(stage: Stage, case: Case) -> None:
    """The carers are told by telephone."""
    told_to = case.home.names
    notices.tell(
        stage.administrator, stage.items[case.key].id, told_by="Helen Marsh, team manager", told_to=told_to
    )


def write_letter(stage: Stage, case: Case) -> None:
    """The decision maker writes to the carers, and the administrator records the letter's way."""
    assert case.decision is not None
    today = stage.clock.today()
    letter = notices.NewLetter(
        kind=case.decision.letter,
        home_id=case.home.id,
        dated_on=today,
        item_id=stage.items[case.key].id,
        reasons=case.decision.letter_reasons,
        enclosures=case.decision.enclosures,
    )
    notice = notices.write_letter(stage.decision_maker, letter)
    letter_checks.check_letter(stage.administrator, notice.id, address_confirmed_on=today)
    notices.dispatch_letter(
        stage.administrator,
        notice.id,
        method="Royal Mail Special Delivery",
        sent_on=today,
        proof=f"Receipt kept with {notice.reference}",
    )


def _running_order(stage: Stage, cases: tuple[Case, ...]) -> tuple[AgendaEntry, ...]:
    entries = [
        AgendaEntry(
            kind=EntryKind.STANDING,
            title="Welcome, confidentiality and interests",
            minutes=15,
            note="Minutes of the last panel, matters arising, actions and deferrals",
        )
    ]
    for number, case in enumerate(cases):
        if number == 2:
            entries.append(AgendaEntry(kind=EntryKind.BREAK, title="Break", minutes=15))
        if number == 4:
            entries.append(AgendaEntry(kind=EntryKind.BREAK, title="Lunch", minutes=45))
        entries.append(
            AgendaEntry(
                kind=EntryKind.ITEM,
                title=case.item.subject,
                minutes=case.minutes,
                item_id=stage.items[case.key].id,
                attending=tuple(dict.fromkeys(one.capacity for one in case.attending)),
            )
        )
    closing = "Feedback on the day, training, date of the next panel: Friday 6 November 2026"
    entries.append(AgendaEntry(kind=EntryKind.CLOSE, title="Close", minutes=10, note=closing))
    return tuple(entries)


def _hear(stage: Stage, case: Case) -> None:
    office, item = stage.chair, stage.items[case.key]
    for one in case.attending:
        other = OtherAttender(name=one.name, capacity=one.capacity, item_id=item.id)
        meetings.record_other(office, stage.held.id, other)
    if case.conflict is not None:
        _declare(stage, case)
    if case.recommendation is not None or case.conflict is None:
        hearings.begin_hearing(office, item.id, presided_by="member-lowe")
        stage.wait(case.minutes)
    if case.recommendation is not None:
        _recommend(stage, case)
    if case.deferral is not None:
        _defer(stage, case)
    minutes.write_minutes(office, item.id, case.contents)
    if case.action is not None:
        what, owner, due_on = case.action
        actions.agree_action(office, item.id, what=what, owner=owner, due_on=due_on)
    if case.conflict is not None:
        meetings.record_arrival(office, stage.held.id, f"member-{case.conflict.member}")


def _declare(stage: Stage, case: Case) -> None:
    assert case.conflict is not None
    office, member_id = stage.chair, f"member-{case.conflict.member}"
    interest = hearings.declare_interest(
        office,
        hearings.NewInterest(
            item_id=stage.items[case.key].id,
            member_id=member_id,
            kind=case.conflict.kind,
            nature=case.conflict.nature,
        ),
    )
    hearings.rule_on_interest(
        office,
        interest.id,
        ruling=Ruling.LEAVE,
        by="member-lowe",
        reason="Her own earlier part in the child's care.",
    )
    meetings.record_departure(office, stage.held.id, member_id)
    stage.wait(5)


def _recommend(stage: Stage, case: Case) -> None:
    script = case.recommendation
    assert script is not None
    otherwise = {key: (vote, reasons) for key, vote, reasons in script.otherwise}
    views = []
    for counted in hearings.quorum_now(stage.chair, stage.items[case.key].id).counted:
        key = counted.member_id.removeprefix("member-")
        vote, reasons = otherwise.get(key, (Vote.FOR, script.for_reasons))
        views.append(MemberView(member_id=counted.member_id, name=counted.name, vote=vote, reasons=reasons))
    recommendations.make_recommendation(
        stage.chair,
        stage.items[case.key].id,
        recommendations.NewRecommendation(
            outcome=script.outcome,
            reasons=script.reasons,
            views=tuple(views),
            terms=script.terms,
            advice=script.advice,
        ),
    )


def _defer(stage: Stage, case: Case) -> None:
    script = case.deferral
    assert script is not None
    deferral = deferrals.defer_item(
        stage.chair,
        stage.items[case.key].id,
        deferrals.NewDeferral(
            kind=script.kind,
            reason_codes=script.reason_codes,
            narrative=script.narrative,
            return_on=NEXT_PANEL_ON,
            needed=script.needed,
            checked_by=script.checked_by,
            caused_by=script.caused_by,
        ),
    )
    deferrals.tell_of_deferral(stage.chair, deferral.id, told=case.contents.told, by=ADVISER.name)


def _decide(stage: Stage, item: PanelItem, script: DecisionScript) -> AgencyDecision:
    office = stage.decision_maker
    draft = decisions.open_decision(office, item.id)
    written = decisions.write_decision(office, _filled(stage, item, draft, script))
    return decisions.sign_decision_record(office, written.id)


def _filled(stage: Stage, item: PanelItem, draft: AgencyDecision, script: DecisionScript) -> AgencyDecision:
    with stage.decision_maker.reading() as reading:
        recommendation = decisions.recommendation_of(reading, item.id)
    refused = dict(script.not_adopted)
    reasons = tuple(
        AdoptedReason(
            key=reason.key,
            words=reason.words,
            is_adopted=reason.key not in refused,
            why=refused.get(reason.key, script.adopt_because),
        )
        for reason in (recommendation.reasons if recommendation else ())
    )
    return replace(
        draft,
        material=tuple(replace(one, is_read=True) for one in draft.material),
        arguments_for=script.arguments_for,
        arguments_against=script.arguments_against,
        process=script.process,
        further_information=script.further_information,
        panel_reasons=reasons,
        own_reasons=script.own_reasons,
        departure_reasons=script.departure_reasons,
        decision=script.decision,
        terms=script.terms,
        effective_on=stage.clock.today(),
        childs_needs=script.childs_needs,
        quality_assurance=script.quality_assurance,
        declarations=Declarations(is_not_panel_member=True, is_not_delegated=True, has_no_conflict=True),
        decided_on=stage.clock.today(),
    )
