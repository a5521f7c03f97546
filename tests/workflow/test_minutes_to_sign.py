from __future__ import annotations

from fosterpanel.domain.minutes import MinutesState, Part
from fosterpanel.workflow.business import items
from fosterpanel.workflow.minuting import minutes, minutes_sections
from fosterpanel.workflow.minuting.minutes_to_sign import MinutesToSign, minutes_to_sign
from tests.workflow.builders import CONTENTS, MEETING, At, Desk, hear

CHAIR, VICE = "person-chair", "person-vice"


def only(desk: Desk, by: str = CHAIR) -> MinutesToSign:
    (found,) = minutes_to_sign(desk.of(by), MEETING)
    return found


def test_there_are_none_before_the_meeting_opens(at: At) -> None:
    desk = at("issued")
    assert minutes_to_sign(desk.office, MEETING) == ()


def test_what_is_missing_is_said_until_nothing_is_and_then_whose_turn_it_is(at: At) -> None:
    desk = at("convened")
    assert only(desk).missing[0] == "an outcome"
    hear(desk, desk.item.id)
    assert set(only(desk).missing) == {
        "the key issues (strengths or vulnerabilities)",
        "what the applicant or carer was told",
        "the minute taker",
    }
    minutes.write_minutes(desk.office, desk.item.id, CONTENTS)
    assert (only(desk).can_be_agreed, only(desk, VICE).can_be_agreed) == (True, False)
    minutes.agree_minutes(desk.of(CHAIR), desk.item.id)
    assert (only(desk).is_agreed, only(desk).can_be_signed, only(desk).signer_id) == (
        True,
        True,
        "member-chair",
    )
    minutes.sign_minutes(desk.of(CHAIR), desk.item.id)
    assert (only(desk).is_signed, only(desk).can_be_signed, only(desk).missing) == (True, False, ())


def test_two_texts_wait_for_a_choice(at: At) -> None:
    desk = at("convened")
    minutes.write_minutes(desk.office, desk.item.id, CONTENTS)
    minutes_sections.write_section(desk.office, desk.item.id, Part.OUTCOME, "Still talking.")
    hear(desk, desk.item.id)
    assert only(desk).missing == ("a choice between the two texts of “The outcome”",)
    assert not only(desk).can_be_agreed


def test_an_item_not_heard_is_signed_for_by_whoever_may_preside(at: At) -> None:
    desk = at("convened")
    items.withdraw_item(desk.office, desk.item.id, reason="They moved away.")
    assert (only(desk, CHAIR).is_mine, only(desk, VICE).is_mine) == (True, True)
    assert not only(desk, "person-carer").is_mine
    assert only(desk).state is MinutesState.DRAFT
