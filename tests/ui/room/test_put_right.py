"""What earlier panels agreed, the running order, and putting right what was entered or signed wrongly."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from fosterpanel.domain.actions import Action
from fosterpanel.domain.attendance import Attendance, OtherAttender, Presence
from fosterpanel.domain.minutes import Minutes, MinutesState
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.workflow.business.actions import actions_before
from fosterpanel.workflow.panels import meetings
from tests.ui.patience import WITHIN_MS
from tests.ui.room.other_days import agreed_in_october, first_signed, left_before, with_a_break
from tests.ui.room.room_scene import OpenedRoom, RoomScene
from tests.workflow.builders import MEETING, PANEL


class TestEarlierActions:
    def test_they_stand_at_the_head_of_the_order_and_are_finished_there(
        self, opened_room: OpenedRoom
    ) -> None:
        scene = opened_room(is_open=True, prepare=agreed_in_october)
        assert scene.room.rail.earlier.accessibleDescription() == "2 still to be done"
        scene.press("earlier_actions")
        assert "Hal Orme, by 27 November 2026. Agreed on 2 October 2026 on 26/007." in in_sight(scene)
        scene.press("done_action-1")
        assert scene.desk.get(Action, "action-1").done_on == scene.desk.clock.today()
        assert scene.focused.objectName() == "done_action-0"
        assert "Done: Book course 1." in in_sight(scene)
        assert scene.room.rail.earlier.accessibleDescription() == "1 still to be done"

    def test_one_stands_with_the_items_of_its_home_and_is_carried_until_it_is_done(
        self, opened_room: OpenedRoom
    ) -> None:
        scene = opened_room(is_open=True, prepare=agreed_in_october)
        assert "Book course 0." not in in_sight(scene)
        scene.keys(Shortcuts.PLACE_2)
        assert "Book course 0." in in_sight(scene)
        assert "Book course 1." not in in_sight(scene)
        carried = [one.action.id for one in actions_before(scene.desk.office, "meeting-january")]
        assert carried == ["action-0", "action-1"]
        scene.press("done_action-0")
        (left,) = actions_before(scene.desk.office, "meeting-january")
        assert left.action.id == "action-1"


class TestRunningOrder:
    def test_standing_business_and_breaks_stand_between_the_items(self, opened_room: OpenedRoom) -> None:
        scene = opened_room(prepare=with_a_break)
        rail = scene.room.rail
        labels = {one.text(): one for one in rail.findChildren(QLabel) if one.isVisible()}
        tops = [rail.row_of(item.id).y() for item in scene.items]
        before, pause = labels["10:00 Welcome and minutes of the last panel"], labels["11:15 Break"]
        assert [before.y(), tops[0], pause.y(), *tops[1:]] == sorted([before.y(), pause.y(), *tops])

    def test_people_stand_in_sight_however_long_the_order_is(self, opened_room: OpenedRoom) -> None:
        scene = opened_room(prepare=left_before)
        scene.settle()
        for member_id in PANEL:
            row = scene.find(QWidget, f"person_{member_id}")
            assert row.visibleRegion().boundingRect().height() == row.height()
        scene.keys(Shortcuts.PLACE_6)
        last = scene.room.rail.row_of(scene.items[5].id)
        scene.qtbot.waitUntil(
            lambda: last.visibleRegion().boundingRect().height() == last.height(), timeout=WITHIN_MS
        )


class TestWhoWasHere:
    def test_somebody_else_entered_wrongly_is_put_right_with_the_reason(
        self, opened_room: OpenedRoom
    ) -> None:
        wrong = OtherAttender(name="Ida Thwait", capacity="observer")
        scene = opened_room(
            is_open=True,
            prepare=lambda desk: meetings.record_other(desk.of("person-chair"), MEETING, wrong),
        )
        scene.keys(Shortcuts.PEOPLE)
        scene.press("correct_ida_thwait_observer")
        scene.go_to("right_name")
        scene.key(Qt.Key.Key_End)
        scene.type("e")
        scene.choose("right_capacity", "Minute taker")
        scene.write("because", "A slip of the hand.")
        scene.keys(Shortcuts.MAIN_ACT)
        assert scene.desk.the(Attendance, meeting_id=MEETING).others == (
            replace(wrong, wrong_because="A slip of the hand."),
            OtherAttender(name="Ida Thwaite", capacity="minute taker"),
        )
        assert "Ida Thwaite, minute taker." in in_sight(scene)
        scene.press("correct_ida_thwaite_minute_taker")
        scene.go_to("was_not_here")
        scene.key(Qt.Key.Key_Space)
        scene.write("because", "She came to the one before.")
        scene.press("put_it_right")
        assert [one.wrong_because for one in scene.desk.the(Attendance, meeting_id=MEETING).others] == [
            "A slip of the hand.",
            "She came to the one before.",
        ]

    def test_an_earlier_time_is_put_right_and_who_is_here_now_stays_so(self, opened_room: OpenedRoom) -> None:
        scene = opened_room(is_open=True)
        member = "member-school"
        scene.wait(30)
        scene.room.bench.people.toggle(member)
        scene.wait(10)
        scene.room.bench.people.toggle(member)
        scene.keys(Shortcuts.PEOPLE)
        scene.press(f"correct_{member}")
        scene.choose("entry", "10:00 to 10:30, in the room")
        for name, typed in (("came_at", "10:05"), ("left_at", "10:20")):
            scene.find(QLineEdit, name).selectAll()
            scene.write(name, typed)
        scene.write("because", "Read off the wrong clock.")
        scene.press("put_it_right")
        (right,) = [one for one in stays(scene, member) if one.left_at is not None]
        assert (right.came_at, right.left_at) == (utc(10, 5), utc(10, 20))
        assert scene.room.room.person(member).words == "Here since 10:40"

    def test_a_reason_is_asked_for_and_escape_changes_nothing(self, opened_room: OpenedRoom) -> None:
        scene = opened_room(is_open=True)
        before = scene.desk.the(Attendance, meeting_id=MEETING)
        scene.keys(Shortcuts.PEOPLE)
        scene.press("correct_member-school")
        scene.keys(Shortcuts.MAIN_ACT)
        assert scene.focused.objectName() == "because"
        scene.key(Qt.Key.Key_Escape)
        assert scene.room.bench.sheet is None
        assert scene.find(QWidget, "correct_member-school")
        assert scene.desk.the(Attendance, meeting_id=MEETING) == before


class TestAddenda:
    def test_signed_minutes_are_put_right_beside_them(self, opened_room: OpenedRoom) -> None:
        scene = opened_room(prepare=first_signed)
        first = scene.items[0]
        scene.keys(Shortcuts.CLOSING)
        scene.press("addendum_26_001")
        assert "26/001-M1 stay as they were signed" in " ".join(in_sight(scene))
        scene.type("It was withdrawn in writing.")
        scene.keys(Shortcuts.MAIN_ACT)
        signed, addendum = scene.desk.find(Minutes, item_id=first.id)
        assert (signed.state, signed.contents.addendum) == (MinutesState.SIGNED, "")
        assert (addendum.state, addendum.signed_by) == (MinutesState.SIGNED, "member-chair")
        assert addendum.contents.addendum == "It was withdrawn in writing."
        said = "Addendum 26/001-M2 to the minutes 26/001-M1 was signed before any decision."
        assert said in in_sight(scene)
        assert scene.focused.objectName() == "read_26_001"

    def test_whoever_did_not_preside_leaves_it_to_who_did(self, opened_room: OpenedRoom) -> None:
        scene = opened_room(person="person-administrator", prepare=first_signed)
        scene.keys(Shortcuts.CLOSING)
        scene.press("addendum_26_001")
        scene.type("It was withdrawn in writing.")
        scene.press("keep_it_to_be_agreed")
        _, addendum = scene.desk.find(Minutes, item_id=scene.items[0].id)
        assert (addendum.state, addendum.contents.addendum) == (
            MinutesState.DRAFT,
            "It was withdrawn in writing.",
        )
        assert "Addendum 26/001-M2 to the minutes 26/001-M1 is being written." in in_sight(scene)


def test_the_spelling_of_a_view_is_looked_over(opened_room: OpenedRoom) -> None:
    scene = opened_room(is_open=True)
    scene.keys(Shortcuts.MAIN_ACT)
    scene.keys(Shortcuts.VIEWS)
    scene.write("view_member-school", "She will recieve support.")
    line = scene.find(QPlainTextEdit, "view_member-school").document().firstBlock()
    scene.qtbot.waitUntil(lambda: bool(line.layout().formats()), timeout=WITHIN_MS)
    (marked,) = line.layout().formats()
    assert line.text()[marked.start : marked.start + marked.length] == "recieve"


def in_sight(scene: RoomScene) -> set[str]:
    scene.settle()
    return {one.text() for one in scene.room.bench.findChildren(QLabel) if one.isVisible()}


def stays(scene: RoomScene, member_id: str) -> list[Presence]:
    held = scene.desk.the(Attendance, meeting_id=MEETING)
    return [one for one in held.stays if one.member_id == member_id]


def utc(hour: int, minute: int) -> datetime:
    return datetime(2026, 12, 4, hour, minute, tzinfo=UTC)
