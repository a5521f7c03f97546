"""The panel stage is data: from a day that the rule book names, first approvals need no panel."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fosterpanel.domain.decisions import AgencyDecision
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.items import ItemStage
from fosterpanel.domain.notices import Notice, NoticeKind
from fosterpanel.domain.recommendations import Recommendation
from fosterpanel.domain.register import ApprovalState, FosterHome
from fosterpanel.errors import RuleRefusal
from fosterpanel.paths import resources
from fosterpanel.workflow.business import items
from fosterpanel.workflow.deciding import decisions, notices
from fosterpanel.workflow.deciding.decision_file import decision_file
from tests.workflow.builders import Desk, Story, decide, filled, letter, send

SWITCH = """
[[item_types.APP.panel]]
from = {day}
stage = "not needed"
source = "An invented instrument"

[item_types.APP-CP]
"""


@pytest.fixture
def desk(story: Story, tmp_path: Path, request: pytest.FixtureRequest) -> Desk:
    """An office whose rule book sends first approvals to the decision maker from a day on."""
    folder = tmp_path / "rules"
    folder.mkdir()
    shipped = (resources() / "rules" / "england.toml").read_text(encoding="utf-8")
    edited = shipped.replace("[item_types.APP-CP]\n", SWITCH.format(day=request.param), 1)
    assert edited != shipped
    (folder / "england.toml").write_text(edited, encoding="utf-8")
    return story.reached("taken in").copied(tmp_path).opened(rules_folder=folder)


@pytest.mark.parametrize("desk", [date(2026, 10, 1)], indirect=True)
def test_the_whole_line_works_without_a_panel(desk: Desk) -> None:
    sent = items.send_to_decision_maker(desk.office, desk.item.id)
    assert sent.stage is ItemStage.WITH_DECISION_MAKER
    draft = decisions.open_decision(desk.of("person-decider"), sent.id, received_on=date(2026, 11, 20))
    assert (draft.received_on, draft.due_on) == (date(2026, 11, 20), date(2026, 12, 1))
    decisions.write_decision(desk.of("person-decider"), filled(desk, draft, quality_assurance=""))
    with desk.refusing(RuleRefusal, "the quality assurance of the assessment", rule="hofstetter-record"):
        decisions.sign_decision_record(desk.of("person-decider"), draft.id)
    decisions.write_decision(desk.of("person-decider"), filled(desk, desk.the(AgencyDecision)))
    decisions.sign_decision_record(desk.of("person-decider"), draft.id)
    assert desk.find(Recommendation) == ()
    assert [one.kind for one in desk.find(IssuedDocument)] == [DocumentKind.DECISION]
    assert desk.get(FosterHome, sent.home_id).state is ApprovalState.APPROVED
    notice = notices.write_letter(desk.office, letter(desk, NoticeKind.APPROVAL))
    notices.tell(desk.office, sent.id, told_by="Hal Orme", told_to="Sian Hollowell")
    send(desk, notice)
    assert desk.item.stage is ItemStage.TOLD


@pytest.mark.parametrize("desk", [date(2026, 10, 1)], indirect=True)
def test_a_proposal_without_a_panel_has_no_recommendation_to_enclose(desk: Desk) -> None:
    items.send_to_decision_maker(desk.office, desk.item.id)
    assert decide(desk, desk.item.id, "propose-not-approve").is_proposal
    notices.write_letter(desk.office, letter(desk, NoticeKind.QUALIFYING_DETERMINATION, enclosures=()))
    assert desk.the(Notice).last_challenge_on == date(2026, 12, 21)


@pytest.mark.parametrize("desk", [date(2026, 10, 1)], indirect=True)
def test_a_final_decision_counts_from_the_end_of_the_time_to_answer(desk: Desk) -> None:
    items.send_to_decision_maker(desk.office, desk.item.id)
    received_on = decide(desk, desk.item.id, "propose-not-approve").received_on
    proposal = letter(desk, NoticeKind.QUALIFYING_DETERMINATION, enclosures=())
    send(desk, notices.write_letter(desk.office, proposal))
    desk.move_to(date(2026, 12, 23))
    decisions.reopen_for_final_decision(desk.office, desk.item.id)
    draft = decisions.open_decision(desk.of("person-decider"), desk.item.id)
    assert (draft.received_on, draft.due_on) == (received_on, date(2027, 1, 4))
    assert decision_file(desk.office, desk.item.id).counted_from(draft) == date(2026, 12, 21)
    whole = filled(desk, draft, "final-not-approve")
    decisions.write_decision(desk.of("person-decider"), whole)
    paper = decisions.prepare_decision(desk.of("person-decider"), draft.id).paper
    assert (paper.counted_from, paper.working_days_taken) == (date(2026, 12, 21), 2)
    assert "the day after the time to answer ended being day 1" in paper.convention


@pytest.mark.parametrize("desk", [date(2026, 11, 24)], indirect=True)
def test_the_day_before_the_switch_the_panel_comes_first(desk: Desk) -> None:
    with desk.refusing(RuleRefusal, "goes to the panel", rule="panel-required"):
        items.send_to_decision_maker(desk.office, desk.item.id)
    desk.move_to(date(2026, 11, 24))
    sent = items.send_to_decision_maker(desk.office, desk.item.id)
    assert sent.stage is ItemStage.WITH_DECISION_MAKER
