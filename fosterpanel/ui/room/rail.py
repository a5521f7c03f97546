"""The room's rail: the running order with how each item stands, who is here, who presides, and the time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fosterpanel.domain.attendance import Mode
from fosterpanel.domain.meetings import MeetingStage
from fosterpanel.domain.wording import long_date
from fosterpanel.ui.desk.rail_button import RailButton
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.look import sizes, theme
from fosterpanel.ui.parts.columns import scrolled
from fosterpanel.ui.parts.naming import mark, name
from fosterpanel.ui.room.rows import EDGE, NARROW, OrderRow, PersonRow
from fosterpanel.workflow.in_session.people_in_room import RoomPerson
from fosterpanel.workflow.meeting_room.room import OrderLine, Room

_PLACE_KEYS = [shortcut for shortcut in Shortcuts if shortcut.name.startswith("PLACE_")]
_TICK_MS = 1_000
_STAGES = {
    MeetingStage.ISSUED: "Panel today",
    MeetingStage.IN_SESSION: "Panel in session",
    MeetingStage.CLOSED: "Panel closed",
}


class RoomRail(QWidget):
    """What is pressed in it is told by its signals, ``item_chosen`` and ``person_pressed`` with the id of which."""

    item_chosen = Signal(object)
    person_pressed = Signal(object)
    people_asked = Signal()
    earlier_asked = Signal()
    closing_asked = Signal()
    leaving_asked = Signal()

    def __init__(self, time_now: Callable[[], str]) -> None:
        super().__init__()
        name(self, "Running order", "room_rail")
        self._time_now = time_now
        self._is_narrow, self._chosen = False, ""
        self._items: dict[str, OrderRow] = {}
        self._ordered: tuple[OrderLine, ...] = ()
        self._between: list[QLabel] = []
        self._people: dict[str, PersonRow] = {}
        self._title, self._day = _line("title"), _line("muted")
        self.people = RailButton("Who is here", "users", object_name="who_is_here")
        self.earlier = OrderRow("Earlier actions", "", "earlier_actions")
        self.closing = RailButton("Close and sign", "signature", object_name="close_and_sign")
        self.leave = RailButton("Back to the desk", "log-out", object_name="back_to_the_desk")
        self._presiding, self.clock = _line("muted"), _line("clock")
        self._order, self._here = QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        self._connect()

    def show_room(self, room: Room, chosen: str) -> None:
        """Show a meeting as it stands, with one of its items chosen; none while the meeting is being closed."""
        meeting = room.meeting
        self._title.setText(_STAGES.get(meeting.stage, "Panel"))
        self._day.setText(f"{long_date(meeting.on).rsplit(' ', 1)[0]} · offline")
        for place, one in enumerate(room.items):
            row = self._items.get(one.id) or self._add_item(one.id, one.item.reference, one.called)
            row.say(one.standing, keys=_PLACE_KEYS[place].shown if place < len(_PLACE_KEYS) else "")
            row.setChecked(one.id == chosen)
        self._put_in_order(room.order)
        if chosen != self._chosen and chosen in self._items:
            QTimer.singleShot(0, self._bring_into_sight)
        self._chosen = chosen
        waiting = [one for one in room.carried if one.action.done_on is None]
        self.earlier.say(f"{len(waiting)} still to be done" if waiting else "All done")
        self.earlier.setChecked(False)
        self.earlier.setVisible(bool(room.carried))
        for person in room.people:
            self._say_person(self._people.get(person.member_id) or self._add_person(person), person)
        self.closing.setChecked(not chosen)
        self._presiding.setText(_presiding(room, chosen))
        self._tick()

    def _bring_into_sight(self) -> None:
        if self._chosen in self._items:
            self._area.ensureWidgetVisible(self._items[self._chosen])

    def row_of(self, item_id: str) -> OrderRow:
        """The row of an item."""
        return self._items[item_id]

    def set_narrow(self, *, narrow: bool) -> None:
        """Leave more room for the papers and the notes."""
        self.setFixedWidth(sizes.px(NARROW if narrow else sizes.RAIL))
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._foot.setDirection(way)
        for words in (self._title, self._day):
            words.setVisible(not narrow)
        self._is_narrow = narrow
        # People stay in sight however long the order is; where there is little height they scroll with it.
        (self._scrolling if narrow else self._standing).addWidget(self._at_foot)
        for row in (self.earlier, *self._items.values()):
            row.set_narrow(narrow=narrow)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the ground, and draw the line above whoever presides."""
        painter, tokens = QPainter(self), theme.current()
        painter.fillRect(self.rect(), QColor(tokens.rail))
        line = QColor(tokens.rail_ink)
        line.setAlpha(60)
        painter.setPen(line)
        top = self._foot.geometry().top() - sizes.px(2)
        painter.drawLine(sizes.px(EDGE), top, self.width() - sizes.px(EDGE), top)
        painter.end()

    def _add_item(self, item_id: str, reference: str, kind: str) -> OrderRow:
        row = OrderRow(reference, kind, f"item_{reference.replace('/', '_')}")
        row.clicked.connect(lambda: self.item_chosen.emit(item_id))
        self._items[item_id] = row
        row.set_narrow(narrow=self._is_narrow)
        self._order.insertWidget(self._order.count() - 1, row)
        return row

    def _put_in_order(self, order: tuple[OrderLine, ...]) -> None:
        """Items with standing business and breaks between them, as on the agenda that members hold."""
        if order == self._ordered:
            return
        self._ordered = order
        for label in self._between:
            label.hide()
            label.deleteLater()
        self._between = []
        for place, line in enumerate(order):
            row = self._items.get(line.item_id) or self._add_line(line)
            self._order.insertWidget(place, row)

    def _add_line(self, line: OrderLine) -> QLabel:
        label = _line("muted")
        label.setText(f"{line.starts_at:%H:%M} {line.title}")
        label.setContentsMargins(*[sizes.px(each) for each in (EDGE, 3, EDGE, 3)])
        self._between.append(label)
        return label

    def _add_person(self, person: RoomPerson) -> PersonRow:
        row = PersonRow(person.member_id)
        self._people[person.member_id] = row
        self._here.addWidget(row)
        row.clicked.connect(lambda: self.person_pressed.emit(person.member_id))
        return row

    def _say_person(self, row: PersonRow, person: RoomPerson) -> None:
        icon = (
            {Mode.IN_ROOM: "circle-check", Mode.REMOTE: "phone"}.get(person.mode, "circle")
            if person.mode
            else ""
        )
        act = "Press when they leave" if person.is_present else "Press when they are in the room"
        row.say(person.short_name, person.words, icon or "circle", is_here=person.is_present, act=act)

    def _lay_out(self) -> None:
        self._order.setContentsMargins(0, 0, 0, 0)
        self._order.setSpacing(sizes.px(2))
        self._order.addStretch(1)
        self._here.setContentsMargins(0, 0, 0, 0)
        self._here.setSpacing(0)
        names, head = QVBoxLayout(), QHBoxLayout()
        head.setContentsMargins(sizes.px(EDGE), 0, 0, 0)
        names.setSpacing(0)
        names.addWidget(self._title)
        self.leave.set_narrow(narrow=True)
        self.leave.setFixedWidth(sizes.px(38))
        head.addLayout(names, 1)
        head.addWidget(self.leave)
        self._day.setContentsMargins(sizes.px(EDGE), 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[sizes.px(each) for each in (EDGE, 16, EDGE, EDGE)])
        column.setSpacing(sizes.px(6))
        column.addLayout(head)
        column.addWidget(self._day)
        self._area = scrolled(self._build_rows())
        column.addWidget(self._area, 1)
        column.addLayout(self._standing)
        column.addLayout(self._foot)

    def _build_rows(self) -> QWidget:
        """The order, which scrolls; and what stands below it, kept in sight where there is room."""
        rows, self._at_foot = QWidget(), QWidget()
        self._scrolling, self._standing, foot = QVBoxLayout(rows), QVBoxLayout(), QVBoxLayout(self._at_foot)
        for part in (self._scrolling, self._standing, foot):
            part.setContentsMargins(0, 0, 0, 0)
            part.setSpacing(sizes.px(6))
        self._scrolling.addWidget(self.earlier)
        self._scrolling.addLayout(self._order, 1)
        for button in (self.closing, self.people):
            foot.addWidget(button)
        foot.addLayout(self._here)
        self._standing.addWidget(self._at_foot)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setContentsMargins(sizes.px(EDGE), sizes.px(6), 0, 0)
        self._foot.addWidget(self._presiding, 1)
        self._foot.addWidget(self.clock)
        return rows

    def _connect(self) -> None:
        self.people.clicked.connect(self.people_asked)
        self.earlier.clicked.connect(self.earlier_asked)
        self.closing.setCheckable(True)
        self.closing.clicked.connect(self.closing_asked)
        self.leave.clicked.connect(self.leaving_asked)
        tick = QTimer(self)
        tick.timeout.connect(self._tick)
        tick.start(_TICK_MS)

    def _tick(self) -> None:
        self.clock.setText(self._time_now())


def _presiding(room: Room, chosen: str) -> str:
    """Who presides over the item shown, or who would."""
    item = next((one for one in room.items if one.id == chosen), None)
    member_id = item.hearing.presided_by if item is not None and item.hearing else ""
    if not member_id and item is not None and item.quorum and item.quorum.finding:
        member_id = item.quorum.finding.presiding_id
    person = next((one for one in room.people if one.member_id == member_id), None)
    is_over = item is not None and item.has_outcome
    if person is None or not (person.is_present or is_over):
        return "Nobody presides"
    return f"{person.short_name}\n{person.seat.value.capitalize()}, {'presided' if is_over else 'presiding'}"


def _line(kind: str) -> QLabel:
    label = QLabel()
    label.setWordWrap(kind != "clock")
    mark(label, "rail", kind)
    return label
