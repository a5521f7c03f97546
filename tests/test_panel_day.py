"""Killed at any instant, an office has everything afterwards that it said was done, and nothing by halves."""

from __future__ import annotations

import multiprocessing
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.audit import verify_chain
from fosterpanel.domain.decisions import AgencyDecision, DecisionState
from fosterpanel.domain.issued import IssuedDocument
from fosterpanel.domain.minutes import Minutes
from tests.workflow import invariants, working_days
from tests.workflow.builders import Snapshot, Story

ACTS_IN_A_DAY = 26


@dataclass(frozen=True, slots=True)
class Said:
    """What the office acknowledged: a record, and the audit line written with it."""

    record_type: type[Any]
    record_id: str
    seq: int
    hash: str


@pytest.fixture
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return Story(tmp_path_factory.mktemp("story")).reached("staffed")


def test_killed_at_any_instant_nothing_acknowledged_is_lost(snapshot: Snapshot) -> None:
    kill_often(snapshot, times=10, seed=random.randrange(10**6))


@pytest.mark.soak
def test_killed_very_often_nothing_acknowledged_is_lost(snapshot: Snapshot) -> None:
    kill_often(snapshot, times=500, seed=random.randrange(10**6))


def kill_often(snapshot: Snapshot, *, times: int, seed: int) -> None:
    """Let one store be worked on and killed again and again; the seed is in every failure."""
    chance = random.Random(seed)
    said: list[Said] = []
    for run in range(times):
        said += work_until_killed(snapshot.path, run, chance)
        with snapshot.opened() as desk, desk.office.reading() as reading:
            check_whole(reading, said, f"seed {seed}, kill {run + 1}")
            assert desk.office.store.check().is_sound
    assert len(said) > 5 * times


def work_until_killed(path: Path, run: int, chance: random.Random) -> list[Said]:
    """Start an office, and kill it some acts and some thousandths of a second on."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([working_days.__name__])
    hearing, telling = context.Pipe(duplex=False)
    office = context.Process(target=working_days.work, args=(path, run, telling))
    office.start()
    telling.close()
    said = [Said(*hearing.recv()) for _ in range(chance.randrange(1, 2 * ACTS_IN_A_DAY))]
    time.sleep(chance.choice((0, chance.uniform(0, 0.01), chance.uniform(0, 0.3))))
    office.kill()
    office.join()
    assert office.exitcode == -9
    return said + _still_unheard(hearing)


def _still_unheard(hearing: Any) -> list[Said]:
    said = []
    try:
        while True:
            said.append(Said(*hearing.recv()))
    except (EOFError, OSError):
        return said


def check_whole(reading: Reading, said: list[Said], when: str) -> None:
    """Everything acknowledged is there, the trail holds, and nothing is signed without its document."""
    lines = reading.audit_lines()
    assert verify_chain(lines) == reading.last_audit_line(), when
    for one in said:
        assert lines[one.seq - 1].hash == one.hash, (when, one)
        assert reading.get(one.record_type, one.record_id), (when, one)
    invariants.check(reading)
    signed = reading.find(AgencyDecision, state=DecisionState.SIGNED)
    final = [one for one in reading.find(Minutes) if one.is_final]
    for record in (*signed, *final):
        document = reading.get(IssuedDocument, record.document_id)
        assert b"/ByteRange" in reading.content(document.sha256), (when, record.id)
    assert len([line for line in lines if line.act == "sign_decision"]) == len(signed), when
    assert len([line for line in lines if line.act == "sign_minutes"]) == len(final), when
