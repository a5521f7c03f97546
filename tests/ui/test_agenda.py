"""The agenda builder by keyboard alone, and by the mouse: what is kept in the store, and what members would get."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from fosterpanel.domain.agenda import Agenda, RunningOrder
from fosterpanel.domain.deferrals import Deferral, DeferralKind, NeededThing
from fosterpanel.domain.issued import IssuedDocument
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.domain.wrong_family import NameAnswer
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.pages.meetings.agenda.lines import Places
from fosterpanel.ui.pages.meetings.agenda.list_view import AGENDA_LINE, WAITING_ITEM, DrawnList
from fosterpanel.ui.pages.meetings.agenda.printing import print_pages
from fosterpanel.ui.pages.meetings.agenda.words import line_sentence, waiting_sentence
from fosterpanel.workflow.agendas import running_order
from fosterpanel.workflow.business import deferrals, items
from fosterpanel.workflow.page_images import page_images
from fosterpanel.workflow.panels import meetings
from tests.ui.conftest import Shot
from tests.ui.meetings_scene import Opened, Scene, with_agenda
from tests.ui.meetings_scene import look as look
from tests.ui.meetings_scene import opened as opened
from tests.ui.patience import WITHIN_MS
from tests.workflow.builders import MEETING, meeting, new_item
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story

AFTER_THE_LAST_DAY = date(2026, 11, 30)


def built(opened: Opened) -> Scene:
    """At the agenda of 4 December, with three items on it and two that wait."""
    scene = opened("listed")
    with_agenda(scene.desk)
    scene.go("agenda")
    return scene


def order(scene: Scene) -> list[str]:
    """The running order in the store: items by their reference, other lines by their title."""
    entries = running_order.running_order(scene.desk.office, MEETING).entries
    return [
        scene.desk.get(PanelItem, one.item_id).reference if one.item_id else one.title.split(",")[0]
        for one in entries
    ]


def times(scene: Scene) -> list[str]:
    """When each line begins, as the page shows it."""
    rows = scene.page.agenda.order.rows
    return [f"{rows.row(place).timed.starts_at:%H:%M}" for place in range(rows.rowCount())]


def words_in(part: QWidget) -> list[str]:
    """Everything a part of the page says."""
    return [label.text() for label in part.findChildren(QLabel)]


BEGUN = ["Welcome", "26/001", "26/002", "Break", "26/003", "Late item", "Close"]


def test_enter_lists_a_waiting_item_and_the_keyboard_goes_on_from_there(opened: Opened) -> None:
    scene = built(opened)
    waiting = scene.focus("waiting_items")
    scene.key(waiting, Qt.Key.Key_Return)
    assert order(scene) == ["Welcome", "26/001", "26/002", "Break", "26/003", "26/004", "Late item", "Close"]
    assert scene.desk.the(PanelItem, reference="26/004").stage is ItemStage.LISTED
    assert [scene.page.agenda.waiting.current().item.reference] == ["26/005"]
    assert scene.page.agenda.order.current().item.reference == "26/004"
    scene.key(waiting, Qt.Key.Key_Return)
    assert "26/005" in order(scene)
    assert not scene.page.agenda.waiting.isVisible()
    assert not scene.page.agenda._how_to_list.isVisible()


def test_alt_and_arrows_move_a_line_and_the_times_follow(opened: Opened) -> None:
    scene = built(opened)
    assert times(scene) == ["10:00", "10:15", "11:00", "11:35", "11:50", "12:30", "13:00"]
    listed = scene.focus("running_order")
    scene.page.agenda.order.go_to(2)
    scene.key(listed, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert order(scene)[:3] == ["Welcome", "26/002", "26/001"]
    assert times(scene)[:4] == ["10:00", "10:15", "10:50", "11:35"]
    scene.key(listed, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    scene.key(listed, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert order(scene)[0] == "26/002"
    for _ in range(2):
        scene.key(listed, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert order(scene)[:3] == ["Welcome", "26/001", "26/002"]
    assert scene.page.agenda.order.current().item.reference == "26/002"


def test_delete_takes_an_item_off_and_it_waits_again_and_a_break_goes_for_good(opened: Opened) -> None:
    scene = built(opened)
    listed = scene.focus("running_order")
    scene.page.agenda.order.go_to(1)
    scene.key(listed, Qt.Key.Key_Delete)
    assert scene.desk.the(PanelItem, reference="26/001").stage is ItemStage.TAKEN_IN
    scene.page.agenda.order.go_to(2)
    scene.key(listed, Qt.Key.Key_Delete)
    assert order(scene) == ["Welcome", "26/002", "26/003", "Late item", "Close"]
    assert "Break" in scene.window.undo_line.sentence
    scene.window.undo()
    scene.settle()
    assert order(scene) == ["Welcome", "26/002", "Break", "26/003", "Late item", "Close"]


def test_an_item_put_on_a_full_meeting_is_a_question_with_the_way_back(opened: Opened) -> None:
    scene = opened("listed")
    with_agenda(scene.desk)
    meetings.change_meeting(scene.desk.office, replace(scene.desk.get(Meeting, MEETING), capacity=4))
    scene.go("agenda")
    waiting = scene.focus("waiting_items")
    scene.key(waiting, Qt.Key.Key_Return)
    assert scene.said() == "", "the fourth still has room"
    scene.key(scene.focus("waiting_items"), Qt.Key.Key_Return)
    assert scene.said().startswith("This meeting has room for 4 items, and 26/005 makes it 5.")
    scene.press("take_26_005_off")
    assert scene.desk.the(PanelItem, reference="26/005").stage is ItemStage.TAKEN_IN
    assert scene.said() == ""


def test_enter_goes_to_the_particulars_which_are_kept_as_they_are_left(opened: Opened) -> None:
    scene = built(opened)
    listed = scene.focus("running_order")
    scene.page.agenda.order.go_to(1)
    scene.key(listed, Qt.Key.Key_Return)
    assert QApplication.focusWidget().objectName() == "entry_minutes"
    scene.type("entry_minutes", "60")
    scene.type("entry_attending", "A. Bello,  the applicants ,")
    scene.type("entry_presenters", "Priya Nair, T. Okoro")
    scene.type("entry_note", "Step-free room needed")
    entry = scene.desk.the(RunningOrder).entries[1]
    assert (entry.minutes, entry.attending, entry.note) == (
        60,
        ("A. Bello", "the applicants"),
        "Step-free room needed",
    )
    assert entry.number == ""
    assert scene.desk.the(PanelItem, reference="26/001").presented_by == ("Priya Nair", "T. Okoro")
    assert times(scene)[1:3] == ["10:15", "11:15"]


def test_a_length_is_kept_while_the_person_is_still_in_the_field(opened: Opened) -> None:
    scene = built(opened)
    scene.page.agenda.order.go_to(1)
    field = scene.focus("entry_minutes")
    QTest.keyClick(field, Qt.Key.Key_Up)
    scene.qtbot.waitUntil(lambda: scene.desk.the(RunningOrder).entries[1].minutes == 46, timeout=WITHIN_MS)
    scene.settle()
    assert field.hasFocus()
    assert times(scene)[2] == "11:01"


@pytest.mark.parametrize(
    ("typed", "words"), [("0", "from 1 to 480"), ("an hour", "whole number"), ("", "Length is empty")]
)
def test_a_length_that_is_none_is_said_beside_the_field_and_not_kept(
    opened: Opened, typed: str, words: str
) -> None:
    scene = built(opened)
    scene.page.agenda.order.go_to(1)
    scene.type("entry_minutes", typed)
    assert words in scene.page.agenda.aside.minutes.error
    assert scene.desk.the(RunningOrder).entries[1].minutes == 45


def test_an_agenda_that_would_run_past_midnight_is_refused_in_a_sentence(opened: Opened) -> None:
    scene = built(opened)
    for place in (1, 2):
        scene.page.agenda.order.go_to(place)
        scene.type("entry_minutes", "480")
    assert "would begin after midnight" in scene.said()
    assert [one.minutes for one in scene.desk.the(RunningOrder).entries[1:3]] == [480, 35]


def test_breaks_standing_business_and_a_late_slot_are_added_after_the_chosen_line(opened: Opened) -> None:
    scene = opened("listed")
    scene.go("agenda")
    scene.page.agenda.order.go_to(0)
    scene.press("add_standing_business")
    scene.page.agenda.order.go_to(2)
    scene.press("add_break")
    scene.page.agenda.order.go_to(9)
    scene.press("add_late_item")
    assert order(scene) == ["Welcome", "Standing business", "26/001", "Break", "Late item", "Close"]
    assert scene.page.agenda.order.current().timed.entry.title == "Late item"
    scene.type("entry_title", "Kept for one urgent item")
    assert order(scene)[4] == "Kept for one urgent item"


def drop(scene: Scene, kind: str, key: str, before: int) -> None:
    """Drop something on the running order just above a line, as the mouse does."""
    listed = scene.page.agenda.order
    place = listed.visualRect(listed.rows.index(before, 0)).topLeft()
    data = QMimeData()
    data.setData(kind, key.encode())
    action, button = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    at = QPointF(place.x() + 40, place.y() + 1)
    event = QDropEvent(at, action, data, button, Qt.KeyboardModifier.NoModifier)
    listed.rows.dropMimeData(data, action, before, 0, listed.rootIndex())
    assert event.mimeData().hasFormat(kind)
    scene.settle()


def test_a_line_and_a_waiting_item_are_dragged_into_place(opened: Opened) -> None:
    scene = built(opened)
    rows = scene.page.agenda.order.rows
    dragged = rows.mimeData([rows.index(4, 0)])
    assert dragged.hasFormat(AGENDA_LINE)
    drop(scene, AGENDA_LINE, bytes(dragged.data(AGENDA_LINE).data()).decode(), 1)
    assert order(scene)[:3] == ["Welcome", "26/003", "26/001"]
    drop(scene, AGENDA_LINE, "2", 4)
    assert order(scene)[:4] == ["Welcome", "26/001", "26/002", "26/003"]
    waiting = scene.page.agenda.waiting.rows
    carried = waiting.mimeData([waiting.index(0, 0)])
    drop(scene, WAITING_ITEM, bytes(carried.data(WAITING_ITEM).data()).decode(), 1)
    assert order(scene)[:3] == ["Welcome", "26/004", "26/001"]


def test_dropped_on_the_late_slot_an_item_takes_it(opened: Opened) -> None:
    scene = built(opened)
    waiting = scene.page.agenda.waiting.rows
    drop(scene, WAITING_ITEM, waiting.row(0).item.id, 5)
    assert order(scene) == ["Welcome", "26/001", "26/002", "Break", "26/003", "26/004", "Close"]
    assert scene.desk.the(RunningOrder).entries[5].minutes == 30


def test_each_line_says_in_words_what_it_shows(opened: Opened) -> None:
    scene = built(opened)
    rows, waiting = scene.page.agenda.order.rows, scene.page.agenda.waiting.rows
    assert line_sentence(rows.row(1)) == (
        "10:15. 1. 26/001. 45 minutes · First approval · the 8 months for a recommendation end on "
        "15 February 2027. 6 missing. attending: A. Bello and applicants. 1 from loss."
    )
    assert line_sentence(rows.row(3)) == "11:35. Break. 15 minutes."
    assert waiting_sentence(waiting.row(0)).startswith(
        "26/004 · first review. The 12 months for the first review end on 15 December 2026. Cannot wait. 6 missing. "
    )
    scene.focus("waiting_items")
    assert "6 papers missing, and nobody has been asked:" in words_in(scene.page.agenda.waiting_aside)
    assert "Review report" in words_in(scene.page.agenda.waiting_aside)


def test_the_preview_is_the_real_paper_and_follows_every_change(opened: Opened) -> None:
    scene = built(opened)
    preview = scene.page.agenda.preview
    with scene.qtbot.waitSignal(preview.drawn, timeout=WITHIN_MS):
        scene.press("preview")
    words = " ".join(page.accessibleDescription() for page in preview.pages)
    assert "agenda" in words
    assert "2. 26/002 First review" in words
    assert "Not issued yet: a draft" in words
    assert preview.pages[0].accessibleName() == f"Page 1 of {len(preview.pages)}"
    with scene.qtbot.waitSignal(preview.drawn, timeout=WITHIN_MS):
        scene.page.agenda.order.go_to(2)
        scene.key(scene.focus("running_order"), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert "1. 26/002 First review" in " ".join(page.accessibleDescription() for page in preview.pages)
    scene.press("close_the_preview")
    assert scene.page.agenda.waiting.isVisible()


def test_issuing_says_what_will_happen_and_does_it(opened: Opened) -> None:
    scene = built(opened)
    scene.shortcut(Shortcuts.MAIN_ACT)
    sheet = scene.sheet()
    assert (
        "The agenda, issue 1, of Friday 4 December 2026 is made for the panel of 6 members, "
        "with 3 items from 10:00 to 13:10." in words_in(sheet)
    )
    assert not sheet.reason.isVisible()
    QTest.keyClick(sheet._issue, Qt.Key.Key_Return)
    scene.settle()
    assert scene.desk.the(Agenda).number == 1
    assert [one.number for one in scene.desk.the(Agenda).entries if one.item_id] == ["1", "2", "3"]
    assert scene.desk.get(Meeting, MEETING).stage is MeetingStage.ISSUED
    assert scene.said() == "Issue 1 of the agenda is made and kept."


def test_an_agenda_whose_own_business_names_a_family_asks_why_and_goes_out_with_the_answer(
    opened: Opened,
) -> None:
    scene = built(opened)
    said = {"subject": "Thanks", "proposal": "To thank Wilhelmina Marsh.", "proposed_terms": None}
    thanks = items.take_in(scene.desk.office, new_item("GOV", "", **said))
    running_order.put_item(scene.desk.office, MEETING, thanks.id)
    scene.go("agenda")
    issue(scene)
    assert scene.desk.find(Agenda) == ()
    scene.type("why_0", "She asked to be thanked.")
    scene.press_in_sheet("keep_these_answers_and_go_on")
    QTest.keyClick(scene.sheet()._issue, Qt.Key.Key_Return)
    scene.settle()
    assert scene.desk.the(Agenda).number == 1
    assert scene.desk.the(NameAnswer).subject_id == thanks.id


def test_issuing_late_asks_for_the_reason_there_and_keeps_it_as_a_draft(opened: Opened) -> None:
    scene = built(opened)
    scene.desk.move_to(AFTER_THE_LAST_DAY)
    scene.press("issue_agenda")
    sheet = scene.sheet()
    QTest.keyClick(sheet._issue, Qt.Key.Key_Return)
    scene.settle()
    assert sheet.reason.error == "Why it goes out late is empty. Fill it in."
    assert scene.desk.find(Agenda) == ()
    scene.type("late_reason", "The chair was ill.")
    QTest.keyClick(sheet._issue, Qt.Key.Key_Return)
    scene.settle()
    assert scene.desk.the(Agenda).late_reason == "The chair was ill."


def test_a_late_item_goes_out_by_a_supplementary_agenda_and_nothing_is_renumbered(opened: Opened) -> None:
    scene = built(opened)
    issue(scene)
    scene.key(scene.focus("waiting_items"), Qt.Key.Key_Return)
    assert order(scene) == ["Welcome", "26/001", "26/002", "Break", "26/003", "26/004", "Close"]
    changed = scene.page.agenda._changed
    assert changed.isVisible()
    assert changed.text == (
        "Members do not know yet: Item 4 (26/004) is added, at 12:30. Issue a supplementary agenda."
    )
    listed = scene.focus("running_order")
    for _ in range(4):
        scene.key(listed, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert order(scene)[:3] == ["Welcome", "26/004", "26/001"]
    scene.key(listed, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    rows = scene.page.agenda.order.rows
    assert [rows.row(place).timed.entry.number for place in (1, 2, 3)] == ["1", "1A", "2"]
    assert "added" in line_sentence(rows.row(2))
    scene.press("issue_supplementary_agenda")
    told = words_in(scene.sheet())
    assert "Item 1A (26/004) is added, at 11:00." in told
    assert any(one.startswith("The supplementary agenda, issue 2, of Friday") for one in told)
    QTest.keyClick(scene.sheet()._issue, Qt.Key.Key_Return)
    scene.settle()
    first, second = scene.desk.find(Agenda)
    assert [one.number for one in first.entries if one.item_id] == ["1", "2", "3"]
    assert [one.number for one in second.entries if one.item_id] == ["1", "1A", "2", "3"]
    assert not scene.page.agenda._changed.isVisible()
    with scene.qtbot.waitSignal(scene.page.agenda.preview.drawn, timeout=WITHIN_MS):
        scene.press("preview")
    words = scene.page.agenda.preview.pages[0].accessibleDescription()
    assert "supplementary agenda" in words
    assert "What has changed since issue 1 " in words
    assert words.index("Item 1A (26/004) is added") < words.index("Running order")


def issue(scene: Scene) -> None:
    scene.press("issue_agenda")
    QTest.keyClick(scene.sheet()._issue, Qt.Key.Key_Return)
    scene.settle()


def test_a_copy_is_saved_on_purpose_and_recorded(opened: Opened, tmp_path: Path) -> None:
    scene = built(opened)
    issue(scene)
    with scene.qtbot.waitSignal(scene.page.agenda.preview.drawn, timeout=WITHIN_MS):
        scene.press("preview")
    scene.shortcut(Shortcuts.SAVE_COPY)
    dialog = scene.window.findChild(QFileDialog, "save_copy")
    assert dialog.selectedFiles()[0].endswith("agenda-2026-12-04-issue-1.pdf")
    dialog.fileSelected.emit(str(tmp_path / "agenda.pdf"))
    dialog.reject()
    scene.settle()
    document = scene.desk.the(IssuedDocument)
    with scene.desk.office.reading() as reading:
        assert (tmp_path / "agenda.pdf").read_bytes() == reading.content(document.sha256)
    assert scene.desk.last_act() == ("record_copy", document.id)


def test_printing_is_asked_for_and_recorded_only_once_it_is_done(opened: Opened) -> None:
    scene = built(opened)
    with scene.qtbot.waitSignal(scene.page.agenda.preview.drawn, timeout=WITHIN_MS):
        scene.press("preview")
    before = scene.desk.audit()
    scene.press("print")
    dialog = scene.window.findChild(QPrintDialog, "print_copy")
    dialog.reject()
    scene.settle()
    assert scene.desk.audit() == before


def test_every_page_is_printed_as_large_as_the_sheet(opened: Opened, tmp_path: Path) -> None:
    scene = built(opened)
    preview = scene.page.agenda.preview
    with scene.qtbot.waitSignal(preview.drawn, timeout=WITHIN_MS):
        scene.press("preview")
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    print_pages(preview._drawn.shown.data, printer)
    with page_images((tmp_path / "printed.pdf").read_bytes()) as printed:
        assert printed.page_count == len(preview.pages)
        image = printed.render(0, 0.5)
        assert min(image.pixels[: image.width * image.height]) < 100


def test_an_item_that_returns_without_what_was_asked_for_needs_the_reason(opened: Opened) -> None:
    scene = opened("in hearing")
    asked = NeededThing(what="The medical", owner="Dr Vane", due_on=date(2027, 1, 4))
    deferrals.defer_item(
        scene.desk.office,
        scene.desk.item.id,
        deferrals.NewDeferral(
            kind=DeferralKind.NEEDS_INFORMATION,
            reason_codes=("D01",),
            narrative="The medical report is missing.",
            needed=(asked,),
            return_on=date(2027, 1, 8),
        ),
    )
    meetings.plan_meeting(scene.desk.office, meeting("meeting-january", date(2027, 1, 8)))
    scene.go("agenda", "meeting-january")
    back = scene.page.agenda.waiting.current().item
    scene.key(scene.focus("waiting_items"), Qt.Key.Key_Return)
    assert scene.desk.get(PanelItem, back.id).stage is ItemStage.TAKEN_IN
    scene.type("why_incomplete", "The appointment is on 11 January.")
    scene.press("list_it_all_the_same")
    assert scene.desk.get(PanelItem, back.id).meeting_id == "meeting-january"
    assert scene.desk.the(Deferral).returned_on == date(2027, 1, 8)


def test_once_the_meeting_is_in_session_nothing_can_be_moved(opened: Opened) -> None:
    scene = opened("convened")
    scene.go("agenda")
    listed = scene.focus("running_order")
    scene.page.agenda.order.go_to(1)
    before = order(scene)
    scene.key(listed, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    scene.key(listed, Qt.Key.Key_Delete)
    assert order(scene) == before
    assert not scene.page.agenda.aside.minutes.isVisible()
    assert not scene.page.agenda.waiting.isVisible()
    assert not scene.page.agenda._adds.isVisible()


def test_the_agenda_of_a_meeting_that_is_over_says_what_came_of_its_items_and_offers_no_other_issue(
    opened: Opened,
) -> None:
    scene = opened("with decision maker")
    scene.go("agenda")
    line = scene.page.agenda.order.rows.row(0)
    assert line_sentence(line).startswith(
        "10:00. 1. 26/001. 60 minutes · First approval. with the decision maker"
    )
    context = scene.find(QLabel, "page_context").text()
    assert context == "1 item, 10:00 to 11:00 · issue 1 went out · closed"
    assert not any("supplementary" in words for words in words_in(scene.page) if words)
    assert not scene.page.agenda.aside.minutes.isVisible()
    assert "60 minutes" in words_in(scene.page.agenda.aside)
    scene.walk()
    with scene.qtbot.waitSignal(scene.page.agenda.preview.drawn, timeout=WITHIN_MS):
        scene.press("look_at_the_agenda")


def test_edits_are_taken_back_by_ctrl_z(opened: Opened) -> None:
    scene = built(opened)
    listed = scene.focus("running_order")
    scene.page.agenda.order.go_to(2)
    for _ in range(2):
        scene.key(listed, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert order(scene)[:2] == ["26/002", "Welcome"]
    scene.shortcut(Shortcuts.UNDO)
    assert order(scene)[:2] == ["Welcome", "26/002"]
    scene.shortcut(Shortcuts.UNDO)
    assert order(scene) == BEGUN
    assert times(scene)[2] == "11:00"


def test_every_view_can_be_walked_and_read(opened: Opened, shot: Shot, look: str) -> None:
    scene = built(opened)
    agenda = scene.page.agenda
    scene.focus("running_order")
    agenda.order.go_to(2)
    scene.walk()
    shot(scene.window, f"agenda-order-{look}")
    scene.focus("waiting_items")
    scene.walk()
    shot(scene.window, f"agenda-waiting-{look}")
    with scene.qtbot.waitSignal(agenda.preview.drawn, timeout=WITHIN_MS):
        agenda.toggle_preview()
    scene.walk()
    shot(scene.window, f"agenda-preview-{look}")
    agenda.close_preview()
    issue(scene)
    scene.key(scene.focus("waiting_items"), Qt.Key.Key_Return)
    scene.walk()
    shot(scene.window, f"agenda-changed-{look}")
    scene.desk.move_to(AFTER_THE_LAST_DAY)
    agenda.issue()
    scene.walk()
    shot(scene.window, f"agenda-issue-{look}")


def _shows_all(shown: DrawnList) -> bool:
    is_high_enough = shown.viewport().height() >= shown.viewportSizeHint().height()
    return is_high_enough and shown.verticalScrollBar().maximum() == 0


def test_where_the_page_scrolls_the_running_order_comes_first_and_no_list_scrolls_within_it(
    opened: Opened,
) -> None:
    scene = built(opened)
    agenda = scene.page.agenda
    agenda.take_keyboard()
    assert agenda.waiting.mapTo(agenda, QPoint()).x() < agenda.order.mapTo(agenda, QPoint()).x()
    scene.window.resize(760, 620)
    scene.until(lambda: agenda.waiting.mapTo(agenda, QPoint()).y() > agenda.order.mapTo(agenda, QPoint()).y())
    for each in (agenda.order, agenda.waiting):
        scene.until(partial(_shows_all, each))
    scene.key(agenda.order, Qt.Key.Key_End)
    last = agenda.order.visualRect(agenda.order.currentIndex())
    scene.until(lambda: not agenda.order.visibleRegion().intersected(last).isEmpty())
    scene.window.resize(1366, 768)
    scene.until(lambda: agenda.waiting.mapTo(agenda, QPoint()).x() < agenda.order.mapTo(agenda, QPoint()).x())


def test_those_who_attend_have_the_room_of_the_quorum_where_none_is_shown() -> None:
    expected, held = Places(800), Places(800, shows_quorum=False)
    assert sum(expected.attending) <= expected.quorum[0]
    assert sum(held.attending) == sum(held.quorum)
    assert held.attending[0] == expected.attending[0]
