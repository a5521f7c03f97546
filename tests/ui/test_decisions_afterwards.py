"""What follows a decision, by keyboard through the window: telling, letters, challenges, and how each line ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from fosterpanel.documents.packs import read_plan
from fosterpanel.domain.changes_of_terms import AgreedChange
from fosterpanel.domain.decisions import AgencyDecision, DecisionState, RecordPart
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.minutes import Minutes
from fosterpanel.domain.notices import Notice, NoticeKind, Telling
from fosterpanel.domain.register import ApprovalState, ApprovalTerms, FosterHome, Review
from fosterpanel.domain.representations import QualifyingDetermination, Route
from fosterpanel.domain.wrong_family import NameAnswer
from fosterpanel.ui.parts.words import StateLine
from fosterpanel.workflow.business import items
from fosterpanel.workflow.deciding.decision_steps import Step
from fosterpanel.workflow.homes import register
from fosterpanel.workflow.paperwork import papers
from tests.ui.decisions_scene import ADMINISTRATOR, DECIDER, Opened, Scene
from tests.ui.decisions_scene import opened as opened
from tests.ui.patience import WITHIN_MS
from tests.workflow.builders import (
    WIDER_TERMS,
    Desk,
    hear,
    minute,
    new_item,
    new_paper,
    second_meeting,
)
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story

MARSH = "home-marsh"
SPOKEN = datetime(2026, 12, 8, 9, 0, tzinfo=UTC)


def determination(scene: Scene) -> QualifyingDetermination:
    return scene.desk.the(QualifyingDetermination)


def stage_of(scene: Scene) -> ItemStage:
    return scene.desk.item.stage


def finish(scene: Scene) -> None:
    """Tell the people of the decision both ways."""
    scene.sit_down(ADMINISTRATOR, scene.page.subject_id)
    scene.tell()
    scene.write_letter()
    scene.send_letter()


def challenge_by(scene: Scene, route: str) -> None:
    scene.keys.press("step_challenge")
    scene.keys.press(f"route_{route}")
    scene.keys.press("record_the_challenge")


class TestTelling:
    def test_an_approval_is_finished_once_told_both_ways(self, opened: Opened) -> None:
        scene = opened("approved", ADMINISTRATOR)
        scene.tell()
        telling = scene.desk.the(Telling)
        assert (telling.oral.told_by, telling.oral.means) == ("Ida Thwaite", "telephone")
        assert telling.oral.told_at == SPOKEN
        assert stage_of(scene) is ItemStage.DECIDED
        scene.write_letter()
        notice = scene.desk.the(Notice)
        assert (notice.kind, notice.enclosures) == (NoticeKind.APPROVAL, ("Foster care agreement",))
        scene.send_letter()
        assert scene.desk.the(Notice).dispatch is not None
        assert stage_of(scene) is ItemStage.TOLD
        assert scene.page.after.file.next_review_on == date(2027, 12, 8)

    def test_the_role_of_who_told_them_is_set_off_on_both_sides(self, opened: Opened) -> None:
        scene = opened("approved", ADMINISTRATOR)
        scene.keys.press("step_tell")
        scene.keys.type("told_by", "Ida Thwaite, team manager")
        scene.keys.press("record_that_they_were_told")
        said = [line.text for line in scene.page.after.view.findChildren(StateLine)]
        assert any("told by Ida Thwaite, team manager, by telephone on" in line for line in said)

    def test_somebody_else_looks_at_the_letter_before_it_leaves(self, opened: Opened) -> None:
        scene = opened("approved", ADMINISTRATOR)
        scene.write_letter()
        scene.keys.press("step_check")
        scene.keys.type("address_confirmed_on", "7 12 2026")
        scene.keys.press("it_is_right_as_it_stands")
        assert scene.page.sheet is not None
        assert "does not check it as well" in scene.page.sheet.notice.sentence
        scene.sit_down("person-deputy")
        scene.keys.press("step_check")
        scene.keys.type("address_confirmed_on", "7 12 2026")
        scene.keys.press("it_is_right_as_it_stands")
        look = scene.desk.the(Notice).second_look
        assert look is not None
        assert (look.looked_by, look.address_confirmed_on) == ("person-deputy", date(2026, 12, 7))
        scene.keys.press("step_send")
        assert not scene.keys.has("why_unchecked")

    def test_a_letter_found_wrong_or_to_carers_who_have_moved_is_written_again(self, opened: Opened) -> None:
        scene = opened("approved", ADMINISTRATOR)
        scene.write_letter()
        assert scene.page.after.steps[-1] is Step.WRITE_AGAIN
        home = scene.desk.get(FosterHome, scene.desk.item.home_id)
        register.change_home(scene.desk.office, replace(home, address=("1 Quay Street", "BX4 9ZZ")))
        scene.sit_down(ADMINISTRATOR)
        assert scene.page.after.steps[1:] == (Step.WRITE_AGAIN, Step.SEND)
        scene.keys.press("step_send")
        assert scene.keys.has("why_unchecked")
        scene.keys.press("step_write_again")
        scene.keys.press("write_the_letter", inside=scene.page.sheet)
        _, again = scene.desk.find(Notice)
        assert (again.address[0], again.reference) == ("1 Quay Street", "26/001-L2")
        assert Step.CHECK in scene.page.after.steps

    def test_a_proposal_is_not_said_to_finish_the_item(self, opened: Opened) -> None:
        scene = opened("determined", ADMINISTRATOR)
        for step in (Step.TELL, Step.SEND):
            scene.page.after.do(step)
            assert scene.page.sheet is not None
            assert "begins their 28 days" in scene.page.sheet.follows
            scene.page.sheet.close_sheet()

    def test_the_letter_is_seen_as_it_would_go_out_while_it_is_written(self, opened: Opened) -> None:
        scene = opened("proposed", ADMINISTRATOR)
        scene.keys.press("step_write")
        scene.qtbot.waitUntil(lambda: scene.page.after.preview.pages.page_count > 0, timeout=WITHIN_MS)
        assert scene.page.after.preview.isVisible()
        assert scene.desk.find(Notice) == ()
        assert scene.page.sheet is not None
        assert "until Tuesday 5 January 2027" in scene.page.sheet.follows
        scene.keys.type("reasons", "")
        scene.keys.press("write_the_letter", inside=scene.page.sheet)
        assert scene.desk.find(Notice) == ()
        scene.keys.type("reasons", "Checks could not be completed.")
        scene.keys.press("write_the_letter", inside=scene.page.sheet)
        assert scene.desk.the(Notice).reasons == ("Checks could not be completed.",)
        assert scene.page.after.preview.isHidden()

    def test_a_call_before_the_signature_is_refused(self, opened: Opened) -> None:
        scene = opened("approved", ADMINISTRATOR)
        scene.keys.press("step_tell")
        scene.keys.type("told_on", "7 12 2026")
        scene.keys.press("record_that_they_were_told")
        assert scene.page.sheet is not None
        assert "was signed after that" in scene.page.sheet.notice.sentence
        assert scene.desk.find(Telling) == ()


class TestAProposal:
    def test_refused_and_never_challenged_it_becomes_final_after_28_days(self, opened: Opened) -> None:
        scene = opened("negative minutes sent")
        proposed = scene.decide("Proposes not to approve")
        assert (proposed.effective_on, stage_of(scene)) == (None, ItemStage.PROPOSED)
        scene.sit_down(ADMINISTRATOR)
        scene.tell()
        scene.write_letter()
        scene.send_letter()
        last = determination(scene).last_challenge_on
        assert (last - scene.desk.office.clock.today()).days == 28
        assert Step.DECIDE not in scene.page.after.steps
        scene.desk.move_to(date(2027, 1, 2))
        scene.sit_down()
        scene.keys.press("step_decide")
        assert stage_of(scene) is ItemStage.WITH_DECISION_MAKER
        final = scene.decide("Does not approve")
        assert final.decision == "final-not-approve"
        assert scene.desk.get(FosterHome, scene.desk.item.home_id).state is ApprovalState.REFUSED
        assert determination(scene).final_decision_id == final.id
        finish(scene)
        assert stage_of(scene) is ItemStage.TOLD

    def test_challenged_by_representations_it_goes_to_a_panel_and_is_decided_finally(
        self, opened: Opened
    ) -> None:
        scene = opened("determined", ADMINISTRATOR)
        challenge_by(scene, "representations_to_the_service")
        assert determination(scene).route is Route.REPRESENTATIONS
        scene.keys.press("step_refer")
        assert scene.page.sheet is not None
        assert "Preferably others hear it than Margaret Ollerenshaw" in scene.page.sheet.follows
        scene.keys.press("take_in_the_representations")
        _, item = scene.desk.find(PanelItem)
        assert (item.type_code, item.challenge_id) == ("REPS", determination(scene).id)
        assert not scene.keys.has("step_refer")
        second_meeting(scene.desk, item.id, date(2027, 1, 15))
        hear(scene.desk, item.id)
        minute(scene.desk, item.id)
        scene.sit_down(DECIDER, item.id)
        final = scene.decide("Approves, having considered the answer to the proposal")
        assert final.decision == "final-approve"
        assert [one.stage for one in scene.desk.find(PanelItem)] == [ItemStage.DECIDED] * 2
        assert scene.desk.get(FosterHome, item.home_id).state is ApprovalState.APPROVED
        finish(scene)
        assert [one.stage for one in scene.desk.find(PanelItem)] == [ItemStage.TOLD] * 2

    def test_challenged_by_independent_review_both_recommendations_are_weighed(
        self, opened: Opened, tmp_path: Path
    ) -> None:
        scene = opened("determined", ADMINISTRATOR)
        challenge_by(scene, "independent_review")
        assert determination(scene).papers_due_on == date(2026, 12, 22)
        scene.keys.press("step_papers")
        scene.keys.press("saved_as_a_file_each")
        scene.keys.press("save_them")
        folder = tmp_path / "review"
        folder.mkdir()
        choose_folder(scene, folder)
        names = sorted(path.name for path in folder.iterdir())
        assert names == ["01 Assessment report.pdf", "02 Qualifying determination.pdf"]
        assert [line.act for line in scene.desk.audit()].count("record_copy") == 2
        scene.keys.press("step_papers_sent")
        scene.keys.press("method_secure_email")
        scene.keys.type("proof", "Receipt 4471")
        scene.keys.press("record_that_they_went")
        sent = determination(scene).papers_sent
        assert sent is not None
        assert (sent.proof, sent.why_minutes, len(sent.sha256)) == ("Receipt 4471", "", 2)
        assert not scene.keys.has("step_papers")
        scene.keys.press("step_conclude")
        scene.keys.type("conclusion", "Recommends approval for one child.")
        scene.keys.press("record_what_the_review_recommends")
        _, item = scene.desk.find(PanelItem)
        assert item.type_code == "IRM-RET"
        papers.file_paper(scene.desk.office, item.id, new_paper("irm-recommendation", "The review’s report"))
        items.send_to_decision_maker(scene.desk.office, item.id)
        scene.sit_down(DECIDER, item.id)
        final = scene.decide("Does not approve", weighing="The review had no later letter; the panel had.")
        assert final.departure_reasons == "The review had no later letter; the panel had."
        assert [one.stage for one in scene.desk.find(PanelItem)] == [ItemStage.DECIDED] * 2
        assert scene.desk.get(FosterHome, item.home_id).state is ApprovalState.REFUSED

    def test_the_second_route_and_a_late_challenge_are_refused_with_the_rule(self, opened: Opened) -> None:
        scene = opened("determined", ADMINISTRATOR)
        scene.desk.move_to(date(2027, 1, 5))
        scene.sit_down(ADMINISTRATOR)
        scene.keys.press("step_challenge")
        scene.desk.move_to(date(2027, 1, 6))
        scene.keys.press("route_independent_review")
        scene.keys.type("challenged_on", "6 1 2027")
        scene.keys.press("record_the_challenge")
        assert scene.page.sheet is not None
        assert "(Rule representations-period:" in scene.page.sheet.notice.sentence
        scene.keys.type("challenged_on", "5 1 2027")
        scene.keys.press("record_the_challenge")
        assert determination(scene).route is Route.INDEPENDENT_REVIEW
        assert not scene.keys.has("step_challenge")

    def test_the_papers_for_the_review_are_one_numbered_pack(self, opened: Opened, tmp_path: Path) -> None:
        scene = opened("determined", ADMINISTRATOR)
        challenge_by(scene, "independent_review")
        scene.keys.press("step_papers")
        scene.keys.press("save_them")
        scene.keys.answer_dialog("save_copy", tmp_path / "review.pdf")
        assert [entry.title for entry in read_plan(tmp_path / "review.pdf").entries] == [
            "Assessment report",
            "Qualifying determination",
        ]
        assert scene.said.startswith("Saved as review.pdf")
        assert scene.desk.last_act() == ("record_copy", scene.desk.item.id)

    def test_a_review_taken_back_leaves_the_final_decision(self, opened: Opened) -> None:
        scene = opened("determined", ADMINISTRATOR)
        challenge_by(scene, "independent_review")
        scene.keys.press("step_take_back")
        scene.keys.press("record_that_it_was_taken_back")
        assert scene.said == "Recorded: it was taken back. The proposal may be decided finally."
        assert (determination(scene).conclusion, Step.DECIDE in scene.page.after.steps) == ("withdrawn", True)
        assert not scene.keys.has("step_take_back")

    def test_representations_taken_back_leave_the_final_decision(self, opened: Opened) -> None:
        scene = opened("determined", ADMINISTRATOR)
        challenge_by(scene, "representations_to_the_service")
        scene.keys.press("step_refer")
        scene.keys.press("take_in_the_representations")
        items.withdraw_item(scene.desk.office, scene.desk.find(PanelItem)[1].id, reason="Taken back.")
        scene.sit_down()
        scene.keys.press("step_decide")
        assert scene.decide("Does not approve").decision == "final-not-approve"


def choose_folder(scene: Scene, folder: Path) -> None:
    """Type a folder into the dialog and press Enter."""
    dialog = scene.page.findChild(QFileDialog, "choose_folder")
    assert dialog is not None
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    line.setText(str(folder))
    with scene.qtbot.waitSignal(dialog.finished, timeout=WITHIN_MS):
        dialog.accept()
    scene.settle()


def reviewed_at_panel(scene: Scene, type_code: str, outcome: str, **changes: object) -> PanelItem:
    """A home's review heard by a panel, its minutes with the decision maker."""
    desk: Desk = scene.desk
    item = items.take_in(desk.office, new_item(type_code, MARSH))
    papers.file_paper(desk.office, item.id, new_paper("review-report", "Review report"))
    second_meeting(desk, item.id, date(2026, 12, 11), meeting_id="meeting-review")
    hear(desk, item.id, outcome, **changes)
    minute(desk, item.id)
    return item


class TestAnAgreedChange:
    def test_terms_change_at_once_with_statement_and_agreement(self, opened: Opened) -> None:
        scene = opened("with decision maker")
        item = reviewed_at_panel(scene, "REV1", "suitable-changed-terms", terms=WIDER_TERMS)
        scene.sit_down(DECIDER, item.id)
        scene.keys.press("begin_the_record")
        scene.fill("Changes the terms with the carer's written agreement")
        scene.sign()
        assert "(Rule agreed-change-of-terms:" in scene.said
        scene.view.go_to(RecordPart.DECISION)
        scene.keys.press("record_statement_and_agreement")
        scene.keys.type("support_needs", "Two evenings of respite a month.")
        scene.keys.type("how_met", "The service pays for them.")
        scene.keys.type("stated_on", "10 12 2026")
        scene.keys.type("agreed_on", "11 12 2026")
        scene.tick("agreed_by_wilhelmina_marsh")
        scene.keys.press("record_statement_and_agreement", inside=scene.page.sheet)
        assert scene.desk.the(AgreedChange).agreed_by == ("Wilhelmina Marsh",)
        scene.view.go_to(RecordPart.SIGNING)
        scene.sign()
        signed = scene.desk.the(AgencyDecision, item_id=item.id)
        assert (signed.state, signed.terms) == (DecisionState.SIGNED, WIDER_TERMS)
        in_force = [one.terms for one in scene.desk.find(ApprovalTerms, home_id=MARSH) if one.until is None]
        assert in_force == [WIDER_TERMS]
        assert scene.desk.the(Review, home_id=MARSH).held_on == date(2026, 12, 11)


class TestWithoutAPanel:
    def test_the_record_asks_for_the_quality_assurance_instead(self, opened: Opened) -> None:
        scene = opened("with decision maker")
        item = items.take_in(scene.desk.office, new_item("CHG", MARSH))
        papers.file_paper(scene.desk.office, item.id, new_paper("proposal-and-representations", "Proposal"))
        items.send_to_decision_maker(scene.desk.office, item.id)
        scene.sit_down(DECIDER, item.id)
        scene.keys.press("begin_the_record")
        scene.keys.type("received_on", "2 12 2026")
        scene.keys.press("begin_the_record", inside=scene.page.sheet)
        record = scene.desk.the(AgencyDecision, item_id=item.id)
        assert (record.received_on, record.due_on) == (date(2026, 12, 2), date(2026, 12, 11))
        assert RecordPart.PANEL_REASONS not in scene.view.planned
        scene.view.go_to(RecordPart.MATERIAL)
        scene.fill("Continues the approval on the same terms")
        scene.sign()
        signed = scene.desk.the(AgencyDecision, item_id=item.id)
        assert signed.quality_assurance == "Read by the practice lead on 1 December."
        assert signed.state is DecisionState.SIGNED
        assert scene.desk.get(PanelItem, item.id).stage is ItemStage.DECIDED


class TestAResignation:
    def test_it_overtakes_a_termination_that_was_proposed(self, opened: Opened) -> None:
        scene = opened("with decision maker")
        item = reviewed_at_panel(scene, "REV1", "not-suitable")
        scene.sit_down(DECIDER, item.id)
        scene.decide("Proposes to end the approval")
        scene.sit_down(ADMINISTRATOR, item.id)
        scene.write_letter()
        register.receive_resignation(scene.desk.office, MARSH, received_on=date(2026, 12, 11))
        scene.desk.move_to(date(2027, 1, 11))
        scene.sit_down(DECIDER, item.id)
        assert scene.page.after.steps[-1] is Step.WITHDRAW
        assert not scene.keys.has("step_decide")
        scene.keys.press("step_withdraw")
        scene.keys.type("why", "The carer resigned; the approval ended by itself.")
        scene.keys.press("withdraw_the_item", inside=scene.page.sheet)
        assert scene.desk.get(PanelItem, item.id).stage is ItemStage.WITHDRAWN

    def test_it_is_refused_at_the_signature_where_it_came_while_the_record_was_open(
        self, opened: Opened
    ) -> None:
        scene = opened("with decision maker")
        item = reviewed_at_panel(scene, "REV1", "not-suitable")
        register.receive_resignation(scene.desk.office, MARSH, received_on=date(2026, 12, 11))
        scene.desk.move_to(date(2027, 1, 7))
        scene.sit_down(DECIDER, item.id)
        scene.keys.press("begin_the_record")
        scene.fill("Proposes to end the approval")
        scene.keys.type("delay_reason", "The holidays.")
        scene.desk.move_to(date(2027, 1, 8))
        scene.sign()
        assert "(Rule resignation-ends-approval:" in scene.said
        assert scene.desk.the(AgencyDecision, item_id=item.id).state is DecisionState.DRAFT


@pytest.mark.parametrize("step", ["approved", "determined"])
def test_the_signed_record_is_read_here(opened: Opened, step: str) -> None:
    scene = opened(step, ADMINISTRATOR)
    scene.keys.press("read_the_signed_record")
    assert scene.page.document.isVisible()
    assert scene.page.document.pages.page_count > 0
    scene.keys.press("close_the_document")
    assert scene.page.after.view.isVisible()


class TestTakingOut:
    def save_as(self, scene: Scene, path: Path) -> None:
        """Answer the file dialog."""
        dialog = scene.page.findChild(QFileDialog, "save_copy")
        assert dialog is not None
        with scene.qtbot.waitSignal(dialog.finished, timeout=WITHIN_MS):
            dialog.selectFile(str(path))
            dialog.accept()
        scene.settle()

    @pytest.mark.parametrize(
        ("button", "name", "begins"),
        [
            ("save_decision_record_of_item_26_001_as_pdf", "record.pdf", b"%PDF"),
            ("save_decision_record_of_item_26_001_in_word", "record.docx", b"PK"),
            ("chronology", "chronology.pdf", b"%PDF"),
        ],
    )
    def test_copies_are_saved_and_recorded(
        self, opened: Opened, tmp_path: Path, button: str, name: str, begins: bytes
    ) -> None:
        scene = opened("approved", ADMINISTRATOR)
        scene.keys.press(button)
        self.save_as(scene, tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(begins)
        assert scene.desk.last_act()[0] == "record_copy"
        assert scene.said.startswith(f"Saved as {name}")

    def test_outcomes_are_rows_for_a_case_system(self, opened: Opened, tmp_path: Path) -> None:
        scene = opened("approved", ADMINISTRATOR)
        scene.open()
        scene.keys.press("rows_for_the_case_system")
        scene.keys.type("since", "1 12 2026")
        scene.keys.press("save_the_rows")
        self.save_as(scene, tmp_path / "outcomes.csv")
        rows = (tmp_path / "outcomes.csv").read_text(encoding="utf-8-sig").splitlines()
        assert len(rows) == 2
        assert "26/001" in rows[1]


class TestNamesOfOthers:
    def test_a_record_that_names_another_family_is_signed_once_somebody_says_why(
        self, opened: Opened
    ) -> None:
        scene = opened("with decision maker")
        items.take_in(scene.desk.office, new_item("REV1", MARSH, proposed_terms=None))
        scene.keys.press("begin_the_record")
        scene.fill()
        scene.view.go_to(RecordPart.OWN_REASONS)
        scene.keys.type("own_reasons", "As warm as Wilhelmina Marsh is.")
        scene.view.go_to(RecordPart.SIGNING)
        scene.sign()
        assert scene.desk.the(AgencyDecision).state is DecisionState.DRAFT
        assert "Wilhelmina Marsh" in scene.said
        scene.keys.type("why_0", "They trained together.")
        scene.keys.press("keep_these_answers_and_go_on")
        scene.settle()
        assert scene.desk.the(AgencyDecision).state is DecisionState.SIGNED
        assert scene.desk.the(NameAnswer).answer == "They trained together."

    def test_a_letter_that_names_another_family_leaves_once_somebody_says_why(self, opened: Opened) -> None:
        scene = opened("approved", ADMINISTRATOR)
        scene.tell()
        scene.write_letter()
        office = scene.desk.office
        home = scene.desk.get(FosterHome, scene.desk.item.home_id)
        namesake = replace(
            home,
            id="home-namesake",
            reference="F-999",
            carers=(replace(home.carers[0], name=office.person.name),),
            household=(),
            state=ApprovalState.APPLICANT,
            approved_on=None,
            version=0,
        )
        items.take_in(office, new_item("APP", namesake.id, proposed_terms=None), home=namesake)
        scene.send_letter()
        assert scene.desk.the(Notice).dispatch is None
        scene.keys.type("why_0", "She wrote the letter, and shares the name.")
        scene.keys.press("keep_these_answers_and_go_on")
        scene.settle()
        assert scene.desk.the(Notice).dispatch is not None


def test_signed_minutes_that_nobody_has_recorded_as_received_start_the_clock_here(opened: Opened) -> None:
    scene = opened("signed", ADMINISTRATOR)
    scene.keys.press("they_are_here")
    scene.keys.press("record_that_they_have_them")
    assert stage_of(scene) is ItemStage.WITH_DECISION_MAKER
    assert scene.desk.the(Minutes).sent_on == scene.desk.office.clock.today()
