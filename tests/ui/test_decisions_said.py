"""What the desk says beside a decision and its letter: days that bring little time, addenda, and who gets a copy."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLabel

from fosterpanel.domain.register import Placement
from fosterpanel.domain.terms import PlacementKind, Sex
from fosterpanel.ui.parts.words import StateLine
from fosterpanel.workflow.homes import register
from tests.ui.decisions_scene import ADMINISTRATOR, DECIDER, Opened
from tests.ui.decisions_scene import opened as opened
from tests.ui.test_decisions_afterwards import MARSH, reviewed_at_panel
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story
from tests.workflow.test_addenda import signed as put_right

PLACED = Placement(
    id="placement",
    home_id=MARSH,
    child="C.D.",
    age=6,
    sex=Sex.GIRLS,
    kind=PlacementKind.SHORT_TERM,
    placed_by="Eastmere Council",
    started_on=date(2026, 9, 1),
)


def test_a_last_day_without_anybody_at_work_and_a_letter_dated_back_are_said(opened: Opened) -> None:
    scene = opened("proposed", ADMINISTRATOR)
    scene.desk.move_to(date(2026, 12, 10))
    scene.sit_down(ADMINISTRATOR)
    scene.keys.press("step_write")
    assert scene.page.sheet is not None
    assert "at work that day" not in scene.page.sheet.follows
    scene.keys.type("dated_on", "8 12 2026")
    assert "It is dated back: 2 days of them would be gone" in scene.page.sheet.follows
    scene.desk.move_to(date(2026, 12, 12))
    scene.sit_down(ADMINISTRATOR)
    scene.keys.press("step_write")
    scene.keys.type("dated_on", "12 12 2026")
    assert "until Saturday 9 January 2027. Nobody is at work that day" in scene.page.sheet.follows


def test_an_addendum_after_the_decision_is_said_where_the_decision_stands(opened: Opened) -> None:
    scene = opened("approved", ADMINISTRATOR)
    put_right(scene.desk)
    scene.sit_down()
    said = [line.text for line in scene.page.after.view.findChildren(StateLine)]
    assert "The minutes were put right after this decision, by addendum 26/001-M2. Read it." in said


def test_the_authorities_that_placed_children_are_named_for_their_copies(opened: Opened) -> None:
    scene = opened("with decision maker")
    register.place_child(scene.desk.office, PLACED)
    item = reviewed_at_panel(scene, "REV1", "suitable-same-terms")
    scene.sit_down(DECIDER, item.id)
    scene.decide("Continues the approval on the same terms")
    scene.sit_down(ADMINISTRATOR, item.id)
    scene.write_letter()
    said = [label.text() for label in scene.page.after.view.findChildren(QLabel)]
    assert "A copy goes to Eastmere Council, for the children placed, and to the area’s authority." in said
