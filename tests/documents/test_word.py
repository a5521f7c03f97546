"""Copies in Word say what the signed PDF says, and templates hold only what they may."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest

from fosterpanel.documents.decisions import render_decision
from fosterpanel.documents.letters import render_letter
from fosterpanel.documents.minutes import render_minutes
from fosterpanel.documents.word import CopyOf, check_template, shipped, shipped_template, word_copy
from fosterpanel.documents.word.tagged import read_tagged
from fosterpanel.domain.notices import NoticeKind
from fosterpanel.errors import InvalidInput, UnreadableDocument
from tests.documents import panel_papers
from tests.documents.reading import page_texts

SHA256 = "9f2c41d07be5" * 5 + "abcd"
MINUTES = render_minutes(panel_papers.minutes_paper()).pdf


def of(**changes: Any) -> CopyOf:
    known: dict[str, Any] = {
        "is_letter": False,
        "title": "Panel minutes",
        "reference": "26/001-M1",
        "issued_on": "3 December 2026",
        "signed_by": "Ruth Callaway",
        "sha256": SHA256,
        "service": "Moorside Fostering",
        "telephone": "01632 960123",
        "email": "fostering@moorside.example",
    }
    return CopyOf(**known | changes)


def template(*paragraphs: str, change: Callable[[Any], None] | None = None) -> bytes:
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    if change:
        change(document)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def words_of(copy: bytes) -> list[str]:
    """Every paragraph of a Word file in order, those in tables among them."""
    body = docx.Document(BytesIO(copy)).element.body
    return [_words(one) for one in body.iter() if one.tag.endswith("}p")]


def _words(paragraph: Any) -> str:
    parts = {"t": lambda one: one.text or "", "br": lambda _: "\n", "tab": lambda _: "\t"}
    kinds = ((one, one.tag.rpartition("}")[2]) for one in paragraph.iter())
    return "".join(
        parts[kind](one) for one, kind in kinds if kind in parts and "pPr" not in one.getparent().tag
    )


def letter(kind: NoticeKind) -> bytes:
    return render_letter(panel_papers.letter_paper(kind)).pdf


PAPERS: dict[str, Callable[[], bytes]] = {
    "minutes": lambda: MINUTES,
    "decision": lambda: render_decision(panel_papers.decision_paper(signed_minutes=MINUTES)).pdf,
    **{kind.name: partial(letter, kind) for kind in NoticeKind},
}


@pytest.mark.parametrize("name", PAPERS)
def test_a_copy_says_every_word_of_the_paper_and_none_besides(name: str, tmp_path: Path) -> None:
    pdf = PAPERS[name]()
    note, *said = words_of(word_copy(pdf, of(), shipped_template()))
    assert note == of().note
    pages = page_texts(pdf, tmp_path)
    printed, copied = Counter(" ".join(pages).split()), Counter(" ".join(said).split())
    assert copied - printed == Counter()
    footers = " ".join(line for page in pages for line in page.split("\n")[-6:])
    heads = "Member Seat Independent Attended Paper Version Pages Received SHA-256, first 12 View Why"
    assert set(printed - copied) <= set(footers.split()) | set(heads.split())


def test_headings_tables_lists_and_boxes_stay_what_they_are() -> None:
    document = docx.Document(BytesIO(word_copy(MINUTES, of(), shipped_template())))
    by_style: dict[str, list[str]] = {}
    for paragraph in document.paragraphs:
        by_style.setdefault(paragraph.style.name, []).append(paragraph.text)
    assert by_style["Title"] == ["Panel minutes: item 26/001"]
    assert by_style["Heading 1"][0] == "1. Who was present"
    assert len(by_style["Heading 1"]) == 21
    assert "Recommends approval" in by_style["Paper Box"]
    assert "Item\t26/001: First approval" in by_style["Paper Fact"]
    assert any(one.startswith("•") for one in by_style["Paper Entry"])
    head = document.tables[0].rows[0]
    assert [cell.text for cell in head.cells] == ["Member", "Seat", "Independent", "Attended"]
    assert "tblHeader" in head._tr.xml
    assert document.tables[0].rows[1].cells[0].paragraphs[0].runs[0].bold


def test_a_signature_is_not_torn_from_its_statement() -> None:
    document = docx.Document(BytesIO(word_copy(MINUTES, of(), shipped_template())))
    boxed = [one for one in document.paragraphs if one.style.name == "Paper Box"]
    assert all(one.paragraph_format.keep_together for one in boxed)
    leading = [
        one
        for one, after in pairwise(document.paragraphs)
        if after.style.name == "Paper Box" and one.style.name != "Paper Box"
    ]
    assert leading[-1].paragraph_format.keep_with_next
    assert (boxed[0].paragraph_format.keep_with_next, boxed[-1].paragraph_format.keep_with_next) == (
        True,
        False,
    )


def test_a_line_its_writer_ended_ends_and_one_the_page_broke_does_not() -> None:
    pdf = letter(NoticeKind.QUALIFYING_DETERMINATION)
    said = words_of(word_copy(pdf, of(is_letter=True), shipped_template()))
    assert "County Hall\nMill Street\nMoorside MS1 4QT\n01632 960123\nfostering@moorside.example" in said
    assert any("nothing has changed yet, and you have the right" in one for one in said)
    assert "Date\n1 December 2026" in said


def test_a_letters_subject_is_no_title() -> None:
    pdf = letter(NoticeKind.APPROVAL)
    document = docx.Document(BytesIO(word_copy(pdf, of(is_letter=True), shipped_template())))
    assert not [one for one in document.paragraphs if one.style.name == "Title"]


def test_every_copy_says_what_it_is_a_copy_of() -> None:
    own = template("{{ service }}", "{{ content }}", "Our reference {{ reference }}")
    for chosen in (own, shipped_template()):
        note = f"Copy in Word of the signed PDF 26/001-M1, SHA-256 {SHA256}. The signed PDF is the record;"
        copy = word_copy(MINUTES, of(), chosen)
        assert any(one.startswith(note) for one in words_of(copy))
        assert docx.Document(BytesIO(copy)).core_properties.subject.startswith(note)
    unsigned = of(signed_by="").note
    assert unsigned.startswith("Copy in Word of the PDF 26/001-M1")


def test_a_services_own_template_keeps_what_it_holds_and_needs_no_styles_of_ours() -> None:
    own = template("Moorside, {{ issued_on }}", "{{ content }}", "Please keep this safe: {{ title }}")
    check_template(own, "moorside.docx")
    said = words_of(word_copy(MINUTES, of(title="Minutes <b>&</b> more"), own))
    assert said[0] == "Moorside, 3 December 2026"
    assert said[-1] == "Please keep this safe: Minutes <b>&</b> more"
    assert "Panel minutes: item 26/001" in said


def test_what_a_person_wrote_is_never_read_as_a_field() -> None:
    paper = panel_papers.minutes_paper()
    contents = replace(paper.minutes.contents, strengths=("{{ 7 * 7 }} {% if x %} <w:p/> & co",))
    pdf = render_minutes(replace(paper, minutes=replace(paper.minutes, contents=contents))).pdf
    assert "• \t{{ 7 * 7 }} {% if x %} <w:p/> & co" in words_of(word_copy(pdf, of(), shipped_template()))


def test_the_template_that_ships_is_the_one_its_script_makes() -> None:
    check_template(shipped_template(), "paper.docx")
    with (
        zipfile.ZipFile(BytesIO(shipped_template())) as held,
        zipfile.ZipFile(BytesIO(shipped.made())) as made,
    ):
        for part in ("word/document.xml", "word/styles.xml", "word/footer1.xml"):
            assert held.read(part) == made.read(part)


def _remote_template(document: Any) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    document.part.relate_to("https://elsewhere.example/t.dotx", kind, is_external=True)


def _with_macro(data: bytes) -> bytes:
    kept = BytesIO(data)
    with zipfile.ZipFile(kept, "a") as held:
        held.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    return kept.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (template("{{ content }}"), "own.docm", "may hold macros"),
        (_with_macro(template("{{ content }}")), "own.docx", "holds macros"),
        (template("{{ content }}", change=_remote_template), "own.docx", "from elsewhere"),
        (template("{{ content }} {{ carer }} {{ child }}"), "own.docx", "asks for “carer” and “child”"),
        (template("{{ title }}"), "own.docx", "has no place for the words"),
        (template("{{ content }} {{ title"), "own.docx", "written wrongly"),
        (b"%PDF-1.7", "own.docx", "is no Word document"),
        (b"PK\x05\x06" + b"\0" * 18, "own.docx", "is no Word document"),
    ],
    ids=["docm", "macro", "remote", "fields", "no place", "broken field", "pdf", "empty archive"],
)
def test_what_a_template_may_not_be(data: bytes, name: str, words: str) -> None:
    with pytest.raises(InvalidInput, match=words) as refused:
        check_template(data, name)
    assert str(refused.value).startswith(("“own", "A field in “own"))


def test_a_template_cannot_reach_beyond_its_fields() -> None:
    reaching = template("{{ content }}", "{{ title.__class__.__mro__ }}")
    for refusing in (
        partial(check_template, reaching, "own.docx"),
        partial(word_copy, MINUTES, of(), reaching),
    ):
        with pytest.raises(InvalidInput, match="cannot be filled"):
            refusing()


@pytest.mark.parametrize("paragraphs", [("Here: {{ content }}",), ("{{ content }}", "{{ content }}")])
def test_the_words_need_one_paragraph_of_their_own(paragraphs: tuple[str, ...]) -> None:
    with pytest.raises(InvalidInput, match="alone in it"):
        check_template(template(*paragraphs), "own.docx")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 broken"])
def test_what_is_no_paper_of_ours_is_not_copied(data: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        read_tagged(data)
