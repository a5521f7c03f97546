"""A register with something of everything on it, for the pages of homes and of the central list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fosterpanel.domain.register import (
    ApprovalState,
    Carer,
    Exemption,
    FosterHome,
    HouseholdMember,
    Placement,
)
from fosterpanel.domain.temporary_approvals import Extension
from fosterpanel.domain.terms import ANY, PlacementKind, Sex, TermsOfApproval
from fosterpanel.workflow.homes import register
from tests.workflow.builders import CARERS, USUAL_TERMS, Desk

TODAY = date(2026, 11, 23)
LONG_AGO = date(2023, 5, 3)


def child(child: str, home_id: str = CARERS.id, **changes: object) -> Placement:
    placement = Placement(
        id=f"placement-{child}",
        home_id=home_id,
        child=child,
        age=7,
        sex=Sex.GIRLS,
        kind=PlacementKind.SHORT_TERM,
        placed_by="Brackendale Council",
        started_on=date(2026, 11, 2),
    )
    return replace(placement, **changes)  # type: ignore[arg-type]


def home(number: int, name: str, **changes: object) -> FosterHome:
    known = FosterHome(
        id=f"home-{number}",
        reference=f"BF-{number}",
        carers=(Carer(name=name, born_on=date(1979, 6, 1), sex="female"),),
        address=(f"{number} Ropewalk", "Brackendale", "BX4 9AA"),
        state=ApprovalState.APPROVED,
        approved_on=LONG_AGO,
    )
    return replace(known, **changes)  # type: ignore[arg-type]


def furnish(desk: Desk) -> None:
    """One home outside its approval, one temporary, one resigned, one ended, one long settled with a history."""
    office = desk.office
    for one in ("A.B.", "C.D.", "E.F."):
        register.place_child(office, child(one))
    register.place_child(office, child("G.H.", started_on=date(2026, 2, 2)))
    register.end_placement(office, "placement-G.H.", on=date(2026, 6, 30))
    register.change_home(
        office,
        replace(
            desk.get(FosterHome, CARERS.id),
            household=(
                HouseholdMember(name="Edwin Marsh", born_on=date(2009, 3, 4), relationship="Son"),
                HouseholdMember(name="Ottoline Marsh", born_on=date(1948, 1, 9), relationship="Mother"),
            ),
        ),
    )
    register.approve_temporarily(office, "home-oakes", children=("T.O.",), approved_on=date(2026, 8, 17))
    register.place_child(office, child("T.O.", "home-oakes", kind=PlacementKind.CONNECTED_PERSON))
    settled = home(
        98,
        "Bettany Crowe",
        carers=(
            *home(98, "Bettany Crowe").carers,
            Carer(name="Lorcan Crowe", born_on=date(1977, 7, 7), sex="male"),
        ),
    )
    any_terms = TermsOfApproval(
        placement_kinds=(PlacementKind.ANY,), number=1, age_from=ANY, age_to=ANY, sex=Sex.ANY
    )
    register.enter_home(office, settled, any_terms)
    register.record_review(office, settled.id, held_on=date(2024, 4, 11))
    register.record_review(office, settled.id, held_on=date(2025, 12, 9))
    with office.act() as transaction:
        register.change_terms(transaction, settled, USUAL_TERMS, on=date(2025, 12, 9), decision_id="")
        transaction.note("change_terms", settled.id)
    register.record_exemption(
        office,
        Exemption(
            id="exemption-crowe",
            home_id=settled.id,
            named_children=("K.L.", "M.N."),
            conditions="Until the summer term ends.",
            granted_by="Brackendale Council",
            granted_on=date(2026, 1, 12),
        ),
        area_authority="Brackendale Council",
    )
    register.enter_home(office, home(97, "Hester Pym", approved_on=date(2026, 1, 5)), USUAL_TERMS)
    register.receive_resignation(office, "home-97", received_on=TODAY, reason="Moving to the coast.")
    register.enter_home(office, home(96, "Iolo Vane"), USUAL_TERMS)
    register.record_review(office, "home-96", held_on=date(2025, 6, 1))
    ended = home(
        95, "Quentin Ashdown", state=ApprovalState.ENDED, ended_on=date(2026, 2, 1), ended_by="decision"
    )
    register.enter_home(office, ended)


EXTENSION = Extension(
    panel_views_on=date(2026, 11, 18),
    reviewing_officer_told_on=date(2026, 11, 19),
    nominated_officer="Deborah Nkemelu-Hart",
    approved_on=date(2026, 11, 20),
    until=date(2027, 1, 15),
)
