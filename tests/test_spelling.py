"""British spelling, the trade's words, and nobody's name called a mistake."""

from __future__ import annotations

import threading

import pytest

from fosterpanel.spelling import Speller, trade_words, words_in


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(words_in("Sian Hollowell, Anna-Maeve O'Dwyer"))


def unknown(speller: Speller, text: str) -> list[str]:
    return [text[span.start : span.end] for span in speller.unknown(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The carer's colour-coded behaviour plan was organised well.",
        "Ofsted and Cafcass agreed; the SGO and the DBS are in hand.",
        "Hollowell’s answer, and Anna-Maeve’s; O'Dwyer wasn't there.",
        "See 26/044, p214 and ida@brackendale.example or https://moorside.example/xqzt.",
        "",
    ],
)
def test_what_is_right_is_left_alone(speller: Speller, text: str) -> None:
    assert unknown(speller, text) == []


def test_what_is_wrong_is_found_where_it_stands(speller: Speller) -> None:
    assert unknown(speller, "They recieve a color chart, hollowell says.") == [
        "recieve",
        "color",
        "hollowell",
    ]


def test_what_was_meant_is_suggested_names_first(speller: Speller) -> None:
    assert "receive" in speller.suggest("recieve")
    assert speller.suggest("Hollowel")[0] == "Hollowell"


def test_a_word_is_learnt(speller: Speller) -> None:
    assert unknown(speller, "A zibbeldy evening.") == ["zibbeldy"]
    speller.learn(["zibbeldy"])
    assert unknown(speller, "A zibbeldy evening. Zibbeldy!") == []


def test_the_trade_words_are_those_the_dictionary_lacks() -> None:
    plain = Speller()
    plain._own.clear()
    assert [word for word in trade_words() if not plain.unknown(word)] == []


def test_it_may_be_asked_from_any_thread(speller: Speller) -> None:
    found: list[list[str]] = []
    text = "They recieve much. " * 50
    asking = [threading.Thread(target=lambda: found.append(unknown(speller, text))) for _ in range(4)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert found == [["recieve"] * 50] * 4
