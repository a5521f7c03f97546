from __future__ import annotations

import os
import stat
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from time import monotonic

import pikepdf
import pytest
from PIL import Image

from fosterpanel.documents import libreoffice
from fosterpanel.documents.conversion import FileKind, as_pdf, kind_of_file
from fosterpanel.documents.intake import examine_paper
from fosterpanel.documents.libreoffice import find_libreoffice
from fosterpanel.documents.page_images import PageImages
from fosterpanel.errors import PaperRefused
from tests.documents import offered_files as offered
from tests.workflow.builders import pdf

A4 = (595, 842)


def shape(made: bytes) -> tuple[int, int]:
    with PageImages(made) as pages:
        width, height = pages.size(0)
    return round(width), round(height)


def brightness(made: bytes, at: float) -> int:
    """How bright the middle of the first page is, a share of its height from the top; 0 is black."""
    with PageImages(made) as pages:
        image = pages.render(0, 0.5)
    pixel = 4 * (round(at * image.height) * image.width + image.width // 2)
    return image.pixels[pixel]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF"])
def test_a_picture_becomes_a_page(kind: str) -> None:
    made = as_pdf(offered.picture(kind=kind), "scan")
    assert examine_paper(made, "scan").pages == 1
    assert shape(made) == A4
    assert brightness(made, 0.3) < 60
    assert brightness(made, 0.7) > 200


def test_a_wide_picture_lies_on_a_wide_page() -> None:
    assert shape(as_pdf(offered.picture((90, 40)), "scan")) == A4[::-1]


def test_a_photograph_stands_the_right_way_up() -> None:
    made = as_pdf(offered.photograph(), "photograph.jpg")
    assert brightness(made, 0.3) > 200
    assert brightness(made, 0.7) < 60
    # Taken with the camera on its side: wide as it is stored, tall as it is seen.
    assert shape(as_pdf(offered.photograph((90, 40), orientation=6), "photograph.jpg")) == A4


def test_where_a_photograph_was_taken_is_left_out() -> None:
    with pikepdf.open(BytesIO(as_pdf(offered.photograph(), "photograph.jpg"))) as made:
        (image,) = made.pages[0].get_images().values()
        stored = pikepdf.PdfImage(image).as_pil_image()
    assert not dict(stored.getexif())
    assert b"Exif" not in image.read_raw_bytes()


def test_every_page_of_a_scan_is_kept() -> None:
    assert examine_paper(as_pdf(offered.scan(3), "scan.tif"), "scan").pages == 3


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "CMYK", "1"])
def test_pictures_of_every_make_are_drawn(mode: str) -> None:
    kind = "TIFF" if mode == "CMYK" else "PNG"
    assert brightness(as_pdf(offered.picture(kind=kind, mode=mode), "picture"), 0.3) < 60


def test_a_large_picture_is_made_no_finer_than_it_can_be_seen() -> None:
    made = as_pdf(offered.picture((6000, 8000)), "photograph")
    with pikepdf.open(BytesIO(made)) as opened:
        (image,) = opened.pages[0].get_images().values()
        assert int(image.Height) < 2600
    assert len(made) < 2**20


def test_a_pdf_stays_as_it_is() -> None:
    data = pdf()
    assert as_pdf(data, "paper.pdf") is data


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "“x” is empty"),
        (b"only words", "“x” is not a PDF, a Word file or a picture"),
        (b"PK\x03\x04 and then nothing", "“x” is not a PDF, a Word file or a picture"),
        (offered.picture()[:60], "“x” is a picture that cannot be read"),
        (offered.protected_word_file(), "“x” asks for a password"),
    ],
    ids=["empty", "text", "archive", "broken picture", "password"],
)
def test_what_cannot_become_a_page_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(PaperRefused, match=said):
        as_pdf(data, "x")


@pytest.mark.parametrize("side", [(10_000, 9_500), (14_000, 14_000)])
def test_a_picture_that_would_fill_the_memory_is_refused(side: tuple[int, int]) -> None:
    kept = BytesIO()
    Image.new("1", side).save(kept, "PNG")
    with pytest.raises(PaperRefused, match="too large a picture"):
        as_pdf(kept.getvalue(), "huge.png")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (offered.word_file(), FileKind.WORD),
        (offered.rich_text(), FileKind.WORD),
        (offered.picture(), FileKind.PICTURE),
        (pdf(), FileKind.PDF),
    ],
)
def test_a_file_is_known_by_its_content(data: bytes, kind: FileKind) -> None:
    assert kind_of_file(data) is kind


def test_without_libreoffice_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(libreoffice, "_USUAL_PLACES", ())
    with pytest.raises(PaperRefused, match="Save it as a PDF in Word and drop that here"):
        as_pdf(offered.word_file(), "Ref 2.docx")


@pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("data", [offered.word_file("Ten years"), offered.rich_text("Ten years")])
def test_libreoffice_makes_a_pdf_of_a_word_file(data: bytes) -> None:
    made = as_pdf(data, "Ref 2.docx")
    with PageImages(made) as pages:
        assert "Ten years" in pages.text(0)
    assert not left_over()


def left_over() -> list[Path]:
    """Folders of this very process: another one may be converting beside it."""
    places = {Path("/dev/shm"), Path(os.environ.get("TMPDIR", "/tmp"))}
    return [found for place in places if place.is_dir() for found in place.glob(f"fp-{os.getpid()}-*")]


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder in which a program called soffice is found, and in which converted files' folders are made."""
    if sys.platform == "win32":
        pytest.skip("a shell script stands in for LibreOffice")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(libreoffice, "_IN_MEMORY", tmp_path / "memory")
    (tmp_path / "memory").mkdir()
    return tmp_path


def write_program(folder: Path, script: str) -> None:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(stat.S_IRWXU)


def test_no_name_and_no_file_is_left_behind(stand_in: Path) -> None:
    write_program(
        stand_in,
        f'echo "$@" > {stand_in}/called; ls -ld {stand_in}/memory/* >> {stand_in}/called',
    )
    with pytest.raises(PaperRefused, match=r"cannot read “Form F Hale\.docx”"):
        as_pdf(offered.word_file(), "Form F Hale.docx")
    called = (stand_in / "called").read_text(encoding="utf-8")
    assert "Hale" not in called
    assert "-env:UserInstallation=file://" in called
    assert "drwx------" in called
    assert not list((stand_in / "memory").iterdir())


def test_it_is_stopped_when_somebody_cancels(stand_in: Path) -> None:
    write_program(stand_in, f"sleep 60 & echo $! > {stand_in}/child; wait")

    class Stop(Exception):
        pass

    def stop(done: int, of: int) -> None:
        if (stand_in / "child").exists():
            raise Stop

    began = monotonic()
    with pytest.raises(Stop):
        as_pdf(offered.word_file(), "Ref.docx", stop)
    assert monotonic() - began < 20
    child = (stand_in / "child").read_text(encoding="utf-8").strip()
    told = subprocess.run(["ps", "-o", "stat=", "-p", child], capture_output=True, text=True, check=False)
    assert told.stdout.strip()[:1] in ("", "Z")
    assert not list((stand_in / "memory").iterdir())


def test_it_is_stopped_when_it_takes_too_long(stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "MOST_SECONDS", 0)
    write_program(stand_in, "exec sleep 60")
    with pytest.raises(PaperRefused, match=r"did not finish “Ref\.docx”"):
        as_pdf(offered.word_file(), "Ref.docx")
    assert not list((stand_in / "memory").iterdir())
