"""Where somebody is in the room, kept as they go, so that a lock or a crash brings them back to the same word."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from fosterpanel.ui.desk.cursors import cursor_of, put_cursor
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.meeting_room.room import keep_place_in_room, place_in_room
from fosterpanel.workflow.office import Office

KEPT_WITHIN_MS = 400


class RoomPlace(QObject):
    """``where`` says the item, the part and the page; the field and the cursor in it are found here."""

    def __init__(
        self,
        room: QWidget,
        office: Office,
        runner: TaskRunner,
        meeting_id: str,
        where: Callable[[], Mapping[str, str]],
    ) -> None:
        super().__init__(room)
        self._room, self._office, self._runner, self._meeting_id = room, office, runner, meeting_id
        self._where = where
        self._typed_in: QWidget | None = None
        self._is_over = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(KEPT_WITHIN_MS)
        self._pause.timeout.connect(self._keep)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    def recall(self) -> Mapping[str, str]:
        """Where this person was; empty when they come for the first time."""
        return place_in_room(self._office, self._meeting_id)

    def go_back_to(self, place: Mapping[str, str]) -> bool:
        """Put the cursor where it was; whether that field is there."""
        field = self._room.findChild(QWidget, place.get("field", "")) if place.get("field") else None
        if field is None or not field.isVisibleTo(self._room):
            return False
        field.setFocus()
        put_cursor(field, int(place.get("cursor", "0")))
        return True

    def go_on_typing(self) -> None:
        """Put the cursor back into the field for words that had it last, where it still is."""
        field = self._typed_in
        if field is not None and isValid(field) and field.isVisible():
            field.setFocus()

    def note(self) -> None:
        """Somebody went somewhere, or typed: keep where they are before long."""
        if not self._pause.isActive() and not self._is_over:
            self._pause.start()

    def end(self) -> None:
        """Keep the place for the last time: the room is being left. Raises FosterPanelError when it cannot be."""
        self._pause.stop()
        self._is_over = True
        keep_place_in_room(self._office, self._meeting_id, self._place())

    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._room.isAncestorOf(now):
            if isinstance(now, QLineEdit | QPlainTextEdit):
                self._typed_in = now
            self.note()

    def _keep(self) -> None:
        place = self._place()
        if not self._runner.is_busy:
            self._runner.run(
                "Keeping your place", lambda: keep_place_in_room(self._office, self._meeting_id, place)
            )
        else:
            self._pause.start()

    def _place(self) -> dict[str, str]:
        field = QApplication.focusWidget()
        field = field if field is not None and self._room.isAncestorOf(field) else None
        return {
            **self._where(),
            "field": field.objectName() if field is not None else "",
            "cursor": str(cursor_of(field)),
        }
