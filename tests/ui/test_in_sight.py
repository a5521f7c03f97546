"""What scrolls follows the keyboard, no further than it must, and takes back what a passing layout made it scroll."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from fosterpanel.ui.parts.columns import scrolled, stacked
from tests.ui.patience import WITHIN_MS

ROOM = 300


def test_what_was_scrolled_for_a_passing_layout_is_taken_back(qtbot: QtBot) -> None:
    above, line = _high(QLabel("Views"), 2 * ROOM), QLineEdit()
    area = _shown(qtbot, above, line, _high(QLabel("Rows"), 2 * ROOM))
    bar = area.verticalScrollBar()
    line.setFocus()
    qtbot.waitUntil(lambda: bar.value() > ROOM, timeout=WITHIN_MS)
    above.setFixedHeight(ROOM // 3)
    qtbot.waitUntil(lambda: bar.value() == 0, timeout=WITHIN_MS)


def test_what_the_person_scrolled_is_not_taken_back(qtbot: QtBot) -> None:
    above, line = _high(QLabel("Views"), ROOM), QLineEdit()
    area = _shown(qtbot, above, line, _high(QLabel("Rows"), 3 * ROOM))
    bar = area.verticalScrollBar()
    line.setFocus()
    qtbot.waitUntil(lambda: bar.value() > 0, timeout=WITHIN_MS)
    read_at = bar.value() + ROOM // 3
    bar.setValue(read_at)
    above.setFixedHeight(ROOM + 8)
    _settle()
    assert bar.value() == read_at


def test_of_a_list_the_row_one_is_on_comes_into_sight_and_what_stands_above_it_stays(qtbot: QtBot) -> None:
    rows = QListWidget()
    rows.addItems([f"Person {number}" for number in range(40)])
    area = _shown(qtbot, _high(QLabel("Who is at the desk?"), ROOM // 2), _high(rows, ROOM - 30))
    rows.setCurrentRow(0)
    rows.setFocus()
    _settle()
    assert area.verticalScrollBar().maximum() > 0
    assert area.verticalScrollBar().value() == 0


def _shown(qtbot: QtBot, *parts: QWidget) -> QScrollArea:
    area = scrolled(stacked(*parts))
    qtbot.addWidget(area)
    area.resize(ROOM, ROOM)
    with qtbot.waitActive(area, timeout=WITHIN_MS):
        area.show()
    return area


def _high(widget: QWidget, height: int) -> QWidget:
    widget.setFixedHeight(height)
    return widget


def _settle() -> None:
    for _ in range(5):
        QApplication.processEvents()
