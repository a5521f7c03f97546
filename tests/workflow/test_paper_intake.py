from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from time import sleep, time

import pikepdf
import pytest

from fosterpanel.documents.libreoffice import find_libreoffice
from fosterpanel.domain.papers import Paper, PaperAlert
from fosterpanel.errors import InvalidInput, PaperRefused
from fosterpanel.workflow.agendas import paper_intake as intake
from fosterpanel.workflow.agendas.paper_intake import PreparedPaper, Said
from fosterpanel.workflow.business import items
from tests.documents import offered_files as offered
from tests.workflow.builders import CARERS, At, Desk, new_item, pdf
from tests.workflow.worded_papers import worded_pdf

TODAY = date(2026, 11, 23)
SAID = Said(kind="medical-report", title="Medical", received_on=TODAY, dated_on=date(2026, 9, 3))


def file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def prepared(
    desk: Desk, folder: Path, name: str = "Medical 3.9.26.pdf", data: bytes | None = None
) -> PreparedPaper:
    return intake.prepare_paper(
        desk.office, desk.item.id, file(folder, name, pdf(2) if data is None else data)
    )


def encrypted() -> bytes:
    with pikepdf.open(BytesIO(pdf())) as opened:
        kept = BytesIO()
        opened.save(kept, encryption=pikepdf.Encryption(owner="o", user="u"))
        return kept.getvalue()


def test_a_file_is_taken_in_with_what_its_name_says(at: At, tmp_path: Path) -> None:
    desk = at("staffed")
    item = items.take_in(desk.office, new_item())
    ready = intake.prepare_paper(
        desk.office, item.id, file(tmp_path, "medical advisor comment 3.9.26.pdf", pdf(2))
    )
    assert (ready.kind, ready.dated_on, ready.title) == (
        "medical-report",
        date(2026, 9, 3),
        "Medical advisor comment",
    )
    assert (ready.pages, ready.questions) == (2, ())
    paper = intake.take_in_paper(desk.office, item.id, ready, SAID)
    assert paper == desk.the(Paper)
    assert (paper.title, paper.dated_on, paper.source_name) == (
        "Medical",
        date(2026, 9, 3),
        "medical advisor comment 3.9.26.pdf",
    )
    assert not paper.is_late
    assert desk.last_act() == ("file_paper", item.id)


def test_a_photograph_becomes_a_paper(at: At, tmp_path: Path) -> None:
    desk = at("taken in")
    ready = prepared(desk, tmp_path, "Letter.jpg", offered.photograph())
    assert ready.data.startswith(b"%PDF-")
    assert intake.take_in_paper(desk.office, desk.item.id, ready, SAID).pages == 1


def test_what_is_refused_does_not_keep_the_others_out(at: At, tmp_path: Path) -> None:
    desk = at("taken in")
    offered_files = {
        "words.txt": b"only words",
        "broken.pdf": b"%PDF-1.7 and then nothing",
        "locked.pdf": encrypted(),
        "empty.pdf": b"",
        "good.pdf": pdf(3),
    }
    paths = [file(tmp_path, name, data) for name, data in offered_files.items()] + [tmp_path / "gone.pdf"]
    ready = intake.prepare_papers(desk.office, desk.item.id, paths)
    assert [paper.source_name for paper in ready.papers] == ["good.pdf"]
    sentences = {one.name: one.sentence for one in ready.refused}
    assert sentences.keys() == {"words.txt", "broken.pdf", "locked.pdf", "empty.pdf", "gone.pdf"}
    assert "not a PDF, a Word file or a picture" in sentences["words.txt"]
    assert "broken" in sentences["broken.pdf"]
    assert "asks for a password" in sentences["locked.pdf"]
    assert "empty" in sentences["empty.pdf"]
    assert "cannot be read" in sentences["gone.pdf"]


def test_the_same_file_again_is_a_question(at: At, tmp_path: Path) -> None:
    desk = at("taken in")
    first = prepared(desk, tmp_path)
    intake.take_in_paper(desk.office, desk.item.id, first, SAID)
    again = prepared(desk, tmp_path, "another name.pdf")
    (question,) = again.questions
    assert "already on this item as “Medical”, version 1, received 23 November 2026" in question.sentence
    intake.take_in_paper(desk.office, desk.item.id, again, SAID)
    assert len(desk.find(Paper, sha256=first.sha256)) == 2


def test_the_same_file_on_an_item_about_another_home_is_a_question(at: At, tmp_path: Path) -> None:
    desk = at("taken in")
    intake.take_in_paper(desk.office, desk.item.id, prepared(desk, tmp_path), SAID)
    scan = file(tmp_path, "scan.pdf", pdf(2))
    same_home = items.take_in(desk.office, new_item("REV1"))
    assert intake.prepare_paper(desk.office, same_home.id, scan).questions == ()
    other = items.take_in(desk.office, new_item("REV1", CARERS.id))
    (question,) = intake.prepare_paper(desk.office, other.id, scan).questions
    assert question.sentence == (
        f"The same file is on item {desk.item.reference} as “Medical”, and that is about another home: "
        "is it in the right place?"
    )


@pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")
def test_the_same_word_file_again_is_a_question(at: At, tmp_path: Path) -> None:
    desk = at("taken in")
    first = prepared(desk, tmp_path, "Form F.docx", offered.word_file("Ten years"))
    intake.take_in_paper(desk.office, desk.item.id, first, SAID)
    wait_for_the_next_second()
    (question,) = prepared(desk, tmp_path, "Form F again.docx", offered.word_file("Ten years")).questions
    assert "already on this item" in question.sentence


def wait_for_the_next_second() -> None:
    """Converted files say when they were made, to the second."""
    began = int(time())
    while int(time()) == began:
        sleep(0.05)


def test_the_same_file_offered_twice_is_a_question(at: At, tmp_path: Path) -> None:
    desk = at("taken in")
    paths = [file(tmp_path, name, pdf(2)) for name in ("one.pdf", "two.pdf", "three.pdf")]
    ready = intake.prepare_papers(desk.office, desk.item.id, paths)
    asked = [[question.sentence for question in paper.questions] for paper in ready.papers]
    sentence = "This is the same file as “one.pdf”, offered with it. Take it in twice?"
    assert asked == [[], [sentence], [sentence]]


@pytest.mark.parametrize(
    ("words", "is_asked"),
    [
        ("Assessment of Wilhelmina Marsh and her home.", True),
        ("assessment of WILHELMINA\nMARSH", True),
        ("Wilhelmina A. Marsh", True),
        ("Sian Hollowell and Kemal Hollowell", False),
        ("A walk in the marsh with Wilhelmina from next door, who has no other name here", False),
        ("Wilhelmina Marshall", False),
    ],
)
def test_a_paper_that_names_another_family_is_a_question(
    at: At, tmp_path: Path, words: str, *, is_asked: bool
) -> None:
    desk = at("taken in")
    other = items.take_in(desk.office, new_item("REV1", CARERS.id, proposed_terms=None))
    ready = prepared(desk, tmp_path, data=worded_pdf("An empty first page", words))
    assert bool(ready.questions) is is_asked
    if is_asked:
        (question,) = ready.questions
        assert question.sentence == (
            f"This paper names Wilhelmina Marsh of item {other.reference}: is it in the right place?"
        )
        assert question.hits[0].startswith("Page 2: ")
        assert "marsh" in question.hits[0].casefold()


def test_a_file_named_after_another_family_is_a_question(at: At, tmp_path: Path) -> None:
    desk = at("taken in")
    items.take_in(desk.office, new_item("REV1", CARERS.id, proposed_terms=None))
    ready = prepared(desk, tmp_path, "Review_Wilhelmina_Marsh.pdf")
    assert ready.questions[0].hits == ("File name: Review Wilhelmina Marsh",)


def test_a_family_without_open_business_is_no_question(at: At, tmp_path: Path) -> None:
    desk = at("taken in")
    item = items.take_in(desk.office, new_item("REV1", CARERS.id, proposed_terms=None))
    items.withdraw_item(desk.office, item.id, reason="Entered twice")
    assert not prepared(desk, tmp_path, data=worded_pdf("Wilhelmina Marsh")).questions


@pytest.mark.parametrize(("came_on", "is_late"), [(date(2026, 11, 27), False), (date(2026, 11, 28), True)])
def test_a_paper_is_late_once_papers_were_due(
    at: At, tmp_path: Path, came_on: date, *, is_late: bool
) -> None:
    desk = at("listed")
    desk.move_to(date(2026, 12, 1))
    said = Said(kind="medical-report", title="Medical", received_on=came_on)
    assert bool(intake.late_words(desk.office, desk.item.id, came_on)) is is_late
    paper = intake.take_in_paper(desk.office, desk.item.id, prepared(desk, tmp_path), said)
    assert paper.is_late is is_late
    new, _ = intake.take_in_correction(
        desk.office,
        paper.id,
        prepared(desk, tmp_path),
        Said(kind=paper.kind, title="M", received_on=date(2026, 12, 1)),
    )
    assert new.is_late


def test_a_paper_of_an_item_on_no_agenda_is_never_late(at: At) -> None:
    desk = at("taken in")
    assert intake.late_words(desk.office, desk.item.id, date(2030, 1, 1)) == ""


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Said(kind="medical-report", title=" ", received_on=TODAY), "Give the paper a title"),
        (Said(kind="medical-report", title="M", received_on=date(2026, 11, 24)), "still to come"),
        (
            Said(kind="medical-report", title="M", received_on=TODAY, dated_on=date(2026, 11, 24)),
            "still to come",
        ),
        (Said(kind="shopping-list", title="M", received_on=TODAY), "knows no paper called “shopping-list”"),
    ],
)
def test_what_is_said_of_a_paper_is_checked(at: At, tmp_path: Path, said: Said, words: str) -> None:
    desk = at("taken in")
    ready, held = prepared(desk, tmp_path), desk.the(Paper)
    with desk.refusing(InvalidInput, words):
        intake.take_in_paper(desk.office, desk.item.id, ready, said)
    with desk.refusing(InvalidInput, words):
        intake.take_in_correction(desk.office, held.id, ready, said)


def test_a_correction_changes_what_is_said_of_the_same_pages(at: At) -> None:
    desk = at("taken in")
    old = desk.the(Paper)
    new, alert = intake.take_in_correction(desk.office, old.id, None, SAID)
    assert (new.number, new.replaces_id, new.sha256, new.kind) == (2, old.id, old.sha256, "medical-report")
    assert (new.title, new.dated_on, alert) == ("Medical", date(2026, 9, 3), None)


def test_a_correction_after_the_panel_relied_on_it_raises_an_alert(at: At, tmp_path: Path) -> None:
    desk = at("recommended")
    old = desk.the(Paper)
    _, alert = intake.take_in_correction(desk.office, old.id, prepared(desk, tmp_path), SAID)
    assert alert == desk.the(PaperAlert)


def test_progress_can_stop_it(at: At, tmp_path: Path) -> None:
    desk = at("taken in")

    class Stop(Exception):
        pass

    told = []

    def report(done: int, of: int) -> None:
        told.append((done, of))
        if done == 100:
            raise Stop

    paths = [file(tmp_path, f"{number}.pdf", pdf()) for number in range(3)]
    with pytest.raises(Stop):
        intake.prepare_papers(desk.office, desk.item.id, paths, report)
    assert told == [(0, 300), (100, 300)]


def test_a_file_too_large_is_never_read(at: At, tmp_path: Path) -> None:
    desk = at("taken in")
    path = tmp_path / "huge.pdf"
    with path.open("wb") as opened:
        opened.truncate(201 * 2**20)
    with pytest.raises(PaperRefused, match="larger than a paper may be"):
        intake.prepare_paper(desk.office, desk.item.id, path)
