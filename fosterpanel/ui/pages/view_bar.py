"""Saved views of a list as buttons in a row, each with how many it holds."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from fosterpanel.ui.parts.buttons import Button
from fosterpanel.ui.parts.flow import Flow
from fosterpanel.ui.parts.naming import slug

ViewT = TypeVar("ViewT", bound=StrEnum)


class ViewBar(QWidget, Generic[ViewT]):
    """One view is chosen at a time, the first to begin with; ``chosen(view)`` when the person chose another."""

    chosen = Signal(object)

    def __init__(self, views: type[ViewT]) -> None:
        super().__init__()
        self._views = list(views)
        self._group = QButtonGroup(self)
        flow = Flow(self)
        for place, view in enumerate(self._views):
            button = Button(view.value, "segment")
            button.setObjectName(f"view_{slug(view.value)}")
            button.setCheckable(True)
            self._group.addButton(button, place)
            flow.addWidget(button)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(lambda place: self.chosen.emit(self._views[place]))

    @property
    def view(self) -> ViewT:
        """The view chosen."""
        return self._views[self._group.checkedId()]

    @property
    def stops(self) -> list[QWidget]:
        """Its buttons, as the keyboard meets them."""
        return list(self._group.buttons())

    def choose(self, view: ViewT) -> None:
        """Show a view as chosen; nobody is told."""
        self._group.button(self._views.index(view)).setChecked(True)

    def show_counts(self, counts: Mapping[ViewT, int]) -> None:
        """Say how many each view holds; one that holds none shows no number."""
        for place, view in enumerate(self._views):
            number = counts.get(view, 0)
            self._group.button(place).setText(f"{view.value}  {number}" if number else view.value)
            self._group.button(place).setAccessibleName(f"{view.value}: {number}")
