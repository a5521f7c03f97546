"""No sequence of acts reaches what the law forbids: random histories on a real, encrypted store."""

from __future__ import annotations

import functools

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.workflow.builders import Story
from tests.workflow.histories import PanelHistory

ANY_PACE = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return Story(tmp_path_factory.mktemp("story"))


@pytest.mark.parametrize("_part", range(2))
def test_no_history_reaches_what_the_law_forbids(story: Story, _part: int) -> None:
    short = settings(max_examples=8, stateful_step_count=40, deadline=None, suppress_health_check=ANY_PACE)
    run_state_machine_as_test(functools.partial(PanelHistory, story), settings=short)


@pytest.mark.soak
def test_no_long_history_reaches_what_the_law_forbids(story: Story) -> None:
    long = settings(max_examples=1000, stateful_step_count=120, deadline=None, suppress_health_check=ANY_PACE)
    run_state_machine_as_test(functools.partial(PanelHistory, story), settings=long)
