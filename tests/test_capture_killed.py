"""Killed in the middle of a word: every stroke that the room called kept is there afterwards."""

from __future__ import annotations

import multiprocessing
import random
import time
from typing import Any

import pytest

from tests.workflow import capturing
from tests.workflow.builders import Snapshot, Story

MINUTES, FORM = 0, 1


@pytest.fixture
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return Story(tmp_path_factory.mktemp("story")).reached("in hearing")


def test_killed_in_mid_sentence_nothing_kept_is_lost(snapshot: Snapshot) -> None:
    kill_often(snapshot, times=8)


@pytest.mark.soak
def test_killed_very_often_nothing_kept_is_lost(snapshot: Snapshot) -> None:
    kill_often(snapshot, times=300)


def kill_often(snapshot: Snapshot, times: int) -> None:
    chance, said = random.Random(), 0
    for turn in range(times):
        told = type_until_killed(snapshot, 100_000 * turn, chance)
        said += len(told)
        with snapshot.opened() as desk:
            there = tuple(capturing.kept(desk))
            for place in (MINUTES, FORM):
                last = max((one for one in told if one // capturing.BURST % 2 == place), default=-1)
                assert there[place] >= last, (turn, told[-1])
            found = desk.office.store.check()
            assert found.is_sound, found.findings
            lines = len(desk.audit())
    assert said > 10 * times
    assert lines < said / 4, "the trail tells of stretches, not of strokes"


def type_until_killed(snapshot: Snapshot, begin: int, chance: random.Random) -> list[int]:
    """Let somebody type, and kill the process some strokes and some thousandths of a second on."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([capturing.__name__])
    hearing, telling = context.Pipe(duplex=False)
    typing = context.Process(target=capturing.capture, args=(snapshot, begin, telling))
    typing.start()
    telling.close()
    said = [hearing.recv() for _ in range(chance.randrange(20, 80))]
    time.sleep(chance.uniform(0, 0.02))
    typing.kill()
    typing.join()
    assert typing.exitcode == -9
    return said + still_unheard(hearing)


def still_unheard(hearing: Any) -> list[int]:
    said = []
    try:
        while True:
            said.append(hearing.recv())
    except (EOFError, OSError):
        return said
