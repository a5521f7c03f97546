"""What a finished paper says, in which order, in which letters, and where its signature goes."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from fosterpanel.documents import pages
from fosterpanel.errors import InvalidInput
from tests.documents import reading, sample_papers
from tests.documents.sample_papers import LONG, paper

_MM = 72 / 25.4


def _open(document: pages.Document) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pages.render(document).pdf))


def test_text_is_read_back_in_the_order_it_was_written(tmp_path: Path) -> None:
    text = reading.words(pages.render(sample_papers.KITCHEN_SINK).pdf, tmp_path)
    said = [
        "Minutes of item BF-2026-014",
        "Suitable to foster: two children aged 0–11",
        "Siân Wŷn-Łukasz and Kemal Şahin",
        "Quorum",
        "Margaret Ollerenshaw Chair Yes 10:00–12:40",
        "Tabled late",
        "frank about money",
        "Questions and answers",
        "not here…” (5)?",
        "keep a light on",
        "Stage 40 of the assessment",
        "Delegated-authority training",
        "I confirm that these minutes",
        "by the clock of this computer",
    ]
    places = [text.index(words) for words in said]
    assert places == sorted(places)


def test_each_page_says_which_of_how_many_it_is_and_whose(tmp_path: Path) -> None:
    rendered = pages.render(sample_papers.KITCHEN_SINK)
    texts = reading.page_texts(rendered.pdf, tmp_path)
    assert len(texts) == rendered.page_count > 3
    for number, text in enumerate(texts, start=1):
        assert f"Page {number} of {rendered.page_count}" in text
        assert "Brackendale Fostering Service · BF-2026-014 · version 1" in text
        assert "must not be copied" in text


def test_nothing_in_text_is_markup(tmp_path: Path) -> None:
    written = "<b>bold</b> &amp; <para> <a href='x'>&#163; {0} %s \\n (brackets) $math$"
    block = pages.Table((pages.Column(written),), ((written,),), caption=written)
    text = reading.words(pages.render(paper(pages.Paragraph(written), block, title=written)).pdf, tmp_path)
    in_title_paragraph_caption_head_and_cell = 5
    assert text.count(written) == in_title_paragraph_caption_head_and_cell


@pytest.mark.parametrize(
    "letters",
    [
        "£482.50",
        "Siân Ŵyn",
        "gŵyl tŷ Ŷnys",
        "Łukasz dążę żółć",
        "Şahin değişti ığdır",
        "“so” ‘said’ – well…",
        "yes ✓ done",
        "Ελένη",
        "Наталія",
        "Ǔmlauts",
    ],
)
def test_letters_come_back_as_they_were_written(letters: str, tmp_path: Path) -> None:
    texts = (pages.Run(letters), pages.Run(f" {letters}", bold=True), pages.Run(f" {letters}", italic=True))
    text = reading.words(pages.render(paper(pages.Paragraph(texts))).pdf, tmp_path)
    assert f"{letters} {letters} {letters}" in text


@pytest.mark.parametrize("name", ["شيماء", "শ্রেয়া", "דבורה", "小林", "ไทย"])
def test_letters_that_cannot_be_set_rightly_are_refused_by_name(name: str) -> None:
    with pytest.raises(
        InvalidInput, match=r"cannot yet be printed faithfully\. Write the word in Latin letters"
    ) as refused:
        pages.render(paper(pages.Paragraph(f"Known as {name}.")))
    assert name not in str(refused.value), "a refusal may be logged, so it never repeats a name"


def test_decomposed_letters_and_invisible_signs_are_made_whole(tmp_path: Path) -> None:
    written = "Sia\u0302n\u200b W\u0302yn\u00ad\ufeff\ttea\u2028time\x07"
    assert "Siân Ŵyn tea time" in reading.words(pages.render(paper(pages.Paragraph(written))).pdf, tmp_path)


def test_every_font_is_embedded_and_can_be_read_back(tmp_path: Path) -> None:
    listed = reading.fonts(pages.render(sample_papers.KITCHEN_SINK).pdf, tmp_path)
    assert len(listed) >= 4
    for line in listed:
        assert re.search(r"yes yes yes +\d+ +0$", line), line


def test_the_same_paper_is_the_same_bytes_in_another_process(project: Path) -> None:
    here = pages.render(sample_papers.LETTER).pdf
    assert pages.render(sample_papers.LETTER).pdf == here
    program = (
        "import sys; from tests.documents import sample_papers; from fosterpanel.documents import pages; "
        "pages.render(sample_papers.KITCHEN_SINK); sys.stdout.buffer.write(pages.render(sample_papers.LETTER).pdf)"
    )
    environment = os.environ | {"PYTHONHASHSEED": "4", "TZ": "Asia/Tokyo"}
    there = subprocess.run(
        [sys.executable, "-c", program], cwd=project, env=environment, capture_output=True, check=True
    )
    assert there.stdout == here


def test_metadata_names_the_paper_its_service_and_its_moment() -> None:
    with _open(paper(title="Ŵ & <title>", language="cy")) as pdf:
        assert pdf.docinfo["/CreationDate"] == "D:20261204154000Z"
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "Ŵ & <title>"
            assert metadata["dc:creator"] == ["Brackendale Fostering Service"]
            assert metadata["xmp:CreateDate"] == "2026-12-04T15:40:00Z"
        assert pdf.Root.Lang == "cy"


def test_a_paragraph_over_two_pages_stays_one_paragraph() -> None:
    with _open(paper(pages.Paragraph(LONG * 40, "note"))) as pdf:
        paragraph = [element for kind, element in reading.structure(pdf) if kind == "P"][-1]
        assert len({mark.Pg.objgen for mark in paragraph.K}) == 2


def test_table_titles_are_on_every_page_but_tagged_once(tmp_path: Path) -> None:
    rows = tuple((f"Row {number}", LONG) for number in range(30))
    table = pages.Table(
        (pages.Column("Left title"), pages.Column("Right title")), rows, first_cell_heads_row=True
    )
    rendered = pages.render(paper(table))
    assert rendered.page_count > 2
    assert all("Left title" in text for text in reading.page_texts(rendered.pdf, tmp_path))
    with pikepdf.open(io.BytesIO(rendered.pdf)) as pdf:
        kinds = [kind for kind, _ in reading.structure(pdf)]
    assert (kinds.count("TR"), kinds.count("TH"), kinds.count("TD")) == (31, 2 + 30, 30)


def test_a_row_longer_than_a_page_goes_on_over_it(tmp_path: Path) -> None:
    table = pages.Table(
        (pages.Column("A"), pages.Column("B", 4)), (("start", LONG * 50), ("end", "The last cell"))
    )
    rendered = pages.render(paper(table))
    assert rendered.page_count >= 3
    text = reading.words(rendered.pdf, tmp_path)
    assert text.count("lunches") == 50
    assert "The last cell" in text


def test_headings_become_bookmarks() -> None:
    document = paper(
        pages.Heading("First"), pages.Heading("Beneath", 3), pages.Heading("Second"), title="Paper"
    )
    with _open(document) as pdf, pdf.open_outline() as outline:
        (title,) = outline.root
        assert title.title == "Paper"
        assert [item.title for item in title.children] == ["First", "Second"]
        assert [item.title for item in title.children[0].children] == ["Beneath"]


@pytest.mark.parametrize("filling", range(26, 47))
def test_a_heading_is_never_last_and_a_signature_never_alone(filling: int, tmp_path: Path) -> None:
    """However full the page before it is."""
    last = "These are the last words before the signature, and they go with it wherever it goes."
    lines = pages.Paragraph("\n".join(f"line {number}" for number in range(filling)))
    blocks = (lines, pages.Heading("Reasons"), pages.Paragraph(LONG + last), sample_papers.SIGNATURE)
    rendered = pages.render(paper(*blocks))
    assert rendered.signature is not None
    texts = reading.page_texts(rendered.pdf, tmp_path)
    assert "wherever it goes." in texts[rendered.signature.page]
    (with_heading,) = (text for text in texts if "Reasons" in text)
    assert "Members heard" in with_heading.split("Reasons")[1]


def test_the_signature_field_is_empty_and_where_the_caller_is_told() -> None:
    rendered = pages.render(sample_papers.KITCHEN_SINK)
    assert rendered.signature is not None
    with pikepdf.open(io.BytesIO(rendered.pdf)) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        assert (field.T, field.FT, "/V" in field) == (rendered.signature.field_name, "/Sig", False)
        assert field.objgen in [widget.objgen for widget in pdf.pages[rendered.signature.page].Annots]
        corners = [float(corner) for corner in field.Rect]
    assert corners == pytest.approx(rendered.signature.rectangle, abs=0.001)


def test_a_letter_has_no_signature_field() -> None:
    assert pages.render(sample_papers.LETTER).signature is None
    with _open(sample_papers.LETTER) as pdf:
        assert "/AcroForm" not in pdf.Root


def test_the_address_shows_in_the_window_of_an_envelope_and_nothing_else_does(tmp_path: Path) -> None:
    """A DL window: 20 to 110 mm from the left and 46 to 92 mm down, wherever the sheet lies in it."""
    found = reading.boxes(pages.render(sample_papers.LETTER).pdf, tmp_path)
    pattern = r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(\S+)</word>'
    visible = []
    for match in re.finditer(pattern, found):
        left, top, right, bottom = (float(match[number]) / _MM for number in range(1, 5))
        if right > 20 and left < 110 and bottom > 46 and top < 92:
            visible.append(match[5])
            assert left >= 20
            assert right <= 100
            assert top >= 54
            assert bottom <= 82
    assert visible[:2] == ["Siân", "Wŷn-Łukasz"]
    assert visible[-2:] == ["BX4", "2LN"]


def test_attachments_come_out_as_they_went_in() -> None:
    data = bytes(range(256)) * 9
    attachment = pages.Attachment(
        name="data ŵ.bin", data=data, media_type="application/octet-stream", description="Everything"
    )
    document = pages.Document(frame=sample_papers.frame(), blocks=(), attachments=(attachment,))
    with _open(document) as pdf:
        assert pdf.attachments["data ŵ.bin"].get_file().read_bytes() == data
        assert pdf.Root.AF[0].AFRelationship == "/Data"


def test_blocks_kept_together_move_together(tmp_path: Path) -> None:
    filler = pages.Paragraph("\n".join("filling" for _ in range(36)))
    together = pages.KeepTogether(
        (
            pages.Paragraph("First of three.\n\n"),
            pages.Paragraph("Second.\n\n"),
            pages.Paragraph("Third.\n\n\n"),
        )
    )
    texts = reading.page_texts(pages.render(paper(filler, together)).pdf, tmp_path)
    assert (
        ["First of three." in text for text in texts] == ["Third." in text for text in texts] == [False, True]
    )


def test_a_page_break_begins_a_page_and_makes_no_empty_one() -> None:
    blocks = (
        pages.Paragraph("one"),
        pages.PageBreak(),
        pages.PageBreak(),
        pages.Paragraph("two"),
        pages.PageBreak(),
    )
    assert pages.render(paper(*blocks)).page_count == 2


@pytest.mark.parametrize(
    ("blocks", "sentence"),
    [
        ((sample_papers.SIGNATURE, pages.KeepTogether((sample_papers.SIGNATURE,))), "signed once"),
        ((pages.Heading("Too deep", 3),), "level 2"),
    ],
)
def test_papers_nobody_could_follow_are_refused(blocks: tuple[pages.Block, ...], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        paper(*blocks)


@pytest.mark.parametrize(("rows", "sentence"), [((), "needs a row"), ((("one", "two"),), "needs 1 cells")])
def test_tables_need_rows_that_fit(rows: tuple[tuple[str, ...], ...], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        pages.Table((pages.Column("Only"),), rows)


def test_headings_follow_each_other_down_the_page() -> None:
    with _open(sample_papers.KITCHEN_SINK) as pdf:
        levels = [int(kind[1]) for kind, _ in reading.structure(pdf) if re.fullmatch(r"H\d", kind)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
