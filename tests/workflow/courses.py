"""The courses business takes after the panel, as data: what is done in turn, and how it ends.

A test goes through each of them alone; the random histories of ``histories`` go through them too, from wherever they
are, so that every step is also tried where it does not belong.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from fosterpanel.domain.changes_of_terms import AgreedChange
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.notices import Notice, NoticeKind
from fosterpanel.domain.register import ApprovalState, FosterHome
from fosterpanel.domain.representations import QualifyingDetermination, Route
from fosterpanel.workflow.agendas import agenda
from fosterpanel.workflow.business import items
from fosterpanel.workflow.deciding import decisions, letter_checks, notices, representations
from fosterpanel.workflow.deciding.review_papers import send_review_papers
from fosterpanel.workflow.homes import changes_of_terms, register
from fosterpanel.workflow.homes.coming_changes import bring_register_up_to_date
from fosterpanel.workflow.in_session import hearings
from fosterpanel.workflow.minuting import minutes, recommendations
from fosterpanel.workflow.panels import meetings
from fosterpanel.workflow.paperwork import papers
from tests.workflow.builders import (
    CARERS,
    CONTENTS,
    PANEL,
    WIDER_TERMS,
    Desk,
    entry,
    filled,
    letter,
    meeting,
    new_item,
    new_paper,
    new_recommendation,
)

Do = Callable[..., Any]
"""Does an act: directly, or seeing it refused."""

Step = tuple[str, dict[str, Any]]


def do(name: str, **given: Any) -> Step:
    return name, given


def directly(act: Do, *given: Any, **named: Any) -> Any:
    """Do an act that is not refused."""
    return act(*given, **named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What is done in turn, beginning at a step of the story, and how the item and its home stand in the end."""

    begins_at: str
    steps: tuple[Step, ...]
    ends: ItemStage
    home: ApprovalState


@dataclass(slots=True, kw_only=True)
class Walk:
    """One item on its course. ``item_id`` moves on to the item of a challenge once there is one."""

    desk: Desk
    do: Do
    item_id: str
    numbers: Any = field(default_factory=lambda: iter(range(1000)))

    def go(self, steps: tuple[Step, ...]) -> None:
        for name, given in steps:
            getattr(self, name)(**given)

    @property
    def item(self) -> PanelItem:
        return self.desk.get(PanelItem, self.item_id)

    @property
    def today(self) -> date:
        return self.desk.office.clock.today()

    @property
    def determination_id(self) -> str:
        """The proposal on the item, or the one it challenges."""
        held = self.desk.find(QualifyingDetermination, item_id=self.item_id)
        return held[-1].id if held else self.item.challenge_id

    def wait(self, days: int) -> None:
        self.desk.clock.move(timedelta(days=days))

    def take_in(self, type_code: str) -> None:
        """Business of the Marshes that policy keeps from panel."""
        taken = self.do(items.take_in, self.desk.office, new_item(type_code, CARERS.id))
        if taken:
            self.item_id = taken.id
            self.do(
                papers.file_paper, self.desk.office, taken.id, new_paper("review-report", "Review report")
            )
            self.do(items.send_to_decision_maker, self.desk.office, taken.id)

    def agree_change(self) -> None:
        self.do(changes_of_terms.record_agreed_change, self.desk.office, self._agreed())

    def agree_to_proposal(self) -> None:
        if held := self.determination_id:
            self.do(representations.agree_to_proposal, self.desk.office, held, self._agreed())

    def _agreed(self) -> AgreedChange:
        home = self.desk.get(FosterHome, self.item.home_id)
        return AgreedChange(
            id=f"course-{self.item_id}-{next(self.numbers)}",
            item_id=self.item_id,
            support_needs="A bunk bed.",
            how_met="This month.",
            stated_on=self.today,
            agreed_on=self.today,
            agreed_by=tuple(carer.name for carer in home.carers),
        )

    def decide(self, code: str, later: int = 0, **changes: Any) -> None:
        office = self.desk.of("person-decider")
        draft = self.do(decisions.open_decision, office, self.item_id)
        if draft:
            known = {"effective_on": self.today + timedelta(days=later), "delay_reason": "Illness."}
            self.do(decisions.write_decision, office, filled(self.desk, draft, code, **known | changes))
            self.do(decisions.sign_decision_record, office, draft.id)

    def write(self, kind: NoticeKind) -> None:
        new = letter(self.desk, kind, item_id=self.item_id, home_id=self.item.home_id)
        self.do(notices.write_letter, self.desk.office, new)

    def check(self, by: str = "person-deputy") -> None:
        for notice in self.desk.find(Notice, item_id=self.item_id)[-1:]:
            self.do(letter_checks.check_letter, self.desk.of(by), notice.id, address_confirmed_on=self.today)

    def send(self, why_unchecked: str = "") -> None:
        way = {"method": "by hand", "sent_on": self.today, "proof": "Signed for"}
        for notice in self.desk.find(Notice, item_id=self.item_id)[-1:]:
            self.do(notices.dispatch_letter, self.desk.office, notice.id, **way, why_unchecked=why_unchecked)

    def tell(self) -> None:
        self.do(notices.tell, self.desk.office, self.item_id, told_by="Hal Orme", told_to="Them")

    def challenge(self, route: Route) -> None:
        held = self.determination_id
        if held:
            self.do(representations.receive_challenge, self.desk.office, held, route=route, on=self.today)

    def refer_to_panel(self) -> None:
        if held := self.determination_id:
            taken = self.do(representations.refer_to_panel, self.desk.office, held, proposal="Hear them.")
            self.item_id = taken.id if taken else self.item_id

    def send_papers(self) -> None:
        if held := self.determination_id:
            way = {"sent_on": self.today, "method": "secure mail", "proof": "Receipt 7"}
            self.do(send_review_papers, self.desk.office, held, **way)

    def conclude_review(self) -> None:
        if held := self.determination_id:
            said = {"on": self.today, "conclusion": "Advises approval.", "proposal": "Decide."}
            taken = self.do(representations.conclude_review, self.desk.office, held, **said)
            if taken:
                self.item_id = taken.id
                self.do(items.send_to_decision_maker, self.desk.office, taken.id)

    def reopen(self) -> None:
        self.do(decisions.reopen_for_final_decision, self.desk.office, self.item_id)

    def list_on(self, meeting_id: str) -> None:
        """List the item on a new meeting of today."""
        name = f"{meeting_id}-{next(self.numbers)}"
        self.do(meetings.plan_meeting, self.desk.office, meeting(name, self.today))
        self.do(items.list_item, self.desk.office, self.item_id, name, why_incomplete="It cannot be had.")

    def cancel_meeting(self) -> None:
        if self.item.meeting_id:
            self.do(meetings.cancel_meeting, self.desk.office, self.item.meeting_id, reason="Snow.")

    def hear(self, outcome: str) -> None:
        """Issue, convene, hear for a quarter of an hour, recommend, close, and minute."""
        office, item, chair = self.desk.office, self.item, self.desk.of("person-chair")
        if not item.meeting_id:
            return
        self.do(agenda.issue_agenda, office, item.meeting_id, (entry(item),), late_reason="Short notice.")
        self.do(meetings.open_meeting, office, item.meeting_id)
        for one in PANEL:
            self.do(meetings.record_arrival, office, item.meeting_id, one)
        self.do(hearings.begin_hearing, office, item.id, presided_by="member-chair")
        self.desk.clock.move(timedelta(minutes=15))
        self.do(recommendations.make_recommendation, office, item.id, new_recommendation(self.desk, outcome))
        self.do(meetings.close_meeting, office, item.meeting_id)
        self.do(minutes.write_minutes, office, item.id, CONTENTS)
        self.do(minutes.agree_minutes, chair, item.id)
        self.do(minutes.sign_minutes, chair, item.id)
        self.do(minutes.send_minutes, office, item.id, on=self.today)

    def resign(self) -> None:
        self.do(register.receive_resignation, self.desk.office, self.item.home_id, received_on=self.today)

    def bring_up_to_date(self) -> None:
        self.do(bring_register_up_to_date, self.desk.office)

    def withdraw(self) -> None:
        self.do(items.withdraw_item, self.desk.office, self.item_id, reason="Overtaken.")


PROPOSES, FINAL = NoticeKind.QUALIFYING_DETERMINATION, NoticeKind.FINAL_DECISION


def told_by(kind: NoticeKind) -> tuple[Step, ...]:
    """A letter written, checked, told of by telephone, and sent."""
    return do("write", kind=kind), do("check"), do("tell"), do("send")


REFUSED = (do("decide", code="final-not-approve"), *told_by(FINAL))
COURSES: dict[str, Course] = {
    "agree": Course(
        begins_at="with decision maker",
        steps=(do("decide", code="approve"), *told_by(NoticeKind.APPROVAL)),
        ends=ItemStage.TOLD,
        home=ApprovalState.APPROVED,
    ),
    "depart with reasons": Course(
        begins_at="with decision maker",
        steps=(
            do("decide", code="propose-not-approve", departure_reasons="The school's letter weighs more."),
            *told_by(PROPOSES),
        ),
        ends=ItemStage.PROPOSED,
        home=ApprovalState.APPLICANT,
    ),
    "refuse, 28 days lapse": Course(
        begins_at="proposed",
        steps=(*told_by(PROPOSES), do("wait", days=29), do("reopen"), *REFUSED),
        ends=ItemStage.TOLD,
        home=ApprovalState.REFUSED,
    ),
    "refuse, representations, panel, final": Course(
        begins_at="proposed",
        steps=(
            *told_by(PROPOSES),
            do("wait", days=20),
            do("challenge", route=Route.REPRESENTATIONS),
            do("refer_to_panel"),
            do("wait", days=3),
            do("list_on", meeting_id="again"),
            do("hear", outcome="approve"),
            do("decide", code="final-approve"),
            *told_by(FINAL),
        ),
        ends=ItemStage.TOLD,
        home=ApprovalState.APPROVED,
    ),
    "refuse, independent review, final": Course(
        begins_at="proposed",
        steps=(
            *told_by(PROPOSES),
            do("wait", days=20),
            do("challenge", route=Route.INDEPENDENT_REVIEW),
            do("wait", days=7),
            do("send_papers"),
            do("wait", days=60),
            do("conclude_review"),
            *REFUSED,
        ),
        ends=ItemStage.TOLD,
        home=ApprovalState.REFUSED,
    ),
    "agreed change": Course(
        begins_at="staffed",
        steps=(
            do("take_in", type_code="CHG"),
            do("agree_change"),
            do("decide", code="agree-change", terms=WIDER_TERMS, later=14),
            *told_by(NoticeKind.AGREED_CHANGE),
            do("wait", days=15),
            do("bring_up_to_date"),
        ),
        ends=ItemStage.TOLD,
        home=ApprovalState.APPROVED,
    ),
    "other terms proposed, and agreed to within the 28 days": Course(
        begins_at="staffed",
        steps=(
            do("take_in", type_code="CHG"),
            do("decide", code="propose-revise", terms=WIDER_TERMS),
            *told_by(PROPOSES),
            do("wait", days=5),
            do("agree_to_proposal"),
            do("reopen"),
            do("decide", code="agree-change", terms=WIDER_TERMS),
            *told_by(NoticeKind.AGREED_CHANGE),
        ),
        ends=ItemStage.TOLD,
        home=ApprovalState.APPROVED,
    ),
    "return for information": Course(
        begins_at="with decision maker",
        steps=(do("decide", code="return-for-information", terms=None),),
        ends=ItemStage.RETURNED,
        home=ApprovalState.APPLICANT,
    ),
    "resignation overtakes a termination": Course(
        begins_at="staffed",
        steps=(
            do("take_in", type_code="TERM"),
            do("decide", code="propose-terminate"),
            *told_by(PROPOSES),
            do("resign"),
            do("wait", days=29),
            do("bring_up_to_date"),
            do("withdraw"),
        ),
        ends=ItemStage.WITHDRAWN,
        home=ApprovalState.ENDED,
    ),
    "an unchecked letter": Course(
        begins_at="approved",
        steps=(do("tell"), do("write", kind=NoticeKind.APPROVAL), do("send", why_unchecked="Alone today.")),
        ends=ItemStage.TOLD,
        home=ApprovalState.APPROVED,
    ),
    "a cancelled meeting": Course(
        begins_at="taken in",
        steps=(
            do("list_on", meeting_id="snowed-off"),
            do("cancel_meeting"),
            do("list_on", meeting_id="instead"),
        ),
        ends=ItemStage.LISTED,
        home=ApprovalState.APPLICANT,
    ),
}
