"""The pack of everything nasty, made once."""

from __future__ import annotations

import pytest

from tests.documents.packs import nasty
from tests.documents.packs.packing import Made, make_of


@pytest.fixture(scope="session")
def nasty_pack() -> Made:
    return make_of(nasty.every_one())
