"""The central list by keyboard: what is typed ends in the store, and the page says what follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.service import Person, Role
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.desk.window import DeskWindow
from fosterpanel.ui.look import theme
from fosterpanel.ui.pages.central_list.members_list import MembersList
from fosterpanel.ui.pages.central_list.page import CentralListPage
from fosterpanel.ui.pages.form_sheet import FormSheet
from fosterpanel.workflow import drafts
from fosterpanel.workflow.panels import central_list, meetings
from fosterpanel.workflow.panels.list_overview import ListOverview, list_overview
from tests.ui import walk
from tests.ui.by_keyboard import Keyboard
from tests.ui.conftest import Shot
from tests.ui.patience import WITHIN_MS
from tests.ui.records_scene import Opened, OpenRecords, fits
from tests.ui.records_scene import records as records
from tests.ui.test_look import DRESSES
from tests.workflow.builders import PROVIDER, At, meeting
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story

TODAY = date(2026, 11, 23)


@pytest.fixture
def opened(records: OpenRecords) -> Opened:
    return records(CentralListPage)


def page_of(keyboard: Keyboard) -> CentralListPage:
    assert isinstance(keyboard.page, CentralListPage)
    return keyboard.page


def sheet_of(keyboard: Keyboard) -> FormSheet:
    sheet = page_of(keyboard).sheet
    assert sheet is not None
    return sheet


class TestList:
    def test_it_shows_who_can_sit_as_what(self, at: At, opened: Opened) -> None:
        keyboard = opened(at("staffed"))
        shown = {line.member.name: line for line in page_of(keyboard).members.table.model.shown}
        assert shown["Margaret Ollerenshaw"].seats == "Chair"
        assert shown["Margaret Ollerenshaw"].is_independent
        assert shown["Tobiah Quill"].is_independent is False
        experienced, junior = shown["Rhoswen Addai"].experience, shown["Joss Arkle"].experience
        assert experienced is not None
        assert junior is not None
        assert (experienced.words, junior.words) == ("3 years", "From 2 September 2027")

    def test_what_the_list_lacks_stands_above_it(self, at: At, opened: Opened) -> None:
        desk = at("staffed")
        keyboard = opened(desk)
        assert page_of(keyboard).members.gaps.isHidden()
        central_list.give_list_notice(desk.office, "member-social", on=TODAY, reasons="Retiring.")
        desk.move_to(date(2026, 12, 24))
        page_of(keyboard).refresh()
        keyboard.wait()
        assert "3 years' relevant experience" in page_of(keyboard).members.gaps.sentence

    def test_what_a_notice_will_take_from_the_list_is_said_while_there_is_time(
        self, at: At, opened: Opened
    ) -> None:
        desk = at("staffed")
        central_list.give_list_notice(desk.office, "member-social", on=TODAY, reasons="Retiring.")
        said = page_of(opened(desk)).members.gaps.sentence
        assert said.startswith("From 24 December 2026: nobody on the list is a social worker with 3 years'")

    def test_views_tell_who_is_away_or_leaving(self, at: At, opened: Opened) -> None:
        desk = at("staffed")
        central_list.give_list_notice(desk.office, "member-spare", on=TODAY, reasons="Moving.")
        keyboard = opened(desk)
        keyboard.press("view_away_or_leaving")
        (line,) = page_of(keyboard).members.table.model.shown
        assert line.availability.sentence == "Under notice: the last day on the list is 23 December 2026."

    def test_enter_opens_a_member(self, at: At, opened: Opened) -> None:
        keyboard = opened(at("staffed"))
        keyboard.open_row(page_of(keyboard).members.table, "quill")
        assert page_of(keyboard).subject_id == "member-vice"
        keyboard.press("whole_list")
        assert page_of(keyboard).subject_id == ""

    def test_twenty_thousand_members_are_filtered_as_one_types(self, at: At, qtbot: QtBot) -> None:
        line = list_overview(at("staffed").office).lines[0]
        lines = tuple(
            replace(line, member=replace(line.member, id=f"{n}", name=f"Member {n}")) for n in range(20_000)
        )
        members = MembersList()
        qtbot.addWidget(members)
        members.resize(1100, 600)
        members.show()
        members.show_overview(ListOverview(lines=lines, gaps=(), to_come=(), could_join=()))
        qtbot.wait(400)
        counts = []
        for typed in ("1", "19", "199", "Member 19999"):
            members.table.filter(typed)
            members.table.view.viewport().repaint()
            counts.append(len(members.table.model.shown))
        assert counts == sorted(counts, reverse=True)
        assert counts[-1] == 1


class TestJoining:
    def test_somebody_new_joins_in_one_act(self, at: At, opened: Opened) -> None:
        desk = at("staffed")
        keyboard = opened(desk)
        keyboard.shortcut(Qt.Key.Key_N, "who_joins")
        keyboard.type("who_joins", "Somebody")
        keyboard.type("name", "Isolde Pargeter")
        keyboard.press("joins_as_vice_chair")
        keyboard.type("what_they_bring", "Health visitor")
        assert not keyboard.has("relevant_experience_since")
        keyboard.press("is_a_registered_social_worker")
        keyboard.type("relevant_experience_since", "1 10 2024")
        assert "from 1 October 2027" in sheet_of(keyboard).follows
        keyboard.type("contact", "01632 960 111")
        keyboard.main_act("what_they_bring")
        joined = desk.the(PanelMember, name="Isolde Pargeter")
        assert (joined.joined_on, joined.experience_from) == (TODAY, date(2024, 10, 1))
        assert joined.contact == ("01632 960 111",)
        assert desk.get(Person, joined.person_id).roles == (Role.VICE_CHAIR,)
        assert page_of(keyboard).subject_id == joined.id

    def test_somebody_of_the_same_name_is_a_question(self, at: At, opened: Opened) -> None:
        desk = at("staffed")
        keyboard = opened(desk)
        keyboard.press("put_somebody_on_the_list")
        keyboard.type("who_joins", "Somebody")
        keyboard.type("name", "Wilhelmina Marsh")
        keyboard.type("what_they_bring", "Carer")
        keyboard.press("put_on_the_list")
        assert "fosters in home BF-102" in sheet_of(keyboard).notice.sentence
        assert desk.find(PanelMember, name="Wilhelmina Marsh") == ()
        keyboard.press("put_them_on_the_list_all_the_same")
        assert desk.the(PanelMember, name="Wilhelmina Marsh").background == "Carer"


class TestMember:
    def test_the_rule_books_questions_are_asked_for_each_provider(self, at: At, opened: Opened) -> None:
        desk = at("staffed")
        keyboard = opened(desk, "member-vice")
        keyboard.press("ask_about_brackendale_fostering")
        assert "Not independent" in sheet_of(keyboard).follows
        keyboard.press("question_employed_fostering_no")
        assert sheet_of(keyboard).follows.startswith("Independent")
        keyboard.press("keep_the_answers")
        (answers,) = desk.get(PanelMember, "member-vice").independence
        assert (answers.provider, answers.yes_to, answers.answered_on) == (PROVIDER, (), TODAY)

    def test_dates_of_checks_are_kept_and_say_what_is_due(self, at: At, opened: Opened) -> None:
        desk = at("staffed")
        keyboard = opened(desk, "member-vice")
        keyboard.press("enter_dates")
        keyboard.type("dbs_check", "24 11 2026")
        assert "still to come" in keyboard.error("dbs_check")
        keyboard.type("dbs_check", "1 12 2023")
        keyboard.type("appraisal", "1 9 2026")
        keyboard.type("training", "1 9 2026")
        keyboard.type("agreement_signed", "1 2 2022")
        keyboard.press("keep_the_dates")
        member = desk.get(PanelMember, "member-vice")
        assert (member.dbs_checked_on, member.appraised_on) == (date(2023, 12, 1), date(2026, 9, 1))
        keyboard.press("whole_list")
        table = page_of(keyboard).members.table
        line = table.model.row(table.model.place_of("member-vice"))
        assert line.due_words == "induction missing, DBS check due"

    def test_a_change_is_kept_and_undone(self, at: At, qtbot: QtBot) -> None:
        desk = at("staffed")
        window = DeskWindow(desk.office, {Place.CENTRAL_LIST: CentralListPage})
        qtbot.addWidget(window)
        with qtbot.waitActive(window, timeout=WITHIN_MS):
            window.show()
        window.go(Destination(Place.CENTRAL_LIST, "member-carer"))
        keyboard = Keyboard(qtbot, window, window.runner)
        keyboard.press("change")
        keyboard.type("other_panels_they_sit_on", "Northport Fostering Panel")
        keyboard.press("keep_the_change")
        assert desk.get(PanelMember, "member-carer").other_panels == ("Northport Fostering Panel",)
        keyboard.press("undo", window.undo_line)
        assert desk.get(PanelMember, "member-carer").other_panels == ()
        window.runner.stop()

    def test_a_spell_away_says_which_panel_it_misses(self, at: At, opened: Opened) -> None:
        desk = at("listed")
        keyboard = opened(desk, "member-carer")
        keyboard.press("add_a_spell_away")
        keyboard.type("first_day_away", "1 12 2026")
        keyboard.type("last_day_away", "30 11 2026")
        assert "before 1 December 2026" in keyboard.error("last_day_away")
        keyboard.type("last_day_away", "11 12 2026")
        assert "4 December 2026" in sheet_of(keyboard).follows
        keyboard.press("keep_the_spell")
        assert desk.get(PanelMember, "member-carer").away == ((date(2026, 12, 1), date(2026, 12, 11)),)
        keyboard.press("take_out_the_spell_away_from_1_december_2026")
        assert desk.get(PanelMember, "member-carer").away == ()

    def test_notice_says_the_last_day_and_the_panels_after_it(self, at: At, opened: Opened) -> None:
        desk = at("listed")
        meetings.plan_meeting(desk.office, meeting("meeting-january", date(2027, 1, 8)))
        keyboard = opened(desk, "member-carer")
        keyboard.press("give_notice", page_of(keyboard).member)
        follows = sheet_of(keyboard).follows
        assert "Wednesday 23 December 2026" in follows
        assert "Appointed to 1 panel after that: 8 January 2027" in follows
        keyboard.type("reasons", "Moving.")
        keyboard.press("give_notice", sheet_of(keyboard))
        member = desk.get(PanelMember, "member-carer")
        assert (member.leaves_on, member.notice_reasons) == (date(2026, 12, 23), "Moving.")
        assert not keyboard.has("give_notice")

    def test_what_is_typed_comes_back(self, at: At, opened: Opened, qtbot: QtBot) -> None:
        desk = at("staffed")
        keyboard = opened(desk, "member-carer")
        keyboard.press("change")
        keyboard.type("what_they_bring", "Retired head teacher")
        place = "member:member-carer"
        qtbot.waitUntil(lambda: drafts.kept_draft(desk.office, place) is not None, timeout=WITHIN_MS)
        page_of(keyboard).open_place()
        page_of(keyboard).open_subject("member-carer")
        page_of(keyboard).open_form(place)
        assert sheet_of(keyboard).form.field("what_they_bring").text() == "Retired head teacher"
        assert desk.get(PanelMember, "member-carer").background == "Invented"

    def test_a_form_opens_again_after_a_lock(self, at: At, opened: Opened) -> None:
        keyboard = opened(at("staffed"), "member-carer")
        for place, title in (
            ("member-checks:member-carer", "Checks and training"),
            (f"member-independence:member-carer:{PROVIDER}", f"Independent of {PROVIDER}?"),
            ("member-away:member-carer", "Away"),
            ("member-notice:member-carer", "Notice to leave the list"),
            ("member-new", "Put somebody on the list"),
        ):
            page_of(keyboard).open_form(place)
            assert sheet_of(keyboard).accessibleName() == title


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
        desk = at("listed")
        window = DeskWindow(desk.office, {Place.CENTRAL_LIST: CentralListPage})
        qtbot.addWidget(window)
        window.resize(1366, 768)
        with qtbot.waitActive(window, timeout=WITHIN_MS):
            window.show()
        keyboard = Keyboard(qtbot, window, window.runner)
        keyboard.wait()
        qtbot.wait(60)
        fits(window, shot, f"central-list-{name}")
        window.go(Destination(Place.CENTRAL_LIST, "member-vice"))
        keyboard.wait()
        qtbot.wait(60)
        fits(window, shot, f"member-{name}")
        keyboard.press("ask_about_brackendale_fostering")
        qtbot.wait(60)
        fits(window, shot, f"member-sheet-{name}")
        window.runner.stop()

    def test_every_tab_stop_has_a_name_and_no_key_is_given_twice(self, at: At, opened: Opened) -> None:
        keyboard = opened(at("listed"))
        assert walk.nameless_tab_stops(keyboard.page) == []
        assert walk.duplicate_shortcuts(keyboard.page) == []
        page_of(keyboard).open_subject("member-vice")
        assert walk.nameless_tab_stops(keyboard.page) == []
        assert walk.duplicate_shortcuts(keyboard.page) == []
        assert walk.focus_order(keyboard.page)[0] == "Search everything", "from the top"
