from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import quiet
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.columns import Columns, scrolled, stacked
from fosterpanel.ui.parts.lines import FilterLine
from fosterpanel.ui.parts.tables import Column, ListModel, Table, blocks
from tests.ui.conftest import InWindow
from tests.ui.patience import WITHIN_MS

# The goal is a tenth of a second at worst; the quickest of three rounds is not disturbed by other programs.


@dataclass(frozen=True)
class Item:
    id: int
    reference: str
    why: str
    days: int


COLUMNS = (
    Column[Item](
        "Item", lambda item: item.reference, why=lambda item: item.why, icon=lambda _: ("house", Tone.WARN)
    ),
    Column[Item](
        "Due",
        lambda item: f"{item.days} days",
        sort_key=lambda item: item.days,
        tone=lambda item: Tone.BAD if item.days < 5 else None,
        width=120,
    ),
    Column[Item]("", lambda item: "List", width=120, is_act=True, in_filter=False),
)
ITEMS = (
    Item(1, "26/041", "Connected person", 12),
    Item(2, "26/044", "Review after a concern", 2),
    Item(3, "26/038", "First approval", 30),
)


def shown(
    qtbot: QtBot, *, several: bool = False, rows: tuple[Item, ...] = ITEMS, width: int = 900
) -> Table[Item]:
    table = Table(
        "Items", COLUMNS, empty="No items yet.", how="Press Ctrl N to take one in.", several=several
    )
    qtbot.addWidget(table)
    table.set_rows(rows)
    table.resize(width, 500)
    with qtbot.waitActive(table, timeout=WITHIN_MS):
        table.show()
    qtbot.wait(10)
    return table


def references(table: Table[Item]) -> list[str]:
    return [item.reference for item in table.model.shown]


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = ListModel(COLUMNS)
    qtmodeltester.check(model)
    model.set_rows(ITEMS)
    model.sort(1)
    model.filter("26")
    model.filter("26 concern")
    model.filter("")
    assert model.rowCount() == 3


def test_titles_sort_by_what_is_meant_and_a_third_press_undoes_it(qtbot: QtBot) -> None:
    table = shown(qtbot)
    table.sort(1)
    assert references(table) == ["26/044", "26/041", "26/038"], "2 days come before 12"
    table.sort(1, Qt.SortOrder.DescendingOrder)
    assert references(table) == ["26/038", "26/041", "26/044"]
    table.sort(-1)
    assert references(table) == ["26/041", "26/044", "26/038"]


def test_rows_that_are_equal_keep_the_order_they_came_in(qtbot: QtBot) -> None:
    model = ListModel(COLUMNS)
    model.set_rows([Item(number, f"{number}", "", number % 2) for number in range(20)])
    for order, first in ((Qt.SortOrder.AscendingOrder, 0), (Qt.SortOrder.DescendingOrder, 1)):
        model.sort(1, order)
        places = [item.id for item in model.shown]
        assert places == [*range(first, 20, 2), *range(1 - first, 20, 2)]


def test_every_typed_word_narrows_wherever_it_occurs(qtbot: QtBot) -> None:
    table = shown(qtbot)
    qtbot.keyClicks(table.filter_line, "REVIEW 044")
    assert len(references(table)) == 3, "not with every key"
    qtbot.waitUntil(lambda: references(table) == ["26/044"], timeout=WITHIN_MS)
    assert "1 of 3" in table._how_many.text()
    qtbot.keyClick(table.filter_line, Qt.Key.Key_Escape)
    assert len(references(table)) == 3


def test_a_wider_filter_finds_again_what_a_narrow_one_hid(qtbot: QtBot) -> None:
    table = shown(qtbot)
    for typed, found in (("26/04", 2), ("26/044", 1), ("26/04", 2), ("con", 2), ("zzz", 0), ("", 3)):
        table.filter(typed)
        assert len(references(table)) == found, typed


def test_sorting_and_reading_again_keep_filter_and_current_row(qtbot: QtBot) -> None:
    table = shown(qtbot)
    table.go_to(1)
    table.filter("26/04")
    table.sort(1)
    assert references(table) == ["26/044", "26/041"]
    assert table.current() == ITEMS[0]
    table.set_rows([Item(1, "26/041", "Connected person", 1), *ITEMS[1:]])
    assert references(table) == ["26/041", "26/044"]
    assert table.current() == Item(1, "26/041", "Connected person", 1)


def test_a_table_works_by_keyboard_alone(qtbot: QtBot) -> None:
    table = shown(qtbot)
    table.filter_line.setFocus()
    qtbot.keyClick(table.filter_line, Qt.Key.Key_Down)
    assert table.view.hasFocus()
    assert table.current() == ITEMS[0]
    qtbot.keyClick(table.view, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened, timeout=WITHIN_MS) as opened:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert opened.args == [ITEMS[1]]
    with qtbot.waitSignal(table.acted, timeout=WITHIN_MS) as acted:
        qtbot.keyClick(table.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert acted.args == [ITEMS[1]]
    qtbot.keyClicks(table.view, "038")
    assert table.filter_line.hasFocus()
    qtbot.waitUntil(lambda: references(table) == ["26/038"], timeout=WITHIN_MS)


def test_rows_that_come_later_take_the_keyboard_they_were_promised(in_window: InWindow, qtbot: QtBot) -> None:
    table = Table("Items", (Column[Item]("Item", lambda item: item.reference),), empty="Nothing waits.")
    elsewhere, act = FilterLine("Elsewhere"), quiet("Mark as done")
    in_window(act, elsewhere, table)
    table.focus_rows()
    act.setFocus()
    table.set_rows(ITEMS)
    assert table.view.hasFocus(), "and not an act that the next press would do"
    act.setFocus()
    table.set_rows(ITEMS)
    assert act.hasFocus(), "they take it once"
    table.set_rows(())
    table.focus_rows()
    elsewhere.setFocus()
    table.set_rows(ITEMS)
    assert elsewhere.hasFocus(), "whoever types goes on"


def test_space_selects_and_arrows_only_move(qtbot: QtBot) -> None:
    table = shown(qtbot, several=True)
    table.view.go_to(0)
    table.view.clearSelection()
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_Space)
    qtbot.keyClick(table.view, Qt.Key.Key_Down)
    qtbot.keyClick(table.view, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.selection_changed, timeout=WITHIN_MS):
        qtbot.keyClick(table.view, Qt.Key.Key_Space)
    assert table.selected() == [ITEMS[0], ITEMS[2]]
    qtbot.keyClick(table.view, Qt.Key.Key_Space)
    assert table.selected() == [ITEMS[0]]


@pytest.mark.parametrize("width", [900, 320])
def test_the_rows_button_is_pressed_where_it_is_drawn(qtbot: QtBot, width: int) -> None:
    table = shown(qtbot, width=width)
    view = table.view
    column = 2 if width == 900 else 0
    index = table.model.index(1, column)
    place = view._drawing.act_place(index, view.visualRect(index))
    assert view.visualRect(index).contains(place)
    with qtbot.waitSignal(table.acted, timeout=WITHIN_MS) as acted:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert acted.args == [ITEMS[1]]
    with qtbot.assertNotEmitted(table.acted):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.topLeft() - QPoint(3, 3))


def test_in_a_narrow_place_the_whole_row_stands_below_itself(qtbot: QtBot) -> None:
    wide, narrow = shown(qtbot), shown(qtbot, width=320)
    assert not wide.view.isColumnHidden(1)
    assert narrow.view.isColumnHidden(1)
    assert narrow.view.rowHeight(0) > wide.view.rowHeight(0)
    assert narrow.view.horizontalScrollBar().maximum() == 0


def test_below_each_other_each_part_says_what_it_is_about(qtbot: QtBot) -> None:
    pill, panel = COLUMNS[1], Column[Item]("Panel", lambda item: "4 December", why=lambda item: item.why)
    assert 0 < blocks.title_width(pill, "2 days", 320) < 320
    assert blocks.title_width(pill, "2 days", 60) == 0
    assert blocks.titled(panel, ITEMS[0]) == "Panel: 4 December · Connected person"


def test_a_row_is_read_aloud_as_one_sentence(qtbot: QtBot) -> None:
    table = shown(qtbot)
    interface = QAccessible.queryAccessibleInterface(table.view)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == "Items"
    role = Qt.ItemDataRole.AccessibleTextRole
    assert table.model.index(1, 0).data(role) == "26/044. Review after a concern. Due: 2 days. List."
    assert table.model.index(1, 1).data(role) == "Due: 2 days"


def test_an_empty_table_says_how_to_fill_it(qtbot: QtBot) -> None:
    table = shown(qtbot, rows=())
    assert table.empty.isVisible()
    assert table.empty.accessibleName() == "No items yet. Press Ctrl N to take one in."
    table.set_rows(ITEMS)
    assert not table.empty.isVisible()
    table.filter("nobody")
    assert table.empty.isVisible()
    assert table.empty.accessibleName() == (
        f"Nothing has these words in it. The filter “nobody” hides {len(ITEMS)} rows."
    )


def test_what_a_filter_hides_comes_back_with_one_button(qtbot: QtBot) -> None:
    table = shown(qtbot, rows=())
    button = table.findChild(QPushButton, "show_all_again")
    assert button is not None
    assert not button.isVisible()
    table.set_rows(ITEMS)
    table.filter("nobody")
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert table.model.rowCount() == len(ITEMS)
    assert table.filter_line.text() == ""
    assert table.view.hasFocus()


def test_what_else_leaves_rows_out_says_so_and_is_taken_back(qtbot: QtBot) -> None:
    table = shown(qtbot, rows=())
    table.narrow("No review is in this view.", lambda: table.set_rows(ITEMS))
    assert table.empty.accessibleName() == "No review is in this view."
    button = table.findChild(QPushButton, "show_all_again")
    assert button is not None
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert table.model.rowCount() == len(ITEMS)
    table.set_rows(())
    table.narrow("", lambda: None)
    assert table.empty.accessibleName().startswith("No items yet.")
    assert not button.isVisible()


def test_a_whole_table_asks_for_the_room_of_all_its_rows(qtbot: QtBot, in_window: InWindow) -> None:
    table = Table("Items", COLUMNS, empty="No items yet.", is_whole=True)
    in_window(scrolled(table)).resize(900, 200)
    table.set_rows(ITEMS)
    qtbot.waitUntil(lambda: table.view.verticalScrollBar().maximum() == 0, timeout=WITHIN_MS)
    assert table.view.height() > sum(table.view.rowHeight(row) for row in range(len(ITEMS)))


def bars(area: QWidget) -> list[str]:
    """The names of what scrolls within something that scrolls too."""
    scrolling = [one for one in area.findChildren(QAbstractScrollArea) if one.verticalScrollBar().isVisible()]
    inner = [
        one for one in scrolling if any(one is not each and each.isAncestorOf(one) for each in scrolling)
    ]
    return [type(one).__name__ for one in inner]


def test_no_scroll_bar_lies_within_another_and_arrows_scroll_the_page(
    qtbot: QtBot, in_window: InWindow
) -> None:
    table = Table("Items", COLUMNS, empty="No items yet.")
    table.set_rows([Item(number, f"26/{number:03}", "why", number) for number in range(40)])
    above = QLabel("Above")
    above.setMinimumHeight(200)
    area = scrolled(stacked(above, table, stretch_last=True))
    window = in_window(area)
    window.resize(900, 900)
    qtbot.waitUntil(lambda: table.view.verticalScrollBar().maximum() > 0, timeout=WITHIN_MS)
    assert area.verticalScrollBar().maximum() == 0
    window.resize(900, 300)
    qtbot.waitUntil(lambda: table.view.is_whole and bars(window) == [], timeout=WITHIN_MS)
    assert area.verticalScrollBar().maximum() > 0
    table.view.setFocus()
    table.view.go_to(0)
    for _ in range(39):
        qtbot.keyClick(table.view, Qt.Key.Key_Down)
    last = table.view.visualRect(table.model.index(39, 0))
    seen = table.view.viewport().mapTo(area.viewport(), last.center())
    assert area.viewport().rect().contains(seen)
    table.filter_line.setFocus()
    assert area.viewport().rect().contains(table.filter_line.mapTo(area.viewport(), QPoint(1, 1)))
    window.resize(900, 900)
    qtbot.waitUntil(lambda: table.view.verticalScrollBar().maximum() > 0, timeout=WITHIN_MS)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0, timeout=WITHIN_MS)


def test_columns_below_each_other_scroll_as_one(qtbot: QtBot, in_window: InWindow) -> None:
    table = Table("Items", COLUMNS, empty="No items yet.")
    table.set_rows([Item(number, f"26/{number:03}", "why", number) for number in range(40)])
    window = in_window(Columns(Card().add(table), aside=scrolled(stacked(QLabel("Aside")))))
    window.resize(1000, 500)
    qtbot.waitUntil(lambda: table.view.verticalScrollBar().maximum() > 0, timeout=WITHIN_MS)
    window.resize(500, 500)
    qtbot.waitUntil(lambda: table.view.is_whole and bars(window) == [], timeout=WITHIN_MS)
    window.resize(1000, 500)
    qtbot.waitUntil(lambda: table.view.verticalScrollBar().maximum() > 0, timeout=WITHIN_MS)
    assert bars(window) == []


def test_rows_are_copied_with_their_titles(qtbot: QtBot) -> None:
    table = shown(qtbot, several=True)
    table.view.selectAll()
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Item\tWhy\tDue"
    assert lines[1] == "26/041\tConnected person\t12 days"
    assert len(lines) == 4


def test_a_spreadsheet_never_takes_a_cell_for_a_formula(qtbot: QtBot) -> None:
    table = shown(qtbot, rows=(Item(1, "=HYPERLINK(1)", 'A "quoted", reason', 3),))
    assert table.as_csv().splitlines() == ["Item,Why,Due", '\'=HYPERLINK(1),"A ""quoted"", reason",3 days']


def test_a_hundred_thousand_rows_filter_sort_and_scroll(qtbot: QtBot) -> None:
    rows = tuple(
        Item(number, f"26/{number:06}", f"Reason {number % 977} of {number % 31}", number * 7919 % 100_003)
        for number in range(100_000)
    )
    table = shown(qtbot, rows=rows)

    def looked_through() -> None:
        qtbot.waitUntil(lambda: not table.model.slices.isActive(), timeout=60_000)

    looked_through()
    table.filter("reason 97")
    looked_through()
    assert 0 < table.model.rowCount() < 100_000
    table.filter("")
    looked_through()
    table.view.scrollTo(table.model.index(73_000, 0))
    table.view.scrollToBottom()
    table.sort(1)
    looked_through()
    assert table.model.rowCount() == 100_000
    assert table.model.row(0).days == 0


def test_many_rows_are_read_for_the_filter_in_slices(qtbot: QtBot) -> None:
    model = ListModel(COLUMNS)
    model.set_rows([Item(number, f"{number}", "why", number) for number in range(20_000)])
    slices = 0
    while model.slices.isActive():
        QApplication.processEvents()
        slices += 1
    assert slices > 1
    model.filter("19999")
    qtbot.waitUntil(lambda: not model.slices.isActive(), timeout=60_000)
    assert model.rowCount() == 1


def many(number: int = 30_000) -> list[Item]:
    return [Item(one, f"26/{one:05}", f"Reason-{one % 97}", one * 7919 % number) for one in range(number)]


def test_what_is_found_first_is_shown_first_and_the_rest_follows(qtbot: QtBot) -> None:
    rows = many()
    table = shown(qtbot, rows=tuple(rows))
    table.set_rows(rows)
    table.filter("reason-9")
    wanted = [row.reference for row in rows if "reason-9" in row.why.lower()]
    at_once = table.model.rowCount()
    assert 0 < at_once < len(wanted)
    assert table.model.row(0).reference == wanted[0]
    assert table._how_many.text() == f"{at_once} so far"
    qtbot.waitUntil(lambda: not table.model.is_looking, timeout=WITHIN_MS)
    assert table._how_many.text() == f"{len(wanted)} of 30000"
    assert references(table) == wanted


def test_sorting_while_rows_are_still_looked_through_ends_with_both_done(qtbot: QtBot) -> None:
    rows = many()
    model = ListModel(COLUMNS)
    model.set_rows(rows)
    model.filter("reason-9")
    assert model.is_looking
    model.sort(1, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: not model.slices.isActive(), timeout=WITHIN_MS)
    wanted = [row for row in rows if "reason-9" in row.why.lower()]
    assert model.shown == sorted(wanted, key=lambda row: row.days, reverse=True)


def test_many_rows_are_sorted_in_slices_as_if_at_once(qtbot: QtBot) -> None:
    rows = many()
    model = ListModel(COLUMNS)
    model.set_rows(rows)
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        model.sort(1, order)
        assert model.row(0) is rows[0] or model.row(0).days == len(rows) - 1, "not yet"
        qtbot.waitUntil(lambda: not model.slices.isActive(), timeout=WITHIN_MS)
        assert model.shown == sorted(
            rows, key=lambda row: row.days, reverse=order is Qt.SortOrder.DescendingOrder
        )


def test_whoever_needs_every_row_at_once_gets_them_all(qtbot: QtBot) -> None:
    model = ListModel(COLUMNS)
    model.set_rows(many())
    model.filter("reason-96")
    assert model.is_looking
    assert len(model.shown) == len([row for row in many() if row.why == "Reason-96"])
    assert not model.is_looking


def test_a_table_that_shows_no_rows_never_keeps_the_keyboard(qtbot: QtBot, in_window: InWindow) -> None:
    table = Table("Items", COLUMNS, empty="No items yet.")
    beyond = quiet("Go on")
    in_window(table, beyond)
    table.set_rows(ITEMS)
    table.filter("zzz")
    table.filter_line.setFocus()
    qtbot.keyClick(table.filter_line, Qt.Key.Key_Tab)
    button = table.findChild(QPushButton, "show_all_again")
    assert button is not None
    assert button.hasFocus()
    qtbot.keyClick(button, Qt.Key.Key_Tab)
    assert beyond.hasFocus()
