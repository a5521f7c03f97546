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

# Importing takes longer than most lives here, so one process imports and bears the others.
BEARS_ACTORS = """
import itertools, os, pathlib, sys
from fosterpanel.db.store import Store
from tests.db.making import ACTOR, AT, PASSPHRASE, person

def act_for_ever(path, begin):
    with Store.open(pathlib.Path(path), passphrase=PASSPHRASE) as store:
        os.write(1, b"open %d\\n" % os.getpid())
        for number in itertools.count(int(begin)):
            with store.transaction(ACTOR, AT) as transaction:
                transaction.insert(person(number))
                transaction.keep_content(os.urandom(9_000), "application/pdf")
                transaction.note("add person", f"person-{number}")
            os.write(1, b"person-%d\\n" % number)

for line in sys.stdin:
    child = os.fork()
    if child == 0:
        act_for_ever(*line.split())
    status = os.waitpid(child, 0)[1]
    os.write(1, b"ended %d\\n" % os.waitstatus_to_exitcode(status))
"""

CREATES = """
import pathlib, sys
from tests.db.making import new_store

new_store(pathlib.Path(sys.argv[1]))
"""


class Actors:
    """Processes that act on a store, one after the other, until they are killed."""

    def __init__(self, project: Path) -> None:
        self._bearer = subprocess.Popen(
            [sys.executable, "-c", BEARS_ACTORS],
            cwd=project,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def act_and_be_killed(self, path: Path, begin: int, seconds: float) -> list[str]:
        """Let one act, kill it after a while, and give what it acknowledged."""
        print(path, begin, file=self._bearer.stdin)
        opened, number = self._line().split()
        assert opened == "open"
        time.sleep(seconds)
        os.kill(int(number), signal.SIGKILL)
        said = list(iter(self._line, f"ended {-signal.SIGKILL}"))
        assert all(line.startswith("person-") for line in said)
        return said

    def _line(self) -> str:
        assert self._bearer.stdout is not None
        line = self._bearer.stdout.readline()
        assert line.endswith("\n"), "the actors are gone"
        return line.rstrip("\n")

    def __enter__(self) -> Actors:
        return self

    def __exit__(self, *_: object) -> None:
        with self._bearer:
            self._bearer.kill()


def keep_killing(path: Path, project: Path, kills: int) -> None:
    dice = random.Random()
    new_store(path).close()
    acknowledged: set[str] = set()
    with Actors(project) as actors:
        for turn in range(kills):
            acknowledged |= set(actors.act_and_be_killed(path, 1_000_000 * turn, dice.uniform(0, 0.12)))
            assert_whole(path, acknowledged)
    assert acknowledged


def assert_whole(path: Path, acknowledged: set[str]) -> None:
    with Store.open(path, passphrase=PASSPHRASE) as store:
        kept = people_in(store)
        assert acknowledged <= set(kept)
        assert len(kept) == act_count(store)
        found = store.check()
    assert found.is_sound, found.findings
    assert found.audit_lines == found.records == found.files


def test_no_acknowledged_act_is_lost(path: Path, project: Path) -> None:
    keep_killing(path, project, kills=20)


@pytest.mark.soak
def test_no_acknowledged_act_is_lost_however_often(path: Path, project: Path) -> None:
    keep_killing(path, project, kills=400)


def test_a_store_is_there_whole_or_not_at_all(tmp_path: Path, project: Path) -> None:
    dice = random.Random()
    for turn in range(4):
        path = tmp_path / f"{turn}.store"
        with subprocess.Popen([sys.executable, "-c", CREATES, str(path)], cwd=project) as creating:
            with contextlib.suppress(subprocess.TimeoutExpired):
                creating.wait(dice.uniform(0.4, 1.2))
            creating.kill()
        if path.exists():
            Store.open(path, passphrase=PASSPHRASE).close()
        else:
            new_store(path).close()
