"""Searching as the desk asks it: what acts wrote is found, papers by their text, items by their type's name."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from fosterpanel.domain.search import FoundKind
from fosterpanel.workflow.paperwork.papers import NewPaper, correct_paper, file_paper
from fosterpanel.workflow.search import search
from tests.workflow.builders import APPLICANTS, RECEIVED_ON, At


def written(*pages: str) -> bytes:
    """A PDF with these words, one page each."""
    kept = BytesIO()
    canvas = Canvas(kept)
    for words in pages:
        canvas.drawString(72, 720, words)
        canvas.showPage()
    canvas.save()
    return kept.getvalue()


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("hollowell", FoundKind.HOME),
        ("BF-101", FoundKind.HOME),
        ("invented bus", FoundKind.ITEM),
        ("ollerenshaw", FoundKind.MEMBER),
        ("thwaite", FoundKind.PERSON),
        ("december", FoundKind.MEETING),
        ("assessment report", FoundKind.PAPER),
    ],
)
def test_whatever_an_act_wrote_is_found(at: At, typed: str, kind: FoundKind) -> None:
    assert kind in [one.kind for one in search(at("listed").office, typed)]


def test_an_item_is_found_by_the_name_of_its_type_and_says_it(at: At) -> None:
    desk = at("listed")
    name = desk.office.book().item_type("APP").name
    (one,) = (each for each in search(desk.office, name[:7]) if each.kind is FoundKind.ITEM)
    assert one.subject_id == desk.item.id
    assert one.line == f"{name} · listed"


def test_a_paper_is_found_by_its_text_from_the_moment_it_is_filed(at: At) -> None:
    desk = at("taken in")
    new = NewPaper(
        kind="assessment-report",
        title="Health",
        data=written("Contents", "Walks the greyhound daily"),
        received_on=RECEIVED_ON,
    )
    paper = file_paper(desk.office, desk.item.id, new)
    (one,) = search(desk.office, "greyh")
    assert (one.subject_id, one.page, one.item_id) == (paper.id, 2, desk.item.id)
    corrected, _ = correct_paper(desk.office, paper.id, data=written("A lurcher"), received_on=RECEIVED_ON)
    assert [each.subject_id for each in search(desk.office, "lurcher")] == [corrected.id]


def test_searching_writes_nothing(at: At) -> None:
    desk = at("listed")
    before = desk.everything()
    assert search(desk.office, APPLICANTS.reference)
    assert desk.everything() == before
