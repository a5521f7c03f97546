"""Why a store locks, and noticing that it must: nobody at the keyboard, the computer asleep, the session over."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

IDLE = "Locked because nobody touched the keyboard or the mouse for a while. Nothing you typed is lost."
ASKED = "Locked because you asked for it. Nothing you typed is lost."
SUSPENDED = "Locked because the computer went to sleep or the session ended. Nothing you typed is lost."

LOOKED_EVERY_MS = 1_000
SLEPT_SECONDS = 60
"""A clock that jumped this far between two looks was stopped: the computer slept."""

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.Drop,
    }
)


class IdleWatch(QObject):
    """``lock_due(why)`` after so many minutes without a sign of life, and when the computer or the session stops."""

    lock_due = Signal(str)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._seconds = 0.0
        self._lived_at = self._looked_at = time.time()
        self._look_again = QTimer(self)
        self._look_again.timeout.connect(self._look)
        app.commitDataRequest.connect(lambda _: self._lock_for_sleep())
        app.applicationStateChanged.connect(self._notice_state)

    @property
    def is_watching(self) -> bool:
        """Whether it counts."""
        return self._look_again.isActive()

    def watch(self, minutes: float) -> None:
        """Begin to count, or count to another number from now on."""
        self._seconds = minutes * 60
        self._lived_at = self._looked_at = time.time()
        self._app.installEventFilter(self)
        self._look_again.start(min(LOOKED_EVERY_MS, round(self._seconds * 500)))

    def stop(self) -> None:
        """Count no more."""
        self._look_again.stop()
        self._app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note every sign of life, in any window of the program."""
        if event.type() in _SIGNS_OF_LIFE:
            self._lived_at = time.time()
        return False

    def _look(self) -> None:
        now, before = time.time(), self._looked_at
        self._looked_at = now
        if now - before > SLEPT_SECONDS:
            self._lock_for_sleep()
        elif now - self._lived_at >= self._seconds:
            self.lock_due.emit(IDLE)

    def _notice_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationSuspended:
            self._lock_for_sleep()

    def _lock_for_sleep(self) -> None:
        # A window that is locked or closed already has nothing to lock.
        if self.is_watching:
            self.lock_due.emit(SUSPENDED)
