from __future__ import annotations

from dataclasses import replace

import pytest

from fosterpanel.domain.items import ItemStage
from fosterpanel.domain.recommendations import MemberView, PanelReason, Recommendation, Vote
from fosterpanel.errors import InvalidInput, RuleRefusal
from fosterpanel.workflow.business import items
from fosterpanel.workflow.in_session import hearings
from fosterpanel.workflow.minuting import recommendations
from fosterpanel.workflow.panels import meetings
from tests.workflow.builders import (
    MEETING,
    PANEL,
    USUAL_TERMS,
    At,
    Desk,
    convene,
    issue,
    meeting,
    new_item,
    new_recommendation,
)


def recommend(desk: Desk, outcome: str = "approve", **changes: object) -> Recommendation:
    return recommendations.make_recommendation(
        desk.office, desk.item.id, new_recommendation(desk, outcome, **changes)
    )


def views(desk: Desk, *votes: Vote) -> tuple[MemberView, ...]:
    """The members' views in the order of their seats; those not given are in favour."""
    given = new_recommendation(desk).views
    cast = votes + (Vote.FOR,) * (len(given) - len(votes))
    return tuple(replace(one, vote=vote, reasons="Doubts.") for one, vote in zip(given, cast, strict=True))


def test_recommending_ends_the_hearing(at: At) -> None:
    desk = at("in hearing")
    recommendation = recommend(desk)
    assert desk.the(Recommendation) == recommendation
    assert recommendation.vote_words.startswith("Unanimous: all 6 members")
    assert desk.item.stage is ItemStage.RECOMMENDED
    assert desk.last_act() == ("recommend", desk.item.id)
    with desk.office.reading() as reading:
        assert hearings.open_hearing(reading, desk.item.id) is None


@pytest.mark.parametrize("step", ["convened", "recommended"])
def test_only_an_item_being_heard_is_recommended(at: At, step: str) -> None:
    desk = at(step)
    with desk.refusing(InvalidInput, "Item 26/001 is not being heard"):
        recommend(desk)


def test_an_outcome_of_another_kind_of_item_is_refused(at: At) -> None:
    desk = at("in hearing")
    with desk.refusing(RuleRefusal, "is not open to the panel on this item", rule="outcome-allowed"):
        recommend(desk, "match")


@pytest.mark.parametrize(
    "words", ["Suitable subject to a clear DBS.", "Suitable once the medical report is received."]
)
def test_a_conditional_recommendation_is_a_deferral(at: At, words: str) -> None:
    desk = at("in hearing")
    with desk.refusing(RuleRefusal, "defer the item", rule="no-conditional-recommendation"):
        recommend(desk, reasons=(PanelReason(key="R1", words=words),))


def test_conditional_terms_are_refused_too(at: At) -> None:
    desk = at("in hearing")
    terms = replace(USUAL_TERMS, preferences="Two children, subject to a second bedroom.")
    with desk.refusing(RuleRefusal, rule="no-conditional-recommendation"):
        recommend(desk, terms=terms)


def test_reasons_are_given(at: At) -> None:
    desk = at("in hearing")
    with desk.refusing(RuleRefusal, "has no reasons", rule="reasons-for-recommendation"):
        recommend(desk, reasons=())


@pytest.mark.parametrize(
    ("terms", "words"),
    [(None, "needs terms of approval"), (replace(USUAL_TERMS, sex=None), "the sex of children")],
)
def test_terms_are_chosen(at: At, terms: object, words: str) -> None:
    desk = at("in hearing")
    with desk.refusing(InvalidInput, words):
        recommend(desk, terms=terms)


def test_an_abstention_is_no_yes(at: At) -> None:
    desk = at("in hearing")
    with desk.refusing(RuleRefusal, "nothing to recommend yet", rule="abstention-not-yes"):
        recommend(desk, views=views(desk, Vote.ABSTAINED, Vote.ABSTAINED, Vote.ABSTAINED))
    carried = recommend(desk, views=views(desk, Vote.AGAINST, Vote.ABSTAINED))
    assert carried.vote_words == "By a majority: 4 in favour, 1 against, 1 abstained."


def test_a_dissent_has_its_reason(at: At) -> None:
    desk = at("in hearing")
    silent = tuple(replace(one, reasons="") for one in views(desk, Vote.AGAINST))
    with desk.refusing(InvalidInput, "Margaret Ollerenshaw dissents without a reason"):
        recommend(desk, views=silent)


def test_everybody_who_took_part_gives_a_view_and_nobody_else(at: At) -> None:
    desk = at("in hearing")
    with desk.refusing(InvalidInput, "Caspar Dell took part and has given no view"):
        recommend(desk, present=PANEL[:5])
    with desk.refusing(InvalidInput, "Una Birkett did not take part"):
        recommend(desk, present=(*PANEL, "member-spare"))


def test_a_brief_report_has_two_outcomes(at: At) -> None:
    desk = at("staffed")
    item = items.take_in(desk.office, new_item("BRIEF"))
    meetings.plan_meeting(desk.office, meeting())
    items.list_item(desk.office, item.id, MEETING)
    issue(desk)
    convene(desk)
    hearings.begin_hearing(desk.office, item.id, presided_by="member-chair")
    with desk.refusing(RuleRefusal, "is not open to the panel", rule="brief-report-outcomes"):
        recommend(desk)
    assert recommend(desk, "request-full-report").outcome == "request-full-report"
