"""The desk as it is met with a keyboard, a screen reader or large text: the record part by part, and what follows."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QScrollArea

from fosterpanel.ui.desk.window import DeskWindow
from fosterpanel.ui.look.tokens import Scheme
from fosterpanel.ui.pages.record_stack import RecordStack
from fosterpanel.ui.parts.card import Card
from fosterpanel.workflow.deciding.decision_steps import Step
from tests.ui.decisions_scene import ADMINISTRATOR, Opened, Scene
from tests.ui.decisions_scene import opened as opened
from tests.ui.patience import WITHIN_MS
from tests.ui.test_decisions_afterwards import challenge_by
from tests.ui.test_every_page import in_looks, wrong_with
from tests.ui.test_every_page import look as look
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story

LOOKS = in_looks((Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0))


def window_of(scene: Scene) -> DeskWindow:
    assert scene.window is not None
    return scene.window


def found(scene: Scene) -> list[str]:
    """What is wrong with what is in sight, and whether the window has outgrown its screen."""
    scene.settle()
    scene.qtbot.wait(60)
    window = window_of(scene)
    too_large = window.width() > 1366 or window.height() > 768
    return [*wrong_with(window), *([f"grown to {window.size().toTuple()}"] if too_large else [])]


@LOOKS
def test_every_part_of_the_record(opened: Opened, look: None) -> None:
    scene = opened("drafted")
    wrong = {}
    for part in scene.view.planned:
        scene.view.go_to(part)
        if each := found(scene):
            wrong[part.value] = each
    assert wrong == {}


@LOOKS
def test_the_minutes_beside_the_record(opened: Opened, look: None) -> None:
    scene = opened("drafted")
    scene.keys.press("minutes")
    assert scene.view.document.isVisible()
    assert found(scene) == []


@LOOKS
def test_what_follows_a_proposal_and_each_of_its_sheets(opened: Opened, look: None) -> None:
    scene = opened("determined", ADMINISTRATOR)
    wrong = {"cards": found(scene)}
    for step in scene.page.after.steps:
        scene.page.after.do(step)
        wrong[step.value] = found(scene)
        assert scene.page.sheet is not None
        scene.page.sheet.close_sheet()
    assert {name: each for name, each in wrong.items() if each} == {}


@LOOKS
def test_the_cards_scroll_no_further_than_the_last_one_goes(opened: Opened, look: None) -> None:
    scene = opened("determined", ADMINISTRATOR)
    assert found(scene) == []
    for stack in scene.page.after.view.findChildren(RecordStack):
        cards = [card for card in stack.findChildren(Card) if card.isVisible()]
        below = stack.height() - max(card.mapTo(stack, card.rect().bottomLeft()).y() for card in cards)
        area = stack.parentWidget()
        assert area is not None
        assert stack.height() <= area.height() or below < 30


@LOOKS
def test_a_challenge_with_everything_that_may_be_done_about_it(opened: Opened, look: None) -> None:
    scene = opened("determined", ADMINISTRATOR)
    challenge_by(scene, "independent_review")
    wrong = {"cards": found(scene)}
    for step in (Step.TAKE_BACK, Step.WRITE_AGAIN):
        scene.page.after.do(step)
        wrong[step.value] = found(scene)
        assert scene.page.sheet is not None
        scene.page.sheet.close_sheet()
    assert {name: each for name, each in wrong.items() if each} == {}
    bars = [one.horizontalScrollBar() for one in scene.page.after.view.findChildren(QScrollArea)]
    assert not any(bar.maximum() for bar in bars)


@LOOKS
def test_another_decision_makers_record(opened: Opened, look: None) -> None:
    scene = opened("drafted", "person-deputy")
    assert found(scene) == []
    scene.keys.press("begin_one_of_my_own")
    assert found(scene) == []


@LOOKS
def test_a_letter_while_it_is_written(opened: Opened, look: None) -> None:
    scene = opened("proposed", ADMINISTRATOR)
    scene.page.after.do(Step.WRITE)
    scene.qtbot.waitUntil(lambda: scene.page.after.preview.pages.page_count > 0, timeout=WITHIN_MS)
    QApplication.processEvents()
    assert found(scene) == []
