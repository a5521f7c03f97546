"""Lists of the room grow with what is said: no number of reasons, or of things that are needed, is too many."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from fosterpanel.domain.deferrals import Deferral
from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.domain.recommendations import Recommendation
from fosterpanel.ui.keys import Shortcuts
from tests.ui.room.room_scene import OpenedRoom, RoomScene, shown
from tests.workflow.builders import Desk

REASONS = [f"Reason {number}." for number in range(1, 12)]
THINGS = [f"Report {number}" for number in range(1, 8)]
CODES = ("D01", "D02", "D03", "D04")


def begin(scene: RoomScene) -> None:
    scene.keys(Shortcuts.BEFORE)
    scene.keys(Shortcuts.MAIN_ACT)
    scene.keys(Shortcuts.VIEWS)
    scene.keys(Shortcuts.ALL_IN_FAVOUR)
    scene.keys(Shortcuts.OUTCOME)


def test_reasons_grow_and_tab_goes_from_one_to_the_next(opened_room: OpenedRoom) -> None:
    scene = opened_room(is_open=True)
    begin(scene)
    scene.choose("outcome", "Approval")
    scene.go_to("reason_1")
    for number, words in enumerate(REASONS, start=1):
        assert scene.focused.objectName() == f"reason_{number}"
        scene.type(words)
        for _ in range(3):
            scene.key(Qt.Key.Key_Tab)
    scene.keys(Shortcuts.MAIN_ACT)
    assert [one.words for one in scene.desk.the(Recommendation).reasons] == REASONS


def test_a_crash_brings_back_every_row_that_was_typed(opened_room: OpenedRoom) -> None:
    scene = opened_room(is_open=True)
    begin(scene)
    scene.choose("outcome", "Approval")
    for number, words in enumerate(REASONS, start=1):
        scene.write(f"reason_{number}", words)
    scene.end()
    again = shown(scene.desk, scene.room.office, scene.qtbot, scene.items)
    again.keys(Shortcuts.OUTCOME)
    again.keys(Shortcuts.MAIN_ACT)
    assert [one.words for one in scene.desk.the(Recommendation).reasons] == REASONS


def test_a_deferral_takes_as_many_reasons_and_things_as_there_are(opened_room: OpenedRoom) -> None:
    scene = opened_room(is_open=True)
    begin(scene)
    scene.choose("outcome", "Defer")
    scene.choose("deferral_kind", "Needs information")
    book = scene.room.room.book
    for number, code in enumerate(CODES, start=1):
        scene.choose(f"deferral_reason_{number}", book.deferral_reasons[code].words)
    scene.write("deferral_why", "Too much is missing.")
    for number, what in enumerate(THINGS, start=1):
        scene.write(f"needed_{number}", what)
        scene.write(f"needed_from_{number}", "Hal Orme")
    scene.choose("returns_to", "Friday 8 January 2027")
    scene.choose("caused_by", "A third party")
    scene.keys(Shortcuts.MAIN_ACT)
    deferral = scene.desk.the(Deferral)
    assert deferral.reason_codes == CODES
    assert [one.what for one in deferral.needed] == THINGS


def test_a_day_without_a_panel_is_said_to_have_none(opened_room: OpenedRoom) -> None:
    scene = opened_room(is_open=True)
    begin(scene)
    scene.choose("outcome", "Defer")
    scene.choose("deferral_kind", "Panel's own reasons")
    told = (
        "No panel is planned for Saturday 9 January 2027. Choose a panel, or have one planned for that day."
    )
    scene.write("return_on", "9 1 2027")
    assert told in in_sight(scene)
    scene.choose("returns_to", "Friday 8 January 2027")
    assert told not in in_sight(scene)
    assert scene.room.room.later_panels == (date(2027, 1, 8),)


def test_a_panel_whose_agenda_is_out_may_take_the_item_back(opened_room: OpenedRoom) -> None:
    scene = opened_room(is_open=True, prepare=january_issued)
    assert scene.room.room.later_panels == (date(2027, 1, 8),)


def january_issued(desk: Desk) -> None:
    with desk.office.act() as transaction:
        transaction.replace(replace(transaction.get(Meeting, "meeting-january"), stage=MeetingStage.ISSUED))
        transaction.note("issue_agenda", "meeting-january")


def in_sight(scene: RoomScene) -> set[str]:
    scene.settle()
    return {one.text() for one in scene.room.bench.findChildren(QLabel) if one.isVisible()}
