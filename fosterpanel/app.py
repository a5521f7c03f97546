"""The window of the program, put together: ``fosterpanel`` without arguments opens it.

Only what the first page needs is imported here; the rest is loaded while the person types.
"""

from __future__ import annotations

import signal
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from fosterpanel.clock import SystemClock
from fosterpanel.ui.desk.frame import Frame
from fosterpanel.ui.desk.memory import WindowMemory
from fosterpanel.ui.look import theme
from fosterpanel.ui.pages.places import COUNTS, PAGES, load_pages
from fosterpanel.ui.tasks import favour_the_window

if TYPE_CHECKING:
    from fosterpanel.ui.desk.room_door import DeskRoom
    from fosterpanel.ui.tasks import TaskRunner
    from fosterpanel.workflow.office import Office

PULSE_MS = 500


def main() -> int:
    """Open the window and run until it is closed; the exit code."""
    app = QApplication.instance() or QApplication([*sys.argv[:1], *theme.ARGUMENTS])
    assert isinstance(app, QApplication)
    app.setApplicationName("Foster Panel")
    favour_the_window()
    theme.follow_system(app)
    memory = WindowMemory.recall()
    frame = Frame(memory, SystemClock(), PAGES, COUNTS, make_room=make_room)
    if memory.is_maximised:
        frame.showMaximized()
    else:
        frame.show()
    app.processEvents()
    with ExitStack() as stack:
        QTimer.singleShot(0, lambda: _load(frame, stack))
        _close_when_told(frame)
        return app.exec()


def make_room(office: Office, runner: TaskRunner, meeting_id: str) -> DeskRoom:
    """The meeting room, loaded when somebody first goes in. Raises NotFound."""
    from fosterpanel.ui.room.window import RoomWindow

    return RoomWindow(office, runner, meeting_id)


def _load(frame: Frame, until_closed: ExitStack) -> None:
    """Load the rest once the first page is painted and takes keys."""
    from fosterpanel.logs import open_log

    until_closed.enter_context(open_log())
    frame.load()
    frame.runner.run("Loading the pages", load_pages)


def _close_when_told(frame: Frame) -> None:
    """Close the window in order on Ctrl-C and SIGTERM, so that what was typed is kept.

    While the window waits no Python runs that could hear a signal, so a slow pulse lets some.
    """
    for told in (signal.SIGINT, signal.SIGTERM):
        signal.signal(told, lambda *_: frame.close())
    pulse = QTimer(frame)
    pulse.timeout.connect(lambda: None)
    pulse.start(PULSE_MS)
