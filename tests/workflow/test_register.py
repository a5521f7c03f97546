from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fosterpanel.domain.register import (
    ApprovalState,
    ApprovalTerms,
    Exemption,
    FosterHome,
    Placement,
    Resignation,
)
from fosterpanel.domain.temporary_approvals import Extension, TemporaryApproval
from fosterpanel.domain.terms import PlacementKind, Sex
from fosterpanel.errors import InvalidInput, MovedSince, NotFound, RuleRefusal
from fosterpanel.workflow.homes import register
from fosterpanel.workflow.overviews.homes_overview import home_file
from tests.workflow.builders import CARERS, USUAL_TERMS, At, Desk

TODAY = date(2026, 11, 23)
EXTENSION = Extension(
    panel_views_on=date(2026, 11, 18),
    reviewing_officer_told_on=date(2026, 11, 19),
    nominated_officer="Deborah Nkemelu-Hart",
    approved_on=date(2026, 11, 20),
    until=date(2027, 1, 15),
)
EXEMPTION = Exemption(
    id="exemption-1",
    home_id="home-marsh",
    named_children=("A.B.", "C.D."),
    conditions="Until the summer.",
    granted_by="Brackendale Council",
    granted_on=TODAY,
)


def place(desk: Desk, child: str, home_id: str = "home-marsh") -> Placement:
    return register.place_child(
        desk.office,
        Placement(
            id=f"placement-{child}",
            home_id=home_id,
            child=child,
            age=7,
            sex=Sex.GIRLS,
            kind=PlacementKind.SHORT_TERM,
            placed_by="Brackendale Council",
            started_on=date(2026, 11, 2),
        ),
    )


def concerns(desk: Desk, home_id: str = "home-marsh") -> tuple[str, ...]:
    return home_file(desk.office, home_id).line.concerns


def temporary(desk: Desk, approved_on: date = date(2026, 8, 17)) -> TemporaryApproval:
    return register.approve_temporarily(
        desk.office, "home-oakes", children=("Tilly Oakes",), approved_on=approved_on
    )


def test_a_home_enters_with_the_terms_it_has(at: At) -> None:
    desk = at("staffed")
    assert desk.get(FosterHome, "home-marsh") == CARERS
    with desk.office.reading() as reading:
        assert register.current_terms(reading, "home-marsh", TODAY) == USUAL_TERMS
        assert register.current_terms(reading, "home-marsh", date(2025, 1, 1)) is None


def test_open_terms_are_not_entered(at: At) -> None:
    desk = at("staffed")
    home = replace(CARERS, id="home-new", reference="BF-999")
    with desk.refusing(InvalidInput, "the number of children"):
        register.enter_home(desk.office, home, replace(USUAL_TERMS, number=None))


def test_the_truth_is_entered_before_the_rules_are_asked(at: At) -> None:
    desk = at("staffed")
    for child in ("A.B.", "C.D.", "E.F."):
        place(desk, child)
    assert desk.last_act() == ("place_child", "home-marsh")
    assert concerns(desk) == ("Three children placed, approved for two.",)
    place(desk, "G.H.")
    assert any("usual limit is 3" in words for words in concerns(desk))


def test_a_child_is_placed_in_a_home(at: At) -> None:
    desk = at("staffed")
    with desk.refusing(NotFound):
        place(desk, "A.B.", "home-nowhere")


def test_a_temporary_approval_runs_sixteen_weeks(at: At) -> None:
    desk = at("staffed")
    approval = temporary(desk)
    assert approval.expires_on == date(2026, 12, 7)
    assert desk.the(TemporaryApproval) == approval
    assert desk.get(FosterHome, "home-oakes").state is ApprovalState.TEMPORARY
    assert desk.last_act() == ("approve_temporarily", "home-oakes")


def test_a_temporary_approval_is_not_given_twice(at: At) -> None:
    desk = at("staffed")
    temporary(desk)
    with desk.refusing(InvalidInput, "is not renewed", "Tilly Oakes"):
        temporary(desk, TODAY)


@pytest.mark.parametrize(
    ("home_id", "children", "approved_on", "words"),
    [
        ("home-marsh", ("Tilly Oakes",), TODAY, "needs no temporary approval"),
        ("home-oakes", (), TODAY, "Name each child"),
        ("home-oakes", (" ",), TODAY, "Name each child"),
        ("home-oakes", ("Tilly Oakes",), date(2026, 11, 24), "still to come"),
    ],
)
def test_a_temporary_approval_that_cannot_be(
    at: At, home_id: str, children: tuple[str, ...], approved_on: date, words: str
) -> None:
    desk = at("staffed")
    with desk.refusing(InvalidInput, words):
        register.approve_temporarily(desk.office, home_id, children=children, approved_on=approved_on)


def test_a_temporary_approval_is_extended_once(at: At) -> None:
    desk = at("staffed")
    approval = temporary(desk)
    extended = register.extend_temporary_approval(desk.office, approval.id, EXTENSION)
    assert desk.the(TemporaryApproval) == extended
    assert extended.ends_on == date(2027, 1, 15)
    assert desk.last_act() == ("extend_temporary_approval", "home-oakes")
    with desk.refusing(RuleRefusal, "already extended once", "reg 25", rule="extension-once"):
        register.extend_temporary_approval(desk.office, approval.id, EXTENSION)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"until": date(2027, 2, 2)}, "temporary-approval-extension"),
        ({"panel_views_on": date(2026, 11, 21)}, "extension-steps"),
        ({"reviewing_officer_told_on": date(2026, 11, 21)}, "extension-steps"),
        ({"nominated_officer": " "}, "extension-steps"),
        ({"approved_on": date(2026, 12, 8)}, "extension-once"),
    ],
    ids=["too long", "no views", "nobody told", "no officer", "lapsed"],
)
def test_an_extension_without_its_three_steps(at: At, changes: dict[str, object], rule: str) -> None:
    desk = at("staffed")
    approval = temporary(desk)
    desk.move_to(date(2026, 12, 8))
    with desk.refusing(RuleRefusal, rule=rule):
        register.extend_temporary_approval(desk.office, approval.id, replace(EXTENSION, **changes))


def test_an_extension_still_to_come_is_not_recorded(at: At) -> None:
    desk = at("staffed")
    approval = temporary(desk)
    with desk.refusing(InvalidInput, "The extension is dated 24 November 2026, which is still to come"):
        register.extend_temporary_approval(
            desk.office, approval.id, replace(EXTENSION, approved_on=date(2026, 11, 24))
        )


def test_a_lapsed_temporary_approval_covers_nobody(at: At) -> None:
    desk = at("staffed")
    temporary(desk)
    place(desk, "T.O.", "home-oakes")
    assert concerns(desk, "home-oakes") == ()
    desk.move_to(date(2026, 12, 8))
    assert concerns(desk, "home-oakes") == ("Children are placed and nobody has approved the home.",)


def test_an_exemption_is_recorded(at: At) -> None:
    desk = at("staffed")
    granted = register.record_exemption(desk.office, EXEMPTION, area_authority="Brackendale Council")
    assert desk.the(Exemption) == granted
    assert desk.last_act() == ("grant_exemption", "home-marsh")


@pytest.mark.parametrize(
    "changes", [{"granted_by": "Northport Council"}, {"named_children": ()}], ids=["elsewhere", "nobody"]
)
def test_an_exemption_is_the_area_authoritys_for_named_children(at: At, changes: dict[str, object]) -> None:
    desk = at("staffed")
    with desk.refusing(RuleRefusal, "Schedule 7", rule="exemption-by-area-authority"):
        register.record_exemption(
            desk.office, replace(EXEMPTION, **changes), area_authority="Brackendale Council"
        )


def test_an_exemption_is_of_a_home(at: At) -> None:
    desk = at("staffed")
    with desk.refusing(NotFound):
        register.record_exemption(
            desk.office, replace(EXEMPTION, home_id="nowhere"), area_authority="Brackendale Council"
        )


def test_a_resignation_ends_the_approval_by_itself(at: At) -> None:
    desk = at("staffed")
    notice = register.receive_resignation(desk.office, "home-marsh", received_on=TODAY, reason="Moving.")
    assert desk.the(Resignation) == notice
    assert desk.last_act() == ("receive_resignation", "home-marsh")
    assert register.end_resigned_approvals(desk.office) == ()
    desk.move_to(date(2026, 12, 21))
    (ended,) = register.end_resigned_approvals(desk.office)
    assert ended.state is ApprovalState.ENDED
    assert desk.the(ApprovalTerms).until == date(2026, 12, 21)
    assert desk.last_act() == ("end_resigned_approval", "home-marsh")
    assert register.end_resigned_approvals(desk.office) == ()


@pytest.mark.parametrize(
    ("home_id", "received_on", "words"),
    [
        ("home-oakes", TODAY, "is applicant"),
        ("home-marsh", date(2026, 11, 24), "still to come"),
        ("home-marsh", date(2025, 12, 14), "no approval to resign from on 14 December 2025"),
    ],
)
def test_a_resignation_that_cannot_be(at: At, home_id: str, received_on: date, words: str) -> None:
    desk = at("staffed")
    with desk.refusing(InvalidInput, words):
        register.receive_resignation(desk.office, home_id, received_on=received_on)


def test_a_resignation_of_long_ago_does_not_end_a_later_approval(at: At) -> None:
    desk = at("staffed")
    register.receive_resignation(desk.office, "home-marsh", received_on=TODAY)
    desk.move_to(date(2026, 12, 21))
    register.end_resigned_approvals(desk.office)
    with desk.office.act() as transaction:
        home = transaction.get(FosterHome, "home-marsh")
        again = register.approve_home(transaction, home, USUAL_TERMS, on=date(2026, 12, 21), decision_id="")
        transaction.note("approve_again", home.id)
    assert (again.approved_on, again.ended_on, again.ended_by) == (date(2026, 12, 21), None, "")
    desk.move_to(date(2027, 3, 1))
    assert register.end_resigned_approvals(desk.office) == ()


def test_a_resignation_does_not_end_a_temporary_approval_given_after_it(at: At) -> None:
    desk = at("staffed")
    first = register.approve_temporarily(desk.office, "home-oakes", children=("A.B.",), approved_on=TODAY)
    notice = register.receive_resignation(desk.office, "home-oakes", received_on=TODAY)
    desk.move_to(date(2026, 12, 30))
    second = register.approve_temporarily(
        desk.office, "home-oakes", children=("C.D.",), approved_on=date(2026, 12, 29)
    )
    (home,) = register.end_resigned_approvals(desk.office)
    assert home.state is ApprovalState.TEMPORARY
    assert desk.get(TemporaryApproval, first.id).ended_on == notice.ends_on
    assert desk.get(TemporaryApproval, second.id).ended_on is None
    assert register.end_resigned_approvals(desk.office) == ()


def test_an_approval_ends_a_temporary_one_given_after_its_day(at: At) -> None:
    desk = at("staffed")
    held = register.approve_temporarily(desk.office, "home-oakes", children=("A.B.",), approved_on=TODAY)
    with desk.office.act() as transaction:
        home = transaction.get(FosterHome, "home-oakes")
        register.approve_home(transaction, home, USUAL_TERMS, on=date(2026, 11, 20), decision_id="")
        transaction.note("approve", home.id)
    assert desk.get(TemporaryApproval, held.id).ended_on == TODAY


def test_a_home_is_changed_and_its_approval_is_not(at: At) -> None:
    desk = at("staffed")
    held = desk.get(FosterHome, "home-marsh")
    changed = register.change_home(
        desk.office, replace(held, reference="BF-300", state=ApprovalState.ENDED, approved_on=None)
    )
    assert desk.get(FosterHome, "home-marsh") == changed
    assert (changed.reference, changed.state, changed.approved_on) == (
        "BF-300",
        ApprovalState.APPROVED,
        CARERS.approved_on,
    )
    assert desk.last_act() == ("change_home", "home-marsh")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reference": "BF-101"}, "a home with the reference BF-101 already"),
        ({"carers": ()}, "needs somebody who fosters"),
        ({"carers": (replace(CARERS.carers[0], name=" "),)}, "Name each carer"),
    ],
    ids=["reference taken", "nobody", "no name"],
)
def test_a_home_that_cannot_be(at: At, changes: dict[str, object], words: str) -> None:
    desk = at("staffed")
    held = desk.get(FosterHome, "home-marsh")
    with desk.refusing(InvalidInput, words):
        register.change_home(desk.office, replace(held, **changes))
    with desk.refusing(InvalidInput, words):
        new = {"reference": "BF-900", **changes}
        register.enter_home(desk.office, replace(held, id="home-new", **new))


def test_a_home_changed_meanwhile_is_not_changed_over(at: At) -> None:
    desk = at("staffed")
    held = desk.get(FosterHome, "home-marsh")
    register.change_home(desk.office, replace(held, address=("1 Mill Lane",)))
    with desk.refusing(MovedSince):
        register.change_home(desk.office, replace(held, address=("2 Mill Lane",)))


def test_a_child_leaves_once_and_not_before_coming(at: At) -> None:
    desk = at("staffed")
    placement = place(desk, "A.B.")
    with desk.refusing(InvalidInput, "began on 2 November 2026"):
        register.end_placement(desk.office, placement.id, on=date(2026, 11, 1))
    with desk.refusing(InvalidInput, "still to come"):
        register.end_placement(desk.office, placement.id, on=date(2026, 11, 24))
    ended = register.end_placement(desk.office, placement.id, on=TODAY)
    assert desk.the(Placement) == ended
    assert ended.ended_on == TODAY
    assert desk.last_act() == ("end_placement", "home-marsh")
    with desk.refusing(InvalidInput, "ended on 23 November 2026 already"):
        register.end_placement(desk.office, placement.id, on=TODAY)


def test_a_placement_names_a_child(at: At) -> None:
    desk = at("staffed")
    with desk.refusing(InvalidInput, "initials"):
        place(desk, " ")


def test_an_exemption_ends_once(at: At) -> None:
    desk = at("staffed")
    granted = register.record_exemption(desk.office, EXEMPTION, area_authority="Brackendale Council")
    with desk.refusing(InvalidInput, "began on 23 November 2026"):
        register.end_exemption(desk.office, granted.id, on=date(2026, 11, 22))
    ended = register.end_exemption(desk.office, granted.id, on=date(2026, 12, 1))
    assert desk.the(Exemption) == ended
    assert desk.last_act() == ("end_exemption", "home-marsh")
    with desk.refusing(InvalidInput, "already"):
        register.end_exemption(desk.office, granted.id, on=date(2026, 12, 2))


def test_what_would_follow_is_what_follows(at: At) -> None:
    desk = at("staffed")
    foreseen = register.resignation_would_end_on(desk.office, TODAY)
    lapses = register.temporary_would_expire_on(desk.office, date(2026, 8, 17))
    notice = register.receive_resignation(desk.office, "home-marsh", received_on=TODAY)
    assert notice.ends_on == foreseen
    assert temporary(desk).expires_on == lapses
