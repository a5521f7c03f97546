"""The way between the desk and the meeting room, which takes the desk's place while somebody is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from fosterpanel.ui.room.window import RoomWindow
    from fosterpanel.workflow.office import Office

ROOM = "room"
"""The part of a meeting that its room is, in a destination."""


class RoomDoor(QObject):
    """``gone_in()`` and ``come_out()`` when somebody goes into a room and comes out of it; ``person_asked()`` from it."""

    gone_in = Signal()
    come_out = Signal()
    person_asked = Signal()

    def __init__(self, stack: QStackedLayout, office: Office, runner: TaskRunner) -> None:
        super().__init__(stack)
        self._stack, self._office, self._runner = stack, office, runner
        self.room: RoomWindow | None = None

    @property
    def at(self) -> Destination | None:
        """The room somebody is in."""
        return Destination(Place.MEETINGS, self.room.meeting_id, ROOM) if self.room is not None else None

    def go_in(self, meeting_id: str) -> None:
        """Show the room of a meeting. Raises NotFound."""
        # Loaded when a room is first opened, so that the desk opens quickly.
        from fosterpanel.ui.room.window import RoomWindow

        self._forget()
        self.room = RoomWindow(self._office, self._runner, meeting_id)
        self.room.left.connect(self.go_out)
        self.room.person_asked.connect(self.person_asked)
        self._stack.addWidget(self.room)
        self._stack.setCurrentWidget(self.room)
        self.room.come_in()
        self.gone_in.emit()

    def go_out(self) -> None:
        """Keep what was typed, and show the desk again."""
        if self.room is None:
            return
        self._runner.act(self.room.leave)
        self._forget()
        self._stack.setCurrentIndex(0)
        self.come_out.emit()

    def _forget(self) -> None:
        room: QWidget | None = self.room
        self.room = None
        if room is not None:
            self._stack.removeWidget(room)
            room.hide()
            room.deleteLater()
