"""What a panel may recommend: with quorum, within its function, on whole terms, with reasons and a majority."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosterpanel.domain.quorum import QuorumFinding
from fosterpanel.domain.recommendations import (
    OUTCOMES_WITH_TERMS,
    PanelReason,
    Recommendation,
    Vote,
    conclude,
    is_carried,
    recommend,
)
from fosterpanel.errors import FosterPanelError, InvalidInput, RuleRefusal
from tests import builders

BOOK = builders.england()
VOTES = st.lists(st.sampled_from(Vote), max_size=9)


def recommended(
    made: Recommendation, type_code: str = "APP", quorum: QuorumFinding | None = None
) -> Recommendation:
    return recommend(
        made,
        reference="26/001",
        item_type=BOOK.item_type(type_code),
        quorum=quorum or builders.quorum(),
        book=BOOK,
    )


def refusal(
    made: Recommendation, type_code: str = "APP", quorum: QuorumFinding | None = None
) -> FosterPanelError:
    with pytest.raises(FosterPanelError) as caught:
        recommended(made, type_code, quorum)
    return caught.value


def test_a_whole_recommendation_stands_as_it_is() -> None:
    made = builders.recommendation()
    assert recommended(made) is made


def test_none_without_quorum() -> None:
    few = builders.quorum("chair", "worker", "teacher", "carer")
    made = builders.recommendation(views=builders.views()[:4])
    assert refusal(made, quorum=few).rule_id == "quorum"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("changes", "type_code", "rule_id", "words"),
    [
        ({"outcome": "match"}, "APP", "outcome-allowed", "Choose “Recommends approval” or"),
        ({"outcome": "defer"}, "APP", "outcome-allowed", "“defer” is not open"),
        ({"outcome": "approve"}, "BRIEF", "brief-report-outcomes", "“Asks for a full written report” or"),
        ({"reasons": ()}, "APP", "reasons-for-recommendation", "has no reasons"),
        (
            {"reasons": (PanelReason(key="1", words="Warm."), PanelReason(key="2", words=" "))},
            "APP",
            "reasons-for-recommendation",
            "has no reasons",
        ),
        (
            {"reasons": (PanelReason(key="1", words="Suitable subject to DBS."),)},
            "APP",
            "no-conditional-recommendation",
            "“subject to” makes the recommendation conditional",
        ),
        (
            {"advice": "Approval is subject to the DBS coming back clear."},
            "APP",
            "no-conditional-recommendation",
            "“subject to” makes the recommendation conditional",
        ),
        (
            {"terms": builders.terms(preferences="Boys in principle")},
            "APP",
            "no-conditional-recommendation",
            "“in principle”",
        ),
        (
            {"terms": builders.terms(named_children=("T.B. once the order is made",))},
            "APP",
            "no-conditional-recommendation",
            "“once the order is made”",
        ),
        (
            {"views": builders.views(teacher=Vote.AGAINST, carer=Vote.ABSTAINED, nurse=Vote.ABSTAINED)},
            "APP",
            "abstention-not-yes",
            "Not more than half",
        ),
    ],
)
def test_each_refusal_names_its_rule(
    changes: dict[str, object], type_code: str, rule_id: str, words: str
) -> None:
    error = refusal(builders.recommendation(**changes), type_code)
    assert isinstance(error, RuleRefusal)
    assert error.rule_id == rule_id
    assert words in str(error)
    assert str(error).endswith(".)")


def test_a_brief_report_knows_its_two_outcomes_only() -> None:
    for outcome in BOOK.outcome_words:
        made = builders.recommendation(outcome=outcome, terms=None)
        if outcome in ("request-full-report", "not-suitable"):
            assert recommended(made, "BRIEF") is made
        else:
            assert "brief-report-outcomes" in str(refusal(made, "BRIEF"))


@pytest.mark.parametrize("type_code", sorted(BOOK.item_types))
def test_every_outcome_of_every_item_type_can_be_recommended(type_code: str) -> None:
    item_type = BOOK.item_type(type_code)
    for outcome in item_type.outcomes:
        needs_terms = item_type.has_terms and outcome in OUTCOMES_WITH_TERMS
        made = builders.recommendation(outcome=outcome, terms=builders.terms() if needs_terms else None)
        assert recommended(made, type_code) is made
        if needs_terms:
            assert "needs terms of approval" in str(refusal(replace(made, terms=None), type_code))


def test_terms_left_open_are_not_any() -> None:
    assert "leave the sex of children open" in str(
        refusal(builders.recommendation(terms=builders.terms(sex=None)))
    )
    chosen = builders.recommendation(terms=builders.open_terms())
    assert recommended(chosen) is chosen


@pytest.mark.parametrize(
    ("views", "words"),
    [
        (builders.views()[:-1], "Grace Adeyemi took part and has given no view"),
        ((*builders.views(), builders.view("guest")), "Guest did not take part for the whole item"),
        ((*builders.views(), builders.view("nurse")), "a member is counted twice"),
        ((), "has given no view; "),
    ],
)
def test_views_are_of_those_who_took_part(views: tuple[object, ...], words: str) -> None:
    error = refusal(builders.recommendation(views=views))
    assert isinstance(error, InvalidInput)
    assert words in str(error)


@pytest.mark.parametrize(("vote", "did"), [(Vote.AGAINST, "dissents"), (Vote.ABSTAINED, "abstains")])
def test_dissent_and_abstention_have_their_reasons(vote: Vote, did: str) -> None:
    silent = (*builders.views()[:-1], builders.view("nurse", vote, reasons=" "))
    assert f"Grace Adeyemi {did} without a reason" in str(refusal(builders.recommendation(views=silent)))
    quiet_yes = (*builders.views()[:-1], builders.view("nurse", reasons=""))
    assert recommended(builders.recommendation(views=quiet_yes))


@given(VOTES)
def test_carried_means_more_than_half_of_all(votes: list[Vote]) -> None:
    carried = is_carried(builders.view(str(number), vote) for number, vote in enumerate(votes))
    assert carried == (votes.count(Vote.FOR) > len(votes) / 2)


@given(VOTES, st.data())
def test_an_abstention_never_helps(votes: list[Vote], data: st.DataObject) -> None:
    before = is_carried(builders.view("m", vote) for vote in votes)
    after = is_carried(builders.view("m", vote) for vote in [*votes, Vote.ABSTAINED])
    assert before or not after
    if votes:
        at = data.draw(st.integers(0, len(votes) - 1))
        instead = [*votes[:at], Vote.ABSTAINED, *votes[at + 1 :]]
        assert before or not is_carried(builders.view("m", vote) for vote in instead)


@given(VOTES)
def test_the_votes_in_words_add_up(votes: list[Vote]) -> None:
    made = builders.recommendation(views=tuple(builders.view("m", vote) for vote in votes))
    assert sum(made.count(vote) for vote in Vote) == len(votes)
    assert made.is_unanimous == (bool(votes) and set(votes) == {Vote.FOR})
    if made.is_unanimous:
        assert made.vote_words.startswith("Unanimous: all ")
    elif not votes:
        assert made.vote_words == "By consensus, without a vote."
    else:
        assert f"{votes.count(Vote.ABSTAINED)} abstained" in made.vote_words


def concluded(
    outcome: str, *, has_action: bool = False, quorum: QuorumFinding | None = None, **changes: object
) -> Recommendation:
    known = {"outcome": outcome, "views": (), "reasons": (), "terms": None}
    return conclude(
        builders.recommendation(**known | changes),
        reference="26/001",
        item_type=BOOK.item_type("GOV"),
        quorum=quorum or builders.quorum(),
        has_action=has_action,
        book=BOOK,
    )


def test_the_panel_notes_its_own_business_or_agrees_an_action_without_a_vote() -> None:
    assert concluded("note").vote_words == "By consensus, without a vote."
    assert concluded("agree-action", has_action=True).outcome == "agree-action"
    with pytest.raises(InvalidInput, match="what is to be done, by whom and by when"):
        concluded("agree-action")
    with pytest.raises(InvalidInput, match="on which nobody votes"):
        concluded("note", views=builders.views())


def test_the_panels_own_business_needs_a_quorum_and_knows_no_other_outcome() -> None:
    with pytest.raises(RuleRefusal) as refused:
        concluded("note", quorum=builders.quorum("chair", "worker"))
    assert refused.value.rule_id == "quorum"
    with pytest.raises(RuleRefusal, match="Choose “Notes the matter” or “Agrees an action”"):
        concluded("approve")
