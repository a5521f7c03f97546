"""Quorum against an independent oracle, which hands the seats of the regulation out by trying every way."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosterpanel.domain.central_list import members_needed
from fosterpanel.domain.meetings import Seat
from fosterpanel.domain.quorum import (
    CountedMember,
    QuorumFinding,
    count_members,
    find_quorum,
    lost_by_one,
    require_quorum,
)
from fosterpanel.domain.rulebook import QuorumRule
from fosterpanel.errors import RuleRefusal
from tests import builders

STRICT = builders.england().quorum_rule()
LENIENT = replace(STRICT, presiding_may_fill_social_worker=True)
BARE = replace(
    STRICT,
    others=3,
    others_joint=3,
    experience_years=0,
    needs_chair_or_vice=False,
    needs_social_worker=False,
    vice_not_independent_needs_independent=False,
)
FIVE = ("chair", "vice", "worker", "teacher", "carer")


def present(*ids: str) -> tuple[CountedMember, ...]:
    return tuple(builders.counted(one) for one in ids)


@st.composite
def panels(draw: st.DrawFn, most: int = 7) -> tuple[CountedMember, ...]:
    seats = [Seat.CHAIR, Seat.VICE_CHAIR, Seat.VICE_CHAIR, *[Seat.MEMBER] * most]
    held = draw(st.lists(st.sampled_from(range(len(seats))), unique=True, max_size=most))
    return tuple(
        builders.counted(
            f"m{number}",
            seat=seats[number],
            is_independent=draw(st.booleans()),
            is_experienced_social_worker=draw(st.booleans()),
        )
        for number in held
    )


def oracle(counted: tuple[CountedMember, ...], *, is_joint: bool) -> bool:
    """Regulation 24(1) read aloud: can its places be given to different people who are present?"""
    places = 6 if is_joint else 5
    if len(counted) < places:
        return False
    is_chair_there = any(one.seat is Seat.CHAIR for one in counted)
    for presiding, worker in permutations(counted, 2):
        if presiding.seat is not (Seat.CHAIR if is_chair_there else Seat.VICE_CHAIR):
            continue
        others = [one for one in counted if one is not presiding]
        voice = (
            presiding.seat is Seat.CHAIR or presiding.is_independent or any(o.is_independent for o in others)
        )
        if worker.is_experienced_social_worker and voice:
            return True
    return False


@given(panels(), st.booleans())
def test_agrees_with_the_regulation_read_aloud(counted: tuple[CountedMember, ...], is_joint: bool) -> None:
    assert find_quorum(counted, STRICT, is_joint=is_joint).is_met == oracle(counted, is_joint=is_joint)


@given(panels(most=5), st.booleans(), st.sampled_from([STRICT, LENIENT]))
def test_is_never_met_by_fewer_than_five_or_six(
    counted: tuple[CountedMember, ...], is_joint: bool, rule: QuorumRule
) -> None:
    if len(counted) < (6 if is_joint else 5):
        assert not find_quorum(counted, rule, is_joint=is_joint).is_met


@given(panels(), st.booleans(), st.booleans(), st.booleans())
def test_another_member_never_ends_it(
    counted: tuple[CountedMember, ...], is_joint: bool, is_independent: bool, is_worker: bool
) -> None:
    more = builders.counted("new", is_independent=is_independent, is_experienced_social_worker=is_worker)
    if find_quorum(counted, STRICT, is_joint=is_joint).is_met:
        assert find_quorum((*counted, more), STRICT, is_joint=is_joint).is_met


@given(panels(), st.booleans(), st.data())
def test_a_member_who_leaves_never_makes_one(
    counted: tuple[CountedMember, ...], is_joint: bool, data: st.DataObject
) -> None:
    ordinary = [one for one in counted if one.seat is Seat.MEMBER]
    if ordinary and not find_quorum(counted, STRICT, is_joint=is_joint).is_met:
        gone = data.draw(st.sampled_from(ordinary))
        left = tuple(one for one in counted if one is not gone)
        assert not find_quorum(left, STRICT, is_joint=is_joint).is_met


@given(panels(), st.booleans())
def test_what_is_missing_and_what_is_met_never_disagree(
    counted: tuple[CountedMember, ...], is_joint: bool
) -> None:
    finding = find_quorum(counted, STRICT, is_joint=is_joint)
    assert finding.is_met == (not finding.missing)
    assert finding.sentence.startswith("Quorate" if finding.is_met else "Not quorate")
    assert finding.sentence.endswith(".")


@given(panels(), st.booleans())
def test_those_not_to_lose_are_those_whose_going_ends_it(
    counted: tuple[CountedMember, ...], is_joint: bool
) -> None:
    lost = lost_by_one(counted, STRICT, is_joint=is_joint)
    if not oracle(counted, is_joint=is_joint):
        assert lost == ()
        return
    for one in counted:
        without = tuple(other for other in counted if other is not one)
        assert (one.member_id in lost) == (not oracle(without, is_joint=is_joint))


@pytest.mark.parametrize(
    ("counted", "is_joint", "words"),
    [
        (present(*FIVE), False, "Quorate: 5 members can take part, with the chair presiding."),
        (present("vice", "worker", "teacher", "carer", "nurse"), False, "with the vice chair presiding."),
        (present(*FIVE), True, "1 more member is needed"),
        (present("chair", "worker", "teacher"), False, "2 more members are needed"),
        (
            present("worker", "teacher", "carer", "nurse", "x"),
            False,
            "the chair or a vice chair to preside is needed.",
        ),
        (present("chair", "vice", "teacher", "carer", "nurse"), False, "a social worker with 3 years'"),
        (present("chair"), False, "can take part, and a social worker with"),
        ((), False, "0 members can take part"),
    ],
)
def test_says_what_it_found(counted: tuple[CountedMember, ...], is_joint: bool, words: str) -> None:
    assert words in find_quorum(counted, STRICT, is_joint=is_joint).sentence


def test_the_one_presiding_is_not_also_the_social_worker() -> None:
    chair = builders.counted("chair", is_experienced_social_worker=True)
    counted = (chair, *present("vice", "teacher", "carer", "nurse"))
    strict = find_quorum(counted, STRICT, is_joint=False)
    assert not strict.is_met
    assert "beside the one presiding" in strict.sentence
    lenient = find_quorum(counted, LENIENT, is_joint=False)
    assert lenient.is_met
    assert lenient.social_worker_id == "chair"


def test_a_lenient_rule_still_wants_five_people() -> None:
    chair = builders.counted("chair", is_experienced_social_worker=True)
    finding = find_quorum((chair, *present("vice", "teacher", "carer")), LENIENT, is_joint=False)
    assert finding.missing == ("1 more member",)
    without = find_quorum(present("chair", "vice", "teacher", "carer"), LENIENT, is_joint=False)
    assert without.missing == ("a social worker with 3 years' relevant post-qualifying experience",)


def test_another_social_worker_comes_before_the_one_presiding() -> None:
    chair = builders.counted("chair", is_experienced_social_worker=True)
    finding = find_quorum((chair, *present("vice", "worker", "teacher", "carer")), LENIENT, is_joint=False)
    assert finding.social_worker_id == "worker"


@pytest.mark.parametrize(
    ("vice_is_independent", "teacher_is_independent", "is_met"),
    [(False, False, False), (False, True, True), (True, False, True)],
)
def test_a_vice_chair_needs_an_independent_voice(
    vice_is_independent: bool, teacher_is_independent: bool, is_met: bool
) -> None:
    others = [builders.counted(one, is_independent=False) for one in ("carer", "nurse")]
    counted = (
        builders.counted("vice", is_independent=vice_is_independent),
        builders.counted("teacher", is_independent=teacher_is_independent),
        builders.counted("worker"),
        *others,
    )
    finding = find_quorum(counted, STRICT, is_joint=False)
    assert finding.is_met == is_met
    assert ("not independent" in finding.sentence) == (not is_met)


def test_of_two_vice_chairs_the_one_presides_who_makes_the_quorum() -> None:
    only_worker = builders.counted("vice", is_experienced_social_worker=True)
    second = builders.counted("second", seat=Seat.VICE_CHAIR)
    counted = (only_worker, second, *present("teacher", "carer", "nurse"))
    finding = find_quorum(counted, STRICT, is_joint=False)
    assert finding.is_met
    assert finding.presiding_id == "second"
    assert not find_quorum(counted, STRICT, is_joint=False, presided_by="vice").is_met


def test_a_vice_chair_may_preside_beside_the_chair() -> None:
    finding = find_quorum(present(*FIVE), STRICT, is_joint=False, presided_by="vice")
    assert finding.is_met
    assert finding.presiding_id == "vice"


@pytest.mark.parametrize("named", ["teacher", "nobody"])
def test_only_a_chair_who_takes_part_presides(named: str) -> None:
    finding = find_quorum(present(*FIVE), STRICT, is_joint=False, presided_by=named)
    assert not finding.is_met
    assert "named as presiding" in finding.sentence


def test_a_rule_without_chair_and_social_worker_counts_people() -> None:
    assert members_needed(BARE, is_joint=False) == 3
    assert find_quorum(present("teacher", "carer", "nurse"), BARE, is_joint=False).is_met
    assert find_quorum(present("teacher", "carer", "nurse"), BARE, is_joint=False, presided_by="nurse").is_met
    assert not find_quorum(present("teacher", "carer"), BARE, is_joint=True).is_met
    assert not find_quorum((), BARE, is_joint=False).is_met
    dependent = tuple(replace(one, is_independent=False) for one in present("vice", "teacher", "carer"))
    assert find_quorum(dependent, BARE, is_joint=False).is_met


def test_business_without_quorum_is_refused_with_the_regulation() -> None:
    with pytest.raises(RuleRefusal, match=r"item 26/001.*or defer the item.*reg 24\(1\)") as refusal:
        require_quorum(builders.quorum("chair", "worker"), "26/001", builders.england())
    assert refusal.value.rule_id == "quorum"
    require_quorum(builders.quorum(), "26/001", builders.england())


def test_counts_those_appointed_on_the_list_and_taking_part_each_once() -> None:
    people = builders.members()
    people["nurse"] = builders.member("nurse", leaves_on=builders.PANEL_DAY.replace(day=1))
    people["guest"] = builders.member("guest")
    taking_part = ["chair", "chair", "worker", "nurse", "guest", "stranger", "carer"]
    people.pop("carer")
    counted = count_members(builders.meeting(), people, taking_part, STRICT)
    assert [one.member_id for one in counted] == ["chair", "worker"]
    assert [one.is_experienced_social_worker for one in counted] == [False, True]
    assert [one.is_independent for one in counted] == [True, False]


def test_experience_counts_on_the_day_of_the_meeting() -> None:
    on = builders.PANEL_DAY
    day_short = builders.social_worker(experience_from=on.replace(year=on.year - 3, day=on.day + 1))
    just = builders.social_worker(experience_from=on.replace(year=on.year - 3))
    for worker, is_experienced in ((day_short, False), (just, True)):
        (counted,) = count_members(builders.meeting(), {"worker": worker}, ["worker"], STRICT)
        assert counted.is_experienced_social_worker == is_experienced


def test_a_joint_panel_counts_only_who_is_independent_of_both() -> None:
    joint = builders.meeting(is_joint=True, providers=(builders.PROVIDER, "Riverbank Care"))
    (counted,) = count_members(joint, builders.members(), ["teacher"], STRICT)
    assert not counted.is_independent


def test_a_finding_names_the_chair_when_nobody_was_said_to_preside() -> None:
    assert (
        "the chair presiding"
        in QuorumFinding(is_met=True, is_joint=False, counted=present("worker")).sentence
    )


def test_the_same_finding_is_said_before_during_and_after_the_panel() -> None:
    met = find_quorum(present(*FIVE), STRICT, is_joint=False)
    assert met.forecast == "Expected to be quorate: 5 members, with the chair presiding."
    assert met.looking_back == "Quorate: 5 members took part, with the chair presiding."
    short = find_quorum(present("chair", "worker", "teacher"), STRICT, is_joint=False)
    assert short.forecast.startswith(
        "Not expected to be quorate: 3 members can take part, and 2 more members are"
    )
    assert short.looking_back == "Not quorate: 3 members could take part, and 2 more members were needed."
    one = find_quorum(present("chair", "teacher", "carer", "nurse"), STRICT, is_joint=False)
    assert one.looking_back.endswith("post-qualifying experience beside the one presiding was needed.")
