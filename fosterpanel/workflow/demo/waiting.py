"""What has come in since the panel: a temporary approval that runs out, and families that wait for the next one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fosterpanel.domain.invitations import Invitation, Reply
from fosterpanel.domain.register import ApprovalState, Carer, FosterHome, Placement
from fosterpanel.domain.terms import PlacementKind, Sex, TermsOfApproval
from fosterpanel.workflow.agendas import running_order
from fosterpanel.workflow.business import items, readiness
from fosterpanel.workflow.business.items import NewItem
from fosterpanel.workflow.demo.day import NEXT_PANEL_ON, Stage
from fosterpanel.workflow.homes import register
from fosterpanel.workflow.panels import invitations


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A paper somebody has promised for a local day."""

    kind: str
    owner: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A home and its item as far as they have come: the papers there, those owed, and whether it is listed."""

    home: FosterHome
    item: NewItem
    terms: TermsOfApproval | None = None
    placements: tuple[Placement, ...] = ()
    temporary_from: date | None = None
    papers: tuple[str, ...] = ()
    owed: tuple[Owed, ...] = ()
    is_listed: bool = False


AUNT = Waiting(
    home=FosterHome(
        id="home-renshaw",
        reference="F0436",
        carers=(Carer(name="Carol Renshaw", born_on=date(1981, 1, 30), sex="female"),),
        address=("6 Tidewater Close", "Eastmere", "NS8 3HF"),
    ),
    temporary_from=date(2026, 7, 29),
    placements=(
        Placement(
            id="placed-lr",
            home_id="home-renshaw",
            child="L.R.",
            age=6,
            sex=Sex.GIRLS,
            kind=PlacementKind.CONNECTED_PERSON,
            placed_by="Northshire County Council",
            started_on=date(2026, 7, 29),
        ),
    ),
    item=NewItem(
        type_code="APP-CP",
        home_id="home-renshaw",
        subject="Aunt, full assessment",
        received_on=date(2026, 7, 30),
        proposal="Approve Ms Renshaw for her niece before her temporary approval ends.",
        proposed_terms=TermsOfApproval(
            placement_kinds=(PlacementKind.CONNECTED_PERSON,),
            number=1,
            age_from=0,
            age_to=18,
            sex=Sex.ANY,
            named_children=("L.R.",),
        ),
        is_connected_person=True,
        report_author="Kwame Lund, social worker",
        presented_by=("Kwame Lund, social worker",),
    ),
    papers=("front-sheet", "viability-assessment", "stage-one-checks", "care-plan", "referee-reports"),
    owed=(
        Owed(kind="assessment-report", owner="Kwame Lund", due_on=date(2026, 10, 28)),
        Owed(kind="medical-report", owner="Dr Imogen Vale, medical adviser", due_on=date(2026, 10, 19)),
        Owed(kind="placed-childrens-views", owner="Priya Nair", due_on=date(2026, 10, 28)),
    ),
    is_listed=True,
)

APPLICANTS = Waiting(
    home=FosterHome(
        id="home-fairclough",
        reference="F0440",
        carers=(
            Carer(name="Naomi Fairclough", born_on=date(1985, 4, 11), sex="female"),
            Carer(name="Rhodri Fairclough", born_on=date(1983, 12, 2), sex="male"),
        ),
        address=("17 Sailmakers Row", "Northport", "NS1 6TB"),
    ),
    item=NewItem(
        type_code="APP",
        home_id="home-fairclough",
        subject="First approval",
        received_on=date(2026, 4, 20),
        proposal="Approve Mr and Mrs Fairclough for two children of any age, short-term.",
        proposed_terms=TermsOfApproval(
            placement_kinds=(PlacementKind.SHORT_TERM,), number=2, age_from=0, age_to=18, sex=Sex.ANY
        ),
        report_author="Bronwen Pugh, assessing social worker",
    ),
    papers=("front-sheet", "stage-one-checks", "referee-reports", "health-and-safety"),
    owed=(Owed(kind="assessment-report", owner="Bronwen Pugh", due_on=date(2026, 11, 13)),),
)

YEARLY = Waiting(
    home=FosterHome(
        id="home-tanaka",
        reference="F0389",
        carers=(Carer(name="Hiroshi Tanaka", born_on=date(1974, 6, 25), sex="male"),),
        address=("2 Lighthouse Terrace", "Saltholme", "NS9 1EA"),
        state=ApprovalState.APPROVED,
        approved_on=date(2025, 11, 10),
    ),
    terms=TermsOfApproval(
        placement_kinds=(PlacementKind.SHORT_TERM, PlacementKind.LONG_TERM),
        number=2,
        age_from=5,
        age_to=18,
        sex=Sex.ANY,
    ),
    item=NewItem(
        type_code="REV1",
        home_id="home-tanaka",
        subject="First review",
        received_on=date(2026, 10, 12),
        proposal="Continue the approval of Mr Tanaka on the same terms.",
        report_author="Kwame Lund, social worker",
    ),
    papers=("front-sheet", "health-and-safety", "training-record"),
    owed=(Owed(kind="review-report", owner="Kwame Lund", due_on=date(2026, 10, 30)),),
)

COME_IN_SINCE = (AUNT, APPLICANTS, YEARLY)
REPLIES = {
    "lowe": Reply.COMING,
    "pryce": Reply.COMING,
    "okoye": Reply.COMING,
    "whitcombe": Reply.COMING,
    "rahman": Reply.REMOTE,
}
"""What members have answered to the next panel's invitation; whoever is not named has not answered."""


def let_come_in(stage: Stage) -> None:
    """Enter what has come in, list what cannot wait on the next panel, and invite its members."""
    office, next_panel = stage.administrator, f"panel-{NEXT_PANEL_ON:%Y%m%d}"
    for waiting in COME_IN_SINCE:
        item = _enter(stage, waiting)
        if waiting.is_listed:
            running_order.put_item(office, next_panel, item)
    invitations.invite(office, next_panel)
    with office.reading() as reading:
        invited = {one.member_id: one.id for one in reading.find(Invitation, meeting_id=next_panel)}
    for key, reply in REPLIES.items():
        invitations.record_reply(office, invited[f"member-{key}"], reply)


def _enter(stage: Stage, waiting: Waiting) -> str:
    office = stage.administrator
    register.enter_home(office, waiting.home, waiting.terms)
    if waiting.temporary_from is not None:
        children = tuple(placement.child for placement in waiting.placements)
        register.approve_temporarily(
            office, waiting.home.id, children=children, approved_on=waiting.temporary_from
        )
    for placement in waiting.placements:
        register.place_child(office, placement)
    item = items.take_in(office, waiting.item)
    stage.tray.file_some(office, item, waiting.papers)
    for owed in waiting.owed:
        readiness.expect_paper(office, item.id, owed.kind, owner=owed.owner, due_on=owed.due_on)
    return item.id
