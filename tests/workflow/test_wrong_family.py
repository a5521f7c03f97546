from __future__ import annotations

from dataclasses import replace

import pytest

from fosterpanel.domain.notices import NoticeKind
from fosterpanel.domain.wrong_family import NameAnswer, NamesUnanswered
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow import wrong_family
from fosterpanel.workflow.business import items
from fosterpanel.workflow.deciding import decisions, letter_checks, notices
from fosterpanel.workflow.minuting import minutes
from tests.workflow.builders import CARERS, CONTENTS, At, Desk, filled, letter, new_item

PAGES = ("The Hollowells are warm.", "As Wilhelmina Marsh said.")


def refuse_to_let_out(desk: Desk) -> NamesUnanswered:
    with desk.office.reading() as reading, pytest.raises(NamesUnanswered) as refused:
        wrong_family.require_names_answered(reading, "pack", [desk.item.home_id], PAGES)
    return refused.value


def let_out(desk: Desk, *pages: str) -> None:
    with desk.office.reading() as reading:
        wrong_family.require_names_answered(reading, "pack", [desk.item.home_id], pages)


def test_what_names_another_family_does_not_leave_until_somebody_says_why(at: At) -> None:
    desk = at("taken in")
    items.take_in(desk.office, new_item("REV1", CARERS.id, proposed_terms=None))
    (found,) = refuse_to_let_out(desk).found
    with desk.refusing(InvalidInput, "why this name belongs here"):
        wrong_family.answer_name(desk.office, found, " ")
    answer = wrong_family.answer_name(desk.office, found, "She gave the reference.")
    let_out(desk, *PAGES)
    assert desk.the(NameAnswer) == answer
    assert desk.last_act() == ("answer_name", "pack")


def test_a_name_in_another_place_is_asked_about_again(at: At) -> None:
    desk = at("taken in")
    items.take_in(desk.office, new_item("REV1", CARERS.id, proposed_terms=None))
    wrong_family.answer_name(desk.office, refuse_to_let_out(desk).found[0], "She gave the reference.")
    with pytest.raises(NamesUnanswered):
        let_out(desk, *PAGES, "Wilhelmina Marsh again.")


def test_the_own_family_and_families_without_business_are_not_asked_about(at: At) -> None:
    desk = at("taken in")
    let_out(desk, *PAGES, "Sian Hollowell and Kemal Hollowell")


def test_minutes_that_name_another_family_are_not_signed_until_somebody_says_why(at: At) -> None:
    desk = at("recommended")
    items.take_in(desk.office, new_item("REV1", CARERS.id, proposed_terms=None))
    chair = desk.of("person-chair")
    said = replace(CONTENTS, childrens_views="As happy as Wilhelmina Marsh’s boys.")
    minutes.write_minutes(desk.office, desk.item.id, said)
    minutes.agree_minutes(chair, desk.item.id)
    with desk.refusing(NamesUnanswered, "Wilhelmina Marsh (item ", "say for each why it belongs here."):
        minutes.sign_minutes(chair, desk.item.id)
    with pytest.raises(NamesUnanswered) as refused:
        minutes.sign_minutes(chair, desk.item.id)
    wrong_family.answer_name(chair, refused.value.found[0], "The boys are friends at school.")
    assert minutes.sign_minutes(chair, desk.item.id).is_final


def test_a_decision_that_names_another_family_is_not_signed(at: At) -> None:
    desk = at("with decision maker")
    items.take_in(desk.office, new_item("REV1", CARERS.id, proposed_terms=None))
    decider = desk.of("person-decider")
    record = decisions.open_decision(decider, desk.item.id)
    decisions.write_decision(decider, filled(desk, record, own_reasons="Warm, as Wilhelmina Marsh is."))
    with desk.refusing(NamesUnanswered, "Wilhelmina Marsh (item "):
        decisions.sign_decision_record(decider, record.id)


def test_a_letter_that_names_another_family_does_not_leave(at: At) -> None:
    desk = at("proposed")
    items.take_in(desk.office, new_item("REV1", CARERS.id, proposed_terms=None))
    notice = notices.write_letter(
        desk.office,
        letter(
            desk,
            NoticeKind.QUALIFYING_DETERMINATION,
            reasons=("Unlike Wilhelmina Marsh, they would not attend training.",),
        ),
    )
    letter_checks.check_letter(
        desk.of("person-vice"), notice.id, address_confirmed_on=desk.office.clock.today()
    )
    sent_on = desk.office.clock.today()
    with desk.refusing(NamesUnanswered, "Wilhelmina Marsh (item "):
        notices.dispatch_letter(desk.office, notice.id, method="post", sent_on=sent_on, proof="RM 1")
    with pytest.raises(NamesUnanswered) as refused:
        notices.dispatch_letter(desk.office, notice.id, method="post", sent_on=sent_on, proof="RM 1")
    wrong_family.answer_name(desk.office, refused.value.found[0], "They know each other.")
    sent = notices.dispatch_letter(desk.office, notice.id, method="post", sent_on=sent_on, proof="RM 1")
    assert sent.dispatch is not None
