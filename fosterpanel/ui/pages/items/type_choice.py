"""Choosing to see one type of item only."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fosterpanel.ui.parts.fields.choices import Combo
from fosterpanel.ui.parts.naming import name

EVERY_TYPE = "All types"


class TypeChoice(Combo):
    """``chosen()`` when the person chose another type; ``code`` is empty for all of them."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name(self, "Type of item", "type_filter")
        self._codes = [""]
        self.addItem(EVERY_TYPE)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(18)
        self.activated.connect(self.chosen)

    @property
    def code(self) -> str:
        """The code of the type chosen, or nothing for all."""
        return self._codes[self.currentIndex()]

    def choose_all(self) -> None:
        """Choose all types, as the person would."""
        self.setCurrentIndex(0)
        self.chosen.emit()

    def offer(self, names: Mapping[str, str]) -> None:
        """Offer these types by name, keeping the one chosen even where nothing of it is left."""
        chosen, words = self.code, self.currentText()
        offered = dict(sorted(names.items(), key=lambda pair: pair[1])) | ({chosen: words} if chosen else {})
        if list(offered) == self._codes[1:]:
            return
        self._codes = ["", *offered]
        self.clear()
        self.addItems([EVERY_TYPE, *offered.values()])
        self.setCurrentIndex(self._codes.index(chosen))
