from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from fosterpanel.domain.decisions import AgencyDecision, DecisionState, ProcessView
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.minutes import MinutesState
from fosterpanel.domain.notices import NoticeKind
from fosterpanel.domain.papers import Paper, Reliance, ReliedBy
from fosterpanel.domain.register import ApprovalState, FosterHome
from fosterpanel.errors import InvalidInput, MovedSince, RuleRefusal
from fosterpanel.workflow.business import deferrals, items
from fosterpanel.workflow.deciding import decisions, notices
from fosterpanel.workflow.founding import service
from fosterpanel.workflow.minuting import minutes
from fosterpanel.workflow.paperwork import papers
from tests.workflow.builders import (
    BEGIN,
    CONTENTS,
    PANEL,
    PANEL_DAY,
    WIDER_TERMS,
    At,
    Desk,
    decide,
    filled,
    hear,
    letter,
    minute,
    new_item,
    new_paper,
    pdf,
    second_meeting,
    send,
)
from tests.workflow.test_deferrals import OWN_REASONS

DECIDER = "person-decider"
NAMELESS = "00000000000000000000000000000000"


def write(desk: Desk, decision: str = "approve", **changes: object) -> AgencyDecision:
    """Fill the open record anew, with some parts as asked."""
    draft = desk.the(AgencyDecision)
    return decisions.write_decision(desk.of(DECIDER), filled(desk, draft, decision, **changes))


def sign(desk: Desk) -> AgencyDecision:
    return decisions.sign_decision_record(desk.of(DECIDER), desk.the(AgencyDecision).id)


def test_opening_finds_what_the_decision_rests_on(at: At) -> None:
    desk = at("with decision maker")
    desk.move_to(date(2026, 12, 8))
    draft = decisions.open_decision(desk.of(DECIDER), desk.item.id)
    assert desk.the(AgencyDecision) == draft
    assert (draft.received_on, draft.due_on) == (PANEL_DAY, date(2026, 12, 15))
    assert [one.title for one in draft.material] == ["Assessment report", "Minutes of item 26/001"]
    assert not any(one.is_read for one in draft.material)
    assert desk.last_act() == ("open_decision", desk.item.id)


def test_a_decision_waits_for_the_final_minutes(at: At) -> None:
    desk = at("recommended")
    with desk.refusing(
        RuleRefusal, "no final minutes before the decision maker", rule="minutes-final-before-decision"
    ):
        decisions.open_decision(desk.of(DECIDER), desk.item.id)
    minutes.write_minutes(desk.office, desk.item.id, CONTENTS)
    minutes.agree_minutes(desk.of("person-chair"), desk.item.id)
    signed = minutes.sign_minutes(desk.of("person-chair"), desk.item.id)
    assert signed.state is MinutesState.SIGNED
    with desk.refusing(RuleRefusal, rule="minutes-final-before-decision"):
        decisions.open_decision(desk.of(DECIDER), desk.item.id)


def test_a_panel_member_takes_no_part_even_as_decision_maker(at: At) -> None:
    desk = at("with decision maker")
    with desk.refusing(RuleRefusal, "Caspar Dell sat on the panel", rule="panel-member-takes-no-part"):
        decisions.open_decision(desk.of("person-school"), desk.item.id)


def test_a_decision_is_not_delegated(at: At) -> None:
    desk = at("with decision maker")
    with desk.refusing(RuleRefusal, "Ida Thwaite is not an agency decision maker", rule="not-delegated"):
        decisions.open_decision(desk.office, desk.item.id)


def test_who_sat_when_the_business_was_deferred_does_not_decide_it_later(at: At) -> None:
    desk = at("convened")
    deferrals.defer_item(desk.office, desk.item.id, OWN_REASONS)
    later = desk.item.successor_id
    second_meeting(desk, later, date(2027, 1, 8), panel=PANEL[:5])
    hear(desk, later, present=PANEL[:5])
    minute(desk, later)
    with desk.refusing(RuleRefusal, "Caspar Dell sat on the panel", rule="panel-member-takes-no-part"):
        decisions.open_decision(desk.of("person-school"), later)


def test_one_record_is_open_at_a_time(at: At) -> None:
    desk = at("drafted")
    with desk.refusing(InvalidInput, "is already open"):
        decisions.open_decision(desk.of("person-deputy"), desk.item.id)


def test_where_one_decision_maker_falls_ill_another_begins_afresh(at: At) -> None:
    desk = at("drafted")
    theirs = desk.the(AgencyDecision)
    with desk.refusing(InvalidInput, "No other decision maker has a record"):
        decisions.open_own_decision(desk.of(DECIDER), desk.item.id)
    with desk.refusing(RuleRefusal, "sat on the panel", rule="panel-member-takes-no-part"):
        decisions.open_own_decision(desk.of("person-school"), desk.item.id)
    desk.clock.move(timedelta(days=2))
    deputy = desk.of("person-deputy")
    own = decisions.open_own_decision(deputy, desk.item.id)
    assert (own.received_on, own.due_on) == (theirs.received_on, theirs.due_on)
    assert (own.own_reasons, any(one.is_read for one in own.material)) == ("", False)
    assert desk.last_act() == ("open_own_decision", desk.item.id)
    for act in (decisions.sign_decision_record, decisions.refresh_material):
        with desk.refusing(InvalidInput, "begun a record of their own since"):
            act(desk.of(DECIDER), theirs.id)
    decisions.write_decision(deputy, filled(desk, own))
    signed = decisions.sign_decision_record(deputy, own.id)
    assert desk.get(AgencyDecision, theirs.id).own_reasons == theirs.own_reasons
    record = desk.the(IssuedDocument, subject_id=desk.item.id, kind=DocumentKind.DECISION)
    assert (record.id, record.reference) == (signed.document_id, "26/001-D1")


def test_a_record_left_unsigned_is_not_taken_up_at_the_final_stage(at: At) -> None:
    desk = at("negative minutes sent")
    decisions.open_decision(desk.of(DECIDER), desk.item.id)
    decisions.open_own_decision(desk.of("person-deputy"), desk.item.id)
    draft = desk.find(AgencyDecision)[-1]
    decisions.write_decision(desk.of("person-deputy"), filled(desk, draft, "propose-not-approve"))
    decisions.sign_decision_record(desk.of("person-deputy"), draft.id)
    send(desk, notices.write_letter(desk.office, letter(desk, NoticeKind.QUALIFYING_DETERMINATION)))
    desk.clock.move(timedelta(days=30))
    decisions.reopen_for_final_decision(desk.office, desk.item.id)
    final = decisions.open_decision(desk.of("person-deputy"), desk.item.id)
    assert (final.decision, len(desk.find(AgencyDecision))) == ("", 3)


def test_what_is_not_with_the_decision_maker_is_not_decided(at: At) -> None:
    desk = at("staffed")
    item = items.take_in(desk.office, new_item())
    with desk.refusing(InvalidInput, "Item 26/001 is taken in, not with the decision maker"):
        decisions.open_decision(desk.of(DECIDER), item.id)


def test_a_draft_is_kept_as_far_as_it_goes(at: At) -> None:
    desk = at("drafted")
    written = write(desk, own_reasons="")
    assert desk.the(AgencyDecision) == written
    assert written.state is DecisionState.DRAFT
    assert desk.last_act() == ("write_decision", desk.item.id)


def test_nobody_writes_in_anothers_record_or_signs_it(at: At) -> None:
    desk = at("drafted")
    draft = desk.the(AgencyDecision)
    with desk.refusing(InvalidInput, "belongs to another decision maker"):
        decisions.write_decision(desk.of("person-deputy"), filled(desk, draft))
    service.issue_signing_identity(desk.office, "person-deputy")
    with desk.refusing(InvalidInput, "belongs to another decision maker"):
        decisions.sign_decision_record(desk.of("person-deputy"), draft.id)


@pytest.mark.parametrize(
    "changes",
    [
        {"due_on": date(2027, 12, 1)},
        {"received_on": date(2026, 12, 1)},
        {"decision_maker_id": "person-deputy"},
        {"recommendation_id": ""},
        {"item_id": NAMELESS},
        {"state": DecisionState.SIGNED},
        {"signed_at": BEGIN},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_what_was_found_at_opening_is_not_written_over(at: At, changes: dict[str, object]) -> None:
    desk = at("drafted")
    with desk.refusing(InvalidInput, "is found when it is opened"):
        write(desk, **changes)


def test_a_record_changed_elsewhere_is_not_overwritten(at: At) -> None:
    desk = at("drafted")
    stale = desk.the(AgencyDecision)
    write(desk, own_reasons="Written in another window.")
    with desk.refusing(MovedSince):
        decisions.write_decision(desk.of(DECIDER), filled(desk, stale))


def test_signing_keeps_the_record_its_bytes_and_what_it_relied_on(at: At) -> None:
    desk = at("drafted")
    signed = sign(desk)
    assert desk.the(AgencyDecision) == signed
    assert (signed.state, signed.signed_at) == (DecisionState.SIGNED, desk.clock.now())
    document = desk.the(IssuedDocument, kind=DocumentKind.DECISION)
    assert (document.id, document.signed_by) == (signed.document_id, "Deborah Nkemelu-Hart")
    with desk.office.reading() as reading:
        assert b"/ByteRange" in reading.content(document.sha256)
    assert len(desk.find(Reliance, relied_by=ReliedBy.DECISION_MAKER)) == 1
    assert desk.item.stage is ItemStage.DECIDED
    assert desk.get(FosterHome, desk.item.home_id).state is ApprovalState.APPROVED
    line = desk.audit()[-1]
    assert (line.act, line.subject_id, line.actor) == ("sign_decision", desk.item.id, DECIDER)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"arguments_for": ()}, "the arguments for"),
        ({"arguments_against": (" ",)}, "the arguments against"),
        ({"further_information": ""}, "the further information"),
        ({"panel_reasons": ()}, "which of the panel's reasons you adopt"),
        ({"own_reasons": " "}, "reasons of your own"),
        ({"process": None}, "your view of the panel's process"),
        (
            {"process": ProcessView(is_agreed=True, is_quorate=False, were_right_people_heard=True)},
            "what you doubt in the process",
        ),
        ({"terms": None}, "the terms of approval"),
        ({"effective_on": None}, "the date it takes effect"),
        ({"decided_on": None}, "the date of the decision"),
        ({"terms": WIDER_TERMS}, "why you depart from the panel"),
    ],
    ids=lambda given: next(iter(given)) if isinstance(given, dict) else "",
)
def test_every_part_is_filled_before_signing(at: At, changes: dict[str, object], words: str) -> None:
    desk = at("drafted")
    write(desk, **changes)
    with desk.refusing(RuleRefusal, words, "Hofstetter", rule="hofstetter-record"):
        sign(desk)


def test_material_left_out_is_asked_for(at: At) -> None:
    desk = at("drafted")
    write(desk, material=())
    with desk.refusing(MovedSince, "Assessment report, Minutes of item 26/001"):
        sign(desk)


def test_unread_material_holds_the_signature_up(at: At) -> None:
    desk = at("drafted")
    material = tuple(replace(one, is_read=False) for one in desk.the(AgencyDecision).material)
    write(desk, material=material)
    with desk.refusing(RuleRefusal, "the material marked as read", rule="hofstetter-record"):
        sign(desk)


def test_departing_from_the_panel_needs_reasons(at: At) -> None:
    desk = at("drafted")
    write(desk, "propose-not-approve")
    with desk.refusing(RuleRefusal, "why you depart from the panel", rule="hofstetter-record"):
        sign(desk)
    write(desk, "propose-not-approve", departure_reasons="A referee's letter weighs more.")
    assert sign(desk).is_proposal
    assert desk.item.stage is ItemStage.PROPOSED


def test_a_late_decision_says_why(at: At) -> None:
    desk = at("drafted")
    desk.move_to(date(2026, 12, 16))
    write(desk)
    with desk.refusing(RuleRefusal, "the reason why the decision is late", rule="hofstetter-record"):
        sign(desk)
    write(desk, delay_reason="Illness.")
    assert sign(desk).decided_on == date(2026, 12, 16)


def test_the_day_of_decision_is_a_day_that_can_be(at: At) -> None:
    desk = at("drafted")
    rule = "minutes-final-before-decision"
    with desk.refusing(RuleRefusal, "3 December 2026, before what it rests on was received", rule=rule):
        write(desk, decided_on=date(2026, 12, 3))
    write(desk, decided_on=date(2026, 12, 9), effective_on=date(2026, 12, 9))
    with desk.refusing(InvalidInput, "9 December 2026, which is still to come"):
        sign(desk)


def test_a_decision_of_another_kind_of_item_is_refused(at: At) -> None:
    desk = at("drafted")
    write(desk, "continue", departure_reasons="Because.")
    with desk.refusing(RuleRefusal, "is not open on item 26/001", rule="decision-allowed"):
        sign(desk)


def test_a_connected_person_needs_the_childs_needs(at: At) -> None:
    desk = at("staffed")
    item = items.take_in(desk.office, new_item("APP-CP", "home-oakes", is_connected_person=True))
    papers.file_paper(desk.office, item.id, new_paper())
    second_meeting(desk, item.id, PANEL_DAY)
    hear(desk, item.id)
    minute(desk, item.id)
    draft = decisions.open_decision(desk.of(DECIDER), item.id)
    decisions.write_decision(desk.of(DECIDER), filled(desk, draft))
    with desk.refusing(RuleRefusal, "the child's needs, wishes and feelings", rule="hofstetter-record"):
        sign(desk)
    write(desk, childs_needs="To stay with her grandmother.")
    assert sign(desk).state is DecisionState.SIGNED


def test_papers_that_came_meanwhile_are_read_first(at: At) -> None:
    desk = at("drafted")
    papers.correct_paper(
        desk.office, desk.the(Paper).id, data=pdf(title="Corrected"), received_on=date(2026, 12, 8)
    )
    with desk.refusing(MovedSince, "Papers of item 26/001 changed", "Assessment report"):
        sign(desk)
    refreshed = decisions.refresh_material(desk.of(DECIDER), desk.the(AgencyDecision).id)
    assert [(one.number, one.is_read) for one in refreshed.material] == [(2, False), (1, True)]
    assert desk.last_act() == ("refresh_material", desk.item.id)
    write(desk)
    assert sign(desk).state is DecisionState.SIGNED


def test_only_the_decision_maker_refreshes_their_draft(at: At) -> None:
    desk = at("drafted")
    draft_id = desk.the(AgencyDecision).id
    with desk.refusing(InvalidInput, "belongs to another decision maker"):
        decisions.refresh_material(desk.of("person-deputy"), draft_id)
    sign(desk)
    with desk.refusing(InvalidInput, "never changed"):
        decisions.refresh_material(desk.of(DECIDER), draft_id)


def test_sealing_touches_no_store(at: At) -> None:
    desk = at("drafted")
    prepared = decisions.prepare_decision(desk.of(DECIDER), desk.the(AgencyDecision).id)
    before = desk.everything()
    assert b"/ByteRange" in decisions.seal_decision(prepared).pdf
    assert desk.everything() == before


def file_another_paper(desk: Desk) -> None:
    papers.file_paper(desk.office, desk.item.id, new_paper("medical-report", "Medical"))


def write_again(desk: Desk) -> None:
    write(desk, own_reasons="On second thoughts.")


@pytest.mark.parametrize("move", [file_another_paper, write_again])
def test_what_moved_between_preparing_and_filing_is_noticed(at: At, move: Callable[[Desk], None]) -> None:
    desk = at("drafted")
    prepared = decisions.prepare_decision(desk.of(DECIDER), desk.the(AgencyDecision).id)
    sealed = decisions.seal_decision(prepared)
    move(desk)
    with desk.refusing(MovedSince):
        decisions.file_decision(desk.of(DECIDER), sealed)


def test_withdrawing_between_preparing_and_filing_leaves_nothing_to_decide(at: At) -> None:
    desk = at("drafted")
    sealed = decisions.seal_decision(
        decisions.prepare_decision(desk.of(DECIDER), desk.the(AgencyDecision).id)
    )
    items.withdraw_item(desk.office, desk.item.id, reason="Moved away.")
    with desk.refusing(InvalidInput, "Item 26/001 is withdrawn, not with the decision maker"):
        decisions.file_decision(desk.of(DECIDER), sealed)


def test_a_signed_decision_never_changes(at: At) -> None:
    desk = at("approved")
    signed = desk.the(AgencyDecision)
    with desk.refusing(InvalidInput, "never changed"):
        decisions.write_decision(desk.of(DECIDER), replace(signed, state=DecisionState.DRAFT))
    with desk.refusing(InvalidInput):
        sign(desk)
    with desk.refusing(InvalidInput, "Item 26/001 is decided"):
        decisions.open_decision(desk.of(DECIDER), desk.item.id)


def test_returning_for_information_carries_on_in_a_linked_item(at: At) -> None:
    desk = at("with decision maker")
    decide(desk, desk.item.id, "return-for-information", effective_on=None)
    first, second = desk.find(PanelItem)
    assert (first.stage, first.successor_id) == (ItemStage.RETURNED, second.id)
    assert (second.stage, second.predecessor_id) == (ItemStage.TAKEN_IN, first.id)
    assert desk.get(FosterHome, first.home_id).state is ApprovalState.APPLICANT


def test_a_sound_line_reads_from_receipt_to_decision(at: At) -> None:
    desk = at("drafted")
    paper = decisions.prepare_decision(desk.of(DECIDER), desk.the(AgencyDecision).id).paper
    assert (paper.working_days_taken, paper.departs, paper.reference) == (2, False, "26/001-D1")
    with desk.office.reading() as reading:
        held = minutes.signed_minutes(reading, desk.item.id)
    assert held is not None
    assert paper.signed_minutes == held[1]
