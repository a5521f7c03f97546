"""Opens one window in a process of its own, prints when it was first painted, and ends: ``bare`` or ``desk``."""

from __future__ import annotations

import os
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget


class FirstPaint(QObject):
    """Prints the moment at which a window has been painted and takes keys, once, and ends the program.

    It listens from when a window has the keyboard on: hearing of every event before would itself take a while.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.focusWindowChanged.connect(lambda: app.installEventFilter(self))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look out for the first painting of a window."""
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isWindow():
            app = QApplication.instance()
            assert app is not None
            app.removeEventFilter(self)
            QTimer.singleShot(0, self._tell)
        return False

    def _tell(self) -> None:
        print(time.time(), flush=True)
        # What loads behind the window is not waited for.
        os._exit(0)


def _bare() -> int:
    """What any window has to bring that asks for a passphrase: a label, a field and a button."""
    window = QWidget()
    column = QVBoxLayout(window)
    for part in (QLabel("Passphrase"), QLineEdit(), QPushButton("Unlock")):
        column.addWidget(part)
    window.resize(1366, 768)
    window.show()
    return QApplication.exec()


def _desk() -> int:
    from fosterpanel.app import main

    return main()


if __name__ == "__main__":
    app = QApplication([])
    watch = FirstPaint(app)
    _bare() if sys.argv[1] == "bare" else _desk()
