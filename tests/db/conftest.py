from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fosterpanel.db.store import Store
from tests.db.making import new_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "service.store"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with new_store(path) as opened:
        yield opened
