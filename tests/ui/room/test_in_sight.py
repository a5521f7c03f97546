"""Whoever types in the room sees what they type, however much stands above it and however large the text is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.look import theme
from fosterpanel.ui.look.tokens import Scheme
from tests.ui.conftest import Shot
from tests.ui.room.room_scene import WITHIN_MS, OpenedRoom, RoomScene

QUESTIONS = 14


def is_in_sight(scene: RoomScene) -> bool:
    """Whether what has the keyboard can be seen, but for a line's breadth of its edge."""
    focused = scene.focused
    return focused.visibleRegion().boundingRect().height() >= focused.height() - 2


def test_the_next_question_is_in_sight_after_many(opened_room: OpenedRoom, shot: Shot) -> None:
    scene = opened_room(is_open=True)
    scene.keys(Shortcuts.BEFORE)
    scene.keys(Shortcuts.MAIN_ACT)
    for number in range(QUESTIONS):
        scene.type(f"Q{number}?")
        scene.key(Qt.Key.Key_Return)
        scene.qtbot.waitUntil(lambda: is_in_sight(scene), timeout=WITHIN_MS)
        scene.type(f"A{number}.")
        scene.key(Qt.Key.Key_Return)
        assert scene.focused.objectName() == "question"
        scene.qtbot.waitUntil(lambda: is_in_sight(scene), timeout=WITHIN_MS)
    shot(scene.room, "room-many-questions")


def test_who_scrolls_back_to_read_is_left_there(opened_room: OpenedRoom) -> None:
    scene = opened_room(is_open=True)
    scene.keys(Shortcuts.QUESTIONS)
    scene.type("How was it?")
    area = _area_of(scene.focused)
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())
    scene.room.refresh()
    scene.settle()
    assert bar.value() == bar.maximum()
    assert not is_in_sight(scene)


def test_at_twice_the_size_a_key_leads_to_what_can_be_seen(
    opened_room: OpenedRoom, qapp: QApplication
) -> None:
    theme.apply(qapp, Scheme.LIGHT, 2.0)
    try:
        scene = opened_room(is_open=True)
        for step in (Shortcuts.QUESTIONS, Shortcuts.VIEWS, Shortcuts.MINUTES, Shortcuts.BEFORE):
            scene.keys(step)
            scene.qtbot.waitUntil(lambda: is_in_sight(scene), timeout=WITHIN_MS)
        scene.end()
    finally:
        theme.apply(qapp, Scheme.LIGHT)


def _area_of(widget: QWidget) -> QScrollArea:
    parent = widget.parentWidget()
    while not isinstance(parent, QScrollArea):
        assert parent is not None
        parent = parent.parentWidget()
    return parent if parent.objectName() != "question" else _area_of(parent)
