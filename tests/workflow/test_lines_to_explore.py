from __future__ import annotations

from datetime import timedelta

import pytest

from fosterpanel.domain.interests import Ruling
from fosterpanel.domain.papers import Paper
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.paperwork import lines_to_explore as lines
from tests.workflow.builders import At, Desk
from tests.workflow.test_hearings import declare

CARER, HEALTH, CHAIR, VICE = "person-carer", "person-health", "person-chair", "person-vice"


def words_seen(desk: Desk, by: str) -> list[tuple[str, str]]:
    return [(one.sender, one.line.words) for one in lines.lines_of(desk.of(by), desk.item.id)]


def test_who_runs_the_meeting_sees_every_line_and_a_member_their_own(at: At) -> None:
    desk = at("issued")
    (paper,) = desk.find(Paper)
    rests = lines.send_line(desk.of(CARER), desk.item.id, " What changed in May? ", paper_id=paper.id, page=1)
    desk.clock.move(timedelta(minutes=1))
    lines.send_line(desk.of(HEALTH), desk.item.id, "Who has the key to the pond gate?")
    assert (rests.words, rests.paper_id, rests.page) == ("What changed in May?", paper.id, 1)
    assert desk.last_act() == ("send_line", desk.item.id)
    everybody = [
        ("Perpetua Lund", "What changed in May?"),
        ("Ngozi Featherstone", "Who has the key to the pond gate?"),
    ]
    assert words_seen(desk, CHAIR) == words_seen(desk, VICE) == everybody
    assert words_seen(desk, "person-administrator") == everybody
    assert words_seen(desk, CARER) == everybody[:1]
    assert words_seen(desk, "person-social") == words_seen(desk, "person-decider") == []


def test_the_chair_ticks_a_line_off_or_says_why_it_was_left_out(at: At) -> None:
    desk = at("issued")
    line = lines.send_line(desk.of(CARER), desk.item.id, "What changed in May?")
    asked = lines.settle_line(desk.of(CHAIR), line.id)
    assert (asked.is_open, asked.left_out_because) == (False, "")
    with desk.refusing(InvalidInput, "ticked off before"):
        lines.settle_line(desk.of(CHAIR), line.id)
    assert lines.reopen_line(desk.of(CHAIR), line.id).is_open
    left_out = lines.settle_line(desk.of(CHAIR), line.id, left_out_because="Answered in the report.")
    assert left_out.left_out_because == "Answered in the report."
    assert desk.last_act() == ("settle_line", desk.item.id)
    with desk.refusing(InvalidInput, "ticked off by the chair"):
        lines.reopen_line(desk.of(CARER), line.id)


@pytest.mark.parametrize(
    ("step", "by", "said", "words"),
    [
        ("issued", "person-spare", "Why?", "Only members of the panel"),
        ("issued", "person-decider", "Why?", "Only members of the panel"),
        ("issued", CARER, "  ", "says what the panel should ask"),
        ("recommended", CARER, "Why?", "there is no panel to ask"),
        ("taken in", CARER, "Why?", "there is no panel to ask"),
    ],
)
def test_who_may_not_send_and_when(at: At, step: str, by: str, said: str, words: str) -> None:
    desk = at(step)
    with desk.refusing(InvalidInput, words):
        lines.send_line(desk.of(by), desk.item.id, said)


def test_whom_an_interest_takes_out_asks_nothing(at: At) -> None:
    desk = at("issued")
    declare(desk, "member-carer", Ruling.LEAVE)
    with desk.refusing(InvalidInput, "takes Perpetua Lund out of this item"):
        lines.send_line(desk.of(CARER), desk.item.id, "Why?")


def test_a_line_rests_on_a_page_that_is_there(at: At) -> None:
    desk = at("issued")
    (paper,) = desk.find(Paper)
    with desk.refusing(InvalidInput, "no such page"):
        lines.send_line(desk.of(CARER), desk.item.id, "Why?", paper_id=paper.id, page=paper.pages + 1)
