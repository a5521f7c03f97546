from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fosterpanel.domain.changes_of_terms import AgreedChange
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.notices import NoticeKind
from fosterpanel.domain.register import ApprovalState, ApprovalTerms, FosterHome, Review
from fosterpanel.domain.representations import QualifyingDetermination, Route
from fosterpanel.domain.temporary_approvals import TemporaryApproval
from fosterpanel.domain.terms import TermsOfApproval
from fosterpanel.errors import InvalidInput, RuleRefusal
from fosterpanel.workflow.business import items
from fosterpanel.workflow.deciding import decisions, notices, representations
from fosterpanel.workflow.deciding.decisions import sign_decision_record
from fosterpanel.workflow.homes import changes_of_terms, register
from fosterpanel.workflow.paperwork import papers
from tests.workflow.builders import (
    PANEL_DAY,
    USUAL_TERMS,
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
    second_meeting,
    send,
)

DECIDER = "person-decider"


def with_decision_maker(desk: Desk, type_code: str, home_id: str = "home-marsh") -> PanelItem:
    """An item that policy keeps from panel, straight before the decision maker."""
    terms = WIDER_TERMS if type_code == "CHG" else USUAL_TERMS
    item = items.take_in(desk.office, new_item(type_code, home_id, proposed_terms=terms))
    papers.file_paper(desk.office, item.id, new_paper("review-report", "Review report"))
    return items.send_to_decision_maker(desk.office, item.id)


def agreed(desk: Desk, item: PanelItem, **changes: object) -> AgreedChange:
    change = AgreedChange(
        id="change-1",
        item_id=item.id,
        support_needs="A bunk bed and respite.",
        how_met="By the end of the month.",
        stated_on=date(2026, 11, 20),
        agreed_on=date(2026, 11, 23),
        agreed_by=("Wilhelmina Marsh",),
    )
    return changes_of_terms.record_agreed_change(desk.office, replace(change, **changes))


def test_an_approval_enters_the_register_with_its_terms(at: At) -> None:
    desk = at("approved")
    home = desk.get(FosterHome, desk.item.home_id)
    assert (home.state, home.approved_on) == (ApprovalState.APPROVED, date(2026, 12, 8))
    terms = desk.the(ApprovalTerms, home_id=home.id)
    assert (terms.terms, terms.effective_from, terms.until) == (USUAL_TERMS, date(2026, 12, 8), None)


def test_a_proposal_changes_nothing_on_the_register(at: At) -> None:
    desk = at("proposed")
    assert desk.item.stage is ItemStage.PROPOSED
    assert desk.get(FosterHome, desk.item.home_id).state is ApprovalState.APPLICANT


def test_full_approval_ends_the_temporary_one(at: At) -> None:
    desk = at("staffed")
    register.approve_temporarily(
        desk.office, "home-oakes", children=("Tilly Oakes",), approved_on=date(2026, 9, 1)
    )
    item = items.take_in(desk.office, new_item("APP-CP", "home-oakes", is_connected_person=True))
    second_meeting(desk, item.id, PANEL_DAY)
    hear(desk, item.id)
    minute(desk, item.id)
    decide(desk, item.id, childs_needs="To stay with her grandmother.")
    assert desk.the(TemporaryApproval).ended_on == PANEL_DAY
    assert desk.get(FosterHome, "home-oakes").state is ApprovalState.APPROVED


def test_an_agreed_change_takes_effect_at_once(at: At) -> None:
    desk = at("staffed")
    item = with_decision_maker(desk, "CHG")
    change = agreed(desk, item)
    assert desk.the(AgreedChange) == change
    assert desk.last_act() == ("record_agreed_change", item.id)
    decision = decide(desk, item.id, "agree-change", terms=WIDER_TERMS)
    old, new = desk.find(ApprovalTerms, home_id="home-marsh")
    assert (old.terms, old.until) == (USUAL_TERMS, date(2026, 11, 23))
    assert (new.terms, new.decision_id) == (WIDER_TERMS, decision.id)
    assert desk.item.stage is ItemStage.DECIDED


@pytest.mark.parametrize(
    "changes",
    [
        {"support_needs": " "},
        {"how_met": ""},
        {"agreed_on": None},
        {"agreed_by": ()},
        {"agreed_on": date(2026, 11, 24)},
    ],
    ids=["no statement", "not met", "not agreed", "by nobody", "agreed later"],
)
def test_terms_do_not_change_at_once_without_statement_and_agreement(
    at: At, changes: dict[str, object]
) -> None:
    desk = at("staffed")
    item = with_decision_maker(desk, "CHG")
    agreed(desk, item, **changes)
    draft = decisions.open_decision(desk.of(DECIDER), item.id)
    decisions.write_decision(desk.of(DECIDER), filled(desk, draft, "agree-change", terms=WIDER_TERMS))
    with desk.refusing(RuleRefusal, "written agreement of every carer", rule="agreed-change-of-terms"):
        sign_decision_record(desk.of(DECIDER), draft.id)


def deciding_on_change(desk: Desk, item: PanelItem) -> str:
    """A record of an agreed change to wider terms, ready to be signed."""
    draft = decisions.open_decision(desk.of(DECIDER), item.id)
    written = filled(desk, draft, "agree-change", terms=WIDER_TERMS)
    decisions.write_decision(desk.of(DECIDER), written)
    return draft.id


@pytest.mark.parametrize(
    ("proposed", "agreed_on", "is_theirs"),
    [
        (USUAL_TERMS, date(2026, 11, 20), False),
        (USUAL_TERMS, date(2026, 11, 23), True),
        (WIDER_TERMS, date(2026, 11, 20), True),
    ],
    ids=["to others", "to these, later", "to these, as proposed"],
)
def test_carers_who_agreed_to_other_terms_are_not_held_to_these(
    at: At, proposed: TermsOfApproval, agreed_on: date, is_theirs: bool
) -> None:
    desk = at("staffed")
    item = items.take_in(desk.office, new_item("CHG", "home-marsh", proposed_terms=proposed))
    papers.file_paper(desk.office, item.id, new_paper("review-report", "Review report"))
    items.send_to_decision_maker(desk.office, item.id)
    agreed(desk, item, agreed_on=agreed_on)
    record_id = deciding_on_change(desk, item)
    if is_theirs:
        assert sign_decision_record(desk.of(DECIDER), record_id).terms == WIDER_TERMS
        return
    with desk.refusing(RuleRefusal, "not the terms proposed to them", rule="agreed-change-of-terms"):
        sign_decision_record(desk.of(DECIDER), record_id)


@pytest.mark.parametrize(("agreed_on", "is_theirs"), [(date(2026, 12, 3), False), (PANEL_DAY, True)])
def test_terms_that_the_panel_changed_are_agreed_to_after_it(
    at: At, agreed_on: date, is_theirs: bool
) -> None:
    desk = at("staffed")
    item = items.take_in(desk.office, new_item("CHG", "home-marsh"))
    second_meeting(desk, item.id, PANEL_DAY)
    hear(desk, item.id, "support", terms=WIDER_TERMS)
    minute(desk, item.id)
    desk.move_to(date(2026, 12, 8))
    agreed(desk, item, agreed_on=agreed_on)
    record_id = deciding_on_change(desk, item)
    if is_theirs:
        assert sign_decision_record(desk.of(DECIDER), record_id).terms == WIDER_TERMS
        return
    with desk.refusing(RuleRefusal, "stand since 4 December 2026", rule="agreed-change-of-terms"):
        sign_decision_record(desk.of(DECIDER), record_id)


def test_there_is_no_agreed_change_at_all(at: At) -> None:
    desk = at("staffed")
    item = with_decision_maker(desk, "CHG")
    draft = decisions.open_decision(desk.of(DECIDER), item.id)
    decisions.write_decision(desk.of(DECIDER), filled(desk, draft, "agree-change", terms=WIDER_TERMS))
    with desk.refusing(RuleRefusal, rule="agreed-change-of-terms"):
        sign_decision_record(desk.of(DECIDER), draft.id)


def test_the_letter_of_an_agreed_change_sets_the_terms_that_were_beside_the_new(at: At) -> None:
    """By the day of the letter the register holds the new terms already."""
    desk = at("with decision maker")
    item = with_decision_maker(desk, "CHG")
    agreed(desk, item)
    decide(desk, item.id, "agree-change", terms=WIDER_TERMS)
    desk.clock.move(timedelta(days=3))
    new = letter(desk, NoticeKind.AGREED_CHANGE, item_id=item.id, home_id=item.home_id)
    assert notices.prepare_letter(desk.office, new).old_terms == USUAL_TERMS


def test_terms_do_not_begin_before_those_on_the_register(at: At) -> None:
    desk = at("staffed")
    item = with_decision_maker(desk, "CHG")
    agreed(desk, item)
    again = with_decision_maker(desk, "CHG")
    agreed(desk, again, id="change-2")
    draft = decisions.open_decision(desk.of(DECIDER), again.id)
    desk.move_to(date(2026, 11, 25))
    decide(desk, item.id, "agree-change", terms=WIDER_TERMS)
    before = {"decided_on": date(2026, 11, 23), "effective_on": date(2026, 11, 23), "terms": USUAL_TERMS}
    decisions.write_decision(desk.of(DECIDER), filled(desk, draft, "agree-change", **before))
    with desk.refusing(InvalidInput, "Terms from 25 November 2026 are on the register already"):
        sign_decision_record(desk.of(DECIDER), draft.id)
    assert len(desk.find(ApprovalTerms, home_id="home-marsh")) == 2


def test_a_review_that_is_decided_is_held(at: At) -> None:
    desk = at("staffed")
    item = with_decision_maker(desk, "REVn")
    decide(desk, item.id, "continue")
    assert desk.the(Review).item_id == item.id
    assert desk.the(Review).held_on == date(2026, 11, 23)


def test_a_resignation_overtakes_a_termination(at: At) -> None:
    desk = at("staffed")
    item = with_decision_maker(desk, "TERM")
    resignation = register.receive_resignation(desk.office, "home-marsh", received_on=date(2026, 11, 23))
    assert resignation.ends_on == date(2026, 12, 21)
    draft = decisions.open_decision(desk.of(DECIDER), item.id)
    desk.move_to(date(2026, 12, 21))
    decisions.write_decision(
        desk.of(DECIDER), filled(desk, draft, "propose-terminate", delay_reason="Illness.")
    )
    with desk.refusing(
        RuleRefusal, "A resignation ends the approval", "reg 28(13)", rule="resignation-ends-approval"
    ):
        sign_decision_record(desk.of(DECIDER), draft.id)
    (home,) = register.end_resigned_approvals(desk.office)
    assert (home.state, home.ended_on, home.ended_by) == (
        ApprovalState.ENDED,
        date(2026, 12, 21),
        "resignation",
    )
    assert items.withdraw_item(desk.office, item.id, reason="Resigned.").stage is ItemStage.WITHDRAWN


@pytest.mark.parametrize("decision", ["continue", "propose-revise", "propose-terminate"])
def test_an_approval_that_a_resignation_has_ended_is_neither_continued_nor_changed(
    at: At, decision: str
) -> None:
    desk = at("staffed")
    item = with_decision_maker(desk, "REVn")
    draft = decisions.open_decision(desk.of(DECIDER), item.id)
    register.receive_resignation(desk.office, "home-marsh", received_on=date(2026, 11, 23))
    desk.move_to(date(2026, 12, 21))
    changes = {"terms": WIDER_TERMS} if decision == "propose-revise" else {}
    decisions.write_decision(
        desk.of(DECIDER), filled(desk, draft, decision, delay_reason="Illness.", **changes)
    )
    with desk.refusing(RuleRefusal, "nothing is left to decide", rule="resignation-ends-approval"):
        sign_decision_record(desk.of(DECIDER), draft.id)


def test_a_change_that_would_begin_after_a_resignation_has_ended_the_approval_is_refused(at: At) -> None:
    desk = at("staffed")
    item = with_decision_maker(desk, "CHG")
    agreed(desk, item)
    register.receive_resignation(desk.office, "home-marsh", received_on=date(2026, 11, 23))
    draft = decisions.open_decision(desk.of(DECIDER), item.id)
    later = filled(desk, draft, "agree-change", terms=WIDER_TERMS, effective_on=date(2026, 12, 21))
    decisions.write_decision(desk.of(DECIDER), later)
    with desk.refusing(RuleRefusal, "A resignation ends the approval", rule="resignation-ends-approval"):
        sign_decision_record(desk.of(DECIDER), draft.id)


def test_before_the_resignation_ends_it_a_termination_may_be_proposed(at: At) -> None:
    desk = at("staffed")
    item = with_decision_maker(desk, "TERM")
    register.receive_resignation(desk.office, "home-marsh", received_on=date(2026, 11, 23))
    assert decide(desk, item.id, "propose-terminate").is_proposal


class TestOtherTermsProposedAndAgreedTo:
    """Regulation 28(9A): what was proposed and agreed to in writing need not wait for the 28 days."""

    def proposed(self, desk: Desk, code: str = "propose-revise", type_code: str = "CHG") -> PanelItem:
        item = with_decision_maker(desk, type_code)
        terms = WIDER_TERMS if code == "propose-revise" else None
        decide(desk, item.id, code, terms=terms, effective_on=None)
        new = letter(
            desk, NoticeKind.QUALIFYING_DETERMINATION, item_id=item.id, home_id=item.home_id, enclosures=()
        )
        send(desk, notices.write_letter(desk.office, new))
        desk.clock.move(timedelta(days=5))
        return item

    def agree(self, desk: Desk, item: PanelItem, **changes: object) -> QualifyingDetermination:
        today = desk.office.clock.today()
        change = AgreedChange(
            id="change-1",
            item_id=item.id,
            support_needs="A bunk bed.",
            how_met="This month.",
            stated_on=today,
            agreed_on=today,
            agreed_by=("Wilhelmina Marsh",),
        )
        held = desk.the(QualifyingDetermination, item_id=item.id)
        return representations.agree_to_proposal(desk.office, held.id, replace(change, **changes))

    def test_it_takes_effect_at_once(self, at: At) -> None:
        desk = at("with decision maker")
        item = self.proposed(desk)
        with desk.refusing(RuleRefusal, "may challenge until", rule="representations-period"):
            decisions.reopen_for_final_decision(desk.office, item.id)
        agreed_to = self.agree(desk, item)
        assert (agreed_to.is_agreed, agreed_to.concluded_on) == (True, desk.office.clock.today())
        assert desk.last_act() == ("agree_to_proposal", item.id)
        decisions.reopen_for_final_decision(desk.office, item.id)
        final = decide(desk, item.id, "agree-change", terms=WIDER_TERMS)
        in_force = [one.terms for one in desk.find(ApprovalTerms, home_id=item.home_id) if one.until is None]
        assert in_force == [WIDER_TERMS]
        assert desk.the(QualifyingDetermination, item_id=item.id).final_decision_id == final.id
        new = letter(desk, NoticeKind.AGREED_CHANGE, item_id=item.id, home_id=item.home_id)
        assert notices.prepare_letter(desk.office, new).old_terms == USUAL_TERMS

    @pytest.mark.parametrize(
        ("code", "terms"), [("final-revise", WIDER_TERMS), ("continue", None), ("agree-change", USUAL_TERMS)]
    )
    def test_nothing_else_is_decided_before_the_28_days_are_over(
        self, at: At, code: str, terms: TermsOfApproval | None
    ) -> None:
        desk = at("with decision maker")
        item = self.proposed(desk)
        self.agree(desk, item)
        decisions.reopen_for_final_decision(desk.office, item.id)
        draft = decisions.open_decision(desk.of(DECIDER), item.id)
        decisions.write_decision(desk.of(DECIDER), filled(desk, draft, code, terms=terms))
        with desk.refusing(RuleRefusal, "only those take effect now", rule="agreed-change-of-terms"):
            sign_decision_record(desk.of(DECIDER), draft.id)

    def test_every_carer_agrees_to_other_terms_and_to_nothing_else(self, at: At) -> None:
        desk = at("with decision maker")
        item = self.proposed(desk)
        with desk.refusing(RuleRefusal, "of every carer", rule="agreed-change-of-terms"):
            self.agree(desk, item, agreed_by=())
        ending = self.proposed(desk, "propose-terminate", "TERM")
        with desk.refusing(InvalidInput, "Only other terms can be agreed to at once"):
            self.agree(desk, ending)

    def test_who_agreed_and_thinks_again_in_time_may_still_challenge(self, at: At) -> None:
        desk = at("with decision maker")
        item = self.proposed(desk)
        held = self.agree(desk, item)
        challenged = representations.receive_challenge(
            desk.office, held.id, route=Route.REPRESENTATIONS, on=desk.office.clock.today()
        )
        assert (challenged.is_agreed, challenged.concluded_on) == (False, None)
        with desk.refusing(InvalidInput, "Record first that this was taken back"):
            self.agree(desk, item)


def test_a_decision_dated_back_does_not_get_round_a_resignation(at: At) -> None:
    """On the day a resignation takes effect nothing is left to propose, whatever day the record bears."""
    desk = at("with decision maker")
    item = with_decision_maker(desk, "TERM")
    draft = decisions.open_decision(desk.of(DECIDER), item.id)
    notice = register.receive_resignation(desk.office, item.home_id, received_on=desk.office.clock.today())
    desk.move_to(notice.ends_on)
    late = {"decided_on": notice.ends_on - timedelta(days=1), "delay_reason": "Illness."}
    decisions.write_decision(
        desk.of(DECIDER), filled(desk, draft, "propose-terminate", effective_on=None, **late)
    )
    with desk.refusing(RuleRefusal, "nothing is left to decide", rule="resignation-ends-approval"):
        sign_decision_record(desk.of(DECIDER), draft.id)
