from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fosterpanel.domain.papers import Paper, PaperReading, ReliedBy
from fosterpanel.errors import NotFound
from fosterpanel.workflow.paperwork import papers, reading
from tests.workflow.builders import At, Desk, new_paper, pdf
from tests.workflow.worded_papers import worded_pdf

TODAY = date(2026, 12, 4)


def filed(desk: Desk, *pages: str) -> Paper:
    new = replace(new_paper("medical-report", "Medical"), data=worded_pdf(*pages))
    return papers.file_paper(desk.office, desk.item.id, new)


def test_older_versions_stand_under_the_newest(at: At) -> None:
    desk = at("taken in")
    first = desk.the(Paper)
    other = filed(desk, "One")
    second, _ = papers.correct_paper(desk.office, first.id, data=pdf(title="2"), received_on=TODAY)
    third, _ = papers.correct_paper(desk.office, second.id, data=pdf(title="3"), received_on=TODAY)
    listed = reading.papers_with_versions(desk.office, desk.item.id)
    assert [one.paper for one in listed] == [third, second, first, other]
    assert [one.is_current for one in listed] == [True, False, False, True]
    assert listed[1].replaced_on == TODAY
    assert listed[3].kind_words == "Medical report with the medical adviser's comment"


def test_who_read_which_version(at: At) -> None:
    desk = at("taken in")
    paper = desk.the(Paper)
    chair = desk.of("person-chair")
    first = reading.record_reading(chair, paper.id)
    assert reading.record_reading(chair, paper.id) == first
    assert desk.the(PaperReading) == first
    assert (first.person_id, first.read_at) == ("person-chair", desk.clock.now())
    assert desk.last_act() == ("record_reading", desk.item.id)
    (listed,) = reading.papers_with_versions(desk.office, desk.item.id)
    assert (listed.readers, listed.is_read_by_me) == (("Margaret Ollerenshaw",), False)
    assert reading.papers_with_versions(chair, desk.item.id)[0].is_read_by_me
    papers.correct_paper(desk.office, paper.id, data=pdf(title="2"), received_on=TODAY)
    newest, _ = reading.papers_with_versions(chair, desk.item.id)
    assert newest.readers == ()


def test_who_relied_on_a_version_and_that_it_was_corrected(at: At) -> None:
    desk = at("recommended")
    papers.correct_paper(desk.office, desk.the(Paper).id, data=pdf(title="2"), received_on=TODAY)
    newest, old = reading.papers_with_versions(desk.office, desk.item.id)
    assert old.relied_by == (ReliedBy.PANEL,)
    assert newest.alert is not None
    assert newest.alert.replaced_paper_id == old.id


def test_a_paper_opens_where_one_stopped(at: At) -> None:
    desk = at("taken in")
    paper = filed(desk, "One", "Two", "Three")
    reading.keep_place(desk.office, paper.id, 3)
    with reading.open_paper(desk.office, paper.id).images as images:
        assert images.page_count == 3
    opened = reading.open_paper(desk.office, paper.id)
    opened.images.close()
    assert (opened.at_page, opened.item_reference) == (3, desk.item.reference)
    assert opened.versions == (paper,)
    assert opened.sizes == ((595.0, 842.0),) * 3
    other = reading.open_paper(desk.of("person-chair"), paper.id)
    other.images.close()
    assert other.at_page == 1


def test_a_place_beyond_the_end_is_the_end(at: At) -> None:
    desk = at("taken in")
    paper = filed(desk, "One", "Two")
    reading.keep_place(desk.office, paper.id, 40)
    opened = reading.open_paper(desk.office, paper.id)
    opened.images.close()
    assert opened.at_page == 2


def test_a_paper_there_is_not_cannot_be_opened_or_read(at: At) -> None:
    desk = at("taken in")
    with desk.refusing(NotFound):
        reading.open_paper(desk.office, "nowhere")
    with desk.refusing(NotFound):
        reading.record_reading(desk.office, "nowhere")


@pytest.mark.parametrize(
    ("words", "found"),
    [("garden", 2), ("GARDEN", 2), ("the garden", 1), ("shed", 0), ("", 0)],
)
def test_words_are_found_with_those_around_them(at: At, words: str, found: int) -> None:
    desk = at("taken in")
    paper = filed(desk, "Nothing here", "She plays in the garden after school.\nHis own garden is small.")
    opened = reading.open_paper(desk.office, paper.id)
    with opened.images:
        assert reading.find_on_page(opened.images, 0, words) == ()
        hits = reading.find_on_page(opened.images, 1, words)
    assert len(hits) == found
    for hit in hits:
        assert hit.page == 1
        assert words.casefold() in hit.words.casefold()
        assert hit.boxes
