"""Whole, valid records with one call each; a test names only what it is about: ``meeting(is_joint=True)``.

The world they share: Moorside Fostering, whose panel of six sits on Wednesday 2 December 2026 about item 26/001.
Everybody is invented.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any

from fosterpanel.domain.actions import Action
from fosterpanel.domain.agenda import Agenda, AgendaEntry, EntryKind
from fosterpanel.domain.attendance import Attendance, Presence
from fosterpanel.domain.central_list import IndependenceAnswers, PanelMember
from fosterpanel.domain.changes_of_terms import AgreedChange
from fosterpanel.domain.decisions import (
    AdoptedReason,
    AgencyDecision,
    ConsideredMaterial,
    DecisionState,
    Declarations,
    ProcessView,
)
from fosterpanel.domain.deferrals import Deferral, DeferralKind, NeededThing
from fosterpanel.domain.hearings import Hearing
from fosterpanel.domain.interests import DeclaredInterest, InterestKind
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.meetings import Appointment, Meeting, Seat
from fosterpanel.domain.minutes import Minutes, MinutesContents, MinutesState
from fosterpanel.domain.notices import Dispatch, Notice, NoticeKind, SecondLook
from fosterpanel.domain.papers import Paper, Reliance, ReliedBy
from fosterpanel.domain.quorum import CountedMember, QuorumFinding, find_quorum
from fosterpanel.domain.recommendations import MemberView, PanelReason, Recommendation, Vote
from fosterpanel.domain.register import ApprovalState, ApprovalTerms, Carer, Exemption, FosterHome, Placement
from fosterpanel.domain.representations import QualifyingDetermination
from fosterpanel.domain.rulebook import Nation, RuleBook, ServiceKind
from fosterpanel.domain.service import FosteringService, Person, Role
from fosterpanel.domain.temporary_approvals import Extension, TemporaryApproval
from fosterpanel.domain.terms import ANY, PlacementKind, Sex, TermsOfApproval
from fosterpanel.rulebooks import load

PROVIDER = "Moorside Fostering"
PANEL_DAY = date(2026, 12, 2)
BEGAN = datetime(2026, 12, 2, 10, 0, tzinfo=UTC)
ENDED = datetime(2026, 12, 2, 10, 50, tzinfo=UTC)
MEMBER_NAMES = {
    "chair": "Ruth Calloway",
    "vice": "Daniel Oyelaran",
    "worker": "Sioned Parry",
    "teacher": "Imran Sheikh",
    "carer": "Mollie Turnbull",
    "nurse": "Grace Adeyemi",
}


@cache
def england(on: date = PANEL_DAY) -> RuleBook:
    """England's rule book on a local date."""
    return load(Nation.ENGLAND, on)


def service(**changes: Any) -> FosteringService:
    """A council that fosters alone."""
    made = FosteringService(
        id="service",
        name=PROVIDER,
        kind=ServiceKind.COUNCIL,
        nation=Nation.ENGLAND,
        providers=(PROVIDER,),
        address=("County Hall", "Moorside"),
        telephone="01632 960123",
        email="fostering@moorside.example",
        complaints="Complaints, County Hall",
        review_body="Independent Review Mechanism",
    )
    return replace(made, **changes)


def person(**changes: Any) -> Person:
    """The agency decision maker."""
    made = Person(id="decider", name="Helen Ashworth", roles=(Role.DECISION_MAKER,), post="Head of service")
    return replace(made, **changes)


def member(member_id: str = "teacher", **changes: Any) -> PanelMember:
    """Somebody on the central list, independent of the service and no social worker."""
    made = PanelMember(
        id=member_id,
        person_id=f"person-{member_id}",
        name=MEMBER_NAMES.get(member_id, member_id.title()),
        background="Education",
        independence=(IndependenceAnswers(provider=PROVIDER, answered_on=date(2026, 1, 10)),),
        joined_on=date(2024, 1, 1),
    )
    return replace(made, **changes)


def social_worker(member_id: str = "worker", **changes: Any) -> PanelMember:
    """Somebody on the central list with ten years' experience as a social worker, employed by the service."""
    employed = IndependenceAnswers(
        provider=PROVIDER, answered_on=date(2026, 1, 10), yes_to=("employed-fostering",)
    )
    made = {"is_social_worker": True, "experience_from": date(2016, 9, 1), "independence": (employed,)}
    return member(member_id, **(made | changes))


def members() -> dict[str, PanelMember]:
    """The six members of the panel, by id."""
    made = [social_worker(one) if one == "worker" else member(one) for one in MEMBER_NAMES]
    return {one.id: one for one in made}


def meeting(**changes: Any) -> Meeting:
    """The panel's meeting: a chair, a vice chair and four members."""
    seats = {"chair": Seat.CHAIR, "vice": Seat.VICE_CHAIR}
    made = Meeting(
        id="meeting",
        panel_name="Moorside fostering panel",
        on=PANEL_DAY,
        starts_at=time(9, 30),
        place="Committee room 2",
        is_joint=False,
        providers=(PROVIDER,),
        panel=tuple(Appointment(member_id=one, seat=seats.get(one, Seat.MEMBER)) for one in MEMBER_NAMES),
        rule_book_id="england-fsr-2011",
        rule_book_version="2026.1",
    )
    return replace(made, **changes)


def presence(member_id: str = "teacher", **changes: Any) -> Presence:
    """A member who has been there since half an hour before the hearing."""
    made = Presence(member_id=member_id, came_at=datetime(2026, 12, 2, 9, 30, tzinfo=UTC))
    return replace(made, **changes)


def attendance(**changes: Any) -> Attendance:
    """Everybody is present."""
    made = Attendance(
        id="attendance", meeting_id="meeting", presences=tuple(presence(one) for one in MEMBER_NAMES)
    )
    return replace(made, **changes)


def interest(**changes: Any) -> DeclaredInterest:
    """An interest of the teacher's that nobody has ruled on."""
    made = DeclaredInterest(
        id="interest",
        meeting_id="meeting",
        item_id="item",
        member_id="teacher",
        kind=InterestKind.COMMUNITY,
        nature="Same mosque",
        declared_at=datetime(2026, 12, 2, 9, 40, tzinfo=UTC),
    )
    return replace(made, **changes)


def counted(member_id: str = "teacher", **changes: Any) -> CountedMember:
    """A member as counted for quorum."""
    seats = {"chair": Seat.CHAIR, "vice": Seat.VICE_CHAIR}
    made = CountedMember(
        member_id=member_id,
        name=MEMBER_NAMES.get(member_id, member_id.title()),
        seat=seats.get(member_id, Seat.MEMBER),
        is_independent=member_id != "worker",
        is_experienced_social_worker=member_id == "worker",
    )
    return replace(made, **changes)


def quorum(*ids: str) -> QuorumFinding:
    """The quorum of the named members, or of all six."""
    present = tuple(counted(one) for one in ids or MEMBER_NAMES)
    return find_quorum(present, england().quorum_rule(), is_joint=False)


def hearing(**changes: Any) -> Hearing:
    """The hearing of the item, still going on."""
    made = Hearing(id="hearing", item_id="item", meeting_id="meeting", started_at=BEGAN, presided_by="chair")
    return replace(made, **changes)


def item(**changes: Any) -> PanelItem:
    """A first approval just taken in."""
    made = PanelItem(
        id="item",
        reference="26/001",
        type_code="APP",
        home_id="home",
        subject="A.M. and J.M.",
        received_on=date(2026, 6, 30),
        proposal="Approval for two children aged 5 to 12",
    )
    return replace(made, **changes)


def terms(**changes: Any) -> TermsOfApproval:
    """Up to two children aged 5 to 12, short-term."""
    made = TermsOfApproval(
        placement_kinds=(PlacementKind.SHORT_TERM,), number=2, age_from=5, age_to=12, sex=Sex.ANY
    )
    return replace(made, **changes)


def open_terms(**changes: Any) -> TermsOfApproval:
    """Terms that chose "any" for everything."""
    made = TermsOfApproval(
        placement_kinds=(PlacementKind.ANY,), number=ANY, age_from=ANY, age_to=ANY, sex=Sex.ANY
    )
    return replace(made, **changes)


def view(member_id: str = "teacher", vote: Vote = Vote.FOR, **changes: Any) -> MemberView:
    """A member's view, with a reason."""
    made = MemberView(
        member_id=member_id,
        name=MEMBER_NAMES.get(member_id, member_id.title()),
        vote=vote,
        reasons="The report bears it out.",
    )
    return replace(made, **changes)


def views(**votes: Vote) -> tuple[MemberView, ...]:
    """The views of all six members; in favour, but for the votes named by member id."""
    return tuple(view(one, votes.get(one, Vote.FOR)) for one in MEMBER_NAMES)


def recommendation(**changes: Any) -> Recommendation:
    """All six recommend approval, for two reasons."""
    made = Recommendation(
        id="recommendation",
        item_id="item",
        meeting_id="meeting",
        outcome="approve",
        terms=terms(),
        reasons=(
            PanelReason(key="1", words="Warm and consistent care of their own children.", evidence="p. 14"),
            PanelReason(key="2", words="A support network that has been tested.", evidence="p. 31"),
        ),
        views=views(),
        advice="Training on contact in the first year.",
        made_at=ENDED,
    )
    return replace(made, **changes)


def needed(**changes: Any) -> NeededThing:
    """A certificate that the social worker owes."""
    made = NeededThing(what="Overseas police certificate", owner="Priya Nair", due_on=date(2026, 12, 22))
    return replace(made, **changes)


def deferral(**changes: Any) -> Deferral:
    """The item deferred for a certificate, to come back in January."""
    made = Deferral(
        id="deferral",
        item_id="item",
        meeting_id="meeting",
        kind=DeferralKind.NEEDS_INFORMATION,
        reason_codes=("D03",),
        narrative="Four years abroad are not covered by a certificate.",
        needed=(needed(),),
        checked_by="the panel adviser",
        deferred_on=PANEL_DAY,
        return_on=date(2027, 1, 6),
    )
    return replace(made, **changes)


def contents(**changes: Any) -> MinutesContents:
    """Minutes with every part that all minutes have."""
    made = MinutesContents(
        strengths=("Patient and well supported.",),
        told="Told of the recommendation on the day by the chair.",
        minute_taker="Owen Bright",
    )
    return replace(made, **changes)


def minutes(**changes: Any) -> Minutes:
    """A draft."""
    made = Minutes(id="minutes", item_id="item", meeting_id="meeting", contents=contents())
    return replace(made, **changes)


def final_minutes(**changes: Any) -> Minutes:
    """Minutes signed by the chair and received by the decision maker two days after the panel."""
    made = minutes(
        state=MinutesState.SENT,
        agreed_by="chair",
        agreed_at=datetime(2026, 12, 3, 9, 0, tzinfo=UTC),
        signed_by="chair",
        signed_at=datetime(2026, 12, 3, 9, 5, tzinfo=UTC),
        document_id="minutes-document",
        sent_on=date(2026, 12, 4),
    )
    return replace(made, **changes)


def decision(**changes: Any) -> AgencyDecision:
    """An approval in line with the panel, every part filled, not yet signed."""
    made = AgencyDecision(
        id="decision",
        item_id="item",
        decision_maker_id="decider",
        recommendation_id="recommendation",
        material=(ConsideredMaterial(title="Assessment report", number=1, sha256="0" * 64, is_read=True),),
        arguments_for=("The panel's reasons are borne out.",),
        arguments_against=("Little experience of teenagers.",),
        process=ProcessView(is_agreed=True, is_quorate=True, were_right_people_heard=True),
        further_information="None.",
        panel_reasons=tuple(
            AdoptedReason(key=reason.key, words=reason.words, is_adopted=True, why="Borne out by the report.")
            for reason in recommendation().reasons
        ),
        own_reasons="The references are strong.",
        decision="approve",
        terms=terms(),
        effective_on=date(2026, 12, 9),
        declarations=Declarations(is_not_panel_member=True, is_not_delegated=True, has_no_conflict=True),
        received_on=date(2026, 12, 4),
        due_on=date(2026, 12, 15),
        decided_on=date(2026, 12, 9),
    )
    return replace(made, **changes)


def signed_decision(**changes: Any) -> AgencyDecision:
    """The same approval, signed."""
    made = decision(
        state=DecisionState.SIGNED,
        signed_at=datetime(2026, 12, 9, 15, 0, tzinfo=UTC),
        document_id="decision-document",
    )
    return replace(made, **changes)


def notice(**changes: Any) -> Notice:
    """The notice of approval, not yet made as a document."""
    made = Notice(
        id="notice",
        item_id="item",
        home_id="home",
        kind=NoticeKind.APPROVAL,
        addressees=("Anna Merrick", "Joe Merrick"),
        address=("4 Mill Lane", "Moorside"),
        dated_on=date(2026, 12, 10),
        author_id="decider",
        reference="26/001",
        decision_id="decision",
    )
    return replace(made, **changes)


def second_look(**changes: Any) -> SecondLook:
    """The administrator's look at a letter on its own day."""
    made = SecondLook(
        looked_by="administrator",
        looked_at=datetime(2026, 12, 10, 15, 0, tzinfo=UTC),
        address_confirmed_on=date(2026, 12, 4),
    )
    return replace(made, **changes)


def dispatch(**changes: Any) -> Dispatch:
    """A letter sent the day after its date."""
    made = Dispatch(method="Signed-for post", sent_on=date(2026, 12, 11), proof="AB 1234 5678 9GB")
    return replace(made, **changes)


def determination(**changes: Any) -> QualifyingDetermination:
    """A proposal of 10 December that nobody has challenged yet."""
    made = QualifyingDetermination(
        id="determination",
        item_id="item",
        decision_id="decision",
        notice_id="notice",
        letter_dated_on=date(2026, 12, 10),
        last_challenge_on=date(2027, 1, 7),
    )
    return replace(made, **changes)


def agreed_change(**changes: Any) -> AgreedChange:
    """A change of terms stated and agreed in writing by both carers."""
    made = AgreedChange(
        id="change",
        item_id="item",
        support_needs="Respite once a month.",
        how_met="A named respite carer.",
        stated_on=date(2026, 12, 3),
        agreed_on=date(2026, 12, 4),
        agreed_by=("Anna Merrick", "Joe Merrick"),
    )
    return replace(made, **changes)


def home(**changes: Any) -> FosterHome:
    """A couple approved at the beginning of 2026."""
    made = FosterHome(
        id="home",
        reference="FH-7",
        carers=(
            Carer(name="Anna Merrick", born_on=date(1984, 5, 1), sex="female"),
            Carer(name="Joe Merrick", born_on=date(1981, 2, 9), sex="male"),
        ),
        address=("4 Mill Lane", "Moorside"),
        state=ApprovalState.APPROVED,
        approved_on=date(2026, 1, 15),
    )
    return replace(made, **changes)


def approval_terms(**changes: Any) -> ApprovalTerms:
    """The terms in force since approval."""
    made = ApprovalTerms(id="terms", home_id="home", terms=terms(), effective_from=date(2026, 1, 15))
    return replace(made, **changes)


def placement(**changes: Any) -> Placement:
    """A child living in the home inside its terms."""
    made = Placement(
        id="placement",
        home_id="home",
        child="T.B.",
        age=7,
        sex=Sex.BOYS,
        kind=PlacementKind.SHORT_TERM,
        placed_by=PROVIDER,
        started_on=date(2026, 3, 2),
    )
    return replace(made, **changes)


def exemption(**changes: Any) -> Exemption:
    """An exemption naming four children."""
    made = Exemption(
        id="exemption",
        home_id="home",
        named_children=("A.", "B.", "C.", "D."),
        conditions="No further child.",
        granted_by="Moorside Council",
        granted_on=date(2026, 4, 1),
    )
    return replace(made, **changes)


def temporary_approval(**changes: Any) -> TemporaryApproval:
    """A connected person approved temporarily on 7 September 2026: sixteen weeks end on 28 December."""
    made = TemporaryApproval(
        id="temporary",
        home_id="home",
        children=("T.B.",),
        approved_on=date(2026, 9, 7),
        expires_on=date(2026, 12, 28),
    )
    return replace(made, **changes)


def extension(**changes: Any) -> Extension:
    """An extension to the longest day, its three steps in order."""
    made = Extension(
        panel_views_on=PANEL_DAY,
        reviewing_officer_told_on=date(2026, 12, 3),
        nominated_officer="Samuel Finch",
        approved_on=date(2026, 12, 18),
        until=date(2027, 2, 22),
    )
    return replace(made, **changes)


def paper(**changes: Any) -> Paper:
    """The first version of an assessment report."""
    made = Paper(
        id="paper",
        item_id="item",
        kind="assessment-report",
        title="Assessment report",
        number=1,
        sha256="a" * 64,
        pages=64,
        size=1_200_000,
        received_on=date(2026, 11, 20),
    )
    return replace(made, **changes)


def reliance(**changes: Any) -> Reliance:
    """That the panel relied on the report."""
    made = Reliance(
        id="reliance",
        item_id="item",
        paper_id="paper",
        sha256="a" * 64,
        relied_by=ReliedBy.PANEL,
        relied_at=ENDED,
    )
    return replace(made, **changes)


def entry(**changes: Any) -> AgendaEntry:
    """An hour for the item."""
    return replace(
        AgendaEntry(kind=EntryKind.ITEM, title="First approval", minutes=60, item_id="item"), **changes
    )


def agenda(**changes: Any) -> Agenda:
    """The first issue of the agenda, with the one item."""
    return replace(Agenda(id="agenda", meeting_id="meeting", entries=(entry(),)), **changes)


def action(**changes: Any) -> Action:
    """An action still open."""
    made = Action(
        id="action",
        meeting_id="meeting",
        item_id="",
        what="Write to the school",
        owner="Owen Bright",
        due_on=date(2026, 12, 16),
    )
    return replace(made, **changes)


def issued_document(**changes: Any) -> IssuedDocument:
    """The minutes as signed by the chair."""
    made = IssuedDocument(
        id="minutes-document",
        kind=DocumentKind.MINUTES,
        subject_id="item",
        title="Minutes",
        reference="26/001",
        number=1,
        sha256="b" * 64,
        issued_at=datetime(2026, 12, 3, 9, 5, tzinfo=UTC),
        signed_by=MEMBER_NAMES["chair"],
    )
    return replace(made, **changes)
