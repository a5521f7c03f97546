"""Killed at any instant: every act that was acknowledged is there afterwards, and the trail holds."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fosterpanel.db.store import Store
from tests.db.making import PASSPHRASE, act_count, new_store, people_in

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kill -9 is a matter of POSIX")

ACTS_FOR_EVER = """
import itertools, os, pathlib, sys
from fosterpanel.db.store import Store
from tests.db.making import ACTOR, AT, PASSPHRASE, person

with Store.open(pathlib.Path(sys.argv[1]), passphrase=PASSPHRASE) as store:
    os.write(1, b"open\\n")
    for number in itertools.count(int(sys.argv[2])):
        with store.transaction(ACTOR, AT) as transaction:
            transaction.insert(person(number))
            transaction.keep_content(os.urandom(9_000), "application/pdf")
            transaction.note("add person", f"person-{number}")
        os.write(1, b"person-%d\\n" % number)
"""

CREATES = """
import pathlib, sys
from tests.db.making import new_store

new_store(pathlib.Path(sys.argv[1]))
"""


def start(project: Path, program: str, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *words], cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def kill_while_acting(path: Path, project: Path, begin: int, seconds: float) -> list[str]:
    """Let another process act, kill it after a while, and give what it acknowledged."""
    with start(project, ACTS_FOR_EVER, str(path), str(begin)) as acting:
        assert acting.stdout is not None
        assert acting.stderr is not None
        assert acting.stdout.readline() == b"open\n"
        time.sleep(seconds)
        acting.send_signal(signal.SIGKILL)
        said = acting.stdout.read().decode()
        assert acting.stderr.read() == b""
    return said.splitlines() if said.endswith("\n") else said.splitlines()[:-1]


def keep_killing(path: Path, project: Path, kills: int) -> None:
    dice = random.Random()
    new_store(path).close()
    acknowledged: set[str] = set()
    for turn in range(kills):
        acknowledged |= set(kill_while_acting(path, project, 1_000_000 * turn, dice.uniform(0, 0.15)))
        with Store.open(path, passphrase=PASSPHRASE) as store:
            kept = people_in(store)
            assert acknowledged <= set(kept)
            assert len(kept) == act_count(store)
            found = store.check()
        assert found.is_sound, found.findings
        assert found.audit_lines == found.records == found.files


def test_no_acknowledged_act_is_lost(path: Path, project: Path) -> None:
    keep_killing(path, project, kills=15)


@pytest.mark.soak
def test_no_acknowledged_act_is_lost_however_often(path: Path, project: Path) -> None:
    keep_killing(path, project, kills=400)


def test_a_store_is_there_whole_or_not_at_all(tmp_path: Path, project: Path) -> None:
    dice = random.Random()
    for turn in range(4):
        path = tmp_path / f"{turn}.store"
        with start(project, CREATES, str(path)) as creating:
            with contextlib.suppress(subprocess.TimeoutExpired):
                creating.wait(dice.uniform(0.4, 1.2))
            creating.kill()
        if path.exists():
            Store.open(path, passphrase=PASSPHRASE).close()
        else:
            new_store(path).close()
