"""Meetings: planned one by one and by the year, changed, asked about, invited to and answered, by keyboard alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QWidget

from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.drafts import Draft
from fosterpanel.domain.interests import DeclaredInterest
from fosterpanel.domain.invitations import Invitation, Reply
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.meetings import Meeting, MeetingStage, Seat
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.pages.meetings.cancel_sheet import CancelSheet
from fosterpanel.ui.pages.record_row import RecordRow
from fosterpanel.ui.parts.fields.choices import Tick
from fosterpanel.ui.parts.words import StateLine
from fosterpanel.workflow.agendas import year
from fosterpanel.workflow.agendas.running_order import put_item
from fosterpanel.workflow.business import items
from fosterpanel.workflow.panels import invitations
from fosterpanel.workflow.panels.meeting_questions import day_questions
from tests.ui.conftest import Shot
from tests.ui.meetings_scene import Opened, Scene, with_agenda
from tests.ui.meetings_scene import look as look
from tests.ui.meetings_scene import opened as opened
from tests.ui.patience import WITHIN_MS
from tests.workflow.builders import CARERS, MEETING, new_item
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story

CHRISTMAS = date(2026, 12, 25)


def choose(scene: Scene, name: str, words: str) -> None:
    """Choose in a closed list by typing what it says."""
    combo = scene.focus(name)
    assert isinstance(combo, QComboBox)
    QTest.keyClicks(combo, words)
    assert combo.currentText().startswith(words)
    scene.settle()


def test_a_meeting_with_its_panel_is_planned(opened: Opened) -> None:
    scene = opened("staffed")
    scene.shortcut(Shortcuts.NEW)
    scene.type("meeting_date", "4 Dec 2026")
    scene.type("meeting_starts", "9.30")
    scene.type("meeting_place", "Committee room 2")
    scene.type("meeting_capacity", "6")
    choose(scene, "chair", "Margaret Ollerenshaw")
    choose(scene, "vice_chair", "Tobiah Quill")
    member = scene.focus("panel_members_rhoswen_addai_social_worker_not_independent")
    scene.key(member, Qt.Key.Key_Space)
    scene.press("plan_the_meeting")
    meeting = scene.desk.the(Meeting)
    assert (meeting.on, meeting.starts_at, meeting.place, meeting.capacity) == (
        date(2026, 12, 4),
        time(9, 30),
        "Committee room 2",
        6,
    )
    assert [(one.member_id, one.seat) for one in meeting.panel] == [
        ("member-chair", Seat.CHAIR),
        ("member-vice", Seat.VICE_CHAIR),
        ("member-social", Seat.MEMBER),
    ]
    assert scene.page.subject_id == meeting.id
    assert scene.desk.find(Draft)[0].fields == {}


def test_the_keyboard_is_on_what_each_view_is_there_for(opened: Opened) -> None:
    scene = opened("listed")
    for part, meeting_id, view in (
        ("", "", "meetings"),
        ("", MEETING, "panel"),
        ("agenda", MEETING, "running_order"),
    ):
        scene.go(part, meeting_id)
        scene.until(scene.find(QWidget, view).hasFocus)


def test_an_interest_told_beforehand_is_recorded_and_counted_in_the_forecast(opened: Opened) -> None:
    scene = opened("listed")
    scene.go()
    assert "quorate with 6 members" in forecast(scene)[0]
    items.take_in(scene.desk.office, new_item("REV1", CARERS.id))
    put_item(scene.desk.office, MEETING, scene.desk.the(PanelItem, reference="26/002").id)
    invitations.invite(scene.desk.office, MEETING)
    scene.go()
    scene.press("record_an_interest")
    choose(scene, "interest_member", "Rhoswen Addai")
    choose(scene, "interest_item", "26/001")
    choose(scene, "interest_kind", "Assessed")
    scene.press_in_sheet("record_the_interest")
    assert scene.desk.find(DeclaredInterest) == (), "it has no words yet"
    scene.page.open_form(f"meeting-interest:{MEETING}")
    scene.settle()
    assert scene.sheet().notice.sentence == "Here is what you typed before."
    scene.type("interest_nature", "She assessed them in 2024.")
    scene.press_in_sheet("record_the_interest")
    told = scene.desk.the(DeclaredInterest)
    assert (told.member_id, told.item_id, told.ruling) == ("member-social", scene.desk.item.id, None)
    assert told.nature == "She assessed them in 2024."
    assert forecast(scene)[0].startswith(
        "Item 26/001: not quorate: 5 members can take part, and a social worker"
    )
    said = [label.text() for label in scene.page.meeting.forecast.findChildren(QLabel) if label.isVisible()]
    assert said.count("6 have not answered yet, and are counted as coming.") == 1
    assert any("not ruled on yet, and is counted as keeping R. Addai out" in words for words in said)
    rows = scene.page.meeting.items.findChildren(RecordRow)
    assert [row.why for row in rows] == ["Listed. Interest told by R. Addai", "Listed"]


def test_whoever_chairs_is_not_offered_as_a_member(opened: Opened) -> None:
    scene = opened("staffed")
    scene.shortcut(Shortcuts.NEW)
    ticks = [one.objectName() for one in scene.sheet().findChildren(Tick)]
    as_member = next(one for one in ticks if "margaret_ollerenshaw" in one)
    scene.key(scene.focus(as_member), Qt.Key.Key_Space)
    choose(scene, "chair", "Margaret Ollerenshaw")
    assert not scene.has(as_member)
    scene.page.open_place()
    scene.page.overview.plan_meeting()
    scene.settle()
    assert not scene.has(as_member), "a draft that was put back"
    choose(scene, "chair", "Nobody yet")
    assert scene.has(as_member)


def test_a_meeting_is_cancelled_with_its_reason_and_its_items_wait_again(opened: Opened) -> None:
    scene = opened("listed")
    scene.go()
    scene.press("cancel_the_meeting")
    assert "1 item waits again" in scene.page.findChild(CancelSheet).follows
    scene.type("cancelled_because", "The building is closed.")
    scene.press_in_sheet("cancel_the_meeting")
    meeting = scene.desk.get(Meeting, MEETING)
    assert day_questions(scene.desk.office, meeting.on) == ()
    assert (meeting.stage, meeting.cancelled_because) == (MeetingStage.CANCELLED, "The building is closed.")
    assert scene.desk.get(PanelItem, scene.desk.item.id).stage is ItemStage.TAKEN_IN
    assert "cancelled: The building is closed." in scene.find(QLabel, "page_context").text()
    assert not scene.has("cancel_the_meeting")
    scene.window.go(Destination(Place.MEETINGS))
    scene.settle()
    assert scene.find(QLabel, "page_context").text() == "No panel is planned from today on."
    assert scene.page.overview.year.what_is(meeting.on) == "Friday 4 December 2026"


def test_a_meeting_that_is_over_forecasts_nothing_and_asks_nobody(opened: Opened) -> None:
    scene = opened("with decision maker")
    scene.go()
    view = scene.page.meeting
    assert [one.isVisible() for one in (view.forecast, view.reply, view._invite)] == [False] * 3
    assert not scene.has("change_the_meeting")
    said = [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
    assert "6 members appointed to this panel." in said
    answers = view.panel.model.columns[1]
    assert {answers.text(row) for row in view.panel.model.rows} == {"In the room"}
    assert all(row.question == "" for row in view.panel.model.rows)
    gone: list[Destination] = []
    scene.page.asked.connect(gone.append)
    scene.press("open_item_26_001")
    assert gone == [Destination(Place.ITEMS, scene.desk.item.id)]


def test_after_a_lock_the_agenda_is_where_it_was(opened: Opened) -> None:
    scene = opened("listed")
    scene.go("agenda")
    assert scene.window.at == Destination(Place.MEETINGS, MEETING, "agenda")
    scene.go()
    assert scene.window.at == Destination(Place.MEETINGS, MEETING)


def test_a_bank_holiday_is_a_question_with_another_day_to_take(opened: Opened) -> None:
    scene = opened("listed")
    scene.press("plan_a_meeting")
    scene.type("meeting_date", "25 12 2026")
    (question,) = scene.sheet().day_questions.sentences
    assert question.startswith("Friday 25 December 2026 is Christmas Day.")
    scene.press("take_friday_8_january_2027")
    assert scene.sheet().day_questions.sentences == ()
    scene.press("plan_the_meeting")
    assert [one.on for one in scene.desk.find(Meeting)] == [date(2026, 12, 4), date(2027, 1, 8)]


def test_a_bank_holiday_may_be_kept_all_the_same(opened: Opened) -> None:
    scene = opened("listed")
    scene.page.overview.plan_meeting(CHRISTMAS)
    scene.press("plan_the_meeting")
    assert CHRISTMAS in {one.on for one in scene.desk.find(Meeting)}


def test_members_away_or_under_notice_that_day_are_asked_about(opened: Opened) -> None:
    scene = opened("listed")
    with scene.desk.office.act() as transaction:
        carer = transaction.get(PanelMember, "member-carer")
        transaction.replace(replace(carer, away=((date(2026, 12, 1), date(2026, 12, 9)),)))
        transaction.note("change_member", carer.id)
    scene.go()
    scene.press("change_the_meeting")
    assert scene.sheet().panel_questions.sentences == (
        "Perpetua Lund is away that day until 9 December 2026. Invite somebody else?",
    )


@pytest.mark.parametrize(
    ("field", "chosen", "error", "words"),
    [
        ("chair", "Tobiah Quill", "chair", "is not independent"),
        ("vice_chair", "Nobody", "vice_chair", "no vice chairs"),
        ("chair", "Nobody", "chair", "exactly one chair"),
    ],
)
def test_a_panel_that_may_not_sit_is_refused_beside_its_field(
    opened: Opened, field: str, chosen: str, error: str, words: str
) -> None:
    scene = opened("listed")
    before = scene.desk.get(Meeting, MEETING)
    scene.go()
    scene.press("change_the_meeting")
    choose(scene, field, chosen)
    scene.press("keep_the_changes")
    assert words in scene.sheet().form.field(error).error
    assert scene.desk.get(Meeting, MEETING) == before


def test_what_cannot_be_read_is_said_beside_the_field_and_nothing_is_planned(opened: Opened) -> None:
    scene = opened("staffed")
    scene.press("plan_a_meeting")
    scene.type("meeting_date", "31 11 2026")
    assert "is not in the calendar" in scene.sheet().form.field("meeting_date").error
    scene.press("plan_the_meeting")
    assert scene.sheet().form.field("meeting_place").error == "Place is empty. Fill it in."
    assert scene.desk.find(Meeting) == ()


def test_what_was_typed_is_kept_and_there_again(opened: Opened) -> None:
    scene = opened("listed")
    scene.press("plan_a_meeting")
    scene.type("meeting_place", "The new room")
    scene.qtbot.waitUntil(lambda: bool(scene.desk.find(Draft)), timeout=WITHIN_MS)
    QTest.keyClick(scene.focus("meeting_place"), Qt.Key.Key_Escape)
    scene.settle()
    scene.press("plan_a_meeting")
    assert scene.sheet().form.field("meeting_place").text() == "The new room"
    scene.press("not_now")
    scene.page.open_form("meeting-new")
    assert scene.sheet().form.field("meeting_place").text() == "Brackendale House"


def test_a_meeting_is_changed_and_the_change_taken_back(opened: Opened) -> None:
    scene = opened("listed")
    scene.go()
    scene.press("change_the_meeting")
    scene.type("meeting_date", "11 12 2026")
    scene.press("keep_the_changes")
    assert scene.desk.get(Meeting, MEETING).on == date(2026, 12, 11)
    assert "he meeting of Friday 11 December 2026" in scene.window.undo_line.sentence
    scene.window.undo()
    scene.settle()
    assert scene.desk.get(Meeting, MEETING).on == date(2026, 12, 4)


def test_once_the_agenda_is_out_only_the_panel_can_be_changed(opened: Opened) -> None:
    scene = opened("issued")
    scene.go()
    scene.press("change_the_meeting")
    form = scene.sheet().form
    assert not form.field("meeting_date").isEnabled()
    spare = scene.focus("panel_members_una_birkett")
    scene.key(spare, Qt.Key.Key_Space)
    scene.press("keep_the_changes")
    assert scene.desk.get(Meeting, MEETING).seat_of("member-spare") is Seat.MEMBER


def test_a_year_of_first_fridays_is_planned_around_bank_holidays(opened: Opened) -> None:
    scene = opened("listed")
    scene.press("plan_a_year")
    scene.type("year_from", "1 12 2026")
    scene.type("year_months", "3")
    scene.qtbot.waitUntil(lambda: "Plan 2 meetings" in scene.sheet()._plan.text(), timeout=WITHIN_MS)
    dates = scene.sheet().dates
    told = [tick.accessibleName().removeprefix("Dates to plan: ") for tick in dates.ticks]
    taken = "A meeting is planned on this day already. Plan another?"
    assert told == [
        f"Friday 4 December 2026 · papers by Friday 27 November · {taken}",
        "Friday 1 January 2027 · papers by Wednesday 23 December · New Year's Day. Meet all the same?",
        "Friday 8 January 2027 · papers by Thursday 31 December · Instead of Friday 1 January 2027",
        "Friday 5 February 2027 · papers by Friday 29 January",
    ]
    assert dates.value() == (date(2027, 1, 8), date(2027, 2, 5))
    scene.type("year_place", "Online")
    scene.press(scene.sheet()._plan.objectName())
    assert [(one.on, one.place, len(one.panel)) for one in scene.desk.find(Meeting)[1:]] == [
        (date(2027, 1, 8), "Online", 6),
        (date(2027, 2, 5), "Online", 6),
    ]
    assert scene.said() == "2 meetings are planned."
    assert [one.meeting.on for one in scene.page.overview.table.model.shown] == [
        date(2026, 12, 4),
        date(2027, 1, 8),
        date(2027, 2, 5),
    ]


def test_two_weeks_of_a_month_and_none(opened: Opened) -> None:
    scene = opened("listed")
    scene.press("plan_a_year")
    scene.key(scene.focus("year_weeks_third"), Qt.Key.Key_Space)
    scene.qtbot.waitUntil(lambda: len(scene.sheet()._proposed) == 25, timeout=WITHIN_MS)
    for week in ("first", "third"):
        scene.key(scene.focus(f"year_weeks_{week}"), Qt.Key.Key_Space)
    scene.qtbot.waitUntil(lambda: scene.sheet().dates is None, timeout=WITHIN_MS)
    assert not scene.sheet()._plan.isEnabled()


def test_members_are_invited_and_answers_recorded(opened: Opened) -> None:
    scene = opened("listed")
    scene.go()
    scene.press("record_that_members_are_invited")
    assert len(scene.desk.find(Invitation, meeting_id=MEETING)) == 6
    panel = scene.focus("panel")
    scene.key(panel, Qt.Key.Key_Down)
    scene.key(panel, Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert focused.accessibleName() == "Answer: No answer"
    scene.press("reply_cannot_come")
    (answer,) = scene.desk.find(Invitation, member_id="member-vice")
    assert answer.reply is Reply.AWAY
    scene.type("reply_note", "On leave")
    assert scene.desk.get(Invitation, answer.id).note == "On leave"
    (told,) = forecast(scene)
    assert told.startswith("Item 26/001: quorate with 5 members, but one conflict from inquorate")
    scene.window.undo()
    scene.settle()
    assert scene.desk.get(Invitation, answer.id).note == ""


def test_the_forecast_is_told_per_item_and_says_when_it_is_close(opened: Opened) -> None:
    scene = opened("listed")
    with_agenda(scene.desk)
    scene.go()
    assert forecast(scene) == [
        "Every item: quorate with 5 members, but one conflict from inquorate: nobody can be spared."
    ]


def test_the_list_shows_each_meeting_in_words_and_enter_opens_one(opened: Opened) -> None:
    scene = opened("listed")
    table = scene.page.overview.table
    (row,) = table.model.shown
    assert table.model.sentence(row) == (
        "Friday 4 December 2026. 10:00 · Brackendale House. Papers go out: Friday 27 November. in 4 days. "
        "Items: 1 of 8. Members: Not invited. Quorum: 1 from loss."
    )
    scene.focus("meetings")
    table.view.go_to(0)
    scene.key(table.view, Qt.Key.Key_Return)
    assert scene.page.subject_id == MEETING
    assert scene.page.shown is scene.page.meeting
    scene.press("all_meetings")
    assert scene.page.shown is scene.page.overview


def test_the_year_is_walked_with_the_arrows_and_a_press_on_a_day_plans_one(opened: Opened) -> None:
    scene = opened("listed")
    plan = year.usual_plan(scene.desk.office)
    year.plan_dates(scene.desk.office, plan, [date(2026, 12, 18), date(2027, 1, 8)])
    scene.window.pages.refresh()
    scene.settle()
    scene.press("year")
    view = scene.focus("the_year")
    assert view.accessibleName() == "2026: 2 meetings"
    scene.key(view, Qt.Key.Key_Right)
    assert view.accessibleDescription() == "Friday 18 December 2026: panel at 10:00, 0 items"
    assert view.what_is(date(2026, 11, 27)).endswith("papers go out for Friday 4 December 2026")
    assert view.what_is(CHRISTMAS) == "Friday 25 December 2026: Christmas Day"
    scene.key(view, Qt.Key.Key_Left)
    scene.key(view, Qt.Key.Key_Return)
    assert scene.page.subject_id == MEETING
    scene.press("all_meetings")
    scene.press("the_year_after")
    assert view.accessibleName() == "2027: 1 meeting"
    where = view.place_of(date(2027, 3, 5)).center()
    assert view.day_at(where) == date(2027, 3, 5)
    assert view.day_at(QPoint(view.width() + 5, 5)) is None
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=where)
    assert scene.sheet().form.field("meeting_date").value() == date(2027, 3, 5)


@pytest.mark.parametrize("of", ["meeting", "year"])
def test_a_calendar_file_is_saved_where_the_person_says_and_recorded(
    opened: Opened, tmp_path: Path, of: str
) -> None:
    scene = opened("listed")
    if of == "meeting":
        scene.go()
    scene.press("save_for_calendars" if of == "meeting" else "save_the_year_for_calendars")
    dialog = scene.window.findChild(QFileDialog, "save_copy")
    assert dialog.selectedFiles()[0].endswith(
        "panel-2026-12-04.ics" if of == "meeting" else "panels-2026.ics"
    )
    dialog.fileSelected.emit(str(tmp_path / "saved.ics"))
    dialog.reject()
    scene.settle()
    calendar = Calendar.from_ical((tmp_path / "saved.ics").read_bytes())
    assert len(calendar.walk("VEVENT")) == 2
    assert scene.desk.last_act() == ("record_copy", MEETING if of == "meeting" else "service")
    assert scene.said().startswith("Saved as saved.ics.")


def test_without_anybody_on_the_central_list_a_meeting_is_still_planned(opened: Opened) -> None:
    scene = opened("staffed")
    with scene.desk.office.act() as transaction:
        for member in transaction.find(PanelMember):
            transaction.replace(replace(member, leaves_on=date(2026, 1, 1)))
        transaction.note("empty_list", "service")
    scene.press("plan_a_meeting")
    scene.type("meeting_date", "4 12 2026")
    scene.type("meeting_place", "Room 1")
    scene.press("plan_the_meeting")
    assert scene.desk.the(Meeting).panel == ()


def forecast(scene: Scene) -> list[str]:
    """What the meeting says of its quorum."""
    QApplication.processEvents()
    return [one.text for one in scene.page.meeting.forecast.findChildren(StateLine) if one.isVisible()]


def test_every_view_can_be_walked_and_read(opened: Opened, shot: Shot, look: str) -> None:
    scene = opened("listed")
    with_agenda(scene.desk)
    later = [date(2027, month, 5) for month in (2, 3, 5, 11)]
    year.plan_dates(scene.desk.office, year.usual_plan(scene.desk.office), later)
    scene.window.pages.refresh()
    scene.settle()
    overview, meeting = scene.page.overview, scene.page.meeting
    for view, go in (
        ("list", scene.settle),
        ("year", overview.as_year.click),
        ("plan", lambda: overview.plan_meeting(CHRISTMAS)),
        ("plan-year", overview.plan_year),
        ("meeting", scene.go),
        ("change", meeting.change),
    ):
        go()
        scene.settle()
        scene.walk()
        shot(scene.window, f"meetings-{view}-{look}")
