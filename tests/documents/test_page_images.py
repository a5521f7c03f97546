"""Pages as pictures and words, tried on files made by other programs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from fosterpanel.documents.joined_pages import JoinedPages
from fosterpanel.documents.page_images import MOST_PIXELS, PageImages
from fosterpanel.errors import InvalidInput, UnreadableDocument
from tests.documents.packs import nasty

A4 = (595, 842)


def lettered(*pages: str, size: tuple[int, int] = A4) -> bytes:
    kept = BytesIO()
    canvas = Canvas(kept, pagesize=size, invariant=True)
    for words in pages:
        canvas.drawString(72, size[1] - 72, words)
        canvas.showPage()
    canvas.save()
    return kept.getvalue()


def turned(data: bytes, degrees: int) -> bytes:
    kept = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.pages[0].rotate(degrees, relative=False)
        pdf.save(kept)
    return kept.getvalue()


def test_a_page_is_drawn_at_the_scale_asked_for_black_on_white() -> None:
    with PageImages(lettered("The garden gate", "Second page")) as pages:
        assert pages.page_count == 2
        assert pages.size(0) == A4
        image = pages.render(0, 2.0)
    assert (image.width, image.height) == (1190, 1684)
    assert len(image.pixels) == image.width * image.height * 4
    assert image.pixels[:3] == b"\xff\xff\xff"
    blue = image.pixels[0::4]
    at_the_words = blue[image.width * 130 : image.width * 146]
    assert min(at_the_words) < 60
    assert min(blue[image.width * 200 : image.width * 300]) == 255


def test_a_red_mark_is_red_so_blue_comes_first() -> None:
    kept = BytesIO()
    canvas = Canvas(kept, pagesize=(10, 10), invariant=True)
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(0, 0, 10, 10, stroke=0, fill=1)
    canvas.save()
    with PageImages(kept.getvalue()) as pages:
        assert pages.render(0, 1.0).pixels[:3] == b"\x00\x00\xff"


def test_a_page_as_large_as_a_wall_is_drawn_smaller_rather_than_fill_the_memory() -> None:
    with PageImages(lettered("Plan", size=(14_000, 14_000))) as pages:
        image = pages.render(0, 4.0)
    assert image.width * image.height <= MOST_PIXELS * 1.001


def test_words_are_found_whatever_their_capitals_and_their_boxes_lie_on_them() -> None:
    with PageImages(lettered("Nothing here", "By the GARDEN gate, garden path")) as pages:
        first, second = pages.find(" garden ")
        assert "GARDEN gate" in pages.text(1)
        assert pages.find("fence") == pages.find("  ") == ()
        assert pages.find_on(0, "nothing")[0].page == 0
    assert first.page == second.page == 1
    (box,), (next_box,) = first.boxes, second.boxes
    assert 72 < box.left < next_box.left
    assert 60 < box.top < 72 < box.top + box.height < 76
    assert 40 < box.width < 60


def test_boxes_follow_a_page_that_is_shown_on_its_side() -> None:
    with PageImages(turned(lettered("Garden"), 90)) as pages:
        assert pages.size(0) == (842, 595)
        ((box,),) = [found.boxes for found in pages.find("garden")]
    assert 842 - 76 < box.left < 842 - 60
    assert box.top == pytest.approx(72, abs=1.5)
    assert box.height > box.width


def test_what_was_typed_into_a_form_is_drawn() -> None:
    kept = BytesIO()
    canvas = Canvas(kept, pagesize=(200, 100), invariant=True)
    canvas.acroForm.textfield(value="TYPED", x=10, y=10, width=180, height=60, borderWidth=0, fontSize=40)
    canvas.showPage()
    canvas.save()
    with PageImages(kept.getvalue()) as pages:
        blue = pages.render(0, 1.0).pixels[0::4]
    assert sum(value < 80 for value in blue) > 200


@pytest.mark.parametrize("data", [b"", b"no pdf", lettered("x")[:200]])
def test_what_is_no_whole_pdf_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="not a whole PDF"):
        PageImages(data)


def test_a_page_there_is_not_is_refused() -> None:
    with PageImages(lettered("One")) as pages:
        for page in (-1, 1):
            with pytest.raises(InvalidInput, match="pages 1 to 1"):
                pages.render(page, 1.0)


def test_several_threads_may_ask_at_once() -> None:
    with PageImages(lettered(*[f"Page {number}" for number in range(8)])) as pages:
        once = [pages.render(page, 1.0) for page in range(8)]
        with ThreadPoolExecutor(4) as pool:
            again = list(pool.map(lambda page: pages.render(page, 1.0), range(8)))
            texts = list(pool.map(pages.text, range(8)))
    assert again == once
    assert [text.strip() for text in texts] == [f"Page {number}" for number in range(8)]


def test_links_lead_to_their_pages_and_lie_where_they_are_seen() -> None:
    linked = nasty.linked("paper")
    with PageImages(linked) as pages:
        links = pages.links_on(0)
        assert [link.page for link in links] == [2, 2, 2, 2]
        assert [round(link.box.top + link.box.height) for link in links] == [842, 742, 642, 542]
        assert {(round(link.box.left), round(link.box.width)) for link in links} == {(72, 128)}
        assert pages.links_on(1) == ()
    both = JoinedPages([PageImages(lettered("Front", "Back")), PageImages(linked)])
    assert [link.page for link in both.links_on(2)] == [4, 4, 4, 4]
    assert both.links_on(0) == ()
    both.close()


def test_links_out_of_the_document_are_none_of_ours() -> None:
    with PageImages(nasty.active("paper")) as pages:
        assert pages.links_on(0) == ()
