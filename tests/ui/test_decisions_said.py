"""What the desk says beside a decision and its letter: days that bring little time, addenda, and who gets a copy."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLabel

from fosterpanel.domain.decisions import RecordPart
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.register import ApprovalTerms, Placement
from fosterpanel.domain.terms import PlacementKind, Sex
from fosterpanel.ui.parts.words import StateLine
from fosterpanel.workflow.business import items
from fosterpanel.workflow.homes import register
from fosterpanel.workflow.paperwork import papers
from tests.ui.decisions_scene import ADMINISTRATOR, DECIDER, Opened
from tests.ui.decisions_scene import opened as opened
from tests.ui.test_decisions_afterwards import MARSH, reviewed_at_panel
from tests.workflow.builders import WIDER_TERMS, decide, new_item, new_paper
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story
from tests.workflow.test_addenda import signed as put_right

PLACED = Placement(
    id="placement",
    home_id=MARSH,
    child="C.D.",
    age=6,
    sex=Sex.GIRLS,
    kind=PlacementKind.SHORT_TERM,
    placed_by="Eastmere Council",
    started_on=date(2026, 9, 1),
)


def test_a_last_day_without_anybody_at_work_and_a_letter_dated_back_are_said(opened: Opened) -> None:
    scene = opened("proposed", ADMINISTRATOR)
    scene.desk.move_to(date(2026, 12, 10))
    scene.sit_down(ADMINISTRATOR)
    scene.keys.press("step_write")
    assert scene.page.sheet is not None
    assert "at work that day" not in scene.page.sheet.follows
    scene.keys.type("dated_on", "8 12 2026")
    assert "It is dated back: 2 days of them would be gone" in scene.page.sheet.follows
    scene.desk.move_to(date(2026, 12, 12))
    scene.sit_down(ADMINISTRATOR)
    scene.keys.press("step_write")
    scene.keys.type("dated_on", "12 12 2026")
    assert "until Saturday 9 January 2027. Nobody is at work that day" in scene.page.sheet.follows


def test_an_addendum_after_the_decision_is_said_where_the_decision_stands(opened: Opened) -> None:
    scene = opened("approved", ADMINISTRATOR)
    put_right(scene.desk)
    scene.sit_down()
    said = [line.text for line in scene.page.after.view.findChildren(StateLine)]
    assert "The minutes were put right after this decision, by addendum 26/001-M2. Read it." in said


def test_the_authorities_that_placed_children_are_named_for_their_copies(opened: Opened) -> None:
    scene = opened("with decision maker")
    register.place_child(scene.desk.office, PLACED)
    item = reviewed_at_panel(scene, "REV1", "suitable-same-terms")
    scene.sit_down(DECIDER, item.id)
    scene.decide("Continues the approval on the same terms")
    scene.sit_down(ADMINISTRATOR, item.id)
    scene.write_letter()
    said = [label.text() for label in scene.page.after.view.findChildren(QLabel)]
    assert "A copy goes to Eastmere Council, for the children placed, and to the area’s authority." in said


def test_other_terms_proposed_are_agreed_to_and_decided_at_once(opened: Opened) -> None:
    scene = opened("with decision maker")
    desk = scene.desk
    item = items.take_in(desk.office, new_item("CHG", MARSH))
    papers.file_paper(desk.office, item.id, new_paper("proposal-and-representations", "Proposal"))
    items.send_to_decision_maker(desk.office, item.id)
    decide(desk, item.id, "propose-revise", terms=WIDER_TERMS, effective_on=None)
    scene.sit_down(ADMINISTRATOR, item.id)
    scene.write_letter()
    scene.send_letter()
    assert not scene.keys.has("step_decide")
    scene.keys.press("step_agree")
    scene.keys.type("support_needs", "Two evenings of respite a month.")
    scene.keys.type("how_met", "The service pays for them.")
    scene.keys.type("stated_on", "4 12 2026")
    scene.keys.type("agreed_on", "4 12 2026")
    scene.tick("agreed_by_wilhelmina_marsh")
    scene.keys.press("record_statement_and_agreement", inside=scene.page.sheet)
    assert scene.said == "Recorded: they agreed to it. The decision maker may decide it at once."
    scene.keys.press("step_decide")
    scene.sit_down(DECIDER, item.id)
    assert "Changes the terms with the carer's written agreement" in dict(scene.page.file.choices).values()
    scene.keys.press("begin_the_record")
    scene.keys.type("received_on", "4 12 2026")
    scene.keys.press("begin_the_record", inside=scene.page.sheet)
    scene.view.go_to(RecordPart.MATERIAL)
    scene.fill("Changes the terms with the carer's written agreement")
    scene.sign()
    assert desk.get(PanelItem, item.id).stage is ItemStage.DECIDED
    in_force = [one.terms for one in desk.find(ApprovalTerms, home_id=MARSH) if one.until is None]
    assert in_force == [WIDER_TERMS]
