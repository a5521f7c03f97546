"""People go under every form of their names, and nobody else does."""

from __future__ import annotations

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fosterpanel.documents.redaction.matching import fold, sought_in
from fosterpanel.domain.redaction import BoxMark, PersonMark, TermMark
from fosterpanel.errors import InvalidInput

SARAH = PersonMark(name="Mrs Sarah Jane Łukasz-Smith", also=("Sadie",))
ROSE = PersonMark(name="Rose Young")


def without(text: str, *marks: PersonMark | TermMark) -> str:
    """The text with a line in the place of what was found."""
    for sought in sought_in(marks):
        for start, end in reversed(list(sought.spans(text))):
            text = f"{text[:start]}_{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Sarah Jane Łukasz-Smith came.", "_ came."),
        ("SARAH JANE LUKASZ-SMITH came.", "_ came."),
        ("sarah.lukasz-smith@example.org", "_@example.org"),
        ("Łukasz Smith, Sarah", "_"),
        ("S. J. Łukasz-Smith wrote.", "_ wrote."),
        ("S Lukasz-Smith’s letter", "_ letter"),
        ("Sarah said that Sadie knew.", "_ said that _ knew."),
        ("The Lukasz-Smiths", "The _"),
        ("SJL and S.J.L. signed", "_ and _ signed"),
        ("Saraha and sadie-like", "Saraha and sadie-like"),
        ("sjl, ASJL", "sjl, ASJL"),
    ],
)
def test_a_person_is_known_under_each_form_of_the_name(text: str, left: str) -> None:
    assert without(text, SARAH) == left


@pytest.mark.parametrize(
    "text", ["MJS said", "M.J.S. said", "M-J Smith said", "MJ Smith said", "M Smith said"]
)
def test_a_first_name_with_a_hyphen_has_two_initials(text: str) -> None:
    assert without(text, PersonMark(name="Mary-Jane Smith")) == "_ said"


def test_names_that_are_words_go_only_where_they_are_names() -> None:
    assert without("Rose told the young people of a rose. Mrs Young left. ROSE!", ROSE) == (
        "_ told the young people of a rose. Mrs _ left. _!"
    )


@pytest.mark.parametrize(
    ("text", "term", "is_found"),
    [
        ("Kowal-\r\nski", "Kowalski", True),
        ("Kowal\x02\r\nski", "Kowalski", True),
        ("Kowal\u00adski", "Kowalski", True),
        ("Kowal\nski", "Kowalski", True),
        ("K o w a l s k i", "Kowalski", True),
        ("Gri\ufb03ths", "Griffiths", True),
        ("12\u00a0Acacia   Avenue", "12 Acacia Avenue", True),
        ("12, Acacia\nAvenue", "12 Acacia Avenue", True),
        ("07700-900 123", "07700 900123", True),
        ("07700-900123", "07700 900123", True),
        ("(077) 0090.0123", "07700 900123", True),
        ("+44 (0)7700 900123", "07700 900123", True),
        ("07700 900123", "0044 7700 900 123", True),
        ("07700 900124", "07700 900123", False),
        ("born 3/11/2014", "3.11.2014", True),
        ("be an nice", "ann", False),
        ("planning", "ann", True),
        ("O’Brien", "O'Brien", True),
        ("Zoe", "Zoë", True),
        ("ZOË", "zoe", True),
    ],
)
def test_a_term_is_found_as_readers_give_it(text: str, term: str, *, is_found: bool) -> None:
    assert (without(text, TermMark(words=term)) != text) is is_found


def test_whole_words_leave_longer_ones() -> None:
    assert without("Ann was planning; Ann.", TermMark(words="ann", whole_words=True)) == "_ was planning; _."


@given(
    some.text(max_size=40), some.text(alphabet="abKłßé ﬁ", min_size=1, max_size=12), some.text(max_size=40)
)
def test_words_are_found_wherever_they_stand_as_they_were_written(
    before: str, words: str, after: str
) -> None:
    if not words.strip():
        return
    (sought,) = sought_in([TermMark(words=words)])
    text = f"{before}{words}{after}"
    # From the place itself on: what comes before may hold the beginning of an earlier find.
    assert any(True for _ in sought.spans(text[len(before) :]))


@given(some.text(max_size=60))
def test_folding_says_for_every_letter_where_it_comes_from(text: str) -> None:
    folded, places = fold(text)
    assert len(folded) == len(places)
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)


@pytest.mark.parametrize("words", ["", "  ", "…", "__"])
def test_marks_that_say_nothing_are_refused(words: str) -> None:
    with pytest.raises(InvalidInput):
        TermMark(words=words)
    with pytest.raises(InvalidInput):
        PersonMark(name=words)


@pytest.mark.parametrize("side", [{"width": nan}, {"left": nan}, {"top": inf}, {"height": inf}, {"width": 0}])
def test_a_box_that_is_nowhere_is_refused(side: dict[str, float]) -> None:
    with pytest.raises(InvalidInput, match="Draw it again"):
        BoxMark(**{"page": 1, "left": 10, "top": 10, "width": 10, "height": 10, **side})
