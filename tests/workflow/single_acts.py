"""Every act by itself, on any item, meeting or person, at any time."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from fosterpanel.db.failures import RefusedByStore
from fosterpanel.domain.attendance import Attendance
from fosterpanel.domain.changes_of_terms import AgreedChange
from fosterpanel.domain.decisions import AgencyDecision, DecisionState
from fosterpanel.domain.deferrals import Deferral, DeferralKind
from fosterpanel.domain.interests import DeclaredInterest, InterestKind, Ruling
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.notices import Notice, NoticeKind
from fosterpanel.domain.papers import Paper
from fosterpanel.domain.recommendations import MemberView, Vote
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.representations import QualifyingDetermination, Route
from fosterpanel.domain.temporary_approvals import Extension, TemporaryApproval
from fosterpanel.errors import FosterPanelError
from fosterpanel.workflow.agendas import agenda
from fosterpanel.workflow.business import deferrals, items
from fosterpanel.workflow.deciding import decisions, letter_checks, notices, representations
from fosterpanel.workflow.homes import changes_of_terms, register
from fosterpanel.workflow.in_session import attendance, hearings
from fosterpanel.workflow.minuting import minutes, recommendations
from fosterpanel.workflow.panels import meetings
from fosterpanel.workflow.paperwork import papers
from tests.workflow.builders import (
    APPLICANTS,
    CONTENTS,
    MEMBERS,
    PANEL,
    USUAL_TERMS,
    WIDER_TERMS,
    Desk,
    Story,
    entry,
    filled,
    letter,
    meeting,
    new_item,
    new_paper,
    new_recommendation,
    pdf,
)

ThingT = TypeVar("ThingT")

PICK = st.integers(0, 5)
DAYS = st.sampled_from([-30, -1, 0, 0, 0, 0, 1])
TYPES = ("APP", "APP-CP", "BRIEF", "REV1", "CHG", "TERM", "TA25", "LTM", "GOV")
SIGNERS = st.sampled_from(("person-chair", "person-chair", "person-vice", "person-school"))
DECIDERS = st.sampled_from(
    ("person-decider", "person-decider", "person-deputy", "person-school", "person-chair")
)
ABSENT = st.sampled_from((*PANEL, "nobody", "nobody", "nobody"))
DOUBTS = st.sampled_from([0, 0, 0, 1, 3, 4])
SELDOM = st.integers(0, 7).map(lambda number: number == 0)
PRESIDING = st.sampled_from(("member-chair", "member-chair", "member-vice", "member-carer"))
LEAVES = timedelta(seconds=1)
WHATEVER = replace(CONTENTS, discussion=("It was read through.",))


def _doubted(view: MemberView) -> MemberView:
    return replace(view, vote=Vote.ABSTAINED, reasons="Not sure.")


class SingleActs(RuleBasedStateMachine):
    """Acts in any order; each goes through whole or is refused with a sentence and writes nothing."""

    def __init__(self, story: Story, step: str) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self._sealed: list[Callable[[], object]] = []
        self._numbers = iter(range(10_000))
        self.desk: Desk = story.reached(step).copied(Path(self._folder.name)).opened()

    # --- what every rule stands on -----------------------------------------------------------------------------

    def attempt(self, act: Callable[..., ThingT], *given: Any, **named: Any) -> ThingT | None:
        """Do an act, or see it refused: by a sentence, with nothing written, and never by the store itself."""
        before = self.desk.everything()
        try:
            return act(*given, **named)
        except RefusedByStore:
            raise
        except FosterPanelError:
            assert self.desk.everything() == before
            return None

    def pick(self, things: Sequence[ThingT], number: int) -> ThingT | None:
        """One of the latest things, or None where there is none."""
        return things[-1 - number % len(things)] if things else None

    def any_item(self, number: int, *stages: ItemStage) -> PanelItem:
        """An item, of those at a stage if there are such; there always is one."""
        held = self.desk.find(PanelItem)
        wanted = [one for one in held if one.stage in stages]
        found = self.pick(wanted or held, number)
        assert found is not None
        return found

    def any_meeting(self, number: int) -> Meeting | None:
        return self.pick(self.desk.find(Meeting), number)

    def day(self, offset: int) -> Any:
        return self.desk.office.clock.today() + timedelta(days=offset)

    # --- the clock ---------------------------------------------------------------------------------------------

    @rule(hours=st.sampled_from([1, 24, 24, 24 * 7, 24 * 29]))
    def time_passes(self, hours: int) -> None:
        self.desk.clock.move(timedelta(hours=hours))

    # --- before the panel --------------------------------------------------------------------------------------

    @rule(type_code=st.sampled_from(TYPES), home=PICK, days=DAYS, connected=st.booleans())
    def take_in(self, type_code: str, home: int, days: int, connected: bool) -> None:
        held = self.pick(self.desk.find(FosterHome), home)
        assert held is not None
        is_business = type_code == "GOV"
        new = new_item(
            type_code,
            held.id if connected or not is_business else "",
            received_on=self.day(days),
            is_connected_person=connected,
            proposed_terms=None if is_business else USUAL_TERMS,
        )
        self.attempt(items.take_in, self.desk.office, new)

    @rule(item=PICK, late=st.booleans())
    def file_paper(self, item: int, late: bool) -> None:
        new = replace(new_paper(title=f"Paper {next(self._numbers)}"), is_late=late)
        self.attempt(papers.file_paper, self.desk.office, self.any_item(item).id, new)

    @rule(paper=PICK)
    def correct_paper(self, paper: int) -> None:
        held = self.pick(self.desk.find(Paper), paper)
        if held:
            data = pdf(title=f"Corrected {next(self._numbers)}")
            self.attempt(papers.correct_paper, self.desk.office, held.id, data=data, received_on=self.day(0))

    @rule(days=st.sampled_from([-1, 0, 0, 7]), left_out=st.sampled_from((*PANEL, "nobody", "nobody")))
    def plan_meeting(self, days: int, left_out: str) -> None:
        panel = tuple(one for one in PANEL if one != left_out)
        planned = meeting(f"meeting-{next(self._numbers)}", self.day(days), panel)
        self.attempt(meetings.plan_meeting, self.desk.office, planned)

    @rule(item=PICK, meeting_number=PICK, why=st.sampled_from(["", "It cannot be had."]))
    def list_item(self, item: int, meeting_number: int, why: str) -> None:
        held = self.any_meeting(meeting_number)
        if held:
            chosen = self.any_item(item, ItemStage.TAKEN_IN)
            self.attempt(items.list_item, self.desk.office, chosen.id, held.id, why_incomplete=why)

    @rule(item=PICK)
    def send_without_panel(self, item: int) -> None:
        chosen = self.any_item(item, ItemStage.TAKEN_IN)
        self.attempt(items.send_to_decision_maker, self.desk.office, chosen.id)

    @rule(item=PICK, is_meant=SELDOM)
    def withdraw(self, item: int, is_meant: bool) -> None:
        if is_meant:
            self.attempt(items.withdraw_item, self.desk.office, self.any_item(item).id, reason="Withdrawn.")

    # --- the meeting -------------------------------------------------------------------------------------------

    @rule(number=PICK, reason=st.sampled_from(["", "Late.", "Late."]))
    def issue_agenda(self, number: int, reason: str) -> None:
        held = self.any_meeting(number)
        if held:
            listed = self.desk.find(PanelItem, meeting_id=held.id)
            entries = tuple(entry(one) for one in listed)
            self.attempt(agenda.issue_agenda, self.desk.office, held.id, entries, late_reason=reason)

    @rule(number=PICK, absent=ABSENT)
    def convene(self, number: int, absent: str) -> None:
        held = self.any_meeting(number)
        if held and self.attempt(meetings.open_meeting, self.desk.office, held.id):
            for one in PANEL:
                if one != absent:
                    self.attempt(meetings.record_arrival, self.desk.office, held.id, one)

    @rule(number=PICK, member=st.sampled_from(MEMBERS), comes=st.booleans())
    def come_or_go(self, number: int, member: Any, comes: bool) -> None:
        held = self.any_meeting(number)
        if held:
            act = meetings.record_arrival if comes else meetings.record_departure
            self.desk.clock.move(LEAVES)
            self.attempt(act, self.desk.office, held.id, member.id)
            self.desk.clock.move(LEAVES)

    @rule(number=PICK, entry=PICK, is_gone=st.booleans())
    def put_attendance_right(self, number: int, entry: int, is_gone: bool) -> None:
        held = self.any_meeting(number)
        stays = self.desk.the(Attendance, meeting_id=held.id).stays if held else ()
        wrong = self.pick(stays, entry)
        if held and wrong:
            right = replace(wrong, left_at=self.desk.clock.now() if is_gone else None)
            self.attempt(
                attendance.correct_presence, self.desk.office, held.id, wrong, right, because="A slip."
            )

    @rule(item=PICK, by=PRESIDING)
    def hand_over(self, item: int, by: str) -> None:
        chosen = self.any_item(item, ItemStage.IN_HEARING)
        self.attempt(hearings.preside, self.desk.office, chosen.id, by)

    @rule(number=PICK, is_meant=SELDOM)
    def close_meeting(self, number: int, is_meant: bool) -> None:
        held = self.any_meeting(number)
        if held and is_meant:
            self.attempt(meetings.close_meeting, self.desk.office, held.id)

    @rule(item=PICK, member=st.sampled_from(MEMBERS))
    def declare_interest(self, item: int, member: Any) -> None:
        chosen = self.any_item(item, ItemStage.LISTED, ItemStage.IN_HEARING)
        new = hearings.NewInterest(
            item_id=chosen.id, member_id=member.id, kind=InterestKind.FRIEND, nature="Neighbours."
        )
        self.attempt(hearings.declare_interest, self.desk.office, new)

    @rule(number=PICK, ruling=st.sampled_from(Ruling), by=PRESIDING)
    def rule_on_interest(self, number: int, ruling: Ruling, by: str) -> None:
        held = self.pick(self.desk.find(DeclaredInterest), number)
        if held:
            self.attempt(
                hearings.rule_on_interest, self.desk.office, held.id, ruling=ruling, by=by, reason="So."
            )

    @rule(item=PICK, by=PRESIDING)
    def begin_hearing(self, item: int, by: str) -> None:
        chosen = self.any_item(item, ItemStage.LISTED)
        self.attempt(hearings.begin_hearing, self.desk.office, chosen.id, presided_by=by)

    @rule(item=PICK, number=PICK, everybody=st.booleans(), doubts=DOUBTS, is_strange=SELDOM)
    def recommend(
        self, item: int, number: int, everybody: bool, doubts: int = 0, is_strange: bool = False
    ) -> None:
        """So many members are not in favour; seldom it is what another kind of item would have."""
        chosen, book = self.any_item(item, ItemStage.IN_HEARING), self.desk.office.book()
        outcomes = tuple(book.outcome_words) if is_strange else book.item_type(chosen.type_code).outcomes
        present = PANEL if everybody else self._counted(chosen)
        outcome = self.pick(outcomes, number) or "approve"
        terms, present = (None, ()) if chosen.is_business else (WIDER_TERMS, present)
        new = new_recommendation(self.desk, outcome, present=present, terms=terms)
        views = tuple(map(_doubted, new.views[:doubts])) + new.views[doubts:]
        new = replace(new, views=views)
        self.attempt(recommendations.make_recommendation, self.desk.office, chosen.id, new)

    def _counted(self, item: PanelItem) -> tuple[str, ...]:
        finding = self.attempt(hearings.quorum_now, self.desk.office, item.id)
        return tuple(one.member_id for one in finding.counted) if finding else PANEL

    @rule(item=PICK, kind=st.sampled_from(DeferralKind), days=st.sampled_from([-1, 7]))
    def defer(self, item: int, kind: DeferralKind, days: int) -> None:
        chosen = self.any_item(item, ItemStage.IN_HEARING, ItemStage.LISTED)
        needs = kind is DeferralKind.NEEDS_INFORMATION
        thing = deferrals.NeededThing(what="Report", owner="Dr Amesbury", due_on=self.day(0))
        new = deferrals.NewDeferral(
            kind=kind,
            reason_codes=("D01" if needs else "D80",),
            narrative="Not today.",
            return_on=self.day(days),
            needed=(thing,) if needs else (),
        )
        self.attempt(deferrals.defer_item, self.desk.office, chosen.id, new)

    @rule(number=PICK, days=DAYS)
    def receive_needed(self, number: int, days: int) -> None:
        held = self.pick(self.desk.find(Deferral), number)
        if held:
            self.attempt(deferrals.receive_needed, self.desk.office, held.id, "Report", on=self.day(days))
            self.attempt(deferrals.tell_of_deferral, self.desk.office, held.id, told="Told.", by="Ida")

    # --- minutes -----------------------------------------------------------------------------------------------

    @rule(item=PICK)
    def write_minutes(self, item: int) -> None:
        self.attempt(minutes.write_minutes, self.desk.office, self.any_item(item).id, WHATEVER)

    @rule(item=PICK, by=SIGNERS, is_filed=st.booleans())
    def agree_and_sign_minutes(self, item: int, by: str, is_filed: bool) -> None:
        chosen, office = self.any_item(item, ItemStage.RECOMMENDED, ItemStage.CONCLUDED), self.desk.of(by)
        self.attempt(minutes.agree_minutes, office, chosen.id)
        prepared = self.attempt(minutes.prepare_minutes, office, chosen.id)
        sealed = self.attempt(minutes.seal_minutes, prepared) if prepared else None
        if sealed:
            self._sealed.append(lambda: minutes.file_minutes(office, sealed))
            self._file(is_filed)

    @rule(item=PICK, days=DAYS)
    def send_minutes(self, item: int, days: int) -> None:
        chosen = self.any_item(item, ItemStage.RECOMMENDED)
        self.attempt(minutes.send_minutes, self.desk.office, chosen.id, on=self.day(days))

    @rule()
    def file_what_was_sealed_earlier(self) -> None:
        self._file(is_filed=True)

    def _file(self, is_filed: bool) -> None:
        if is_filed and self._sealed:
            self.attempt(self._sealed.pop(0))

    # --- the decision ------------------------------------------------------------------------------------------

    @rule(item=PICK, by=DECIDERS, days=DAYS)
    def open_decision(self, item: int, by: str, days: int) -> None:
        chosen = self.any_item(item, ItemStage.WITH_DECISION_MAKER)
        self.attempt(decisions.open_decision, self.desk.of(by), chosen.id, received_on=self.day(days))

    @rule(item=PICK, by=DECIDERS)
    def open_own_decision(self, item: int, by: str) -> None:
        chosen = self.any_item(item, ItemStage.WITH_DECISION_MAKER)
        self.attempt(decisions.open_own_decision, self.desk.of(by), chosen.id)

    @rule(record=PICK, by=DECIDERS, days=DAYS, code=PICK, is_filed=st.booleans())
    def fill_and_sign_decision(self, record: int, by: str, days: int, code: int, is_filed: bool) -> None:
        drafts = self.desk.find(AgencyDecision, state=DecisionState.DRAFT)
        draft = self.pick(drafts or self.desk.find(AgencyDecision), record)
        if not draft:
            return
        office = self.desk.of(by)
        self.attempt(decisions.write_decision, office, self._filled(draft, code, days))
        prepared = self.attempt(decisions.prepare_decision, office, draft.id)
        sealed = self.attempt(decisions.seal_decision, prepared) if prepared else None
        if sealed:
            self._sealed.append(lambda: decisions.file_decision(office, sealed))
            self._file(is_filed)

    def _filled(self, draft: AgencyDecision, code: int, days: int) -> AgencyDecision:
        item_type = self.desk.office.book().item_type(self.desk.get(PanelItem, draft.item_id).type_code)
        is_final = bool(self.desk.find(QualifyingDetermination, item_id=draft.item_id))
        codes = item_type.final_decisions if is_final else (*item_type.decisions, "final-not-approve")
        return filled(
            self.desk,
            draft,
            self.pick(codes, code) or "approve",
            decided_on=self.day(days),
            effective_on=self.day(max(days, 0)),
            terms=WIDER_TERMS,
            departure_reasons="For reasons of my own.",
            delay_reason="Illness.",
            childs_needs="To stay with her grandmother.",
        )

    @rule(record=PICK, by=DECIDERS)
    def refresh_material(self, record: int, by: str) -> None:
        draft = self.pick(self.desk.find(AgencyDecision), record)
        if draft:
            self.attempt(decisions.refresh_material, self.desk.of(by), draft.id)

    @rule(item=PICK)
    def reopen(self, item: int) -> None:
        chosen = self.any_item(item, ItemStage.PROPOSED, ItemStage.REFERRED)
        self.attempt(decisions.reopen_for_final_decision, self.desk.office, chosen.id)

    # --- telling and being challenged --------------------------------------------------------------------------

    @rule(item=PICK, kind=st.sampled_from(NoticeKind), days=DAYS)
    def write_letter(self, item: int, kind: NoticeKind, days: int) -> None:
        chosen = self.any_item(item, ItemStage.DECIDED, ItemStage.PROPOSED)
        new = letter(self.desk, kind, item_id=chosen.id, home_id=chosen.home_id, dated_on=self.day(days))
        self.attempt(notices.write_letter, self.desk.office, new)

    @rule(number=PICK, by=st.sampled_from(("person-deputy", "person-administrator")), days=DAYS)
    def check_a_letter(self, number: int, by: str, days: int) -> None:
        held = self.pick(self.desk.find(Notice), number)
        if held:
            self.attempt(
                letter_checks.check_letter, self.desk.of(by), held.id, address_confirmed_on=self.day(days)
            )

    @rule(item=PICK, number=PICK, days=DAYS, why_unchecked=st.sampled_from(("", "", "Nobody else is in.")))
    def tell_and_dispatch(self, item: int, number: int, days: int, why_unchecked: str) -> None:
        chosen = self.any_item(item, ItemStage.DECIDED)
        self.attempt(notices.tell, self.desk.office, chosen.id, told_by="Hal Orme", told_to="Them")
        held = self.pick(self.desk.find(Notice), number)
        if held:
            self.attempt(
                notices.dispatch_letter,
                self.desk.office,
                held.id,
                method="by hand",
                sent_on=self.day(days),
                proof="Signed for",
                why_unchecked=why_unchecked,
            )

    @rule(number=PICK, route=st.sampled_from(Route), days=DAYS)
    def challenge(self, number: int, route: Route, days: int) -> None:
        held = self.pick(self.desk.find(QualifyingDetermination), number)
        if held:
            self.attempt(
                representations.receive_challenge,
                self.desk.office,
                held.id,
                route=route,
                on=self.day(days),
            )

    @rule(number=PICK, days=DAYS, to_panel=st.booleans())
    def bring_challenge_on(self, number: int, days: int, to_panel: bool) -> None:
        held = self.pick(self.desk.find(QualifyingDetermination), number)
        if held and to_panel:
            self.attempt(representations.refer_to_panel, self.desk.office, held.id, proposal="Hear them.")
        elif held:
            self.attempt(
                representations.conclude_review,
                self.desk.office,
                held.id,
                on=self.day(days),
                conclusion="Advises approval.",
                proposal="Decide.",
            )

    # --- the register ------------------------------------------------------------------------------------------

    @rule(home=PICK, days=DAYS)
    def resign(self, home: int, days: int) -> None:
        held = self.pick(self.desk.find(FosterHome), home)
        assert held is not None
        self.attempt(register.receive_resignation, self.desk.office, held.id, received_on=self.day(days))
        self.attempt(register.end_resigned_approvals, self.desk.office)

    @rule(home=PICK, days=DAYS, until=st.sampled_from([20, 50, 200]))
    def approve_temporarily_and_extend(self, home: int, days: int, until: int) -> None:
        held = self.pick(self.desk.find(FosterHome), home)
        assert held is not None
        self.attempt(
            register.approve_temporarily,
            self.desk.office,
            held.id,
            children=(f"Child {next(self._numbers) % 2}",),
            approved_on=self.day(days),
        )
        approval = self.pick(self.desk.find(TemporaryApproval), 0)
        if approval:
            extension = Extension(
                panel_views_on=self.day(-1),
                reviewing_officer_told_on=self.day(0),
                nominated_officer="Osric Vane",
                approved_on=self.day(0),
                until=approval.expires_on + timedelta(days=until),
            )
            self.attempt(register.extend_temporary_approval, self.desk.office, approval.id, extension)

    @rule(item=PICK)
    def agree_change(self, item: int) -> None:
        chosen = self.any_item(item, ItemStage.WITH_DECISION_MAKER)
        home = self.desk.get(FosterHome, chosen.home_id or APPLICANTS.id)
        change = AgreedChange(
            id=f"change-{next(self._numbers)}",
            item_id=chosen.id,
            support_needs="A bunk bed.",
            how_met="This month.",
            stated_on=self.day(0),
            agreed_on=self.day(0),
            agreed_by=tuple(one.name for one in home.carers),
        )
        self.attempt(changes_of_terms.record_agreed_change, self.desk.office, change)
