"""The head of what is shown in place of the list of papers: what it is, and its acts at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from fosterpanel.ui.look import sizes
from fosterpanel.ui.parts.flow import Flow

_LEAST_TITLE = 260


class ViewHead(QWidget):
    """The acts stand below the title where there is no room beside it; the filled one comes last."""

    def __init__(self, title: QWidget, *acts: QWidget) -> None:
        super().__init__()
        self._right = QWidget()
        self._flow = Flow(self._right, spacing=sizes.MEDIUM)
        for act in acts:
            self._flow.addWidget(act)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(sizes.px(sizes.SMALL))
        self._row.addWidget(title, 1)
        self._row.addWidget(self._right, 0, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the acts where there is room."""
        super().resizeEvent(event)
        wanted = self._flow.sizeHint().width()
        beside = self.width() >= wanted + sizes.px(_LEAST_TITLE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._right.setMinimumWidth(wanted if beside else 0)
        if self._row.direction() is not way:
            self._row.setDirection(way)
            self._row.setAlignment(self._right, Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0))
