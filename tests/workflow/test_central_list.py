from __future__ import annotations

from dataclasses import replace
from datetime import date

from fosterpanel.domain.central_list import IndependenceAnswers, PanelMember
from fosterpanel.domain.service import Person, Role
from fosterpanel.errors import InvalidInput, NotFound
from fosterpanel.workflow import settings
from fosterpanel.workflow.panels import central_list
from fosterpanel.workflow.undo import undo_edit
from tests.workflow.builders import PROVIDER, At, member


def test_joining_the_list(at: At) -> None:
    desk = at("staffed")
    joined = central_list.join_list(desk.office, replace(member("decider"), id="member-decider"))
    assert desk.get(PanelMember, "member-decider") == joined
    assert desk.last_act() == ("join_list", "member-decider")


def test_only_a_person_of_the_service_joins(at: At) -> None:
    desk = at("staffed")
    with desk.refusing(NotFound):
        central_list.join_list(desk.office, replace(member("chair"), id="member-new", person_id="nobody"))


def test_an_answer_replaces_the_earlier_one_about_the_same_provider(at: At) -> None:
    desk = at("staffed")
    answers = IndependenceAnswers(
        provider=PROVIDER, answered_on=date(2026, 11, 20), yes_to=("approved-carer",)
    )
    central_list.record_independence(desk.office, "member-carer", answers)
    assert desk.get(PanelMember, "member-carer").independence == (answers,)
    assert desk.last_act() == ("answer_independence", "member-carer")


def test_a_question_of_the_other_kind_of_provider_is_refused(at: At) -> None:
    desk = at("staffed")
    answers = IndependenceAnswers(provider=PROVIDER, answered_on=date(2026, 11, 20), yes_to=("agency-role",))
    with desk.refusing(InvalidInput, "agency-role"):
        central_list.record_independence(desk.office, "member-carer", answers)


def test_notice_runs_one_month_and_is_given_once(at: At) -> None:
    desk = at("staffed")
    left = central_list.give_list_notice(
        desk.office, "member-spare", on=date(2026, 11, 23), reasons="Moving."
    )
    assert left.leaves_on == date(2026, 12, 23)
    assert desk.last_act() == ("give_list_notice", "member-spare")
    with desk.refusing(InvalidInput, "Una Birkett is already under notice", "23 December 2026"):
        central_list.give_list_notice(desk.office, "member-spare", on=date(2026, 12, 1), reasons="Again.")


def test_a_whole_list_has_no_gaps_and_a_list_without_a_social_worker_has(at: At) -> None:
    desk = at("staffed")
    assert central_list.gaps_in_list(desk.office) == ()
    central_list.give_list_notice(desk.office, "member-social", on=date(2026, 11, 23), reasons="Retiring.")
    desk.move_to(date(2026, 12, 24))
    (gap,) = central_list.gaps_in_list(desk.office)
    assert "social worker with 3 years' relevant experience" in gap


def test_somebody_new_joins_in_one_act(at: At) -> None:
    desk = at("staffed")
    person = Person(id="person-new", name="Isolde Pargeter", roles=(Role.PANEL_MEMBER,))
    joining = replace(member("chair"), id="member-new", person_id=person.id, name=person.name)
    central_list.join_list_from_outside(desk.office, person, joining)
    assert (desk.get(Person, "person-new"), desk.get(PanelMember, "member-new")) == (person, joining)
    assert [line.act for line in desk.audit()[-2:]] == ["enter_person", "join_list"]
    nameless = replace(joining, id="member-other", name=" ")
    with desk.refusing(InvalidInput, "has no name"):
        central_list.join_list_from_outside(desk.office, replace(person, id="person-other"), nameless)


def test_what_is_known_of_a_member_changes_and_answers_and_notice_do_not(at: At) -> None:
    desk = at("staffed")
    held = desk.get(PanelMember, "member-carer")
    changed = central_list.change_member(
        desk.office,
        replace(held, background="Head teacher", independence=(), leaves_on=date(2026, 12, 1)),
    )
    assert desk.get(PanelMember, "member-carer") == changed
    assert (changed.background, changed.independence, changed.leaves_on) == (
        "Head teacher",
        held.independence,
        None,
    )
    assert desk.last_act() == ("change_member", "member-carer")


def test_a_member_that_cannot_be(at: At) -> None:
    desk = at("staffed")
    held = desk.get(PanelMember, "member-carer")
    with desk.refusing(InvalidInput, "has no name"):
        central_list.change_member(desk.office, replace(held, name=""))
    with desk.refusing(InvalidInput, "before it begins"):
        central_list.change_member(desk.office, replace(held, away=((date(2026, 12, 2), date(2026, 12, 1)),)))


def test_the_last_day_foreseen_is_the_last_day(at: At) -> None:
    desk = at("staffed")
    on = date(2026, 11, 20)
    foreseen = central_list.notice_would_end_on(desk.office, on)
    left = central_list.give_list_notice(desk.office, "member-spare", on=on, reasons="")
    assert left.leaves_on == foreseen


def test_a_new_name_is_theirs_in_both_places_and_so_is_taking_it_back(at: At) -> None:
    desk = at("staffed")
    before = desk.get(PanelMember, "member-chair")
    changed = central_list.change_member(desk.office, replace(before, name="Margaret Ellis"))
    assert desk.get(Person, "person-chair").name == "Margaret Ellis"
    undo_edit(desk.office, before, changed)
    assert desk.get(Person, "person-chair").name == before.name
    settings.change_person(desk.office, replace(desk.get(Person, "person-chair"), name="Meg Ellis"))
    assert desk.get(PanelMember, "member-chair").name == "Meg Ellis"
