"""What can go wrong while an item is heard, one thing a test; the minutes say it as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from fosterpanel.documents.phrases import local_time
from fosterpanel.domain.attendance import Mode
from fosterpanel.domain.deferrals import DeferralKind
from fosterpanel.domain.interests import DeclaredInterest, InterestKind, Ruling
from fosterpanel.domain.minutes import Exchange, Part, ReportFeedback
from fosterpanel.domain.recommendations import Vote
from fosterpanel.workflow.business import deferrals, items
from fosterpanel.workflow.in_session import hearings
from fosterpanel.workflow.minuting import minutes, recommendations
from fosterpanel.workflow.minuting.minutes_sections import sections
from fosterpanel.workflow.panels import meetings
from tests.documents.reading import words as words_of
from tests.workflow.builders import CONTENTS, MEETING, PANEL, PANEL_DAY, At, Desk, issue, new_recommendation

CHAIR, VICE, SOCIAL, CARER, HEALTH, SCHOOL = PANEL


class Hearing:
    """The story's item before the panel, under its chair, with everybody in the room."""

    def __init__(self, desk: Desk, hour: int = 10) -> None:
        self.desk, self.item_id = desk, desk.item.id
        issue(desk)
        desk.move_to(PANEL_DAY, hour)
        meetings.open_meeting(desk.office, MEETING)
        meetings.let_in(desk.office, MEETING, PANEL)

    def begin(self) -> Hearing:
        hearings.begin_hearing(self.desk.office, self.item_id, presided_by=CHAIR)
        return self

    def after(self, passed: int) -> None:
        self.desk.clock.move(timedelta(minutes=passed))

    def out(self, *member_ids: str) -> None:
        for one in member_ids:
            meetings.record_departure(self.desk.office, MEETING, one)

    def back(self, member_id: str, mode: Mode = Mode.IN_ROOM) -> None:
        meetings.record_arrival(self.desk.office, MEETING, member_id, mode)

    def recommend(self, *present: str) -> None:
        made = new_recommendation(self.desk, present=present or PANEL)
        recommendations.make_recommendation(self.desk.office, self.item_id, made)

    def has_interest(self, member_id: str) -> None:
        kind = InterestKind.FRIEND
        new = hearings.NewInterest(
            item_id=self.item_id, member_id=member_id, kind=kind, nature="A neighbour."
        )
        hearings.declare_interest(self.desk.office, new)

    def leaves(self) -> None:
        interest = self.desk.the(DeclaredInterest)
        hearings.rule_on_interest(
            self.desk.office, interest.id, ruling=Ruling.LEAVE, by=CHAIR, reason="Too near."
        )

    def says(self, part: Part) -> str:
        return next(one.words for one in sections(self.desk.office, self.item_id) if one.key is part)

    def printed(self, folder: Path) -> str:
        return words_of(minutes.draft_pdf(self.desk.office, self.item_id), folder)


@pytest.fixture
def hearing(at: At) -> Hearing:
    return Hearing(at("listed"))


def test_a_chair_who_went_is_not_said_to_have_presided_until_somebody_took_over(
    hearing: Hearing, tmp_path: Path
) -> None:
    hearing.begin().after(10)
    hearing.out(CHAIR)
    hearing.after(3)
    hearings.preside(hearing.desk.office, hearing.item_id, VICE)
    hearing.after(20)
    hearing.recommend(*PANEL[1:])
    assert hearing.says(Part.PRESENCE) == (
        "The panel considered the item from 10:00 to 10:33. Margaret Ollerenshaw, chair, presided until 10:10. "
        "Tobiah Quill, vice chair, presided from 10:13 on. Six members were present. "
        "Margaret Ollerenshaw left at 10:10."
    )
    assert (
        "Margaret Ollerenshaw, chair, until 10:10; Tobiah Quill, vice chair, from 10:13"
        in hearing.printed(tmp_path)
    )


def test_the_chair_goes_back_and_forth(hearing: Hearing, tmp_path: Path) -> None:
    hearing.begin()
    for member_id in (VICE, CHAIR):
        hearing.after(10)
        hearings.preside(hearing.desk.office, hearing.item_id, member_id)
    hearing.after(10)
    hearing.recommend()
    said = hearing.says(Part.PRESENCE)
    assert (
        "Tobiah Quill, vice chair, presided from 10:10 to 10:20. Margaret Ollerenshaw, chair, presided from"
        in said
    )
    assert "Tobiah Quill, vice chair, from 10:10 until 10:20;" in hearing.printed(tmp_path)


def test_somebody_on_the_line_drops_out_and_the_minutes_say_why_they_did_not_vote(
    hearing: Hearing, tmp_path: Path
) -> None:
    hearing.out(SCHOOL)
    hearing.begin().after(5)
    hearing.back(SCHOOL, Mode.REMOTE)
    for passed in (5, 4):
        hearing.after(passed)
        hearing.out(SCHOOL)
        hearing.after(1)
        hearing.back(SCHOOL, Mode.REMOTE)
    hearing.after(5)
    meetings.change_mode(hearing.desk.office, MEETING, HEALTH, Mode.REMOTE)
    hearing.after(5)
    hearing.out(SCHOOL)
    hearing.after(1)
    hearing.recommend(*PANEL[:5])
    assert hearing.says(Part.PRESENCE).endswith(
        "Six members were present. Caspar Dell joined remotely at 10:05, was out from 10:10 to 10:11 and from 10:15 "
        "to 10:16 and left at 10:26."
    )
    text = hearing.printed(tmp_path)
    assert "Ngozi Featherstone Member Yes 10:00 to 10:21, in the room 10:21 to 10:27, remote" in text
    assert "Margaret Ollerenshaw Chair Yes Throughout, in the room" in text
    assert "Not counted: Caspar Dell, because of absence during it (see part 1)." in text


def test_who_sent_apologies_and_came_all_the_same_is_said_to_have_come(
    hearing: Hearing, tmp_path: Path
) -> None:
    meetings.record_apologies(hearing.desk.office, MEETING, SCHOOL)
    hearing.out(HEALTH)
    meetings.record_apologies(hearing.desk.office, MEETING, HEALTH)
    hearing.begin().after(10)
    hearing.recommend(CHAIR, VICE, SOCIAL, CARER, SCHOOL)
    assert "Apologies: Ngozi Featherstone. " in hearing.printed(tmp_path)


def test_every_pause_is_told_even_where_the_last_one_ended_the_item(hearing: Hearing) -> None:
    hearing.begin().after(10)
    hearing.out(SCHOOL, HEALTH)
    hearing.after(5)
    hearing.back(HEALTH)
    hearing.after(5)
    hearing.out(HEALTH)
    hearing.after(5)
    why = deferrals.NewDeferral(
        kind=DeferralKind.PANELS_OWN, reason_codes=("D80",), narrative="Two left.", return_on=date(2027, 1, 9)
    )
    deferrals.defer_item(hearing.desk.office, hearing.item_id, why)
    assert hearing.says(Part.QUORUM) == (
        "From 10:10 to 10:15 the panel was not quorate, and no business was done on the item. "
        "The quorum was lost at 10:20 and not met again."
    )


def test_who_left_for_an_interest_is_not_said_to_have_been_present(hearing: Hearing, tmp_path: Path) -> None:
    hearing.has_interest(CARER)
    hearing.leaves()
    hearing.begin().after(10)
    hearing.recommend(CHAIR, VICE, SOCIAL, HEALTH, SCHOOL)
    assert hearing.says(Part.PRESENCE).endswith("presided. Five members were present.")
    assert hearing.says(Part.INTERESTS) == "One interest was declared. Perpetua Lund left for the item."
    text = hearing.printed(tmp_path)
    assert "Perpetua Lund Member" not in text
    assert "Not counted: Perpetua Lund, because of an interest in this item (see part 3)." in text


def test_who_leaves_for_an_interest_while_it_is_heard_is_there_until_the_ruling(
    hearing: Hearing, tmp_path: Path
) -> None:
    hearing.begin().after(10)
    hearing.has_interest(CARER)
    hearing.after(2)
    hearing.leaves()
    hearing.after(8)
    hearing.recommend(CHAIR, VICE, SOCIAL, HEALTH, SCHOOL)
    assert hearing.says(Part.PRESENCE).endswith("Six members were present. Perpetua Lund left at 10:12.")
    assert hearing.says(Part.INTERESTS) == (
        "One interest was declared. Perpetua Lund left the item at 10:12, when the interest was ruled on."
    )
    assert "Perpetua Lund Member Yes 10:00 to 10:12, in the room" in hearing.printed(tmp_path)


def test_dissents_and_abstentions_are_told_together(hearing: Hearing) -> None:
    hearing.begin().after(30)
    made = new_recommendation(hearing.desk)
    apart = {HEALTH: Vote.AGAINST, SCHOOL: Vote.AGAINST}
    views = tuple(
        replace(one, vote=apart.get(one.member_id, Vote.FOR), reasons="Too soon.") for one in made.views
    )
    recommendations.make_recommendation(hearing.desk.office, hearing.item_id, replace(made, views=views))
    assert hearing.says(Part.VIEWS) == (
        "Four of the six members were in favour; Ngozi Featherstone and Caspar Dell were against."
    )


def test_an_item_withdrawn_after_it_began_says_from_when_to_when_it_was_heard(hearing: Hearing) -> None:
    hearing.begin().after(12)
    items.withdraw_item(hearing.desk.office, hearing.item_id, reason="the carers asked for it")
    assert hearing.says(Part.PRESENCE).startswith("The panel considered the item from 10:00 to 10:12.")
    assert hearing.says(Part.OUTCOME) == "The item was withdrawn. The carers asked for it."


def test_a_panel_that_sits_past_midnight_names_the_day(at: At, tmp_path: Path) -> None:
    hearing = Hearing(at("listed"), hour=23)
    hearing.after(40)
    hearing.begin().after(30)
    hearing.out(SCHOOL)
    hearing.after(10)
    hearing.recommend(*PANEL[:5])
    assert hearing.says(Part.PRESENCE).startswith(
        "The panel considered the item from 23:40 to 00:20 on 5 December 2026."
    )
    assert "Caspar Dell Member Yes 23:40 to 00:10 on 5 December 2026, in the room" in hearing.printed(
        tmp_path
    )


def test_the_hour_that_comes_twice_says_which_of_the_two_it_is() -> None:
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    assert [local_time(first), local_time(second)] == ["01:30 BST", "01:30 GMT"]
    assert local_time(datetime(2026, 3, 29, 1, 30, tzinfo=UTC)) == "02:30"


def test_a_draft_speaks_of_what_is_going_on_now(hearing: Hearing, tmp_path: Path) -> None:
    assert "Quorate: 6 members can take part, with the chair presiding." in hearing.printed(tmp_path)
    hearing.begin()
    assert hearing.says(Part.PRESENCE).endswith(
        "Margaret Ollerenshaw, chair, presides. Six members have been present."
    )


def test_a_question_nobody_answered_and_a_rating_without_words_leave_nothing_hanging(
    hearing: Hearing, tmp_path: Path
) -> None:
    contents = replace(
        CONTENTS,
        exchanges=(Exchange(asked_by="", asked_of="", question="And in May?", answer=""),),
        feedback=ReportFeedback(rating=3, words=""),
    )
    minutes.write_minutes(hearing.desk.office, hearing.item_id, contents)
    text = hearing.printed(tmp_path)
    assert "And in May? No answer was written down." in text
    assert "3 of 4 (good). " in text
