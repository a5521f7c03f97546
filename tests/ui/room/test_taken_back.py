"""What is struck out, ticked off or marked done by a slip is put back with one press."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu

from fosterpanel.domain.actions import Action
from fosterpanel.domain.lines_to_explore import LineToExplore
from fosterpanel.domain.minutes import Advice, Exchange, MinutesContents
from fosterpanel.domain.recommendations import PanelReason, Recommendation
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.workflow.business import actions
from fosterpanel.workflow.in_session import hearings
from fosterpanel.workflow.minuting import recommendations
from fosterpanel.workflow.minuting.minutes import write_minutes
from tests.ui.room.other_days import agreed_in_october
from tests.ui.room.room_scene import OpenedRoom, RoomScene
from tests.workflow.builders import Desk, new_recommendation

QUESTIONS = ("How was the introduction?", "Who has the key?", "What changed in May?")


def begun(desk: Desk) -> None:
    """The first item is being heard, three questions were answered, and advice was given."""
    hearings.begin_hearing(desk.of("person-chair"), desk.item.id, presided_by="member-chair")
    asked = tuple(
        Exchange(asked_by="", asked_of="", question=one, answer=f"Answer {number}.")
        for number, one in enumerate(QUESTIONS, start=1)
    )
    advice = (Advice(kind="medical", given_by="K. Osei", words="Nothing stands in the way."),)
    write_minutes(desk.office, desk.item.id, MinutesContents(exchanges=asked, advice=advice))


def asked(scene: RoomScene) -> list[tuple[str, str]]:
    held = scene.minutes(scene.items[0]).contents.exchanges
    return [(one.key, one.question) for one in held]


def test_a_question_struck_out_is_put_back_in_its_place(opened_room: OpenedRoom) -> None:
    scene = opened_room(is_open=True, prepare=begun)
    scene.keys(Shortcuts.QUESTIONS)
    scene.press("strike_out_question_2")
    assert scene.said == "Question 2 is struck out."
    assert asked(scene) == [("Q1", QUESTIONS[0]), ("Q2", QUESTIONS[2])]
    scene.write("question", "And now?")
    scene.key(Qt.Key.Key_Return)
    scene.key(Qt.Key.Key_Return)
    scene.press("put_it_back")
    assert asked(scene) == [*zip(("Q1", "Q2", "Q3"), QUESTIONS, strict=True), ("Q4", "And now?")]
    assert scene.said == ""


def test_a_question_being_changed_is_the_same_one_after_another_is_struck_out(
    opened_room: OpenedRoom,
) -> None:
    scene = opened_room(is_open=True, prepare=begun)
    scene.keys(Shortcuts.QUESTIONS)
    scene.press("change_question_2")
    scene.press("strike_out_question_1")
    scene.go_to("answer")
    scene.key(Qt.Key.Key_End)
    scene.type(" Only they.")
    scene.key(Qt.Key.Key_Return)
    held = scene.minutes(scene.items[0]).contents.exchanges
    assert [(one.question, one.answer) for one in held] == [
        (QUESTIONS[1], "Answer 2. Only they."),
        (QUESTIONS[2], "Answer 3."),
    ]


def test_a_reason_rests_on_the_question_the_minutes_print_under_that_number(opened_room: OpenedRoom) -> None:
    scene = opened_room(is_open=True, prepare=begun)
    scene.keys(Shortcuts.VIEWS)
    scene.keys(Shortcuts.ALL_IN_FAVOUR)
    scene.keys(Shortcuts.OUTCOME)
    scene.choose("outcome", "Approval")
    scene.write("reason_1", "It went well.")
    scene.press("choose_what_reason_1_rests_on")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for action in menu.actions()[1:4]:
        action.trigger()
    menu.close()
    scene.keys(Shortcuts.QUESTIONS)
    scene.press("strike_out_question_1")
    scene.keys(Shortcuts.OUTCOME)
    assert scene.find(QLineEdit, "rests_on_1").text() == "Q1: Answer 2.; Q2: Answer 3."
    scene.keys(Shortcuts.MAIN_ACT)
    (reason,) = scene.desk.the(Recommendation).reasons
    assert reason.answers == ("Q1", "Q2")


def test_a_question_on_which_a_reason_rests_stays_and_what_is_typed_after_is_kept(
    opened_room: OpenedRoom,
) -> None:
    scene = opened_room(is_open=True, prepare=recommended)
    scene.keys(Shortcuts.PLACE_1)
    scene.keys(Shortcuts.QUESTIONS)
    scene.press("strike_out_question_2")
    assert scene.said.endswith("Keep that question and answer.")
    assert [one for _, one in asked(scene)] == list(QUESTIONS)
    scene.write("comments", "We were heard.")
    scene.room.leave()
    assert scene.minutes(scene.items[0]).contents.applicants_comments == "We were heard."


def recommended(desk: Desk) -> None:
    begun(desk)
    made = new_recommendation(desk)
    reasons = (PanelReason(key="R1", words="It went well.", answers=("Q2",)),)
    recommendations.make_recommendation(desk.office, desk.item.id, replace(made, reasons=reasons))


def test_advice_struck_out_is_put_back(opened_room: OpenedRoom) -> None:
    scene = opened_room(is_open=True, prepare=begun)
    scene.keys(Shortcuts.QUESTIONS)
    scene.press("strike_out_advice_1")
    assert scene.minutes(scene.items[0]).contents.advice == ()
    scene.press("put_it_back")
    (advice,) = scene.minutes(scene.items[0]).contents.advice
    assert advice.words == "Nothing stands in the way."


def test_a_line_ticked_off_by_a_slip_is_put_back(opened_room: OpenedRoom) -> None:
    scene = opened_room(is_open=True)
    scene.press("ask")
    scene.keys(Shortcuts.BEFORE)
    assert not scene.desk.the(LineToExplore).is_open
    scene.press("put_it_back")
    assert scene.desk.the(LineToExplore).is_open


def test_an_action_marked_done_by_a_slip_is_open_again(opened_room: OpenedRoom) -> None:
    scene = opened_room(is_open=True, prepare=agreed_in_october)
    scene.press("earlier_actions")
    scene.press("done_action-1")
    assert scene.said == "Done: Book course 1."
    scene.press("it_is_not_done")
    assert scene.desk.get(Action, "action-1").done_on is None
    told = {one.text() for one in scene.room.findChildren(QLabel) if one.isVisible()}
    assert "Done: Book course 1." not in told
    assert scene.room.rail.earlier.accessibleDescription() == "2 still to be done"


def test_an_action_agreed_in_wrong_words_is_agreed_again_in_others(opened_room: OpenedRoom) -> None:
    scene = opened_room(is_open=True, prepare=begun)
    agreed = actions.agree_action(
        scene.desk.office,
        scene.items[0].id,
        what="Book the course",
        owner="Hal Orme",
        due_on=date(2027, 1, 4),
    )
    scene.room.refresh()
    scene.keys(Shortcuts.MINUTES)
    scene.press(f"change_{agreed.id}")
    assert scene.desk.find(Action, item_id=scene.items[0].id) == ()
    assert scene.focused.objectName() == "action_what"
    scene.key(Qt.Key.Key_End)
    scene.type(" again")
    scene.press("agree_the_action")
    again = scene.desk.the(Action, item_id=scene.items[0].id)
    assert (again.what, again.owner, again.due_on) == ("Book the course again", "Hal Orme", date(2027, 1, 4))
