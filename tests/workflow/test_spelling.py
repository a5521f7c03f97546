from __future__ import annotations

import pytest

from fosterpanel.errors import InvalidInput
from fosterpanel.workflow import spelling
from tests.workflow.builders import At


def test_names_in_open_business_are_known_and_others_are_not(at: At) -> None:
    speller = spelling.speller(at("listed").office)
    known = "Hollowell, Ollerenshaw, Nkemelu-Hart and Thwaite of Brackendale"
    assert speller.unknown(known) == ()
    assert speller.unknown("Kowalczykowa") == ((0, 12),)


def test_a_word_taken_for_right_is_known_from_then_on(at: At) -> None:
    desk = at("listed")
    assert spelling.speller(desk.office).unknown("zibbeldy")
    spelling.take_word_for_right(desk.office, " zibbeldy ")
    assert spelling.speller(desk.office).unknown("zibbeldy") == ()
    before = len(desk.audit())
    spelling.take_word_for_right(desk.office, "zibbeldy")
    assert len(desk.audit()) == before


@pytest.mark.parametrize("word", ["", "two words"])
def test_one_word_at_a_time(at: At, word: str) -> None:
    desk = at("listed")
    with desk.refusing(InvalidInput, "One word at a time"):
        spelling.take_word_for_right(desk.office, word)
