"""A notice: a sentence in the page that says what happened or what stands in the way, with an act to take."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QWidget

from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import icon_only, secondary
from fosterpanel.ui.parts.naming import mark, name
from fosterpanel.ui.parts.words import IconLabel, words

_ICONS = {Tone.GOOD: "circle-check", Tone.WARN: "circle-alert", Tone.BAD: "triangle-alert", Tone.SOFT: "info"}
_LEAST_BESIDE = 520


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader read a sentence now, without moving the focus."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


class Notice(QFrame):
    """Hidden until ``say`` is called; read aloud then. ``said`` with every sentence, ``closed`` when it is put away."""

    said = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "notice")
        name(self, "Notice")
        self._icon = IconLabel("info")
        self._words = words()
        self._words.setObjectName("notice_words")
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._act: QWidget | None = None
        self._close = icon_only("Put this notice away", "x", on_press=self._put_away)
        self._lay_out()
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says, or nothing when it is not shown."""
        return "" if self.isHidden() else self._words.text()

    def say(
        self,
        sentence: str,
        tone: Tone = Tone.SOFT,
        verb: str = "",
        on_press: Callable[[], object] | None = None,
    ) -> None:
        """Show a sentence in a tone (good, warn, bad, soft), with a button when there is something to do about it."""
        mark(self, "tone", tone.value)
        self._icon.show_icon(_ICONS[tone], tone)
        self._words.setText(sentence)
        self._show_act(verb, on_press)
        self.show()
        announce(self, sentence)
        self.said.emit()

    def clear(self) -> None:
        """Say nothing."""
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the button below the words where there is little room beside them."""
        super().resizeEvent(event)
        self._arrange()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(*[sizes.px(each) for each in (12, 6, 6, 6)])
        row.setSpacing(sizes.px(sizes.SMALL))
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._said = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._said.setSpacing(sizes.px(sizes.SMALL))
        self._said.addWidget(self._words, 1)
        row.addWidget(self._icon)
        row.addLayout(self._said, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

    def _arrange(self) -> None:
        beside = self.width() >= sizes.px(_LEAST_BESIDE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._said.direction() is not way:
            self._said.setDirection(way)

    def _show_act(self, verb: str, on_press: Callable[[], object] | None) -> None:
        if self._act is not None:
            self._act.hide()
            self._act.deleteLater()
            self._act = None
        if verb:
            self._act = secondary(verb, on_press=on_press)
            self._said.addWidget(self._act, 0, Qt.AlignmentFlag.AlignLeft)
            QWidget.setTabOrder(self._act, self._close)

    def _put_away(self) -> None:
        self.hide()
        self.closed.emit()
