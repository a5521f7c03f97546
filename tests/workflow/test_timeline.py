"""The story of a home and of an item, in order."""

from __future__ import annotations

from datetime import date

from fosterpanel.domain.deferrals import DeferralKind
from fosterpanel.domain.notices import Notice
from fosterpanel.domain.representations import QualifyingDetermination, Route
from fosterpanel.workflow.business import deferrals
from fosterpanel.workflow.deciding import representations
from fosterpanel.workflow.homes import register
from fosterpanel.workflow.overviews.timeline import timeline_of_home, timeline_of_item
from tests.workflow.builders import APPLICANTS, CARERS, GRANDMOTHER, At, convene, send


def test_the_story_of_an_item_runs_from_its_decision_back_to_its_first_day(at: At) -> None:
    desk = at("approved")
    story = timeline_of_item(desk.office, desk.item.id)
    assert [(one.on, one.words) for one in story] == [
        (date(2026, 12, 8), "26/001: decision maker approves"),
        (date(2026, 12, 4), "26/001: final minutes received by the decision maker"),
        (date(2026, 12, 4), "26/001: minutes signed"),
        (date(2026, 12, 4), "26/001: panel recommends approval"),
        (date(2026, 6, 15), "26/001: First approval received"),
    ]
    assert story[0].why == "Up to 2 children, aged 0 to 11, either sex; short-term"
    assert story[0].document_id
    assert [one.by for one in story] == ["Deborah Nkemelu-Hart", "", "Margaret Ollerenshaw", "", ""]
    assert {one.item_id for one in story} == {desk.item.id}


def test_the_story_of_a_home_holds_its_items_and_its_register(at: At) -> None:
    desk = at("approved")
    words = [one.words for one in timeline_of_home(desk.office, APPLICANTS.id)]
    assert words[:2] == ["Terms of approval begin", "26/001: decision maker approves"]
    assert "26/001: First approval received" in words


def test_a_deferral_tells_why_and_when_the_item_comes_back(at: At) -> None:
    desk = at("issued")
    convene(desk)
    new = deferrals.NewDeferral(
        kind=DeferralKind.PANELS_OWN,
        reason_codes=("D83",),
        narrative="The panel overran",
        return_on=date(2027, 1, 8),
    )
    deferrals.defer_item(desk.office, desk.item.id, new)
    told = [one for one in timeline_of_item(desk.office, desk.item.id) if "deferred" in one.words]
    assert [(one.words, one.why) for one in told] == [
        (
            "26/001: deferred, panel's own reasons",
            "The panel overran. To come back on 8 January 2027.",
        )
    ]


def test_terms_approvals_and_resignations_say_how_long_they_hold(at: At) -> None:
    desk = at("staffed")
    register.receive_resignation(
        desk.office, CARERS.id, received_on=date(2026, 11, 20), reason="Moving away."
    )
    ends, came, terms = timeline_of_home(desk.office, CARERS.id)
    assert (ends.on, ends.words) == (date(2026, 12, 18), "Approval ends by resignation")
    assert (came.words, came.why) == ("Resignation received", "Moving away.")
    assert terms.why == "Up to 2 children, aged 0 to 11, either sex; short-term. In force."
    register.approve_temporarily(
        desk.office, GRANDMOTHER.id, children=("T.B.",), approved_on=date(2026, 11, 2)
    )
    (given,) = timeline_of_home(desk.office, GRANDMOTHER.id)
    assert (given.words, given.why) == ("Temporary approval given", "Until 22 February 2027.")


def test_a_letter_is_followed_until_it_is_answered(at: At) -> None:
    desk = at("determined")
    send(desk, desk.the(Notice))
    determination = desk.the(QualifyingDetermination)
    on = date(2026, 12, 8)
    representations.receive_challenge(desk.office, determination.id, route=Route.INDEPENDENT_REVIEW, on=on)
    representations.conclude_review(
        desk.office, determination.id, on=on, conclusion="advises approval", proposal="Decide."
    )
    story = timeline_of_item(desk.office, determination.item_id)
    told = [(one.words.partition(": ")[2], one.why, one.by) for one in story if one.on == on]
    letter = "qualifying determination 26/001-L1"
    assert told == [
        ("challenge concluded", "Advises approval.", ""),
        ("challenged by independent review", "Its papers are due by 22 December 2026.", ""),
        (f"{letter} sent, recorded delivery", "RD 123.", ""),
        (f"{letter} checked", "Address confirmed on 8 December 2026.", "Osric Vane"),
        (f"{letter} written", "It may be answered until 5 January 2027.", "Ida Thwaite"),
        ("decision maker proposes not to approve", "", "Deborah Nkemelu-Hart"),
    ]
