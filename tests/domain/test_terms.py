"""Terms of approval: chosen, whole, compared line by line, and what lies inside them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosterpanel.domain.terms import (
    ANY,
    OLDEST,
    PlacementKind,
    Sex,
    TermsOfApproval,
    allows,
    compare,
    complete,
    differ,
    open_choices,
)
from fosterpanel.errors import InvalidInput
from tests import builders

CHOSEN = st.none() | st.just(ANY) | st.integers(-2, 25)
TERMS = st.builds(
    TermsOfApproval,
    placement_kinds=st.lists(st.sampled_from(PlacementKind), unique=True).map(tuple),
    number=CHOSEN,
    age_from=CHOSEN,
    age_to=CHOSEN,
    sex=st.none() | st.sampled_from(Sex),
    named_children=st.lists(st.sampled_from(["A.B.", "C.D."]), unique=True).map(tuple),
    preferences=st.sampled_from(["", "Older children"]),
)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"placement_kinds": ()}, "leave the kinds of placement open"),
        ({"number": None, "sex": None}, "leave the number of children and the sex of children open"),
        ({"age_to": None}, "leave the ages open"),
        ({"number": 0}, "allow no child"),
        ({"age_from": ANY}, "half chosen"),
        ({"age_to": ANY}, "half chosen"),
        ({"age_from": 13}, "no range"),
        ({"age_from": -1}, "no range"),
        ({"age_to": OLDEST + 1}, "no range"),
        ({"named_children": ("T.B.", " ")}, "has no name"),
        ({"named_children": ("T.B.", "T.B.")}, "named twice"),
        ({"number": 1, "named_children": ("T.B.", "M.B.")}, "name 2 children and allow 1"),
    ],
)
def test_refuses_what_is_not_whole(changes: dict[str, object], words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        complete(builders.terms(**changes))


@pytest.mark.parametrize(
    "changes", [{"number": 1}, {"age_from": 0, "age_to": 0}, {"age_from": OLDEST, "age_to": OLDEST}]
)
def test_accepts_the_edges(changes: dict[str, object]) -> None:
    made = builders.terms(**changes)
    assert complete(made) is made


@given(TERMS)
def test_whole_terms_make_sense(terms: TermsOfApproval) -> None:
    with suppress(InvalidInput):
        assert complete(terms) is terms
        assert not open_choices(terms)
        assert terms.number == ANY or (isinstance(terms.number, int) and terms.number >= 1)
        ages = [age for age in (terms.age_from, terms.age_to) if isinstance(age, int)]
        assert ages == sorted(ages)
        assert len(ages) in (0, 2)


@given(TERMS)
def test_what_nobody_chose_is_never_read_as_any(terms: TermsOfApproval) -> None:
    said = terms.words.count("not chosen")
    assert said == len(open_choices(terms))


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (builders.terms(), "up to 2 children, aged 5 to 12, either sex; short-term"),
        (builders.open_terms(), "any number of children, any age, either sex; any kind"),
        (
            builders.terms(
                number=1,
                age_from=0,
                age_to=0,
                sex=Sex.GIRLS,
                placement_kinds=(PlacementKind.EMERGENCY, PlacementKind.SHORT_TERM),
                named_children=("A.B.", "C.D.", "E.F."),
            ),
            "1 child, aged 0, girls only; short-term, emergency; only for A.B., C.D. and E.F.",
        ),
        (
            TermsOfApproval(),
            "number of children not chosen, ages not chosen, sex not chosen; kinds of placement not chosen",
        ),
    ],
)
def test_reads_as_words(terms: TermsOfApproval, words: str) -> None:
    assert terms.words == words


@given(TERMS, TERMS)
def test_comparing_is_symmetrical(old: TermsOfApproval, new: TermsOfApproval) -> None:
    there, back = compare(old, new), compare(new, old)
    assert [(line.label, line.old, line.new) for line in there] == [
        (line.label, line.new, line.old) for line in back
    ]
    assert differ(old, new) == differ(new, old)
    assert not differ(old, old)


def test_comparing_looks_at_what_is_approved_not_at_how_it_is_written() -> None:
    kinds = (PlacementKind.SHORT_TERM, PlacementKind.EMERGENCY)
    one = builders.terms(placement_kinds=kinds, named_children=("A.", "B."), preferences="Boys")
    other = builders.terms(placement_kinds=kinds[::-1], named_children=("B.", "A."))
    assert not differ(one, other)
    changed = [line.label for line in compare(builders.terms(), builders.terms(number=3)) if line.is_changed]
    assert changed == ["Children"]
    assert differ(builders.terms(), builders.terms(number=3))


def test_terms_beside_none_read_none() -> None:
    lines = compare(None, builders.terms())
    assert {line.old for line in lines[:-1]} == {"none"}
    assert all(line.is_changed for line in lines[:-1])
    assert differ(None, builders.terms())
    assert not differ(None, None)


def test_naming_no_child_is_no_change_where_there_were_no_terms() -> None:
    unnamed = compare(None, builders.terms())[-1]
    assert (unnamed.old, unnamed.new, unnamed.is_changed) == ("none named", "none named", False)
    assert compare(None, builders.terms(named_children=("T.B.",)))[-1].is_changed


@pytest.mark.parametrize(
    ("terms", "child", "is_inside"),
    [
        (builders.terms(), {}, True),
        (builders.terms(), {"age": 5}, True),
        (builders.terms(), {"age": 12}, True),
        (builders.terms(), {"age": 4}, False),
        (builders.terms(), {"age": 13}, False),
        (builders.terms(sex=Sex.GIRLS), {}, False),
        (builders.terms(sex=Sex.BOYS), {}, True),
        (builders.terms(named_children=("T.B.",)), {}, True),
        (builders.terms(named_children=("A.B.",)), {}, False),
        (builders.terms(named_children=("tb",)), {}, True),
        (builders.terms(named_children=("Tia Brand",)), {}, True),
        (builders.terms(named_children=("Tia",)), {}, False),
        (builders.terms(), {"kind": PlacementKind.LONG_TERM}, False),
        (builders.open_terms(), {"age": 17, "kind": PlacementKind.LONG_TERM}, True),
    ],
)
def test_what_lies_inside(terms: TermsOfApproval, child: dict[str, object], is_inside: bool) -> None:
    placed = {"age": 7, "sex": Sex.BOYS, "name": "T.B.", "kind": PlacementKind.SHORT_TERM} | child
    assert allows(terms, **placed) == is_inside  # type: ignore[arg-type]


def test_terms_can_be_told_without_naming_a_child() -> None:
    named = builders.terms(named_children=("T.B.",))
    assert named.words_without_names.endswith("short-term; only for the children named")
    assert "T.B." not in named.words_without_names
    assert builders.terms().words_without_names == builders.terms().words


def test_named_children_stand_in_the_order_given_and_in_another_order_are_the_same() -> None:
    first, other = (builders.terms(named_children=names) for names in (("K.D.", "J.D."), ("J.D.", "K.D.")))
    line = compare(first, other)[-1]
    assert (line.old, line.new, line.is_changed) == ("K.D., J.D.", "J.D., K.D.", False)
