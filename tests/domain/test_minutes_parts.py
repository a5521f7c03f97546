from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosterpanel.domain.minutes import Exchange, MinutesContents, Part, keyed
from fosterpanel.domain.minutes_parts import (
    MinutesSection,
    Side,
    edit_by_hand,
    edit_of,
    keep_by_hand,
    require_chosen,
    section,
    without_edit,
)
from fosterpanel.errors import InvalidInput

TEXTS = st.lists(st.sampled_from(["No", "action", "was", "agreed.", "Two", "today"]), max_size=9).map(
    " ".join
)
NOTHING = MinutesContents()


@given(TEXTS.filter(bool), TEXTS)
def test_both_texts_can_be_read_off_the_differences(written: str, generated: str) -> None:
    laid = MinutesSection(key=Part.ACTIONS, title="Actions", generated=generated, written=written).differences
    for side, text in ((Side.WRITTEN, written), (Side.GENERATED, generated)):
        assert " ".join(one.words for one in laid if one.side in (Side.BOTH, side)) == text


@given(TEXTS, TEXTS, TEXTS)
def test_a_hand_edit_keeps_what_it_was_first_written_from(first: str, second: str, words: str) -> None:
    once = edit_by_hand(NOTHING, Part.VIEWS, "By hand.", first)
    again = edit_by_hand(once, Part.VIEWS, f"{words}!", second)
    held = section(again, Part.VIEWS, "Each member's view", second)
    assert (held.words, held.written_from) == (f"{words}!", first)
    assert held.is_outdated == (first != second)
    kept = section(keep_by_hand(again, Part.VIEWS, second), Part.VIEWS, "", second)
    assert (kept.words, kept.is_outdated) == (f"{words}!", False)
    assert without_edit(again, Part.VIEWS) == NOTHING


def test_one_part_written_by_hand_leaves_the_others_alone() -> None:
    both = edit_by_hand(edit_by_hand(NOTHING, Part.VIEWS, "A", "x"), Part.ACTIONS, "B", "y")
    one = without_edit(both, Part.VIEWS)
    assert edit_of(one, Part.VIEWS) is None
    assert section(one, Part.ACTIONS, "Actions", "y").words == "B"
    assert section(one, Part.VIEWS, "", "x").differences == ()


def test_nobody_goes_on_before_every_difference_is_chosen() -> None:
    made = edit_by_hand(NOTHING, Part.ACTIONS, "By hand.", "None.")
    require_chosen([section(made, Part.ACTIONS, "Actions", "None.")])
    with pytest.raises(InvalidInput, match="“Actions” was written by hand"):
        require_chosen([section(made, Part.ACTIONS, "Actions", "One.")])


def test_every_exchange_has_a_key_of_its_own_that_stays() -> None:
    asked = Exchange(asked_by="", asked_of="", question="Why?", answer="Because.")
    first = keyed((asked, asked))
    assert [one.key for one in first] == ["Q1", "Q2"]
    assert [one.key for one in keyed((asked, first[1], asked))] == ["Q3", "Q2", "Q4"]
    assert keyed(first[::-1]) == first[::-1]
