"""Whether an item is ready, for which reasons a panel would defer it, and who owes what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fosterpanel.domain.papers import ExpectedPaper
from fosterpanel.domain.terms import TermsOfApproval
from fosterpanel.errors import InvalidInput, NotFound
from fosterpanel.workflow.business import items, readiness
from fosterpanel.workflow.paperwork import papers
from tests.workflow.builders import CARERS, PANEL_DAY, At, new_item, new_paper

LATER = date(2026, 12, 1)


def test_each_line_says_where_its_paper_is(at: At) -> None:
    desk = at("taken in")
    readiness.expect_paper(desk.office, desk.item.id, "front-sheet", owner=" Priya Nair ", due_on=LATER)
    lines = {line.entry.paper_kind: line for line in readiness.readiness(desk.office, desk.item.id).lines}
    assert lines["assessment-report"].why == "Version 1, received 20 November 2026"
    assert lines["front-sheet"].why == "Owed by Priya Nair, due 1 December 2026"
    assert lines["medical-report"].why == "Nobody has been asked for it"
    assert not lines["second-opinion"].is_missing


def test_a_paper_not_there_on_its_day_is_overdue(at: At) -> None:
    desk = at("taken in")
    readiness.expect_paper(desk.office, desk.item.id, "front-sheet", owner="Priya Nair", due_on=LATER)
    desk.move_to(LATER)
    assert not readiness.readiness(desk.office, desk.item.id).lines[0].is_overdue
    desk.move_to(date(2026, 12, 2))
    line = readiness.readiness(desk.office, desk.item.id).lines[0]
    assert line.is_overdue
    assert line.why == "Owed by Priya Nair, was due 1 December 2026"


def test_who_owes_a_paper_is_changed_in_place(at: At) -> None:
    desk = at("taken in")
    readiness.expect_paper(desk.office, desk.item.id, "front-sheet", owner="Priya Nair", due_on=LATER)
    readiness.expect_paper(desk.office, desk.item.id, "front-sheet", owner="Bram Otieno", due_on=PANEL_DAY)
    kept = desk.the(ExpectedPaper)
    assert (kept.owner, kept.due_on, kept.version) == ("Bram Otieno", PANEL_DAY, 1)
    assert desk.last_act() == ("expect_paper", desk.item.id)


def test_somebody_owes_it_for_some_item(at: At) -> None:
    desk = at("taken in")
    with desk.refusing(InvalidInput, "Say who owes the paper"):
        readiness.expect_paper(desk.office, desk.item.id, "front-sheet", owner=" ", due_on=LATER)
    with desk.refusing(NotFound):
        readiness.expect_paper(desk.office, "nowhere", "front-sheet", owner="Priya Nair", due_on=LATER)


def test_every_missing_paper_is_a_reason_until_it_is_there(at: At) -> None:
    desk = at("taken in")
    found = readiness.readiness(desk.office, desk.item.id)
    assert (found.words, len(found.reasons)) == ("6 missing", 6)
    assert found.reasons[0] == "Panel front sheet: nobody has been asked for it."
    for line in found.lines:
        if line.is_missing:
            papers.file_paper(desk.office, desk.item.id, new_paper(line.entry.paper_kind))
    found = readiness.readiness(desk.office, desk.item.id)
    assert (found.words, found.reasons, found.is_ready) == ("Ready", (), True)


@pytest.mark.parametrize(
    ("terms", "reason"),
    [
        (None, "No terms of approval are proposed."),
        (
            TermsOfApproval(number=2),
            "The proposed terms leave the kinds of placement, the ages and the sex of children open.",
        ),
    ],
)
def test_open_terms_are_a_reason(at: At, terms: TermsOfApproval | None, reason: str) -> None:
    desk = at("taken in")
    items.change_item(desk.office, replace(desk.item, proposed_terms=terms))
    assert reason in readiness.readiness(desk.office, desk.item.id).reasons


@pytest.mark.parametrize("type_code", ["REV1", "HHC", "EXEMPT"])
def test_a_review_may_leave_the_terms_as_they_are_and_some_items_have_none(at: At, type_code: str) -> None:
    desk = at("staffed")
    item = items.take_in(desk.office, new_item(type_code, CARERS.id, proposed_terms=None))
    reasons = readiness.readiness(desk.office, item.id).reasons
    assert reasons
    assert not [reason for reason in reasons if "terms" in reason]
