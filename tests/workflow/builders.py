"""Invented people, and the panel day told in steps: each step is done once, and a test begins where it wants to.

Brackendale's panel of Friday 4 December 2026 considers the Hollowells' first approval.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

import pikepdf
import pytest

from fosterpanel.clock import StillClock
from fosterpanel.db.keys.slots import KdfCost
from fosterpanel.db.mapping import rows
from fosterpanel.db.store import Store
from fosterpanel.domain.agenda import AgendaEntry, EntryKind
from fosterpanel.domain.audit import AuditLine
from fosterpanel.domain.central_list import IndependenceAnswers, PanelMember
from fosterpanel.domain.decisions import AdoptedReason, AgencyDecision, Declarations, ProcessView
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.meetings import Appointment, Meeting, Seat
from fosterpanel.domain.minutes import MinutesContents
from fosterpanel.domain.notices import Notice, NoticeKind
from fosterpanel.domain.recommendations import MemberView, PanelReason, Recommendation, Vote
from fosterpanel.domain.register import ApprovalState, Carer, FosterHome
from fosterpanel.domain.rulebook import Nation, ServiceKind
from fosterpanel.domain.service import FosteringService, Person, Role
from fosterpanel.domain.terms import PlacementKind, Sex, TermsOfApproval
from fosterpanel.errors import FosterPanelError, RuleRefusal
from fosterpanel.workflow.agendas import agenda
from fosterpanel.workflow.business import items
from fosterpanel.workflow.deciding import decisions, letter_checks, notices
from fosterpanel.workflow.deciding.decision_grounds import review_of
from fosterpanel.workflow.founding import service
from fosterpanel.workflow.homes import register
from fosterpanel.workflow.in_session import hearings
from fosterpanel.workflow.minuting import minutes, recommendations
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.panels import central_list, meetings
from fosterpanel.workflow.paperwork import papers

RecordT = TypeVar("RecordT")

PASSPHRASE = "a lamp under the stairs"
CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)
PROVIDER = "Brackendale Fostering"
BEGIN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PANEL_DAY = date(2026, 12, 4)
RECEIVED_ON = date(2026, 6, 15)
MEETING = "meeting-december"
PANEL = ("member-chair", "member-vice", "member-social", "member-carer", "member-health", "member-school")
USUAL_TERMS = TermsOfApproval(
    placement_kinds=(PlacementKind.SHORT_TERM,), number=2, age_from=0, age_to=11, sex=Sex.ANY
)
WIDER_TERMS = replace(USUAL_TERMS, number=3)
CONTENTS = MinutesContents(
    strengths=("A settled home.",), told="The outcome, by the chair, at once.", minute_taker="Ida Thwaite"
)

PEOPLE = (
    Person(id="person-administrator", name="Ida Thwaite", roles=(Role.ADMINISTRATOR,)),
    Person(id="person-chair", name="Margaret Ollerenshaw", roles=(Role.CHAIR,)),
    Person(id="person-vice", name="Tobiah Quill", roles=(Role.VICE_CHAIR,)),
    Person(id="person-social", name="Rhoswen Addai", roles=(Role.PANEL_MEMBER,)),
    Person(id="person-carer", name="Perpetua Lund", roles=(Role.PANEL_MEMBER,)),
    Person(id="person-health", name="Ngozi Featherstone", roles=(Role.PANEL_MEMBER,)),
    Person(id="person-school", name="Caspar Dell", roles=(Role.PANEL_MEMBER, Role.DECISION_MAKER)),
    Person(id="person-spare", name="Una Birkett", roles=(Role.PANEL_MEMBER,)),
    Person(id="person-junior", name="Joss Arkle", roles=(Role.PANEL_MEMBER,)),
    Person(id="person-decider", name="Deborah Nkemelu-Hart", roles=(Role.DECISION_MAKER,)),
    Person(id="person-deputy", name="Osric Vane", roles=(Role.DECISION_MAKER,)),
)


@dataclass(frozen=True, slots=True)
class Desk:
    """The administrator's office, and the clock on its wall."""

    office: Office
    clock: StillClock

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.office.store.close()

    def of(self, person_id: str) -> Office:
        """The same office with somebody else at the desk."""
        return self.office.acting_as(self.get(Person, person_id))

    def get(self, record_type: type[RecordT], record_id: str) -> RecordT:
        with self.office.reading() as reading:
            return reading.get(record_type, record_id)

    def find(self, record_type: type[RecordT], **equals: Any) -> tuple[RecordT, ...]:
        with self.office.reading() as reading:
            return reading.find(record_type, **equals)

    def the(self, record_type: type[RecordT], **equals: Any) -> RecordT:
        """The only record of its type with those fields."""
        (found,) = self.find(record_type, **equals)
        return found

    @property
    def item(self) -> PanelItem:
        """The item that the story is about: the first taken in."""
        return self.find(PanelItem)[0]

    def audit(self) -> tuple[AuditLine, ...]:
        with self.office.reading() as reading:
            return reading.audit_lines()

    def last_act(self) -> tuple[str, str]:
        """The latest act in the audit trail and the record it was done to."""
        line = self.audit()[-1]
        return line.act, line.subject_id

    def everything(self) -> dict[str, tuple[Any, ...]]:
        """Every record and audit line in the store."""
        with self.office.reading() as reading:
            held: dict[str, tuple[Any, ...]] = {kind.__name__: reading.find(kind) for kind in rows()}
            return held | {"audit": reading.audit_lines()}

    def move_to(self, day: date, hour: int = 9) -> None:
        """Put the clock to an hour (UTC) of a later day."""
        self.clock.move(datetime.combine(day, time(hour), tzinfo=UTC) - self.clock.now())

    @contextlib.contextmanager
    def refusing(self, kind: type[FosterPanelError], *words: str, rule: str = "") -> Iterator[None]:
        """Expect a refusal with these words, and that nothing at all was written."""
        before = self.everything()
        with pytest.raises(kind) as caught:
            yield
        assert type(caught.value) is kind
        for said in words:
            assert said in str(caught.value)
        assert str(caught.value).rstrip(")").endswith(".")
        if rule:
            assert isinstance(caught.value, RuleRefusal)
            assert caught.value.rule_id == rule
            assert f"(Rule {rule}: {caught.value.source}.)" in str(caught.value)
            assert caught.value.source
        assert self.everything() == before


At = Callable[[str], Desk]
"""Opens an office of the test's own as it stands after a step of the story."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A closed store to copy, and what its clock said."""

    path: Path
    moment: datetime

    def copied(self, folder: Path) -> Snapshot:
        """A copy of its own for one test."""
        for file in self.path.parent.glob(f"{self.path.name}*"):
            shutil.copyfile(file, folder / file.name)
        return replace(self, path=folder / self.path.name)

    def opened(self, rules_folder: Path | None = None) -> Desk:
        """The office as it stands, with the administrator at the desk."""
        store = Store.open(self.path, passphrase=PASSPHRASE)
        clock = StillClock(self.moment)
        office = service.open_office(store, person_id="person-administrator", clock=clock)
        return Desk(replace(office, rules_folder=rules_folder), clock)


class Story:
    """The panel day in steps; a step that was reached once is copied, not done again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._reached: dict[str, Snapshot] = {}

    def reached(self, step: str) -> Snapshot:
        """The store as it stands after a step."""
        if step not in self._reached:
            self._reached[step] = self._do(step)
        return self._reached[step]

    def _do(self, step: str) -> Snapshot:
        before, act = STEPS[step]
        folder = self._folder / step.replace(" ", "-")
        folder.mkdir()
        desk = self.reached(before).copied(folder).opened() if before else founded(folder / "service.store")
        act(desk)
        desk.office.store.close()
        return Snapshot(desk.office.store.path, desk.clock.now())


def founded(path: Path, clock: StillClock | None = None) -> Desk:
    """A new service with nobody in it but its administrator."""
    still = clock or StillClock(BEGIN)
    begun = service.found_service(
        path, passphrase=PASSPHRASE, service=brackendale(), administrator=PEOPLE[0], clock=still, kdf=CHEAP
    )
    return Desk(begun.office, still)


def brackendale() -> FosteringService:
    return FosteringService(
        id="service",
        name="Brackendale Fostering Service",
        kind=ServiceKind.COUNCIL,
        nation=Nation.ENGLAND,
        providers=(PROVIDER,),
        address=("Brackendale House", "Mill Lane", "Brackendale BX4 7QT"),
        telephone="01632 960 418",
        email="fostering@brackendale.example",
        complaints="Complaints, Brackendale House, 01632 960 419",
        review_body="Independent Review Mechanism, 01632 960 500",
    )


def member(name: str, *, is_independent: bool = True, experience_from: date | None = None) -> PanelMember:
    person = next(one for one in PEOPLE if one.id == f"person-{name}")
    yes_to = () if is_independent else ("employed-fostering",)
    return PanelMember(
        id=f"member-{name}",
        person_id=person.id,
        name=person.name,
        background="Invented",
        is_social_worker=experience_from is not None,
        experience_from=experience_from,
        independence=(IndependenceAnswers(provider=PROVIDER, answered_on=date(2026, 1, 9), yes_to=yes_to),),
        joined_on=date(2022, 1, 10),
    )


MEMBERS = (
    member("chair"),
    member("vice", is_independent=False),
    member("social", is_independent=False, experience_from=date(2012, 9, 3)),
    member("carer"),
    member("health"),
    member("school"),
    member("spare"),
    member("junior", experience_from=date(2024, 9, 2)),
)


def meeting(meeting_id: str = MEETING, on: date = PANEL_DAY, panel: tuple[str, ...] = PANEL) -> Meeting:
    seats = {"member-chair": Seat.CHAIR, "member-vice": Seat.VICE_CHAIR}
    return Meeting(
        id=meeting_id,
        panel_name="Brackendale Fostering Panel",
        on=on,
        starts_at=time(10, 0),
        place="Brackendale House",
        is_joint=False,
        providers=(PROVIDER,),
        panel=tuple(Appointment(member_id=one, seat=seats.get(one, Seat.MEMBER)) for one in panel),
        rule_book_id="england-fsr-2011",
        rule_book_version="2026.1",
    )


APPLICANTS = FosterHome(
    id="home-hollowell",
    reference="BF-101",
    carers=(
        Carer(name="Sian Hollowell", born_on=date(1984, 5, 2), sex="female"),
        Carer(name="Kemal Hollowell", born_on=date(1981, 11, 20), sex="male"),
    ),
    address=("Flat 3, The Old Dairy", "Little Brackendale", "BX4 2LN"),
)
CARERS = FosterHome(
    id="home-marsh",
    reference="BF-102",
    carers=(Carer(name="Wilhelmina Marsh", born_on=date(1975, 2, 14), sex="female"),),
    address=("9 Weavers' Row", "Brackendale", "BX4 1AA"),
    state=ApprovalState.APPROVED,
    approved_on=date(2025, 12, 15),
)
GRANDMOTHER = FosterHome(
    id="home-oakes",
    reference="BF-103",
    carers=(Carer(name="Philippa Oakes", born_on=date(1968, 8, 8), sex="female"),),
    address=("2 Tannery Yard", "Brackendale", "BX4 3CD"),
)


def new_item(type_code: str = "APP", home_id: str = APPLICANTS.id, **changes: Any) -> items.NewItem:
    known: dict[str, Any] = {
        "subject": "Invented business",
        "received_on": RECEIVED_ON,
        "proposal": "To consider it",
        "proposed_terms": USUAL_TERMS,
    }
    return items.NewItem(type_code=type_code, home_id=home_id, **known | changes)


def pdf(pages: int = 1, title: str = "Invented") -> bytes:
    """A paper with empty pages; another title makes other bytes."""
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page()
        made.docinfo["/Title"] = title
        kept = BytesIO()
        made.save(kept, deterministic_id=True)
        return kept.getvalue()


def new_paper(kind: str = "assessment-report", title: str = "Assessment report") -> papers.NewPaper:
    return papers.NewPaper(kind=kind, title=title, data=pdf(title=title), received_on=date(2026, 11, 20))


def new_recommendation(
    desk: Desk, outcome: str = "approve", *, present: tuple[str, ...] = PANEL, **changes: Any
) -> recommendations.NewRecommendation:
    """A unanimous recommendation of those present."""
    known: dict[str, Any] = {
        "reasons": (PanelReason(key="R1", words="The evidence bears it out.", evidence="p. 12"),),
        "views": tuple(
            MemberView(member_id=one, name=desk.get(PanelMember, one).name, vote=Vote.FOR) for one in present
        ),
        "terms": USUAL_TERMS if outcome == "approve" else None,
    }
    return recommendations.NewRecommendation(outcome=outcome, **known | changes)


def filled(desk: Desk, draft: AgencyDecision, decision: str = "approve", **changes: Any) -> AgencyDecision:
    """A decision record with every part filled."""
    today = desk.office.clock.today()
    with desk.office.reading() as reading:
        recommended = decisions.recommendation_of(reading, draft.item_id)
        review = review_of(reading, reading.get(PanelItem, draft.item_id))
    reasons = recommended.reasons if recommended else ()
    known: dict[str, Any] = {
        "material": tuple(replace(one, is_read=True) for one in draft.material),
        "arguments_for": ("A settled home.",),
        "arguments_against": ("Little time alone.",),
        "process": ProcessView(is_agreed=True, is_quorate=True, were_right_people_heard=True)
        if reasons
        else None,
        "further_information": "None.",
        "panel_reasons": tuple(
            AdoptedReason(key=one.key, words=one.words, is_adopted=True, why="It fits the report.")
            for one in reasons
        ),
        "own_reasons": "The report shows it.",
        "departure_reasons": "Both recommendations were weighed." if review else "",
        "decision": decision,
        "terms": USUAL_TERMS if decision in ("approve", "final-approve") else None,
        "effective_on": today,
        "quality_assurance": "" if reasons else "Read by the practice lead.",
        "declarations": Declarations(is_not_panel_member=True, is_not_delegated=True, has_no_conflict=True),
        "decided_on": today,
    }
    return replace(draft, **known | changes)


def decide(
    desk: Desk, item_id: str, decision: str = "approve", by: str = "person-decider", **changes: Any
) -> AgencyDecision:
    """Open, fill and sign a decision record."""
    office = desk.of(by)
    draft = decisions.open_decision(office, item_id)
    decisions.write_decision(office, filled(desk, draft, decision, **changes))
    return decisions.sign_decision_record(office, draft.id)


def entry(item: PanelItem) -> AgendaEntry:
    return AgendaEntry(kind=EntryKind.ITEM, title=item.reference, minutes=60, item_id=item.id)


def issue(desk: Desk, meeting_id: str = MEETING, late_reason: str = "") -> None:
    """Issue the agenda with every item listed on the meeting."""
    listed = desk.find(PanelItem, meeting_id=meeting_id)
    agenda.issue_agenda(desk.office, meeting_id, tuple(entry(one) for one in listed), late_reason=late_reason)


def convene(desk: Desk, meeting_id: str = MEETING, present: tuple[str, ...] = PANEL) -> None:
    """Open the meeting on its day, and let the members come in."""
    desk.move_to(desk.get(Meeting, meeting_id).on, 10)
    meetings.open_meeting(desk.office, meeting_id)
    for one in present:
        meetings.record_arrival(desk.office, meeting_id, one)


def hear(desk: Desk, item_id: str, outcome: str = "approve", **changes: Any) -> Recommendation:
    """Hear an item for half an hour and recommend."""
    hearings.begin_hearing(desk.office, item_id, presided_by="member-chair")
    desk.clock.move(timedelta(minutes=30))
    return recommendations.make_recommendation(
        desk.office, item_id, new_recommendation(desk, outcome, **changes)
    )


def sign(desk: Desk, item_id: str) -> None:
    """Write, agree and sign the minutes of an item."""
    minutes.write_minutes(desk.office, item_id, CONTENTS)
    minutes.agree_minutes(desk.of("person-chair"), item_id)
    minutes.sign_minutes(desk.of("person-chair"), item_id)


def minute(desk: Desk, item_id: str) -> None:
    """Write, agree, sign and send the minutes of an item."""
    sign(desk, item_id)
    minutes.send_minutes(desk.office, item_id, on=desk.office.clock.today())


def second_meeting(
    desk: Desk, item_id: str, on: date, meeting_id: str = "meeting-later", panel: tuple[str, ...] = PANEL
) -> None:
    """Bring an item before another panel, up to the members having come in."""
    meetings.plan_meeting(desk.office, meeting(meeting_id, on, panel))
    items.list_item(desk.office, item_id, meeting_id)
    issue(desk, meeting_id, late_reason="Called at short notice.")
    convene(desk, meeting_id, panel)


def letter(desk: Desk, kind: NoticeKind, **changes: Any) -> notices.NewLetter:
    known: dict[str, Any] = {
        "home_id": desk.item.home_id,
        "item_id": desk.item.id,
        "dated_on": desk.office.clock.today(),
        "reasons": ("The report shows it.",),
        "enclosures": ("The panel's recommendation",),
    }
    return notices.NewLetter(kind=kind, **known | changes)


def send(desk: Desk, notice: Notice, **changes: Any) -> Notice:
    """Let the deputy check a letter, and record that it left today."""
    today = desk.office.clock.today()
    letter_checks.check_letter(desk.of("person-deputy"), notice.id, address_confirmed_on=today)
    known: dict[str, Any] = {"method": "recorded delivery", "sent_on": today, "proof": "RD 123"}
    return notices.dispatch_letter(desk.office, notice.id, **known | changes)


def _staff(desk: Desk) -> None:
    with desk.office.act() as transaction:
        for person in PEOPLE[1:]:
            transaction.insert(person)
        transaction.note("enter_people", "service")
    for one in MEMBERS:
        central_list.join_list(desk.office, one)
    for person_id in ("person-chair", "person-vice", "person-school", "person-decider", "person-deputy"):
        service.issue_signing_identity(desk.office, person_id)
    register.enter_home(desk.office, APPLICANTS)
    register.enter_home(desk.office, CARERS, USUAL_TERMS)
    register.enter_home(desk.office, GRANDMOTHER)


def _take_in(desk: Desk) -> None:
    item = items.take_in(desk.office, new_item())
    papers.file_paper(desk.office, item.id, new_paper())


def _list(desk: Desk) -> None:
    meetings.plan_meeting(desk.office, meeting())
    items.list_item(desk.office, desk.item.id, MEETING)


def _begin(desk: Desk) -> None:
    hearings.begin_hearing(desk.office, desk.item.id, presided_by="member-chair")
    desk.clock.move(timedelta(minutes=30))


def _recommend(outcome: str) -> Callable[[Desk], None]:
    def act(desk: Desk) -> None:
        recommendations.make_recommendation(desk.office, desk.item.id, new_recommendation(desk, outcome))

    return act


def _sign(desk: Desk) -> None:
    meetings.close_meeting(desk.office, MEETING)
    sign(desk, desk.item.id)


def _close(desk: Desk) -> None:
    meetings.close_meeting(desk.office, MEETING)
    minute(desk, desk.item.id)


def _decide(decision: str) -> Callable[[Desk], None]:
    def act(desk: Desk) -> None:
        desk.move_to(date(2026, 12, 8))
        decide(desk, desk.item.id, decision)

    return act


def _draft(desk: Desk) -> None:
    desk.move_to(date(2026, 12, 8))
    draft = decisions.open_decision(desk.of("person-decider"), desk.item.id)
    decisions.write_decision(desk.of("person-decider"), filled(desk, draft))


def _propose_in_writing(desk: Desk) -> None:
    notices.write_letter(desk.office, letter(desk, NoticeKind.QUALIFYING_DETERMINATION))


STEPS: dict[str, tuple[str, Callable[[Desk], None]]] = {
    "staffed": ("", _staff),
    "taken in": ("staffed", _take_in),
    "listed": ("taken in", _list),
    "issued": ("listed", issue),
    "convened": ("issued", convene),
    "in hearing": ("convened", _begin),
    "recommended": ("in hearing", _recommend("approve")),
    "signed": ("recommended", _sign),
    "with decision maker": ("recommended", _close),
    "drafted": ("with decision maker", _draft),
    "approved": ("with decision maker", _decide("approve")),
    "not recommended": ("in hearing", _recommend("not-suitable")),
    "negative minutes sent": ("not recommended", _close),
    "proposed": ("negative minutes sent", _decide("propose-not-approve")),
    "determined": ("proposed", _propose_in_writing),
}
