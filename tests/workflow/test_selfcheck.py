"""The self-check does every step for real, leaves nothing behind, and fails where the program does."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from fosterpanel.cli import main
from fosterpanel.errors import FosterPanelError
from fosterpanel.workflow.opening import selfcheck

STEPS = ("create", "act", "sign", "verify", "back up", "restore", "check")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_every_step_is_done_and_nothing_is_left(temporary: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["selfcheck"]) == 0
    *steps, last = capsys.readouterr().out.splitlines()
    assert [step.partition(":")[0].removeprefix("ok  ") for step in steps] == list(STEPS)
    assert last == "Foster Panel works on this computer."
    assert list(temporary.iterdir()) == []


def test_a_failing_step_is_said_and_nothing_is_left(
    temporary: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # A day before the rule book begins: the first act is refused, as it would be with no rule book at all.
    monkeypatch.setattr(selfcheck, "NOON", selfcheck.NOON.replace(year=2001))
    assert main(["selfcheck"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("ok  create")
    assert "works" not in out
    assert err.count("\n") == 1
    assert list(temporary.iterdir()) == []


def test_the_store_is_private_while_it_is_there(temporary: Path) -> None:
    modes = []

    def look(_words: str) -> None:
        (folder,) = temporary.iterdir()
        modes.append(folder.stat().st_mode & 0o077)

    selfcheck.check_program(on_step=look)
    assert modes == [0] * len(STEPS)


def test_an_unsound_signature_fails_the_check() -> None:
    from tests.documents.signed_papers import TRUSTED, signed

    selfcheck._require_verifiable(signed(), TRUSTED[0])
    with pytest.raises(FosterPanelError, match="not found sound"):
        selfcheck._require_verifiable(signed().replace(b"True record", b"Free record"), TRUSTED[0])
