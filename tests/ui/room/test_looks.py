"""The room in every state and every look: nothing nameless, cut off or overlapping, at 1366×768."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.look import theme
from fosterpanel.ui.look.tokens import Scheme
from fosterpanel.ui.room.part import Part
from tests.ui import walk
from tests.ui.conftest import Shot
from tests.ui.room.other_days import first_signed, left_before
from tests.ui.room.room_scene import OpenedRoom, RoomScene
from tests.workflow.builders import Desk

Steps = Iterator[str]


def the_day(scene: RoomScene) -> Steps:
    """Goes through the states of a day, and says which one is in sight."""
    yield "due"
    scene.keys(Shortcuts.MAIN_ACT)
    yield "people"
    scene.press("apologies_member-school")
    scene.press("all_in")
    yield "before"
    scene.keys(Shortcuts.MAIN_ACT)
    scene.type("What has changed since September?")
    scene.keys(Shortcuts.PAGE_REFERENCE)
    scene.key(Qt.Key.Key_Return)
    scene.type("Incidents are written up the same evening; two examples were given.")
    scene.key(Qt.Key.Key_Return)
    scene.type("How is the child now?")
    scene.key(Qt.Key.Key_Return)
    scene.type("Settled at school; told the reviewing officer she wants to stay.")
    yield "questions"
    scene.keys(Shortcuts.VIEWS)
    scene.type("The carer has acted on the learning.")
    scene.keys(Shortcuts.ALL_IN_FAVOUR)
    scene.choose("vote_member-health", "Abstains")
    scene.write("view_member-health", "Came to the review late.")
    yield "views"
    scene.keys(Shortcuts.OUTCOME)
    scene.choose("outcome", "Approval")
    scene.write("reason_1", "Supervision is regular; her wishes are clear.")
    yield "recommendation"
    scene.keys(Shortcuts.MAIN_ACT)
    scene.type("The recommendation, by the chair.")
    scene.write("minute_taker", "Ida Thwaite")
    yield "minutes"
    scene.keys(Shortcuts.MAIN_ACT)
    scene.keys(Shortcuts.NEXT_ITEM)
    scene.press("declare_an_interest")
    yield "interest"
    scene.choose("interest_member", "Perpetua Lund")
    scene.choose("interest_kind", "Friend or neighbour")
    scene.write("interest_nature", "Lives two doors away")
    scene.press("declare")
    yield "unruled"
    scene.choose("ruling_member-carer", "Leaves")
    scene.write("ruling_why_member-carer", "Too near to be impartial.")
    scene.press("rule_member-carer")
    yield "not-quorate"
    scene.press("remedy_defer")
    yield "deferral"
    scene.keys(Shortcuts.CLOSING)
    yield "closing"


def what_came_before(scene: RoomScene) -> Steps:
    """Goes through what earlier panels left, and what was entered wrongly."""
    yield "order"
    scene.press("earlier_actions")
    yield "earlier-actions"
    scene.press("done_action-1")
    yield "one-done"
    scene.keys(Shortcuts.PLACE_2)
    yield "agreed-before"
    scene.keys(Shortcuts.PEOPLE)
    yield "people-here"
    scene.press("correct_member-school")
    yield "correct-stay"
    scene.key(Qt.Key.Key_Escape)
    scene.press("correct_ida_thwaite_observer")
    yield "correct-other"


def what_is_put_right(scene: RoomScene) -> Steps:
    """Goes through an addendum."""
    scene.keys(Shortcuts.CLOSING)
    scene.press("addendum_26_001")
    scene.type("It was withdrawn in writing.")
    yield "addendum"
    scene.keys(Shortcuts.MAIN_ACT)
    yield "addendum-signed"


LOOKS = [(Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)]
"""Each scheme once, each size of text once: what one of them shows, the other does not hide."""


@pytest.fixture
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    scheme, scale = request.param
    theme.apply(qapp, scheme, scale)
    yield f"{scheme.value}-{round(100 * scale)}"
    theme.apply(qapp, Scheme.LIGHT)


@pytest.mark.parametrize("look", LOOKS, indirect=True, ids=lambda one: f"{one[0].value} at {one[1]:.0%}")
def test_every_state_can_be_read_and_walked(opened_room: OpenedRoom, look: str, shot: Shot) -> None:
    scene = opened_room()
    found = {state: wrong_with(scene, look, state, shot) for state in the_day(scene)}
    assert {state: wrong for state, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("look", LOOKS, indirect=True, ids=lambda one: f"{one[0].value} at {one[1]:.0%}")
@pytest.mark.parametrize(
    ("steps", "prepare"),
    [(what_came_before, left_before), (what_is_put_right, first_signed)],
    ids=["what came before", "what is put right"],
)
def test_what_is_put_right_can_be_read_and_walked(
    opened_room: OpenedRoom,
    look: str,
    shot: Shot,
    steps: Callable[[RoomScene], Steps],
    prepare: Callable[[Desk], object],
) -> None:
    scene = opened_room(prepare=prepare)
    found = {state: wrong_with(scene, look, state, shot) for state in steps(scene)}
    assert {state: wrong for state, wrong in found.items() if wrong} == {}


def wrong_with(scene: RoomScene, look: str, state: str, shot: Shot) -> list[str]:
    """What is wrong once the room has come to rest."""
    scene.settle()
    shot(scene.room, f"room-{state}-{look}")
    checks: tuple[Callable[..., list[str]], ...] = (
        walk.nameless_tab_stops,
        walk.duplicate_shortcuts,
        walk.cut_off,
        walk.overlapping,
        wider_than_its_place,
        empty_at_the_end,
    )
    for _ in range(20):
        wrong = [f"{check.__name__}: {one}" for check in checks for one in check(scene.room)]
        if not wrong:
            break
        # Words that wrap are laid out in several turns of the event loop.
        QTest.qWait(50)
    size = scene.room.width(), scene.room.height()
    return wrong if size == (1366, 768) else [*wrong, f"grew to {size}"]


def wider_than_its_place(room: QWidget) -> list[str]:
    """The parts of the room, its papers apart, that have to be moved sideways to be read."""
    return [
        area.widget().objectName() or type(area.widget()).__name__
        for area in room.findChildren(QScrollArea)
        if area.isVisible() and area.horizontalScrollBar().maximum()
    ]


def empty_at_the_end(room: QWidget) -> list[str]:
    """The parts of an item that scroll beyond what is in them."""
    return [
        type(part).__name__
        for part in room.findChildren(Part)
        if part.isVisible() and (place := part.parentWidget()) is not None
        if part.height() > max(place.height(), part.heightForWidth(part.width()))
    ]
