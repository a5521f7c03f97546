"""What holds for every test: quiet logs, no touching of the user's own folders, how long random runs go on."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A shared machine may be slow at any moment: that says nothing about the code.
_SLOWNESS = [HealthCheck.too_slow]
# The same examples each time: whether a change is taken in is no matter of luck. The soak looks further.
settings.register_profile(
    "ci", deadline=None, max_examples=60, derandomize=True, suppress_health_check=_SLOWNESS
)
settings.register_profile("soak", deadline=None, max_examples=3000, suppress_health_check=_SLOWNESS)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="run the long random tests, for hours if need be")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("soak" if config.getoption("--soak") else "ci")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--soak"):
        return
    for item in items:
        if item.get_closest_marker("soak"):
            item.add_marker(pytest.mark.skip(reason="a long run: make soak"))


def _live_in(home: Path, patch: pytest.MonkeyPatch) -> None:
    for variable in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        patch.setenv(variable, str(home / variable))
    patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


@pytest.fixture(scope="session", autouse=True)
def _folders_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what several tests share away from the stores, logs and keyring of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        _live_in(tmp_path_factory.mktemp("home"), patch)
        yield


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test an empty home, so that none finds what an earlier one left."""
    _live_in(tmp_path_factory.mktemp("home"), monkeypatch)


@pytest.fixture(autouse=True)
def _quiet_logs(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs at warning level or above, unless it is marked ``logs_warnings``."""
    yield
    if request.node.get_closest_marker("logs_warnings"):
        return
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    loud = [record for record in records if record.levelno >= logging.WARNING]
    if loud:
        pytest.fail("logged: " + "; ".join(f"{record.name}: {record.getMessage()}" for record in loud))


@pytest.fixture(scope="session")
def project() -> Path:
    """The root of the source checkout."""
    return Path(__file__).resolve().parent.parent
