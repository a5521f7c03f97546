"""Who is there, who has an interest, and the quorum of one item over its own stretch of time."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosterpanel.domain.attendance import Mode, OtherAttender, Presence, arrive, leave
from fosterpanel.domain.hearings import end_hearing, quorum_of_item
from fosterpanel.domain.interests import DeclaredInterest, Ruling, conflicted_out, require_ruled, rule_on
from fosterpanel.domain.quorum import Pause, QuorumFinding
from fosterpanel.errors import InvalidInput, RuleRefusal
from tests import builders

BOOK = builders.england()
BEGAN, ENDED = builders.BEGAN, builders.ENDED
LATER = BEGAN + timedelta(minutes=20)


def ruled(ruling: Ruling, **changes: object) -> DeclaredInterest:
    declared = builders.interest(**changes)
    return rule_on(declared, ruling=ruling, by="vice", reason="Close contact.", at=declared.declared_at)


def found(
    *interests: DeclaredInterest,
    presences: tuple[Presence, ...] | None = None,
    start: datetime = BEGAN,
    end: datetime = ENDED,
    presided_by: str = "",
) -> QuorumFinding:
    there = builders.attendance() if presences is None else builders.attendance(presences=presences)
    return quorum_of_item(
        builders.meeting(),
        builders.members(),
        there,
        interests,
        BOOK,
        start=start,
        end=end,
        presided_by=presided_by,
    )


def all_but(*gone: str) -> tuple[Presence, ...]:
    return tuple(builders.presence(one) for one in builders.MEMBER_NAMES if one not in gone)


def test_six_who_stay_are_a_quorum() -> None:
    finding = found()
    assert finding.is_met
    assert len(finding.counted) == 6


@pytest.mark.parametrize(
    ("rulings", "is_met"),
    [
        ((Ruling.STAY, Ruling.STAY), True),
        ((Ruling.LEAVE, Ruling.STAY), True),
        ((Ruling.LEAVE, Ruling.STAY_WITHOUT_VOTE), False),
        ((Ruling.STAY_WITHOUT_VOTE, Ruling.STAY_WITHOUT_VOTE), False),
    ],
)
def test_who_is_stood_down_does_not_count(rulings: tuple[Ruling, Ruling], is_met: bool) -> None:
    interests = [
        ruled(ruling, member_id=one) for one, ruling in zip(("teacher", "carer"), rulings, strict=True)
    ]
    assert found(*interests).is_met == is_met


def test_the_harder_of_two_rulings_on_one_member_holds() -> None:
    both = (ruled(Ruling.STAY), ruled(Ruling.LEAVE, id="second"))
    assert conflicted_out(both) == {"teacher"}


def test_quorum_cannot_be_counted_before_the_ruling() -> None:
    with pytest.raises(RuleRefusal, match="not been ruled on") as refusal:
        found(builders.interest())
    assert refusal.value.rule_id == "quorum"
    require_ruled([ruled(Ruling.STAY)], BOOK)


def test_when_the_chair_has_an_interest_the_vice_chair_presides() -> None:
    finding = found(ruled(Ruling.LEAVE, member_id="chair"))
    assert finding.is_met
    assert finding.presiding_id == "vice"
    assert not found(ruled(Ruling.LEAVE, member_id="chair"), presided_by="chair").is_met


@pytest.mark.parametrize(
    ("by", "reason", "at", "words"),
    [
        ("teacher", "x", BEGAN, "rules on their own interest"),
        ("chair", " ", BEGAN, "has no reason"),
        ("chair", "x", BEGAN - timedelta(hours=1), "before it was declared"),
    ],
)
def test_a_ruling_is_anothers_with_a_reason_and_afterwards(
    by: str, reason: str, at: datetime, words: str
) -> None:
    with pytest.raises(InvalidInput, match=words):
        rule_on(builders.interest(), ruling=Ruling.STAY, by=by, reason=reason, at=at)


def test_a_ruling_is_kept_whole() -> None:
    made = ruled(Ruling.LEAVE)
    assert (made.ruling, made.ruled_by, made.ruling_reason, made.ruled_at) == (
        Ruling.LEAVE,
        "vice",
        "Close contact.",
        builders.interest().declared_at,
    )


def test_who_left_or_came_late_was_not_there_for_the_whole_item() -> None:
    everybody = all_but("teacher", "carer")
    gone = builders.presence("teacher", left_at=LATER)
    late = builders.presence("carer", came_at=LATER)
    finding = found(presences=(*everybody, gone, late))
    assert [one.member_id for one in finding.counted] == ["chair", "vice", "worker", "nurse"]
    assert not finding.is_met
    assert found(presences=(*everybody, gone, late), end=BEGAN).is_met
    assert {one.member_id for one in found(presences=(*everybody, gone, late), start=LATER).counted} == {
        *("chair", "vice", "worker", "nurse", "carer")
    }


def test_who_dropped_out_and_came_back_missed_part_of_it() -> None:
    there = builders.attendance()
    back = arrive(leave(there, "nurse", LATER), "nurse", LATER + timedelta(seconds=5), Mode.REMOTE)
    counted = {one.member_id for one in found(presences=back.presences).counted}
    assert counted == set(builders.MEMBER_NAMES) - {"nurse"}
    assert back.presences[-1].mode is Mode.REMOTE
    assert "nurse" in back.present_at(ENDED)


@given(st.lists(st.sampled_from(["arrive", "leave"]), max_size=8))
def test_comings_and_goings_never_overlap(steps: list[str]) -> None:
    there = builders.attendance(presences=())
    for minute, step in enumerate(steps):
        at = BEGAN + timedelta(minutes=minute // 2)
        is_present = "nurse" in there.present_at(at)
        if (step == "arrive") == is_present:
            with pytest.raises(InvalidInput, match="recorded as present"):
                arrive(there, "nurse", at, Mode.IN_ROOM) if is_present else leave(there, "nurse", at)
        else:
            there = (
                arrive(there, "nurse", at, Mode.IN_ROOM) if step == "arrive" else leave(there, "nurse", at)
            )
    stays = there.presences
    assert all(one.left_at is not None and one.left_at <= two.came_at for one, two in pairwise(stays))


def test_nobody_arrives_before_a_stay_already_recorded() -> None:
    with pytest.raises(InvalidInput, match="Record that they left first"):
        arrive(builders.attendance(), "nurse", BEGAN - timedelta(hours=3), Mode.IN_ROOM)


def test_at_the_moment_of_leaving_a_member_is_gone() -> None:
    there = leave(builders.attendance(), "nurse", LATER)
    assert "nurse" not in there.present_at(LATER)
    assert "nurse" in there.present_at(LATER - timedelta(microseconds=1))
    assert "nurse" in arrive(there, "nurse", LATER, Mode.IN_ROOM).present_at(LATER)


def test_others_attend_for_their_item_or_for_all() -> None:
    adviser = OtherAttender(name="Owen Bright", capacity="panel adviser")
    presenter = OtherAttender(name="Priya Nair", capacity="presenter", item_id="item")
    there = builders.attendance(others=(adviser, presenter))
    assert there.others_for("item") == (adviser, presenter)
    assert there.others_for("another") == (adviser,)


def test_a_hearing_ends_once_with_its_quorum() -> None:
    going_on = builders.hearing()
    with pytest.raises(InvalidInput, match="has not ended"):
        _ = going_on.finding
    with pytest.raises(InvalidInput, match="before it began"):
        end_hearing(going_on, at=BEGAN - timedelta(minutes=1), quorum=builders.quorum())
    assert end_hearing(going_on, at=BEGAN, quorum=builders.quorum()).ended_at == BEGAN
    done = end_hearing(going_on, at=ENDED, quorum=builders.quorum())
    assert (done.ended_at, done.finding) == (ENDED, builders.quorum())
    with pytest.raises(InvalidInput, match="already ended"):
        end_hearing(done, at=ENDED, quorum=builders.quorum())


COMINGS = st.lists(
    st.tuples(st.sampled_from(tuple(builders.MEMBER_NAMES)), st.integers(min_value=0, max_value=60)),
    max_size=12,
)


@given(COMINGS)
def test_who_is_counted_missed_no_business_and_pauses_are_the_rest(comings: list[tuple[str, int]]) -> None:
    there = builders.attendance()
    for member_id, minute in sorted(comings, key=lambda one: one[1]):
        at = BEGAN + timedelta(minutes=minute)
        if member_id in there.present_at(at):
            there = leave(there, member_id, at)
        else:
            there = arrive(there, member_id, at, Mode.IN_ROOM)
    finding = found(presences=there.presences)
    for member in finding.counted if finding.is_met else ():
        for minute in range(51):
            moment = BEGAN + timedelta(minutes=minute)
            is_pause = any(one.since <= moment < one.until for one in finding.pauses)
            assert is_pause or member.member_id in there.present_at(moment)
    assert all(BEGAN <= one.since < one.until <= ENDED for one in finding.pauses)
    assert all(one.until < two.since for one, two in pairwise(finding.pauses))
    # Whoever leaves as the hearing ends takes the quorum along, and leaves no stretch of time without one.
    is_lost_at_the_end = any(one.left_at == ENDED for one in there.presences)
    is_lost_before = not finding.pauses or finding.pauses[-1].until == ENDED
    assert finding.is_met or is_lost_before or is_lost_at_the_end


def test_who_goes_over_to_the_line_misses_nothing() -> None:
    there = builders.attendance()
    over = arrive(leave(there, "nurse", LATER), "nurse", LATER, Mode.REMOTE)
    finding = found(presences=over.presences)
    assert (len(finding.counted), finding.pauses) == (6, ())


def test_a_pause_goes_on_while_others_come_and_go() -> None:
    five = builders.attendance(presences=all_but("teacher"))
    there = leave(five, "nurse", LATER)
    there = arrive(there, "teacher", LATER + timedelta(minutes=2), Mode.IN_ROOM)
    there = leave(there, "teacher", LATER + timedelta(minutes=4))
    there = arrive(there, "nurse", LATER + timedelta(minutes=6), Mode.IN_ROOM)
    finding = found(presences=there.presences)
    assert finding.is_met
    assert finding.pauses == (Pause(since=LATER, until=LATER + timedelta(minutes=6)),)
    assert "teacher" not in {one.member_id for one in finding.counted}
