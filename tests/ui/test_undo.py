"""Undo at the desk: offered after an edit, taken back with Ctrl+Z, refused when somebody changed it since."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fosterpanel.domain.actions import Action
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.papers import ExpectedPaper
from fosterpanel.domain.register import FosterHome, Placement
from fosterpanel.domain.settings import Setting
from fosterpanel.domain.terms import PlacementKind, Sex
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.desk.undo import Edit
from fosterpanel.ui.desk.window import DeskWindow
from fosterpanel.ui.pages.places import PAGES
from fosterpanel.ui.parts.tables.view import RowsView
from fosterpanel.workflow.agendas import running_order
from fosterpanel.workflow.business.actions import agree_action
from fosterpanel.workflow.homes import register
from tests.ui.by_keyboard import Keyboard
from tests.ui.framing import Window
from tests.ui.framing import window as window
from tests.workflow.builders import APPLICANTS, CARERS, MEETING, At, Desk
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


@dataclass(slots=True)
class AtDesk:
    """The desk with its real pages, and a robot at its keyboard."""

    window: DeskWindow
    keyboard: Keyboard
    desk: Desk
    qtbot: QtBot

    def go(self, place: Place, subject_id: str = "", part: str = "") -> None:
        """Go somewhere and wait until it has been read."""
        self.window.go(Destination(place, subject_id, part))
        self.keyboard.wait()

    def open_row(self, table_name: str, begins: str) -> None:
        """Press Enter on the row of a table that begins so."""
        table = self.window.pages.current.findChild(RowsView, table_name)
        assert isinstance(table, RowsView)
        model = table.model()
        at_row = next(
            row for row in range(model.rowCount()) if str(model.index(row, 0).data()).startswith(begins)
        )
        table.setFocus()
        table.go_to(at_row)
        self.qtbot.keyClick(table, Qt.Key.Key_Return)
        self.keyboard.wait()

    def undo(self) -> None:
        """Press Ctrl+Z with the keyboard on no field."""
        self.window.setFocus()
        self.qtbot.keyClick(self.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        self.keyboard.wait()

    def records(self) -> dict[str, list[Any]]:
        """Every record that an edit may touch, without its version."""
        return {
            kind.__name__: sorted(
                (replace(one, version=0) for one in self.desk.find(kind)), key=lambda one: one.id
            )  # type: ignore[type-var]
            for kind in (Action, ExpectedPaper, PanelItem, Placement, Setting)
        } | {"agenda": [one.title for one in running_order.running_order(self.desk.office, MEETING).entries]}


@pytest.fixture
def at_desk(at: At, qtbot: QtBot) -> Iterator[Callable[[str], AtDesk]]:
    """Sit down as the administrator after a step of the story."""
    windows: list[DeskWindow] = []

    def sit(step: str) -> AtDesk:
        desk = at(step)
        shown = DeskWindow(desk.office, PAGES)
        windows.append(shown)
        shown.resize(1366, 768)
        with qtbot.waitActive(shown):
            shown.show()
        sat = AtDesk(shown, Keyboard(qtbot, shown, shown.runner), desk, qtbot)
        sat.keyboard.wait()
        return sat

    yield sit
    for each in windows:
        each.runner.stop()
        each.close()
        each.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def say_who_owes(sat: AtDesk) -> None:
    sat.go(Place.ITEMS, sat.desk.item.id)
    sat.open_row("papers", "Legal advice")
    sat.keyboard.type("owed_by", "R. Ansah")
    sat.keyboard.type("due", "27 11 2026")
    sat.keyboard.press("keep_who_owes_it")


def take_off_at_the_item(sat: AtDesk) -> None:
    sat.go(Place.ITEMS, sat.desk.item.id)
    sat.keyboard.press("take_off_the_agenda")


def take_off_the_agenda(sat: AtDesk) -> None:
    sat.go(Place.MEETINGS, MEETING, "agenda")
    order = sat.window.pages.current.findChild(QWidget, "running_order")
    assert order is not None
    sat.qtbot.keyClick(order, Qt.Key.Key_Down)
    sat.qtbot.keyClick(order, Qt.Key.Key_Delete)
    sat.keyboard.wait()


def list_it(sat: AtDesk) -> None:
    sat.go(Place.ITEMS, sat.desk.item.id, "list")
    sat.keyboard.press("list_it")
    if sat.keyboard.has("list_it_all_the_same"):
        sat.keyboard.press("list_it_all_the_same")


def finish_it(sat: AtDesk) -> None:
    sat.go(Place.ACTIONS)
    sat.keyboard.press("mark_as_done")


def let_a_child_leave(sat: AtDesk) -> None:
    sat.go(Place.HOMES, CARERS.id)
    sat.keyboard.press("end_the_placement_of_a_b")
    sat.keyboard.press("end_the_placement")


def lock_later(sat: AtDesk) -> None:
    sat.go(Place.SETTINGS, part="Security")
    sat.keyboard.type("lock_after", "25")
    sat.keyboard.press("keep_these_minutes")


@pytest.mark.parametrize(
    ("step", "edit"),
    [
        ("taken in", say_who_owes),
        ("listed", take_off_at_the_item),
        ("listed", take_off_the_agenda),
        ("awaiting", list_it),
        ("recommended", finish_it),
        ("listed", let_a_child_leave),
        ("listed", lock_later),
    ],
    ids=lambda one: getattr(one, "__name__", one).replace("_", " "),
)
def test_an_edit_at_the_desk_is_taken_back(
    at_desk: Callable[[str], AtDesk], step: str, edit: Callable[[AtDesk], None]
) -> None:
    sat = at_desk("listed" if step == "awaiting" else step)
    office = sat.desk.office
    register.place_child(office, placed(sat.desk))
    if step == "awaiting":
        running_order.take_item_off(office, MEETING, sat.desk.item.id)
    if step == "recommended":
        agree_action(office, sat.desk.item.id, what="Write", owner="R. Ansah", due_on=date(2026, 12, 18))
    before = sat.records()
    edit(sat)
    assert sat.records() != before
    assert sat.window.undo_line.isVisible()
    sat.undo()
    assert sat.records() == before


def placed(desk: Desk) -> Placement:
    return Placement(
        id="placement-child",
        home_id=CARERS.id,
        child="A.B.",
        age=7,
        sex=Sex.BOYS,
        kind=PlacementKind.SHORT_TERM,
        placed_by="Brackendale Council",
        started_on=desk.clock.today() - timedelta(days=3),
    )
