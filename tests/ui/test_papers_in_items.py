"""From an item to its papers and back, through the window as a person meets it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fosterpanel.domain.papers import Paper, PaperReading
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.desk.window import DeskWindow
from fosterpanel.ui.pages.items.page import ItemsPage
from fosterpanel.ui.pages.places import PAGES
from tests.ui import papers_scene as scene
from tests.ui.conftest import InWindow
from tests.ui.patience import WITHIN_MS
from tests.workflow.builders import At, Desk, pdf
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story


@pytest.fixture
def desk(at: At) -> Desk:
    return at("listed")


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, in_window: InWindow) -> Iterator[DeskWindow]:
    made = DeskWindow(desk.office, PAGES)
    in_window(made).resize(1366, 768)
    yield made
    qtbot.waitUntil(lambda: not made.runner.is_busy, timeout=WITHIN_MS)
    made.runner.stop()


def items_page(qtbot: QtBot, window: DeskWindow, desk: Desk, part: str = "") -> ItemsPage:
    window.go(Destination(Place.ITEMS, desk.item.id, part))
    page = window.pages.current
    assert isinstance(page, ItemsPage)
    qtbot.waitUntil(lambda: not window.runner.is_busy, timeout=WITHIN_MS)
    return page


def button(page: QWidget, name: str) -> QWidget:
    return next(each for each in page.findChildren(QWidget) if each.objectName() == name and each.isVisible())


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, modifier)


def test_a_paper_is_read_from_its_item_and_back(qtbot: QtBot, window: DeskWindow, desk: Desk) -> None:
    paper = scene.file(desk, "Medical", scene.worded(3))
    page = items_page(qtbot, window, desk)
    qtbot.keyClick(button(page, "view_versions"), Qt.Key.Key_Space)
    assert page.one.versions is not None
    page.one.versions.table.go_to(paper.id)
    qtbot.keyClick(page.one.versions.table.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.is_reading and page.reader.paper_id == paper.id, timeout=WITHIN_MS)
    with qtbot.waitSignal(page.reader.read, timeout=WITHIN_MS):
        press(qtbot, Qt.Key.Key_End)
    assert desk.the(PaperReading).paper_id == paper.id
    qtbot.keyClick(button(page, "back_to_the_papers"), Qt.Key.Key_Return)
    assert not page.is_reading
    assert page.one.isVisible()


def test_a_search_leads_to_the_page_of_a_paper(qtbot: QtBot, window: DeskWindow, desk: Desk) -> None:
    paper = scene.file(desk, "Medical", scene.worded(30))
    page = items_page(qtbot, window, desk, f"paper:{paper.id}#21")
    qtbot.waitUntil(lambda: page.reader.paper_id == paper.id, timeout=WITHIN_MS)
    assert page.reader.view.page == 20
    press(qtbot, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.reader.search.line.hasFocus()
    window.go(Destination(Place.ITEMS, desk.item.id))
    assert page.reader.paper_id == ""
    assert not page.is_reading


def test_papers_taken_in_are_counted_on_the_item(
    qtbot: QtBot, window: DeskWindow, desk: Desk, tmp_path: Path
) -> None:
    page = items_page(qtbot, window, desk)
    qtbot.keyClick(button(page, "view_versions"), Qt.Key.Key_Space)
    versions = page.one.versions
    assert versions is not None
    (tmp_path / "DBS.pdf").write_bytes(pdf(2))
    versions.offer([tmp_path / "DBS.pdf"])
    qtbot.waitUntil(versions.intake.isVisible, timeout=WITHIN_MS)
    with qtbot.waitSignal(versions.changed, timeout=WITHIN_MS):
        press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.find(Paper)[-1].kind == "stage-one-checks"
    rows = {row.kind: row.state for row in page.one.papers.table.model.rows}
    assert rows["stage-one-checks"] == "Received"
