"""The way between the desk and the meeting room, which takes the desk's place while somebody is in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from fosterpanel.ui.parts.notice import Notice
    from fosterpanel.workflow.office import Office

ROOM = "room"
"""The part of a meeting that its room is, in a destination."""


class DeskRoom(QWidget):
    """What the desk knows of the room of a meeting.

    ``left()`` to go back to the desk, ``person_asked()`` to let somebody else sit down; ``notice`` says refusals.
    """

    left = Signal()
    person_asked = Signal()
    meeting_id: str
    notice: Notice

    def come_in(self) -> None:
        """Begin where this person was; called once the room stands in its window."""
        raise NotImplementedError

    def leave(self) -> None:
        """Keep everything typed, before a lock or on the way out. Raises FosterPanelError when it cannot be written."""
        raise NotImplementedError


MakeRoom = Callable[["Office", TaskRunner, str], DeskRoom]
"""Makes the room of a meeting, by its id. Raises NotFound."""


class RoomDoor(QObject):
    """``gone_in()`` and ``come_out()`` when somebody goes into a room and out of it, ``person_asked()`` from it."""

    gone_in = Signal()
    come_out = Signal()
    person_asked = Signal()

    def __init__(
        self, stack: QStackedLayout, office: Office, runner: TaskRunner, make: MakeRoom | None
    ) -> None:
        super().__init__(stack)
        self._stack, self._office, self._runner, self._make = stack, office, runner, make
        self.room: DeskRoom | None = None

    @property
    def leads_somewhere(self) -> bool:
        """Whether there is a room behind it."""
        return self._make is not None

    @property
    def at(self) -> Destination | None:
        """The room somebody is in."""
        return Destination(Place.MEETINGS, self.room.meeting_id, ROOM) if self.room is not None else None

    def go_in(self, meeting_id: str) -> None:
        """Show the room of a meeting. Raises NotFound."""
        assert self._make is not None
        self._forget()
        self.room = self._make(self._office, self._runner, meeting_id)
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
