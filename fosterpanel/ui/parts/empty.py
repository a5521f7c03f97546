"""What a page or a list shows when there is nothing in it: what would be here, and how to fill it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.words import IconLabel, heading, muted


class Empty(QWidget):
    """An icon, what is not here yet, how it comes here, and the buttons that begin it."""

    def __init__(self, what: str, how: str = "", *acts: QWidget, icon: str = "inbox") -> None:
        super().__init__()
        self.icon = icon
        self._what, self._how, self._icon = heading(what), muted(how), IconLabel(icon, Tone.MUTED, sizes.TILE)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[sizes.px(sizes.WIDE)] * 4)
        column.setSpacing(sizes.px(sizes.SMALL))
        column.addStretch(2)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self._what, self._how):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        row = QHBoxLayout()
        row.addStretch(1)
        for act in acts:
            row.addWidget(act)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(3)
        self.say(what, how)

    def say(self, what: str, how: str = "", icon: str = "") -> None:
        """Say something else, for instance that a filter hides everything, perhaps with another icon."""
        if icon:
            self.icon = icon
            self._icon.show_icon(icon, Tone.MUTED)
        self._what.setText(what)
        self._how.setText(how)
        self._how.setVisible(bool(how))
        self.setAccessibleName(f"{what} {how}".strip())
