"""No sequence of acts reaches what the law forbids: random histories on a real, encrypted store."""

from __future__ import annotations

import functools

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.workflow.builders import Story
from tests.workflow.histories import BEGIN_AT, PanelHistory

ANY_PACE = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return Story(tmp_path_factory.mktemp("story"))


def histories_from(story: Story, step: str, *, examples: int, acts: int) -> None:
    """Run histories that begin at a step of the story, each of so many acts at most."""
    pace = settings(
        max_examples=examples, stateful_step_count=acts, deadline=None, suppress_health_check=ANY_PACE
    )
    run_state_machine_as_test(functools.partial(PanelHistory, story, step), settings=pace)


@pytest.mark.parametrize("step", BEGIN_AT)
def test_no_history_reaches_what_the_law_forbids(story: Story, step: str) -> None:
    histories_from(story, step, examples=8, acts=30)


@pytest.mark.soak
@pytest.mark.parametrize("step", BEGIN_AT)
def test_no_long_history_reaches_what_the_law_forbids(story: Story, step: str) -> None:
    histories_from(story, step, examples=400, acts=100)
