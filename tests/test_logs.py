from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from fosterpanel import logs

NAME = "Ottoline Quarrington"


@pytest.fixture
def log_file(tmp_path: Path) -> Path:
    return tmp_path / "logs" / logs.LOG_NAME


def fail_naming_a_person() -> None:
    try:
        {}[NAME]
    except KeyError as missing:
        missing.add_note(f"while approving {NAME}")
        raise ExceptionGroup(NAME, [ValueError(NAME)]) from missing


@pytest.mark.logs_warnings
def test_a_name_in_an_exception_never_reaches_the_log(
    log_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with logs.open_log(log_file.parent), pytest.raises(ExceptionGroup) as caught:
        fail_naming_a_person()
    with logs.open_log(log_file.parent):
        reference = logs.log_unexpected(caught.value)
    written = log_file.read_text(encoding="utf-8")
    for text in (written, caplog.text):
        assert NAME not in text
        assert "Quarrington" not in text
    assert reference in written
    for clue in ("builtins.ExceptionGroup", "builtins.ValueError", "builtins.KeyError", "test_logs:"):
        assert clue in written


@pytest.mark.logs_warnings
def test_the_place_is_told_without_the_path_of_its_file(log_file: Path) -> None:
    with logs.open_log(log_file.parent):
        try:
            fail_naming_a_person()
        except ExceptionGroup as error:
            logs.log_unexpected(error)
    written = log_file.read_text(encoding="utf-8")
    assert str(Path(__file__).parent) not in written
    assert f"test_logs:{fail_naming_a_person.__code__.co_firstlineno + 2}" in written


@pytest.mark.logs_warnings
def test_references_differ_and_a_chain_that_bites_its_tail_ends(log_file: Path) -> None:
    first, second = ValueError("first"), ValueError("second")
    first.__cause__, second.__cause__ = second, first
    with logs.open_log(log_file.parent):
        assert logs.log_unexpected(first) != logs.log_unexpected(first)


def test_an_act_is_logged_with_ids_and_nothing_else(log_file: Path) -> None:
    record = UUID(int=7)
    with logs.open_log(log_file.parent):
        logs.log_act("declare_interest", record, "PI-2026-014", NAME, 12)
        logs.log_act(f"approve {NAME}", "Quarrington")
    first, second = log_file.read_text(encoding="utf-8").splitlines()
    assert first.endswith(f"INFO declare_interest {record} PI-2026-014 withheld 12")
    assert second.endswith("INFO withheld withheld")


def test_what_a_library_logs_stays_out(log_file: Path) -> None:
    with logs.open_log(log_file.parent):
        logging.getLogger("fosterpanel.db").info("%s", NAME)
        logging.getLogger("some.library").info("%s", NAME)
        logs.log_act("convene")
    assert log_file.read_text(encoding="utf-8").count("\n") == 1


def test_old_files_are_dropped(log_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "_MOST_BYTES", 200)
    with logs.open_log(log_file.parent):
        for number in range(100):
            logs.log_act("convene", number)
    kept = sorted(log_file.parent.iterdir())
    assert len(kept) == 5
    assert all(each.stat().st_size <= 200 for each in kept)


@pytest.mark.logs_warnings
def test_a_folder_that_cannot_be_made_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with logs.open_log(tmp_path / "file" / "logs"):
        assert logs.log_unexpected(ValueError(NAME))
    assert capsys.readouterr().err == ""


def test_nothing_reaches_the_terminal_before_the_log_is_opened() -> None:
    program = "from fosterpanel.logs import log_unexpected; log_unexpected(ValueError('x'))"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert (said.stdout, said.stderr) == (b"", b"")
