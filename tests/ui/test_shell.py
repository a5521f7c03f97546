"""The desk around the pages: places by role, keys, counts, what went wrong, what is remembered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget

from fosterpanel.domain.service import Role
from fosterpanel.errors import InvalidInput
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.desk.rail import Rail
from fosterpanel.ui.desk.rail_button import RailButton
from fosterpanel.ui.desk.roles import SEES, seen_by
from fosterpanel.ui.desk.sign_in import SignInPage
from fosterpanel.ui.desk.undo import Edit
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.look import fonts, sizes, theme
from fosterpanel.ui.look.tokens import Scheme
from fosterpanel.ui.parts.words import words
from fosterpanel.workflow.founding.service import enter_person
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.settings import change_service, set_idle_minutes
from tests.ui import walk
from tests.ui.conftest import Shot
from tests.ui.framing import Window
from tests.ui.framing import window as window
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story


def test_every_role_sees_today_and_an_administrator_everything() -> None:
    assert set(SEES) == set(Role)
    assert all(seen_by(role)[0] is Place.TODAY for role in Role)
    assert seen_by(Role.ADMINISTRATOR) == list(Place)
    assert Place.DECISIONS in seen_by(Role.DECISION_MAKER)
    assert Place.DECISIONS not in seen_by(Role.CHAIR)
    assert seen_by(None) == [Place.TODAY]


def test_a_panel_member_finds_two_places(window: Window) -> None:
    window.sit_down("Perpetua")
    assert window.desk.places == [Place.TODAY, Place.MEETINGS]
    window.desk.go(Destination(Place.SETTINGS))
    assert window.desk.at == Destination(Place.TODAY)


def test_ctrl_and_a_number_goes_to_a_place_and_alt_left_back(window: Window) -> None:
    window.sit_down()
    for number, place in enumerate(window.desk.places, start=1):
        window.ctrl(Qt.Key(Qt.Key.Key_0 + number))
        assert window.desk.at.place is place
        assert window.desk.rail.button(place).isChecked()
    window.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.desk.at.place is window.desk.places[-2]


def test_a_page_is_made_once_and_read_again_each_time(window: Window) -> None:
    window.sit_down()
    window.desk.go(Destination(Place.ITEMS))
    first = window.notes
    window.desk.go(Destination(Place.TODAY))
    window.desk.go(Destination(Place.ITEMS, "item-3"))
    assert window.notes is first
    assert first.refreshed == 2
    assert window.desk.at == Destination(Place.ITEMS, "item-3")


def test_the_rail_counts_what_needs_somebody(window: Window) -> None:
    window.sit_down()
    button = window.desk.rail.button(Place.ITEMS)
    window.wait(lambda: button.count == 18)
    assert button.accessibleDescription() == "18 need somebody"
    assert window.desk.rail.button(Place.TODAY).count == 0


def test_nothing_is_counted_again_before_anything_was_done(window: Window) -> None:
    counted: list[Office] = []
    window.sit_down()

    def count(office: Office) -> int:
        counted.append(office)
        return len(counted)

    window.desk._counts = {Place.ITEMS: count}
    window.desk.count()
    window.wait(lambda: window.desk.rail.button(Place.ITEMS).count == 18)
    set_idle_minutes(window.desk.office, 12)
    for _ in range(2):
        window.desk.count()
        window.wait(lambda: window.desk.rail.button(Place.ITEMS).count == 1)
    assert len(counted) == 1


def test_who_is_at_the_desk_is_said_in_full_and_low_windows_show_every_place(
    window: Window, qapp: QApplication
) -> None:
    theme.apply(qapp, Scheme.LIGHT, 2.0)
    rail = Rail(
        "Brackendale",
        "Council service",
        "Bartholomew Featherstonehaugh",
        "Agency decision maker",
        places=Place,
    )
    window.qtbot.addWidget(rail)
    rail.resize(sizes.px(sizes.RAIL), 768)
    rail.show()
    QApplication.processEvents()
    person = rail.findChild(RailButton, "person_at_the_desk")
    assert person is not None
    assert person.height() >= 4 * QFontMetrics(fonts.font(sizes.SECONDARY)).height()
    rail.set_narrow(narrow=True)
    rail.resize(rail.width(), 768)
    QApplication.processEvents()
    assert not rail.more.is_shown
    last = rail.button(Place.SETTINGS)
    assert not last.visibleRegion().isEmpty()
    assert last.visibleRegion().boundingRect().height() == last.height()
    rail.resize(rail.width(), 400)
    QApplication.processEvents()
    assert rail.more.is_shown


def test_f1_lists_every_shortcut_and_esc_puts_it_away(window: Window, shot: Shot) -> None:
    window.sit_down()
    window.desk.go(Destination(Place.ITEMS))
    before = window.focused
    window.press(Qt.Key.Key_F1)
    assert window.desk.help.isVisible()
    shown = {label.text() for label in window.desk.help.findChildren(type(words("")))}
    assert {shortcut.words for shortcut in Shortcuts} <= shown
    shot(window.frame, "shortcuts")
    window.press(Qt.Key.Key_Escape)
    assert not window.desk.help.isVisible()
    assert window.focused is before
    window.type("?")
    assert window.desk.help.isVisible()


def test_a_question_mark_in_a_field_is_a_question_mark(window: Window) -> None:
    window.sit_down()
    window.desk.go(Destination(Place.ITEMS))
    window.notes.open_form("notes")
    window.type("Why?")
    assert window.notes.line.value() == "Why?"
    assert not window.desk.help.isVisible()


def test_a_refusal_stands_in_the_page(window: Window) -> None:
    def refuse() -> None:
        raise InvalidInput("The date is to come. Correct it.")

    window.sit_down()
    window.desk.runner.act(refuse)
    assert window.page.notice.sentence == "The date is to come. Correct it."


@pytest.mark.logs_warnings
def test_a_fault_is_apologised_for_with_a_reference(window: Window) -> None:
    def fail() -> None:
        raise LookupError("Margaret Ollerenshaw")

    window.sit_down()
    window.desk.runner.run("Failing", fail)
    window.wait(lambda: bool(window.page.notice.sentence))
    assert "Sorry" in window.page.notice.sentence
    assert "reference" in window.page.notice.sentence
    assert "Margaret" not in window.page.notice.sentence


def test_long_work_says_done_and_opens_what_it_made(window: Window) -> None:
    window.sit_down()
    opened = []
    window.desk.runner.run(
        "Building", lambda: None, done_words="Pack built", on_open=lambda: opened.append(True)
    )
    window.wait(lambda: window.desk.foot.sentence == "Pack built")
    assert window.desk.foot.isVisible()


def test_who_was_entered_meanwhile_can_sit_down_and_new_names_are_shown(window: Window) -> None:
    window.sit_down()
    office = window.desk.office
    enter_person(office, name="Zebedee Cole", roles=(Role.SOCIAL_WORKER,))
    before = office.service
    after = change_service(office, replace(before, name="Brackendale and Moss"))
    window.page.edited.emit(Edit("service details changed", before, after))
    assert window.desk.rail.findChild(QWidget, "service").accessibleName().startswith("Brackendale and Moss,")
    window.ctrl(Qt.Key.Key_Z)
    assert (
        window.desk.rail.findChild(QWidget, "service")
        .accessibleName()
        .startswith("Brackendale Fostering Service,")
    )
    window.frame.show_sign_in()
    page = window.frame.shown
    assert isinstance(page, SignInPage)
    page.people.filter("Zebedee")
    window.press(Qt.Key.Key_Return)
    window.wait(lambda: window.frame.desk is not None)
    assert window.desk.office.person.name == "Zebedee Cole"


def test_somebody_else_sits_down_and_the_words_stay(window: Window) -> None:
    window.sit_down()
    window.desk.go(Destination(Place.ITEMS))
    window.notes.open_form("notes")
    window.type("Mrs Lund rang")
    person = window.desk.rail.findChild(QWidget, "person_at_the_desk")
    window.qtbot.keyClick(person, Qt.Key.Key_Space)
    window.settle()
    page = window.frame.shown
    assert isinstance(page, SignInPage)
    page.people.filter("Margaret")
    window.press(Qt.Key.Key_Return)
    window.wait(lambda: window.frame.desk is not None)
    assert window.desk.office.person.id == "person-chair"
    window.desk.go(Destination(Place.ITEMS))
    window.notes.open_form("notes")
    assert window.notes.line.text() == ""
    window.desk.person_asked.emit()
    page = window.frame.shown
    assert isinstance(page, SignInPage)
    page.people.filter("Ida")
    window.press(Qt.Key.Key_Return)
    window.wait(lambda: window.frame.desk is not None)
    window.desk.go(Destination(Place.ITEMS))
    window.notes.open_form("notes")
    assert window.notes.line.text() == "Mrs Lund rang"


LOOKS = {
    "desk-light": (Scheme.LIGHT, 1.0, (1366, 768)),
    "desk-dark": (Scheme.DARK, 1.0, (1366, 768)),
    "desk-200": (Scheme.LIGHT, 2.0, (1366, 768)),
    "desk-narrow": (Scheme.HIGH_CONTRAST, 1.0, (700, 600)),
}


@pytest.mark.parametrize("name", LOOKS)
def test_every_place_is_named_and_nothing_is_cut_off(
    window: Window, qapp: QApplication, shot: Shot, name: str
) -> None:
    scheme, scale, size = LOOKS[name]
    theme.apply(qapp, scheme, scale)
    window.frame.resize(*size)
    window.sit_down()
    assert walk.nameless_tab_stops(window.frame) == []
    assert walk.duplicate_shortcuts(window.frame) == []
    assert walk.cut_off(window.frame) == []
    in_rail = [one for one in walk.focus_order(window.desk) if one in {place.words for place in Place}]
    assert in_rail == [place.words for place in window.desk.places]
    shot(window.frame, name)


def test_the_rail_is_walked_by_tab_and_pressed_by_enter(window: Window) -> None:
    window.sit_down()
    window.desk.rail.button(Place.TODAY).setFocus()
    window.press(Qt.Key.Key_Tab)
    window.press(Qt.Key.Key_Return)
    assert window.desk.at.place is Place.ITEMS
    assert not window.desk.rail.button(Place.TODAY).isChecked()
