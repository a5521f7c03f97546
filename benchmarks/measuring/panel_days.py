"""Panel days of invented families, act by act, to be gone through by several offices in step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path

from fosterpanel.clock import StillClock
from fosterpanel.db.keys.slots import KdfCost
from fosterpanel.db.store import Store
from fosterpanel.documents.sample_papers import sample_paper
from fosterpanel.domain.agenda import AgendaEntry, EntryKind
from fosterpanel.domain.interests import InterestKind, Ruling
from fosterpanel.domain.meetings import Appointment, Meeting
from fosterpanel.domain.recommendations import MemberView, Vote
from fosterpanel.workflow.agendas import agenda
from fosterpanel.workflow.business import actions, items
from fosterpanel.workflow.demo.approvals import FIRST_APPROVAL
from fosterpanel.workflow.demo.day import PANEL, PANEL_ON
from fosterpanel.workflow.demo.people import ADMINISTRATOR, CENTRAL_LIST, CHAIR, SERVICE, member, person
from fosterpanel.workflow.founding import service
from fosterpanel.workflow.homes import register
from fosterpanel.workflow.in_session import hearings
from fosterpanel.workflow.minuting import minutes, recommendations
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.panels import central_list, meetings
from fosterpanel.workflow.paperwork import papers

Step = tuple[str, Callable[[], object]]
PASSPHRASE = "measured and thrown away"
CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)
BEGIN = datetime(2026, 9, 1, 8, tzinfo=UTC)
ITEMS_A_DAY = 3
SAMPLE = sample_paper("Report", reference="26/001", service_name=SERVICE.name, created_at=BEGIN, sections=1)


def found(path: Path) -> None:
    """Leave a store behind with a service and its central list."""
    clock = StillClock(BEGIN)
    office = service.found_service(
        path, passphrase=PASSPHRASE, service=SERVICE, administrator=ADMINISTRATOR, clock=clock, kdf=CHEAP
    ).office
    with office.store:
        for one in {CHAIR.id: CHAIR, **{one.key: person(one) for one in CENTRAL_LIST}}.values():
            service.keep_person(office, one)
        for listed in CENTRAL_LIST:
            central_list.join_list(office, member(listed))


def enter(store: Store) -> Desk:
    """Sit down at the desk of a store left by ``found``."""
    clock = StillClock(BEGIN)
    office = service.open_office(store, person_id=ADMINISTRATOR.id, clock=clock)
    return Desk(office=office, chair=office.acting_as(CHAIR), clock=clock)


@dataclass(slots=True, kw_only=True)
class Desk:
    """The offices of the administrator and the chair, and what they have made so far on this panel day."""

    office: Office
    chair: Office
    clock: StillClock
    made: dict[str, str] = field(default_factory=dict)

    def panel_day(self, number: int) -> Iterator[Step]:
        """Give the acts of one panel day, each with its name, to be done in this order."""
        meeting = _meeting(self.office, number)
        families = [f"{number}-{one}" for one in range(ITEMS_A_DAY)]
        for family in families:
            yield from self._take_in(family)
        yield "plan_meeting", partial(meetings.plan_meeting, self.office, meeting)
        for family in families:
            yield "list_item", partial(items.list_item, self.office, self.made[family], meeting.id)
        yield "issue_agenda", partial(self._issue_agenda, meeting, families)
        self._go_to(meeting)
        yield "open_meeting", partial(meetings.open_meeting, self.chair, meeting.id)
        for one in meeting.panel:
            yield "record_arrival", partial(meetings.record_arrival, self.chair, meeting.id, one.member_id)
        for family in families:
            yield from self._hear(self.made[family], meeting)
        yield "close_meeting", partial(meetings.close_meeting, self.chair, meeting.id)
        for family in families:
            yield "agree_minutes", partial(minutes.agree_minutes, self.chair, self.made[family])

    def _take_in(self, family: str) -> Iterator[Step]:
        home = replace(FIRST_APPROVAL.home, id=f"home-{family}", reference=f"F{family}")
        yield "enter_home", partial(register.enter_home, self.office, home)
        yield "take_in", partial(self._keep, family, replace(FIRST_APPROVAL.item, home_id=home.id))
        paper = papers.NewPaper(
            kind="assessment-report", title="Report", data=SAMPLE + family.encode(), received_on=BEGIN.date()
        )
        yield "file_paper", partial(papers.file_paper, self.office, self.made[family], paper)

    def _keep(self, family: str, item: items.NewItem) -> None:
        self.made[family] = items.take_in(self.office, item).id

    def _issue_agenda(self, meeting: Meeting, families: list[str]) -> None:
        entries = tuple(
            AgendaEntry(kind=EntryKind.ITEM, title="First approval", minutes=30, item_id=self.made[family])
            for family in families
        )
        agenda.issue_agenda(self.office, meeting.id, entries, late_reason="Measured all in one morning")

    def _hear(self, item_id: str, meeting: Meeting) -> Iterator[Step]:
        yield "declare_interest", partial(self._declare, item_id)
        yield "rule_on_interest", partial(self._rule)
        yield (
            "begin_hearing",
            partial(hearings.begin_hearing, self.chair, item_id, presided_by=meeting.chair_id),
        )
        self.clock.move(timedelta(minutes=30))
        recommended = _recommendation(self.chair, item_id)
        yield (
            "make_recommendation",
            partial(recommendations.make_recommendation, self.chair, item_id, recommended),
        )
        yield "write_minutes", partial(minutes.write_minutes, self.chair, item_id, FIRST_APPROVAL.contents)
        action = partial(actions.agree_action, self.chair, item_id, what="Visit", owner="The social worker")
        yield "agree_action", partial(action, due_on=meeting.on + timedelta(days=28))

    def _declare(self, item_id: str) -> None:
        interest = hearings.NewInterest(
            item_id=item_id,
            member_id="member-rahman",
            kind=InterestKind.COMMUNITY,
            nature="Lives in their street",
        )
        self.made["interest"] = hearings.declare_interest(self.chair, interest).id

    def _rule(self) -> None:
        hearings.rule_on_interest(
            self.chair, self.made["interest"], ruling=Ruling.STAY, by="member-lowe", reason="Not acquainted"
        )

    def _go_to(self, meeting: Meeting) -> None:
        self.clock.move(datetime.combine(meeting.on, time(9), tzinfo=UTC) - self.clock.now())


def _meeting(office: Office, number: int) -> Meeting:
    on = PANEL_ON + timedelta(days=number)
    book = office.book(on)
    return Meeting(
        id=f"panel-{number}",
        panel_name="Northshire Fostering Panel",
        on=on,
        starts_at=time(9, 30),
        place="Committee Room 2",
        is_joint=False,
        providers=SERVICE.providers,
        panel=tuple(Appointment(member_id=f"member-{key}", seat=seat) for key, seat in PANEL),
        rule_book_id=book.id,
        rule_book_version=book.version,
    )


def _recommendation(office: Office, item_id: str) -> recommendations.NewRecommendation:
    script = FIRST_APPROVAL.recommendation
    assert script is not None
    present = hearings.quorum_now(office, item_id).counted
    return recommendations.NewRecommendation(
        outcome=script.outcome,
        reasons=script.reasons,
        views=tuple(
            MemberView(member_id=one.member_id, name=one.name, vote=Vote.FOR, reasons=script.for_reasons)
            for one in present
        ),
        terms=script.terms,
        advice=script.advice,
    )
