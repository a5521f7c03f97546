"""At a terminal: `pack` makes one PDF of a folder or a table of documents, and adds late papers to it later."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pikepdf
import pytest

from fosterpanel.cli import main
from fosterpanel.documents.packs import read_plan
from fosterpanel.domain.packs import page_range
from tests.documents.offered_files import picture
from tests.documents.packs import nasty

Said = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two sections and a file before them, as somebody keeps them."""
    papers = tmp_path / "Panel papers"
    for name, pages in (
        ("front sheet.pdf", 1),
        ("1. Carers/2 - Medical report 2026-10-01.pdf", 2),
        ("1. Carers/10 - Observations.pdf", 1),
        ("2. Children/report.pdf", 3),
        ("1. Carers/report.pdf", 1),
    ):
        path = papers / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(nasty.plain("word", pages))
    (papers / ".hidden.pdf").write_bytes(b"x")
    (papers / "notes.txt").write_text("not a document of the pack")
    return papers


def refused(said: Said) -> str:
    out, err = said.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err.strip()


def test_a_folder_becomes_a_pack_with_its_folders_as_sections(
    folder: Path, tmp_path: Path, capsys: Said
) -> None:
    out = tmp_path / "pack.pdf"
    assert main(["pack", str(folder), str(out), "--no-ocr"]) == 0
    assert capsys.readouterr().out == f"{out}: 5 documents, 9 pages.\n"
    plan = read_plan(out)
    assert plan.title == "Panel papers"
    assert [(part.title, [entry.title for entry in part.entries]) for part in plan.sections] == [
        ("", ["Front sheet"]),
        ("Carers", ["Medical report", "Observations", "Report"]),
        ("Children", ["Report"]),
    ]
    assert str(plan.entries[1].dated_on) == "2026-10-01"
    assert [page_range(entry.pages) for entry in plan.entries] == ["2", "3–4", "5", "6", "7–9"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep names as letters")
def test_a_file_name_in_an_older_coding_is_read_as_it_was_meant(tmp_path: Path) -> None:
    papers, out = tmp_path / "papers", tmp_path / "pack.pdf"
    (papers / os.fsdecode(b"Mair a Si\xe2n")).mkdir(parents=True)
    (papers / os.fsdecode(b"Mair a Si\xe2n") / os.fsdecode(b"Geirda Si\xe2n.pdf")).write_bytes(
        nasty.plain("a")
    )
    assert main(["pack", str(papers), str(out), "--no-ocr"]) == 0
    (section,) = read_plan(out).sections
    assert (section.title, section.entries[0].title) == ("Mair a Siân", "Geirda Siân")


def test_nothing_of_where_files_lie_goes_into_the_pack(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "pack.pdf"
    assert main(["pack", str(folder), str(out), "--no-ocr"]) == 0
    assert str(tmp_path).encode() not in out.read_bytes()


def test_a_table_says_titles_dates_sections_and_order(folder: Path, tmp_path: Path) -> None:
    table = folder / "plan.csv"
    table.write_text(
        "Section;Title;Date;Path\n"
        "Children;Łucja’s wishes;3 November 2026;2. Children/report.pdf\n"
        "Carers;;;1. Carers\\2 - Medical report 2026-10-01.pdf\n"
        "Children;Second report;01/09/2026;1. Carers/report.pdf\n",
        encoding="utf-8-sig",
    )
    out = tmp_path / "pack.pdf"
    assert (
        main(["pack", str(table), str(out), "--title", "Panel", "--confidential", "Private", "--right-hand"])
        == 0
    )
    plan = read_plan(out)
    found = [(entry.title, str(entry.dated_on), page_range(entry.pages)) for entry in plan.entries]
    assert found == [
        ("Łucja’s wishes", "2026-11-03", "3–5"),
        ("Second report", "2026-09-01", "7"),
        ("Medical report", "2026-10-01", "9–10"),
    ]
    assert (plan.title, plan.confidentiality) == ("Panel", "Private")


def test_the_answer_for_another_program(folder: Path, tmp_path: Path, capsys: Said) -> None:
    (folder / "3 - photo.png").write_bytes(picture())
    (folder / "4 - active.pdf").write_bytes(nasty.active("active"))
    out = tmp_path / "pack.pdf"
    assert main(["pack", str(folder), str(out), "--no-ocr", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["files"], told["pages"], told["issue"]) == ([str(out)], 11, 1)
    by_title = {one["title"]: one for one in told["documents"]}
    assert by_title["Photo"]["picture_pages"] == by_title["Photo"]["pages"]
    assert any("JavaScript" in what for what in by_title["Active"]["removed"])


def test_what_somebody_should_know_is_said_line_by_line(tmp_path: Path, capsys: Said) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "signed.pdf").write_bytes(nasty.signed("signed"))
    (papers / "photo.png").write_bytes(picture())
    assert main(["pack", str(papers), str(tmp_path / "pack.pdf"), "--no-ocr"]) == 0
    _, photo, signed = capsys.readouterr().out.splitlines()
    assert photo == "“Photo”, 2: without text that can be searched: 2."
    assert signed.startswith("“Signed”, 3: It was signed electronically.")


def test_late_papers_go_in_as_45a_and_the_issue_before_stays(folder: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "pack.pdf", tmp_path / "issue-2.pdf"
    assert main(["pack", str(folder), str(first), "--no-ocr"]) == 0
    before = first.read_bytes()
    late = tmp_path / "late"
    late.mkdir()
    (late / "reference.pdf").write_bytes(nasty.plain("late", 2))
    (late / "late.csv").write_text("path,title,after\nreference.pdf,A late reference,Medical report\n")
    assert main(["pack", str(late / "late.csv"), str(second), "--add-to", str(first), "--no-ocr"]) == 0
    plan = read_plan(second)
    assert plan.number == 2
    assert [page_range(entry.pages) for entry in plan.entries] == ["2", "3–4", "4A–4B", "5", "6", "7–9"]
    assert first.read_bytes() == before
    third = tmp_path / "version.pdf"
    assert main(["pack", str(late / "late.csv"), str(third), "--add-to", str(first), "--new-version"]) == 0
    assert [page_range(entry.pages) for entry in read_plan(third).entries] == [
        "2",
        "3–4",
        "5–6",
        "7",
        "8",
        "9–11",
    ]


def test_members_get_a_copy_each(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "members.csv").write_text("name,password\nAnn Bell,ann's own\nŁucja Żak,\n", encoding="utf-8")
    out = tmp_path / "pack.pdf"
    words = ["pack", str(folder), str(out), "--no-ocr", "--members", str(tmp_path / "members.csv")]
    assert main(words) == 0
    with pikepdf.open(tmp_path / "pack - Ann Bell.pdf", password="ann's own") as pdf:
        assert len(pdf.pages) == 9
    with pikepdf.open(tmp_path / "pack - Łucja Żak.pdf") as pdf:
        assert len(pdf.pages) == 9


def test_a_locked_pack_opens_with_the_words_in_the_file(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "words.txt"
    secret.write_text("open sesame\n")
    out = tmp_path / "pack.pdf"
    assert main(["pack", str(folder), str(out), "--no-ocr", "--password-file", str(secret)]) == 0
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(out)
    assert len(read_plan(out, password="open sesame").entries) == 5


def test_a_file_that_is_there_is_replaced_only_when_told(folder: Path, tmp_path: Path, capsys: Said) -> None:
    out = tmp_path / "pack.pdf"
    out.write_bytes(b"something else")
    assert main(["pack", str(folder), str(out), "--no-ocr"]) == 1
    assert refused(capsys) == f"{out} is there already. Choose another name, or say --replace."
    assert out.read_bytes() == b"something else"
    assert main(["pack", str(folder), str(out), "--no-ocr", "--replace"]) == 0
    assert out.read_bytes().startswith(b"%PDF")


def test_a_document_with_a_password_is_named_and_nothing_is_left(tmp_path: Path, capsys: Said) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "secret letter.pdf").write_bytes(nasty.locked_for_changes("x", user="sesame"))
    assert main(["pack", str(papers), str(tmp_path / "pack.pdf")]) == 1
    assert "“Secret letter” asks for a password" in refused(capsys)
    assert [path.name for path in tmp_path.iterdir()] == ["papers"]


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("title,date\nX,2026-01-01\n", "It has no path."),
        ("path\ngone.pdf\n", "Line 2 of plan.csv names gone.pdf, which is not there."),
        ("path,title\n,X\n", "Line 2 of plan.csv names no file."),
        ("path,date\nfront sheet.pdf,soon\n", "is dated “soon”, which is no date."),
        (
            "path\nfront sheet.pdf\nfront sheet.pdf\n",
            "Line 3 of plan.csv names front sheet.pdf a second time.",
        ),
        ("path\n", "holds no documents"),
        ("path\n\0", "is no table of documents"),
    ],
)
def test_a_plan_that_cannot_be_followed_is_refused_with_its_line(
    folder: Path, tmp_path: Path, capsys: Said, table: str, sentence: str
) -> None:
    (folder / "plan.csv").write_text(table)
    assert main(["pack", str(folder / "plan.csv"), str(tmp_path / "pack.pdf")]) == 1
    assert sentence in refused(capsys)
    assert not (tmp_path / "pack.pdf").exists()


def test_a_plan_that_is_not_there_is_refused(tmp_path: Path, capsys: Said) -> None:
    assert main(["pack", str(tmp_path / "none"), str(tmp_path / "pack.pdf")]) == 1
    assert "There is no" in refused(capsys)


def test_a_wrong_resolution_is_refused_as_a_wrong_command(tmp_path: Path, capsys: Said) -> None:
    assert main(["pack", str(tmp_path), str(tmp_path / "pack.pdf"), "--max-dpi", "7"]) == 2
    assert "--max-dpi" in refused(capsys)
