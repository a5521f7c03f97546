from __future__ import annotations

from pathlib import Path

import pytest

from fosterpanel.documents.intake import text_of_pages
from fosterpanel.domain.papers import Paper
from fosterpanel.domain.redaction import RedactionClass, TermMark
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.wrong_family import NamesUnanswered
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow import wrong_family
from fosterpanel.workflow.paperwork import papers, redactions
from fosterpanel.workflow.paperwork.redactions import Reader
from tests.workflow.builders import At, Desk
from tests.workflow.worded_papers import worded_pdf

SCHOOL = TermMark(words="Larkfield School", why=RedactionClass.CHILD_OTHER)


def paper_saying(desk: Desk, *pages: str) -> Paper:
    new = papers.NewPaper(
        kind="medical-report",
        title="Report",
        data=worded_pdf(*pages),
        received_on=desk.office.clock.today(),
    )
    return papers.file_paper(desk.office, desk.item.id, new)


def test_a_redacted_copy_is_saved_and_the_paper_stays_as_it_is(at: At, tmp_path: Path) -> None:
    desk = at("taken in")
    paper = paper_saying(desk, "She goes to Larkfield School daily.")
    copy = redactions.redact_paper(desk.office, paper.id, [SCHOOL], reader=Reader.OTHERS)
    saved = redactions.save_redacted(desk.office, copy, tmp_path / "copy.pdf")
    (text,) = text_of_pages(saved.read_bytes())
    assert "Larkfield" not in text
    assert "She goes to" in text
    assert copy.boxes == 1
    assert desk.last_act() == ("record_copy", paper.id)
    assert desk.get(Paper, paper.id) == paper


def test_a_redacted_copy_can_be_put_before_the_panel(at: At) -> None:
    desk = at("taken in")
    paper = paper_saying(desk, "She goes to Larkfield School daily.")
    copy = redactions.redact_paper(desk.office, paper.id, [SCHOOL], reader=Reader.PANEL)
    filed = redactions.file_redacted(desk.office, copy)
    assert (filed.title, filed.kind, filed.number) == ("Report (redacted)", "medical-report", 1)
    with desk.office.reading() as reading:
        assert "Larkfield" not in text_of_pages(reading.content(filed.sha256))[0]


def test_the_birth_family_does_not_learn_where_carers_live(at: At, tmp_path: Path) -> None:
    desk = at("taken in")
    street = desk.get(FosterHome, desk.item.home_id).address[0]
    paper = paper_saying(desk, f"Seen at {street}, after Larkfield School.")
    copy = redactions.redact_paper(desk.office, paper.id, [SCHOOL], reader=Reader.BIRTH_FAMILY)
    with desk.refusing(NamesUnanswered, street):
        redactions.save_redacted(desk.office, copy, tmp_path / "copy.pdf")
    assert not (tmp_path / "copy.pdf").exists()
    with pytest.raises(NamesUnanswered) as refused:
        redactions.save_redacted(desk.office, copy, tmp_path / "copy.pdf")
    wrong_family.answer_name(desk.office, refused.value.found[0], "They know it: the child visits there.")
    assert redactions.save_redacted(desk.office, copy, tmp_path / "copy.pdf").exists()


def test_others_may_see_where_they_live(at: At, tmp_path: Path) -> None:
    desk = at("taken in")
    street = desk.get(FosterHome, desk.item.home_id).address[0]
    paper = paper_saying(desk, f"Seen at {street}, after Larkfield School.")
    copy = redactions.redact_paper(desk.office, paper.id, [SCHOOL], reader=Reader.OTHERS)
    assert redactions.save_redacted(desk.office, copy, tmp_path / "copy.pdf").exists()


def test_nothing_marked_is_refused(at: At) -> None:
    desk = at("taken in")
    paper = paper_saying(desk, "Words.")
    with desk.refusing(InvalidInput, "Nothing is marked"):
        redactions.redact_paper(desk.office, paper.id, [], reader=Reader.OTHERS)


def test_words_that_stand_nowhere_are_told(at: At) -> None:
    desk = at("taken in")
    paper = paper_saying(desk, "Larkfield School")
    marks = [SCHOOL, TermMark(words="Oakwood")]
    copy = redactions.redact_paper(desk.office, paper.id, marks, reader=Reader.OTHERS)
    assert copy.not_found == ("Oakwood",)
