"""The decision record holds its twelve parts, the exact minutes it rests on, and its own data."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from fosterpanel.documents.decisions import CarriedDocument, DecisionPaper, render_decision
from fosterpanel.domain.decisions import DecisionState, Declarations, ProcessView
from fosterpanel.errors import InvalidInput
from tests import builders
from tests.documents import panel_papers
from tests.documents.reading import attached, page_texts, words

TWELVE_PARTS = (
    "1. Material considered",
    "2. Arguments for and against",
    "3. The panel's process",
    "4. Further information since the panel, and its effect",
    "5. The panel's reasons: which are adopted, and why",
    "6. Further reasons of the decision maker",
    "7. The decision, its terms and its date",
    "8. The child's needs, wishes and feelings",
    "9. Dates and time taken",
    "10. Declarations",
    "11. Telling the applicants or carers",
    "12. Signature and what this record carries",
)


def _read(paper: DecisionPaper, tmp_path: Path) -> str:
    return words(render_decision(paper).pdf, tmp_path)


def test_the_twelve_parts_are_there_in_their_order(tmp_path: Path) -> None:
    text = _read(panel_papers.decision_paper(), tmp_path)
    places = [text.find(part) for part in TWELVE_PARTS]
    assert -1 not in places
    assert places == sorted(places)


def test_the_first_page_holds_the_decision_and_its_terms(tmp_path: Path) -> None:
    first = " ".join(page_texts(render_decision(panel_papers.decision_paper()).pdf, tmp_path)[0].split())
    assert "The agency decision maker's decision Approves Children: 1 child Ages: aged 5 to 10" in first
    assert "Takes effect on Wednesday 9 December 2026." in first


def test_decided_terms_stand_beside_the_panels_with_the_differences_in_words(tmp_path: Path) -> None:
    text = _read(panel_papers.decision_paper(), tmp_path)
    assert "Term The panel's terms Terms decided Difference" in text
    assert "Children Up to 2 children. 1 child. Changed" in text
    assert "Sex Either sex. Either sex. Same" in text


def test_a_departure_from_the_panel_is_said_on_the_first_page_and_reasoned(tmp_path: Path) -> None:
    text = _read(panel_papers.decision_paper(), tmp_path)
    assert "Departs from the panel" in text
    assert "The house has one spare room" in text
    in_line = panel_papers.decision_paper(departs=False)
    assert "Departs from the panel" not in _read(in_line, tmp_path)


def test_a_qualifying_determination_proposes_and_has_no_effect_yet(tmp_path: Path) -> None:
    text = _read(panel_papers.decision_paper(decision=panel_papers.proposal()), tmp_path)
    assert "The agency decision maker's proposal Proposes not to approve" in text
    assert "nothing has changed yet" in text
    assert "Takes effect" not in text
    assert "No terms are decided. The panel had recommended these:" in text


def test_every_panel_reason_is_adopted_or_not_with_its_why(tmp_path: Path) -> None:
    decided = builders.signed_decision()
    first, second = decided.panel_reasons
    doubted = replace(second, is_adopted=False, why="Nobody outside the family was asked")
    text = _read(
        panel_papers.decision_paper(decision=replace(decided, panel_reasons=(first, doubted))), tmp_path
    )
    assert "A support network that has been tested. Not adopted Nobody outside the family was asked." in text


def test_declarations_that_are_not_made_are_said_not_to_be(tmp_path: Path) -> None:
    undeclared = replace(builders.decision(), declarations=Declarations(is_not_panel_member=True))
    text = _read(panel_papers.decision_paper(decision=undeclared, signed_at=None), tmp_path)
    assert "I am not a member of the panel that considered this item: declared." in text
    assert "I have no conflict of interest in it: not declared yet." in text


def test_without_a_panel_the_quality_assurance_takes_the_place_of_its_process(tmp_path: Path) -> None:
    alone = builders.signed_decision(
        process=None,
        panel_reasons=(),
        recommendation_id="",
        quality_assurance="Read by a manager of another team.",
    )
    paper = panel_papers.decision_paper(
        decision=alone,
        recommendation=None,
        departs=False,
        signed_minutes=b"",
        minutes_sha256="",
        minutes_reference="",
    )
    text = _read(paper, tmp_path)
    assert "3. Quality assurance of the assessment, which no panel considered Read by a manager" in text
    assert "5. The panel's reasons: which are adopted, and why. No panel considered this item." in text
    assert "I am not a member of any panel of this service: declared." in text
    assert "Assessment received" in text
    assert list(attached(render_decision(paper).pdf)) == ["decision-26-001-D1.json"]


@pytest.mark.parametrize(
    ("type_code", "said"), [("APP", "assessment"), ("BRIEF", "assessment"), ("TERM", "report")]
)
def test_a_carer_is_reported_on_and_not_assessed_again(type_code: str, said: str, tmp_path: Path) -> None:
    alone = builders.signed_decision(process=None, panel_reasons=(), recommendation_id="")
    paper = panel_papers.decision_paper(
        item=builders.item(type_code=type_code), decision=alone, recommendation=None, departs=False
    )
    text = _read(paper, tmp_path)
    assert f"3. Quality assurance of the {said}, which no panel considered" in text
    assert text.count(f"{said.capitalize()} received") == 2
    assert f"4. Further information since the {said}," in text


def test_a_final_decision_says_when_the_time_to_answer_ended(tmp_path: Path) -> None:
    whole = panel_papers.decision_paper()
    assert "Time to answer ended" not in _read(whole, tmp_path)
    final = replace(whole, counted_from=date(2027, 1, 5))
    text = _read(final, tmp_path)
    assert "Time to answer ended" in text
    assert "Tuesday 5 January 2027" in text
    at_once = replace(whole, counted_from=whole.decision.received_on)
    assert "Time to answer ended" not in _read(at_once, tmp_path)


def test_a_doubt_about_the_process_is_never_explained_away(tmp_path: Path) -> None:
    doubt = ProcessView(is_agreed=True, is_quorate=False, were_right_people_heard=True)
    doubted = panel_papers.decision_paper(decision=builders.decision(process=doubt), signed_at=None)
    text = _read(doubted, tmp_path)
    assert "The panel was quorate for this item throughout: no. " in text
    assert "Nothing in the process weakens" not in text


def test_a_late_decision_says_why(tmp_path: Path) -> None:
    late = builders.signed_decision(decided_on=date(2026, 12, 17), delay_reason="the school wrote late")
    text = _read(panel_papers.decision_paper(decision=late, working_days_taken=9), tmp_path)
    assert "9 working days" in text
    assert "Why it is late: The school wrote late." in text


def test_the_exact_signed_minutes_travel_inside_as_the_source() -> None:
    paper = panel_papers.decision_paper(signed_minutes=b"%PDF-1.7 exactly these bytes \x00\xff")
    pdf = render_decision(paper).pdf
    carried = attached(pdf)
    assert carried["minutes-26-001-M1.pdf"] == paper.signed_minutes
    assert json.loads(carried["decision-26-001-D1.json"])["decision"]["decision"] == "approve"
    with pikepdf.open(BytesIO(pdf)) as opened:
        relations = {str(one.UF): str(one.AFRelationship) for one in opened.Root.AF}
    assert relations == {"minutes-26-001-M1.pdf": "/Source", "decision-26-001-D1.json": "/Data"}


def test_addenda_and_the_minutes_of_earlier_panels_travel_inside_as_well(tmp_path: Path) -> None:
    addendum = CarriedDocument(
        reference="26/001-M2",
        title="Addendum to the minutes",
        sha256="ab12" * 16,
        data=b"%PDF-1.7 beside them",
    )
    drawn = render_decision(panel_papers.decision_paper(also_carried=(addendum,)))
    assert attached(drawn.pdf)["Addendum-to-the-minutes-26-001-M2.pdf"] == addendum.data
    text = words(drawn.pdf, tmp_path)
    assert "So is 26/001-M2, Addendum to the minutes." in text
    assert addendum.sha256 in text.replace(" ", "")


def test_after_an_independent_review_the_record_says_so_and_what_was_received(tmp_path: Path) -> None:
    text = _read(panel_papers.decision_paper(review="Recommends approval for one child."), tmp_path)
    assert "Review's recommendation received" in text
    assert "Minutes received" not in text
    assert "Its recommendation is in part 5" in text


def test_a_draft_says_so_and_has_no_place_for_a_signature(tmp_path: Path) -> None:
    drawn = render_decision(panel_papers.decision_paper(decision=builders.decision(), signed_at=None))
    assert drawn.signature is None
    assert "Draft: not signed" in words(drawn.pdf, tmp_path)
    assert render_decision(panel_papers.decision_paper()).signature is not None


def test_notices_are_listed_when_they_are_known(tmp_path: Path) -> None:
    told = ("Told by telephone by 11 December 2026", "Told in writing by 16 December 2026")
    assert "Told in writing by 16 December 2026" in _read(panel_papers.decision_paper(notices=told), tmp_path)


def test_wrong_records_are_refused_in_a_sentence() -> None:
    with pytest.raises(InvalidInput, match="No decision has been entered"):
        render_decision(panel_papers.decision_paper(decision=builders.decision(decision="")))
    with pytest.raises(InvalidInput, match="does not belong to item 26/001"):
        render_decision(panel_papers.decision_paper(decision=builders.signed_decision(item_id="another")))
    undated = builders.signed_decision(decided_on=None, state=DecisionState.DRAFT)
    with pytest.raises(InvalidInput, match="has no date"):
        render_decision(panel_papers.decision_paper(decision=undated))
    with pytest.raises(InvalidInput, match="signed minutes of item 26/001 are not there"):
        render_decision(panel_papers.decision_paper(signed_minutes=b""))
