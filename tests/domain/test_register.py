"""The register: resignations, terms over time, children outside them, the usual limit and its exemptions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosterpanel.domain.register import (
    ApprovalState,
    Exemption,
    Placement,
    Resignation,
    end_approval,
    grant_exemption,
    has_ended_by_resignation,
    next_review_due,
    outside_approval,
    outside_temporary,
    over_usual_limit,
    require_not_resigned,
    resign,
    terms_in_force,
)
from fosterpanel.domain.terms import ANY, TermsOfApproval
from fosterpanel.errors import InvalidInput, RuleRefusal
from tests import builders

BOOK = builders.england()
ON = date(2026, 6, 1)
OUTSIDE = f"outside the terms: {builders.terms().words}."
CHILDREN = ("A.", "B.", "C.", "D.")


def living(*children: str, group: str = "") -> list[Placement]:
    return [builders.placement(id=child, child=child, sibling_group=group) for child in children]


def resigned(received_on: date = date(2026, 11, 20)) -> Resignation:
    return resign(builders.home(), resignation_id="r", received_on=received_on, reason="Moving", book=BOOK)


def test_a_resignation_ends_the_approval_by_itself_28_days_later() -> None:
    notice = resigned()
    assert notice.ends_on == date(2026, 12, 18)
    assert not has_ended_by_resignation([notice], "home", date(2026, 12, 17))
    assert has_ended_by_resignation([notice], "home", date(2026, 12, 18))
    assert not has_ended_by_resignation([notice], "another", date(2027, 1, 1))
    later = resigned(date(2027, 3, 1))
    assert has_ended_by_resignation([later, notice], "home", date(2027, 1, 1))


@pytest.mark.parametrize("state", [ApprovalState.APPLICANT, ApprovalState.REFUSED, ApprovalState.ENDED])
def test_only_an_approval_ends(state: ApprovalState) -> None:
    home = builders.home(state=state)
    with pytest.raises(InvalidInput, match=f"FH-7 is {state.value}"):
        resign(home, resignation_id="r", received_on=ON, reason="", book=BOOK)
    with pytest.raises(InvalidInput, match="no approval to end"):
        end_approval(home, on=ON, by="decision")


def test_an_ended_approval_says_when_and_by_what() -> None:
    ended = end_approval(builders.home(state=ApprovalState.TEMPORARY), on=ON, by="resignation")
    assert (ended.state, ended.ended_on, ended.ended_by) == (ApprovalState.ENDED, ON, "resignation")


def test_nothing_is_left_to_terminate_after_a_resignation() -> None:
    require_not_resigned([resigned()], builders.home(), date(2026, 12, 17), BOOK)
    with pytest.raises(RuleRefusal, match="A resignation ends the approval") as refusal:
        require_not_resigned([resigned()], builders.home(), date(2026, 12, 18), BOOK)
    assert refusal.value.rule_id == "resignation-ends-approval"


def test_terms_in_force_are_the_latest_begun_and_not_ended() -> None:
    first = builders.approval_terms(id="1", effective_from=date(2024, 1, 1), until=date(2025, 6, 1))
    second = builders.approval_terms(id="2", effective_from=date(2025, 6, 1))
    corrected = builders.approval_terms(id="3", effective_from=date(2025, 9, 1))
    history = [corrected, first, second]
    assert terms_in_force(history, date(2023, 12, 31)) is None
    assert terms_in_force(history, date(2025, 5, 31)) is first
    assert terms_in_force(history, date(2025, 6, 1)) is second
    assert terms_in_force(history, date(2026, 1, 1)) is corrected
    assert terms_in_force([first], date(2025, 6, 1)) is None


def test_a_child_lives_there_from_the_first_day_to_before_the_last() -> None:
    stay = builders.placement(started_on=ON, ended_on=ON + timedelta(days=2))
    assert [stay.is_on(ON + timedelta(days=days)) for days in (-1, 0, 1, 2)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("terms", "placements", "words"),
    [
        (builders.terms(), living("A.", "B."), ()),
        (None, [], ()),
        (None, living("A."), ("Children are placed and nobody has approved the home.",)),
        (builders.terms(), living("A.", "B.", "C."), ("Three children placed, approved for two.",)),
        (builders.terms(number=1), living("A.", "B."), ("Two children placed, approved for one.",)),
        (builders.open_terms(number=ANY), living(*CHILDREN), ()),
        (
            builders.terms(),
            [builders.placement(age=3)],
            (f"T.B. (boy, 3, short-term) is {OUTSIDE}",),
        ),
        (
            builders.terms(),
            [builders.placement(child="K.L.", age=3), builders.placement(age=2)],
            (f"K.L. (boy, 3, short-term) and T.B. (boy, 2, short-term) are {OUTSIDE}",),
        ),
        (builders.terms(), [builders.placement(age=3, ended_on=ON)], ()),
    ],
)
def test_says_who_lives_outside_the_approval(
    terms: TermsOfApproval | None, placements: list[Placement], words: tuple[str, ...]
) -> None:
    assert outside_approval(terms, placements, ON) == words


def test_a_child_grows_out_of_the_terms_while_placed() -> None:
    terms, stay = builders.terms(age_to=11), builders.placement(age=11, started_on=date(2024, 5, 7))
    assert outside_approval(terms, [stay], date(2025, 5, 6)) == ()
    (words,) = outside_approval(terms, [stay], date(2025, 5, 7))
    assert words.startswith("T.B. (boy, at least 12, short-term) is outside the terms")
    assert stay.age_on(date(2024, 5, 1)) == 11, "not younger before it began"


def test_a_temporary_approval_is_for_the_children_it_names() -> None:
    first = builders.temporary_approval(approved_on=ON - timedelta(days=90), expires_on=ON)
    second = replace(first, children=("Kit Lowe",), expires_on=ON + timedelta(days=30))
    living_here = [builders.placement(child=one) for one in ("TB", "K.L.", "M.N.")]
    (words,) = outside_temporary([first, second], living_here, ON)
    assert words == "M.N. (boy, 7) lives here, and no temporary approval is for this child."
    later = outside_temporary([first, second], living_here, ON + timedelta(days=1))
    assert [one.split()[0] for one in later] == ["TB", "M.N."], "the first has lapsed, the second holds"


@pytest.mark.parametrize(
    ("placements", "exemptions", "is_over"),
    [
        (living("A.", "B.", "C."), [], False),
        (living(*CHILDREN), [], True),
        (living(*CHILDREN, group="siblings"), [], False),
        ([*living("A.", "B.", "C.", group="siblings"), *living("D.")], [], True),
        (living(*CHILDREN), [builders.exemption(granted_on=ON)], False),
        (living(*CHILDREN), [builders.exemption(named_children=("D.",))], True),
        (living("A.", "B.", "C.", "E."), [builders.exemption()], True),
        (living(*CHILDREN), [builders.exemption(granted_on=ON + timedelta(days=1))], True),
        (living(*CHILDREN), [builders.exemption(ended_on=ON)], True),
        (
            living(*CHILDREN),
            [
                builders.exemption(named_children=("A.", "B.")),
                builders.exemption(named_children=("C.", "D.")),
            ],
            False,
        ),
    ],
)
def test_the_usual_limit_and_what_lifts_it(
    placements: list[Placement], exemptions: list[Exemption], is_over: bool
) -> None:
    words = over_usual_limit(placements, exemptions, ON, 3)
    assert bool(words) == is_over
    if is_over:
        assert words == (
            "Four children are fostered here; the usual limit is 3 and no exemption names them all.",
        )


@given(st.integers(0, 12), st.integers(1, 3))
def test_fewer_children_are_never_over_where_more_are_not(number: int, limit: int) -> None:
    many = living(*(f"{one}" for one in range(number + 1)))
    assert over_usual_limit(many, [], ON, limit) or not over_usual_limit(many[:-1], [], ON, limit)


def test_only_the_area_authority_exempts_and_names_the_children() -> None:
    made = builders.exemption()
    assert grant_exemption(made, area_authority="Moorside Council", book=BOOK) is made
    for wrong, words in (
        (builders.exemption(named_children=()), "Name each child"),
        (builders.exemption(named_children=("A.", " ")), "Name each child"),
        (builders.exemption(granted_by="Riverbank Care"), "Ask Moorside Council for it"),
    ):
        with pytest.raises(RuleRefusal, match=words) as refusal:
            grant_exemption(wrong, area_authority="Moorside Council", book=BOOK)
        assert refusal.value.rule_id == "exemption-by-area-authority"


def test_the_next_review_is_within_a_year_of_approval_or_of_the_last_review() -> None:
    assert next_review_due(date(2028, 2, 29), [], BOOK) == date(2029, 2, 28)
    held = [date(2027, 3, 1), date(2026, 3, 1)]
    assert next_review_due(date(2025, 3, 2), held, BOOK) == date(2028, 3, 1)


def test_a_couple_is_named_in_one_line() -> None:
    assert builders.home().names == "Anna Merrick and Joe Merrick"


def test_a_sentence_that_ends_with_a_childs_initials_ends_once() -> None:
    named = builders.terms(named_children=("K.D.", "J.D."))
    (words,) = outside_approval(named, [builders.placement(child="T.B.")], ON)
    assert words.endswith("only for K.D. and J.D.")
