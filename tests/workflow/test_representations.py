from __future__ import annotations

from datetime import date

import pytest

from fosterpanel.domain.decisions import AgencyDecision
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.notices import Notice, NoticeKind
from fosterpanel.domain.recommendations import Recommendation
from fosterpanel.domain.register import ApprovalState, FosterHome
from fosterpanel.domain.representations import QualifyingDetermination, Route
from fosterpanel.errors import InvalidInput, RuleRefusal
from fosterpanel.workflow.business import items
from fosterpanel.workflow.deciding import decisions, notices, representations
from fosterpanel.workflow.page_images import page_images
from fosterpanel.workflow.paperwork import papers
from tests.documents.reading import attached
from tests.workflow.builders import (
    PANEL_DAY,
    USUAL_TERMS,
    At,
    Desk,
    decide,
    filled,
    hear,
    letter,
    minute,
    new_paper,
    second_meeting,
    send,
)

DECIDER = "person-decider"
LAST_DAY = date(2027, 1, 5)


def challenge(desk: Desk, route: Route, on: date | None = None) -> QualifyingDetermination:
    determination = representations.determination_of(desk.office, desk.item.id)
    return representations.receive_challenge(
        desk.office, determination.id, route=route, on=on or desk.office.clock.today()
    )


def back_at_panel(desk: Desk) -> PanelItem:
    """Representations received, and their item taken in."""
    determination = challenge(desk, Route.REPRESENTATIONS)
    return representations.refer_to_panel(desk.office, determination.id, proposal="Hear them.")


def reviewed(desk: Desk) -> PanelItem:
    """An independent review received and concluded, and its item before the decision maker."""
    determination = challenge(desk, Route.INDEPENDENT_REVIEW)
    item = representations.conclude_review(
        desk.office,
        determination.id,
        on=desk.office.clock.today(),
        conclusion="Recommends approval.",
        proposal="Decide finally.",
    )
    papers.file_paper(desk.office, item.id, new_paper("irm-recommendation", "The review's recommendation"))
    return items.send_to_decision_maker(desk.office, item.id)


def test_there_is_no_determination_before_its_letter(at: At) -> None:
    desk = at("proposed")
    with desk.refusing(InvalidInput, "no qualifying determination on this item"):
        representations.determination_of(desk.office, desk.item.id)


@pytest.mark.parametrize("route", Route)
def test_a_challenge_is_recorded_on_the_item(at: At, route: Route) -> None:
    desk = at("determined")
    desk.move_to(date(2026, 12, 21))
    determination = challenge(desk, route)
    assert desk.the(QualifyingDetermination) == determination
    assert (determination.route, determination.challenged_on) == (route, date(2026, 12, 21))
    assert (determination.papers_due_on is None) == (route is Route.REPRESENTATIONS)
    assert desk.item.stage is ItemStage.REFERRED
    assert desk.last_act() == ("receive_challenge", desk.item.id)


@pytest.mark.parametrize("first", Route)
@pytest.mark.parametrize("second", Route)
def test_one_route_is_open_once(at: At, first: Route, second: Route) -> None:
    desk = at("determined")
    challenge(desk, first)
    with desk.refusing(RuleRefusal, f"already challenged by {first.value}", rule="one-route-only"):
        challenge(desk, second)


def test_the_last_day_is_in_time_and_the_next_is_not(at: At) -> None:
    desk = at("determined")
    desk.move_to(date(2027, 1, 6))
    with desk.refusing(RuleRefusal, "from 8 December 2026 to 5 January 2027", rule="representations-period"):
        challenge(desk, Route.REPRESENTATIONS)
    assert challenge(desk, Route.REPRESENTATIONS, LAST_DAY).challenged_on == LAST_DAY


def test_a_challenge_is_not_received_tomorrow(at: At) -> None:
    desk = at("determined")
    with desk.refusing(InvalidInput, "9 December 2026, which is still to come"):
        challenge(desk, Route.REPRESENTATIONS, date(2026, 12, 9))


def test_review_is_not_open_for_a_specified_offence(at: At) -> None:
    desk = at("proposed")
    notices.write_letter(
        desk.office,
        letter(desk, NoticeKind.QUALIFYING_DETERMINATION, is_for_specified_offence=True),
    )
    with desk.refusing(RuleRefusal, "Take representations instead", rule="specified-offence"):
        challenge(desk, Route.INDEPENDENT_REVIEW)
    assert challenge(desk, Route.REPRESENTATIONS).route is Route.REPRESENTATIONS


def test_the_final_decision_waits_28_days(at: At) -> None:
    desk = at("determined")
    send(desk, desk.the(Notice))
    desk.move_to(LAST_DAY)
    with desk.refusing(RuleRefusal, "until 5 January 2027", rule="representations-period"):
        decisions.reopen_for_final_decision(desk.office, desk.item.id)


def test_a_letter_that_never_left_is_answered_by_nobody(at: At) -> None:
    desk = at("determined")
    desk.move_to(date(2027, 3, 1))
    rule = "representations-period"
    with desk.refusing(RuleRefusal, "26/001-L1, which proposes this, has not been sent", rule=rule):
        decisions.reopen_for_final_decision(desk.office, desk.item.id)


def test_without_a_letter_the_28_days_have_not_begun(at: At) -> None:
    desk = at("proposed")
    desk.move_to(date(2027, 3, 1))
    with desk.refusing(InvalidInput, "No letter has told of a proposal"):
        decisions.reopen_for_final_decision(desk.office, desk.item.id)


def test_an_unanswered_proposal_becomes_final_and_is_told(at: At) -> None:
    desk = at("determined")
    notices.tell(desk.office, desk.item.id, told_by="Hal Orme", told_to="Sian Hollowell")
    send(desk, desk.the(Notice))
    desk.move_to(date(2027, 1, 6))
    reopened = decisions.reopen_for_final_decision(desk.office, desk.item.id)
    assert reopened.stage is ItemStage.WITH_DECISION_MAKER
    assert desk.last_act() == ("reopen_for_final_decision", desk.item.id)
    decision = decide(desk, desk.item.id, "final-not-approve")
    assert decision.due_on == date(2027, 1, 14)
    assert desk.item.stage is ItemStage.DECIDED
    assert desk.get(FosterHome, desk.item.home_id).state is ApprovalState.REFUSED
    assert desk.the(QualifyingDetermination).final_decision_id == decision.id
    notice = notices.write_letter(desk.office, letter(desk, NoticeKind.FINAL_DECISION))
    notices.tell(desk.office, desk.item.id, told_by="Hal Orme", told_to="Sian Hollowell")
    assert desk.item.stage is ItemStage.DECIDED
    send(desk, notice)
    assert desk.item.stage is ItemStage.TOLD


def test_at_the_final_stage_nothing_is_proposed_again(at: At) -> None:
    desk = at("determined")
    send(desk, desk.the(Notice))
    desk.move_to(date(2027, 1, 6))
    decisions.reopen_for_final_decision(desk.office, desk.item.id)
    draft = decisions.open_decision(desk.of(DECIDER), desk.item.id)
    decisions.write_decision(desk.of(DECIDER), filled(desk, draft, "propose-not-approve"))
    with desk.refusing(RuleRefusal, "is not open on item 26/001", rule="decision-allowed"):
        decisions.sign_decision_record(desk.of(DECIDER), draft.id)


def test_representations_go_to_a_panel_and_end_in_a_final_decision(at: At) -> None:
    desk = at("determined")
    item = back_at_panel(desk)
    assert (item.type_code, item.home_id) == ("REPS", desk.item.home_id)
    with desk.refusing(RuleRefusal, "goes to the panel", rule="panel-required"):
        items.send_to_decision_maker(desk.office, item.id)
    second_meeting(desk, item.id, date(2027, 1, 15))
    hear(desk, item.id)
    determination = desk.the(QualifyingDetermination)
    assert (determination.concluded_on, determination.conclusion) == (date(2027, 1, 15), "approve")
    minute(desk, item.id)
    decision = decide(desk, item.id, "final-approve")
    first, second = desk.find(PanelItem)
    assert (first.stage, second.stage) == (ItemStage.DECIDED, ItemStage.DECIDED)
    assert desk.the(QualifyingDetermination).final_decision_id == decision.id
    assert desk.get(FosterHome, item.home_id).state is ApprovalState.APPROVED
    notice = notices.write_letter(desk.office, letter(desk, NoticeKind.FINAL_DECISION, item_id=item.id))
    notices.tell(desk.office, item.id, told_by="Hal Orme", told_to="Sian Hollowell")
    send(desk, notice)
    assert [one.stage for one in desk.find(PanelItem)] == [ItemStage.TOLD, ItemStage.TOLD]


def test_an_independent_review_ends_in_a_final_decision(at: At) -> None:
    desk = at("determined")
    item = reviewed(desk)
    acts = ["conclude_review", "take_in", "file_paper", "send_to_decision_maker"]
    assert [line.act for line in desk.audit()[-4:]] == acts
    decision = decide(desk, item.id, "final-not-approve")
    assert [one.stage for one in desk.find(PanelItem)] == [ItemStage.DECIDED, ItemStage.DECIDED]
    assert desk.the(QualifyingDetermination).final_decision_id == decision.id
    assert desk.get(FosterHome, item.home_id).state is ApprovalState.REFUSED


def test_after_a_review_both_recommendations_are_weighed(at: At) -> None:
    desk = at("determined")
    item = reviewed(desk)
    desk.move_to(date(2026, 12, 10))
    draft = decisions.open_decision(desk.of(DECIDER), item.id)
    assert draft.recommendation_id == desk.the(Recommendation).id
    titles = ["The review's recommendation", "Assessment report", "Minutes of item 26/001"]
    assert [one.title for one in draft.material] == titles
    assert (draft.received_on, draft.due_on) == (date(2026, 12, 8), date(2026, 12, 17))
    decisions.write_decision(desk.of(DECIDER), filled(desk, draft, "final-not-approve", departure_reasons=""))
    with desk.refusing(RuleRefusal, "how you weigh the review's recommendation", rule="hofstetter-record"):
        decisions.sign_decision_record(desk.of(DECIDER), draft.id)
    decisions.write_decision(
        desk.of(DECIDER), filled(desk, desk.get(AgencyDecision, draft.id), "final-not-approve")
    )
    decisions.sign_decision_record(desk.of(DECIDER), draft.id)
    with desk.office.reading() as reading:
        held = reading.content(reading.find(IssuedDocument, subject_id=item.id)[-1].sha256)
    with page_images(held) as pages:
        words = " ".join(pages.text(page) for page in range(pages.page_count))
    assert "Recommends approval." in words
    assert "Both recommendations were weighed." in words


def test_the_letter_after_a_review_tells_of_both_recommendations_and_when_the_panel_met(at: At) -> None:
    desk = at("determined")
    item = reviewed(desk)
    decide(desk, item.id, "final-not-approve")
    paper = notices.prepare_letter(desk.office, letter(desk, NoticeKind.FINAL_DECISION, item_id=item.id))
    assert paper.review == "Recommends approval."
    assert paper.recommendation == desk.the(Recommendation)
    assert paper.panel_on == PANEL_DAY


def test_the_final_record_carries_the_minutes_of_both_panels(at: At) -> None:
    desk = at("determined")
    item = back_at_panel(desk)
    second_meeting(desk, item.id, date(2027, 1, 15))
    hear(desk, item.id)
    minute(desk, item.id)
    decide(desk, item.id, "final-approve")
    first, second = desk.find(IssuedDocument, kind=DocumentKind.MINUTES)
    record = desk.the(IssuedDocument, kind=DocumentKind.DECISION, subject_id=item.id)
    with desk.office.reading() as reading:
        carried = attached(reading.content(record.sha256))
        assert carried["minutes-26-002-M1.pdf"] == reading.content(second.sha256)
        assert carried["Minutes-of-item-26-001-26-001-M1.pdf"] == reading.content(first.sha256)


def test_after_a_challenge_only_what_may_follow_the_proposal_is_open(at: At) -> None:
    desk = at("determined")
    item = reviewed(desk)
    draft = decisions.open_decision(desk.of(DECIDER), item.id)
    decisions.write_decision(desk.of(DECIDER), filled(desk, draft, "final-terminate"))
    with desk.refusing(RuleRefusal, "is not open on item 26/002", rule="decision-allowed"):
        decisions.sign_decision_record(desk.of(DECIDER), draft.id)


def test_a_challenge_is_brought_on_once_by_its_own_route(at: At) -> None:
    desk = at("determined")
    item = back_at_panel(desk)
    determination = desk.the(QualifyingDetermination)
    with desk.refusing(InvalidInput, f"as item {item.reference}"):
        representations.refer_to_panel(desk.office, determination.id, proposal="Again.")
    with desk.refusing(InvalidInput, "has not been challenged by independent review"):
        representations.conclude_review(
            desk.office, determination.id, on=date(2026, 12, 8), conclusion="Yes.", proposal="Decide."
        )


def test_a_review_that_says_nothing_is_not_concluded(at: At) -> None:
    desk = at("determined")
    determination = challenge(desk, Route.INDEPENDENT_REVIEW)
    with desk.refusing(InvalidInput, "has no words"):
        representations.conclude_review(
            desk.office, determination.id, on=date(2026, 12, 8), conclusion=" ", proposal="Decide."
        )
    with desk.refusing(InvalidInput, "still to come"):
        representations.conclude_review(
            desk.office, determination.id, on=date(2026, 12, 9), conclusion="Yes.", proposal="Decide."
        )


def test_who_sat_on_the_first_panel_does_not_decide_after_the_review(at: At) -> None:
    desk = at("determined")
    item = reviewed(desk)
    with desk.refusing(RuleRefusal, "Caspar Dell sat on the panel", rule="panel-member-takes-no-part"):
        decisions.open_decision(desk.of("person-school"), item.id)


def test_a_challenged_proposal_is_decided_as_the_item_of_its_challenge(at: At) -> None:
    desk = at("determined")
    item = reviewed(desk)
    with desk.refusing(InvalidInput, f"is decided as item {item.reference}"):
        decisions.reopen_for_final_decision(desk.office, desk.item.id)


def test_an_open_challenge_holds_the_final_decision_up(at: At) -> None:
    desk = at("determined")
    back_at_panel(desk)
    desk.move_to(date(2027, 2, 1))
    with desk.refusing(RuleRefusal, "has not been concluded", rule="representations-or-review"):
        decisions.reopen_for_final_decision(desk.office, desk.item.id)


def test_representations_taken_back_leave_the_proposal_to_the_decision_maker(at: At) -> None:
    desk = at("determined")
    item = back_at_panel(desk)
    items.withdraw_item(desk.office, item.id, reason="Taken back by the applicants.")
    assert desk.the(QualifyingDetermination).conclusion == "withdrawn"
    decisions.reopen_for_final_decision(desk.office, desk.item.id)
    assert decide(desk, desk.item.id, "final-not-approve").terms is None


@pytest.mark.parametrize("route", Route)
def test_a_challenge_taken_back_before_anybody_heard_it_leaves_the_final_decision(
    at: At, route: Route
) -> None:
    desk = at("determined")
    send(desk, desk.the(Notice))
    determination = challenge(desk, route)
    desk.move_to(date(2026, 12, 15))
    with desk.refusing(InvalidInput, "still to come"):
        representations.take_back_challenge(desk.office, determination.id, on=date(2026, 12, 16))
    taken_back = representations.take_back_challenge(desk.office, determination.id, on=date(2026, 12, 15))
    assert (taken_back.concluded_on, taken_back.conclusion) == (date(2026, 12, 15), "withdrawn")
    assert desk.last_act() == ("take_back_challenge", desk.item.id)
    with desk.refusing(InvalidInput, "was concluded on 15 December 2026"):
        representations.take_back_challenge(desk.office, determination.id, on=date(2026, 12, 15))
    decisions.reopen_for_final_decision(desk.office, desk.item.id)
    final = decide(desk, desk.item.id, "final-not-approve")
    assert (final.received_on, final.due_on) == (PANEL_DAY, date(2026, 12, 24))
    assert desk.the(QualifyingDetermination).final_decision_id == final.id


def test_while_a_challenge_goes_on_as_an_item_that_one_is_withdrawn_first(at: At) -> None:
    """Applicants who withdraw, or a carer who dies, leave nothing to decide on either."""
    desk = at("determined")
    item = back_at_panel(desk)
    with desk.refusing(InvalidInput, "goes on as item 26/002. Withdraw that item"):
        representations.take_back_challenge(
            desk.office, desk.the(QualifyingDetermination).id, on=desk.office.clock.today()
        )
    with desk.refusing(InvalidInput, "goes on as item 26/002. Withdraw that one first"):
        items.withdraw_item(desk.office, desk.item.id, reason="The applicants have withdrawn.")
    items.withdraw_item(desk.office, item.id, reason="The applicants have withdrawn.")
    withdrawn = items.withdraw_item(desk.office, desk.item.id, reason="The applicants have withdrawn.")
    assert withdrawn.stage is ItemStage.WITHDRAWN


def test_there_is_one_final_decision(at: At) -> None:
    desk = at("determined")
    send(desk, desk.the(Notice))
    desk.move_to(date(2027, 1, 6))
    decisions.reopen_for_final_decision(desk.office, desk.item.id)
    decide(desk, desk.item.id, "final-approve", terms=USUAL_TERMS, departure_reasons="New evidence.")
    with desk.refusing(InvalidInput):
        decisions.reopen_for_final_decision(desk.office, desk.item.id)
    assert len(desk.find(AgencyDecision)) == 2


@pytest.mark.parametrize("outcome", ["suitable-same-terms", "terminate"])
def test_on_representations_the_panel_recommends_what_was_open_on_the_item_they_are_about(
    at: At, outcome: str
) -> None:
    desk = at("determined")
    item = back_at_panel(desk)
    second_meeting(desk, item.id, date(2027, 1, 15))
    with pytest.raises(RuleRefusal, match="Recommends approval"):
        hear(desk, item.id, outcome)
    assert desk.find(Recommendation, item_id=item.id) == ()
