"""Fields to choose in: one of many, one of a few, several, and yes or no."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QSizePolicy, QVBoxLayout, QWidget

from fosterpanel.ui.look import icons, sizes, theme
from fosterpanel.ui.look.ring import draw_inner_edge
from fosterpanel.ui.parts.buttons import Button
from fosterpanel.ui.parts.fields.field import Field
from fosterpanel.ui.parts.flow import Flow
from fosterpanel.ui.parts.naming import name as give_name
from fosterpanel.ui.parts.naming import slug

T = TypeVar("T")
Options = Sequence[tuple[T, str]]
_BOX = 20
_WIDEST = 480


class Tick(QCheckBox):
    """A tick box drawn large, whose words wrap where there is little room."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        give_name(self, text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def sizeHint(self) -> QSize:
        """The box and its words on one line."""
        metrics = self.fontMetrics()
        return QSize(
            self._words_left() + metrics.horizontalAdvance(self._text) + sizes.px(sizes.SMALL),
            max(sizes.px(_BOX + 8), metrics.height() + sizes.px(8)),
        )

    def minimumSizeHint(self) -> QSize:
        """A few words wide."""
        return QSize(min(self.sizeHint().width(), sizes.px(160)), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """The narrower, the taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped words at a width."""
        room = QRect(0, 0, max(1, width - self._words_left() - sizes.px(4)), 1 << 16)
        wrapped = self.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), self._text)
        return max(self.sizeHint().height(), wrapped.height() + sizes.px(8))

    def hitButton(self, at: QPoint) -> bool:
        """Anywhere on the words counts."""
        return self.rect().contains(at)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, tick, words and the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRect(
            sizes.px(4),
            (min(self.height(), self.sizeHint().height()) - sizes.px(_BOX)) // 2,
            *[sizes.px(_BOX)] * 2,
        )
        self._paint_box(painter, box)
        painter.setPen(QColor(theme.current().ink if self.isEnabled() else theme.current().disabled))
        words = self.rect().adjusted(self._words_left(), 0, 0, 0)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | int(
            Qt.TextFlag.TextWordWrap
        )
        painter.drawText(words, flags, self._text)
        painter.end()

    def _paint_box(self, painter: QPainter, box: QRect) -> None:
        tokens = theme.current()
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.focus), sizes.RING))
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), sizes.px(6), sizes.px(6))
        full = self.isChecked() and self.isEnabled()
        edge = tokens.accent if full else tokens.control_line
        edge = tokens.focus_edge if self.hasFocus() else edge
        painter.setPen(QPen(QColor(edge), tokens.line_width + 0.5))
        painter.setBrush(
            QColor(tokens.accent if full else tokens.surface if self.isEnabled() else tokens.ground)
        )
        painter.drawRoundedRect(box, sizes.px(4), sizes.px(4))
        if self.isChecked():
            edge_px = sizes.px(3)
            icons.paint(
                painter,
                box.adjusted(edge_px, edge_px, -edge_px, -edge_px),
                "check",
                tokens.on_accent if full else tokens.disabled,
            )

    def _words_left(self) -> int:
        return sizes.px(_BOX + 14)


class TickField(Field[bool]):
    """Yes or no: a tick box whose words are the label."""

    def __init__(self, label: str, *, help: str = "", name: str = "") -> None:
        self.tick = Tick(label)
        super().__init__(label, self.tick, help=help, name=name)
        self._label.hide()
        self.tick.clicked.connect(self._edit)

    def _in_order(self) -> tuple[QWidget, ...]:
        return self._label, self.control, self._help_words, self._error

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.tick.isChecked()

    def set_value(self, value: bool) -> None:
        """Tick it or not."""
        self.tick.setChecked(value)

    def text(self) -> str:
        """What a draft keeps."""
        return "yes" if self.value() else ""

    def set_text(self, text: str) -> None:
        """Put back what a draft kept."""
        self.set_value(bool(text))


class Combo(QComboBox):
    """Draws its own arrow in the scheme's colour, and lets the wheel scroll the page instead of the choice."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow at the right."""
        super().paintEvent(event)
        tokens, edge = theme.current(), sizes.px(16)
        painter = QPainter(self)
        place = QRect(self.width() - edge - sizes.px(10), (self.height() - edge) // 2, edge, edge)
        icons.paint(painter, place, "chevron-down", tokens.muted if self.isEnabled() else tokens.disabled)
        painter.end()
        draw_inner_edge(self)


class ChoiceField(Field[T | None]):
    """One of many, in a list that opens. Nothing is chosen until the person chooses."""

    _missing_words = "{}: nothing is chosen. Choose one."

    def __init__(
        self,
        label: str,
        options: Options[T],
        *,
        help: str = "",
        name: str = "",
        optional: bool = False,
        nothing: str = "Choose…",
    ) -> None:
        self.combo = Combo()
        self.combo.setMaximumWidth(sizes.px(_WIDEST))
        self._values: list[T | None] = []
        self._nothing = nothing
        super().__init__(label, self.combo, help=help, name=name, optional=optional)
        self.set_options(options)
        self.combo.activated.connect(self._edit)

    def set_options(self, options: Options[T]) -> None:
        """Offer other choices, keeping what is chosen where it is still among them."""
        chosen = self._values[self.combo.currentIndex()] if self._values else None
        self._values = [None, *(value for value, _ in options)]
        self.combo.clear()
        self.combo.addItems([self._nothing, *(words for _, words in options)])
        self.set_value(chosen if chosen in self._values else None)

    def value(self) -> T | None:
        """What is chosen; None where the field is optional. Raises InvalidInput when nothing is and something must."""
        chosen = self._values[self.combo.currentIndex()]
        if chosen is None and not self.is_optional:
            raise self._missing()
        return chosen

    def set_value(self, value: T | None) -> None:
        """Show a choice."""
        self.combo.setCurrentIndex(self._values.index(value))

    def text(self) -> str:
        """The words of the choice, kept in a draft."""
        return self.combo.currentText()

    def set_text(self, text: str) -> None:
        """Put back what a draft kept, where it is still offered."""
        self.combo.setCurrentIndex(max(0, self.combo.findText(text)))


class OneOfField(Field[T | None]):
    """One of a few, all in sight as buttons in a row; arrows move between them."""

    _missing_words = "{}: nothing is chosen. Choose one."

    def __init__(
        self, label: str, options: Options[T], *, help: str = "", name: str = "", optional: bool = False
    ) -> None:
        self._values = [value for value, _ in options]
        self._row = QWidget()
        self._group = QButtonGroup(self._row)
        self._buttons = [
            self._button(number, words, name or slug(label)) for number, (_, words) in enumerate(options)
        ]
        flow = Flow(self._row)
        for button in self._buttons:
            flow.addWidget(button)
        super().__init__(label, self._row, help=help, name=name, optional=optional)
        for button, (_, words) in zip(self._buttons, options, strict=True):
            button.setAccessibleName(f"{label}: {words}")
        self._group.idClicked.connect(self._edit)

    def value(self) -> T | None:
        """What is chosen; None where the field is optional. Raises InvalidInput when nothing is and something must."""
        chosen = self._group.checkedId()
        if chosen < 0 and not self.is_optional:
            raise self._missing()
        return self._values[chosen] if chosen >= 0 else None

    def set_value(self, value: T | None) -> None:
        """Show a choice, or none."""
        self._group.setExclusive(False)
        for each, button in zip(self._values, self._buttons, strict=True):
            button.setChecked(value is not None and each == value)
        self._group.setExclusive(True)

    def text(self) -> str:
        """The words of the choice."""
        button = self._group.checkedButton()
        return button.text() if button is not None else ""

    def set_text(self, text: str) -> None:
        """Put back what a draft kept."""
        words = [button.text() for button in self._buttons]
        self.set_value(self._values[words.index(text)] if text in words else None)

    def focus_target(self) -> QWidget:
        """The chosen button, or the first."""
        return self._group.checkedButton() or self._buttons[0]

    def named(self) -> QWidget:
        """The row."""
        return self._row

    def _mark_wrong(self, *, wrong: bool) -> None:
        """The sentence below says it: a row of buttons has no one edge to mark."""

    def _button(self, number: int, words: str, field_name: str) -> Button:
        button = Button(words, "segment")
        button.setObjectName(f"{field_name}_{slug(words)}")
        button.setCheckable(True)
        self._group.addButton(button, number)
        return button


class SeveralField(Field[tuple[T, ...]]):
    """Several of a list, each with its tick box."""

    _missing_words = "{}: nothing is ticked. Tick one or more."

    def __init__(
        self, label: str, options: Options[T], *, help: str = "", name: str = "", optional: bool = False
    ) -> None:
        self._values = [value for value, _ in options]
        self.ticks = [Tick(words) for _, words in options]
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for tick in self.ticks:
            tick.setObjectName(f"{name or slug(label)}_{tick.objectName()}")
            tick.clicked.connect(self._edit)
            column.addWidget(tick)
        super().__init__(label, box, help=help, name=name, optional=optional)
        for tick, (_, words) in zip(self.ticks, options, strict=True):
            tick.setAccessibleName(f"{label}: {words}")

    def leave_out(self, values: Collection[T]) -> None:
        """Offer all but these, which do not count either while they are left out."""
        for value, tick in zip(self._values, self.ticks, strict=True):
            tick.setVisible(value not in values)

    def value(self) -> tuple[T, ...]:
        """What is ticked, in the order offered. Raises InvalidInput when nothing is and something must."""
        chosen = tuple(
            value
            for value, tick in zip(self._values, self.ticks, strict=True)
            if tick.isChecked() and not tick.isHidden()
        )
        if not chosen and not self.is_optional:
            raise self._missing()
        return chosen

    def set_value(self, value: tuple[T, ...]) -> None:
        """Tick these and no others."""
        for each, tick in zip(self._values, self.ticks, strict=True):
            tick.setChecked(each in value)

    def text(self) -> str:
        """Which are ticked, by their place."""
        return " ".join(str(place) for place, tick in enumerate(self.ticks) if tick.isChecked())

    def set_text(self, text: str) -> None:
        """Put back what a draft kept."""
        kept = set(text.split())
        for place, tick in enumerate(self.ticks):
            tick.setChecked(str(place) in kept)

    def focus_target(self) -> QWidget:
        """The first tick box."""
        return self.ticks[0]

    def named(self) -> QWidget:
        """The group of them."""
        return self.control

    def _mark_wrong(self, *, wrong: bool) -> None:
        """The sentence below says it."""


class PeopleField(SeveralField[str]):
    """People to choose from, by id: each an id and how they are shown, such as a name and what they are."""
