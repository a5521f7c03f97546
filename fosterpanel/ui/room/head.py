"""Above the papers and the notes: which item, the quorum in a sentence, what may be done without it, and the steps."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from fosterpanel.ui.look import fonts, icons, sizes, theme
from fosterpanel.ui.look.ring import draw_inner_edge
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import Button
from fosterpanel.ui.parts.flow import Flow
from fosterpanel.ui.parts.naming import name
from fosterpanel.ui.parts.notice import announce
from fosterpanel.ui.parts.words import small
from fosterpanel.ui.parts.words import title as title_words
from fosterpanel.ui.room.part import Step

_ICON = 16
_EDGE = 10
_LEAST_WITH_KEPT = 640


class QuorumLine(QAbstractButton):
    """The quorum in a sentence on its tone's ground; pressing it shows who is here."""

    def __init__(self) -> None:
        super().__init__()
        name(self, "Quorum", "quorum_line")
        self.tone = Tone.SOFT
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def say(self, sentence: str, tone: Tone) -> None:
        """Say a sentence; a screen reader reads it when it has become another."""
        if sentence == self.text() and tone is self.tone:
            return
        self.tone = tone
        self.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))
        if sentence and self.isVisible():
            announce(self, sentence)
        self._fit()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All of it on one line where there is room."""
        room = sizes.px(_ICON + 3 * _EDGE)
        width = self._metrics().horizontalAdvance(self.text()) + room + 2
        return QSize(width, self._height(width))

    def minimumSizeHint(self) -> QSize:
        """A few words wide."""
        return QSize(min(self.sizeHint().width(), sizes.px(240)), sizes.px(30))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the sentence is at this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self._height(self.width()))

    def _height(self, width: int) -> int:
        room = QRect(0, 0, max(1, width - sizes.px(_ICON + 3 * _EDGE)), 1 << 12)
        words = self._metrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.text())
        return words.height() + sizes.px(12)

    def changeEvent(self, event: QEvent) -> None:
        """Take another height when the text has another size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the colours in use."""
        tokens, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(tokens.ground_of(self.tone)))
        edge = tokens.focus if self.hasFocus() else tokens.of(self.tone) if tokens.line_width > 1 else ""
        painter.setPen(QColor(edge) if edge else Qt.PenStyle.NoPen)
        radius = sizes.px(sizes.RADIUS - 2)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), radius, radius)
        colour, size = tokens.of(self.tone), sizes.px(_ICON)
        drawing = "shield-check" if self.tone is Tone.GOOD else "shield-alert"
        if self.tone is Tone.SOFT:
            drawing = "shield"
        icons.paint(painter, QRect(sizes.px(_EDGE), (self.height() - size) // 2, size, size), drawing, colour)
        painter.setFont(fonts.font(sizes.SECONDARY + 1, bold=True))
        painter.setPen(QColor(colour))
        words = self.rect().adjusted(sizes.px(_ICON + 2 * _EDGE - 2), 0, -sizes.px(_EDGE), 0)
        flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(words, flags, self.text())
        painter.end()
        if self.hasFocus():
            draw_inner_edge(self)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(fonts.font(sizes.SECONDARY + 1, bold=True))


class RoomHead(QWidget):
    """Signals: ``step_chosen(Step)``, ``quorum_pressed()``."""

    step_chosen = Signal(object)
    quorum_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = title_words("")
        self.title.setObjectName("room_title")
        self.title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.quorum = QuorumLine()
        self.remedies = QWidget()
        self._remedies = Flow(self.remedies)
        self._group = QButtonGroup(self)
        self.steps = {step: self._step_button(step) for step in Step}
        self._lay_out()
        self.quorum.clicked.connect(self.quorum_pressed)

    def say_kept(self, time: str) -> None:
        """Say when what is typed was last written to the store."""
        self._kept.setText(f"Kept {time}")

    def show_step(self, step: Step | None) -> None:
        """Mark the part of the notes shown; none while something else stands in their place."""
        self._group.setExclusive(False)
        for each, button in self.steps.items():
            button.setChecked(each is step)
        self._group.setExclusive(True)

    def name_steps(self, *, is_business: bool) -> None:
        """Call the parts of the notes what they are on this item."""
        for step, button in self.steps.items():
            words = step.words_of_business if is_business else step.words
            if button.text() != words:
                button.setText(words)
                button.setAccessibleName(words)
                button.setToolTip(f"{words} ({step.shortcut.shown})")

    def show_steps(self, *, are_shown: bool) -> None:
        """Show the parts of the notes to choose from, or not."""
        self._bar.setVisible(are_shown)

    def offer(self, *buttons: QWidget) -> None:
        """Offer what may be done while the quorum is not met, in place of what was offered."""
        while (item := self._remedies.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for button in buttons:
            self._remedies.addWidget(button)
        self.remedies.setVisible(bool(buttons))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the quorum below the title where there is little room."""
        super().resizeEvent(event)
        self._kept.setVisible(self.width() >= sizes.px(_LEAST_WITH_KEPT))
        self._arrange()

    def say(self, title: str, quorum: str, tone: Tone) -> None:
        """Say which item it is, and its quorum."""
        self.title.setText(title)
        self.quorum.say(quorum, tone)
        self._arrange()

    def _arrange(self) -> None:
        wanted = (
            self.title.fontMetrics().horizontalAdvance(self.title.text()) + self.quorum.sizeHint().width()
        )
        beside = self.width() >= wanted + sizes.px(sizes.WIDE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._top.direction() is not way:
            self._top.setDirection(way)
            self._top.setSpacing(sizes.px(sizes.MEDIUM if beside else sizes.TINY))

    def _lay_out(self) -> None:
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(sizes.px(sizes.MEDIUM))
        self._top.addWidget(self.title, 1)
        self._top.addWidget(self.quorum)
        self._bar = QWidget()
        bar = Flow(self._bar, spacing=sizes.TINY)
        for button in self.steps.values():
            bar.addWidget(button)
        self._kept = small("")
        self._kept.setWordWrap(False)
        self._kept.setObjectName("kept")
        bar.addWidget(self._kept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.SMALL))
        column.addLayout(self._top)
        column.addWidget(self.remedies)
        column.addWidget(self._bar)
        self.remedies.hide()

    def _step_button(self, step: Step) -> Button:
        # Its keys are the window's, so that they work where these buttons are not in sight.
        button = Button(step.words, "segment")
        button.setToolTip(f"{step.words} ({step.shortcut.shown})")
        button.setAccessibleDescription(step.shortcut.shown)
        button.setCheckable(True)
        button.setObjectName(f"step_{step.name.lower()}")
        button.clicked.connect(lambda: self.step_chosen.emit(step))
        self._group.addButton(button)
        return button
