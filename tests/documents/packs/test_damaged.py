"""Damaged documents: packed as far as they go or refused in a sentence, and nothing else ever happens."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from fosterpanel.documents.packs import PackOptions
from fosterpanel.errors import FosterPanelError
from tests.documents.packs import nasty
from tests.documents.packs.packing import make_of

_VALUE = re.compile(rb"(?<= )(\d+ 0 R|/[A-Za-z]+|\d+|\[[^\[\]]{0,60}\]|\([^()]*\)|<<[^<>]{0,60}>>)(?= )")
_OTHER = (b"null", b"true", b"-1", b"[]", b"<<>>", b"(x)", b"/X", b"99 0 R", b"1 0 R", b"3.5", b"99999999999")


def _damaged(pdf: bytes, chance: random.Random) -> bytes:
    """A few bytes changed or lost, and a few values that are of another kind than they should be."""
    spoilt = bytearray(pdf)
    for _ in range(chance.choice((1, 2, 5, 20))):
        kind, place = chance.random(), chance.randrange(len(spoilt))
        if kind < 0.3:
            spoilt[place] = chance.randrange(256)
        elif kind < 0.4:
            del spoilt[place : place + chance.randrange(1, 60)]
        elif values := list(_VALUE.finditer(bytes(spoilt))):
            value = chance.choice(values)
            spoilt[value.start() : value.end()] = chance.choice(_OTHER)
    return bytes(spoilt)


# Made with keys that are new each time, so that what is damaged would be another thing each time.
_NEW_EACH_TIME = {"locked", "signed"}


@pytest.mark.logs_warnings
@pytest.mark.parametrize("name", sorted(nasty.every_one().keys() - _NEW_EACH_TIME))
def test_whatever_is_damaged_is_packed_or_refused_in_a_sentence(name: str, tmp_path: Path) -> None:
    chance = random.Random(name)
    file = tmp_path / "a.pdf"
    for number in range(12):
        spoilt = _damaged(nasty.every_one()[name], chance)
        file.write_bytes(spoilt)
        try:
            made = make_of({"a": file if number % 2 else spoilt}, PackOptions(reads_scans=False, max_dpi=100))
        except FosterPanelError as refusal:
            refused = str(refusal)
            assert "Paper a" in refused
        else:
            assert made.plan.printed == tuple(str(number + 1) for number in range(made.report.pages))
