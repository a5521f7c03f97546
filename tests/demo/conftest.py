"""The demonstration, run once however many processes share the tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from filelock import FileLock

from fosterpanel.db.store import Store
from tests.demo.running import Demo, copy_of_store, run_watched


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Demo:
    alone = worker_id == "master"
    shared = tmp_path_factory.getbasetemp() if alone else tmp_path_factory.getbasetemp().parent
    root = shared / "demo"
    with FileLock(shared / "demo.lock"):
        if not (root / "told.json").exists():
            run_watched(root)
    return Demo(root=root)


@pytest.fixture(scope="session")
def store(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The demonstration's store, opened from a copy with what its summary says."""
    path = copy_of_store(demo, tmp_path_factory.mktemp("store"))
    with Store.open(path, passphrase=demo.summary["passphrase"]) as opened:
        yield opened
