"""Walking a tree of widgets: what a person on a keyboard or a screen reader meets there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cmp_to_key

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

ROUNDED = 2
"""Pixels: with large text the ring around a button is that much thicker than the line it stands for."""


def tab_stops(root: QWidget) -> list[QWidget]:
    """Every widget in sight that Tab stops at, in the order it stops."""
    stops, widget = [], root.nextInFocusChain()
    while widget is not root:
        if root.isAncestorOf(widget) and _is_stop(widget, root):
            stops.append(widget)
        widget = widget.nextInFocusChain()
    return stops


def nameless_tab_stops(root: QWidget) -> list[str]:
    """The tab stops a screen reader would have no name for, each by its class and object name."""
    return [
        f"{type(widget).__name__} {widget.objectName()!r}"
        for widget in tab_stops(root)
        if not widget.accessibleName().strip()
    ]


def duplicate_shortcuts(root: QWidget) -> list[str]:
    """Keys that more than one thing in sight answers to, mnemonics of labels and buttons among them."""
    counted = Counter(_keys(root))
    return sorted(keys for keys, times in counted.items() if times > 1)


def focus_order(root: QWidget) -> list[str]:
    """The names of the tab stops in the order Tab stops at them."""
    return [widget.accessibleName() or widget.objectName() for widget in tab_stops(root)]


def read_order(root: QWidget) -> list[str]:
    """The names of the tab stops as the eye meets them: from the top down, of parts beside each other the left one.

    What stands in one part of the window, a card or a column, is read to its end before the next.
    """
    stops = tab_stops(root)
    return [widget.accessibleName() or widget.objectName() for widget in _as_read(root, stops)]


def cut_off(root: QWidget) -> list[str]:
    """The words and buttons in sight that have less room than they need, outside anything that scrolls."""
    found = []
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, QLabel | QAbstractButton) or not widget.isVisibleTo(root):
            continue
        least = widget.minimumSizeHint()
        if widget.hasHeightForWidth() and isinstance(widget, QLabel):
            least.setHeight(widget.heightForWidth(widget.width()))
        if widget.width() < least.width() or widget.height() < least.height() - ROUNDED:
            words = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
            found.append(f"{words!r} has {widget.size().toTuple()}, needs {least.toTuple()}")
    return found


def overlapping(root: QWidget) -> list[str]:
    """Pairs of brothers in sight that are drawn over each other."""
    found = []
    for parent in [root, *root.findChildren(QWidget)]:
        brothers = [
            each
            for each in parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
            if each.isVisibleTo(root)
            and not each.isWindow()
            and not isinstance(parent, QScrollArea | QAbstractButton)
        ]
        found += [
            f"{one.objectName() or type(one).__name__} over {other.objectName() or type(other).__name__}"
            for place, one in enumerate(brothers)
            for other in brothers[place + 1 :]
            if parent.layout() is not None and one.geometry().intersects(other.geometry())
        ]
    return found


def _is_stop(widget: QWidget, root: QWidget) -> bool:
    takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    return takes_tab and widget.isVisibleTo(root) and widget.isEnabledTo(root)


def _as_read(part: QWidget, stops: list[QWidget]) -> Iterator[QWidget]:
    if part in stops:
        yield part
    inner = [
        each
        for each in part.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if any(each is stop or each.isAncestorOf(stop) for stop in stops)
    ]
    for each in sorted(inner, key=cmp_to_key(_comes_before)):
        yield from _as_read(each, stops)


def _comes_before(one: QWidget, other: QWidget) -> int:
    """Below zero where the first is read first; parts that share a line are read from the left."""
    first, second = one.geometry(), other.geometry()
    if first.bottom() <= second.top() or second.bottom() <= first.top():
        return first.top() - second.top()
    return first.left() - second.left()


def _keys(root: QWidget) -> Iterator[str]:
    in_sight = [widget for widget in [root, *root.findChildren(QWidget)] if widget.isVisibleTo(root)]
    for widget in in_sight:
        # A shortcut that works only within one widget may be given again within another.
        for shortcut in widget.findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if shortcut.context() is not Qt.ShortcutContext.WidgetWithChildrenShortcut:
                yield shortcut.key().toString()
        for action in widget.findChildren(QAction, options=Qt.FindChildOption.FindDirectChildrenOnly):
            yield from (keys.toString() for keys in action.shortcuts())
        if isinstance(widget, QAbstractButton):
            yield from _given(widget.shortcut())
        elif isinstance(widget, QLabel) and widget.buddy() is not None:
            yield from _given(QKeySequence.mnemonic(widget.text()))


def _given(keys: QKeySequence) -> Iterator[str]:
    if not keys.isEmpty():
        yield keys.toString()
