from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fosterpanel.domain.central_list import IndependenceAnswers, PanelMember
from fosterpanel.domain.rulebook import Unit
from fosterpanel.domain.service import Person, Role
from fosterpanel.errors import NotFound
from fosterpanel.workflow.office import new_id
from fosterpanel.workflow.panels import central_list, meetings
from fosterpanel.workflow.panels.list_overview import ListView, MemberLine, list_overview, member_file
from fosterpanel.workflow.panels.member_standing import availability_of, checks_of, experience_of
from fosterpanel.workflow.standing import Harm
from tests.workflow.builders import PROVIDER, At, Desk, meeting, member

TODAY = date(2026, 11, 23)
WHOLE = replace(
    member("carer"),
    dbs_checked_on=date(2025, 1, 10),
    agreement_signed_on=date(2022, 1, 10),
    inducted_on=date(2022, 1, 10),
    appraised_on=date(2026, 3, 2),
    trained_on=date(2026, 3, 2),
)


def line_of(desk: Desk, member_id: str) -> MemberLine:
    return next(line for line in list_overview(desk.office).lines if line.id == member_id)


def standing(desk: Desk, **changes: date | None) -> list[tuple[str, str]]:
    checked = checks_of(replace(WHOLE, **changes), TODAY, desk.office.book())
    return [(check.name, check.words) for check in checked if check.is_due]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"dbs_checked_on": None}, [("DBS check", "missing")]),
        ({"dbs_checked_on": date(2023, 11, 22)}, [("DBS check", "overdue")]),
        ({"dbs_checked_on": date(2023, 11, 23)}, [("DBS check", "due")]),
        ({"dbs_checked_on": date(2023, 12, 21)}, [("DBS check", "due")]),
        ({"dbs_checked_on": date(2023, 12, 22)}, []),
        ({"agreement_signed_on": None}, [("agreement", "missing")]),
        ({"inducted_on": None}, [("induction", "missing")]),
        ({"appraised_on": date(2025, 11, 22)}, [("appraisal", "overdue")]),
        ({"trained_on": None}, [("training", "overdue")]),
        ({"trained_on": None, "joined_on": date(2026, 2, 2)}, []),
    ],
)
def test_what_is_due_is_due_on_its_day(
    at: At, changes: dict[str, date | None], found: list[tuple[str, str]]
) -> None:
    assert standing(at("staffed"), **changes) == found


def test_how_often_something_is_done_again_comes_from_the_rule_book(at: At) -> None:
    book = at("staffed").office.book()
    old = replace(WHOLE, dbs_checked_on=date(2024, 1, 10), trained_on=date(2026, 1, 12))
    assert not any(check.is_due for check in checks_of(old, TODAY, book))
    sooner = dict(book.limits)
    for limit_id in ("member-dbs", "member-training"):
        sooner[limit_id] = replace(book.limits[limit_id], length=1, unit=Unit.MONTHS)
    found = checks_of(old, TODAY, replace(book, limits=sooner))
    assert [check.name for check in found if check.is_due] == ["DBS check", "training"]
    unknown = {code: limit for code, limit in book.limits.items() if not code.startswith("member-")}
    assert [check.due_on for check in checks_of(old, TODAY, replace(book, limits=unknown))] == [None] * 5


def test_experience_is_reached_on_its_day() -> None:
    social_worker = member("junior", experience_from=date(2023, 11, 23))
    reached, before = (
        experience_of(social_worker, TODAY, 3),
        experience_of(social_worker, date(2026, 11, 22), 3),
    )
    assert reached is not None
    assert before is not None
    assert (reached.words, reached.harm) == ("3 years", Harm.KNOW)
    assert (before.words, before.harm) == ("From 23 November 2026", Harm.SOON)
    unknown = experience_of(replace(social_worker, experience_from=None), TODAY, 3)
    assert unknown is not None
    assert "not recorded" in unknown.sentence
    assert experience_of(member("carer"), TODAY, 3) is None


@pytest.mark.parametrize(
    ("changes", "words", "sentence"),
    [
        ({}, "Can sit", ""),
        ({"away": ((TODAY, TODAY),)}, "Away", "Away from 23 November 2026 to 23 November 2026."),
        (
            {"away": ((date(2026, 12, 1), date(2026, 12, 8)),)},
            "Can sit",
            "Away from 1 December 2026 to 8 December 2026.",
        ),
        ({"away": ((date(2026, 11, 1), date(2026, 11, 22)),)}, "Can sit", ""),
        ({"leaves_on": TODAY}, "Under notice", "Under notice: the last day on the list is 23 November 2026."),
        ({"leaves_on": date(2026, 11, 22)}, "Left", "Left the list on 22 November 2026."),
        ({"joined_on": date(2026, 12, 1)}, "Not yet", "Joins the list on 1 December 2026."),
    ],
)
def test_who_can_sit(changes: dict[str, object], words: str, sentence: str) -> None:
    found = availability_of(replace(WHOLE, **changes), TODAY)  # type: ignore[arg-type]
    assert (found.words, found.sentence) == (words, sentence)


def test_views_tell_them_apart_and_those_who_left_stand_last(at: At) -> None:
    desk = at("staffed")
    central_list.give_list_notice(desk.office, "member-carer", on=TODAY, reasons="Moving.")
    central_list.change_member(
        desk.office, replace(desk.get(PanelMember, "member-spare"), away=((TODAY, TODAY),))
    )
    cannot = {line.id for line in list_overview(desk.office).lines if ListView.CANNOT_SIT in line.views}
    assert cannot == {"member-carer", "member-spare"}
    desk.move_to(date(2026, 12, 24))
    last = list_overview(desk.office).lines[-1]
    assert (last.id, last.views) == ("member-carer", {ListView.LEFT})


def test_independence_is_known_only_once_every_question_is_answered(at: At) -> None:
    desk = at("staffed")
    unasked = replace(member("decider"), id="member-decider", independence=())
    central_list.join_list(desk.office, unasked)
    assert line_of(desk, "member-decider").is_independent is None
    for yes_to, is_independent in ((("related",), False), ((), True)):
        answers = IndependenceAnswers(provider=PROVIDER, answered_on=TODAY, yes_to=yes_to)
        central_list.record_independence(desk.office, "member-decider", answers)
        assert line_of(desk, "member-decider").is_independent is is_independent


def test_what_is_due_is_said_in_one_line_the_most_pressing_first(at: At) -> None:
    desk = at("staffed")
    held = desk.get(PanelMember, "member-carer")
    assert line_of(desk, "member-carer").due_words == (
        "DBS check, agreement and induction missing, appraisal and training overdue"
    )
    central_list.change_member(
        desk.office,
        replace(WHOLE, version=held.version, dbs_checked_on=date(2023, 12, 1), inducted_on=None),
    )
    line = line_of(desk, "member-carer")
    assert (line.due_words, line.harm) == ("induction missing, DBS check due", Harm.NOW)


def test_who_could_join_holds_a_seat_and_is_not_on_the_list(at: At) -> None:
    desk = at("staffed")
    newcomer = Person(id=new_id(), name="Isolde Pargeter", roles=(Role.PANEL_MEMBER,))
    with desk.office.act() as transaction:
        transaction.insert(newcomer)
        transaction.note("enter_person", newcomer.id)
    assert list_overview(desk.office).could_join == (newcomer,)


def test_a_file_asks_this_services_questions_and_knows_the_panels_to_come(at: At) -> None:
    desk = at("listed")
    meetings.plan_meeting(desk.office, meeting("meeting-january", date(2027, 1, 8)))
    central_list.give_list_notice(desk.office, "member-carer", on=TODAY, reasons="Moving.")
    file = member_file(desk.office, "member-carer")
    assert "agency-role" not in {question.id for question in file.questions}
    assert [one.on for one in file.meetings] == [date(2026, 12, 4), date(2027, 1, 8)]
    assert [one.on for one in file.meetings_after_leaving] == [date(2027, 1, 8)]
    assert file.answers[0][0] == PROVIDER
    with pytest.raises(NotFound):
        member_file(desk.office, "member-nobody")
