from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fosterpanel.domain.register import ApprovalState, FosterHome, Placement
from fosterpanel.domain.temporary_approvals import Extension
from fosterpanel.domain.terms import PlacementKind, Sex
from fosterpanel.errors import NotFound
from fosterpanel.workflow.business import items
from fosterpanel.workflow.homes import register
from fosterpanel.workflow.namesakes import same_carers, same_members
from fosterpanel.workflow.overviews.homes_overview import (
    HomeLine,
    RegisterView,
    WayOut,
    age_on,
    checks_for_household,
    concerns_with,
    home_file,
    register_lines,
)
from fosterpanel.workflow.overviews.items_overview import unfinished_items
from fosterpanel.workflow.overviews.oversight import concerns
from fosterpanel.workflow.overviews.today import today
from fosterpanel.workflow.standing import Harm
from tests.workflow.builders import CARERS, GRANDMOTHER, USUAL_TERMS, At, Desk, new_item

TODAY = date(2026, 11, 23)


def child(initials: str, home_id: str = CARERS.id, **changes: Any) -> Placement:
    known: dict[str, Any] = {
        "age": 7,
        "sex": Sex.GIRLS,
        "kind": PlacementKind.SHORT_TERM,
        "placed_by": "Brackendale Council",
        "started_on": date(2026, 11, 2),
    }
    return Placement(id=f"placement-{initials}", home_id=home_id, child=initials, **known | changes)


def line_of(desk: Desk, home_id: str = CARERS.id) -> HomeLine:
    return next(line for line in register_lines(desk.office) if line.id == home_id)


def crowd(desk: Desk) -> None:
    for initials in ("A.B.", "C.D.", "E.F."):
        register.place_child(desk.office, child(initials))


def resign(desk: Desk) -> None:
    register.receive_resignation(desk.office, CARERS.id, received_on=TODAY)


def approve_for_now(desk: Desk, approved_on: date = date(2026, 8, 17)) -> str:
    approval = register.approve_temporarily(
        desk.office, GRANDMOTHER.id, children=("T.O.",), approved_on=approved_on
    )
    return approval.id


def test_a_home_about_which_nothing_presses_says_what_it_is_approved_for(at: At) -> None:
    desk = at("staffed")
    register.record_review(desk.office, CARERS.id, held_on=date(2026, 11, 2))
    approved = line_of(desk)
    assert (approved.harm, approved.standing) == (Harm.KNOW, "Approved")
    assert approved.why == f"Approved for {USUAL_TERMS.words}."
    line = line_of(desk, "home-hollowell")
    assert (line.harm, line.standing, line.why) == (Harm.KNOW, "Applicant", "Not yet approved.")


@pytest.mark.parametrize(
    ("on", "harm", "standing"),
    [
        (date(2026, 11, 23), Harm.SOON, "Review due"),
        (date(2026, 12, 15), Harm.SOON, "Review due"),
        (date(2026, 12, 16), Harm.NOW, "Review overdue"),
    ],
)
def test_a_review_is_said_four_weeks_before_and_is_overdue_the_day_after(
    at: At, on: date, harm: Harm, standing: str
) -> None:
    desk = at("staffed")
    desk.move_to(on)
    line = line_of(desk)
    assert line.review_due_on == date(2026, 12, 15)
    assert (line.harm, line.standing) == (harm, standing)
    assert RegisterView.REVIEWS in line.views


def test_reviews_of_an_approval_before_do_not_put_off_the_first_of_a_new_one(at: At) -> None:
    desk = at("staffed")
    register.record_review(desk.office, CARERS.id, held_on=date(2024, 1, 8))
    assert line_of(desk).review_due_on == date(2026, 12, 15)
    assert [one.title for one in today(desk.office) if "Review" in one.title] == ["Review due · home BF-102"]
    (soon,) = concerns(desk.office).soon
    assert soon.sentence == "Home BF-102: a review is due on 15 December 2026."
    register.record_review(desk.office, CARERS.id, held_on=date(2026, 6, 8))
    assert line_of(desk).review_due_on == date(2027, 6, 8)


def test_children_outside_the_approval_come_first_until_a_change_is_asked_for(at: At) -> None:
    desk = at("staffed")
    crowd(desk)
    line = register_lines(desk.office)[0]
    assert (line.id, line.standing, line.harm, line.placed) == (CARERS.id, "Outside approval", Harm.NOW, 3)
    assert line.needs_change
    assert home_file(desk.office, CARERS.id).way_out is WayOut.START_CHANGE
    item = items.take_in(desk.office, new_item("CHG", CARERS.id))
    file = home_file(desk.office, CARERS.id)
    assert (file.line.harm, file.line.change, file.way_out) == (Harm.SOON, item, WayOut.OPEN_CHANGE)
    assert f"A change is under way: item {item.reference}." in file.line.why
    items.withdraw_item(desk.office, item.id, reason="A child left.")
    assert line_of(desk).needs_change


def test_a_temporary_approval_counts_down_and_lapses(at: At) -> None:
    desk = at("staffed")
    approval_id = approve_for_now(desk)
    file = home_file(desk.office, GRANDMOTHER.id)
    assert file.line.why == "Temporary approval ends in 14 days, on 7 December 2026."
    (temporary,) = file.temporary
    assert (temporary.minutes_by, temporary.extended_at_most, file.way_out) == (
        date(2026, 11, 26),
        date(2027, 2, 1),
        WayOut.EXTEND,
    )
    desk.move_to(date(2026, 12, 7))
    assert line_of(desk, GRANDMOTHER.id).standing == "Ends today"
    extension = Extension(
        panel_views_on=date(2026, 11, 18),
        reviewing_officer_told_on=date(2026, 11, 19),
        nominated_officer="Deborah Nkemelu-Hart",
        approved_on=date(2026, 11, 20),
        until=date(2027, 1, 15),
    )
    register.extend_temporary_approval(desk.office, approval_id, extension)
    extended = home_file(desk.office, GRANDMOTHER.id)
    assert (extended.line.harm, extended.line.standing, extended.way_out) == (
        Harm.KNOW,
        "Ends in 39 days",
        None,
    )
    desk.move_to(date(2027, 1, 16))
    lapsed = line_of(desk, GRANDMOTHER.id)
    assert (lapsed.harm, lapsed.standing) == (Harm.NOW, "Approval lapsed")
    assert RegisterView.TEMPORARY in lapsed.views


def test_of_two_temporary_approvals_the_one_that_ends_first_is_told_first(at: At) -> None:
    desk = at("staffed")
    first = approve_for_now(desk)
    register.approve_temporarily(
        desk.office, GRANDMOTHER.id, children=("B.O.",), approved_on=date(2026, 11, 2)
    )
    line = line_of(desk, GRANDMOTHER.id)
    assert (line.harm, line.standing) == (Harm.NOW, "Ends in 14 days")
    assert line.why == (
        "Temporary approval for T.O. ends in 14 days, on 7 December 2026. "
        "Temporary approval for B.O. ends in 91 days, on 22 February 2027."
    )
    file = home_file(desk.office, GRANDMOTHER.id)
    assert [one.approval.children for one in file.temporary] == [("T.O.",), ("B.O.",)]
    assert file.to_extend is not None
    assert file.to_extend.approval.id == first
    item = items.take_in(desk.office, new_item("APP-CP", GRANDMOTHER.id, received_on=date(2026, 9, 1)))
    assert next(one for one in unfinished_items(desk.office) if one.id == item.id).clock_on == date(
        2026, 12, 7
    )
    desk.move_to(date(2026, 12, 8))
    lapsed = home_file(desk.office, GRANDMOTHER.id)
    assert lapsed.line.standing == "Approval lapsed"
    assert [one.can_be_extended for one in lapsed.temporary] == [False, True]


def test_a_child_whom_no_temporary_approval_names_needs_one_of_their_own(at: At) -> None:
    desk = at("staffed")
    approve_for_now(desk)
    register.place_child(desk.office, child("T.O.", GRANDMOTHER.id))
    assert line_of(desk, GRANDMOTHER.id).concerns == ()
    register.place_child(desk.office, child("B.O.", GRANDMOTHER.id))
    outside = home_file(desk.office, GRANDMOTHER.id)
    assert outside.line.concerns == (
        "B.O. (girl, 7) lives here, and no temporary approval is for this child.",
    )
    assert outside.way_out is WayOut.APPROVE
    assert any("B.O." in one.words for one in concerns(desk.office).now)
    register.approve_temporarily(desk.office, GRANDMOTHER.id, children=("B.O.",), approved_on=TODAY)
    assert line_of(desk, GRANDMOTHER.id).concerns == ()
    desk.move_to(date(2026, 12, 8))
    lapsed = home_file(desk.office, GRANDMOTHER.id)
    assert "T.O. (girl, 7) lives here" in lapsed.line.why
    assert lapsed.way_out is WayOut.EXTEND, "the first is not renewed, the second can be extended"


def test_an_emergency_outside_the_terms_says_until_when_it_may_last(at: At) -> None:
    desk = at("staffed")
    desk.move_to(date(2026, 12, 22))
    emergency = child("A.B.", kind=PlacementKind.EMERGENCY, started_on=date(2026, 12, 22))
    assert concerns_with(desk.office, emergency)[-1] == (
        "The emergency placement of A.B. may last until 4 January 2027."
    )
    register.place_child(desk.office, emergency)
    register.place_child(desk.office, child("C.D.", started_on=date(2026, 12, 1)))
    assert "may last until 4 January 2027" in line_of(desk).why
    assert not any("C.D. may last" in words for words in line_of(desk).concerns)
    desk.move_to(date(2027, 1, 5))
    assert "The emergency placement of A.B. had to end by 4 January 2027." in line_of(desk).concerns
    assert any("had to end by" in one.words for one in concerns(desk.office).now)
    assert any("had to end by 4 January 2027" in one.title for one in today(desk.office))


def test_an_emergency_inside_the_terms_has_no_limit_of_its_own(at: At) -> None:
    desk = at("staffed")
    any_kind = replace(USUAL_TERMS, placement_kinds=(PlacementKind.ANY,))
    with desk.office.act() as transaction:
        home = transaction.get(FosterHome, CARERS.id)
        register.change_terms(transaction, home, any_kind, on=date(2026, 6, 1), decision_id="")
        transaction.note("change_terms", home.id)
    register.place_child(desk.office, child("A.B.", kind=PlacementKind.EMERGENCY))
    assert line_of(desk).concerns == ()


def test_a_resignation_says_when_it_ends_the_approval_and_then_asks_to_be_entered(at: At) -> None:
    desk = at("staffed")
    resign(desk)
    line = line_of(desk)
    assert line.standing == "Resigned"
    assert line.why.startswith("The approval ends by resignation on 21 December 2026.")
    desk.move_to(date(2026, 12, 21))
    assert home_file(desk.office, CARERS.id).way_out is WayOut.END
    register.end_resigned_approvals(desk.office)
    ended = line_of(desk)
    assert ended.why == "The approval ended on 21 December 2026 by resignation."
    assert ended.views == {RegisterView.ALL, RegisterView.ENDED}
    assert register_lines(desk.office)[-1].id == CARERS.id, "the ended stand last"


def test_a_child_with_an_applicant_needs_a_temporary_approval(at: At) -> None:
    desk = at("staffed")
    register.place_child(desk.office, child("T.O.", GRANDMOTHER.id))
    assert home_file(desk.office, GRANDMOTHER.id).way_out is WayOut.APPROVE


@pytest.mark.parametrize("prepare", [lambda _: None, crowd, resign, approve_for_now])
def test_the_register_and_the_file_say_the_same(at: At, prepare: Callable[[Desk], object]) -> None:
    desk = at("staffed")
    prepare(desk)
    for line in register_lines(desk.office):
        assert home_file(desk.office, line.id).line == line


def test_a_file_holds_histories_latest_first(at: At) -> None:
    desk = at("staffed")
    home = desk.get(FosterHome, CARERS.id)
    with desk.office.act() as transaction:
        register.change_terms(
            transaction, home, replace(USUAL_TERMS, number=3), on=date(2026, 6, 1), decision_id=""
        )
        transaction.note("change_terms", home.id)
    file = home_file(desk.office, CARERS.id)
    assert [one.terms.number for one in file.history] == [3, 2]
    assert file.line.terms == file.history[0].terms
    with pytest.raises(NotFound):
        home_file(desk.office, "home-nowhere")


def test_what_would_lie_outside_is_said_before_a_child_is_placed(at: At) -> None:
    desk = at("staffed")
    assert concerns_with(desk.office, child("A.B.")) == ()
    (words,) = concerns_with(desk.office, child("A.B.", age=13))
    assert "outside the terms" in words
    assert desk.find(Placement) == ()


@pytest.mark.parametrize(
    ("born_on", "age"),
    [(date(2008, 11, 23), 18), (date(2008, 11, 24), 17), (date(2008, 2, 29), 18)],
)
def test_somebody_is_of_age_on_their_birthday(at: At, born_on: date, age: int) -> None:
    assert age_on(born_on, TODAY) == age
    assert bool(checks_for_household(at("staffed").office, born_on)) is (age >= 18)


def test_people_of_the_same_name_are_found_whatever_the_capitals(at: At) -> None:
    office = at("staffed").office
    assert "fosters in home BF-102" in same_carers(office, ["wilhelmina  MARSH", ""])[0]
    assert same_carers(office, ["Wilhelmina Marsh"], but_home=CARERS.id) == ()
    assert same_carers(office, ["Wilhelmina"]) == (), "a part of a name is another name"
    assert "is on the central list" in same_carers(office, ["Una Birkett"])[0]
    assert "on the central list already" in same_members(office, "Una Birkett")[0]
    assert same_members(office, "Una Birkett", but_member="member-spare", but_person="person-spare") == ()
    assert "works for the service already" in same_members(office, "Osric Vane")[0]
    assert "fosters in home BF-102" in same_members(office, "Wilhelmina Marsh")[0]


def test_an_ended_home_is_out_of_the_way(at: At) -> None:
    desk = at("staffed")
    ended = replace(
        CARERS,
        id="home-ended",
        reference="BF-001",
        state=ApprovalState.ENDED,
        ended_on=date(2026, 2, 1),
    )
    register.enter_home(desk.office, ended)
    line = line_of(desk, "home-ended")
    assert (line.standing, line.review_due_on) == ("Approval ended", None)
