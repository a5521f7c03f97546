"""Every page of a pack bears its number, upright and in sight, whatever the page was like before."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from fosterpanel.documents.page_images import PageImages
from tests.documents.packs import nasty
from tests.documents.packs.packing import LINE, Made, ReadPage, is_sound, make_of, opened, read_pages


def test_page_i_bears_the_number_i_at_its_lower_right_edge(nasty_pack: Made, tmp_path: Path) -> None:
    pages = read_pages(nasty_pack.pdf, tmp_path)
    assert len(pages) == len(nasty_pack.plan.printed) > 50
    for number, page in enumerate(pages, start=1):
        assert _bears(page, str(number)), f"page {number}"


def _bears(page: ReadPage, number: str) -> bool:
    """Whether the number stands there upright: wide, not high, and near the corner."""
    return any(
        word.text == number
        and 0 < page.width - word.right < 25
        and 0 < page.height - word.bottom < 25
        and word.bottom - word.top < 16
        for word in page.words
    )


def test_every_page_bears_the_line_at_its_foot(nasty_pack: Made, tmp_path: Path) -> None:
    assert all(page.holds(LINE) for page in read_pages(nasty_pack.pdf, tmp_path))


def test_another_reader_finds_number_and_line_too(nasty_pack: Made) -> None:
    with PageImages(nasty_pack.pdf) as pages:
        for index in range(pages.page_count):
            text = pages.text(index).split()
            assert str(index + 1) in text
            assert "Confidential:" in text


def test_nothing_of_the_documents_is_lost(nasty_pack: Made, tmp_path: Path) -> None:
    pages = read_pages(nasty_pack.pdf, tmp_path)
    for name, pdf in nasty.every_one().items():
        if name == "form":  # the answers of a form have a test of their own
            continue
        first = nasty_pack.first(name)
        for place, before in enumerate(read_pages(pdf, tmp_path)):
            after = pages[first + place]
            kept = {word.text for word in after.words}
            assert {word.text for word in before.words} <= kept, f"{name}, page {place + 1}"
            assert (before.width, before.height) == (after.width, after.height)


@pytest.mark.parametrize("name", ["unbalanced", "parts", "opaque", "rotated", "cropped", "mixed", "layers"])
def test_what_a_page_showed_looks_as_it_did(name: str, nasty_pack: Made) -> None:
    first = nasty_pack.first(name)
    with PageImages(nasty.every_one()[name]) as before, PageImages(nasty_pack.pdf) as after:
        for index in range(before.page_count):
            _assert_same_above_the_foot(_drawn(before, index), _drawn(after, first + index))


def _drawn(pages: PageImages, index: int) -> Image.Image:
    page = pages.render(index, 1.0)
    return Image.frombytes("RGB", (page.width, page.height), page.pixels, "raw", "BGRX").convert("L")


def _assert_same_above_the_foot(before: Image.Image, after: Image.Image) -> None:
    above = (0, 0, before.width, before.height - 30)
    assert before.size == after.size
    assert before.crop(above).tobytes() == after.crop(above).tobytes()


def test_a_number_can_be_read_on_a_black_page(nasty_pack: Made) -> None:
    with PageImages(nasty_pack.pdf) as pages:
        picture = _drawn(pages, nasty_pack.first("opaque"))
    plate = picture.crop((picture.width - 34, picture.height - 28, picture.width - 12, picture.height - 9))
    shades = plate.histogram()
    assert sum(shades[200:]) > 150
    assert 10 < sum(shades[:100]) < 200


def test_other_programs_find_nothing_wrong(nasty_pack: Made, tmp_path: Path) -> None:
    assert is_sound(nasty_pack.pdf, tmp_path) == ""


def test_page_labels_are_the_printed_numbers(nasty_pack: Made) -> None:
    with opened(nasty_pack.pdf) as pdf:
        assert tuple(page.label for page in pdf.pages) == nasty_pack.plan.printed


def test_it_opens_at_full_size_with_its_bookmarks(nasty_pack: Made) -> None:
    with opened(nasty_pack.pdf) as pdf:
        page, kind, _, _, size = pdf.Root.OpenAction
        assert (pikepdf.Page(page).index, kind, size) == (0, pikepdf.Name.XYZ, 1)
        assert pdf.Root.PageMode == pikepdf.Name.UseOutlines
        assert pdf.docinfo.Title == nasty_pack.plan.title


def test_a_pack_inside_a_pack_bears_the_numbers_of_the_new_one_only(nasty_pack: Made, tmp_path: Path) -> None:
    again = make_of({"first": nasty.plain("first", 1), "pack": nasty_pack.pdf}, confidentiality="Other line")
    pages = read_pages(again.pdf, tmp_path)
    for number, page in enumerate(pages, start=1):
        assert _bears(page, str(number))
        assert page.holds("Other line")
        assert not page.holds(LINE)


def test_a_document_may_begin_on_a_right_hand_page(tmp_path: Path) -> None:
    sources = {name: nasty.plain(name, pages) for name, pages in (("a", 1), ("b", 2), ("c", 3))}
    made = make_of(sources, has_right_hand_starts=True)
    assert [entry.pages[0] for entry in made.plan.entries] == ["3", "5", "7"]
    pages = read_pages(made.pdf, tmp_path)
    assert [page.words[0].text for page in pages if page.holds("-1")] == ["a-1", "b-1", "c-1"]
    assert all(_bears(page, str(number)) for number, page in enumerate(pages, start=1))
    assert pages[1].words[0].text == "Confidential:"
