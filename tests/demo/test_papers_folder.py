"""The demonstration on a folder of real PDFs, good and bad."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pikepdf

from fosterpanel.db.store import Store
from fosterpanel.domain.papers import Paper
from tests.demo.running import Demo, fosterpanel


def a_pdf(path: Path, *, pages: int, **options: object) -> None:
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        document.save(path, **options)


def test_good_papers_are_used_and_bad_ones_named_with_the_reason(demo: Demo, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    a_pdf(folder / "a-good.pdf", pages=3)
    a_pdf(folder / "b-locked.pdf", pages=1, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    (folder / "c-text.pdf").write_text("This is a letter that somebody renamed.")
    (folder / "d-broken.PDF").write_bytes((demo.out / "agenda.pdf").read_bytes()[:3000])
    (folder / "e-signed.pdf").write_bytes(demo.minutes[0].read_bytes())
    (folder / "f-gone.pdf").symlink_to(tmp_path / "nowhere.pdf")
    (folder / "g-folder.pdf").mkdir()
    os.mkfifo(folder / "h-pipe.pdf")
    (folder / "notes.txt").write_text("No PDF, and not named like one.")

    ran = fosterpanel("demo", "--out", tmp_path / "out", "--papers", folder, home=tmp_path)

    summary = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    refused = summary["refused_papers"]
    assert refused["b-locked.pdf"].endswith("asks for a password. Save it without one and choose that file.")
    assert refused["c-text.pdf"].endswith("is not a PDF. Save it as a PDF and choose that file.")
    assert refused["d-broken.PDF"] == (
        "“d-broken.PDF” is broken and could not be repaired. Ask its sender for it again, or make the PDF again."
    )
    for name in ("f-gone.pdf", "g-folder.pdf", "h-pipe.pdf"):
        assert refused[name] == f"“{name}” is no file that can be read. Put the PDF itself into the folder."
    assert sorted(ran.err.splitlines()) == [f"{name}: {why}" for name, why in sorted(refused.items())]
    assert ran.code == 1
    assert [item["outcome"] for item in summary["items"]] == [
        item["outcome"] for item in demo.summary["items"]
    ]

    path = tmp_path / "out" / summary["store"]
    with Store.open(path, passphrase=summary["passphrase"]) as store, store.reading() as reading:
        pages = {paper.pages for paper in reading.find(Paper) if not paper.replaces_id}
        signed = reading.find(Paper, sha256=demo.items["APP"]["files"][0]["sha256"])
    assert 3 in pages
    assert signed
