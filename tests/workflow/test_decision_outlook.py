"""What is said before a signature, and what is open after one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from fosterpanel.domain.notices import Telling
from fosterpanel.domain.representations import Route
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.deciding import notices, representations
from fosterpanel.workflow.deciding.decision_file import DecisionFile, decision_file
from fosterpanel.workflow.deciding.decision_outlook import outlook
from fosterpanel.workflow.deciding.decision_steps import Step, open_steps
from fosterpanel.workflow.deciding.review_copies import save_review_papers
from tests.workflow.builders import At, Desk

DECIDER = "person-decider"


def file_of(desk: Desk) -> DecisionFile:
    return decision_file(desk.of(DECIDER), desk.item.id)


def steps_of(desk: Desk) -> tuple[Step, ...]:
    return open_steps(file_of(desk), desk.office.clock.today())


@pytest.mark.parametrize(
    ("decision", "says"),
    [
        ("", "Choose the decision"),
        ("approve", "Home BF-101 is approved on the register from 8 December 2026"),
        ("propose-not-approve", "Nothing changes yet"),
        ("return-for-information", "The matter goes back for what is missing"),
        ("final-terminate", "The approval of home BF-101 ends"),
        ("continue", "The register stays as it is"),
    ],
)
def test_what_signing_does_is_said_first(at: At, decision: str, says: str) -> None:
    file = file_of(at("drafted"))
    assert file.record is not None
    assert outlook(file, replace(file.record, decision=decision))[0].startswith(says)


@pytest.mark.parametrize(
    ("type_code", "decision", "is_warned"),
    [("TRANSFER", "approve", True), ("TRANSFER", "propose-not-approve", False), ("APP", "approve", False)],
)
def test_whoever_comes_from_another_service_has_its_approval_ended_first(
    at: At, type_code: str, decision: str, is_warned: bool
) -> None:
    file = file_of(at("drafted"))
    assert file.record is not None
    coming = replace(file, item=replace(file.item, type_code=type_code))
    said = " ".join(outlook(coming, replace(file.record, decision=decision)))
    assert ("See that it has ended by then." in said) == is_warned
    assert ("reg 27(1), not yet verified" in said) == is_warned


def test_a_proposal_says_what_its_letter_begins(at: At) -> None:
    file = file_of(at("drafted"))
    assert file.record is not None
    said = outlook(file, replace(file.record, decision="propose-not-approve"))
    assert said[1:] == (
        "They are told by word of mouth within 2 working days and in writing within 5 working days.",
        "The letter’s own date begins the 28 calendar days in which they may challenge it, by one route.",
        "The record is closed for good and carries the signed minutes inside it.",
    )


def test_the_steps_after_an_approval_come_one_after_the_other(at: At) -> None:
    desk = at("approved")
    assert steps_of(desk) == (Step.TELL, Step.WRITE)
    notices.tell(desk.office, desk.item.id, told_by="Hal Orme", told_to="Sian Hollowell")
    assert steps_of(desk) == (Step.WRITE,)


def test_the_steps_of_a_proposal_follow_its_28_days_and_its_route(at: At) -> None:
    desk = at("determined")
    assert steps_of(desk) == (Step.TELL, Step.CHECK, Step.SEND, Step.WRITE_AGAIN, Step.CHALLENGE)
    desk.move_to(date(2027, 1, 6))
    assert steps_of(desk)[-1] is Step.DECIDE
    determination = representations.determination_of(desk.office, desk.item.id)
    challenged = representations.receive_challenge(
        desk.office, determination.id, route=Route.INDEPENDENT_REVIEW, on=date(2027, 1, 5)
    )
    assert steps_of(desk)[-4:] == (Step.PAPERS, Step.PAPERS_SENT, Step.CONCLUDE, Step.TAKE_BACK)
    with desk.refusing(InvalidInput, "Nothing is chosen"):
        save_review_papers(desk.office, challenged.id, (), Path())


def test_a_call_is_recorded_with_its_own_time(at: At) -> None:
    desk = at("approved")
    desk.move_to(date(2026, 12, 9), 15)
    at_ten = datetime(2026, 12, 9, 10, 0, tzinfo=UTC)
    notices.tell(desk.office, desk.item.id, told_by="Hal Orme", told_to="Sian Hollowell", told_at=at_ten)
    assert desk.the(Telling).oral.told_at == at_ten


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"told_at": datetime(2026, 12, 8, 8, 59, tzinfo=UTC)}, "was signed after that"),
        ({"told_at": datetime(2026, 12, 8, 9, 1, tzinfo=UTC)}, "is still to come"),
        ({"told_to": " "}, "Say who told whom"),
    ],
)
def test_a_call_that_cannot_have_been_is_refused(at: At, changes: dict[str, object], says: str) -> None:
    desk = at("approved")
    call: dict[str, object] = {"told_by": "Hal Orme", "told_to": "Sian Hollowell"}
    with desk.refusing(InvalidInput, says):
        notices.tell(desk.office, desk.item.id, **(call | changes))  # type: ignore[arg-type]
