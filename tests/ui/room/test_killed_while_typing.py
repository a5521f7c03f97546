"""Killed in mid-sentence: whatever was typed into the window a second before is in the store, and shown again."""

from __future__ import annotations

import multiprocessing
import random
import time
from multiprocessing.connection import Connection

import pytest
from pytestqt.qtbot import QtBot

from fosterpanel.ui.parts.fields import Field
from fosterpanel.ui.room.part import Step
from tests.ui.room import typing_in_the_room
from tests.ui.room.room_scene import RoomScene, shown
from tests.workflow.builders import Snapshot, Story

A_SECOND = 1.0


@pytest.fixture
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return Story(tmp_path_factory.mktemp("story")).reached("in hearing")


@pytest.mark.parametrize("field", ["strengths", "answer", "question"])
def test_nothing_older_than_a_second_is_lost(snapshot: Snapshot, field: str, qtbot: QtBot) -> None:
    strokes, killed_at = type_until_killed(snapshot, field, random.uniform(1.3, 2.6))
    owed = max((typed for moment, typed in strokes if moment <= killed_at - A_SECOND), default=0)
    assert owed > 5, "there was nothing to lose"
    with snapshot.opened() as desk:
        assert desk.office.store.check().is_sound
        scene = shown(desk, desk.of("person-chair"), qtbot, ())
        there = _typed_in(scene, field)
        scene.end()
    everything = typing_in_the_room.WORDS * (1 + owed // len(typing_in_the_room.WORDS) + 1)
    assert len(there) >= len(everything[:owed].rstrip()), (len(there), owed)
    assert everything.startswith(there)


def _typed_in(scene: RoomScene, field: str) -> str:
    """What stands in the field once the room is opened again, at the part where the typing was."""
    assert scene.room.step is (Step.VIEWS if field == "strengths" else Step.QUESTIONS)
    found = next(one for one in scene.room.findChildren(Field) if one.name == field)
    return str(found.text())


def type_until_killed(
    snapshot: Snapshot, field: str, seconds: float
) -> tuple[list[tuple[float, int]], float]:
    """Let the room be typed into for so long, and kill it; every stroke with its moment, and when it died."""
    context = multiprocessing.get_context("spawn")
    hearing, telling = context.Pipe(duplex=False)
    typing = context.Process(target=typing_in_the_room.type_on, args=(snapshot, field, telling))
    typing.start()
    telling.close()
    strokes = [hearing.recv()]
    time.sleep(seconds)
    typing.kill()
    killed_at = time.monotonic()
    typing.join()
    assert typing.exitcode == -9
    return strokes + _still_unheard(hearing), killed_at


def _still_unheard(hearing: Connection) -> list[tuple[float, int]]:
    heard = []
    try:
        while True:
            heard.append(hearing.recv())
    except (EOFError, OSError):
        return heard
