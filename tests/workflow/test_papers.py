from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fosterpanel.domain.papers import Paper, PaperAlert, Reliance, ReliedBy
from fosterpanel.domain.rulebook import Nation
from fosterpanel.errors import InvalidInput, NotFound, PaperRefused, UnknownRule
from fosterpanel.workflow.minuting import minutes
from fosterpanel.workflow.paperwork import papers
from tests.workflow.builders import At, new_paper, pdf

TODAY = date(2026, 12, 4)


def test_filing_keeps_the_exact_bytes(at: At) -> None:
    desk = at("taken in")
    new = replace(new_paper("medical-report", "Medical"), data=pdf(pages=3))
    paper = papers.file_paper(desk.office, desk.item.id, new)
    assert (paper.number, paper.pages, paper.size) == (1, 3, len(new.data))
    with desk.office.reading() as reading:
        assert reading.content(paper.sha256) == new.data
        assert paper in papers.current_papers(reading, desk.item.id)
    assert desk.last_act() == ("file_paper", desk.item.id)


@pytest.mark.parametrize(
    "data", [b"", b"not a PDF", b"%PDF-1.7 and then nothing"], ids=["empty", "text", "broken"]
)
def test_what_is_no_readable_pdf_is_refused(at: At, data: bytes) -> None:
    desk = at("taken in")
    with desk.refusing(PaperRefused, "Assessment report"):
        papers.file_paper(desk.office, desk.item.id, replace(new_paper(), data=data))
    with desk.refusing(PaperRefused, "Assessment report"):
        papers.correct_paper(desk.office, desk.the(Paper).id, data=data, received_on=TODAY)


def test_a_kind_nobody_knows_is_refused(at: At) -> None:
    desk = at("taken in")
    with desk.refusing(InvalidInput, "knows no paper called “shopping-list”"):
        papers.file_paper(desk.office, desk.item.id, new_paper("shopping-list"))


def test_a_nation_whose_book_lists_no_papers_says_so(at: At) -> None:
    desk = at("taken in")
    welsh = replace(desk.office, service=replace(desk.office.service, nation=Nation.WALES))
    with desk.refusing(UnknownRule, "The rule book for Wales lists no kinds of paper"):
        papers.file_paper(welsh, desk.item.id, new_paper())


def test_a_paper_belongs_to_an_item(at: At) -> None:
    desk = at("taken in")
    with desk.refusing(NotFound):
        papers.file_paper(desk.office, "item-nowhere", new_paper())


def test_a_correction_before_anybody_relied_on_it_raises_no_alert(at: At) -> None:
    desk = at("taken in")
    old = desk.the(Paper)
    new, alert = papers.correct_paper(desk.office, old.id, data=pdf(title="Corrected"), received_on=TODAY)
    assert (new.number, new.replaces_id, alert) == (2, old.id, None)
    assert desk.find(Paper) == (old, new)
    with desk.office.reading() as reading:
        assert papers.current_papers(reading, desk.item.id) == (new,)
    assert desk.last_act() == ("correct_paper", desk.item.id)


def test_a_version_is_corrected_once(at: At) -> None:
    desk = at("taken in")
    old = desk.the(Paper)
    papers.correct_paper(desk.office, old.id, data=pdf(title="Corrected"), received_on=TODAY)
    with desk.refusing(InvalidInput, "already replaced by a later version"):
        papers.correct_paper(desk.office, old.id, data=pdf(title="Again"), received_on=TODAY)


def test_recommending_enters_what_the_panel_relied_on(at: At) -> None:
    desk = at("recommended")
    relied, paper = desk.the(Reliance), desk.the(Paper)
    assert (relied.paper_id, relied.sha256, relied.relied_by) == (paper.id, paper.sha256, ReliedBy.PANEL)


def test_a_correction_after_the_panel_relied_on_it_raises_an_alert(at: At) -> None:
    desk = at("recommended")
    old = desk.the(Paper)
    new, alert = papers.correct_paper(desk.office, old.id, data=pdf(title="Corrected"), received_on=TODAY)
    assert alert is not None
    assert (alert.paper_id, alert.replaced_paper_id, alert.relied_by) == (new.id, old.id, (ReliedBy.PANEL,))
    assert desk.the(PaperAlert) == alert
    answered = papers.answer_alert(desk.office, alert.id, answer="A typing error; nothing follows.")
    assert (answered.answer, answered.answered_at) == ("A typing error; nothing follows.", desk.clock.now())
    assert desk.last_act() == ("answer_alert", desk.item.id)


def test_an_alert_after_the_decision_names_both_who_relied(at: At) -> None:
    desk = at("approved")
    _, alert = papers.correct_paper(
        desk.office, desk.the(Paper).id, data=pdf(title="Corrected"), received_on=date(2026, 12, 8)
    )
    assert alert is not None
    assert alert.relied_by == (ReliedBy.PANEL, ReliedBy.DECISION_MAKER)
    assert "panel and the agency decision maker" in alert.sentence


def test_an_alert_is_answered_in_words(at: At) -> None:
    desk = at("recommended")
    _, alert = papers.correct_paper(
        desk.office, desk.the(Paper).id, data=pdf(title="Corrected"), received_on=TODAY
    )
    assert alert is not None
    with desk.refusing(InvalidInput, "Say what follows"):
        papers.answer_alert(desk.office, alert.id, answer=" ")


def test_minutes_name_the_version_the_panel_had_and_not_a_later_one(at: At) -> None:
    desk = at("recommended")
    old = desk.the(Paper)
    papers.correct_paper(desk.office, old.id, data=pdf(title="Corrected"), received_on=TODAY)
    papers.file_paper(desk.office, desk.item.id, new_paper("medical-report", "Came afterwards"))
    with desk.office.reading() as reading:
        assert minutes.gather_minutes(desk.office, reading, desk.item.id).papers == (old,)
