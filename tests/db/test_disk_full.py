"""A disk that fills up in the middle of an act: one sentence, nothing half-written, and the store opens afterwards."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fosterpanel.db.store import Store
from fosterpanel.errors import DiskFull
from tests.db.making import ACTOR, AT, PASSPHRASE, act_count, add_people, new_store, people_in

WRITES_UNTIL_REFUSED = """
import pathlib, resource, signal, sys
from fosterpanel.db.store import Store
from fosterpanel.errors import StoreError
from tests.db.making import ACTOR, AT, PASSPHRASE, person

path, limit = pathlib.Path(sys.argv[1]), int(sys.argv[2])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Store.open(path, passphrase=PASSPHRASE) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        for number in range(100, 200):
            with store.transaction(ACTOR, AT) as transaction:
                transaction.insert(person(number))
                transaction.keep_content(number.to_bytes(2) * 30_000, "application/pdf")
                transaction.note("add person", f"person-{number}")
            print(f"person-{number}", flush=True)
    except StoreError as refused:
        print(type(refused).__name__, refused, flush=True)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
"""


@pytest.mark.skipif(os.name == "nt", reason="limits on file size are a matter of POSIX")
@pytest.mark.parametrize("room", [3_000, 70_000, 700_000])
def test_no_room_for_a_file_to_grow(path: Path, project: Path, room: int) -> None:
    with new_store(path) as store:
        add_people(store, 1, 2)
    limit = path.stat().st_size + room if room > 500_000 else room
    said = subprocess.run(
        [sys.executable, "-W", "error", "-c", WRITES_UNTIL_REFUSED, str(path), str(limit)],
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
    )
    *acknowledged, refusal = said.stdout.splitlines()
    assert refusal.startswith(("StoreError The disk did not", "DiskFull The disk is full"))
    assert said.stderr == ""
    with Store.open(path, passphrase=PASSPHRASE) as store:
        assert people_in(store) == ["person-1", "person-2", *acknowledged]
        assert store.check().is_sound
        add_people(store, 999)


def test_a_store_that_may_not_grow_says_that_the_disk_is_full(path: Path) -> None:
    with new_store(path) as store:
        add_people(store, 1)
        pages = store._warm_writer().execute("pragma page_count").fetchone()[0]
        store._warm_writer().execute(f"pragma max_page_count = {pages + 3}")
        with pytest.raises(DiskFull, match="what was there before is unharmed"):
            with store.transaction(ACTOR, AT) as transaction:
                transaction.keep_content(random.Random(1).randbytes(100_000), "application/pdf")
                transaction.note("take in paper", "paper-1")
        assert act_count(store) == 1
        add_people(store, 2)
        assert store.check().is_sound


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MiB that is really one, where this account may mount it."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk], capture_output=True, check=False
    )
    if made.returncode != 0:
        pytest.skip("only root may mount a small disk")
    yield disk
    subprocess.run(["umount", disk], check=True)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="mounts a Linux memory disk")
def test_a_disk_that_is_really_full(small_disk: Path) -> None:
    path = small_disk / "service.store"
    (small_disk / "ballast").write_bytes(bytes(2_000_000))
    with new_store(path) as store:
        add_people(store, 1)
        with pytest.raises(DiskFull, match="Make room and try again"):
            for number in range(100, 200):
                with store.transaction(ACTOR, AT) as transaction:
                    transaction.keep_content(random.Random(number).randbytes(100_000), "application/pdf")
                    transaction.note("take in paper", f"paper-{number}")
        acts = act_count(store)
        with pytest.raises(DiskFull):
            store.backup(small_disk / "backup.store")
        assert {one.name for one in small_disk.iterdir()} <= {
            "service.store", "service.store-wal", "service.store-shm", "service.store.lock",
            "service.store.keys", "service.store.keys.bak", "ballast",
        }  # fmt: skip
    with Store.open(path, passphrase=PASSPHRASE) as store:
        assert act_count(store) == acts
        (small_disk / "ballast").unlink()
        assert store.check().is_sound
        add_people(store, 2)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="mounts a Linux memory disk")
def test_a_store_that_does_not_fit_leaves_nothing_behind(small_disk: Path) -> None:
    (small_disk / "ballast").write_bytes(bytes(3_900_000))
    with pytest.raises(DiskFull):
        new_store(small_disk / "service.store")
    assert {one.name for one in small_disk.iterdir()} <= {"ballast", "service.store.lock"}
