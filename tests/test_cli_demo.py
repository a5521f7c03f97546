"""The demonstration from a terminal: made whole, replaced whole, and what it leaves is checked by `verify`."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fosterpanel.cli import main
from fosterpanel.cli.demo_folder import ABANDONED_AFTER, KIND, filled_whole
from fosterpanel.errors import InvalidInput
from tests.documents.signed_papers import unsigned
from tests.test_cli import Said, refused


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One demonstration, held once."""
    out = tmp_path_factory.mktemp("demo") / "out"
    assert main(["demo", "--out", str(out)]) == 0
    return out


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """What an earlier demonstration left, as far as the folder matters."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "summary.json").write_text(json.dumps({"kind": KIND, "earlier": True}), encoding="utf-8")
    (out / "agenda.pdf").write_bytes(b"earlier")
    return out


def is_as_it_was(earlier: Path) -> bool:
    return (earlier / "agenda.pdf").read_bytes() == b"earlier" and list(earlier.parent.iterdir()) == [earlier]


def summary_of(out: Path) -> dict[str, object]:
    summary: dict[str, object] = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    return summary


def signed_in(out: Path) -> list[str]:
    return [str(path) for path in sorted([*out.glob("minutes/*.pdf"), *out.glob("decisions/*.pdf")])]


def test_the_demonstration_says_what_it_left_and_where(
    capsys: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "whole.pdf").write_bytes(unsigned())
    (papers / "letter.pdf").write_bytes(b"Dear Sirs")
    out = tmp_path / "out"
    assert main(["demo", "--out", str(out), "--papers", str(papers)]) == 1
    said, complaint = capsys.readouterr()
    assert complaint.startswith("letter.pdf: ")
    assert complaint.count("\n") == 1
    assert f"Everything is in {out}:" in said
    for item in summary_of(out)["items"]:  # type: ignore[attr-defined]
        assert any(
            line.startswith(item["reference"]) and item["outcome"] in line for line in said.splitlines()
        )
    for name in ("service.store", "agenda.pdf", "oversight.pdf", "minutes/", "decisions/", "letters/"):
        assert f"\n  {name}" in said
    assert [path.name for path in tmp_path.iterdir() if path != papers] == ["out"]


def test_the_summary_names_every_file_with_its_hash(made: Path) -> None:
    summary = summary_of(made)
    assert summary["kind"] == KIND
    files = [file for item in summary["items"] for file in item["files"]]  # type: ignore[attr-defined]
    assert {file["path"].partition("/")[0] for file in files} == {"minutes", "decisions", "letters"}
    for file in files:
        assert hashlib.sha256((made / file["path"]).read_bytes()).hexdigest() == file["sha256"]


def test_what_the_demonstration_signed_is_sound_and_known(capsys: Said, made: Path) -> None:
    assert main(["verify", *signed_in(made), "--trust", str(made / "authority.pem"), "--json"]) == 0
    verdicts = json.loads(capsys.readouterr().out)
    assert len(verdicts) == len(signed_in(made))
    assert all(verdict["is_sound"] for verdict in verdicts)
    assert {signature["signer_standing"] for one in verdicts for signature in one["signatures"]} == {"known"}


def test_the_store_vouches_for_its_own_documents(capsys: Said, made: Path, tmp_path: Path) -> None:
    for suffix in ("", ".keys", ".keys.bak"):
        shutil.copy(made / f"service.store{suffix}", tmp_path)
    secret = tmp_path / "words.txt"
    secret.write_text(str(summary_of(made)["passphrase"]), encoding="utf-8")
    store = ("--store", str(tmp_path / "service.store"), "--passphrase-file", str(secret))
    assert main(["verify", signed_in(made)[0], *store]) == 0
    assert "the signer is known to this service" in capsys.readouterr().out
    secret.write_text("something else altogether", encoding="utf-8")
    assert main(["verify", signed_in(made)[0], *store]) == 2
    assert refused(capsys).startswith("Nothing was verified. This passphrase does not open the store.")


def test_the_worst_file_gives_the_exit_code(capsys: Said, made: Path, tmp_path: Path) -> None:
    sound = signed_in(made)[0]
    changed, unreadable = tmp_path / "changed.pdf", tmp_path / "note.pdf"
    changed.write_bytes(Path(sound).read_bytes() + b"\n% more")
    unreadable.write_bytes(b"a note")
    assert main(["verify", sound]) == 0
    assert main(["verify", sound, str(changed)]) == 1
    assert main(["verify", str(unreadable), sound, str(changed)]) == 2
    assert main(["verify", sound, str(tmp_path / "none.pdf")]) == 2
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(os.name == "nt", reason="such names are not allowed there")
def test_a_file_name_cannot_write_over_the_answer(capsys: Said, tmp_path: Path) -> None:
    evil = tmp_path / "\x1b[2K\rminutes.pdf: Sound.pdf"
    evil.write_bytes(b"")
    assert main(["verify", str(evil)]) == 2
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\r" not in out
    assert out.count("\n") == 1


def test_an_authority_that_cannot_be_read_verifies_nothing(capsys: Said, made: Path, tmp_path: Path) -> None:
    (tmp_path / "a.pem").write_text("nothing", encoding="utf-8")
    assert main(["verify", signed_in(made)[0], "--trust", str(tmp_path / "a.pem")]) == 2
    assert refused(capsys).startswith("Nothing was verified. a.pem: ")


def test_an_earlier_demonstration_is_replaced_whole(earlier: Path) -> None:
    with filled_whole(earlier) as folder:
        (folder / "new").touch()
        assert (earlier / "agenda.pdf").is_file()
    assert [path.name for path in earlier.iterdir()] == ["new"]
    assert list(earlier.parent.iterdir()) == [earlier]


def test_an_empty_folder_and_one_that_is_not_there_are_filled(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for out in (tmp_path / "empty", tmp_path / "deep" / "down"):
        with filled_whole(out) as folder:
            (folder / "new").touch()
        assert (out / "new").is_file()


@pytest.mark.parametrize("failure", [KeyboardInterrupt, InvalidInput])
def test_a_demonstration_that_fails_leaves_the_earlier_one(
    earlier: Path, failure: type[BaseException]
) -> None:
    with pytest.raises(failure), filled_whole(earlier) as folder:
        (folder / "service.store").touch()
        raise failure
    assert is_as_it_was(earlier)


@pytest.mark.parametrize("said", ["", "[]", '{"kind": "shopping list"}', "\xff"])
def test_a_folder_of_somebody_elses_is_not_touched(capsys: Said, earlier: Path, said: str) -> None:
    (earlier / "summary.json").write_text(said, encoding="latin-1")
    assert main(["demo", "--out", str(earlier)]) == 1
    assert refused(capsys).startswith("out is not empty and holds no earlier demo.")
    assert is_as_it_was(earlier)


def test_a_file_is_no_folder(capsys: Said, tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    assert main(["demo", "--out", str(tmp_path / "out")]) == 1
    assert refused(capsys) == "out is a file. Name a folder for the demo."


@pytest.mark.skipif(sys.platform != "linux", reason="/proc takes no files, whoever asks")
def test_a_place_that_takes_nothing_is_named_as_it_was_given(capsys: Said) -> None:
    assert main(["demo", "--out", "/proc/out"]) == 1
    assert refused(capsys).startswith("/proc/out cannot be used: ")


def test_the_folder_one_stands_in_is_not_pulled_away(
    capsys: Said, earlier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(earlier)
    assert main(["demo", "--out", "."]) == 1
    assert refused(capsys).startswith("You are inside out")
    assert is_as_it_was(earlier)


def test_no_papers_no_demonstration(capsys: Said, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    for papers in ("papers", "nowhere"):
        assert main(["demo", "--out", str(tmp_path / "out"), "--papers", str(tmp_path / papers)]) == 1
        assert papers in refused(capsys)
    assert [path.name for path in tmp_path.iterdir()] == ["papers"]


def test_what_a_killed_demonstration_left_is_cleared_away_later(earlier: Path) -> None:
    old, young = (earlier.with_name(f".out.unfinished-{which}") for which in ("old", "young"))
    for left in (old, young):
        left.mkdir()
    long_ago = time.time() - ABANDONED_AFTER - 60
    os.utime(old, (long_ago, long_ago))
    with filled_whole(earlier):
        pass
    assert not old.exists()
    assert young.exists()


@pytest.mark.skipif(os.name == "nt", reason="signals are a matter of POSIX")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_stopped_in_the_middle(earlier: Path, how: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "fosterpanel", "demo", "--out", str(earlier)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as demo:
        while not list(earlier.parent.glob(".out.unfinished-*/new/service.store")):
            assert demo.poll() is None
            time.sleep(0.02)
        demo.send_signal(how)
        said, complaint = demo.communicate(timeout=60)
    assert said == ""
    assert (earlier / "agenda.pdf").read_bytes() == b"earlier"
    if how is signal.SIGKILL:
        assert demo.returncode == -how
    else:
        assert (demo.returncode, complaint) == (130, "Stopped; nothing was left half-done.\n")
        assert is_as_it_was(earlier)


@pytest.mark.skipif(os.name == "nt", reason="limits on file size are a matter of POSIX")
def test_no_room_for_the_demonstration(earlier: Path) -> None:
    limited = 'ulimit -f 600; exec "$0" -m fosterpanel demo --out "$1"'
    said = subprocess.run(
        ["/bin/sh", "-c", limited, sys.executable, str(earlier)], capture_output=True, text=True, check=False
    )
    assert said.returncode == 1
    assert said.stdout == ""
    assert said.stderr.startswith("The disk ")
    assert said.stderr.count("\n") == 1
    assert is_as_it_was(earlier)
