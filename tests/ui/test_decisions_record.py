"""The decision record by keyboard alone: filled part by part, kept as it is typed, signed, and refused in sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtTest import QTest

from fosterpanel.domain.attendance import Attendance, OtherAttender
from fosterpanel.domain.decisions import AgencyDecision, DecisionState, RecordPart
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.items import ItemStage
from fosterpanel.domain.register import ApprovalState, FosterHome
from fosterpanel.ui.pages.decisions.record.keeper import OpenRecord
from fosterpanel.ui.parts.words import StateLine
from fosterpanel.workflow.drafts import kept_draft
from fosterpanel.workflow.paperwork import papers
from tests.ui.decisions_scene import DECIDER, Opened, Scene
from tests.ui.decisions_scene import opened as opened
from tests.ui.patience import WITHIN_MS
from tests.workflow.builders import At, new_paper
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story


def record_of(scene: Scene) -> AgencyDecision:
    return scene.desk.the(AgencyDecision)


def whole(scene: Scene) -> set[RecordPart]:
    return {part for part, button in scene.view.list.buttons.items() if button.is_whole}


def test_a_whole_record_is_filled_and_signed_without_a_mouse(opened: Opened) -> None:
    scene = opened("with decision maker")
    assert scene.focused() is scene.keys.find("begin_the_record")
    scene.keys.press("begin_the_record")
    assert record_of(scene).state is DecisionState.DRAFT
    scene.fill("Approves")
    assert whole(scene) == set(scene.view.planned)
    scene.sign()
    signed = record_of(scene)
    assert (signed.state, signed.decision, signed.decided_on) == (
        DecisionState.SIGNED,
        "approve",
        date(2026, 12, 4),
    )
    assert signed.decision_maker_id == DECIDER
    assert all(one.is_read for one in signed.material)
    assert signed.panel_reasons[0].why == "It fits the report."
    assert signed.further_information == "None."
    assert scene.desk.item.stage is ItemStage.DECIDED
    assert scene.desk.get(FosterHome, scene.desk.item.home_id).state is ApprovalState.APPROVED
    assert scene.desk.the(IssuedDocument, kind=DocumentKind.DECISION).signed_by == "Deborah Nkemelu-Hart"
    assert scene.said.startswith("Signed: approves.")
    assert scene.keys.has("step_tell")
    assert scene.keys.has("step_write")


def test_every_word_is_kept_within_a_second_in_the_record_itself(opened: Opened) -> None:
    scene = opened("with decision maker")
    scene.keys.press("begin_the_record")
    scene.view.go_to(RecordPart.OWN_REASONS)
    field = scene.keys.find("own_reasons")
    QTest.keyClicks(field, "They listen")
    scene.qtbot.waitUntil(lambda: record_of(scene).own_reasons == "They listen", timeout=WITHIN_MS)
    assert scene.desk.last_act() == ("write_decision", scene.desk.item.id)


def test_what_the_record_cannot_hold_yet_is_kept_as_a_draft(opened: Opened) -> None:
    scene = opened("with decision maker")
    scene.keys.press("begin_the_record")
    scene.view.go_to(RecordPart.PROCESS)
    scene.keys.press("is_agreed_yes")
    scene.page.can_leave()
    assert record_of(scene).process is None
    place = f"decision:{record_of(scene).id}:PROCESS"
    kept = kept_draft(scene.desk.of(DECIDER), place)
    assert kept is not None
    assert kept.fields["is_agreed"] == "Yes"
    scene.sit_down()
    scene.view.go_to(RecordPart.PROCESS)
    assert scene.view.forms[RecordPart.PROCESS].texts()["is_agreed"] == "Yes"
    scene.keys.press("is_quorate_yes")
    scene.keys.press("were_heard_yes")
    scene.page.can_leave()
    process = record_of(scene).process
    assert process is not None
    assert process.is_without_doubt
    assert kept_draft(scene.desk.of(DECIDER), place) is None


def test_older_words_are_never_written_over_newer_ones(at: At) -> None:
    desk = at("drafted")
    record = OpenRecord(desk.of(DECIDER), desk.the(AgencyDecision))
    record.take_up("own reasons", {"own_reasons": "They listen"})
    record.write_all({"own_reasons": "They listen, and act on it."})
    record.write("own reasons")
    assert desk.the(AgencyDecision).own_reasons == "They listen, and act on it."


def test_a_record_begun_goes_on_at_the_first_part_that_is_not_whole(opened: Opened) -> None:
    scene = opened("with decision maker")
    scene.keys.press("begin_the_record")
    scene.tick("read_1", "read_2")
    scene.page.can_leave()
    scene.sit_down()
    assert scene.view.part is RecordPart.ARGUMENTS
    assert whole(scene) >= {RecordPart.MATERIAL}
    assert RecordPart.ARGUMENTS not in whole(scene)


def test_what_is_missing_is_said_beside_the_signature_and_signing_is_refused(opened: Opened) -> None:
    scene = opened("with decision maker")
    scene.keys.press("begin_the_record")
    scene.view.go_to(RecordPart.SIGNING)
    assert "Own reasons" in scene.view.said.text()
    scene.keys.press("go_to_own_reasons")
    assert scene.view.part is RecordPart.OWN_REASONS
    scene.keys.type("own_reasons", "They listen.")
    scene.view.go_to(RecordPart.SIGNING)
    assert "Own reasons" not in scene.view.said.text()
    scene.sign()
    assert "still lacks" in scene.said
    assert "(Rule hofstetter-record:" in scene.said
    assert record_of(scene).state is DecisionState.DRAFT
    assert scene.view.isEnabled()


def test_a_departure_needs_its_reasons(opened: Opened) -> None:
    scene = opened("with decision maker")
    scene.keys.press("begin_the_record")
    scene.fill("Proposes not to approve")
    assert "Decision and terms" in scene.view.said.text()
    scene.sign()
    assert "why you depart from the panel" in scene.said
    scene.keys.press("go_to_decision_and_terms")
    scene.keys.type("departure_reasons", "The later letter outweighs the report.")
    scene.view.go_to(RecordPart.SIGNING)
    scene.sign()
    signed = record_of(scene)
    assert (signed.decision, signed.departure_reasons) == (
        "propose-not-approve",
        "The later letter outweighs the report.",
    )
    assert scene.desk.item.stage is ItemStage.PROPOSED
    assert scene.desk.get(FosterHome, scene.desk.item.home_id).state is ApprovalState.APPLICANT


def test_other_terms_than_the_panels_are_a_departure_and_stand_beside_them(opened: Opened) -> None:
    scene = opened("with decision maker")
    scene.keys.press("begin_the_record")
    scene.view.go_to(RecordPart.DECISION)
    scene.keys.press("decision_approves")
    assert not scene.keys.has("departure_reasons")
    scene.keys.type("youngest", "4 years")
    assert scene.keys.has("departure_reasons")
    scene.page.can_leave()
    terms = record_of(scene).terms
    assert terms is not None
    assert (terms.number, terms.age_from, terms.age_to) == (2, 4, 11)


def test_the_panels_reasons_are_not_adopted_with_why(opened: Opened) -> None:
    scene = opened("with decision maker")
    scene.keys.press("begin_the_record")
    scene.view.go_to(RecordPart.PANEL_REASONS)
    assert not scene.keys.has("why_1")
    scene.keys.press("adopt_1_not")
    scene.keys.type("why_1", "The medical letter says otherwise.")
    scene.page.can_leave()
    (choice,) = record_of(scene).panel_reasons
    assert (choice.is_adopted, choice.why) == (False, "The medical letter says otherwise.")
    assert scene.view.list.buttons[RecordPart.PANEL_REASONS].summary == "Adopt 0, not adopt 1"


@pytest.mark.parametrize("step", ["with decision maker", "drafted"])
def test_who_advised_the_panel_is_told_that_another_had_better_decide(opened: Opened, step: str) -> None:
    scene = opened(step)
    office, meeting_id = scene.desk.office, scene.desk.item.meeting_id
    with office.act() as transaction:
        (held,) = transaction.find(Attendance, meeting_id=meeting_id)
        adviser = OtherAttender(name="Deborah  Nkemelu-Hart, head of service", capacity="panel adviser")
        transaction.replace(replace(held, others=(*held.others, adviser)))
        transaction.note("record_other", meeting_id)
    scene.sit_down()
    if scene.page.record.view is not None:
        scene.view.go_to(RecordPart.SIGNING)
    said = [line.text for line in scene.page.findChildren(StateLine) if line.isVisibleTo(scene.page)]
    assert any(one.startswith("You are down as panel adviser of this business") for one in said)


def test_a_late_decision_says_why(opened: Opened) -> None:
    scene = opened("drafted")
    scene.desk.move_to(date(2026, 12, 18))
    scene.sit_down()
    scene.view.go_to(RecordPart.SIGNING)
    scene.keys.type("decided_on", "18 12 2026")
    scene.keys.type("delay_reason", "The decision maker was ill.")
    scene.view.go_to(RecordPart.DECISION)
    scene.keys.type("effective_on", "18 12 2026")
    scene.view.go_to(RecordPart.SIGNING)
    scene.sign()
    signed = record_of(scene)
    assert (signed.decided_on, signed.delay_reason) == (date(2026, 12, 18), "The decision maker was ill.")


def test_a_decision_dated_before_its_minutes_is_refused_where_it_is_typed(opened: Opened) -> None:
    scene = opened("drafted")
    scene.view.go_to(RecordPart.SIGNING)
    scene.keys.type("decided_on", "1 12 2026")
    scene.settle()
    assert "before what it rests on was received" in scene.said


def test_a_paper_that_came_since_is_put_in_and_read(opened: Opened) -> None:
    scene = opened("drafted")
    papers.file_paper(
        scene.desk.office, scene.desk.item.id, new_paper("medical-report", "Medical adviser’s letter")
    )
    scene.sit_down()
    scene.view.go_to(RecordPart.MATERIAL)
    scene.keys.press("put_it_in", inside=scene.view)
    assert [one.title for one in record_of(scene).material if not one.is_read] == ["Medical adviser’s letter"]
    assert RecordPart.MATERIAL not in whole(scene)


def test_papers_and_minutes_are_read_from_the_record(opened: Opened) -> None:
    scene = opened("drafted")
    scene.view.go_to(RecordPart.MATERIAL)
    scene.keys.press("read_assessment_report")
    wanted = record_of(scene).material[0].paper_id
    scene.qtbot.waitUntil(lambda: scene.page.reader.paper_id == wanted, timeout=WITHIN_MS)
    assert scene.page.reader.isVisible()
    scene.keys.press("back_to_the_papers")
    assert scene.view.isVisible()
    scene.keys.press("read_minutes_of_item_26_001")
    assert scene.view.document.isVisible()
    assert scene.view.document.pages.page_count > 0
    assert scene.view.list.isHidden()
    scene.keys.press("close_the_document")
    assert not scene.view.list.isHidden()


def test_a_matter_is_returned_for_information(opened: Opened) -> None:
    scene = opened("with decision maker")
    scene.decide("Returns the matter for more information")
    first, second = scene.desk.find(type(scene.desk.item))
    assert (first.stage, first.successor_id) == (ItemStage.RETURNED, second.id)
    assert second.stage is ItemStage.TAKEN_IN
    assert not scene.keys.has("step_tell")
    scene.keys.press("step_go_on")
    assert scene.window is not None
    assert scene.window.at.subject_id == second.id
