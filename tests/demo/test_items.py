"""What becomes of the seven items: each of a different type, each with its own trouble."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from fosterpanel import rulebooks
from fosterpanel.db.store import Store
from fosterpanel.db.transaction import Reading
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.decisions import AgencyDecision
from fosterpanel.domain.deferrals import CausedBy, Deferral, DeferralKind
from fosterpanel.domain.hearings import Hearing, quorum_of_item
from fosterpanel.domain.interests import DeclaredInterest, Ruling
from fosterpanel.domain.invitations import Invitation, Reply
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.meetings import Meeting, MeetingStage, Seat
from fosterpanel.domain.papers import ExpectedPaper, PaperAlert
from fosterpanel.domain.recommendations import Recommendation
from fosterpanel.domain.register import ApprovalTerms, Placement, outside_approval, terms_in_force
from fosterpanel.domain.rulebook import Nation
from fosterpanel.domain.temporary_approvals import TemporaryApproval, lapses_within, latest_day_for_minutes
from fosterpanel.errors import WrongKey
from fosterpanel.workflow.panels.meetings import attendance_of
from tests.demo.reading import words
from tests.demo.running import Demo, copy_of_store, letter_of

PANEL_ON = date(2026, 10, 9)
BOOK = rulebooks.load(Nation.ENGLAND, PANEL_ON)


def item_of(reading: Reading, type_code: str) -> PanelItem:
    """The item of a type that was before the panel, not one that carries a deferral on or waits for the next."""
    (meeting,) = reading.find(Meeting, on=PANEL_ON)
    (item,) = reading.find(PanelItem, type_code=type_code, meeting_id=meeting.id)
    return item


def test_it_ends_well_and_says_where_everything_is(demo: Demo) -> None:
    assert (demo.ran.code, demo.ran.err) == (0, "")
    for name in (
        "service.store",
        "agenda.pdf",
        "oversight.pdf",
        "minutes",
        "decisions",
        "letters",
        "summary.json",
    ):
        assert name in demo.ran.out
        assert (demo.out / name).exists()
    assert demo.summary["passphrase"] in demo.ran.out


def test_seven_different_items_before_six_members_from_a_list_of_twelve(demo: Demo, store: Store) -> None:
    with store.reading() as reading:
        (meeting,) = reading.find(Meeting, on=PANEL_ON)
        listed = {member.id for member in reading.find(PanelMember)}
    sitting = {held.member_id for held in meeting.panel}
    assert (len(demo.summary["items"]), len(demo.items)) == (7, 7)
    assert (len(sitting), len(listed)) == (6, 12)
    assert sitting < listed
    assert [held.seat for held in meeting.panel][:2] == [Seat.CHAIR, Seat.VICE_CHAIR]


def test_the_store_opens_with_the_passphrase_told_and_no_other_and_is_whole(
    demo: Demo, store: Store, tmp_path: Path
) -> None:
    found = store.check()
    with store.reading() as reading:
        lines = reading.audit_lines()
    assert found.findings == ()
    assert found.audit_lines == len(lines) == demo.summary["audit_lines"] > 100
    locked = copy_of_store(demo, tmp_path)
    with pytest.raises(WrongKey):
        Store.open(locked, passphrase=demo.summary["passphrase"].title())


class TestQuorumLostThroughAConflict:
    def test_without_the_member_who_left_the_law_has_no_quorum(self, store: Store) -> None:
        with store.reading() as reading:
            item = item_of(reading, "REV1")
            (interest,) = reading.find(DeclaredInterest, item_id=item.id)
            meeting = reading.get(Meeting, interest.meeting_id)
            members = {member.id: member for member in reading.find(PanelMember)}
            attendance = attendance_of(reading, meeting.id)
        before = interest.declared_at - timedelta(minutes=1)
        after = interest.declared_at + timedelta(minutes=1)
        missed = quorum_of_item(meeting, members, attendance, [interest], BOOK, start=after, end=after)
        had_nobody_left = quorum_of_item(meeting, members, attendance, [], BOOK, start=before, end=before)
        assert interest.ruling is Ruling.LEAVE
        assert interest.member_id not in attendance.present_at(after)
        assert had_nobody_left.is_met
        assert not missed.is_met
        assert any("social worker" in words for words in missed.missing)

    def test_it_was_never_heard_recommended_or_decided(self, store: Store) -> None:
        with store.reading() as reading:
            item = item_of(reading, "REV1")
            assert item.stage is ItemStage.DEFERRED
            for kind in (Hearing, Recommendation, AgencyDecision):
                assert reading.find(kind, item_id=item.id) == ()

    def test_the_panel_defers_for_its_own_reason_and_the_item_carries_on(self, store: Store) -> None:
        with store.reading() as reading:
            item = item_of(reading, "REV1")
            (deferral,) = reading.find(Deferral, item_id=item.id)
            successor = reading.get(PanelItem, deferral.successor_item_id)
        assert (deferral.kind, deferral.caused_by) == (DeferralKind.PANELS_OWN, CausedBy.PANEL)
        assert [BOOK.deferral_reasons[code].is_panels_own for code in deferral.reason_codes] == [True]
        assert deferral.needed == ()
        assert (successor.predecessor_id, successor.home_id) == (item.id, item.home_id)
        assert successor.received_on == item.received_on
        assert successor.reference != item.reference

    def test_the_member_came_back_for_the_next_item(self, store: Store) -> None:
        with store.reading() as reading:
            (interest,) = reading.find(DeclaredInterest, item_id=item_of(reading, "REV1").id)
            (next_heard,) = reading.find(Hearing, item_id=item_of(reading, "CHG").id)
        assert interest.member_id in {one.member_id for one in next_heard.finding.counted}


def test_one_item_waits_for_information_with_what_owner_due_date_and_return(demo: Demo, store: Store) -> None:
    with store.reading() as reading:
        item = item_of(reading, "TRANSFER")
        (deferral,) = reading.find(Deferral, item_id=item.id)
        successor = reading.get(PanelItem, deferral.successor_item_id)
        assert reading.find(Recommendation, item_id=item.id) == ()
        assert reading.find(Meeting, on=deferral.return_on)
    letter = words(demo.out / letter_of(demo.items["TRANSFER"]))
    assert deferral.kind is DeferralKind.NEEDS_INFORMATION
    assert len(deferral.needed) == 2
    for thing in deferral.needed:
        assert thing.owner
        assert PANEL_ON < thing.due_on < deferral.return_on
        assert thing.what in letter
        assert f"{thing.due_on:%-d %B %Y}" in letter
    assert f"{deferral.return_on:%A %-d %B %Y}" in letter
    assert successor.predecessor_id == item.id
    assert demo.items["TRANSFER"]["deferral"]["successor"] == successor.reference


def test_the_decision_maker_departs_from_the_panel_once_with_reasons_and_other_terms(
    demo: Demo, store: Store
) -> None:
    with store.reading() as reading:
        departing = [one for one in reading.find(AgencyDecision) if one.departure_reasons]
        (decision,) = departing
        recommendation = reading.get(Recommendation, decision.recommendation_id)
        (alert,) = reading.find(PaperAlert, item_id=decision.item_id)
    item = demo.items["REV-ALLEG"]
    (record,) = [demo.out / one["path"] for one in item["files"] if one["kind"] == "decision record"]
    (told,) = item["decisions"]
    assert told["departs"]
    assert (recommendation.outcome, decision.decision) == ("suitable-same-terms", "propose-revise")
    assert recommendation.terms is not None
    assert decision.terms is not None
    assert decision.terms != recommendation.terms
    assert decision.departure_reasons in words(record)
    assert any(not reason.is_adopted and reason.why for reason in decision.panel_reasons)
    assert alert.answer


def test_a_connected_persons_temporary_approval_has_twelve_days_left_on_the_panel_day(
    demo: Demo, store: Store
) -> None:
    with store.reading() as reading:
        item = item_of(reading, "APP-CP")
        (temporary,) = reading.find(TemporaryApproval, home_id=item.home_id)
        (decision,) = reading.find(AgencyDecision, item_id=item.id)
    assert temporary.ends_on == temporary.approved_on + timedelta(weeks=16) == PANEL_ON + timedelta(days=12)
    assert decision.decided_on is not None
    assert decision.decided_on <= temporary.ends_on
    assert decision.terms is not None
    assert set(temporary.children) == set(decision.terms.named_children)
    last_day = f"Temporary approval ends on {temporary.ends_on:%A %-d %B %Y}"
    minutes = demo.out / demo.items["APP-CP"]["files"][0]["path"]
    assert f"{last_day}, in 12 days." in words(minutes)
    assert last_day in words(demo.out / "agenda.pdf")
    assert demo.items["APP-CP"]["temporary_approval"]["ends_on"] == temporary.ends_on.isoformat()


def test_a_carer_outside_the_approval_gets_terms_that_cover_what_they_do(demo: Demo, store: Store) -> None:
    with store.reading() as reading:
        item = item_of(reading, "CHG")
        placements = reading.find(Placement, home_id=item.home_id)
        history = reading.find(ApprovalTerms, home_id=item.home_id)
        (decision,) = reading.find(AgencyDecision, item_id=item.id)
    before, after = terms_in_force(history, PANEL_ON), terms_in_force(history, date(2026, 10, 31))
    assert before is not None
    assert after is not None
    assert decision.decision == "agree-change"
    assert outside_approval(before.terms, placements, PANEL_ON)
    assert outside_approval(after.terms, placements, date(2026, 10, 31)) == ()
    assert after.terms == decision.terms
    assert after.effective_from == decision.decided_on


def test_nobody_who_sat_on_an_item_decided_it_and_each_vote_is_what_it_is(demo: Demo, store: Store) -> None:
    with store.reading() as reading:
        for recommendation in reading.find(Recommendation):
            (hearing,) = reading.find(Hearing, item_id=recommendation.item_id)
            sat = {reading.get(PanelMember, one.member_id).person_id for one in hearing.finding.counted}
            (decision,) = reading.find(AgencyDecision, item_id=recommendation.item_id)
            assert hearing.finding.is_met
            assert decision.decision_maker_id not in sat
            assert len(recommendation.views) == len(hearing.finding.counted)
    votes = demo.items["REV-ALLEG"]["recommendation"]["votes"]
    assert votes == {"for": 4, "against": 1, "abstained": 1}
    told = "Of the 6 members who took part, 4 agreed on this, 1 did not and 1 abstained."
    assert told in words(demo.out / letter_of(demo.items["REV-ALLEG"]))


def test_an_approval_ends_without_a_panel_and_is_final_only_after_the_last_day(demo: Demo) -> None:
    (item,) = [one for one in demo.summary["other_items"] if one["type"] == "TERM"]
    proposal, final = item["decisions"]
    (challenge,) = item["challenge"]
    assert (item["minutes"], item["recommendation"]) == ([], None)
    assert (proposal["decision"], final["decision"]) == ("propose-terminate", "final-terminate")
    assert final["decided_on"] > challenge["last_challenge_on"]


def test_on_the_day_it_ends_there_is_something_to_do_for_the_next_panel(store: Store) -> None:
    ends = date(2026, 10, 22)
    with store.reading() as reading:
        (next_panel,) = reading.find(Meeting, stage=MeetingStage.PLANNED)
        (listed,) = reading.find(PanelItem, stage=ItemStage.LISTED)
        (temporary,) = reading.find(TemporaryApproval, home_id=listed.home_id)
        owed = reading.find(ExpectedPaper, item_id=listed.id)
        waiting = reading.find(PanelItem, stage=ItemStage.TAKEN_IN)
        replies = [one.reply for one in reading.find(Invitation, meeting_id=next_panel.id)]
    assert listed.meeting_id == next_panel.id
    assert next_panel.on < latest_day_for_minutes(temporary, BOOK) < temporary.ends_on
    assert lapses_within(temporary, ends, 28)
    assert any(one.due_on < ends for one in owed)
    assert len(waiting) == 4
    assert replies.count(Reply.AWAITED) == 1
