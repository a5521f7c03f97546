"""`redact` at a terminal: the copy is written only when it is proved, and the answer says what was done."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest

from fosterpanel.cli import main
from tests.documents.redaction.judging import holds, text_of, unpacked
from tests.documents.redaction.papers import line, paper, picture, with_resources

Said = pytest.CaptureFixture[str]
SAYS = line(b"(before Kowalski after) Tj")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in.pdf").write_bytes(paper(SAYS, line(b"(Second page: Ann Lee) Tj")))
    return tmp_path


def test_words_people_and_places_are_taken_out_of_a_copy(folder: Path, capsys: Said) -> None:
    before = (folder / "in.pdf").read_bytes()
    marks = ["--term", "Kowalski", "--person", "Ann Lee", "--box", "1:72,130,30,14", "--class", "referee"]
    assert main(["redact", str(folder / "in.pdf"), str(folder / "out.pdf"), *marks]) == 0
    out, err = capsys.readouterr()
    assert "3 boxes on pages 1, 2." in out
    assert "nothing that was marked is left in it" in out
    assert err == ""
    after = (folder / "out.pdf").read_bytes()
    assert sorted(set(text_of(after).split())) == ["REFEREE", "Second", "after", "page:"]
    assert not holds(unpacked(after, folder), "Kowalski")
    assert (folder / "in.pdf").read_bytes() == before


def test_the_answer_for_another_program(folder: Path, capsys: Said) -> None:
    assert (
        main(
            [
                "redact",
                str(folder / "in.pdf"),
                str(folder / "out.pdf"),
                "--term",
                "Kowalski",
                "--term",
                "Leeds",
                "--json",
            ]
        )
        == 0
    )
    answer = json.loads(capsys.readouterr().out)
    assert answer["boxes"] == {"1": 1}
    assert answer["not_found"] == ["Leeds"]
    assert answer["is_proved"] is True
    assert answer["bytes"] == (folder / "out.pdf").stat().st_size


@pytest.mark.parametrize(
    ("marks", "code", "sentence"),
    [
        ([], 1, "Nothing is marked"),
        (["--box", "2;1,2,3"], 2, "“2;1,2,3” is no box"),
        (["--box", "9:1,2,3,4"], 1, "page 9, and the document has 2"),
        (["--term", "Kowalski", "--class", "SECRET"], 2, "invalid choice"),
        (["--term", "…"], 1, "no letter and no figure"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_no_file(
    folder: Path, capsys: Said, marks: list[str], code: int, sentence: str
) -> None:
    assert main(["redact", str(folder / "in.pdf"), str(folder / "out.pdf"), *marks]) == code
    err = capsys.readouterr().err
    assert sentence in err
    assert err.count("\n") == 1
    assert not (folder / "out.pdf").exists()


def test_a_copy_that_would_still_hold_a_term_is_not_written(folder: Path, capsys: Said) -> None:
    def odd(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Odd = pdf.make_stream(b"Kowalski")

    (folder / "in.pdf").write_bytes(paper(SAYS, change=odd))
    assert main(["redact", str(folder / "in.pdf"), str(folder / "out.pdf"), "--term", "Kowalski"]) == 1
    assert "“Kowalski” is still in" in capsys.readouterr().err
    assert not (folder / "out.pdf").exists()


def test_a_scanned_page_waits_until_it_was_looked_at(folder: Path, capsys: Said) -> None:
    scan = with_resources(XObject=lambda pdf: pikepdf.Dictionary(I=picture("jpeg")(pdf)))
    (folder / "in.pdf").write_bytes(paper(b"q 595 0 0 842 0 0 cm /I Do Q", change=scan))
    words = ["redact", str(folder / "in.pdf"), str(folder / "out.pdf"), "--term", "Kowalski"]
    assert main(words) == 1
    assert "page 1 is a picture" in capsys.readouterr().err
    assert main([*words, "--looked-at", "1"]) == 0
    assert "Looked at by you: page 1 is a picture" in capsys.readouterr().out


def test_nothing_is_written_over_and_a_password_is_read_from_a_file(folder: Path, capsys: Said) -> None:
    (folder / "in.pdf").write_bytes(paper(SAYS, encryption=pikepdf.Encryption(owner="o", user="tulip")))
    words = ["redact", str(folder / "in.pdf"), str(folder / "out.pdf"), "--term", "Kowalski"]
    assert main(words) == 1
    assert "“in.pdf” asks for a password" in capsys.readouterr().err
    (folder / "word.txt").write_text("tulip\n")
    assert main([*words, "--password-file", str(folder / "word.txt")]) == 0
    assert main([*words, "--password-file", str(folder / "word.txt")]) == 1
    assert "There is a file out.pdf already" in capsys.readouterr().err
