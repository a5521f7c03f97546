"""A decision that takes effect later leaves the register alone until its day, and is shown until then."""

from __future__ import annotations

from datetime import date

from fosterpanel.domain.coming_changes import ComingChange
from fosterpanel.domain.register import ApprovalState, ApprovalTerms, FosterHome, Review
from fosterpanel.workflow.homes import register
from fosterpanel.workflow.homes.coming_changes import bring_register_up_to_date, enter_coming_changes
from fosterpanel.workflow.overviews.homes_overview import home_file, register_lines
from tests.workflow.builders import CARERS, USUAL_TERMS, WIDER_TERMS, At, Desk, decide
from tests.workflow.test_consequences import agreed, with_decision_maker

MARSH = CARERS.id
LATER = date(2027, 1, 4)


def changed_later(desk: Desk, on: date = LATER, number: int = 1) -> None:
    item = with_decision_maker(desk, "CHG")
    agreed(desk, item, id=f"change-{number}")
    decide(desk, item.id, "agree-change", terms=WIDER_TERMS, effective_on=on)


def terms_on(desk: Desk, day: date) -> object:
    with desk.office.reading() as reading:
        return register.current_terms(reading, MARSH, day)


def standing(desk: Desk, home_id: str) -> str:
    (line,) = (one for one in register_lines(desk.office) if one.home.id == home_id)
    assert home_file(desk.office, home_id).line == line
    return line.standing


def test_an_approval_of_later_begins_on_its_day(at: At) -> None:
    desk = at("with decision maker")
    desk.move_to(date(2026, 12, 8))
    decide(desk, desk.item.id, effective_on=LATER)
    home = desk.get(FosterHome, desk.item.home_id)
    assert (home.state, home.approved_on) == (ApprovalState.APPLICANT, None)
    assert desk.find(ApprovalTerms, home_id=home.id) == ()
    assert standing(desk, home.id) == "Approved from 4 January 2027"
    desk.move_to(date(2027, 1, 3))
    assert enter_coming_changes(desk.office) == ()
    desk.move_to(LATER, 0)
    (home,) = bring_register_up_to_date(desk.office)
    assert (home.state, home.approved_on) == (ApprovalState.APPROVED, LATER)
    assert desk.the(ApprovalTerms, home_id=home.id).effective_from == LATER
    assert desk.last_act() == ("take_effect", desk.item.id)
    assert standing(desk, home.id) == "Approved"
    assert enter_coming_changes(desk.office) == ()


def test_a_change_that_is_entered_late_holds_from_its_own_day(at: At) -> None:
    desk = at("staffed")
    changed_later(desk)
    assert terms_on(desk, LATER) == USUAL_TERMS
    why = "New terms from 4 January 2027, by a decision already made."
    assert home_file(desk.office, MARSH).line.why.endswith(why)
    desk.move_to(date(2027, 1, 20))
    enter_coming_changes(desk.office)
    assert terms_on(desk, date(2027, 1, 3)) == USUAL_TERMS
    assert terms_on(desk, LATER) == WIDER_TERMS
    assert desk.the(ComingChange).entered_at == desk.clock.now()


def test_what_is_due_is_entered_before_what_is_decided_then(at: At) -> None:
    desk = at("staffed")
    changed_later(desk, date(2026, 11, 30))
    desk.move_to(date(2026, 12, 1))
    changed_later(desk, date(2026, 12, 1), number=2)
    history = desk.find(ApprovalTerms, home_id=MARSH)
    assert [(one.effective_from.day, one.until.day if one.until else None) for one in history] == [
        (15, 30),
        (30, 1),
        (1, None),
    ]


def test_a_resignation_that_comes_first_leaves_nothing_to_change(at: At) -> None:
    desk = at("staffed")
    changed_later(desk)
    register.receive_resignation(desk.office, MARSH, received_on=date(2026, 11, 23))
    desk.move_to(date(2027, 1, 10))
    (home,) = bring_register_up_to_date(desk.office)
    assert (home.state, home.ended_on, home.ended_by) == (
        ApprovalState.ENDED,
        date(2026, 12, 21),
        "resignation",
    )
    change = desk.the(ComingChange)
    assert (change.entered_at, change.overtaken) == (None, "a resignation had ended the approval")
    assert terms_on(desk, date(2026, 12, 20)) == USUAL_TERMS
    assert terms_on(desk, LATER) is None
    assert bring_register_up_to_date(desk.office) == ()


def test_a_change_before_the_resignation_takes_effect_holds_until_it_does(at: At) -> None:
    desk = at("staffed")
    changed_later(desk, date(2026, 12, 1))
    register.receive_resignation(desk.office, MARSH, received_on=date(2026, 11, 23))
    desk.move_to(date(2027, 1, 10))
    bring_register_up_to_date(desk.office)
    assert terms_on(desk, date(2026, 12, 5)) == WIDER_TERMS
    assert terms_on(desk, date(2026, 12, 21)) is None


def test_an_approval_that_began_anew_is_not_changed_by_what_was_decided_about_the_one_before(at: At) -> None:
    desk = at("staffed")
    changed_later(desk, date(2027, 1, 20))
    register.receive_resignation(desk.office, MARSH, received_on=date(2026, 11, 23))
    desk.move_to(date(2027, 1, 4))
    bring_register_up_to_date(desk.office)
    with desk.office.act() as transaction:
        home = transaction.get(FosterHome, MARSH)
        register.approve_home(transaction, home, USUAL_TERMS, on=date(2027, 1, 4), decision_id="")
        transaction.note("approve", MARSH)
    desk.move_to(date(2027, 1, 21))
    assert enter_coming_changes(desk.office) == ()
    assert desk.the(ComingChange).overtaken == "another approval had begun"
    assert terms_on(desk, date(2027, 1, 21)) == USUAL_TERMS


def test_a_review_was_held_when_it_was_decided(at: At) -> None:
    desk = at("staffed")
    item = with_decision_maker(desk, "REVn")
    decide(desk, item.id, "continue", effective_on=LATER)
    assert desk.the(Review).held_on == date(2026, 11, 23)
    assert desk.find(ComingChange) == ()
