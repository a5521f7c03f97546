"""At a terminal: what `due` prints, and how every command says no. One line, an exit code, never a traceback."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from fosterpanel import __version__
from fosterpanel.__main__ import SCREENS
from fosterpanel.cli import main
from fosterpanel.cli.failures import exit_code_of
from fosterpanel.errors import DiskFull, FosterPanelError
from fosterpanel.logs import LOG_NAME
from fosterpanel.paths import log_folder, resources

Said = pytest.CaptureFixture[str]
HEAVY = {
    "sqlalchemy",
    "sqlcipher3",
    "cryptography",
    "reportlab",
    "pikepdf",
    "pyhanko",
    "matplotlib",
    "keyring",
}

BUFFERED = {"PYTHONUNBUFFERED": ""}  # as usual; where it is set, what cannot be written fails earlier


def refused(said: Said) -> str:
    """The one line of a refusal, of which nothing is on the standard output."""
    out, err = said.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.endswith("\n")
    assert "Traceback" not in err
    return err.rstrip("\n")


def program(
    *words: str, environment: dict[str, str] | None = None, **how: object
) -> subprocess.CompletedProcess[str]:
    """The real program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "fosterpanel", *words],
        capture_output="stdout" not in how,
        text=True,
        check=False,
        env=os.environ | BUFFERED | (environment or {}),
        **how,  # type: ignore[arg-type]
    )


def test_the_due_date_is_the_first_word_and_its_convention_follows(capsys: Said) -> None:
    assert main(["due", "adm-decision", "2026-12-18"]) == 0
    out, err = capsys.readouterr()
    assert out.split()[0] == "2026-12-31"
    assert out.splitlines()[0] == "2026-12-31 (7 working days, the first day not counted)"
    assert err == ""


def test_a_due_date_for_another_program(capsys: Said) -> None:
    assert main(["due", "temporary-approval", "2026-09-07", "--nation", "Wales", "--json"]) == 0
    fields = json.loads(capsys.readouterr().out)
    assert (fields["due"], fields["nation"]) == ("2027-02-22", "wales")
    assert fields["warnings"]


def test_the_limits_are_listed_with_words_authority_and_source(capsys: Said) -> None:
    assert main(["due"]) == 0
    text = capsys.readouterr().out
    assert "adm-decision: The decision maker's decision" in text
    assert "standard: Fostering Services: National Minimum Standards 2011, standard 14.9" in text
    assert main(["due", "--json"]) == 0
    limits = {limit["rule"]: limit for limit in json.loads(capsys.readouterr().out)}
    assert limits["representations"]["authority"] == "regulation"
    assert all(limit["words"] and limit["source"] for limit in limits.values())


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["due", "adm-decision", "2026-02-30"], 1, "There is no day 2026-02-30"),
        (["due", "no-such-limit", "2026-12-18"], 1, "does not know “no-such-limit”"),
        (["due", "adm-decision", "2026-12-18", "--nation", "Jersey"], 1, "Choose england, wales"),
        (["due", "adm-decision"], 1, "Give the date as YYYY-MM-DD"),
        (["due", "--weekly"], 2, "Unrecognized arguments: --weekly. See: fosterpanel --help"),
        (["dew"], 2, "invalid choice: 'dew'"),
        (["verify"], 2, "See: fosterpanel verify --help"),
        (["demo"], 2, "See: fosterpanel demo --help"),
        (["store", "check"], 2, "See: fosterpanel store check --help"),
        (["due", "--js"], 2, "Unrecognized arguments"),
    ],
)
def test_what_is_not_understood_is_refused_in_one_line(
    capsys: Said, words: list[str], code: int, sentence: str
) -> None:
    assert main(words) == code
    assert sentence in refused(capsys)


@pytest.mark.parametrize(
    "words",
    [
        ["due"],
        ["verify"],
        ["redact"],
        ["demo"],
        ["selfcheck"],
        ["store", "new"],
        ["store", "check"],
        ["store", "backup"],
        ["store", "restore"],
    ],
)
def test_every_command_explains_itself_with_an_example(capsys: Said, words: list[str]) -> None:
    assert main([*words, "--help"]) == 0
    text = capsys.readouterr().out
    assert f"examples:\n  fosterpanel {' '.join(words)}" in text


@pytest.mark.parametrize("words", [[], ["store"], ["--help"]])
def test_without_a_command_the_help_is_shown(capsys: Said, words: list[str]) -> None:
    assert main(words) == 0
    assert capsys.readouterr().out.startswith("usage: fosterpanel")


def test_the_version_is_told(capsys: Said) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"Foster Panel {__version__}\n"


@pytest.mark.logs_warnings
def test_a_fault_is_apologised_for_and_only_its_number_is_said(capsys: Said) -> None:
    def fault() -> int:
        raise LookupError("Margaret Lowe")

    assert exit_code_of(fault) == 70
    sentence = refused(capsys)
    assert "Margaret" not in sentence
    logged = (log_folder() / LOG_NAME).read_text(encoding="utf-8")
    assert re.findall("unexpected (.*)", logged)[-1] in sentence
    assert "builtins.LookupError" in logged
    assert "Margaret" not in logged


@pytest.mark.parametrize(
    ("failure", "code", "sentence"),
    [
        (KeyboardInterrupt(), 130, "Stopped; nothing was left half-done."),
        (DiskFull("The disk is full.\nMake room."), 1, "The disk is full. Make room."),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "The disk is full."),
        (PermissionError(errno.EACCES, "Permission denied", "a.pdf"), 1, "a.pdf cannot be used: you may not"),
        (
            OSError(errno.EXDEV, "Cross-device link", "a", None, "b"),
            1,
            "b cannot be used: it is on another disk",
        ),
        (
            OSError(errno.EIO, "I/O error"),
            1,
            "A file or folder cannot be used: the disk did not answer. Choose another, or put that right.",
        ),
    ],
)
def test_whatever_ends_a_command_is_one_line(
    capsys: Said, failure: BaseException, code: int, sentence: str
) -> None:
    def fails() -> int:
        raise failure

    assert exit_code_of(fails) == code
    assert refused(capsys).startswith(sentence)


def test_a_refusal_may_have_an_exit_code_of_its_own(capsys: Said) -> None:
    class OfItsOwn(FosterPanelError):
        exit_code = 9

    def refuses() -> int:
        raise OfItsOwn("No.")

    assert exit_code_of(refuses) == 9
    assert refused(capsys) == "No."


def test_counting_days_waits_for_no_library_that_draws_signs_or_encrypts(project: Path) -> None:
    asked = "import sys; from fosterpanel.cli import main; main(['due', 'adm-decision', '2026-12-18']);"
    said = subprocess.run(
        [sys.executable, "-c", f"{asked} print(*(name.partition('.')[0] for name in sys.modules))"],
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(said.stdout.splitlines()[-1].split()) & HEAVY == set()


def test_a_terminal_without_our_characters_gets_question_marks() -> None:
    said = program("due", "nonsense", "2026-12-18", environment={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert said.returncode == 1
    assert "?nonsense?" in said.stderr
    assert said.stderr.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize("words", ["due", "--help", "--version"])
def test_an_answer_that_cannot_be_written_is_no_success(words: str) -> None:
    with Path("/dev/full").open("w") as full:
        said = program(words, stdout=full, stderr=subprocess.PIPE)
    assert said.returncode == 1
    assert said.stderr == "The disk is full. Nothing was left half-written; make room and try again.\n"


REFUSES_HALF_WAY = """
import sys
from fosterpanel.cli.failures import exit_code_of
from fosterpanel.errors import InvalidInput

def refuses():
    print("The first half.")
    raise InvalidInput("The second half cannot be had.")

sys.exit(exit_code_of(refuses))
"""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_a_refusal_stays_one_line_when_what_went_before_cannot_be_written(project: Path) -> None:
    with Path("/dev/full").open("w") as full:
        said = subprocess.run(
            [sys.executable, "-c", REFUSES_HALF_WAY],
            cwd=project,
            env=os.environ | BUFFERED,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (said.returncode, said.stderr) == (1, "The second half cannot be had.\n")


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
def test_nobody_reading_on_is_no_fault() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    said = program("due", stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert said.returncode == 141
    assert said.stderr == ""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen to ask for")
def test_without_a_screen_the_window_says_so_in_one_line() -> None:
    bare = {name: value for name, value in os.environ.items() if name not in SCREENS}
    said = subprocess.run(
        [sys.executable, "-m", "fosterpanel"], env=bare, capture_output=True, text=True, check=False
    )
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr == "There is no screen to open the window on. See: fosterpanel --help\n"


def test_due_counts_by_the_rule_books_a_service_has_changed(tmp_path: Path, capsys: Said) -> None:
    shipped = (resources() / "rules" / "england.toml").read_text(encoding="utf-8")
    begun = shipped.index("[limits.minutes-final]")
    changed = shipped[:begun] + shipped[begun:].replace("length = 10", "length = 3", 1)
    (tmp_path / "england.toml").write_text(changed, encoding="utf-8")
    assert main(["due", "minutes-final", "2026-12-04", "--rules", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("2026-12-09 (3 working days")
    assert main(["due", "minutes-final", "2026-12-04", "--rules", str(tmp_path / "nowhere")]) == 1
    assert "no folder of rule books" in refused(capsys)
