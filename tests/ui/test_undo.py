"""Undo at the desk: offered after an edit, taken back with Ctrl+Z, refused when somebody changed it since."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from fosterpanel.domain.register import FosterHome
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.desk.undo import Edit
from tests.ui.framing import Window
from tests.ui.framing import window as window
from tests.workflow.builders import APPLICANTS
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story


def home(window: Window) -> FosterHome:
    with window.desk.office.reading() as reading:
        return reading.get(FosterHome, APPLICANTS.id)


def move_house(window: Window, *address: str) -> Edit:
    before = home(window)
    with window.desk.office.act() as transaction:
        after = transaction.replace(replace(before, address=address))
        transaction.note("change_home", before.id)
    return Edit("home BF-101 changed", before, after)


def test_the_last_edit_is_offered_and_taken_back(window: Window) -> None:
    window.sit_down()
    assert not window.desk.undo_line.isVisible()
    window.page.edited.emit(move_house(window, "1 New Street"))
    assert window.desk.undo_line.sentence == "Home BF-101 changed."
    assert window.desk.undo_line.button.accessibleName() == "Undo: home BF-101 changed"
    window.ctrl(Qt.Key.Key_Z)
    assert home(window).address == APPLICANTS.address
    assert not window.desk.undo_line.isVisible()


def test_edits_are_taken_back_one_after_another(window: Window) -> None:
    window.sit_down()
    window.page.edited.emit(move_house(window, "1 New Street"))
    before = home(window)
    with window.desk.office.act() as transaction:
        after = transaction.replace(replace(before, reference="BF-999"))
        transaction.note("change_home", before.id)
    window.page.edited.emit(Edit("reference changed", before, after))
    window.ctrl(Qt.Key.Key_Z)
    assert (home(window).reference, home(window).address) == ("BF-101", ("1 New Street",))


def test_what_somebody_changed_since_stays_and_is_said(window: Window) -> None:
    window.sit_down()
    window.page.edited.emit(move_house(window, "1 New Street"))
    move_house(window, "2 Newer Street")
    window.qtbot.mouseClick(window.desk.undo_line.button, Qt.MouseButton.LeftButton)
    assert home(window).address == ("2 Newer Street",)
    assert "changed again" in window.page.notice.sentence


def test_ctrl_z_in_a_field_belongs_to_the_field(window: Window) -> None:
    window.sit_down()
    window.desk.add_edit(move_house(window, "1 New Street"))
    window.desk.go(Destination(Place.ITEMS))
    window.notes.open_form("notes")
    window.type("Rang")
    window.ctrl(Qt.Key.Key_Z)
    assert window.notes.line.text() == ""
    assert home(window).address == ("1 New Street",)
