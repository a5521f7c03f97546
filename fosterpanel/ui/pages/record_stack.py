"""Cards below each other that are drawn anew whenever their record is read again."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from fosterpanel.ui.look import sizes


class RecordStack(QWidget):
    """Shows cards from the top; ``show_cards`` puts others in their place."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(sizes.px(sizes.MEDIUM))
        self._column.addStretch(1)
        self._cards: list[QWidget] = []

    def show_cards(self, *cards: QWidget | None) -> None:
        """Show these cards; what is None has nothing to show."""
        for old in self._cards:
            self._column.removeWidget(old)
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._cards = [card for card in cards if card is not None]
        for place, card in enumerate(self._cards):
            self._column.insertWidget(place, card)
            card.show()
        # Without this the cards stand squeezed together until the next turn of the event loop.
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def minimumSizeHint(self) -> QSize:
        """As high as its width asks for: the least height of words that wrap is that of a narrow column."""
        return QSize(super().minimumSizeHint().width(), 0)


def scroll_to_top(view: QWidget) -> None:
    """Begin at the top again, for another record."""
    for area in view.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(0)


@contextlib.contextmanager
def keeping_focus(view: QWidget) -> Iterator[None]:
    """Give the keyboard back to the widget of the same name after a view was drawn anew."""
    focused = QApplication.focusWidget()
    name = focused.objectName() if focused is not None and view.isAncestorOf(focused) else ""
    yield
    again = view.findChild(QWidget, name) if name else None
    if again is not None:
        again.setFocus()
