"""The items page by keyboard alone: the list and the board, taking in an item, and what is done with one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fosterpanel.domain.actions import Action
from fosterpanel.domain.deferrals import Deferral, DeferralKind, NeededThing
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.items_overview import ItemView
from fosterpanel.domain.papers import ExpectedPaper, Paper, PaperAlert
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.terms import ANY, PlacementKind, Sex
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.desk.undo import Edit
from fosterpanel.ui.pages.items.lines import table_columns
from fosterpanel.ui.pages.items.one_item import Part
from fosterpanel.ui.pages.items.overview import Layout
from fosterpanel.ui.pages.items.page import ItemsPage
from fosterpanel.ui.pages.papers.correction_view import CorrectionView
from fosterpanel.ui.parts.buttons import Button
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow import settings
from fosterpanel.workflow.business import actions, deferrals, items
from fosterpanel.workflow.drafts import kept_draft
from fosterpanel.workflow.overviews.items_overview import unfinished_items
from fosterpanel.workflow.panels import meetings
from fosterpanel.workflow.paperwork import papers
from fosterpanel.workflow.undo import undo_edit
from tests.ui import walk
from tests.ui.conftest import InWindow
from tests.ui.patience import WITHIN_MS
from tests.workflow.builders import (
    APPLICANTS,
    CARERS,
    GRANDMOTHER,
    MEETING,
    USUAL_TERMS,
    At,
    Desk,
    convene,
    meeting,
    new_item,
    pdf,
)
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story

OpenPage = Callable[[Desk], ItemsPage]
Key = Qt.Key


@pytest.fixture
def opened(runner: TaskRunner, in_window: InWindow, qtbot: QtBot) -> Iterator[OpenPage]:
    """The items page of a desk in a window, as the rail opens it."""

    def open_page(desk: Desk) -> ItemsPage:
        page = ItemsPage(desk.office, runner)
        window = in_window(page)
        window.resize(1154, 768)
        page.refresh()
        settle(page, qtbot)
        page.focus_list()
        qtbot.wait(10)
        return page

    yield open_page
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=WITHIN_MS)


class Typist:
    """Somebody at the keyboard, who sees only which widget has the cursor."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    def press(self, key: Qt.Key, times: int = 1, modifier: Qt.KeyboardModifier | None = None) -> None:
        for _ in range(times):
            self._qtbot.keyClick(self.at, key, modifier or Qt.KeyboardModifier.NoModifier)
            QApplication.processEvents()

    def types(self, text: str) -> None:
        self._qtbot.keyClicks(self.at, text)

    def tab_to(self, name: str) -> None:
        """Press Tab until that widget has the cursor."""
        for _ in range(80):
            if self.at.objectName() == name or self.at.accessibleName() == name:
                return
            self.press(Key.Key_Tab)
        raise AssertionError(f"Tab never comes to {name!r}; it ends at {self.at.objectName()!r}")

    def chooses(self, name: str, words: str) -> None:
        """Go to a choice and step through it with the arrows until it begins with these words."""
        self.tab_to(name)
        combo = self.at
        assert isinstance(combo, QComboBox)
        self.press(Key.Key_Home)
        for _ in range(combo.count()):
            if combo.currentText().startswith(words):
                return
            self.press(Key.Key_Down)
        raise AssertionError(f"{name!r} offers nothing that begins with {words!r}")

    @property
    def at(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused


@pytest.fixture
def typist(qtbot: QtBot) -> Typist:
    return Typist(qtbot)


def references(page: ItemsPage) -> list[str]:
    return [line.reference for line in page.overview.shown()]


def settle(page: ItemsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.runner.is_busy, timeout=WITHIN_MS)


def begin_new(page: ItemsPage, typist: Typist, type_name: str) -> None:
    """Open the sheet for a new item with Ctrl+N and choose its type."""
    typist.press(Key.Key_N, modifier=Qt.KeyboardModifier.ControlModifier)
    typist.chooses("type", type_name)


def look_over(page: ItemsPage, qtbot: QtBot, typist: Typist) -> None:
    """Look a file over among the versions and take it in; the checklist is shown again."""
    settle(page, qtbot)
    qtbot.waitUntil(lambda: page.one.parts.view is Part.VERSIONS, timeout=WITHIN_MS)
    with qtbot.waitActive(page.window(), timeout=WITHIN_MS):
        page.window().activateWindow()
    typist.press(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.one.parts.view is Part.PAPERS, timeout=WITHIN_MS)
    settle(page, qtbot)


def choose_file(qtbot: QtBot, path: Path) -> None:
    """Type a path into the file dialog and press Enter."""
    dialogs = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog) and one.isVisible()
    ]
    (dialog,) = dialogs
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    line.clear()
    qtbot.keyClicks(line, str(path))
    with qtbot.waitSignal(dialog.finished, timeout=WITHIN_MS):
        qtbot.keyClick(line, Key.Key_Return)


class TestTheList:
    def test_what_presses_hardest_is_first_and_enter_opens_it(
        self, at: At, opened: OpenPage, typist: Typist
    ) -> None:
        desk = at("taken in")
        items.take_in(desk.office, new_item("CHG", CARERS.id))
        page = opened(desk)
        assert references(page) == ["26/001", "26/002"]
        typist.press(Key.Key_Down)
        typist.press(Key.Key_Return)
        assert desk.get(PanelItem, page.subject_id).reference == "26/002"

    def test_views_types_and_typed_words_narrow_it(
        self, at: At, opened: OpenPage, typist: Typist, qtbot: QtBot
    ) -> None:
        desk = at("listed")
        items.take_in(desk.office, new_item("CHG", CARERS.id))
        items.take_in(desk.office, new_item("REV1", CARERS.id))
        page = opened(desk)
        assert references(page) == ["26/003", "26/002"]
        typist.press(Key.Key_F, modifier=Qt.KeyboardModifier.ControlModifier)
        typist.types("change")
        qtbot.waitUntil(lambda: references(page) == ["26/002"], timeout=WITHIN_MS)
        typist.press(Key.Key_Escape)
        typist.chooses("type_filter", "First review")
        assert references(page) == ["26/003"]
        page.overview.views.choose(ItemView.LISTED)
        page.overview._show()
        assert page.overview.table.empty.accessibleName() == "No “First review” is in this view."
        typist.tab_to("show_all_again")
        typist.press(Key.Key_Return)
        assert references(page) == ["26/001"]
        page.overview.views.choose(ItemView.WAITING)
        typist.tab_to("view_waiting")
        typist.press(Key.Key_Right)
        assert references(page) == ["26/001"]

    def test_all_shows_finished_items_too(
        self, at: At, opened: OpenPage, typist: Typist, qtbot: QtBot
    ) -> None:
        desk = at("taken in")
        items.withdraw_item(desk.office, desk.item.id, reason="Moved away.")
        page = opened(desk)
        assert references(page) == []
        typist.tab_to("view_waiting")
        typist.press(Key.Key_Right, times=6)
        settle(page, qtbot)
        assert page.overview.views.view is ItemView.ALL
        assert [line.standing for line in page.overview.shown()] == ["Withdrawn"]

    def test_the_board_moves_sideways_between_its_columns(
        self, at: At, opened: OpenPage, typist: Typist, qtbot: QtBot
    ) -> None:
        desk = at("listed")
        waiting = items.take_in(desk.office, new_item("CHG", CARERS.id))
        page = opened(desk)
        typist.tab_to("view_table")
        typist.press(Key.Key_Right)
        assert page.overview.layouts.view is Layout.BOARD
        page.focus_list()
        typist.press(Key.Key_Right)
        typist.press(Key.Key_Left)
        typist.press(Key.Key_Return)
        assert page.subject_id == waiting.id
        page.open_place()
        typist.press(Key.Key_Right)
        typist.press(Key.Key_Return)
        assert page.subject_id == desk.item.id

    def test_the_list_is_saved_where_the_person_says_and_that_is_recorded(
        self, at: At, opened: OpenPage, typist: Typist, qtbot: QtBot, tmp_path: Path
    ) -> None:
        desk = at("taken in")
        page = opened(desk)
        typist.press(Key.Key_E, modifier=Qt.KeyboardModifier.ControlModifier)
        choose_file(qtbot, tmp_path / "items.csv")
        settle(page, qtbot)
        text = (tmp_path / "items.csv").read_text(encoding="utf-8-sig")
        assert "26/001 · First approval" in text
        assert desk.last_act() == ("record_copy", desk.office.service.id)


class TestANewItem:
    def test_a_first_approval_of_a_home_on_the_register(
        self, at: At, opened: OpenPage, typist: Typist
    ) -> None:
        desk = at("staffed")
        page = opened(desk)
        begin_new(page, typist, "First approval")
        typist.tab_to("which_home")
        typist.types("hollow")
        typist.press(Key.Key_Return)
        typist.tab_to("received_on")
        typist.press(Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
        typist.types("1 11 2026")
        typist.tab_to("what_is_proposed")
        typist.types("Approval for two children")
        typist.tab_to("kinds_of_placement_short_term")
        typist.press(Key.Key_Space)
        typist.chooses("number_of_children", "2 children")
        typist.chooses("youngest", "Any")
        typist.chooses("oldest", "Any")
        typist.tab_to("sex_of_the_children_either_sex")
        typist.press(Key.Key_Space)
        typist.tab_to("who_presents_it")
        typist.types("Priya Nair and Bram Otieno")
        typist.press(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
        made = desk.the(PanelItem)
        assert (made.type_code, made.home_id, made.subject) == ("APP", APPLICANTS.id, "S.H. and K.H.")
        assert (made.received_on, made.proposal) == (date(2026, 11, 1), "Approval for two children")
        assert made.proposed_terms is not None
        assert made.proposed_terms.placement_kinds == (PlacementKind.SHORT_TERM,)
        assert (made.proposed_terms.number, made.proposed_terms.age_from) == (2, ANY)
        assert made.proposed_terms.sex is Sex.ANY
        assert made.presented_by == ("Priya Nair", "Bram Otieno")
        assert page.subject_id == made.id, "the new item is shown"
        assert kept_draft(desk.office, "item-new") is None

    def test_a_home_new_to_the_service_is_entered_with_it(
        self, at: At, opened: OpenPage, typist: Typist
    ) -> None:
        desk = at("staffed")
        page = opened(desk)
        begin_new(page, typist, "Brief report")
        typist.tab_to("foster_home_on_the_register")
        typist.press(Key.Key_Right)
        for name, text in (
            ("reference", "BF-200"),
            ("carer_name", "Ottoline Fennimore"),
            ("carer_born_on", "2 3 1990"),
            ("carer_sex", "Female"),
            ("address", "1 New Street"),
            ("what_is_proposed", "Not to go on"),
        ):
            typist.tab_to(name)
            typist.types(text)
        typist.press(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
        made = desk.the(PanelItem)
        home = desk.get(FosterHome, made.home_id)
        assert (home.reference, home.names, home.address) == (
            "BF-200",
            "Ottoline Fennimore",
            ("1 New Street",),
        )
        assert (made.type_code, made.proposed_terms, page.subject_id) == ("BRIEF", None, made.id)

    def test_business_of_the_panel_has_a_title_and_what_is_asked_and_no_home(
        self, at: At, opened: OpenPage, typist: Typist
    ) -> None:
        desk = at("staffed")
        page = opened(desk)
        begin_new(page, typist, "Panel business")
        sheet = page.sheet
        assert sheet is not None
        shown = {name for name in sheet.form.texts() if not sheet.form.field(name).isHidden()}
        assert shown == {"type", "title", "received_on", "what_the_panel_is_asked", "who_presents_it"}
        for name, text in (
            ("title", "Safer caring policy"),
            ("what_the_panel_is_asked", "To read the policy and agree what is to be changed."),
            ("who_presents_it", "Hal Orme"),
        ):
            typist.tab_to(name)
            typist.types(text)
        typist.press(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
        made = desk.the(PanelItem)
        assert (made.type_code, made.home_id, made.subject) == ("GOV", "", "Safer caring policy")
        assert made.proposal == "To read the policy and agree what is to be changed."
        assert made.presented_by == ("Hal Orme",)
        assert page.subject_id == made.id
        title = page.findChild(QLabel, "page_title")
        assert title is not None
        assert title.text() == f"{made.reference} · Safer caring policy"
        assert not [one for one in page.one.findChildren(Button) if one.text().startswith("Home ")]
        (line,) = unfinished_items(desk.office)
        assert (line.home_reference, line.is_ready) == ("", True)

    def test_the_title_of_business_is_changed_with_its_details(
        self, at: At, opened: OpenPage, typist: Typist
    ) -> None:
        desk = at("staffed")
        made = items.take_in(
            desk.office, new_item("GOV", "", subject="Policy", proposal="To note it.", proposed_terms=None)
        )
        page = opened(desk)
        typist.press(Key.Key_Return)
        page.acts.change_details()
        sheet = page.sheet
        assert sheet is not None
        shown = {name for name in sheet.form.texts() if not sheet.form.field(name).isHidden()}
        assert shown == {"title", "received_on", "what_the_panel_is_asked", "who_presents_it"}
        typist.tab_to("title")
        typist.press(Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
        typist.types("Safer caring policy")
        typist.press(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
        assert desk.get(PanelItem, made.id).subject == "Safer caring policy"

    def test_what_it_concerns_is_not_said_twice_where_it_is_only_the_type(self, at: At) -> None:
        desk = at("staffed")
        items.take_in(desk.office, new_item("CHG", CARERS.id))
        (line,) = unfinished_items(desk.office)
        home = next(column for column in table_columns() if column.title == "Home")
        assert home.why is not None
        assert home.why(line) == line.subject != ""
        assert home.why(replace(line, subject=line.type_name)) == ""

    def test_it_asks_only_for_what_its_type_needs(self, at: At, opened: OpenPage, typist: Typist) -> None:
        page = opened(at("staffed"))
        typist.press(Key.Key_N, modifier=Qt.KeyboardModifier.ControlModifier)
        sheet = page.sheet
        assert sheet is not None

        def asked() -> set[str]:
            return {name for name in sheet.form.texts() if not sheet.form.field(name).isHidden()}

        assert asked() == {"type"}
        typist.chooses("type", "Resignation")
        assert asked() == {"type", "foster_home", "which_home", "received_on", "what_is_proposed"}
        typist.chooses("type", "First review")
        assert "terms_of_approval" in asked()
        assert "number_of_children" not in asked()
        typist.chooses("type", "First approval")
        assert "number_of_children" in asked()
        assert "terms_of_approval" not in asked()

    def test_a_second_open_item_of_the_kind_is_a_question(
        self, at: At, opened: OpenPage, typist: Typist
    ) -> None:
        desk = at("staffed")
        items.take_in(desk.office, new_item("RESIGN", CARERS.id))
        page = opened(desk)
        begin_new(page, typist, "Resignation")
        typist.tab_to("which_home")
        typist.types("BF-102")
        typist.press(Key.Key_Return)
        typist.tab_to("what_is_proposed")
        typist.types("They resign")
        typist.press(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
        sheet = page.sheet
        assert sheet is not None
        assert "open already: 26/001 (taken in)" in sheet.notice.sentence
        assert len(desk.find(PanelItem)) == 1
        typist.tab_to("Take in another")
        typist.press(Key.Key_Return)
        assert len(desk.find(PanelItem)) == 2

    def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(
        self, at: At, opened: OpenPage, typist: Typist, qtbot: QtBot
    ) -> None:
        desk = at("staffed")
        page = opened(desk)
        begin_new(page, typist, "Resignation")
        typist.tab_to("which_home")
        typist.types("nobody")
        typist.tab_to("received_on")
        sheet = page.sheet
        assert sheet is not None
        assert "is not one home yet" in sheet.form.field("which_home").error
        typist.press(Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
        typist.types("1 1 2031")
        typist.tab_to("what_is_proposed")
        assert "still to come" in sheet.form.field("received_on").error
        typist.types("They resign")
        typist.press(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
        assert not desk.find(PanelItem)
        typist.press(Key.Key_Escape)
        settle(page, qtbot)
        typist.press(Key.Key_N, modifier=Qt.KeyboardModifier.ControlModifier)
        again = page.sheet
        assert again is not None
        assert again.form.field("what_is_proposed").value() == "They resign"
        assert "typed before" in again.notice.sentence

    def test_another_page_may_begin_it_with_type_and_home(self, at: At, opened: OpenPage) -> None:
        desk = at("staffed")
        page = opened(desk)
        page.open_part(f"new:CHG:{CARERS.id}")
        sheet = page.sheet
        assert sheet is not None
        assert sheet.form.field("type").value() == "CHG"
        assert sheet.form.field("which_home").value() == CARERS.id


class TestOneItem:
    def test_listing_warns_of_what_a_panel_would_defer_and_gives_it_a_slot(
        self, at: At, opened: OpenPage, typist: Typist
    ) -> None:
        desk = at("taken in")
        meetings.plan_meeting(desk.office, meeting())
        page = opened(desk)
        typist.press(Key.Key_Return)
        typist.tab_to("list_on_a_meeting")
        typist.press(Key.Key_Return)
        typist.chooses("meeting", "Friday 4")
        typist.press(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
        sheet = page.sheet
        assert sheet is not None
        assert sheet.notice.sentence.startswith("A panel would defer it today: 6 papers are missing")
        assert desk.item.stage is ItemStage.TAKEN_IN
        typist.tab_to("List it all the same")
        typist.press(Key.Key_Return)
        assert (desk.item.stage, desk.item.meeting_id) == (ItemStage.LISTED, MEETING)
        assert "put_item" in [line.act for line in desk.audit()]
        typist.tab_to("take_off_the_agenda")
        typist.press(Key.Key_Return)
        assert (desk.item.stage, desk.item.meeting_id) == (ItemStage.TAKEN_IN, "")

    def test_without_a_meeting_ahead_it_says_where_to_plan_one(
        self, at: At, opened: OpenPage, typist: Typist, qtbot: QtBot
    ) -> None:
        page = opened(at("taken in"))
        typist.press(Key.Key_Return)
        typist.tab_to("list_on_a_meeting")
        typist.press(Key.Key_Return)
        assert "Plan one first" in page.notice.sentence
        typist.tab_to("Go to the meetings")
        with qtbot.waitSignal(page.asked, timeout=WITHIN_MS) as asked:
            typist.press(Key.Key_Return)
        assert asked.args == [Destination(Place.MEETINGS)]

    def test_a_withdrawal_needs_its_reason(self, at: At, opened: OpenPage, typist: Typist) -> None:
        desk = at("taken in")
        page = opened(desk)
        typist.press(Key.Key_Return)
        typist.tab_to("withdraw")
        typist.press(Key.Key_Return)
        typist.press(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
        assert desk.item.stage is ItemStage.TAKEN_IN
        typist.types("They have moved away.")
        typist.press(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
        assert (desk.item.stage, desk.item.withdrawn_because) == (
            ItemStage.WITHDRAWN,
            "They have moved away.",
        )
        assert "is withdrawn" in page.notice.sentence

    def test_only_where_the_rule_book_allows_it_goes_on_without_a_panel(
        self, at: At, opened: OpenPage, typist: Typist
    ) -> None:
        desk = at("taken in")
        change = items.take_in(desk.office, new_item("CHG", CARERS.id))
        page = opened(desk)
        page.open_subject(desk.item.id)
        assert page.head.findChild(Button, "decide_without_a_panel") is None
        page.open_subject(change.id)
        page.one.papers.setFocus()
        typist.tab_to("decide_without_a_panel")
        typist.press(Key.Key_Return)
        typist.press(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
        assert "policy sends such items to the panel" in page.sheet.notice.sentence
        assert desk.get(PanelItem, change.id).stage is ItemStage.TAKEN_IN
        typist.tab_to("send_it_without_a_panel")
        typist.press(Key.Key_Return)
        assert desk.get(PanelItem, change.id).stage is ItemStage.WITH_DECISION_MAKER

    def test_what_policy_keeps_from_the_panel_is_sent_on_unasked(
        self, at: At, opened: OpenPage, typist: Typist
    ) -> None:
        desk = at("taken in")
        settings.set_policy(desk.office, "CHG", to_panel=False)
        change = items.take_in(desk.office, new_item("CHG", CARERS.id))
        page = opened(desk)
        page.open_subject(change.id)
        assert page.head.findChild(Button, "decide_without_a_panel").property("kind") == "primary"
        page.one.papers.setFocus()
        typist.tab_to("decide_without_a_panel")
        typist.press(Key.Key_Return)
        typist.press(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
        assert desk.get(PanelItem, change.id).stage is ItemStage.WITH_DECISION_MAKER

    def test_details_change_and_the_change_can_be_undone(
        self, at: At, opened: OpenPage, typist: Typist, qtbot: QtBot
    ) -> None:
        desk = at("taken in")
        before = desk.item
        page = opened(desk)
        typist.press(Key.Key_Return)
        typist.tab_to("change_the_details")
        typist.press(Key.Key_Return)
        typist.tab_to("what_is_proposed")
        typist.press(Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
        typist.types("Approval for three")
        with qtbot.waitSignal(page.edited, timeout=WITHIN_MS) as edited:
            typist.press(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
        assert (desk.item.proposal, desk.item.proposed_terms) == ("Approval for three", USUAL_TERMS)
        edit: Edit = edited.args[0]
        undo_edit(desk.office, edit.before, edit.after)
        assert desk.item.proposal == before.proposal

    def test_who_owes_a_paper_and_by_when(self, at: At, opened: OpenPage, typist: Typist) -> None:
        desk = at("taken in")
        page = opened(desk)
        typist.press(Key.Key_Return)
        assert page.one.papers.table.view.hasFocus()
        typist.press(Key.Key_Home)
        typist.press(Key.Key_Return)
        typist.types("Priya Nair")
        typist.tab_to("due")
        typist.types("1 12 2026")
        typist.press(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
        owed = desk.the(ExpectedPaper)
        assert (owed.kind, owed.owner, owed.due_on) == ("front-sheet", "Priya Nair", date(2026, 12, 1))
        assert page.one.papers.table.model.row(0).state == "Owed"

    def test_a_paper_is_added_and_corrected_from_its_line(
        self, at: At, opened: OpenPage, typist: Typist, qtbot: QtBot, tmp_path: Path
    ) -> None:
        desk = at("taken in")
        page = opened(desk)
        typist.press(Key.Key_Return)
        for number, title in ((1, "Front sheet"), (2, "Front sheet corrected")):
            path = tmp_path / f"{title}.pdf"
            path.write_bytes(pdf(title=title))
            with qtbot.waitActive(page.window(), timeout=WITHIN_MS):
                page.window().activateWindow()
            page.one.papers.table.view.setFocus()
            typist.press(Key.Key_Home)
            typist.press(Key.Key_Return, modifier=Qt.KeyboardModifier.ShiftModifier)
            if number == 2:
                typist.press(Key.Key_Return)
            choose_file(qtbot, path)
            look_over(page, qtbot, typist)
            assert len(desk.find(Paper, kind="front-sheet")) == number
        first, second = desk.find(Paper, kind="front-sheet")
        assert (second.number, second.replaces_id) == (2, first.id)
        assert page.notice.sentence == "“Front sheet” is now version 2."

    def test_a_file_dropped_on_a_line_is_its_paper(
        self, at: At, opened: OpenPage, typist: Typist, qtbot: QtBot, tmp_path: Path
    ) -> None:
        desk = at("taken in")
        page = opened(desk)
        typist.press(Key.Key_Return)
        path = tmp_path / "sheet.pdf"
        path.write_bytes(pdf(title="Dropped"))
        drop(page, 0, path)
        look_over(page, qtbot, typist)
        assert (desk.the(Paper, kind="front-sheet").title, page.notice.sentence) == (
            "Panel front sheet",
            "1 paper taken in.",
        )
        drop(page, 0, path)
        qtbot.waitUntil(lambda: page.one.parts.view is Part.VERSIONS, timeout=WITHIN_MS)
        assert page.one.versions.findChild(CorrectionView).isVisible()
        assert len(desk.find(Paper, kind="front-sheet")) == 1

    def test_what_follows_from_a_corrected_paper_is_said_on_the_item(
        self, at: At, opened: OpenPage, typist: Typist
    ) -> None:
        desk = at("recommended")
        paper = desk.the(Paper)
        papers.correct_paper(desk.office, paper.id, data=pdf(3), received_on=desk.office.clock.today())
        page = opened(desk)
        page.open_subject(desk.item.id)
        typist.tab_to("say_what_follows")
        typist.press(Key.Key_Return)
        typist.tab_to("alert_answer")
        typist.types("A misspelt name; nothing follows.")
        typist.press(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
        assert desk.the(PaperAlert).answer == "A misspelt name; nothing follows."
        assert page.one.aside.findChild(Button, "say_what_follows") is None

    def test_a_file_that_is_no_paper_is_refused_in_words(
        self, at: At, opened: OpenPage, typist: Typist, qtbot: QtBot, tmp_path: Path
    ) -> None:
        desk = at("taken in")
        page = opened(desk)
        typist.press(Key.Key_Return)
        path = tmp_path / "sheet.pdf"
        path.write_bytes(b"nothing of the kind")
        drop(page, 0, path)
        settle(page, qtbot)
        said = [label.text() for label in page.one.versions.intake.findChildren(QLabel)]
        assert any("sheet.pdf" in words for words in said)
        assert not desk.find(Paper, kind="front-sheet")
        typist.press(Key.Key_Return)
        assert page.one.parts.view is Part.PAPERS

    def test_the_story_of_the_home_opens_its_other_items(
        self, at: At, opened: OpenPage, typist: Typist, qtbot: QtBot
    ) -> None:
        desk = at("taken in")
        other = items.take_in(
            desk.office, new_item("RESIGN", desk.item.home_id, received_on=date(2026, 11, 1))
        )
        page = opened(desk)
        typist.press(Key.Key_Return)
        typist.tab_to("view_papers")
        while page.one.parts.view is not Part.STORY:
            typist.press(Key.Key_Right)
        words = [one.words for one in page.one.story.table.model.shown]
        assert words == ["26/002: Resignation received", "26/001: First approval received"]
        typist.tab_to("story")
        typist.press(Key.Key_Home)
        with qtbot.waitSignal(page.asked, timeout=WITHIN_MS) as asked:
            typist.press(Key.Key_Return)
        assert asked.args == [Destination(Place.ITEMS, other.id)]

    def test_what_the_panel_asked_for_is_marked_as_received(
        self, at: At, opened: OpenPage, typist: Typist
    ) -> None:
        desk = at("issued")
        successor = deferred(desk)
        page = opened(desk)
        page.open_subject(successor.id)
        page.one.papers.setFocus()
        typist.tab_to("Mark as received: Overseas certificate")
        typist.press(Key.Key_Return)
        typist.press(Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
        (thing,) = desk.the(Deferral).needed
        assert thing.received_on == desk.clock.today()

    def test_an_action_is_done_and_a_copy_is_recorded(
        self, at: At, opened: OpenPage, typist: Typist, qtbot: QtBot, tmp_path: Path
    ) -> None:
        desk = at("with decision maker")
        agreed = actions.agree_action(
            desk.office,
            desk.item.id,
            what="Write to the school",
            owner="B. Otieno",
            due_on=date(2026, 12, 20),
        )
        page = opened(desk)
        page.open_subject(desk.item.id)
        page.one.papers.setFocus()
        typist.tab_to("Done: Write to the school")
        typist.press(Key.Key_Return)
        assert desk.get(Action, agreed.id).done_on == desk.clock.today()
        page.one.papers.setFocus()
        (document,) = page.acts.file.documents
        typist.tab_to(f"Save a copy of {document.title}")
        typist.press(Key.Key_Return)
        choose_file(qtbot, tmp_path / "minutes.pdf")
        settle(page, qtbot)
        assert (tmp_path / "minutes.pdf").read_bytes().startswith(b"%PDF")
        assert desk.last_act() == ("record_copy", document.id)

    @pytest.mark.parametrize(
        ("name", "begins"), [("story.pdf", b"%PDF"), ("story.csv", b"\xef\xbb\xbfpart,")]
    )
    def test_its_chronology_is_saved_to_read_or_for_a_spreadsheet(
        self,
        at: At,
        opened: OpenPage,
        *,
        typist: Typist,
        qtbot: QtBot,
        tmp_path: Path,
        name: str,
        begins: bytes,
    ) -> None:
        desk = at("taken in")
        page = opened(desk)
        page.open_subject(desk.item.id)
        page.one.papers.setFocus()
        typist.tab_to("save_the_chronology")
        typist.press(Key.Key_Return)
        choose_file(qtbot, tmp_path / name)
        settle(page, qtbot)
        assert (tmp_path / name).read_bytes().startswith(begins)
        assert desk.last_act() == ("record_copy", desk.item.id)
        assert page.notice.sentence.startswith(f"Saved as {name}")

    def test_final_minutes_go_on_to_the_decision_maker(
        self, at: At, opened: OpenPage, typist: Typist, qtbot: QtBot
    ) -> None:
        desk = at("signed")
        page = opened(desk)
        page.open_subject(desk.item.id)
        settle(page, qtbot)
        typist.tab_to("minutes_to_the_decision_maker")
        typist.press(Key.Key_Return)
        typist.tab_to("record_that_they_have_them")
        typist.press(Key.Key_Return)
        settle(page, qtbot)
        assert desk.item.stage is ItemStage.WITH_DECISION_MAKER
        assert desk.last_act() == ("send_minutes", desk.item.id)

    def test_people_are_told_of_a_deferral(
        self, at: At, opened: OpenPage, typist: Typist, qtbot: QtBot
    ) -> None:
        desk = at("issued")
        deferred(desk)
        page = opened(desk)
        page.open_subject(desk.the(Deferral).item_id)
        settle(page, qtbot)
        typist.tab_to("tell_them_of_the_deferral")
        typist.press(Key.Key_Return)
        typist.tab_to("deferral_told")
        typist.types("Why, and that it comes back in January.")
        typist.tab_to("record_that_they_were_told")
        typist.press(Key.Key_Return)
        settle(page, qtbot)
        deferral = desk.the(Deferral)
        assert deferral.told == "Why, and that it comes back in January."
        assert (deferral.told_by, deferral.told_on) == ("Ida Thwaite", desk.office.clock.today())

    def test_back_to_the_items_with_the_keyboard_where_it_was(
        self, at: At, opened: OpenPage, typist: Typist
    ) -> None:
        desk = at("taken in")
        items.take_in(desk.office, new_item("CHG", CARERS.id))
        page = opened(desk)
        typist.press(Key.Key_Down)
        typist.press(Key.Key_Return)
        typist.tab_to("all_items")
        typist.press(Key.Key_Return)
        assert page.subject_id == ""
        assert page.overview.table.view.hasFocus()
        current = page.overview.table.current()
        assert current is not None
        assert current.reference == "26/002"


def drop(page: ItemsPage, row: int, path: Path) -> None:
    """Drop a file on a line of the papers."""
    view = page.one.papers.table.view
    place = view.visualRect(view.model().index(row, 0)).center()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    what = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.viewport(), QDragEnterEvent(place, *what))
    QApplication.sendEvent(view.viewport(), QDropEvent(QPointF(place), *what))


def deferred(desk: Desk) -> PanelItem:
    convene(desk)
    new = deferrals.NewDeferral(
        kind=DeferralKind.NEEDS_INFORMATION,
        reason_codes=("D03",),
        narrative="Four years abroad are not covered.",
        return_on=date(2027, 1, 8),
        needed=(NeededThing(what="Overseas certificate", owner="Bram Otieno", due_on=date(2026, 12, 20)),),
    )
    made = deferrals.defer_item(desk.office, desk.item.id, new)
    return desk.get(PanelItem, made.successor_item_id)


def walked(page: ItemsPage) -> None:
    assert walk.nameless_tab_stops(page) == []
    assert walk.duplicate_shortcuts(page) == []
    assert walk.overlapping(page) == []
    assert walk.focus_order(page) == walk.read_order(page)


@pytest.mark.parametrize("layout", Layout)
def test_every_tab_stop_of_the_list_has_a_name_and_is_met_as_read(
    at: At, opened: OpenPage, layout: Layout, qtbot: QtBot
) -> None:
    desk = at("listed")
    items.take_in(desk.office, new_item("APP-CP", GRANDMOTHER.id))
    page = opened(desk)
    page.overview.layouts.choose(layout)
    page.overview.layouts.chosen.emit(layout)
    qtbot.wait(10)
    walked(page)


@pytest.mark.parametrize("part", Part)
@pytest.mark.parametrize("step", ["taken in", "with decision maker"])
def test_every_tab_stop_of_an_item_has_a_name_and_is_met_as_read(
    at: At, opened: OpenPage, step: str, part: Part, qtbot: QtBot
) -> None:
    desk = at(step)
    page = opened(desk)
    page.open_subject(desk.item.id)
    page.one.show_part(part)
    qtbot.wait(10)
    walked(page)
