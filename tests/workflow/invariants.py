"""What holds in every store, whatever was done in whatever order; each failure says which record breaks it.

Nothing here asks the rules under test: who was counted, when they were there and who signed what is read off the
records themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.attendance import Attendance
from fosterpanel.domain.audit import AuditLine, verify_chain
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.coming_changes import ComingChange
from fosterpanel.domain.decisions import AgencyDecision, DecisionState
from fosterpanel.domain.deferrals import Deferral
from fosterpanel.domain.hearings import Hearing
from fosterpanel.domain.interests import DeclaredInterest, Ruling
from fosterpanel.domain.issued import IssuedDocument
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.meetings import Meeting, MeetingStage, Seat
from fosterpanel.domain.minutes import Minutes, MinutesState
from fosterpanel.domain.notices import NEED_DECISION, Notice, NoticeKind, Telling
from fosterpanel.domain.recommendations import Recommendation, Vote
from fosterpanel.domain.register import ApprovalTerms, FosterHome, Resignation
from fosterpanel.domain.representations import QualifyingDetermination, Route
from fosterpanel.domain.temporary_approvals import TemporaryApproval

ALWAYS_TO_PANEL = frozenset({"APP", "APP-CP", "BRIEF", "TRANSFER", "REV1", "REPS", "TA25"})
PROPOSING = frozenset({"propose-not-approve", "propose-revise", "propose-terminate"})
OPEN_TO_PANELS = {
    "APP": {"approve", "not-suitable"},
    "APP-CP": {"approve", "not-suitable"},
    "BRIEF": {"request-full-report", "not-suitable"},
}
FINAL_AGAINST = frozenset({"final-not-approve", "final-revise", "final-terminate"})


def check(reading: Reading) -> None:
    """Everything that one store shows by itself."""
    for rule in (
        check_recommendations,
        check_votes,
        check_minutes,
        check_decisions,
        check_deciders,
        check_final_decisions,
        check_notices,
        check_letters_sent,
        check_register,
        check_stages,
        check_counts,
        check_trail,
    ):
        rule(reading)


def check_recommendations(reading: Reading) -> None:
    """No recommendation without a quorum met for the whole of the hearing."""
    for made in reading.find(Recommendation):
        (hearing,) = reading.find(Hearing, item_id=made.item_id, meeting_id=made.meeting_id)
        assert hearing.quorum is not None, made
        assert hearing.quorum.is_met, made
        _check_counted(reading, hearing)


def _check_counted(reading: Reading, hearing: Hearing) -> None:
    assert hearing.quorum is not None
    assert hearing.ended_at is not None
    meeting = reading.get(Meeting, hearing.meeting_id)
    (attendance,) = reading.find(Attendance, meeting_id=meeting.id)
    counted = [one.member_id for one in hearing.quorum.counted]
    out = {
        one.member_id
        for one in reading.find(DeclaredInterest, item_id=hearing.item_id)
        if one.ruling is not Ruling.STAY
    }
    assert len(set(counted)) >= 5, hearing
    assert not out.intersection(counted), hearing
    assert hearing.presided_by in counted, hearing
    assert meeting.seat_of(hearing.presided_by) in (Seat.CHAIR, Seat.VICE_CHAIR), hearing
    others = [reading.get(PanelMember, one) for one in counted if one != hearing.presided_by]
    assert any(_is_experienced(one, meeting.on) for one in others), hearing
    for member_id in counted:
        assert not list(_missed(attendance, hearing, member_id)), (member_id, hearing)


def _missed(attendance: Attendance, hearing: Hearing, member_id: str) -> Iterator[datetime]:
    """The moments of a hearing at which business was done and a member was not there."""
    assert hearing.quorum is not None
    assert hearing.ended_at is not None
    begun, ended = hearing.started_at, hearing.ended_at
    stays = [one for one in attendance.presences if one.member_id == member_id and not one.wrong_because]
    for moment in (begun, *(one.left_at for one in stays if one.left_at and begun < one.left_at < ended)):
        is_there = any(
            one.came_at <= moment and (one.left_at is None or one.left_at > moment or one.left_at >= ended)
            for one in stays
        )
        if not is_there and not any(one.since <= moment < one.until for one in hearing.quorum.pauses):
            yield moment


def _is_experienced(member: PanelMember, on: date) -> bool:
    begun = member.experience_from
    return member.is_social_worker and begun is not None and begun.replace(year=begun.year + 3) <= on


def check_votes(reading: Reading) -> None:
    """No recommendation that the law does not open on the item, or that more than half did not vote for."""
    for made in reading.find(Recommendation):
        item = reading.get(PanelItem, made.item_id)
        if item.is_business:
            continue
        (hearing,) = reading.find(Hearing, item_id=made.item_id, meeting_id=made.meeting_id)
        assert hearing.quorum is not None, made
        taking_part = sorted(one.member_id for one in hearing.quorum.counted)
        assert sorted(view.member_id for view in made.views) == taking_part, made
        assert 2 * sum(view.vote is Vote.FOR for view in made.views) > len(taking_part), made
        assert made.outcome in OPEN_TO_PANELS.get(_heard_as(reading, item), {made.outcome}), made


def _heard_as(reading: Reading, item: PanelItem) -> str:
    """The type of an item, or of the one whose proposal it challenges."""
    if not item.challenge_id:
        return item.type_code
    challenged = reading.get(QualifyingDetermination, item.challenge_id).item_id
    return reading.get(PanelItem, challenged).type_code


def check_minutes(reading: Reading) -> None:
    """No minutes signed by anybody but who presided, before the panel was done with the item."""
    for minutes in reading.find(Minutes):
        for hearing in reading.find(Hearing, item_id=minutes.item_id, meeting_id=minutes.meeting_id):
            if minutes.signed_at is None or minutes.is_addendum:
                continue
            presided = {hearing.presided_by, *(one.member_id for one in hearing.handed_over)}
            assert minutes.signed_by in presided, minutes
            assert hearing.ended_at is not None, minutes
            assert hearing.ended_at <= minutes.signed_at, minutes


def check_decisions(reading: Reading) -> None:
    """No decision without final minutes where a panel sat, and none without a panel where the law wants one."""
    for decision in reading.find(AgencyDecision, state=DecisionState.SIGNED):
        item = reading.get(PanelItem, decision.item_id)
        assert decision.decided_on is not None, decision
        document = reading.get(IssuedDocument, decision.document_id)
        assert document.subject_id == item.id, decision
        if not item.meeting_id:
            assert item.type_code not in ALWAYS_TO_PANEL, item
            continue
        (made,) = reading.find(Recommendation, item_id=item.id)
        assert decision.recommendation_id == made.id, decision
        (minutes,) = reading.find(Minutes, item_id=item.id)
        assert minutes.state is MinutesState.SENT, decision
        assert minutes.sent_on is not None, decision
        assert minutes.sent_on <= decision.decided_on, decision


def check_deciders(reading: Reading) -> None:
    """No decision by anybody who sat on the item's panel, or on a panel that considered it before."""
    for decision in reading.find(AgencyDecision):
        item = reading.get(PanelItem, decision.item_id)
        assert decision.decision_maker_id not in set(_who_sat(reading, item)), decision


def _who_sat(reading: Reading, item: PanelItem) -> Iterator[str]:
    if item.meeting_id:
        for held in reading.get(Meeting, item.meeting_id).panel:
            yield reading.get(PanelMember, held.member_id).person_id
    if item.predecessor_id:
        yield from _who_sat(reading, reading.get(PanelItem, item.predecessor_id))
    if item.challenge_id:
        challenged = reading.get(QualifyingDetermination, item.challenge_id).item_id
        yield from _who_sat(reading, reading.get(PanelItem, challenged))


def check_final_decisions(reading: Reading) -> None:
    """Nothing final against a person before their 28 days are over or their challenge is concluded."""
    for decision in reading.find(AgencyDecision, state=DecisionState.SIGNED):
        item = reading.get(PanelItem, decision.item_id)
        if decision.decision not in FINAL_AGAINST:
            continue
        held = reading.find(QualifyingDetermination, item_id=item.id)
        if item.challenge_id:
            held = (*held, reading.get(QualifyingDetermination, item.challenge_id))
        assert held, decision
        assert decision.decided_on is not None
        for determination in held:
            answered = determination.concluded_on if determination.route else None
            lapsed = not determination.route and decision.decided_on > determination.last_challenge_on
            assert lapsed or (answered is not None and answered <= decision.decided_on), decision
        if decision.decision == "final-terminate":
            resigned = reading.find(Resignation, home_id=item.home_id)
            assert not [one for one in resigned if one.ends_on <= decision.decided_on], decision


def check_notices(reading: Reading) -> None:
    """No letter that tells of a decision without that decision signed, on or before the letter's date."""
    for notice in reading.find(Notice):
        if notice.kind not in NEED_DECISION:
            continue
        decision = reading.get(AgencyDecision, notice.decision_id)
        assert decision.state is DecisionState.SIGNED, notice
        assert decision.item_id == notice.item_id, notice
        assert decision.signed_at is not None, notice
        assert reading.get(IssuedDocument, notice.document_id).issued_at >= decision.signed_at, notice
        assert decision.decided_on is not None
        assert decision.decided_on <= notice.dated_on, notice
    for determination in reading.find(QualifyingDetermination):
        assert (determination.last_challenge_on - determination.letter_dated_on).days == 28, determination


def check_letters_sent(reading: Reading) -> None:
    """No letter left that nobody but its author had read, unless somebody said why; none twice for one proposal."""
    for notice in reading.find(Notice):
        look, sent = notice.second_look, notice.dispatch
        assert look is None or look.looked_by != notice.author_id, notice
        if sent is not None:
            assert look is not None or sent.why_unchecked, notice
            assert sent.sent_on >= notice.dated_on, notice
            if notice.kind is NoticeKind.QUALIFYING_DETERMINATION:
                assert reading.find(QualifyingDetermination, notice_id=notice.id), notice


def check_register(reading: Reading) -> None:
    """The register holds nothing of a decision before its day, and what it holds is each from its own day."""
    today = reading.audit_lines()[-1].at.date()
    for change in reading.find(ComingChange):
        held = reading.find(ApprovalTerms, decision_id=change.decision_id)
        assert not held or change.entered_at is not None, change
        assert all(one.effective_from == change.on for one in held), change
        assert change.entered_at is None or change.on <= today, change
    for home in reading.find(FosterHome):
        assert home.approved_on is None or home.approved_on <= today, home
    for approval in reading.find(TemporaryApproval):
        longest = 16 if approval.extension is None else 24
        assert approval.ends_on <= approval.approved_on + timedelta(weeks=longest), approval
        if approval.until_review is not None:
            reviewed = reading.get(QualifyingDetermination, approval.until_review.determination_id)
            assert reviewed.route is Route.INDEPENDENT_REVIEW, approval
            assert approval.ended_on is not None or not reviewed.final_decision_id, approval


def check_stages(reading: Reading) -> None:
    """Every item's stage is what its records say."""
    for item in reading.find(PanelItem):
        assert SHOWN_BY[item.stage](reading, item), item
        assert bool(item.home_id) == (item.type_code != "GOV"), item
        is_heard = any(one.ended_at is None for one in reading.find(Hearing, item_id=item.id))
        assert is_heard == (item.stage is ItemStage.IN_HEARING), item


def _is_before_panel(reading: Reading, item: PanelItem) -> bool:
    return reading.get(Meeting, item.meeting_id).stage is not MeetingStage.CLOSED


def _is_recommended(reading: Reading, item: PanelItem) -> bool:
    return len(reading.find(Recommendation, item_id=item.id)) == 1


def _is_concluded(reading: Reading, item: PanelItem) -> bool:
    """Business of the panel itself, which nobody decides and of which nobody is told."""
    goes_on = [*reading.find(AgencyDecision, item_id=item.id), *reading.find(Notice, item_id=item.id)]
    return item.type_code == "GOV" and _is_recommended(reading, item) and not goes_on


def _is_deferred(reading: Reading, item: PanelItem) -> bool:
    has_deferral = len(reading.find(Deferral, item_id=item.id)) == 1
    return has_deferral and not _is_recommended(reading, item) and _is_carried_on(reading, item)


def _is_received(reading: Reading, item: PanelItem) -> bool:
    return not item.meeting_id or reading.find(Minutes, item_id=item.id)[-1].state is MinutesState.SENT


def _is_proposed(reading: Reading, item: PanelItem) -> bool:
    return _latest_decision(reading, item) in PROPOSING


def _is_referred(reading: Reading, item: PanelItem) -> bool:
    held = reading.find(QualifyingDetermination, item_id=item.id)
    return _is_proposed(reading, item) and any(one.route is not None for one in held)


def _is_returned(reading: Reading, item: PanelItem) -> bool:
    return _latest_decision(reading, item) == "return-for-information" and _is_carried_on(reading, item)


def _is_decided(reading: Reading, item: PanelItem) -> bool:
    held = reading.find(QualifyingDetermination, item_id=item.id)
    if _is_proposed(reading, item):
        return any(one.final_decision_id for one in held)
    return _latest_decision(reading, item) not in ("", "return-for-information")


def _is_told(reading: Reading, item: PanelItem) -> bool:
    if _is_proposed(reading, item):
        return _is_decided(reading, item)
    tellings = reading.find(Telling, item_id=item.id)
    letters = reading.find(Notice, item_id=item.id)
    return bool(tellings) and any(one.dispatch and one.kind in NEED_DECISION for one in letters)


def _latest_decision(reading: Reading, item: PanelItem) -> str:
    signed = reading.find(AgencyDecision, item_id=item.id, state=DecisionState.SIGNED)
    return signed[-1].decision if signed else ""


def _is_carried_on(reading: Reading, item: PanelItem) -> bool:
    return reading.get(PanelItem, item.successor_id).predecessor_id == item.id


SHOWN_BY: dict[ItemStage, Callable[[Reading, PanelItem], bool]] = {
    ItemStage.TAKEN_IN: lambda _, item: not item.meeting_id,
    ItemStage.LISTED: _is_before_panel,
    ItemStage.IN_HEARING: _is_before_panel,
    ItemStage.RECOMMENDED: _is_recommended,
    ItemStage.DEFERRED: _is_deferred,
    ItemStage.WITHDRAWN: lambda _, item: bool(item.withdrawn_because),
    ItemStage.WITH_DECISION_MAKER: _is_received,
    ItemStage.PROPOSED: _is_proposed,
    ItemStage.REFERRED: _is_referred,
    ItemStage.RETURNED: _is_returned,
    ItemStage.DECIDED: _is_decided,
    ItemStage.TOLD: _is_told,
    ItemStage.CONCLUDED: _is_concluded,
}


def check_counts(reading: Reading) -> None:
    """One final decision an item, one letter of proposal a decision, one live item a challenge."""
    letters = Counter(one.decision_id for one in reading.find(QualifyingDetermination))
    gone = (ItemStage.WITHDRAWN, ItemStage.DEFERRED)
    challenges = Counter(
        one.challenge_id for one in reading.find(PanelItem) if one.challenge_id and one.stage not in gone
    )
    finals = Counter(
        one.item_id
        for one in reading.find(AgencyDecision, state=DecisionState.SIGNED)
        if one.decision not in PROPOSING
    )
    for counts in (letters, challenges, finals):
        assert not [one for one, number in counts.items() if number > 1], counts


def check_trail(reading: Reading) -> None:
    """What was recommended, signed and decided, and every letter, has its line in the trail, and no line too many."""
    lines = Counter(line.act for line in reading.audit_lines())
    signed = [one for one in reading.find(Minutes) if one.signed_at is not None]
    assert lines["recommend"] == len(reading.find(Recommendation))
    assert lines["sign_minutes"] + lines["sign_addendum"] == len(signed)
    assert lines["sign_decision"] == len(reading.find(AgencyDecision, state=DecisionState.SIGNED))
    assert lines["write_letter"] == len(reading.find(Notice))


class Finished:
    """What was finished once and has to stay as it was: audit lines, documents, what was signed."""

    def __init__(self) -> None:
        self._lines: tuple[AuditLine, ...] = ()
        self._records: dict[str, Any] = {}

    def check(self, reading: Reading) -> None:
        """Compare with what was seen before, and remember what is new."""
        lines = reading.audit_lines()
        assert lines[: len(self._lines)] == self._lines, "the audit trail was rewritten or cut short"
        assert verify_chain(lines) == reading.last_audit_line()
        self._lines = lines
        now = dict(_finished(reading))
        changed = [one for one, record in self._records.items() if now.get(one) != record]
        assert not changed, changed
        for record in now.values():
            if isinstance(record, IssuedDocument) and record.id not in self._records:
                assert reading.content(record.sha256).startswith(b"%PDF-")
        self._records = now

    def check_bytes(self, reading: Reading) -> None:
        """Read every document again; the store compares each with the hash it was kept under."""
        for record in self._records.values():
            if isinstance(record, IssuedDocument):
                reading.content(record.sha256)


def _finished(reading: Reading) -> Iterator[tuple[str, Any]]:
    for kind in (IssuedDocument, Recommendation, Resignation):
        for record in reading.find(kind):
            yield record.id, record
    for minutes in reading.find(Minutes):
        if minutes.signed_at is not None:
            yield minutes.id, replace(minutes, state=MinutesState.SIGNED, sent_on=None, version=0)
    for decision in reading.find(AgencyDecision, state=DecisionState.SIGNED):
        yield decision.id, decision
