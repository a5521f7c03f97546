"""A panel of six items as it happens on a bad day; the signed minutes say exactly that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from fosterpanel.domain.deferrals import DeferralKind, NeededThing
from fosterpanel.domain.interests import Ruling
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.minutes import MinutesState
from fosterpanel.domain.recommendations import MemberView, Vote
from fosterpanel.domain.register import Carer
from fosterpanel.domain.remedies import RemedyAct
from fosterpanel.errors import InvalidInput, RuleRefusal
from fosterpanel.workflow.business import deferrals, items
from fosterpanel.workflow.homes import register
from fosterpanel.workflow.in_session import hearings, remedies
from fosterpanel.workflow.minuting import minutes, recommendations
from fosterpanel.workflow.minuting.minutes_to_sign import minutes_to_sign
from fosterpanel.workflow.panels import meetings
from fosterpanel.workflow.paperwork import papers
from tests.documents.reading import words as words_of
from tests.workflow.builders import (
    APPLICANTS,
    CONTENTS,
    MEETING,
    PANEL,
    Desk,
    Story,
    convene,
    issue,
    meeting,
    new_item,
    new_paper,
    new_recommendation,
)

COUPLES = (
    ("Alys Trevanion", "Ewan Trevanion"),
    ("Blodwen Quarrie", "Ivo Quarrie"),
    ("Cosima Dunmore", "Ralph Dunmore"),
    ("Delyth Ashgrove", "Sunil Ashgrove"),
    ("Esme Penhallow", "Goran Penhallow"),
    ("Freya Lockwood", "Idris Lockwood"),
)
CHAIR = "person-chair"
DISSENT = "I would have liked to hear from the school first."


class BadDay:
    """The day told act by act, at the times the minutes must give."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        for number, names in enumerate(COUPLES):
            carers = tuple(Carer(name=one, born_on=date(1980, 5, 2), sex="female") for one in names)
            home = replace(APPLICANTS, id=f"home-{number}", reference=f"BF-20{number}", carers=carers)
            register.enter_home(desk.office, home)
            item = items.take_in(desk.office, new_item(home_id=home.id))
            papers.file_paper(desk.office, item.id, new_paper(title=f"Report {number}"))
        self.items = desk.find(PanelItem)
        meetings.plan_meeting(desk.office, meeting())
        for item in self.items:
            items.list_item(desk.office, item.id, MEETING)
        issue(desk)
        convene(desk, present=PANEL[:5])

    def happen(self) -> None:
        self.late_arrival(self.items[0].id)
        self.conflict(self.items[1].id)
        self.dissent(self.items[2].id)
        self.deferral(self.items[3].id)
        self.early_leaver(self.items[4].id)
        self.withdrawal(self.items[5].id)
        meetings.close_meeting(self.desk.office, MEETING)

    def late_arrival(self, item_id: str) -> None:
        self.begin(item_id)
        self.after(20)
        meetings.record_arrival(self.desk.office, MEETING, "member-school")
        self.after(10)
        self.recommend(item_id, PANEL[:5])

    def conflict(self, item_id: str) -> None:
        new = hearings.NewInterest(
            item_id=item_id, member_id="member-social", kind=hearings.InterestKind.INVOLVED, nature="My case."
        )
        interest = hearings.declare_interest(self.desk.office, new)
        hearings.rule_on_interest(
            self.desk.office, interest.id, ruling=Ruling.LEAVE, by="member-chair", reason="Her own case."
        )
        with self.desk.refusing(RuleRefusal, "a social worker with 3 years'", rule="quorum"):
            self.begin(item_id)
        ways = {one.act: one for one in remedies.what_may_be_done(self.desk.office, item_id)}
        assert set(ways) == {RemedyAct.REORDER, RemedyAct.DEFER}
        self.defer(item_id, DeferralKind.PANELS_OWN, ways[RemedyAct.DEFER].reason_code)

    def dissent(self, item_id: str) -> None:
        self.begin(item_id)
        self.after(25)
        made = new_recommendation(self.desk)
        reasons = {
            "member-health": (Vote.AGAINST, DISSENT),
            "member-carer": (Vote.ABSTAINED, "I am not sure."),
        }
        views = tuple(_cast(one, reasons) for one in made.views)
        recommendations.make_recommendation(self.desk.office, item_id, replace(made, views=views))

    def deferral(self, item_id: str) -> None:
        self.begin(item_id)
        self.after(15)
        needed = NeededThing(what="The overseas certificate", owner="Hal Orme", due_on=date(2027, 1, 8))
        self.defer(item_id, DeferralKind.NEEDS_INFORMATION, "D03", needed)

    def early_leaver(self, item_id: str) -> None:
        self.begin(item_id)
        self.after(10)
        meetings.record_departure(self.desk.office, MEETING, "member-carer")
        self.after(10)
        self.recommend(item_id, tuple(one for one in PANEL if one != "member-carer"))

    def withdrawal(self, item_id: str) -> None:
        self.begin(item_id)
        with self.desk.refusing(InvalidInput, "Items without an outcome: 26/006"):
            meetings.close_meeting(self.desk.office, MEETING)
        self.after(5)
        items.withdraw_item(self.desk.office, item_id, reason="The applicants have changed their minds.")

    def begin(self, item_id: str) -> None:
        hearings.begin_hearing(self.desk.office, item_id, presided_by="member-chair")

    def after(self, passed: int) -> None:
        self.desk.clock.move(timedelta(minutes=passed))

    def recommend(self, item_id: str, present: tuple[str, ...]) -> None:
        made = new_recommendation(self.desk, present=present)
        recommendations.make_recommendation(self.desk.office, item_id, made)

    def defer(self, item_id: str, kind: DeferralKind, code: str, *needed: NeededThing) -> None:
        deferral = deferrals.NewDeferral(
            kind=kind,
            reason_codes=(code,),
            narrative="It cannot be done today.",
            return_on=date(2027, 1, 15),
            needed=needed,
        )
        deferrals.defer_item(self.desk.office, item_id, deferral)

    def sign_all(self) -> None:
        """Six drafts, then six signatures, in one sitting."""
        chair = self.desk.of(CHAIR)
        for item in self.items:
            minutes.write_minutes(chair, item.id, CONTENTS)
            minutes.agree_minutes(chair, item.id)
        waiting = minutes_to_sign(chair, MEETING)
        assert [one.can_be_signed for one in waiting] == [True] * 6
        prepared = [minutes.prepare_minutes(chair, one.item_id) for one in waiting]
        for sealed in map(minutes.seal_minutes, prepared):
            minutes.file_minutes(chair, sealed)
        assert {one.state for one in minutes_to_sign(chair, MEETING)} == {MinutesState.SIGNED}


def _cast(view: MemberView, cast: dict[str, tuple[Vote, str]]) -> MemberView:
    vote, reasons = cast.get(view.member_id, (Vote.FOR, ""))
    return replace(view, vote=vote, reasons=reasons)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the six signed documents say, in the order of the items."""
    folder = tmp_path_factory.mktemp("bad-day")
    with Story(folder).reached("staffed").opened() as desk:
        day = BadDay(desk)
        day.happen()
        day.sign_all()
        with desk.office.reading() as reading:
            documents = reading.find(IssuedDocument, kind=DocumentKind.MINUTES)
            pdfs = {one.subject_id: reading.content(one.sha256) for one in documents}
        return [words_of(pdfs[item.id], _folder(folder, number)) for number, item in enumerate(day.items)]


def _folder(folder: Path, number: int) -> Path:
    made = folder / str(number)
    made.mkdir()
    return made


def test_who_came_late_is_named_and_not_counted(texts: list[str]) -> None:
    assert (
        "The panel considered the item from 10:00 to 10:30. Margaret Ollerenshaw, chair, presided."
        in texts[0]
    )
    assert "Caspar Dell came in at 10:20." in texts[0]
    assert "Quorate: 5 members took part, with the chair presiding." in texts[0]
    assert "All five members who took part were in favour." in texts[0]


def test_a_conflict_that_cost_the_quorum_says_so(texts: list[str]) -> None:
    assert "The panel did not hear the item." in texts[1]
    assert "One interest was declared. Rhoswen Addai left for the item." in texts[1]
    assert "Not quorate: 5 members could take part, and a social worker with 3 years'" in texts[1]
    assert "An interest breaks the quorum (D81)." in texts[1]
    assert "I chaired this panel." in texts[1]


def test_a_dissent_and_an_abstention_keep_name_and_reason(texts: list[str]) -> None:
    assert (
        "Four of the six members were in favour; Perpetua Lund abstained; Ngozi Featherstone was against."
        in texts[2]
    )
    assert f"Ngozi Featherstone dissents: {DISSENT}" in texts[2]
    assert "Perpetua Lund abstained: I am not sure." in texts[2]


def test_a_deferral_says_what_from_whom_by_when_and_when_it_comes_back(texts: list[str]) -> None:
    assert "The panel deferred the item. It comes back to the panel on Friday 15 January 2027." in texts[3]
    assert "The overseas certificate. Hal Orme 8 January 2027" in texts[3]
    assert "Overseas police certificate missing (D03)." in texts[3]


def test_who_left_early_is_named_and_not_counted(texts: list[str]) -> None:
    assert "Perpetua Lund left at 11:20." in texts[4]
    assert "Not counted: Perpetua Lund, because of absence during it (see part 1)." in texts[4]
    counted = texts[4].partition("Counted for all business on this item:")[2].partition("Social worker")[0]
    assert "Perpetua Lund" not in counted
    assert "Quorate: 5 members took part" in texts[4]


def test_a_withdrawal_says_why_and_that_nothing_was_recommended(texts: list[str]) -> None:
    assert "No recommendation Withdrawn The applicants have changed their minds." in texts[5]
    assert "of why it made no recommendation." in texts[5]


def test_no_document_names_another_family(texts: list[str]) -> None:
    surnames = [names[0].split()[1] for names in COUPLES]
    for number, text in enumerate(texts):
        assert [name for name in surnames if name in text] == [surnames[number]]


def test_each_is_signed_by_the_chair_on_the_day(texts: list[str]) -> None:
    for text in texts:
        assert "Signed electronically Margaret Ollerenshaw Chair, Brackendale Fostering Panel" in text
        assert "4 December 2026 at 11:35" in text
