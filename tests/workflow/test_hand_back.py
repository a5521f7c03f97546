"""Nothing is typed twice: copies in Word from what is kept, and outcomes under names that stay."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest

from fosterpanel.domain.decisions import AgencyDecision
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.notices import Notice
from fosterpanel.domain.representations import Route
from fosterpanel.domain.settings import Setting
from fosterpanel.errors import InvalidInput, NotFound
from fosterpanel.paths import resources
from fosterpanel.workflow.business import deferrals, items
from fosterpanel.workflow.deciding import notices
from fosterpanel.workflow.deciding.hand_back import (
    keep_word_template,
    outcomes_csv,
    save_outcomes,
    save_shipped_template,
    save_word,
    use_shipped_template,
    word_template,
)
from fosterpanel.workflow.deciding.outcome_rows import COLUMNS
from tests.workflow.builders import PANEL_DAY, At, Desk, decide, send
from tests.workflow.test_addenda import WORDS, signed
from tests.workflow.test_deferrals import FOR_INFORMATION
from tests.workflow.test_representations import challenge

DAY = date(2026, 12, 8)
DOCS = Path(__file__).parents[2] / "docs" / "hand-back.md"


def own_template(folder: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    path = folder / "own.docx"
    document.save(str(path))
    return path


def document(desk: Desk, kind: DocumentKind) -> IssuedDocument:
    return desk.the(IssuedDocument, kind=kind)


@pytest.mark.parametrize("kind", [DocumentKind.MINUTES, DocumentKind.DECISION, DocumentKind.LETTER])
def test_minutes_decision_and_letter_are_handed_back_in_word(
    at: At, tmp_path: Path, kind: DocumentKind
) -> None:
    desk = at("determined")
    held = document(desk, kind)
    path = save_word(desk.office, held.id, tmp_path / "copy.docx")
    words = [one.text for one in docx.Document(str(path)).paragraphs]
    assert words[0].startswith(
        f"Copy in Word of the {'signed ' * bool(held.signed_by)}PDF {held.reference}, "
    )
    assert held.sha256 in words[0]
    assert desk.last_act() == ("record_copy", held.id)


def test_an_addendum_is_handed_back_in_the_template_of_the_minutes(at: At, tmp_path: Path) -> None:
    desk = at("signed")
    addendum = signed(desk)
    keep_word_template(
        desk.office,
        DocumentKind.MINUTES,
        own_template(tmp_path, "Of our own: {{ reference }}", "{{ content }}"),
    )
    held = desk.get(IssuedDocument, addendum.document_id)
    path = save_word(desk.office, held.id, tmp_path / "copy.docx")
    copied = [one.text for one in docx.Document(str(path)).paragraphs]
    assert copied[0] == f"Of our own: {held.reference}"
    assert any(WORDS in one for one in copied)
    assert desk.last_act() == ("record_copy", held.id)
    assert word_template(desk.office, DocumentKind.ADDENDUM) == "own.docx"


def test_the_template_that_ships_is_written_to_start_from(tmp_path: Path) -> None:
    path = save_shipped_template(tmp_path / "mine.docx")
    assert path.read_bytes() == (resources() / "templates" / "paper.docx").read_bytes()
    with pytest.raises(InvalidInput, match=r"saved as \.docx"):
        save_shipped_template(tmp_path / "mine.pdf")
    assert not (tmp_path / "mine.pdf").exists()


def test_an_agenda_is_not_handed_back_in_word(at: At, tmp_path: Path) -> None:
    desk = at("issued")
    agenda = document(desk, DocumentKind.AGENDA)
    with desk.refusing(InvalidInput, "(agenda) is saved as PDF"):
        save_word(desk.office, agenda.id, tmp_path / "copy.docx")
    with desk.refusing(InvalidInput, "saved as .docx"):
        save_word(desk.office, agenda.id, tmp_path / "copy.doc")
    with desk.refusing(NotFound):
        save_word(desk.office, "nobody", tmp_path / "copy.docx")
    assert not list(tmp_path.glob("copy*"))


def test_a_services_own_template_is_kept_and_used_for_its_kind_alone(at: At, tmp_path: Path) -> None:
    desk = at("determined")
    assert word_template(desk.office, DocumentKind.LETTER) == ""
    own = own_template(tmp_path, "Of our own: {{ reference }}", "{{ content }}")
    keep_word_template(desk.office, DocumentKind.LETTER, own)
    own.unlink()
    assert word_template(desk.office, DocumentKind.LETTER) == "own.docx"
    assert desk.last_act() == ("keep_word_template", "word-template:letter")
    letter, minutes = document(desk, DocumentKind.LETTER), document(desk, DocumentKind.MINUTES)
    path = save_word(desk.office, letter.id, tmp_path / "letter.docx")
    assert docx.Document(str(path)).paragraphs[0].text == f"Of our own: {letter.reference}"
    path = save_word(desk.office, minutes.id, tmp_path / "minutes.docx")
    assert docx.Document(str(path)).paragraphs[0].text.startswith("Copy in Word")
    use_shipped_template(desk.office, DocumentKind.LETTER)
    assert word_template(desk.office, DocumentKind.LETTER) == ""
    path = save_word(desk.office, letter.id, tmp_path / "letter.docx")
    assert docx.Document(str(path)).paragraphs[0].text.startswith("Copy in Word")


def test_a_template_that_asks_for_what_there_is_not_is_not_kept(at: At, tmp_path: Path) -> None:
    desk = at("staffed")
    own = own_template(tmp_path, "{{ content }}", "{{ carer_name }}")
    with desk.refusing(InvalidInput, "“own.docx” asks for “carer_name”, which no document has"):
        keep_word_template(desk.office, DocumentKind.LETTER, own)
    with desk.refusing(InvalidInput, "cannot be read"):
        keep_word_template(desk.office, DocumentKind.LETTER, tmp_path / "gone.docx")
    with desk.refusing(InvalidInput, "(agenda) are not handed back"):
        keep_word_template(desk.office, DocumentKind.AGENDA, resources() / "templates" / "paper.docx")
    assert desk.find(Setting, id="word-template:letter") == ()


def test_an_outcome_is_one_row_with_everything_that_followed(at: At) -> None:
    desk = at("determined")
    send(desk, desk.the(Notice))
    notices.tell(desk.office, desk.item.id, told_by="Hal Orme", told_to="Sian Hollowell")
    challenge(desk, Route.REPRESENTATIONS)
    (row,) = outcomes_csv(desk.office, DAY)
    decision, record = desk.the(AgencyDecision), document(desk, DocumentKind.DECISION)
    assert tuple(row) == COLUMNS
    assert row == {
        **dict.fromkeys(COLUMNS, ""),
        "item_id": desk.item.id,
        "item_reference": "26/001",
        "item_type": "APP",
        "item_type_name": "First approval",
        "home_id": "home-hollowell",
        "home_reference": "BF-101",
        "home_state": "applicant",
        "received_on": "2026-06-15",
        "panel_on": "2026-12-04",
        "recommendation": "not-suitable",
        "recommendation_name": "Recommends that the person is not suitable to foster",
        "decision_id": decision.id,
        "decision": "propose-not-approve",
        "decision_name": "Proposes not to approve",
        "is_proposal": "yes",
        "decided_on": "2026-12-08",
        "decision_record": record.reference,
        "decision_record_sha256": record.sha256,
        "told_on": "2026-12-08",
        "letter": "26/001-L1",
        "letter_dated_on": "2026-12-08",
        "letter_sent_on": "2026-12-08",
        "last_challenge_on": "2027-01-05",
        "challenge_route": "representations to the service",
        "challenged_on": "2026-12-08",
        "outcome": "decision",
        "outcome_on": "2026-12-08",
    }


def test_terms_are_there_for_a_program_and_nobody_is_named(at: At) -> None:
    desk = at("approved")
    (row,) = outcomes_csv(desk.office, DAY)
    assert (row["is_proposal"], row["effective_on"], row["home_state"]) == ("no", "2026-12-08", "approved")
    assert (row["terms_most_children"], row["terms_age_from"], row["terms_age_to"]) == ("2", "0", "11")
    assert (row["terms_sex"], row["terms_placement_kinds"]) == ("any", "short-term")
    whole = " ".join(row.values())
    for name in ("Hollowell", "Sian", "Kemal", "Nkemelu"):
        assert name not in whole


def test_only_what_was_decided_since_is_there_and_each_decision_once(at: At) -> None:
    desk = at("proposed")
    assert outcomes_csv(desk.office, date(2026, 12, 9)) == ()
    assert len(outcomes_csv(desk.office, DAY)) == 1


def test_a_deferral_is_an_outcome_with_its_reasons_and_what_carries_on(at: At) -> None:
    desk = at("in hearing")
    deferral = deferrals.defer_item(desk.office, desk.item.id, FOR_INFORMATION)
    (row,) = outcomes_csv(desk.office, PANEL_DAY)
    assert tuple(row) == COLUMNS
    assert row == {
        **dict.fromkeys(COLUMNS, ""),
        "item_id": desk.item.id,
        "item_reference": "26/001",
        "item_type": "APP",
        "item_type_name": "First approval",
        "home_id": "home-hollowell",
        "home_reference": "BF-101",
        "home_state": "applicant",
        "received_on": "2026-06-15",
        "panel_on": "2026-12-04",
        "outcome": "deferral",
        "outcome_on": "2026-12-04",
        "deferral_id": deferral.id,
        "deferral_kind": "needs information",
        "deferral_reasons": "D01",
        "deferral_reason_names": desk.office.book().deferral_reasons["D01"].words,
        "deferral_caused_by": "a third party",
        "returns_on": "2027-01-08",
        "goes_on_as_item_id": deferral.successor_item_id,
    }
    assert outcomes_csv(desk.office, DAY) == ()


@pytest.mark.parametrize(("step", "panel_on"), [("listed", ""), ("in hearing", "2026-12-04")])
def test_a_withdrawal_is_an_outcome_of_its_day_and_its_words_stay_here(
    at: At, step: str, panel_on: str
) -> None:
    desk = at(step)
    today = desk.clock.today()
    items.withdraw_item(desk.office, desk.item.id, reason="Sian Hollowell is moving away.")
    desk.move_to(DAY)
    (row,) = outcomes_csv(desk.office, today)
    assert (row["outcome"], row["outcome_on"], row["panel_on"]) == (
        "withdrawal",
        today.isoformat(),
        panel_on,
    )
    assert row["decision"] == row["deferral_id"] == ""
    assert "Hollowell" not in " ".join(row.values())
    assert outcomes_csv(desk.office, DAY) == ()


def test_outcomes_of_every_kind_stand_in_the_order_of_their_days(at: At) -> None:
    desk = at("in hearing")
    successor = deferrals.defer_item(desk.office, desk.item.id, FOR_INFORMATION).successor_item_id
    desk.move_to(DAY)
    items.withdraw_item(desk.office, successor, reason="They move away.")
    assert [(row["outcome"], row["item_id"]) for row in outcomes_csv(desk.office, PANEL_DAY)] == [
        ("deferral", desk.item.id),
        ("withdrawal", successor),
    ]


def test_drafts_are_no_outcomes(at: At) -> None:
    assert outcomes_csv(at("drafted").office, date(2020, 1, 1)) == ()


def test_outcomes_are_saved_for_a_spreadsheet_and_never_as_a_formula(at: At, tmp_path: Path) -> None:
    desk = at("with decision maker")
    with desk.refusing(InvalidInput, "Nothing was decided, deferred or withdrawn since 8 December 2026"):
        save_outcomes(desk.office, tmp_path / "outcomes.csv", DAY)
    with desk.refusing(InvalidInput, "saved as .csv"):
        save_outcomes(desk.office, tmp_path / "outcomes.xlsx", DAY)
    desk.move_to(DAY)
    decide(desk, desk.item.id)
    path = save_outcomes(desk.office, tmp_path / "outcomes.csv", DAY)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfitem_id,item_reference,")
    (row,) = csv.DictReader(BytesIO(data).read().decode("utf-8-sig").splitlines())
    assert row == dict(outcomes_csv(desk.office, DAY)[0])
    assert desk.last_act() == ("record_copy", "service")


def test_every_column_is_described_in_its_order() -> None:
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    described = [line.split("`")[1] for line in lines if line.startswith("| `")]
    assert [one for one in described if one in COLUMNS] == list(COLUMNS)
