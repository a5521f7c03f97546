"""The central list and the panels drawn from it: membership by the day, independence, experience, seats."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosterpanel.domain.central_list import (
    IndependenceAnswers,
    answer_independence,
    experience_reached_on,
    gaps_to_come,
    give_notice,
    has_experience,
    is_independent,
    is_on_list,
    list_gaps,
)
from fosterpanel.domain.meetings import Appointment, MeetingStage, Seat, check_panel, move_meeting
from fosterpanel.domain.rulebook import ServiceKind
from fosterpanel.errors import InvalidInput, RuleRefusal
from tests import builders

BOOK = builders.england()
DAY = builders.PANEL_DAY
OTHER = "Riverbank Care"


def answers(provider: str = builders.PROVIDER, *yes_to: str) -> IndependenceAnswers:
    return IndependenceAnswers(provider=provider, answered_on=date(2026, 11, 1), yes_to=yes_to)


def test_is_on_the_list_from_the_first_day_to_the_last() -> None:
    made = builders.member(joined_on=DAY, leaves_on=DAY + timedelta(days=2))
    days = [DAY + timedelta(days=number) for number in (-1, 0, 2, 3)]
    assert [is_on_list(made, day) for day in days] == [False, True, True, False]
    assert is_on_list(builders.member(), date(2099, 1, 1))


def test_notice_is_one_month_and_given_once() -> None:
    under = give_notice(builders.member(), on=date(2027, 1, 31), reasons="Moving away", book=BOOK)
    assert (under.leaves_on, under.notice_given_on, under.notice_reasons) == (
        date(2027, 2, 28),
        date(2027, 1, 31),
        "Moving away",
    )
    with pytest.raises(InvalidInput, match="leaves on 28 February 2027"):
        give_notice(under, on=date(2027, 2, 1), reasons="", book=BOOK)


@pytest.mark.parametrize(
    ("given", "providers", "expected"),
    [
        ((answers(),), (builders.PROVIDER,), True),
        ((answers(builders.PROVIDER, "related"),), (builders.PROVIDER,), False),
        ((), (builders.PROVIDER,), False),
        ((answers(),), (builders.PROVIDER, OTHER), False),
        ((answers(), answers(OTHER)), (builders.PROVIDER, OTHER), True),
        ((answers(), answers(OTHER, "agency-role")), (builders.PROVIDER, OTHER), False),
        ((answers(),), (), False),
    ],
)
def test_independent_means_of_every_provider_and_answered(
    given: tuple[IndependenceAnswers, ...], providers: tuple[str, ...], expected: bool
) -> None:
    assert is_independent(builders.member(independence=given), providers) == expected


def test_answers_are_to_the_questions_asked_and_the_latest_count() -> None:
    member = builders.member(independence=(answers(OTHER),))
    once = answer_independence(
        member, answers(builders.PROVIDER, "elected-member"), BOOK, ServiceKind.COUNCIL
    )
    assert not is_independent(once, (builders.PROVIDER,))
    again = answer_independence(once, answers(), BOOK, ServiceKind.COUNCIL)
    assert again.independence == (answers(OTHER), answers())
    with pytest.raises(InvalidInput, match="does not ask elected-member of"):
        answer_independence(member, answers(OTHER, "elected-member"), BOOK, ServiceKind.AGENCY)


@given(st.dates(date(1970, 1, 1), date(2026, 1, 1)), st.integers(0, 60))
def test_experience_is_reached_on_one_day(experience_from: date, years: int) -> None:
    worker = builders.social_worker(experience_from=experience_from)
    reached = experience_reached_on(worker, years)
    assert reached is not None
    assert has_experience(worker, reached, years)
    assert not has_experience(worker, reached - timedelta(days=1), years)


def test_only_a_social_worker_with_a_date_has_experience() -> None:
    assert experience_reached_on(builders.member(experience_from=date(1990, 1, 1)), 3) is None
    assert not has_experience(builders.social_worker(experience_from=None), DAY, 3)


def test_a_full_list_has_no_gaps_and_an_empty_one_every_gap() -> None:
    providers = (builders.PROVIDER,)
    six = list(builders.members().values())
    assert list_gaps(six, providers, BOOK, DAY) == ()
    assert list_gaps(six[:5], providers, BOOK, DAY) == ()
    assert list_gaps(six[:4], providers, BOOK, DAY) == ("The list holds 4 people; a quorate panel needs 5.",)
    assert list_gaps([], providers, BOOK, DAY) == (
        "The list holds 0 people; a quorate panel needs 5.",
        "Nobody on the list is a social worker with 3 years' relevant experience.",
        "Nobody on the list is independent, so nobody may chair.",
    )
    joint = list_gaps([builders.social_worker()], (builders.PROVIDER, OTHER), BOOK, DAY)
    assert joint[0] == "The list holds 1 person; a quorate panel needs 6."
    assert len(joint) == 2


def test_what_a_notice_will_leave_the_list_without_is_said_before() -> None:
    people, providers = builders.members(), (builders.PROVIDER,)
    leaving = [
        replace(one, leaves_on=date(2026, 12, 20)) if one.is_social_worker else one for one in people.values()
    ]
    assert list_gaps(leaving, providers, BOOK, DAY) == ()
    assert gaps_to_come(leaving, providers, BOOK, DAY) == (
        "From 21 December 2026: nobody on the list is a social worker with 3 years' relevant experience.",
    )
    assert gaps_to_come(people.values(), providers, BOOK, DAY) == ()
    five = list(people.values())[:5]
    first, second = (replace(one, leaves_on=DAY + timedelta(days=day)) for day, one in enumerate(five[:2]))
    assert gaps_to_come([first, second, *five[2:]], providers, BOOK, DAY) == (
        "From 3 December 2026: the list holds 4 people; a quorate panel needs 5.",
        "From 4 December 2026: the list holds 3 people; a quorate panel needs 5.",
    )


def seated(*seats: Seat) -> tuple[Appointment, ...]:
    return tuple(
        Appointment(member_id=one, seat=seat) for one, seat in zip(builders.MEMBER_NAMES, seats, strict=False)
    )


def test_a_sound_panel_stands_as_it_is() -> None:
    made = builders.meeting()
    assert check_panel(made, builders.members(), BOOK) is made
    assert made.chair_id == "chair"
    assert (made.seat_of("vice"), made.seat_of("stranger")) == (Seat.VICE_CHAIR, None)
    assert builders.meeting(panel=()).chair_id == ""


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"panel": seated(Seat.MEMBER, Seat.VICE_CHAIR)}, "exactly one chair"),
        ({"panel": seated(Seat.CHAIR, Seat.CHAIR)}, "exactly one chair"),
        ({"panel": (*seated(Seat.CHAIR), *seated(Seat.MEMBER))}, "appointed twice"),
        (
            {"panel": (*seated(Seat.CHAIR), Appointment(member_id="stranger", seat=Seat.VICE_CHAIR))},
            "never on the central list",
        ),
        ({"providers": ()}, "names no fostering service"),
    ],
)
def test_a_panel_that_cannot_be(changes: dict[str, object], words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        check_panel(builders.meeting(**changes), builders.members(), BOOK)


@pytest.mark.parametrize(
    ("changes", "rule_id", "words"),
    [
        ({"panel": seated(Seat.CHAIR)}, "vice-chairs", "has no vice chairs"),
        (
            {"panel": seated(Seat.CHAIR, *[Seat.VICE_CHAIR] * 3)},
            "vice-chairs",
            "has 3 vice chairs. Appoint one or two",
        ),
        ({"is_joint": True}, "joint-panel", "two or more services"),
        ({"providers": (builders.PROVIDER, OTHER)}, "joint-panel", "two or more services"),
        (
            {"is_joint": True, "providers": (builders.PROVIDER, OTHER)},
            "chair-independent",
            f"not independent of {builders.PROVIDER} and {OTHER}",
        ),
        ({"on": date(2023, 12, 1)}, "central-list-membership", "not on the central list on 1 December 2023"),
    ],
)
def test_a_panel_that_may_not_be(changes: dict[str, object], rule_id: str, words: str) -> None:
    with pytest.raises(RuleRefusal) as refusal:
        check_panel(builders.meeting(**changes), builders.members(), BOOK)
    assert refusal.value.rule_id == rule_id
    assert words in str(refusal.value)


def test_two_vice_chairs_are_allowed() -> None:
    two = builders.meeting(panel=seated(Seat.CHAIR, Seat.VICE_CHAIR, Seat.VICE_CHAIR))
    assert check_panel(two, builders.members(), BOOK) is two


@pytest.mark.parametrize("of", MeetingStage)
@pytest.mark.parametrize("to", MeetingStage)
def test_a_meeting_goes_one_way(of: MeetingStage, to: MeetingStage) -> None:
    follows = {
        ("planned", "agenda issued"),
        ("agenda issued", "agenda issued"),
        ("agenda issued", "in session"),
        ("in session", "closed"),
        ("planned", "cancelled"),
        ("agenda issued", "cancelled"),
    }
    made = builders.meeting(stage=of)
    if (of, to) in follows:
        assert move_meeting(made, to).stage is to
    else:
        with pytest.raises(InvalidInput, match=r"2 December 2026 is .* cannot become .*What can follow: "):
            move_meeting(made, to)


def test_says_what_can_follow_in_a_meeting() -> None:
    with pytest.raises(InvalidInput, match="What can follow: agenda issued, cancelled or in session"):
        move_meeting(builders.meeting(stage=MeetingStage.ISSUED), MeetingStage.CLOSED)
    with pytest.raises(InvalidInput, match="What can follow: nothing"):
        move_meeting(builders.meeting(stage=MeetingStage.CLOSED), MeetingStage.PLANNED)
