from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fosterpanel.domain.deferrals import CausedBy, Deferral, DeferralKind, NeededThing
from fosterpanel.domain.hearings import Hearing
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.papers import Paper
from fosterpanel.errors import InvalidInput, RuleRefusal
from fosterpanel.workflow.agendas import agenda
from fosterpanel.workflow.business import deferrals, items
from fosterpanel.workflow.panels import meetings
from tests.workflow.builders import MEETING, PANEL_DAY, At, Desk, convene, entry, issue, meeting, new_item

NEEDED = NeededThing(what="Medical report", owner="Dr Amesbury", due_on=date(2026, 12, 18))
FOR_INFORMATION = deferrals.NewDeferral(
    kind=DeferralKind.NEEDS_INFORMATION,
    reason_codes=("D01",),
    narrative="The medical report is missing.",
    return_on=date(2027, 1, 8),
    needed=(NEEDED,),
    caused_by=CausedBy.THIRD_PARTY,
)
OWN_REASONS = deferrals.NewDeferral(
    kind=DeferralKind.PANELS_OWN,
    reason_codes=("D80",),
    narrative="The panel was not quorate.",
    return_on=date(2027, 1, 8),
)


def deferred(desk: Desk, new: deferrals.NewDeferral = FOR_INFORMATION) -> Deferral:
    return deferrals.defer_item(desk.office, desk.item.id, new)


def test_a_deferral_is_carried_on_by_a_linked_item_with_the_same_papers(at: At) -> None:
    desk = at("in hearing")
    deferral = deferred(desk)
    first, second = desk.find(PanelItem)
    assert (first.stage, first.successor_id) == (ItemStage.DEFERRED, second.id)
    assert (second.stage, second.predecessor_id, second.reference) == (
        ItemStage.TAKEN_IN,
        first.id,
        "26/002",
    )
    assert second.received_on == first.received_on
    assert desk.the(Deferral) == deferral
    assert deferral.successor_item_id == second.id
    old, new = (desk.the(Paper, item_id=one.id) for one in (first, second))
    assert old.sha256 == new.sha256
    assert desk.the(Hearing).ended_at == desk.clock.now()
    assert desk.last_act() == ("defer", first.id)


def test_no_clock_stops(at: At) -> None:
    desk = at("in hearing")
    (clock,) = deferred(desk).effects_on_clocks
    assert clock.endswith("15 February 2027.")


def test_a_panel_without_quorum_defers_what_it_did_not_hear(at: At) -> None:
    desk = at("convened")
    deferral = deferred(desk, OWN_REASONS)
    assert deferral.deferred_on == PANEL_DAY
    assert desk.find(Hearing) == ()


@pytest.mark.parametrize(
    ("new", "kind", "words"),
    [
        (replace(FOR_INFORMATION, needed=()), RuleRefusal, "what is needed"),
        (replace(FOR_INFORMATION, reason_codes=()), InvalidInput, "without a reason"),
        (replace(FOR_INFORMATION, reason_codes=("D999",)), InvalidInput, "no deferral reason D999"),
        (replace(FOR_INFORMATION, reason_codes=("D80",)), InvalidInput, "D80"),
        (replace(OWN_REASONS, reason_codes=("D01",)), InvalidInput, "D01"),
        (replace(FOR_INFORMATION, return_on=PANEL_DAY), InvalidInput, "later panel date"),
        (
            replace(FOR_INFORMATION, needed=(replace(NEEDED, due_on=date(2027, 2, 1)),)),
            InvalidInput,
            "1 February 2027",
        ),
        (
            replace(FOR_INFORMATION, needed=(replace(NEEDED, owner=" "),)),
            InvalidInput,
            "who owes it",
        ),
    ],
)
def test_a_deferral_that_is_not_whole(
    at: At, new: deferrals.NewDeferral, kind: type[InvalidInput], words: str
) -> None:
    desk = at("in hearing")
    with desk.refusing(kind, words):
        deferred(desk, new)


def test_a_panel_defers_on_its_day_and_not_before(at: At) -> None:
    desk = at("issued")
    with desk.refusing(InvalidInput, "4 December 2026, which is still to come"):
        deferred(desk)


@pytest.mark.parametrize("step", ["taken in", "recommended"])
def test_only_what_is_before_the_panel_is_deferred(at: At, step: str) -> None:
    desk = at(step)
    with desk.refusing(InvalidInput, "Item 26/001 is"):
        deferred(desk)


def test_a_brief_report_is_not_deferred_for_information(at: At) -> None:
    desk = at("staffed")
    item = items.take_in(desk.office, new_item("BRIEF"))
    meetings.plan_meeting(desk.office, meeting())
    items.list_item(desk.office, item.id, MEETING)
    issue(desk)
    convene(desk)
    with desk.refusing(RuleRefusal, "asks for a full written report", rule="brief-report-outcomes"):
        deferred(desk)
    assert deferred(desk, OWN_REASONS).kind is DeferralKind.PANELS_OWN


def test_the_item_comes_back_when_what_was_needed_is_there(at: At) -> None:
    desk = at("in hearing")
    deferral = deferred(desk)
    meetings.plan_meeting(desk.office, meeting("meeting-later", date(2027, 1, 8)))
    with desk.refusing(InvalidInput, "Still awaited: Medical report"):
        items.list_item(desk.office, desk.item.successor_id, "meeting-later")
    received = deferrals.receive_needed(desk.office, deferral.id, "Medical report", on=date(2026, 12, 17))
    assert received.needed[0].received_on == date(2026, 12, 17)
    assert desk.last_act() == ("receive_needed", desk.item.id)
    items.list_item(desk.office, desk.item.successor_id, "meeting-later")
    assert desk.the(Deferral).returned_on == date(2027, 1, 8)


def test_what_cannot_be_had_is_said(at: At) -> None:
    desk = at("in hearing")
    deferred(desk)
    meetings.plan_meeting(desk.office, meeting("meeting-later", date(2027, 1, 8)))
    items.list_item(
        desk.office, desk.item.successor_id, "meeting-later", why_incomplete="The surgery closed."
    )
    assert "without Medical report: The surgery closed." in desk.the(Deferral).narrative


def test_nothing_comes_back_before_it_was_deferred(at: At) -> None:
    desk = at("in hearing")
    deferred(desk, OWN_REASONS)
    meetings.plan_meeting(desk.office, meeting("meeting-later", date(2026, 12, 3)))
    with desk.refusing(InvalidInput, "cannot come back before it was deferred"):
        items.list_item(desk.office, desk.item.successor_id, "meeting-later")


def test_only_what_was_asked_for_is_received(at: At) -> None:
    desk = at("in hearing")
    deferral = deferred(desk)
    with desk.refusing(InvalidInput, "Nothing called “Reference” is awaited"):
        deferrals.receive_needed(desk.office, deferral.id, "Reference", on=PANEL_DAY)


def test_telling_of_a_deferral(at: At) -> None:
    desk = at("in hearing")
    deferral = deferred(desk)
    told = deferrals.tell_of_deferral(desk.office, deferral.id, told="By the chair.", by="Hal Orme")
    assert (told.told, told.told_by, told.told_on) == ("By the chair.", "Hal Orme", PANEL_DAY)
    assert desk.last_act() == ("tell_of_deferral", desk.item.id)


def test_a_withdrawn_successor_leaves_the_next_agenda(at: At) -> None:
    desk = at("in hearing")
    deferred(desk, OWN_REASONS)
    other = items.take_in(desk.office, new_item("CHG", "home-marsh"))
    meetings.plan_meeting(desk.office, meeting("meeting-later", date(2027, 1, 8)))
    items.list_item(desk.office, other.id, "meeting-later")

    def awaited() -> int:
        return len(agenda.prepare_agenda(desk.office, "meeting-later", (entry(other),)).paper.open_deferrals)

    assert awaited() == 1
    items.withdraw_item(desk.office, desk.item.successor_id, reason="Moved away.")
    assert awaited() == 0
