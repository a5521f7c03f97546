from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fosterpanel.ui.keys import Shortcuts, Where, bind
from fosterpanel.ui.parts.buttons import icon_only, primary, secondary
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.parts.sheet import Sheet
from tests.ui.patience import WITHIN_MS
from tests.ui.walk import duplicate_shortcuts, focus_order, nameless_tab_stops


def test_no_keys_are_given_twice() -> None:
    counted = Counter(shortcut.sequence().toString() for shortcut in Shortcuts)
    assert [keys for keys, times in counted.items() if times > 1] == []
    assert len(Shortcuts.__members__) == len(list(Shortcuts)), "an alias would hide a clash"


def test_all_keys_are_real_and_say_what_they_do() -> None:
    for shortcut in Shortcuts:
        assert not shortcut.sequence().isEmpty(), shortcut
        assert shortcut.sequence()[0].key() is not Qt.Key.Key_unknown, shortcut
        assert shortcut.words[0].isupper(), shortcut
        assert shortcut.shown, shortcut
    assert {shortcut.where for shortcut in Shortcuts} == set(Where)


def test_keys_are_shown_as_people_say_them() -> None:
    assert Shortcuts.SEARCH.shown == "Ctrl K"
    assert Shortcuts.MAIN_ACT.shown == "Ctrl Enter"
    assert Shortcuts.HELP_TYPED.shown == "?"
    assert Shortcuts.LARGER.shown == "Ctrl++"


def test_a_bound_key_does_its_act_anywhere_in_the_window(qtbot: QtBot) -> None:
    window, line, done = QWidget(), QLineEdit(), []
    QVBoxLayout(window).addWidget(line)
    bind(Shortcuts.LOCK, window, lambda: done.append("locked"))
    qtbot.addWidget(window)
    with qtbot.waitActive(window, timeout=WITHIN_MS):
        window.show()
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert done == ["locked"]


def test_a_button_is_pressed_by_enter_space_and_its_keys_and_tells_them(qtbot: QtBot) -> None:
    pressed: list[int] = []
    button = primary("Issue agenda", shortcut=Shortcuts.MAIN_ACT, on_press=lambda: pressed.append(1))
    qtbot.addWidget(button)
    with qtbot.waitActive(button, timeout=WITHIN_MS):
        button.show()
    button.setFocus()
    for key, modifier in (
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
    ):
        qtbot.keyClick(button, key, modifier)
    # The keys of a shortcut press the button only after it was shown down for a moment.
    qtbot.waitUntil(lambda: len(pressed) == 3, timeout=WITHIN_MS)
    assert "Ctrl Enter" in button.toolTip()
    assert button.objectName() == "issue_agenda"


def test_the_walk_finds_what_it_is_for(qtbot: QtBot) -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    nameless = QLineEdit()
    row.addWidget(nameless)
    row.addWidget(secondary("One", shortcut=Shortcuts.NEW))
    row.addWidget(icon_only("Two", "plus"))
    bind(Shortcuts.NEW, window, lambda: None)
    qtbot.addWidget(window)
    window.show()
    assert nameless_tab_stops(window) == ["QLineEdit ''"]
    assert duplicate_shortcuts(window) == [QKeySequence("Ctrl+N").toString()]
    assert focus_order(window)[1:] == ["One", "Two"]


def test_escape_closes_a_sheet_keeps_its_words_and_goes_back_to_where_one_was(qtbot: QtBot) -> None:
    page = Page(None, "Items")  # type: ignore[arg-type]
    button, sheet, line = secondary("Change"), Sheet("Change an item"), QLineEdit()
    page.body.addWidget(button)
    sheet.add(line)
    button.clicked.connect(lambda: page.show_sheet(sheet))
    page.resize(1100, 600)
    qtbot.addWidget(page)
    with qtbot.waitActive(page, timeout=WITHIN_MS):
        page.show()
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert line.hasFocus()
    qtbot.keyClicks(line, "half a thought")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert sheet.isHidden()
    assert button.hasFocus()
    assert line.text() == "half a thought"


def test_a_narrow_page_gives_a_sheet_all_its_room(qtbot: QtBot) -> None:
    page, sheet, work = Page(None, "Items"), Sheet("Change an item"), QLineEdit()  # type: ignore[arg-type]
    page.body.addWidget(work)
    sheet.add(QLineEdit())
    page.resize(700, 600)
    qtbot.addWidget(page)
    with qtbot.waitActive(page, timeout=WITHIN_MS):
        page.show()
    page.show_sheet(sheet)
    assert not work.isVisible()
    page.resize(1100, 600)
    assert work.isVisible()
    page.resize(700, 600)
    sheet.close_sheet()
    assert work.isVisible()
