from __future__ import annotations

from datetime import date

import pytest

from fosterpanel.domain.hearings import Hearing
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.errors import InvalidInput, NotFound, RuleRefusal, UnknownRule
from fosterpanel.workflow.business import items
from fosterpanel.workflow.panels import meetings
from fosterpanel.workflow.paperwork import papers
from tests.workflow.builders import MEETING, At, convene, issue, new_item, new_paper


def test_taking_in_gives_the_next_reference_of_the_year(at: At) -> None:
    desk = at("staffed")
    first, second = (items.take_in(desk.office, new_item()) for _ in range(2))
    assert (first.reference, second.reference) == ("26/001", "26/002")
    assert first.stage is ItemStage.TAKEN_IN
    assert desk.find(PanelItem) == (first, second)
    assert desk.last_act() == ("take_in", second.id)


@pytest.mark.parametrize(
    ("changes", "kind", "words"),
    [
        ({"received_on": date(2026, 11, 24)}, InvalidInput, "24 November 2026, which is still to come"),
        ({"type_code": "TEA"}, UnknownRule, "does not know “TEA”"),
        ({"home_id": "home-nowhere"}, NotFound, "There is no foster home"),
        ({"type_code": "REPS"}, InvalidInput, "follows from a challenge"),
        ({"type_code": "IRM-RET"}, InvalidInput, "follows from a challenge"),
        ({"challenge_id": "anything"}, InvalidInput, "only such an item does"),
    ],
)
def test_what_cannot_be_taken_in(
    at: At, changes: dict[str, object], kind: type[InvalidInput], words: str
) -> None:
    desk = at("staffed")
    with desk.refusing(kind, words):
        items.take_in(desk.office, new_item(**changes))


def test_listing_puts_an_item_on_a_meeting_once(at: At) -> None:
    desk = at("listed")
    assert (desk.item.stage, desk.item.meeting_id) == (ItemStage.LISTED, MEETING)
    assert desk.last_act() == ("list_item", desk.item.id)
    with desk.refusing(InvalidInput, "Item 26/001 is listed; it cannot become listed"):
        items.list_item(desk.office, desk.item.id, MEETING)


def test_a_meeting_that_has_begun_takes_no_more_items(at: At) -> None:
    desk = at("convened")
    late = items.take_in(desk.office, new_item())
    with desk.refusing(InvalidInput, "4 December 2026 is in session", "List the item on a later one"):
        items.list_item(desk.office, late.id, MEETING)


def test_the_checklist_says_what_is_missing(at: At) -> None:
    desk = at("taken in")
    missing = items.papers_missing(desk.office, desk.item.id)
    assert "Panel front sheet" in missing
    assert "Assessment report (Form F or Form C)" not in missing
    papers.file_paper(desk.office, desk.item.id, new_paper("front-sheet", "Front sheet"))
    assert "Panel front sheet" not in items.papers_missing(desk.office, desk.item.id)


def test_withdrawing_keeps_the_reason_and_ends_the_business(at: At) -> None:
    desk = at("listed")
    withdrawn = items.withdraw_item(desk.office, desk.item.id, reason=" The applicants moved away. ")
    assert (withdrawn.stage, withdrawn.withdrawn_because) == (
        ItemStage.WITHDRAWN,
        "The applicants moved away.",
    )
    assert desk.last_act() == ("withdraw_item", desk.item.id)
    with desk.refusing(InvalidInput, "What can follow: nothing"):
        items.list_item(desk.office, desk.item.id, MEETING)


def test_withdrawing_needs_a_reason(at: At) -> None:
    desk = at("listed")
    with desk.refusing(InvalidInput, "needs its reason"):
        items.withdraw_item(desk.office, desk.item.id, reason="  ")


def test_withdrawing_during_the_hearing_ends_the_hearing(at: At) -> None:
    desk = at("in hearing")
    items.withdraw_item(desk.office, desk.item.id, reason="Withdrawn in the room.")
    hearing = desk.the(Hearing)
    assert hearing.ended_at == desk.clock.now()
    assert hearing.finding.is_met
    meetings.close_meeting(desk.office, MEETING)


def test_a_decided_item_cannot_be_withdrawn(at: At) -> None:
    desk = at("approved")
    with desk.refusing(InvalidInput, "Item 26/001 is decided"):
        items.withdraw_item(desk.office, desk.item.id, reason="Too late.")


def test_what_the_law_sends_to_panel_goes_to_panel(at: At) -> None:
    desk = at("taken in")
    with desk.refusing(RuleRefusal, "goes to the panel before it is decided", rule="panel-required"):
        items.send_to_decision_maker(desk.office, desk.item.id)


def test_what_policy_may_keep_from_panel_goes_straight_to_the_decision_maker(at: At) -> None:
    desk = at("staffed")
    item = items.take_in(desk.office, new_item("CHG", "home-marsh"))
    sent = items.send_to_decision_maker(desk.office, item.id)
    assert sent.stage is ItemStage.WITH_DECISION_MAKER
    assert desk.last_act() == ("send_to_decision_maker", item.id)


def test_panel_views_are_not_skipped(at: At) -> None:
    desk = at("staffed")
    item = items.take_in(desk.office, new_item("TA25", "home-oakes"))
    with desk.refusing(RuleRefusal, "goes to the panel", rule="extension-steps"):
        items.send_to_decision_maker(desk.office, item.id)


def test_an_item_on_an_issued_agenda_needs_a_further_issue(at: At) -> None:
    desk = at("issued")
    second = items.take_in(desk.office, new_item("CHG", "home-marsh"))
    items.list_item(desk.office, second.id, MEETING)
    issue(desk)
    convene(desk)
    with desk.refusing(InvalidInput, "Items without an outcome: 26/001, 26/002"):
        meetings.close_meeting(desk.office, MEETING)


def test_there_is_no_meeting_of_that_name(at: At) -> None:
    desk = at("taken in")
    with desk.refusing(NotFound):
        items.list_item(desk.office, desk.item.id, "meeting-nowhere")
