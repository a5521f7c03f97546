from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.wrong_family import (
    Family,
    NameAnswer,
    NamedElsewhere,
    NamesUnanswered,
    Stretch,
    find_addresses,
    find_names,
    require_words,
    unanswered,
)
from fosterpanel.errors import InvalidInput

MARSH = Family(item_id="i2", reference="2026-002", names=("Wilhelmina Marsh", "Otis Marsh"))
HOME = FosterHome(id="h", reference="F1", carers=(), address=("12 Larch Row", "Brackendale", "BK2 4ZZ"))


def found_in(*texts: str, own: tuple[str, ...] = ()) -> tuple[NamedElsewhere, ...]:
    pages = [Stretch(where=f"Page {number}", text=text) for number, text in enumerate(texts, start=1)]
    return find_names("pack", [MARSH], own, pages)


@pytest.mark.parametrize(
    "text",
    [
        "Seen with Wilhelmina Marsh today",
        "WILHELMINA A. MARSH",
        "Wilhelmina\nMarsh",
        "wilhelmina grace marsh’s car",
        "MARSH, Wilhelmina",
        "Wilhel-\r\nmina Marsh",
        "Wilhel\u00admina Mar\x02\nsh",
    ],
)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    (one,) = found_in(text)
    assert (one.name, one.reference) == ("Wilhelmina Marsh", "2026-002")
    assert one.hits[0].startswith("Page 1: ")


@pytest.mark.parametrize("name", ["Siân O’Neil-Łoś", "Sian O'Neil-Los"])
@pytest.mark.parametrize(
    "text",
    [
        "Siân O’Neil-Łoś", "Sian O'Neil-Los", "SIÂN O‘NEIL ŁOŚ", "sian oneil-los", "Sia\u0302n O`Neil-\nŁos",
        "O’Neil-Łoś, Siân", "Siân Mair O´Neil‐Łoś’s",
    ],
)  # fmt: skip
def test_accents_apostrophes_and_hyphens_hide_nobody(name: str, text: str) -> None:
    family = Family(item_id="i2", reference="2026-002", names=(name,))
    (one,) = find_names("pack", [family], (), [Stretch(where="Page 1", text=f"We met {text} at home.")])
    assert one.name == name
    assert find_names("pack", [family], ("Sian O’NEIL-LOŚ",), [Stretch(where="Page 1", text=text)]) == ()


@pytest.mark.parametrize(
    "text", ["Wilhelmina went to the marsh", "Wilhelmina Marshall", "Marsh, not Wilhelmina", ""]
)
def test_other_words_are_nobody(text: str) -> None:
    assert found_in(text) == ()


def test_a_namesake_in_the_own_family_is_nobody_else() -> None:
    assert found_in("Wilhelmina Marsh", own=("Wilhelmina MARSH",)) == ()


def test_every_page_and_everybody_is_shown_by_name() -> None:
    first, second = found_in("Otis Marsh", "nothing", "Otis Marsh and Wilhelmina Marsh")
    assert [len(first.hits), len(second.hits)] == [1, 2]
    assert second.hits == ("Page 1: Otis Marsh", "Page 3: Otis Marsh and Wilhelmina Marsh")
    assert str(NamesUnanswered((first, second))) == (
        "2 names of another family would leave with this: Wilhelmina Marsh (item 2026-002) and Otis Marsh "
        "(item 2026-002). Take them out, or say for each why it belongs here."
    )


@pytest.mark.parametrize(
    "text", ["They live at 12 larch row.", "Larch Row is long; bk24zz", "12, Larch Row", "12 Lârch\nRow"]
)
def test_an_address_is_found_by_its_first_line_or_postcode(text: str) -> None:
    (one,) = find_addresses("letter", [HOME], [Stretch(where="Page 1", text=text)])
    assert one.name == "12 Larch Row"
    assert one.question == "This shows where a carer lives (12 Larch Row): may the reader know it?"


@pytest.mark.parametrize("text", ["112 Larch Row", "12 Larch Rowe", "BK2 4Z", "Brackendale"])
def test_near_an_address_is_no_address(text: str) -> None:
    assert find_addresses("letter", [HOME], [Stretch(where="Page 1", text=text)]) == ()


def test_an_answer_holds_for_the_places_that_were_seen() -> None:
    (one,) = found_in("Otis Marsh came")
    said = NameAnswer(
        id="a",
        subject_id="pack",
        name=one.name,
        hits=one.hits,
        answer="He is the presenter.",
        answered_by="p",
        answered_at=datetime(2026, 12, 1, tzinfo=UTC),
    )
    assert unanswered([one], [said]) == ()
    (more,) = found_in("Otis Marsh came", "Otis Marsh left")
    assert unanswered([more], [said]) == (more,)


def test_an_answer_has_words() -> None:
    with pytest.raises(InvalidInput, match="why this name belongs here"):
        require_words("  ")


@given(before=st.text(alphabet="abc. \n", max_size=80), after=st.text(alphabet="abc. \n", max_size=80))
def test_a_name_between_any_words_is_found(before: str, after: str) -> None:
    assert found_in(f"{before} Otis Marsh {after}")
