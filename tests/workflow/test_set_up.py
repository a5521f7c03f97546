"""Setting up a service: whole or not at all, with a passphrase nobody guesses and words that were written down."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fosterpanel.clock import StillClock
from fosterpanel.db.store import Store
from fosterpanel.domain.rulebook import Nation, ServiceKind
from fosterpanel.domain.service import Person, Role, SigningIdentity
from fosterpanel.errors import FosterPanelError, InvalidInput
from fosterpanel.workflow.founding.passphrases import (
    Strength,
    draw_recovery_words,
    require_typed_back,
    strength_of,
)
from fosterpanel.workflow.opening.set_up import NewPerson, SetUp, set_up_service
from tests.workflow.builders import BEGIN, CHEAP, PASSPHRASE

WORDS = draw_recovery_words()


def setup(path: Path, **changes: object) -> SetUp:
    known = SetUp(
        path=path,
        name="Brackendale Fostering Service",
        kind=ServiceKind.COUNCIL,
        nation=Nation.WALES,
        people=(
            NewPerson(name="Ida Thwaite", roles=(Role.ADMINISTRATOR,)),
            NewPerson(name="Margaret Ollerenshaw", roles=(Role.CHAIR,)),
            NewPerson(name="Perpetua Lund", roles=(Role.PANEL_MEMBER,)),
        ),
        passphrase=PASSPHRASE,
        recovery_words=WORDS,
    )
    return replace(known, **changes)  # type: ignore[arg-type]


def test_a_service_is_there_whole_with_its_people_and_certificates(tmp_path: Path) -> None:
    path = tmp_path / "new" / "brackendale.store"
    opened = set_up_service(setup(path), StillClock(BEGIN), kdf=CHEAP)
    with opened.store, opened.store.reading() as reading:
        assert [one.name for one in reading.find(Person)] == [
            "Ida Thwaite",
            "Margaret Ollerenshaw",
            "Perpetua Lund",
        ]
        signers = {one.person_id for one in reading.find(SigningIdentity)}
    assert opened.service.regulator == "Care Inspectorate Wales"
    assert opened.service.providers == ("Brackendale Fostering Service",)
    assert signers == {one.id for one in opened.people if one.holds(Role.CHAIR)}
    assert not list(path.parent.glob(".new-service-*"))
    short = " ".join(word[:4] for word in WORDS.split())
    Store.open(path, recovery_words=short).close()


WRONG = {
    "no name": ({"name": " "}, "no name"),
    "no administrator": ({"people": (NewPerson(name="A", roles=(Role.CHAIR,)),)}, "administrator"),
    "a person without a role": ({"people": (NewPerson(name="A", roles=()),)}, "no role"),
    "a weak passphrase": ({"passphrase": "brackendale1"}, "Easy to guess"),
    "words that are none": ({"recovery_words": "not such words"}, "24 recovery words"),
}


@pytest.mark.parametrize(("changes", "words"), WRONG.values(), ids=WRONG.keys())
def test_what_cannot_be_set_up_leaves_nothing(tmp_path: Path, changes: dict[str, object], words: str) -> None:
    with pytest.raises(FosterPanelError, match=words):
        set_up_service(setup(tmp_path / "x.store", **changes), StillClock(BEGIN), kdf=CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_is_there_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "x.store").write_bytes(b"somebody's")
    with pytest.raises(InvalidInput, match="nothing was replaced"):
        set_up_service(setup(tmp_path / "x.store"), StillClock(BEGIN), kdf=CHEAP)
    assert (tmp_path / "x.store").read_bytes() == b"somebody's"


@pytest.mark.parametrize(
    ("passphrase", "strength"),
    [
        ("short", Strength.SHORT),
        ("passwordpassword", Strength.WEAK),
        ("aaaaaaaaaaaaaaaaaaaa", Strength.WEAK),
        ("brackendale fostering", Strength.WEAK),
        ("a lamp under the stairs", Strength.STRONG),
        ("x" * 4000 + "a lamp under the stairs", Strength.WEAK),
    ],
)
def test_a_passphrase_is_as_strong_as_it_is_hard_to_guess(passphrase: str, strength: Strength) -> None:
    assert strength_of(passphrase, ("Brackendale Fostering",)).strength is strength


def test_recovery_words_are_typed_back_in_order() -> None:
    words = " ".join(("abandon", "ability", "able", "about") * 6)
    require_typed_back(words, words.upper())
    require_typed_back(words, " ".join(word[:4] for word in words.split()))
    for typed, said in (
        ("abandon about", "Word 2 is not “about”"),
        ("aba ability", "Word 1 is not “aba”"),
        ("abandon ability", "2 words are there; 24 are needed"),
        (words + " able", "25 words"),
    ):
        with pytest.raises(InvalidInput, match=said):
            require_typed_back(words, typed)
