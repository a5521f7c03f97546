"""The rail: the service, its places with counts of what needs somebody, and who is at the desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from fosterpanel.ui.desk.places import Place
from fosterpanel.ui.desk.rail_button import EDGE, RailButton
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.look import fonts, icons, sizes, theme
from fosterpanel.ui.parts.naming import name, slug

NARROW = 60
_ARROW = 14
_WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop)


class _ServiceName(QWidget):
    """The name of the service, and what kind of service it is where."""

    def __init__(self, service: str, kind: str) -> None:
        super().__init__()
        self.setObjectName("service")
        self.say(service, kind)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, service: str, kind: str) -> None:
        """Say another name."""
        self._lines = ((service, sizes.HEADING, True), (kind, sizes.SECONDARY, False))
        self.setAccessibleName(f"{service}, {kind}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the rail."""
        width = sizes.px(sizes.RAIL - 2 * EDGE)
        return QSize(width, self.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:
        """A long name takes two lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped lines."""
        return sum(self._height(text, size, bold=bold, width=width) for text, size, bold in self._lines)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines in the colours in use."""
        painter, top, tokens = QPainter(self), 0, theme.current()
        for text, size, bold in self._lines:
            painter.setFont(fonts.font(size, bold=bold))
            painter.setPen(QColor(tokens.rail_ink if bold else tokens.rail_muted))
            height = self._height(text, size, bold=bold, width=self.width())
            painter.drawText(QRect(sizes.px(EDGE), top, self._room(self.width()), height), _WRAPPED, text)
            top += height
        painter.end()

    def _room(self, width: int) -> int:
        return max(1, width - sizes.px(EDGE))

    def _height(self, text: str, size: int, *, bold: bool, width: int) -> int:
        metrics = QFontMetrics(fonts.font(size, bold=bold))
        return metrics.boundingRect(
            QRect(0, 0, self._room(width), 1 << 12), _WRAPPED, text
        ).height() + sizes.px(2)


class _More(QWidget):
    """An arrow below places that go on out of sight."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__()
        self._area = area
        area.verticalScrollBar().rangeChanged.connect(self._tell)
        area.verticalScrollBar().valueChanged.connect(self._tell)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def is_shown(self) -> bool:
        """Whether there is more below."""
        bar = self._area.verticalScrollBar()
        return bar.value() < bar.maximum()

    def sizeHint(self) -> QSize:
        """Low enough to take no place's room."""
        return QSize(sizes.px(_ARROW), sizes.px(_ARROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow where there is more."""
        if self.is_shown:
            painter, edge = QPainter(self), sizes.px(_ARROW)
            place = QRect((self.width() - edge) // 2, 0, edge, edge)
            icons.paint(painter, place, "chevron-down", theme.current().rail_ink)
            painter.end()

    def _tell(self) -> None:
        self.update()


class Rail(QWidget):
    """Signals: ``chosen(Place)``, ``person_asked()`` to let somebody else sit down, ``lock_asked()``."""

    chosen = Signal(object)
    person_asked = Signal()
    lock_asked = Signal()

    def __init__(self, service: str, kind: str, person: str, role: str, *, places: Iterable[Place]) -> None:
        super().__init__()
        name(self, "Places", "rail")
        self._service = _ServiceName(service, kind)
        self._buttons = {place: self._place_button(place) for place in places}
        self._person = RailButton(person, "user", role, object_name="person_at_the_desk")
        self._lock = RailButton("Lock", "lock")
        self._lock.setAccessibleDescription(Shortcuts.LOCK.shown)
        self._lock.setToolTip(f"Lock ({Shortcuts.LOCK.shown})")
        self._lay_out()
        self._connect()
        self.show_names(service, kind, person, role)
        self.set_narrow(narrow=False)

    def show_names(self, service: str, kind: str, person: str, role: str) -> None:
        """Show the names of the service and of the person as they are now."""
        self._service.say(service, kind)
        self._person.say(person, role)
        self._person.setAccessibleName(f"{person}, {role}. Let somebody else sit down")

    def show_chosen(self, place: Place) -> None:
        """Mark the place the person is at."""
        for each, button in self._buttons.items():
            button.setChecked(each is place)

    def show_counts(self, counts: Mapping[Place, int]) -> None:
        """Show what needs somebody at each place."""
        for place, count in counts.items():
            if place in self._buttons:
                self._buttons[place].set_count(count)

    def button(self, place: Place) -> RailButton:
        """The row of a place."""
        return self._buttons[place]

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons only, or everything."""
        self.setFixedWidth(sizes.px(NARROW if narrow else sizes.RAIL))
        self._service.setVisible(not narrow)
        # Beside icons there is no room for a bar; the wheel and the keyboard scroll them too.
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if narrow else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self._area.setVerticalScrollBarPolicy(policy)
        for button in (*self._buttons.values(), self._person):
            button.set_narrow(narrow=narrow)
        self._lock.set_narrow(narrow=True)
        self._lock.setFixedWidth(sizes.px(NARROW - 2 * EDGE if narrow else 38))
        self._foot.setDirection(
            QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the ground, and draw the line above the person."""
        painter, tokens = QPainter(self), theme.current()
        painter.fillRect(self.rect(), QColor(tokens.rail))
        line = QColor(tokens.rail_ink)
        line.setAlpha(60)
        painter.setPen(line)
        top = self._foot.geometry().top() - sizes.px(6)
        painter.drawLine(sizes.px(EDGE), top, self.width() - sizes.px(EDGE), top)
        painter.end()

    def _place_button(self, place: Place) -> RailButton:
        button = RailButton(place.words, place.icon, object_name=f"place_{slug(place.words)}")
        button.setCheckable(True)
        return button

    def _lay_out(self) -> None:
        places = QWidget()
        rows = QVBoxLayout(places)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        for button in self._buttons.values():
            rows.addWidget(button)
        rows.addStretch(1)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(2)
        self._foot.addWidget(self._person, 1)
        self._foot.addWidget(self._lock)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[sizes.px(each) for each in (EDGE, 20, EDGE, EDGE)])
        column.setSpacing(sizes.px(sizes.TINY))
        column.addWidget(self._service)
        column.addSpacing(sizes.px(sizes.SMALL))
        self._area = _scrolling(places)
        self.more = _More(self._area)
        column.addWidget(self._area, 1)
        column.addWidget(self.more)
        column.addLayout(self._foot)

    def _connect(self) -> None:
        for place, button in self._buttons.items():
            button.clicked.connect(lambda _=False, place=place: self.chosen.emit(place))
        self._person.clicked.connect(self.person_asked)
        self._lock.clicked.connect(self.lock_asked)


def _scrolling(places: QWidget) -> QScrollArea:
    """The places, which scroll in a low window with large text."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    places.setProperty("kind", "scrolled")
    area.setWidget(places)
    return area
