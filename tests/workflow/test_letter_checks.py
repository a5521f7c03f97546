"""A letter is read by somebody else before it leaves, against the register and the decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fosterpanel.domain.notices import Notice, NoticeKind
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.representations import QualifyingDetermination, Route
from fosterpanel.errors import InvalidInput, ReasonNeeded, RuleRefusal
from fosterpanel.workflow.deciding import letter_checks, notices, representations
from fosterpanel.workflow.homes import register
from tests.workflow.builders import At, Desk, letter, send

DAY = date(2026, 12, 8)


def written(desk: Desk, kind: NoticeKind = NoticeKind.APPROVAL) -> Notice:
    return notices.write_letter(desk.office, letter(desk, kind))


def check(desk: Desk, notice: Notice, by: str = "person-deputy", confirmed_on: date = DAY) -> Notice:
    return letter_checks.check_letter(desk.of(by), notice.id, address_confirmed_on=confirmed_on)


def move_house(desk: Desk) -> None:
    home = desk.get(FosterHome, desk.item.home_id)
    register.change_home(desk.office, replace(home, address=("1 Quay Street", "Brackendale", "BX4 9ZZ")))


def test_somebody_else_looks_before_a_letter_leaves(at: At) -> None:
    desk = at("approved")
    notice = written(desk)
    unchecked: dict[str, Any] = {"method": "by hand", "sent_on": DAY, "proof": "Signed for"}
    with desk.refusing(ReasonNeeded, "Only its author has read"):
        notices.dispatch_letter(desk.office, notice.id, **unchecked)
    with desk.refusing(RuleRefusal, "Ask somebody else", rule="letter-second-look"):
        check(desk, notice, by="person-administrator")
    look = check(desk, notice).second_look
    assert look is not None
    assert (look.looked_by, look.looked_at) == ("person-deputy", desk.clock.now())
    assert look.address_confirmed_on == DAY
    assert desk.the(Notice).second_look == look
    assert desk.last_act() == ("check_letter", desk.item.id)
    assert notices.dispatch_letter(desk.office, notice.id, **unchecked).dispatch


def test_a_letter_leaves_unchecked_with_a_reason_that_is_kept(at: At) -> None:
    desk = at("approved")
    sent = notices.dispatch_letter(
        desk.office,
        written(desk).id,
        method="by hand",
        sent_on=DAY,
        proof="Signed for",
        why_unchecked=" Nobody else is in. ",
    )
    assert sent.dispatch is not None
    assert desk.the(Notice).dispatch == sent.dispatch
    assert sent.dispatch.why_unchecked == "Nobody else is in."


def test_an_address_is_not_confirmed_tomorrow(at: At) -> None:
    desk = at("approved")
    notice = written(desk)
    with desk.refusing(InvalidInput, "9 December 2026, which is still to come"):
        check(desk, notice, confirmed_on=date(2026, 12, 9))


def test_a_letter_to_an_address_that_is_no_more_does_not_pass(at: At) -> None:
    desk = at("approved")
    notice = written(desk)
    move_house(desk)
    shown = letter_checks.letter_to_check(desk.office, notice.id)
    assert shown.oddities == ("The register holds another address now.",)
    with desk.refusing(InvalidInput, "26/001-L1 goes to other names or another address"):
        check(desk, notice)
    assert check(desk, written(desk)).address == ("1 Quay Street", "Brackendale", "BX4 9ZZ")


def test_what_to_compare_the_letter_with_is_shown(at: At) -> None:
    desk = at("approved")
    notice = notices.write_letter(desk.office, letter(desk, NoticeKind.APPROVAL, dated_on=date(2026, 12, 9)))
    shown = letter_checks.letter_to_check(desk.office, notice.id, address_confirmed_on=date(2026, 11, 9))
    assert shown.notice == notice
    assert shown.recipients == ("Sian Hollowell", "Kemal Hollowell")
    assert shown.address == desk.get(FosterHome, notice.home_id).address
    assert (shown.decision_words, shown.decided_on) == ("Approves", DAY)
    assert [one.split(".")[0] for one in shown.oddities] == [
        "The letter is dated on a day still to come",
        "The address was last confirmed on 9 November 2026, more than 28 calendar days ago",
    ]


def test_a_proposal_found_wrong_is_written_again_and_its_days_begin_again(at: At) -> None:
    desk = at("determined")
    wrong = desk.the(Notice)
    desk.move_to(date(2026, 12, 10))
    right = written(desk, NoticeKind.QUALIFYING_DETERMINATION)
    determination = desk.the(QualifyingDetermination)
    assert determination.notice_id == right.id
    assert determination.last_challenge_on == right.last_challenge_on == date(2027, 1, 7)
    with desk.refusing(InvalidInput, f"Letter {right.reference} has taken the place of this one"):
        notices.dispatch_letter(
            desk.office, wrong.id, method="by hand", sent_on=date(2026, 12, 10), proof="P", why_unchecked="No"
        )
    send(desk, right)
    with desk.refusing(InvalidInput, "told of by the letter of 10 December 2026"):
        written(desk, NoticeKind.QUALIFYING_DETERMINATION)


@pytest.mark.parametrize("route", Route)
def test_a_proposal_that_was_answered_is_not_written_again(at: At, route: Route) -> None:
    desk = at("determined")
    determination = desk.the(QualifyingDetermination)
    representations.receive_challenge(desk.office, determination.id, route=route, on=DAY)
    with desk.refusing(InvalidInput, "told of by the letter of 8 December 2026"):
        written(desk, NoticeKind.QUALIFYING_DETERMINATION)


def test_carers_who_move_after_the_second_look_are_written_to_again(at: At) -> None:
    desk = at("approved")
    notice = written(desk)
    check(desk, notice)
    move_house(desk)
    way: dict[str, Any] = {"method": "by hand", "sent_on": DAY, "proof": "Signed for"}
    with desk.refusing(ReasonNeeded, "another address now than letter 26/001-L1"):
        notices.dispatch_letter(desk.office, notice.id, **way)
    again = written(desk)
    assert again.address[0] == "1 Quay Street"
    check(desk, again)
    assert notices.dispatch_letter(desk.office, again.id, **way).dispatch


def test_a_proposal_that_lay_here_for_its_28_days_is_written_again(at: At) -> None:
    desk = at("determined")
    held = desk.the(QualifyingDetermination)
    check(desk, desk.the(Notice))
    desk.move_to(held.last_challenge_on)
    way: dict[str, Any] = {"method": "by hand", "sent_on": held.last_challenge_on, "proof": "Signed for"}
    with desk.refusing(RuleRefusal, "leaves no time to answer", rule="representations-period"):
        notices.dispatch_letter(desk.office, held.notice_id, **way)
    again = written(desk, NoticeKind.QUALIFYING_DETERMINATION)
    begun = desk.the(QualifyingDetermination)
    assert (begun.notice_id, begun.last_challenge_on) == (again.id, date(2027, 2, 2))
