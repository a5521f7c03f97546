"""The style sheet: written at 100 % text in the words of the tokens, and scaled as a whole.

What widgets may say of themselves are the properties ``kind`` (buttons, frames, words), ``tone`` and ``wrong``.
"""

from __future__ import annotations

import re
from dataclasses import asdict
from string import Template

from fosterpanel.ui.look.tokens import Tokens

_SIZE = re.compile(r"(\d+)px")

_WORDS = """
QWidget { font-size: 15px; }
QLabel { background: transparent; color: $ink; }
QLabel[kind="title"] { font-size: 25px; font-weight: bold; }
QLabel[kind="heading"] { font-size: 16px; font-weight: bold; }
QLabel[kind="label"] { font-weight: bold; }
QLabel[kind="strong"] { font-weight: bold; }
QLabel[kind="number"] { font-size: 28px; font-weight: bold; }
QLabel[kind="small"], QLabel[kind="help"] { font-size: 13px; color: $muted; }
QLabel[kind="key"] {
    font-size: 13px; color: $muted; border: ${line_width} solid $line; border-radius: 4px; padding: 1px 5px;
}
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="good"] { color: $good; }
QLabel[tone="warn"] { color: $warn; font-weight: bold; }
QLabel[tone="bad"] { color: $bad; font-weight: bold; }
QLabel[rail="title"] { color: $rail_ink; font-size: 16px; font-weight: bold; }
QLabel[rail="muted"] { color: $rail_muted; font-size: 13px; }
QLabel[rail="clock"] { color: $rail_ink; font-size: 20px; font-weight: bold; }
QLabel:disabled { color: $disabled; }
QToolTip { background: $ink; color: $surface; border: none; padding: 6px 8px; font-size: 13px; }
"""

_GROUNDS = """
QMainWindow, QDialog, QWidget[kind="ground"] { background: $ground; }
QFrame[kind="card"], QFrame[kind="sheet"] {
    background: $surface; border: ${line_width} solid $line; border-radius: 9px;
}
QFrame[kind="sunk"] { background: $ground; border: ${line_width} solid $line; border-radius: 9px; }
QFrame[kind="line"] { background: $line; border: none; min-height: ${line_width}; max-height: ${line_width}; }
QFrame[kind="foot"] { background: $surface; border: none; border-top: ${line_width} solid $line; }
QFrame[kind="popup"] { background: $surface; border: ${line_width} solid $control_line; }
QFrame[kind="notice"] { border-radius: 7px; border: ${line_width} solid $soft_ink; background: $soft_ink_ground; }
QFrame[kind="notice"][tone="good"] { border-color: $good; background: $good_ground; }
QFrame[kind="notice"][tone="warn"] { border-color: $warn; background: $warn_ground; }
QFrame[kind="notice"][tone="bad"] { border-color: $bad; background: $bad_ground; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[kind="scrolled"] { background: transparent; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $line; }
"""

_BUTTONS = """
QPushButton {
    background: $surface; color: $ink; border: ${line_width} solid $line; border-radius: 7px;
    padding: 0px 12px; min-height: 34px; font-weight: bold;
}
QPushButton:hover { border-color: $control_line; background: $ground; }
QPushButton:pressed { background: $soft_ink_ground; }
QPushButton:disabled { color: $disabled; background: $ground; border: ${line_width} dashed $disabled; }
QPushButton[kind="primary"], QPushButton[kind="segment"]:checked {
    background: $accent; color: $on_accent; border-color: $accent;
}
QPushButton[kind="primary"]:hover, QPushButton[kind="segment"]:checked:hover {
    background: $accent_pressed; border-color: $accent_pressed;
}
QPushButton[kind="primary"]:disabled {
    color: $disabled; background: $ground; border: ${line_width} dashed $disabled;
}
QPushButton[kind="danger"] { color: $bad; border-color: $bad; }
QPushButton[kind="danger"]:hover { background: $bad_ground; }
QPushButton[kind="danger"]:disabled { color: $disabled; border-color: $disabled; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: $accent; }
QPushButton[kind="quiet"]:hover { background: $soft_ink_ground; }
QPushButton[kind="quiet"]:disabled { color: $disabled; background: transparent; border-color: transparent; }
QPushButton[kind="icon"] {
    background: transparent; border-color: transparent; padding: 0px; min-width: 34px; max-width: 34px;
}
QPushButton[kind="icon"]:hover { background: $soft_ink_ground; }
QPushButton[kind="search"] { color: $muted; font-weight: normal; text-align: left; min-width: 204px; }
QPushButton:focus, QPushButton[kind="primary"]:focus, QPushButton[kind="danger"]:focus,
QPushButton[kind="quiet"]:focus, QPushButton[kind="icon"]:focus, QPushButton[kind="segment"]:focus:checked {
    border: 3px solid $focus; padding: 0px 10px; min-height: 30px;
}
QPushButton[kind="icon"]:focus { padding: 0px; min-width: 30px; max-width: 30px; }
QPushButton[kind="search"]:focus { min-width: 204px; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QComboBox {
    background: $surface; color: $ink; border: ${line_width} solid $control_line; border-radius: 7px;
    padding: 0px 11px; selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $muted;
}
QLineEdit, QComboBox { min-height: 34px; }
QPlainTextEdit { padding: 5px 7px; }
QComboBox { padding-right: 32px; }
QComboBox::drop-down { border: none; width: 0px; }
QComboBox QAbstractItemView {
    background: $surface; color: $ink; border: ${line_width} solid $control_line; outline: none; padding: 4px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QComboBox QAbstractItemView:focus { border: ${line_width} solid $control_line; border-radius: 0px; }
QComboBox QAbstractItemView::item { min-height: 32px; padding: 0px 8px; border-radius: 4px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
    color: $disabled; background: $ground; border: ${line_width} dashed $disabled;
}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {
    border: 2px solid $bad; padding-left: 10px;
}
QLineEdit[wrong="true"], QComboBox[wrong="true"] { min-height: 32px; }
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] { background: $ground; }
QLineEdit:focus, QComboBox:focus { border: 3px solid $focus; padding-left: 9px; min-height: 30px; }
QComboBox:focus { padding-right: 30px; }
QLineEdit:focus { padding-right: 9px; }
QPlainTextEdit:focus { border: 3px solid $focus; padding: 3px 5px; }
"""

_TABLES = """
QTableView {
    background: $surface; color: $ink; border: none; outline: none; gridline-color: transparent;
    selection-background-color: transparent; selection-color: $ink;
}
QTableView:focus { border: none; }
QLineEdit[kind="filter"] { padding-left: 36px; }
QLineEdit[kind="filter"]:focus { padding-left: 34px; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section {
    background: $surface; color: $muted; border: none; border-bottom: ${line_width} solid $line;
    font-size: 13px; font-weight: bold; padding: 8px 10px; text-align: left;
}
QHeaderView::section:hover { color: $ink; background: $ground; }
QTableCornerButton::section { background: $surface; border: none; }
QListView {
    background: $surface; color: $ink; border: ${line_width} solid $line; border-radius: 7px; outline: none;
}
QListView::item { min-height: 32px; padding: 2px 8px; }
QListView::item:selected { background: $soft_ink_ground; color: $ink; }
QListView:focus { border: 3px solid $focus; }
QListView[kind="drawn"], QListView[kind="drawn"]:focus { border: none; border-radius: 0px; background: transparent; }
QListView[kind="drawn"]::item { min-height: 0px; padding: 0px; }
QCalendarWidget QWidget { background: $surface; color: $ink; alternate-background-color: $surface; }
QCalendarWidget QToolButton {
    background: $surface; color: $ink; font-weight: bold; border: ${line_width} solid transparent;
    border-radius: 7px; padding: 4px 8px; min-height: 26px;
}
QCalendarWidget QToolButton:hover { background: $soft_ink_ground; }
QCalendarWidget QToolButton:focus { border: 3px solid $focus; padding: 2px 6px; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QAbstractItemView {
    selection-background-color: $accent; selection-color: $on_accent; outline: none;
}
QCalendarWidget QAbstractItemView:disabled { color: $disabled; }
QCalendarWidget QSpinBox { min-height: 26px; background: $surface; color: $ink; }
"""

_REST = """
QMenu { background: $surface; color: $ink; border: ${line_width} solid $control_line; padding: 4px; }
QMenu::item { padding: 7px 16px; border-radius: 4px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QProgressBar {
    background: $soft_ink_ground; border: none; border-radius: 4px; min-height: 8px; max-height: 8px; color: $ink;
}
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: $control_line; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QTabBar::tab {
    background: transparent; color: $muted; padding: 8px 12px; border: none; border-bottom: 3px solid transparent;
    font-weight: bold;
}
QTabBar::tab:selected { color: $ink; border-bottom-color: $accent; }
QTabBar::tab:focus { border: 3px solid $focus; }
QTabWidget::pane { border: none; border-top: ${line_width} solid $line; }
"""


def style_sheet(tokens: Tokens, scale: float) -> str:
    """The whole style sheet in these colours, every size but the width of lines ``scale`` times as large."""
    sheet = _SIZE.sub(
        lambda size: f"{round(int(size[1]) * scale)}px",
        "".join((_WORDS, _GROUNDS, _BUTTONS, _FIELDS, _TABLES, _REST)),
    )
    return Template(sheet).substitute(asdict(tokens) | {"line_width": f"{tokens.line_width}px"})
