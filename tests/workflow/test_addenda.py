from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.minutes import Minutes, MinutesState
from fosterpanel.errors import InvalidInput, MovedSince
from fosterpanel.workflow.deciding.decision_grounds import material_before
from fosterpanel.workflow.minuting import addenda, minutes
from fosterpanel.workflow.overviews.today import today
from tests.documents.reading import words as words_of
from tests.workflow.builders import At, Desk

CHAIR, VICE = "person-chair", "person-vice"
WORDS = "Under 8, question 2: the answer was Kemal Hollowell's, not Sian Hollowell's."


def signed(desk: Desk) -> Minutes:
    opened = addenda.open_addendum(desk.office, desk.item.id, WORDS)
    addenda.agree_addendum(desk.of(CHAIR), opened.id)
    desk.clock.move(timedelta(minutes=1))
    return addenda.sign_addendum(desk.of(CHAIR), opened.id)


def test_an_addendum_stands_beside_minutes_that_stay_as_they_were(at: At, tmp_path: Path) -> None:
    desk = at("with decision maker")
    with desk.office.reading() as reading:
        before = minutes.signed_minutes(reading, desk.item.id)
    addendum = signed(desk)
    assert (addendum.state, addendum.number, addendum.is_addendum) == (MinutesState.SIGNED, 2, True)
    assert desk.last_act() == ("sign_addendum", desk.item.id)
    with desk.office.reading() as reading:
        assert minutes.signed_minutes(reading, desk.item.id) == before
        assert minutes.minutes_of(reading, desk.item.id).number == 1
        document = reading.get(IssuedDocument, addendum.document_id)
        pdf = reading.content(document.sha256)
    assert (document.kind, document.reference) == (DocumentKind.ADDENDUM, "26/001-M2")
    text = words_of(pdf, tmp_path)
    assert "Addendum to the minutes of item 26/001" in text
    assert "The minutes 26/001-M1, signed on 4 December 2026 at 10:30, stay as they were signed." in text
    assert WORDS in text
    assert "After the decision" not in text
    assert before is not None
    original = desk.the(IssuedDocument, kind=DocumentKind.MINUTES)
    assert original.sha256 in text.replace(" ", "")
    assert b"/ByteRange" in pdf


def test_the_decision_maker_has_it_before_them(at: At) -> None:
    desk = at("with decision maker")
    document_id = signed(desk).document_id
    with desk.office.reading() as reading:
        titles = [one.title for one in material_before(reading, desk.item)]
        assert reading.get(IssuedDocument, document_id).sha256 in {
            one.sha256 for one in material_before(reading, desk.item)
        }
    assert titles[-2:] == ["Minutes of item 26/001", "Addendum to the minutes of item 26/001"]
    (found,) = addenda.addenda_of(desk.office, desk.item.id)
    assert not found.is_after_decision
    assert found.sentence == "Addendum 26/001-M2 to the minutes 26/001-M1 was signed before any decision."


def test_one_signed_after_the_decision_says_so(at: At, tmp_path: Path) -> None:
    desk = at("approved")
    desk.clock.move(timedelta(days=1))
    addendum = signed(desk)
    (found,) = addenda.addenda_of(desk.office, desk.item.id)
    assert found.is_after_decision
    assert found.sentence.endswith("was signed after the decision of 8 December 2026.")
    with desk.office.reading() as reading:
        pdf = reading.content(reading.get(IssuedDocument, addendum.document_id).sha256)
    text = words_of(pdf, tmp_path)
    assert "The agency decision maker decided on 8 December 2026, before this addendum was signed." in text


def test_it_is_written_until_it_is_signed_and_read_as_a_draft(at: At) -> None:
    desk = at("with decision maker")
    opened = addenda.open_addendum(desk.office, desk.item.id, "Wrong.")
    with desk.refusing(InvalidInput, "is being written already"):
        addenda.open_addendum(desk.office, desk.item.id, "Another.")
    addenda.agree_addendum(desk.of(CHAIR), opened.id)
    written = addenda.write_addendum(desk.office, opened.id, WORDS)
    assert (written.state, written.contents.addendum) == (MinutesState.DRAFT, WORDS)
    assert addenda.addendum_pdf(desk.office, opened.id).startswith(b"%PDF-")
    with desk.refusing(InvalidInput, "Read and agree the minutes first"):
        addenda.sign_addendum(desk.of(CHAIR), opened.id)
    addenda.agree_addendum(desk.of(CHAIR), opened.id)
    addenda.sign_addendum(desk.of(CHAIR), opened.id)
    with desk.refusing(InvalidInput, "signed and never change"):
        addenda.write_addendum(desk.office, opened.id, "Too late.")
    assert addenda.open_addendum(desk.office, desk.item.id, "A second.").number == 3


def test_only_who_presided_agrees_it(at: At) -> None:
    desk = at("with decision maker")
    opened = addenda.open_addendum(desk.office, desk.item.id, WORDS)
    with desk.refusing(InvalidInput, "Only the member who presided"):
        addenda.agree_addendum(desk.of(VICE), opened.id)


@pytest.mark.parametrize("words", ["", "  "])
def test_it_says_something(at: At, words: str) -> None:
    desk = at("with decision maker")
    with desk.refusing(InvalidInput, "what is put right"):
        addenda.open_addendum(desk.office, desk.item.id, words)


def test_unsigned_minutes_have_none(at: At) -> None:
    desk = at("recommended")
    with desk.refusing(InvalidInput, "are not signed yet"):
        addenda.open_addendum(desk.office, desk.item.id, WORDS)
    with desk.refusing(InvalidInput, "no addendum to any"):
        addenda.agree_addendum(desk.of(CHAIR), desk.the(Minutes).id)


def test_what_moved_since_it_was_prepared_is_noticed(at: At) -> None:
    desk = at("with decision maker")
    opened = addenda.open_addendum(desk.office, desk.item.id, WORDS)
    addenda.agree_addendum(desk.of(CHAIR), opened.id)
    sealed = addenda.seal_addendum(addenda.prepare_addendum(desk.of(CHAIR), opened.id))
    addenda.write_addendum(desk.office, opened.id, f"{WORDS} And more.")
    addenda.agree_addendum(desk.of(CHAIR), opened.id)
    with desk.refusing(MovedSince, "was not filed"):
        addenda.file_addendum(desk.of(CHAIR), sealed)


def test_today_asks_the_chair_to_agree_and_sign_it(at: At) -> None:
    desk = at("with decision maker")
    opened = addenda.open_addendum(desk.office, desk.item.id, WORDS)
    titles = [line.title for line in today(desk.of(CHAIR))]
    assert "Addendum to minutes to read and agree · item 26/001" in titles
    addenda.agree_addendum(desk.of(CHAIR), opened.id)
    assert "Addendum to minutes to sign · item 26/001" in [line.title for line in today(desk.of(CHAIR))]
