"""Scans: pages without text are listed, read where Tesseract is installed, and brought down in size where asked."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from fosterpanel.documents.packs import PackOptions
from tests.documents.packs import nasty
from tests.documents.packs.packing import QUICK, is_sound, make_of, opened, read_pages

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="tesseract is not installed: apt install tesseract-ocr"
)


def _text_in_a_form(name: str) -> bytes:
    """Words that stand in a form inside a form, beside a picture."""

    def nest(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        inner = pdf.make_stream(nasty.words(f"{name}-1"))
        outer = pdf.make_stream(b"/Fm1 Do")
        for form, resources in ((inner, page.Resources), (outer, Dictionary(XObject=Dictionary(Fm1=inner)))):
            form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 600, 850])
            form.Resources = resources
        image = pdf.make_stream(bytes(3))
        image.Type, image.Subtype, image.ColorSpace = Name.XObject, Name.Image, Name.DeviceRGB
        image.Width, image.Height, image.BitsPerComponent = 1, 1, 8
        page.Resources = Dictionary(XObject=Dictionary(Fm0=outer, Im0=image))

    return nasty.document([(b"/Fm0 Do q 9 0 0 9 0 0 cm /Im0 Do Q", {})], nest)


def _inline_image_only(name: str) -> bytes:
    del name
    return nasty.document([(b"q 500 0 0 500 9 9 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q", {})])


def test_pages_that_are_only_pictures_are_listed_and_no_others() -> None:
    made = make_of(
        {
            "plain": nasty.plain("plain"),
            "scan": nasty.scan("Scanned words"),
            "form": _text_in_a_form("form"),
            "blank": nasty.document([(b"", {})]),
            "inline": _inline_image_only("inline"),
        }
    )
    found = {entry.entry_id: entry.picture_pages for entry in made.report.entries}
    assert found == {"plain": (), "scan": ("4",), "form": (), "blank": (), "inline": ("7",)}
    assert made.report.picture_pages == ("4", "7")


@needs_tesseract
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_scan_becomes_searchable_where_its_words_are(turned: int, tmp_path: Path) -> None:
    made = make_of({"scan": nasty.scan("Fostering panel", rotate=turned)}, PackOptions())
    (report,) = made.report.entries
    assert (report.read_pages, report.picture_pages) == (("2",), ())
    page = read_pages(made.pdf, tmp_path)[1]
    (word,) = [word for word in page.words if word.text == "Fostering"]
    # It was drawn at an eighth of the width and a quarter of the height.
    assert word.left == pytest.approx(page.width / 8, abs=6)
    assert word.top == pytest.approx(page.height / 4, abs=16)
    assert "2" in [one.text for one in page.words]


@needs_tesseract
def test_what_tesseract_read_is_not_seen(tmp_path: Path) -> None:
    sources = {"scan": nasty.scan("Fostering panel")}
    plain, read = make_of(sources), make_of(sources, PackOptions())
    assert _drawn(plain.pdf) == _drawn(read.pdf)
    assert is_sound(read.pdf, tmp_path) == ""


@needs_tesseract
def test_a_scan_that_was_read_once_stays_readable_when_the_pack_is_issued_again(tmp_path: Path) -> None:
    from fosterpanel.documents.packs import documents_in

    first = make_of({"scan": nasty.scan("Fostering panel")}, PackOptions())
    again = make_of(documents_in(first.pdf))
    assert again.report.picture_pages == ()
    assert read_pages(again.pdf, tmp_path)[1].holds("Fostering panel")


@needs_tesseract
def test_a_picture_without_words_stays_listed() -> None:
    made = make_of({"photo": nasty.scan("")}, PackOptions())
    assert made.report.picture_pages == ("2",)


def _drawn(pdf: bytes) -> bytes:
    from fosterpanel.documents.page_images import PageImages

    with PageImages(pdf) as pages:
        return pages.render(1, 1.0).pixels


def _image(pdf: bytes) -> tuple[int, int, int]:
    """Width, height and bytes of the picture on page 2."""
    with opened(pdf) as read:
        (image,) = [one for one in read.pages[1].get_images().values() if one.Subtype == Name.Image]
        return int(image.Width), int(image.Height), len(image.read_raw_bytes())


@pytest.mark.parametrize("mode", ["L", "RGB", "1"])
def test_an_image_finer_than_asked_for_is_brought_down(mode: str) -> None:
    sources = {"scan": nasty.scan("Fine words", 450, mode=mode)}
    before, after = make_of(sources), make_of(sources, PackOptions(max_dpi=300, reads_scans=False))
    width, height, size = _image(after.pdf)
    assert (width, height) == (pytest.approx(210 / 25.4 * 300, abs=2), pytest.approx(297 / 25.4 * 300, abs=2))
    assert size < _image(before.pdf)[2]
    assert after.report.entries[0].reduced_images == 1
    assert _darkness(after.pdf) == pytest.approx(_darkness(before.pdf), rel=0.1)


def _darkness(pdf: bytes) -> float:
    from fosterpanel.documents.page_images import PageImages

    with PageImages(pdf) as pages:
        page = pages.render(1, 1.0)
    shown = Image.frombytes("RGB", (page.width, page.height), page.pixels, "raw", "BGRX").convert("L")
    return sum((255 - shade) * count for shade, count in enumerate(shown.histogram()))


def test_an_image_within_what_was_asked_for_is_left_as_it_is() -> None:
    sources = {"scan": nasty.scan("Words", 290)}
    before, after = make_of(sources), make_of(sources, PackOptions(max_dpi=300, reads_scans=False))
    assert _image(after.pdf) == _image(before.pdf)
    assert after.report.entries[0].reduced_images == 0


def test_an_image_counts_as_fine_as_where_it_is_drawn_largest() -> None:
    """The same picture small and over the whole page: only the large one says how fine it has to be."""
    with pikepdf.open(BytesIO(nasty.scan("Words", 200))) as pdf:
        page = pdf.pages[0]
        page.obj.Contents = pdf.make_stream(b"q 60 0 0 80 9 9 cm /Im0 Do Q " + page.obj.Contents.read_bytes())
        twice = nasty.saved(pdf)
    made = make_of({"twice": twice}, PackOptions(max_dpi=300, reads_scans=False))
    assert made.report.entries[0].reduced_images == 0


def test_nothing_is_brought_down_unless_asked() -> None:
    sources = {"scan": nasty.scan("Fine words", 450)}
    assert _image(make_of(sources, QUICK).pdf)[0] == round(210 / 25.4 * 450)
