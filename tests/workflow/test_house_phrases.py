from __future__ import annotations

import pytest

from fosterpanel.errors import InvalidInput
from fosterpanel.workflow import house_phrases
from tests.workflow.builders import At


def test_nine_phrases_are_there_from_the_start(at: At) -> None:
    held = house_phrases.phrases(at("staffed").office)
    assert [one.key for one in held] == list(range(1, 10))
    assert all(one.words.endswith(".") and not one.is_own for one in held)
    assert len({one.words for one in held}) == 9


def test_a_service_puts_its_own_on_a_key_and_takes_it_away_again(at: At) -> None:
    desk = at("staffed")
    shipped = house_phrases.phrases(desk.office)
    changed = house_phrases.change_phrase(desk.office, 3, " The panel was shown the garden. ")
    assert (changed.words, changed.is_own) == ("The panel was shown the garden.", True)
    assert house_phrases.phrases(desk.office)[2] == changed
    assert desk.last_act() == ("change_phrase", "phrase:3")
    for given_back in ("  ", shipped[2].words):
        house_phrases.change_phrase(desk.office, 3, "Another.")
        house_phrases.change_phrase(desk.office, 3, given_back)
        assert house_phrases.phrases(desk.office) == shipped


@pytest.mark.parametrize("key", [0, 10])
def test_there_are_nine_keys(at: At, key: int) -> None:
    desk = at("staffed")
    with desk.refusing(InvalidInput, "the keys 1 to 9"):
        house_phrases.change_phrase(desk.office, key, "Ten.")
