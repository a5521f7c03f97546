"""Random histories of a real, encrypted store: single acts, and whole stretches with something wrong in them."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from fosterpanel.domain.interests import InterestKind, Ruling
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.notices import NEED_DECISION, NoticeKind
from fosterpanel.domain.representations import Route
from fosterpanel.domain.temporary_approvals import TemporaryApproval
from fosterpanel.workflow.business import items
from fosterpanel.workflow.deciding import decisions, notices
from fosterpanel.workflow.homes.coming_changes import bring_register_up_to_date
from fosterpanel.workflow.homes.temporary_approvals import run_on_until_review
from fosterpanel.workflow.in_session import hearings
from fosterpanel.workflow.panels import meetings
from tests.workflow import invariants
from tests.workflow.builders import PANEL, Story, letter, meeting
from tests.workflow.courses import COURSES, Walk
from tests.workflow.single_acts import ABSENT, DAYS, DECIDERS, LEAVES, PICK, TYPES, SingleActs

TOO_EARLY = st.sampled_from([-30, -1, -1, 0])
BEGIN_AT = ("taken in", "convened", "recommended", "with decision maker", "drafted", "proposed", "determined")


class PanelHistory(SingleActs):
    """What may happen in an office, and what holds after every bit of it."""

    def __init__(self, story: Story, step: str) -> None:
        super().__init__(story, step)
        self._finished = invariants.Finished()

    def teardown(self) -> None:
        with self.desk.office.reading() as reading:
            self._finished.check_bytes(reading)
        assert self.desk.office.store.check().is_sound
        self.desk.office.store.close()
        self._folder.cleanup()

    @invariant()
    def everything_holds(self) -> None:
        with self.desk.office.reading() as reading:
            self._finished.check(reading)
            invariants.check(reading)

    # --- whole stretches, each with something that may be wrong with it ----------------------------------------

    @rule(type_code=st.sampled_from(TYPES), absent=ABSENT, conflicted=ABSENT, leaver=ABSENT, number=PICK)
    def hear_a_new_item(self, type_code: str, absent: str, conflicted: str, leaver: str, number: int) -> None:
        """A panel that may lose its quorum by an absence, a conflict or an early leaver, or by all three."""
        self.take_in(type_code=type_code, home=number, days=0, connected=False)
        self.bring_to_panel(self.desk.find(PanelItem)[-1], absent)
        self.hear(self.desk.find(PanelItem)[-1], conflicted, leaver, number)

    @rule(item=PICK, conflicted=ABSENT, leaver=ABSENT, number=PICK)
    def hear_a_listed_item(self, item: int, conflicted: str, leaver: str, number: int) -> None:
        self.hear(self.any_item(item, ItemStage.LISTED), conflicted, leaver, number)

    def hear(self, item: PanelItem, conflicted: str, leaver: str, number: int) -> None:
        """Rule somebody out, begin under whoever is left to preside, lose somebody on the way, recommend."""
        out = hearings.NewInterest(
            item_id=item.id, member_id=conflicted, kind=InterestKind.FAMILY, nature="A cousin."
        )
        chair, vice = PANEL[:2]
        if conflicted in PANEL and self.attempt(hearings.declare_interest, self.desk.office, out):
            self.rule_on_interest(number=0, ruling=Ruling.LEAVE, by=vice if conflicted == chair else chair)
        by = vice if conflicted == chair else chair
        self.attempt(hearings.begin_hearing, self.desk.office, item.id, presided_by=by)
        self.desk.clock.move(LEAVES)
        if leaver in PANEL and item.meeting_id:
            self.attempt(meetings.record_departure, self.desk.office, item.meeting_id, leaver)
        self.desk.clock.move(LEAVES)
        if self.desk.get(PanelItem, item.id).stage is ItemStage.IN_HEARING:
            for doubts, is_strange in ((4, False), (0, True), (0, False)):
                self.recommend(item=0, number=number, everybody=False, doubts=doubts, is_strange=is_strange)

    @rule(item=PICK, by=DECIDERS, code=PICK, days=DAYS)
    def decide(self, item: int, by: str, code: int, days: int) -> None:
        """Somebody opens a record of an item, fills it, and signs it."""
        chosen, office = self.any_item(item, ItemStage.WITH_DECISION_MAKER), self.desk.of(by)
        draft = self.attempt(decisions.open_decision, office, chosen.id)
        if draft:
            self.attempt(decisions.write_decision, office, self._filled(draft, code, days))
            self.attempt(decisions.sign_decision_record, office, draft.id)

    @rule(item=PICK, route=st.sampled_from((None, *Route)), days=st.sampled_from([0, 28, 29]))
    def tell_of_a_proposal_and_wait(self, item: int, route: Route | None, days: int) -> None:
        """The letter, some days, perhaps a challenge, and the attempt to go on to the final decision."""
        chosen = self.any_item(item, ItemStage.PROPOSED)
        self.write_letter(item=item, kind=NoticeKind.QUALIFYING_DETERMINATION, days=0)
        self.check_a_letter(number=0, by="person-deputy", days=0)
        self.tell_and_dispatch(item=item, number=0, days=0, why_unchecked="")
        self.desk.clock.move(timedelta(days=days))
        if route is not None:
            self.challenge(number=0, route=route, days=0)
        self.attempt(decisions.reopen_for_final_decision, self.desk.office, chosen.id)

    @rule(item=PICK, is_decided=st.booleans(), kind=st.sampled_from(sorted(NEED_DECISION)), days=TOO_EARLY)
    def tell_too_early(self, item: int, is_decided: bool, kind: NoticeKind, days: int) -> None:
        """A letter dated before its decision, or written before there is one."""
        told, waiting = (ItemStage.DECIDED, ItemStage.PROPOSED), (ItemStage.WITH_DECISION_MAKER,)
        chosen = self.any_item(item, *(told if is_decided else waiting))
        new = letter(self.desk, kind, item_id=chosen.id, home_id=chosen.home_id, dated_on=self.day(days))
        self.attempt(notices.write_letter, self.desk.office, new)

    @rule(name=st.sampled_from(tuple(COURSES)), item=PICK, first=st.integers(0, 2), acts=st.integers(1, 12))
    def follow_a_course(self, name: str, item: int, first: int, acts: int) -> None:
        """Part of a course that business takes after the panel, from wherever this history is."""
        walk = Walk(desk=self.desk, do=self.attempt, item_id=self.any_item(item).id, numbers=self._numbers)
        walk.go(COURSES[name].steps[first : first + acts])

    @rule(home=PICK, later=st.sampled_from([1, 29]))
    def let_time_take_effect(self, home: int, later: int) -> None:
        """A temporary approval may wait for a review; later, what was decided for then is on the register."""
        approval = self.pick(self.desk.find(TemporaryApproval), home)
        if approval:
            self.attempt(run_on_until_review, self.desk.office, approval.id, decided_by="Osric Vane")
        self.desk.clock.move(timedelta(days=later))
        self.attempt(bring_register_up_to_date, self.desk.office)

    @rule(item=PICK, number=PICK)
    def go_on(self, item: int, number: int) -> None:
        """What a service would do next with an item."""
        chosen = self.any_item(item)
        match chosen.stage:
            case ItemStage.TAKEN_IN:
                self.bring_to_panel(chosen)
            case ItemStage.LISTED:
                self.begin_hearing(item=item, by="member-chair")
            case ItemStage.IN_HEARING:
                self.recommend(item=item, number=number, everybody=False)
            case ItemStage.RECOMMENDED | ItemStage.CONCLUDED:
                self.write_minutes(item=item)
                self.agree_and_sign_minutes(item=item, by="person-chair", is_filed=True)
                self.send_minutes(item=item, days=0)
            case ItemStage.WITH_DECISION_MAKER:
                self.open_decision(item=item, by="person-decider", days=0)
                self.fill_and_sign_decision(record=0, by="person-decider", days=0, code=number, is_filed=True)
            case ItemStage.PROPOSED:
                self.write_letter(item=item, kind=NoticeKind.QUALIFYING_DETERMINATION, days=0)
            case ItemStage.REFERRED:
                self.bring_challenge_on(number=number, days=0, to_panel=number % 2 == 0)
            case _:
                self.check_a_letter(number=number, by="person-deputy", days=0)
                self.tell_and_dispatch(item=item, number=number, days=0, why_unchecked="")

    def bring_to_panel(self, item: PanelItem, absent: str = "nobody") -> None:
        """List an item on a meeting of its own today, and convene it."""
        planned = meeting(f"meeting-{next(self._numbers)}", self.day(0))
        self.attempt(meetings.plan_meeting, self.desk.office, planned)
        self.attempt(
            items.list_item, self.desk.office, item.id, planned.id, why_incomplete="It cannot be had."
        )
        self.issue_agenda(number=0, reason="Late.")
        self.convene(number=0, absent=absent)
