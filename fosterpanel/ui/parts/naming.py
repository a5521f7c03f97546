"""What the keyboard and screen readers meet: names of widgets, and the order in which Tab stops at them."""

from __future__ import annotations

import re
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

_NOT_WORD = re.compile(r"[^a-z0-9]+")


def slug(words: str) -> str:
    """The object name words on screen get: "Date of birth" is ``date_of_birth``."""
    return _NOT_WORD.sub("_", words.lower().replace("’", "")).strip("_")


def name(widget: QWidget, words: str, object_name: str = "") -> None:
    """Give a widget the name read aloud and the name it is found by."""
    widget.setAccessibleName(words)
    widget.setObjectName(object_name or slug(words))


def mark(widget: QWidget, key: str, value: object) -> None:
    """Set a property the style sheet asks for, and have the widget dressed again."""
    if widget.property(key) == value:
        return
    widget.setProperty(key, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def in_order(*stops: QWidget) -> None:
    """Have Tab stop at these one after the other."""
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def stops_in(whole: QWidget) -> list[QWidget]:
    """Everything within a widget that Tab can stop at, in sight or not, in its order."""
    stops: list[QWidget] = []
    widget = whole.nextInFocusChain()
    while widget is not None and widget is not whole:
        if whole.isAncestorOf(widget) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            stops.append(widget)
        widget = widget.nextInFocusChain()
    return stops
