"""Ctrl+K: results while typing, the arrows and Enter, and where each kind of thing is opened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from fosterpanel.domain.search import Found, FoundKind
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.desk.search import destination_of
from tests.ui import walk
from tests.ui.conftest import Shot
from tests.ui.framing import Window
from tests.ui.framing import window as window
from tests.workflow.builders import APPLICANTS, MEETING
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story


def test_a_carer_is_found_by_name_while_typing_and_opened(window: Window, shot: Shot) -> None:
    window.sit_down()
    window.ctrl(Qt.Key.Key_K)
    window.type("kem")
    results = window.desk.search.results
    assert [found.subject_id for found in results.model.shown] == [APPLICANTS.id]
    shot(window.frame, "search")
    assert walk.nameless_tab_stops(window.desk.search) == []
    window.press(Qt.Key.Key_Return)
    assert not window.desk.search.isVisible()
    assert window.desk.at.place is Place.HOMES


def test_nobody_finds_what_they_do_not_get_to_see(window: Window) -> None:
    window.sit_down("Perpetua")
    window.ctrl(Qt.Key.Key_K)
    window.type("brackendale")
    found = window.desk.search.results.model.shown
    assert {one.kind for one in found} == {FoundKind.MEETING}
    window.desk.search.line.clear()
    window.type("kem")
    assert window.desk.search.results.model.shown == []


def test_arrows_choose_while_the_cursor_stays_in_the_line(window: Window) -> None:
    window.sit_down()
    window.ctrl(Qt.Key.Key_K)
    window.type("brackendale")
    results = window.desk.search.results
    assert len(results.model.shown) > 1
    window.press(Qt.Key.Key_Down)
    assert results.current() == results.model.shown[1]
    window.press(Qt.Key.Key_Up)
    window.press(Qt.Key.Key_Up)
    assert results.current() == results.model.shown[0]
    window.type(" pan")
    assert window.desk.search.line.text() == "brackendale pan"
    assert [found.subject_id for found in results.model.shown] == [MEETING]


def test_what_is_not_there_is_said(window: Window) -> None:
    window.sit_down()
    window.ctrl(Qt.Key.Key_K)
    window.type("zebra")
    assert window.desk.search.results.empty.accessibleName().startswith("Nothing has these words")
    window.press(Qt.Key.Key_Return)
    assert window.desk.search.isVisible()
    window.press(Qt.Key.Key_Escape)
    assert not window.desk.search.isVisible()


def test_the_search_on_a_page_opens_it_too(window: Window) -> None:
    window.sit_down()
    window.page.search_asked.emit()
    assert window.desk.search.line.hasFocus()


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        (FoundKind.PERSON, Place.SETTINGS),
        (FoundKind.MEMBER, Place.CENTRAL_LIST),
        (FoundKind.HOME, Place.HOMES),
        (FoundKind.ITEM, Place.ITEMS),
        (FoundKind.MEETING, Place.MEETINGS),
    ],
)
def test_each_kind_is_opened_at_its_place(kind: FoundKind, place: Place) -> None:
    assert destination_of(Found(kind=kind, subject_id="x", title="X")) == Destination(place, "x")


def test_a_paper_is_opened_at_its_item_and_page() -> None:
    found = Found(kind=FoundKind.PAPER, subject_id="p", title="Report", item_id="i", page=12)
    assert destination_of(found) == Destination(Place.ITEMS, "i", "paper:p#12")
