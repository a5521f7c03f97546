"""The list of a record's parts at its left: which are whole, which is open, and what each holds so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from fosterpanel.domain.decisions import RecordPart
from fosterpanel.ui.look import fonts, icons, sizes, theme
from fosterpanel.ui.look.ring import paint_inner_edge
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.decisions.record.plan import Planned
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.columns import scrolled
from fosterpanel.ui.parts.naming import name as give_name

_BOX = 26
_EDGE = 8
_WRAPPED = int(Qt.TextFlag.TextWordWrap)


class PartButton(QAbstractButton):
    """A number, or a tick once the part is whole; its name, and below it what it holds. Arrows go up and down."""

    def __init__(self, planned: Planned) -> None:
        super().__init__()
        self._number, self._name = str(planned.number), planned.name
        self._summary, self._is_whole = "", False
        give_name(self, planned.name, f"part_{planned.part.name.lower()}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def summary(self) -> str:
        """What it says the part holds."""
        return self._summary

    @property
    def is_whole(self) -> bool:
        """Whether the part is shown as whole."""
        return self._is_whole

    def say(self, summary: str, *, is_whole: bool) -> None:
        """Say what the part holds, and whether it is whole."""
        if (summary, is_whole) == (self._summary, self._is_whole):
            return
        self._summary, self._is_whole = summary, is_whole
        self.setAccessibleDescription(f"{'Whole' if is_whole else 'Not whole yet'}. {summary}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A line or two."""
        width = sizes.px(220)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the box and a word or two."""
        return QSize(sizes.px(150), self.heightForWidth(max(self.width(), sizes.px(150))))

    def hasHeightForWidth(self) -> bool:
        """Its words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height its words take."""
        words = sum(self._height(text, font, width) for text, font in self._lines())
        return max(sizes.px(_BOX), words) + 2 * sizes.px(_EDGE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the part as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the colours in use."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme.current()
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.ground))
            painter.drawRoundedRect(self.rect(), sizes.px(sizes.RADIUS), sizes.px(sizes.RADIUS))
        self._paint_box(painter)
        top = sizes.px(_EDGE)
        for text, font in self._lines():
            height = self._height(text, font, self.width())
            painter.setFont(font)
            painter.setPen(QColor(tokens.ink if font.bold() else tokens.muted))
            painter.drawText(QRect(self._left, top, self._room(self.width()), height), _WRAPPED, text)
            top += height
        self._paint_ring(painter)
        painter.end()

    @property
    def _left(self) -> int:
        return sizes.px(_EDGE + _BOX + 10)

    def _room(self, width: int) -> int:
        return max(1, width - self._left - sizes.px(_EDGE))

    def _lines(self) -> list[tuple[str, QFont]]:
        lines = [(self._name, fonts.font(bold=True)), (self._summary, fonts.font(sizes.SECONDARY))]
        return [(text, font) for text, font in lines if text]

    def _height(self, text: str, font: QFont, width: int) -> int:
        return (
            QFontMetrics(font).boundingRect(QRect(0, 0, self._room(width), 1 << 14), _WRAPPED, text).height()
        )

    def _paint_box(self, painter: QPainter) -> None:
        tokens, edge = theme.current(), sizes.px(_BOX)
        box = QRect(QPoint(sizes.px(_EDGE), sizes.px(_EDGE)), QSize(edge, edge))
        tone = Tone.GOOD if self._is_whole else Tone.SOFT
        has_ground = self._is_whole or self.isChecked()
        painter.setBrush(QColor(tokens.ground_of(tone) if has_ground else tokens.surface))
        painter.setPen(QPen(QColor(tokens.of(tone) if has_ground else tokens.line), tokens.line_width))
        painter.drawRoundedRect(box, sizes.px(5), sizes.px(5))
        if self._is_whole:
            inside = sizes.px(5)
            icons.paint(
                painter, box.adjusted(inside, inside, -inside, -inside), "check", tokens.of(Tone.GOOD)
            )
            return
        painter.setFont(fonts.font(sizes.SECONDARY, bold=True))
        painter.setPen(QColor(tokens.of(tone) if self.isChecked() else tokens.muted))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._number)

    def _paint_ring(self, painter: QPainter) -> None:
        if not self.hasFocus():
            return
        painter.setPen(QPen(QColor(theme.current().focus), sizes.RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        place = self.rect().adjusted(2, 2, -2, -2)
        painter.drawRoundedRect(place, sizes.px(sizes.RADIUS), sizes.px(sizes.RADIUS))
        paint_inner_edge(painter, place.toRectF().adjusted(1, 1, -1, -1), sizes.px(sizes.RADIUS))


class PartsList(Card):
    """``chosen(RecordPart)`` when the person asks for a part."""

    chosen = Signal(object)

    def __init__(self, planned: Sequence[Planned]) -> None:
        super().__init__("The record", margin=sizes.MEDIUM)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(2))
        self.buttons = {one.part: PartButton(one) for one in planned}
        for part, button in self.buttons.items():
            button.setAutoExclusive(True)
            button.clicked.connect(lambda _, asked=part: self.chosen.emit(asked))
            column.addWidget(button)
        column.addStretch(1)
        self.body.addWidget(scrolled(inner), 1)

    def show_part(self, part: RecordPart) -> None:
        """Mark the part that is open."""
        self.buttons[part].setChecked(True)

    def show_standing(self, summaries: Mapping[RecordPart, str], not_whole: set[RecordPart]) -> None:
        """Say what each part holds and whether it is whole."""
        for part, button in self.buttons.items():
            button.say(summaries[part], is_whole=part not in not_whole)
