"""At a terminal: the chronology of an item or a home, and results handed back; in somebody's name, and recorded."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from fosterpanel.cli import main
from fosterpanel.clock import StillClock
from tests.test_cli import Said, refused
from tests.workflow.builders import PASSPHRASE, At, Snapshot
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story


@dataclass(frozen=True, slots=True)
class Terminal:
    """A terminal in front of a store that nobody has open, on the day of its story."""

    snapshot: Snapshot
    folder: Path

    def run(self, *words: str) -> int:
        command, *others = words
        secret = self.folder / "words.txt"
        secret.write_text(PASSPHRASE, encoding="utf-8")
        return main([command, str(self.snapshot.path), *others, "--passphrase-file", str(secret)])

    def recorded(self) -> list[tuple[str, str, str]]:
        """The last acts in the trail: who, what, about which."""
        with self.snapshot.opened() as desk:
            return [(line.actor, line.act, line.detail) for line in desk.audit()][-2:]


@pytest.fixture
def terminal(at: At, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    desk = at("determined")
    snapshot = Snapshot(desk.office.store.path, desk.clock.now())
    desk.office.store.close()
    monkeypatch.setattr("fosterpanel.cli.desk.SystemClock", lambda: StillClock(snapshot.moment))
    return Terminal(snapshot, tmp_path)


def test_the_chronology_is_printed_with_gaps_and_limits_and_recorded(
    terminal: Terminal, capsys: Said
) -> None:
    assert terminal.run("chronology", "26/001", "--as", "Ida Thwaite") == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "26/001: First approval, as recorded until 8 December 2026"
    assert "2026-12-08  Decision maker proposes not to approve, by Deborah Nkemelu-Hart (+4 days)" in out
    assert "The decision maker's decision: 2 working days (4 days), due 2026-12-15, in time" in out
    assert err == ""
    (who, act, detail) = terminal.recorded()[-1]
    assert (who, act) == ("person-administrator", "record_copy")
    assert json.loads(detail) == {"what": "CHRONOLOGY", "way": "PRINTED"}


@pytest.mark.parametrize(
    ("name", "begins"), [("story.pdf", b"%PDF"), ("story.csv", b"\xef\xbb\xbfpart,date")]
)
def test_the_chronology_of_a_home_is_written_to_a_file(
    terminal: Terminal, tmp_path: Path, capsys: Said, name: str, begins: bytes
) -> None:
    path = tmp_path / name
    words = ("chronology", "BF-101", "--as", "thwaite", "--out", str(path))
    assert terminal.run(*words, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"saved": str(path)}
    assert path.read_bytes().startswith(begins)
    assert terminal.run(*words) == 1
    assert refused(capsys) == f"{name} is there already. Choose another name, or add --replace."
    assert terminal.run(*words, "--replace") == 0


def test_another_program_reads_the_rows_of_the_chronology(terminal: Terminal, capsys: Said) -> None:
    assert terminal.run("chronology", "26/001", "--as", "Ida Thwaite", "--json") == 0
    read = json.loads(capsys.readouterr().out)
    assert (read["reference"], read["as_at"]) == ("26/001", "2026-12-08")
    assert {row["part"] for row in read["rows"]} == {"event", "time limit", "act"}


def test_outcomes_are_rows_in_a_file_or_for_another_program(
    terminal: Terminal, tmp_path: Path, capsys: Said
) -> None:
    path = tmp_path / "outcomes.csv"
    since = ("hand-back", "--since", "2026-12-01", "--as", "Ida Thwaite")
    assert terminal.run(*since, "--out", str(path)) == 0
    assert capsys.readouterr().out == f"Saved as {path}. The audit trail records it.\n"
    assert terminal.run(*since, "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["decision"] for row in rows] == ["propose-not-approve"]
    assert rows == list(csv.DictReader(StringIO(path.read_text(encoding="utf-8-sig"))))
    assert json.loads(terminal.recorded()[-1][2]) == {"what": "OUTCOMES", "way": "PRINTED"}


def test_a_document_is_copied_into_word(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    document = ("hand-back", "--document", "26/001-L1", "--as", "Ida Thwaite")
    assert terminal.run(*document, "--out", str(path)) == 0
    with ZipFile(BytesIO(path.read_bytes())) as docx:
        assert "qualifying determination" in docx.read("word/document.xml").decode()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("chronology", "26/999", "--as", "Ida"), "No item and no foster home has the reference 26/999."),
        (("chronology", "26/001"), "Nobody has sat at this desk yet. Say who you are with --as NAME."),
        (("chronology", "26/001", "--as", "Nobody"), "Nobody of that name works in this service."),
        (("chronology", "26/001", "--as", "r"), "Several have that name:"),
        (
            ("hand-back", "--document", "26/001-X9", "--as", "Ida", "--out", "x.docx"),
            "has the reference 26/001-X9",
        ),
        (("hand-back", "--since", "2026-12-01", "--as", "Ida"), "Say where it goes with --out FILE"),
    ],
)
def test_a_refusal_is_one_line_and_nothing_is_taken_out(
    terminal: Terminal, capsys: Said, words: tuple[str, ...], says: str
) -> None:
    assert terminal.run(*words) == 1
    assert says in refused(capsys)
    assert "record_copy" not in {act for _, act, _ in terminal.recorded()}


def test_a_day_that_is_none_is_not_understood(terminal: Terminal, capsys: Said) -> None:
    assert terminal.run("hand-back", "--since", "1 December", "--out", "x.csv") == 2
    assert "“1 December” is no day; give it as YYYY-MM-DD" in refused(capsys)


def test_whoever_sat_at_the_desk_last_is_taken_for_it(terminal: Terminal, capsys: Said) -> None:
    assert terminal.run("chronology", "26/001", "--as", "Osric Vane") == 0
    assert terminal.run("chronology", "26/001") == 0
    assert terminal.recorded()[-1][0] == "person-deputy"
    capsys.readouterr()
