"""A desk in an office at any step of the panel day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workflow.builders import At, Desk, Story


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return Story(tmp_path_factory.mktemp("story"))


@pytest.fixture
def at(story: Story, tmp_path: Path) -> Iterator[At]:
    """Open an office of one's own as it stands after a step."""
    opened: list[Desk] = []

    def open_at(step: str) -> Desk:
        opened.append(story.reached(step).copied(tmp_path).opened())
        return opened[-1]

    yield open_at
    for desk in opened:
        desk.office.store.close()
