"""The foster homes by keyboard: what is typed ends in the store, and the page says what follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.register import (
    ApprovalState,
    ApprovalTerms,
    Exemption,
    FosterHome,
    Placement,
    Resignation,
    Review,
)
from fosterpanel.domain.representations import Route
from fosterpanel.domain.temporary_approvals import TemporaryApproval
from fosterpanel.domain.terms import ANY, PlacementKind, Sex
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.desk.window import DeskWindow
from fosterpanel.ui.look import theme
from fosterpanel.ui.pages.homes.page import HomesPage
from fosterpanel.ui.pages.homes.register_list import Register
from fosterpanel.ui.pages.record_row import Fact
from fosterpanel.workflow import drafts
from fosterpanel.workflow.homes import register
from fosterpanel.workflow.overviews.homes_overview import register_lines
from fosterpanel.workflow.overviews.timeline import timeline_of_home
from tests.ui import walk
from tests.ui.by_keyboard import Keyboard
from tests.ui.conftest import Shot
from tests.ui.homes_scene import TODAY, child, furnish
from tests.ui.patience import WITHIN_MS
from tests.ui.records_scene import Opened, OpenRecords, fits, settle
from tests.ui.records_scene import records as records
from tests.ui.test_look import DRESSES
from tests.workflow.builders import APPLICANTS, CARERS, GRANDMOTHER, At, Desk
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story
from tests.workflow.test_representations import challenge


@pytest.fixture
def opened(records: OpenRecords) -> Opened:
    return records(HomesPage)


def page_of(keyboard: Keyboard) -> HomesPage:
    assert isinstance(keyboard.page, HomesPage)
    return keyboard.page


def type_child(keyboard: Keyboard, initials: str = "X.Y.", age: str = "7") -> None:
    keyboard.type("initials", initials)
    keyboard.type("age", age)
    keyboard.press("sex_girl")
    keyboard.type("kind_of_placement", "Short-term")
    keyboard.type("placed_by", "Brackendale Council")


class TestRegister:
    def test_it_says_how_each_home_stands_those_that_cannot_wait_first(self, at: At, opened: Opened) -> None:
        desk = at("staffed")
        furnish(desk)
        lines = page_of(opened(desk)).register.table.model.shown
        assert [line.standing for line in lines] == [
            "Outside approval",
            "Ends in 14 days",
            "Review overdue",
            "Resigned",
            "Review due",
            "Applicant",
            "Approval ended",
        ]
        assert lines[0].why.startswith("Three children placed, approved for ")

    def test_saved_views_narrow_it(self, at: At, opened: Opened) -> None:
        desk = at("staffed")
        furnish(desk)
        keyboard = opened(desk)
        table = page_of(keyboard).register.table
        for view, references in (
            ("view_outside_approval", ["BF-102"]),
            ("view_temporary", ["BF-103"]),
            ("view_reviews_due", ["BF-102", "BF-96", "BF-98"]),
            ("view_ended", ["BF-95"]),
        ):
            keyboard.press(view)
            assert [line.home.reference for line in table.model.shown] == references

    def test_enter_opens_a_home_and_the_way_back_leads_to_its_row(self, at: At, opened: Opened) -> None:
        desk = at("staffed")
        furnish(desk)
        keyboard = opened(desk)
        page = page_of(keyboard)
        keyboard.open_row(page.register.table, "wilhelmina")
        assert page.subject_id == CARERS.id
        assert keyboard.find("all_homes").hasFocus(), "the keyboard stays on the page"
        keyboard.press("all_homes")
        assert page.subject_id == ""
        current = page.register.table.current()
        assert current is not None
        assert current.id == CARERS.id

    def test_the_register_is_not_read_again_while_nothing_was_done(
        self, at: At, opened: Opened, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk = at("staffed")
        keyboard = opened(desk)
        page = page_of(keyboard)
        times: list[int] = []
        read = page.gather
        monkeypatch.setattr(page, "gather", lambda: times.append(1) or read())
        for _ in range(2):
            page.refresh()
            keyboard.wait()
        assert times == []
        furnish(desk)
        page.refresh()
        keyboard.wait()
        assert times == [1]
        assert page.register.table.model.rowCount() == 7
        desk.move_to(date(2026, 11, 24))
        page.refresh()
        keyboard.wait()
        assert times == [1, 1], "what falls due changes with the day"

    def test_going_to_the_place_again_shows_the_register(self, at: At, qtbot: QtBot) -> None:
        desk = at("staffed")
        window = DeskWindow(desk.office, {Place.HOMES: HomesPage})
        qtbot.addWidget(window)
        window.show()
        window.go(Destination(Place.HOMES, CARERS.id))
        assert window.at.subject_id == CARERS.id
        window.go(Destination(Place.HOMES))
        assert window.pages.current.subject_id == ""
        window.runner.stop()

    def test_a_row_outside_its_approval_has_the_way_out_on_it(
        self, at: At, opened: Opened, qtbot: QtBot
    ) -> None:
        desk = at("staffed")
        furnish(desk)
        keyboard = opened(desk)
        view = page_of(keyboard).register.table.view
        view.go_to(0)
        qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        assert keyboard.has("sheet_start_a_change")

    def test_an_empty_register_says_how_to_fill_it(self, at: At, opened: Opened) -> None:
        keyboard = opened(at("staffed"))
        keyboard.press("view_temporary")
        assert "Ctrl N" in page_of(keyboard).register.table.empty.accessibleName()

    def test_twenty_thousand_homes_are_filtered_as_one_types(self, at: At, qtbot: QtBot) -> None:
        line = register_lines(at("staffed").office)[0]
        register = Register()
        qtbot.addWidget(register)
        register.resize(1100, 600)
        register.show()
        lines = [
            replace(line, home=replace(line.home, id=f"{n}", reference=f"BF-{n}")) for n in range(20_000)
        ]
        register.show_lines(tuple(lines))
        qtbot.wait(300)
        counts = []
        for typed in ("1", "19", "199", "BF-19999"):
            register.table.filter(typed)
            register.table.view.viewport().repaint()
            counts.append(len(register.table.model.shown))
        assert counts == sorted(counts, reverse=True)
        assert counts[-1] == 1


class TestEntering:
    def test_a_home_approved_already_enters_with_its_terms(self, at: At, opened: Opened) -> None:
        desk = at("staffed")
        keyboard = opened(desk)
        keyboard.shortcut(Qt.Key.Key_N, "reference")
        keyboard.type("reference", "BF-200")
        keyboard.type("carer_name", "Aurelia Finch")
        keyboard.type("carer_born_on", "4 Dec 1980")
        keyboard.type("carer_sex", "Female")
        keyboard.type("address", "1 Mill Lane")
        assert not keyboard.has("approved_since")
        keyboard.press("state_approved_already")
        keyboard.type("approved_since", "2 3 2024")
        keyboard.press("kinds_of_placement_long_term")
        keyboard.type("number_of_children", "2 children")
        keyboard.type("youngest", "Any")
        keyboard.type("oldest", "Any")
        keyboard.press("sex_of_the_children_either_sex")
        keyboard.main_act("named_children")
        home = desk.the(FosterHome, reference="BF-200")
        assert (home.names, home.state, home.approved_on) == (
            "Aurelia Finch",
            ApprovalState.APPROVED,
            date(2024, 3, 2),
        )
        terms = desk.the(ApprovalTerms, home_id=home.id).terms
        assert (terms.placement_kinds, terms.number, terms.age_from) == ((PlacementKind.LONG_TERM,), 2, ANY)
        assert page_of(keyboard).subject_id == home.id
        assert ("enter_home", home.id) in {(line.act, line.subject_id) for line in desk.audit()}

    def test_a_reference_taken_is_said_beside_the_field(self, at: At, opened: Opened) -> None:
        keyboard = opened(at("staffed"))
        keyboard.press("enter_a_home")
        keyboard.type("reference", CARERS.reference)
        assert "already" in keyboard.error("reference")

    def test_somebody_of_the_same_name_is_a_question(self, at: At, opened: Opened) -> None:
        desk = at("staffed")
        keyboard = opened(desk)
        keyboard.press("enter_a_home")
        keyboard.type("reference", "BF-201")
        keyboard.type("carer_name", "wilhelmina  MARSH")
        keyboard.type("carer_born_on", "14 2 1975")
        keyboard.type("carer_sex", "Female")
        keyboard.type("address", "9 Weavers' Row")
        keyboard.press("state_applying")
        keyboard.press("enter_the_home")
        assert desk.find(FosterHome, reference="BF-201") == ()
        keyboard.press("enter_it_all_the_same")
        assert desk.the(FosterHome, reference="BF-201").state is ApprovalState.APPLICANT


class TestChildren:
    def test_a_child_outside_the_terms_is_told_of_at_once_with_the_way_out(
        self, at: At, opened: Opened
    ) -> None:
        desk = at("staffed")
        keyboard = opened(desk, CARERS.id)
        keyboard.shortcut(Qt.Key.Key_N, "initials")
        type_child(keyboard, age="13")
        page = page_of(keyboard)
        assert page.sheet is not None
        assert "outside the terms" in page.sheet.follows
        keyboard.main_act("placed_by")
        placed = desk.the(Placement)
        assert (placed.child, placed.age, placed.sex, placed.started_on) == ("X.Y.", 13, Sex.GIRLS, TODAY)
        assert "outside the terms" in page.standing.sentence
        keyboard.press("start_a_change", page.standing)
        keyboard.type("youngest", "Any")
        keyboard.type("oldest", "Any")
        keyboard.press("take_in_the_item")
        item = desk.the(PanelItem)
        assert (item.type_code, item.home_id) == ("CHG", CARERS.id)
        assert item.proposed_terms is not None
        assert (item.proposed_terms.number, item.proposed_terms.age_to) == (2, ANY)
        assert item.reference in page.standing.sentence
        keyboard.press("start_a_change", page.head)
        keyboard.press("take_in_the_item")
        assert item.reference in page.sheet.notice.sentence
        assert len(desk.find(PanelItem)) == 1, "a second change is a question first"

    def test_a_child_the_approval_allows_is_said_to_be_so(self, at: At, opened: Opened) -> None:
        desk = at("staffed")
        keyboard = opened(desk, CARERS.id)
        keyboard.press("add_a_child")
        type_child(keyboard)
        sheet = page_of(keyboard).sheet
        assert sheet is not None
        assert sheet.follows == "The approval allows this placement."
        keyboard.press("add_the_child")
        assert page_of(keyboard).standing.sentence == "A review is due by 15 December 2026."

    def test_a_child_leaves(self, at: At, opened: Opened) -> None:
        desk = at("staffed")
        furnish(desk)
        keyboard = opened(desk, CARERS.id)
        keyboard.press("end_the_placement_of_a_b")
        keyboard.type("left_on", "1 11 2026")
        assert "before the child came" in keyboard.error("left_on")
        keyboard.type("left_on", "20 11 2026")
        keyboard.press("end_the_placement")
        assert desk.get(Placement, "placement-A.B.").ended_on == date(2026, 11, 20)
        assert "Three children" not in page_of(keyboard).standing.sentence

    def test_an_exemption_of_another_authority_is_refused_and_nothing_typed_is_lost(
        self, at: At, opened: Opened
    ) -> None:
        desk = at("staffed")
        furnish(desk)
        keyboard = opened(desk, CARERS.id)
        keyboard.press("record_an_exemption")
        sheet = page_of(keyboard).sheet
        assert sheet is not None
        keyboard.type("the_home_is_in_the_area_of", "Brackendale Council")
        keyboard.type("granted_by", "Northport Council")
        keyboard.type("granted_on", "20 11 2026")
        keyboard.press("record_the_exemption")
        assert "Only the authority where the home is" in sheet.notice.sentence
        keyboard.type("granted_by", "Brackendale Council")
        keyboard.press("record_the_exemption")
        granted = desk.the(Exemption, home_id=CARERS.id)
        assert granted.named_children == ("E.F.", "C.D.", "A.B.")
        keyboard.press("end_the_exemption_for_e_f_c_d_and_a_b")
        keyboard.press("end_the_exemption")
        assert desk.get(Exemption, granted.id).ended_on == TODAY


class TestApproval:
    def test_a_resignation_says_when_it_ends_the_approval_by_itself(self, at: At, opened: Opened) -> None:
        desk = at("staffed")
        keyboard = opened(desk, CARERS.id)
        keyboard.press("receive_a_resignation")
        sheet = page_of(keyboard).sheet
        assert sheet is not None
        assert "by itself on Monday 21 December 2026" in sheet.follows
        keyboard.type("reason", "Moving to the coast.")
        keyboard.press("receive_the_resignation")
        received = desk.the(Resignation)
        assert (received.ends_on, received.reason) == (date(2026, 12, 21), "Moving to the coast.")
        assert not keyboard.has("receive_a_resignation")
        desk.move_to(date(2026, 12, 21))
        page_of(keyboard).refresh()
        keyboard.press("enter_the_end", page_of(keyboard).standing)
        assert desk.get(FosterHome, CARERS.id).state is ApprovalState.ENDED

    def test_a_temporary_approval_is_given_and_extended_in_its_three_steps(
        self, at: At, opened: Opened
    ) -> None:
        desk = at("staffed")
        keyboard = opened(desk, GRANDMOTHER.id)
        keyboard.press("approve_temporarily")
        keyboard.type("children", "T.O.")
        keyboard.type("approved_on", "17 8 2026")
        sheet = page_of(keyboard).sheet
        assert sheet is not None
        assert "It lapses on Monday 7 December 2026" in sheet.follows
        keyboard.press("record_the_approval")
        assert page_of(keyboard).standing.sentence.startswith("Temporary approval ends in 14 days")
        keyboard.press("extend_it", page_of(keyboard).standing)
        keyboard.type("panel_views_on", "18 11 2026")
        keyboard.type("officer_told_on", "19 11 2026")
        keyboard.type("nominated_officer", "Deborah Nkemelu-Hart")
        keyboard.type("extension_approved_on", "20 11 2026")
        keyboard.type("extended_until", "3 2 2027")
        keyboard.main_act("extended_until")
        sheet = page_of(keyboard).sheet
        assert sheet is not None
        assert "to 1 February 2027 at the latest" in sheet.notice.sentence
        keyboard.type("extended_until", "15 1 2027")
        keyboard.main_act("extended_until")
        assert desk.the(TemporaryApproval).ends_on == date(2027, 1, 15)
        assert not keyboard.has("extend_it")

    def test_a_brother_or_sister_who_follows_has_an_approval_of_their_own(
        self, at: At, opened: Opened
    ) -> None:
        desk = at("staffed")
        first = register.approve_temporarily(
            desk.office, GRANDMOTHER.id, children=("T.O.",), approved_on=date(2026, 8, 17)
        )
        keyboard = opened(desk, GRANDMOTHER.id)
        keyboard.press("add_a_child")
        type_child(keyboard, "B.O.", age="3")
        keyboard.main_act("initials")
        assert "no temporary approval is for this child" in page_of(keyboard).standing.sentence
        keyboard.press("approve_temporarily", page_of(keyboard).standing)
        keyboard.type("children", "B.O.")
        keyboard.main_act("children")
        QApplication.processEvents()
        cards = page_of(keyboard).findChildren(QWidget, "card_temporary_approval")
        assert [_facts(card).partition(" Given")[0] for card in cards] == ["For: T.O.", "For: B.O."]
        page_of(keyboard).open_form(f"temporary-extension:{first.id}")
        sheet = page_of(keyboard).sheet
        assert sheet is not None
        assert sheet.accessibleName() == "Extend the temporary approval for T.O."

    def test_a_temporary_approval_is_let_run_on_for_an_independent_review(
        self, at: At, opened: Opened
    ) -> None:
        desk = at("determined")
        register.approve_temporarily(
            desk.office, APPLICANTS.id, children=("T.B.",), approved_on=date(2026, 9, 15)
        )
        assert not opened(desk, APPLICANTS.id).has("let_it_run_on")
        challenge(desk, Route.INDEPENDENT_REVIEW)
        keyboard = opened(desk, APPLICANTS.id)
        keyboard.press("let_it_run_on")
        sheet = page_of(keyboard).sheet
        assert sheet is not None
        assert "It does not end on Tuesday 5 January 2027" in sheet.follows
        keyboard.press("let_it_run_on", sheet)
        assert "Decided by" in keyboard.error("decided_by")
        assert desk.the(TemporaryApproval).until_review is None
        keyboard.type("decided_by", "Hal Orme, head of service")
        keyboard.main_act("decided_by")
        until = desk.the(TemporaryApproval).until_review
        assert until is not None
        assert (until.decided_by, until.decided_on) == ("Hal Orme, head of service", date(2026, 12, 8))
        assert not keyboard.has("let_it_run_on")
        assert not keyboard.has("extend_it")
        assert "Decided by: Hal Orme" in _facts(keyboard.find("card_temporary_approval"))
        assert "Final minutes" not in _facts(keyboard.find("card_temporary_approval"))
        assert "runs on until the outcome" in page_of(keyboard).notice.sentence

    def test_what_has_lapsed_is_not_offered_to_run_on(self, at: At, opened: Opened) -> None:
        desk = at("determined")
        register.approve_temporarily(
            desk.office, APPLICANTS.id, children=("T.B.",), approved_on=date(2026, 9, 15)
        )
        challenge(desk, Route.INDEPENDENT_REVIEW)
        desk.move_to(date(2027, 1, 6))
        assert not opened(desk, APPLICANTS.id).has("let_it_run_on")

    def test_a_review_from_before_is_recorded(self, at: At, opened: Opened) -> None:
        desk = at("staffed")
        keyboard = opened(desk, CARERS.id)
        keyboard.press("record_a_review")
        keyboard.type("held_on", "1 12 2027")
        assert "still to come" in keyboard.error("held_on")
        keyboard.type("held_on", "2 11 2026")
        keyboard.press("record_the_review")
        assert desk.the(Review).held_on == date(2026, 11, 2)


class TestStory:
    def test_the_chronology_of_a_home_is_saved_to_read_or_for_a_spreadsheet(
        self, at: At, opened: Opened, tmp_path: Path
    ) -> None:
        desk = at("staffed")
        furnish(desk)
        keyboard = opened(desk, CARERS.id)
        for name, begins in (("story.pdf", b"%PDF"), ("story.csv", b"\xef\xbb\xbfpart,")):
            keyboard.press("save_the_chronology")
            keyboard.answer_dialog("save_copy", tmp_path / name)
            assert (tmp_path / name).read_bytes().startswith(begins)
            assert desk.last_act() == ("record_copy", CARERS.id)
            assert page_of(keyboard).notice.sentence.startswith(f"Saved as {name}")
        rows = (tmp_path / "story.csv").read_text(encoding="utf-8-sig")
        assert "A.B. placed" in rows

    def test_a_long_story_is_shown_whole_above_the_way_to_save_it(self, at: At, opened: Opened) -> None:
        desk = at("staffed")
        for number in range(14):
            register.place_child(desk.office, child(f"{'ABCDEFGHIJKLMN'[number]}.Z."))
        keyboard = opened(desk, CARERS.id)
        card = keyboard.find("card_what_happened")
        assert "B.Z. placed" not in _facts(card)
        keyboard.press(f"show_all_{len(timeline_of_home(desk.office, CARERS.id))}")
        assert "B.Z. placed" in _facts(card)
        button = keyboard.find("save_the_chronology")
        assert all(one.y() + one.height() <= button.y() for one in card.findChildren(Fact))


class TestHousehold:
    def test_who_lives_here_is_added_and_changed_and_an_adult_needs_checks(
        self, at: At, opened: Opened
    ) -> None:
        desk = at("staffed")
        keyboard = opened(desk, CARERS.id)
        keyboard.press("add_to_the_household", page_of(keyboard).home)
        keyboard.type("name", "Edwin Marsh")
        keyboard.type("date_of_birth", "4 3 2001")
        keyboard.type("relationship", "Son")
        sheet = page_of(keyboard).sheet
        assert sheet is not None
        assert "enhanced DBS check" in sheet.follows
        keyboard.press("add_to_the_household", sheet)
        keyboard.press("change_edwin_marsh")
        keyboard.type("relationship", "Lodger")
        keyboard.press("keep_the_change")
        (lives_here,) = desk.get(FosterHome, CARERS.id).household
        assert (lives_here.name, lives_here.relationship) == ("Edwin Marsh", "Lodger")

    def test_a_carer_joins_and_the_address_changes(self, at: At, opened: Opened) -> None:
        desk = at("staffed")
        keyboard = opened(desk, CARERS.id)
        keyboard.press("add_a_carer")
        keyboard.type("carer_name", "Osbert Marsh")
        keyboard.type("carer_born_on", "1 1 1974")
        keyboard.type("carer_sex", "Male")
        keyboard.press("add_the_carer")
        keyboard.press("change_the_reference_or_address")
        keyboard.type("address", "2 Tannery Yard")
        keyboard.press("keep_the_change")
        home = desk.get(FosterHome, CARERS.id)
        assert home.names == "Wilhelmina Marsh and Osbert Marsh"
        assert home.address == ("2 Tannery Yard",)

    def test_taking_somebody_out_can_be_undone(self, at: At, qtbot: QtBot) -> None:
        desk = at("staffed")
        furnish(desk)
        window = DeskWindow(desk.office, {Place.HOMES: HomesPage})
        qtbot.addWidget(window)
        with qtbot.waitActive(window, timeout=WITHIN_MS):
            window.show()
        window.go(Destination(Place.HOMES, CARERS.id))
        keyboard = Keyboard(qtbot, window, window.runner)
        keyboard.press("take_out_edwin_marsh")
        assert len(desk.get(FosterHome, CARERS.id).household) == 1
        keyboard.press("undo", window.undo_line)
        assert len(desk.get(FosterHome, CARERS.id).household) == 2
        assert keyboard.has("take_out_edwin_marsh")
        window.runner.stop()


class TestDrafts:
    def test_what_is_typed_is_kept_and_comes_back(self, at: At, opened: Opened, qtbot: QtBot) -> None:
        desk = at("staffed")
        keyboard = opened(desk, CARERS.id)
        keyboard.press("add_a_child")
        qtbot.keyClicks(keyboard.find("initials"), "Q.")
        qtbot.waitUntil(lambda: _kept(desk) == "Q.", timeout=WITHIN_MS)
        qtbot.keyClick(keyboard.find("initials"), Qt.Key.Key_Escape)
        assert page_of(keyboard).sheet is None
        keyboard.press("add_a_child")
        sheet = page_of(keyboard).sheet
        assert sheet is not None
        assert sheet.notice.sentence == "Here is what you typed before."
        assert sheet.form.field("initials").text() == "Q."
        assert keyboard.find("initials").hasFocus(), "it begins in its first field, not in what is said above"
        keyboard.press("start_afresh")
        assert sheet.form.field("initials").text() == ""
        assert _kept(desk) == ""

    def test_a_form_opens_again_after_a_lock(self, at: At, opened: Opened) -> None:
        keyboard = opened(at("staffed"), CARERS.id)
        page = page_of(keyboard)
        for place, title in (
            (f"home-carer:{CARERS.id}:0", "Change a carer"),
            (f"home-household:{CARERS.id}:None", "Add somebody who lives here"),
            (f"home-change:{CARERS.id}", "Start a change"),
            ("home-new", "Enter a home"),
        ):
            page.open_form(place)
            assert page.sheet is not None
            assert page.sheet.accessibleName() == title
        before = page.sheet
        page.open_form("placement-end:gone")
        assert page.sheet is before, "what it was about is gone"


class TestLooks:
    @pytest.mark.parametrize("dress", DRESSES, ids=lambda dress: dress[0])
    def test_it_fits_in_every_dress(
        self,
        at: At,
        qtbot: QtBot,
        qapp: QApplication,
        shot: Shot,
        dress: tuple[str, theme.Scheme, float],
    ) -> None:
        name, scheme, scale = dress
        theme.apply(qapp, scheme, scale)
        desk = at("staffed")
        furnish(desk)
        window = DeskWindow(desk.office, {Place.HOMES: HomesPage})
        qtbot.addWidget(window)
        window.resize(1366, 768)
        with qtbot.waitActive(window, timeout=WITHIN_MS):
            window.show()
        keyboard = Keyboard(qtbot, window, window.runner)
        settle(keyboard, qtbot)
        fits(window, shot, f"homes-{name}")
        window.go(Destination(Place.HOMES, "home-98"))
        settle(keyboard, qtbot)
        fits(window, shot, f"home-{name}")
        keyboard.press("add_a_child", window.pages)
        settle(keyboard, qtbot)
        fits(window, shot, f"home-sheet-{name}")
        window.runner.stop()

    def test_a_home_with_much_to_say_of_it_leaves_room_for_its_cards_at_large_text(
        self, at: At, qtbot: QtBot, qapp: QApplication
    ) -> None:
        theme.apply(qapp, theme.Scheme.LIGHT, 2.0)
        desk = at("staffed")
        for initials in ("A.B.", "C.D.", "E.F.", "G.H.", "I.J."):
            register.place_child(desk.office, child(initials, age=17))
        window = DeskWindow(desk.office, {Place.HOMES: HomesPage})
        qtbot.addWidget(window)
        window.resize(1366, 768)
        with qtbot.waitActive(window, timeout=WITHIN_MS):
            window.show()
        window.go(Destination(Place.HOMES, CARERS.id))
        settle(Keyboard(qtbot, window, window.runner), qtbot)
        assert window.size().toTuple() == (1366, 768)
        page = window.pages.current
        assert isinstance(page, HomesPage)
        assert len(page.standing.sentence) > 300
        window.runner.stop()

    def test_another_home_is_shown_from_its_top(self, at: At, opened: Opened, qtbot: QtBot) -> None:
        desk = at("staffed")
        furnish(desk)
        keyboard = opened(desk, "home-98")
        settle(keyboard, qtbot)
        bars = [area.verticalScrollBar() for area in page_of(keyboard).home.findChildren(QScrollArea)]
        for bar in bars:
            bar.setValue(bar.maximum())
        down = sum(bar.value() for bar in bars)
        assert down > 0
        page_of(keyboard).refresh()
        settle(keyboard, qtbot)
        assert sum(bar.value() for bar in bars) == down, "the same home stays where it was"
        page_of(keyboard).open_subject(CARERS.id)
        settle(keyboard, qtbot)
        assert sum(bar.value() for bar in bars) == 0

    def test_every_tab_stop_has_a_name_and_no_key_is_given_twice(self, at: At, opened: Opened) -> None:
        desk = at("staffed")
        furnish(desk)
        keyboard = opened(desk)
        assert walk.nameless_tab_stops(keyboard.page) == []
        for home_id in (CARERS.id, "home-98", GRANDMOTHER.id, "home-hollowell"):
            page_of(keyboard).open_subject(home_id)
            assert walk.nameless_tab_stops(keyboard.page) == []
            assert walk.duplicate_shortcuts(keyboard.page) == []
            names = walk.focus_order(keyboard.page)
            assert names[0] == "Search everything", "from the top"


def _facts(card: QWidget) -> str:
    QApplication.processEvents()
    return " ".join(one.accessibleName() for one in card.findChildren(Fact))


def _kept(desk: Desk) -> str:
    kept = drafts.kept_draft(desk.office, f"home-placement:{CARERS.id}")
    return kept.fields["initials"] if kept else ""
