"""Each course that business takes after the panel, gone through to its end."""

from __future__ import annotations

import pytest

from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.register import FosterHome
from tests.workflow import invariants
from tests.workflow.builders import At
from tests.workflow.courses import COURSES, Walk, directly


@pytest.mark.parametrize("name", COURSES)
def test_a_course_ends_as_it_should(at: At, name: str) -> None:
    course, desk = COURSES[name], at(COURSES[name].begins_at)
    found = [one.id for one in desk.find(PanelItem)]
    walk = Walk(desk=desk, do=directly, item_id=found[0] if found else "")
    walk.go(course.steps)
    assert walk.item.stage is course.ends
    assert desk.get(FosterHome, walk.item.home_id).state is course.home
    with desk.office.reading() as reading:
        invariants.check(reading)
