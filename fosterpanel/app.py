"""The window of the program, put together: ``fosterpanel`` without arguments opens it.

Only what the first page needs is imported here; the rest is loaded while the person types.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from fosterpanel.clock import SystemClock
from fosterpanel.logs import open_log
from fosterpanel.ui.desk.frame import Frame
from fosterpanel.ui.desk.memory import WindowMemory
from fosterpanel.ui.look import theme
from fosterpanel.ui.pages.places import COUNTS, PAGES


def main() -> int:
    """Open the window and run until it is closed; the exit code."""
    with open_log():
        app = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(app, QApplication)
        app.setApplicationName("Foster Panel")
        theme.follow_system(app)
        memory = WindowMemory.recall()
        frame = Frame(memory, SystemClock(), PAGES, COUNTS)
        if memory.is_maximised:
            frame.showMaximized()
        else:
            frame.show()
        QTimer.singleShot(0, frame.load)
        return app.exec()
