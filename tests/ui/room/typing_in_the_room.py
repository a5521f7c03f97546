"""A process that opens the room and types into it without a pause, telling each stroke, until somebody kills it."""

from __future__ import annotations

import os
import time
from multiprocessing.connection import Connection

from tests.ui.room.room_scene import settled
from tests.workflow.builders import MEETING, Snapshot

WORDS = "they write up incidents the same evening and bring them to supervision "
STROKE_SECONDS = 0.02


def type_on(snapshot: Snapshot, field: str, telling: Connection) -> None:
    """Type into a field of the first item, one letter after another; each is told with the moment it was typed."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

    from fosterpanel.ui.look import theme
    from fosterpanel.ui.look.tokens import Scheme
    from fosterpanel.ui.room.part import Step
    from fosterpanel.ui.room.window import RoomWindow
    from fosterpanel.ui.tasks import TaskRunner

    app = QApplication([])
    theme.apply(app, Scheme.LIGHT)
    desk = snapshot.opened()
    room = RoomWindow(desk.of("person-chair"), TaskRunner(), MEETING)
    room.show()
    room.come_in()
    room.bench.show_step(Step.VIEWS if field == "strengths" else Step.QUESTIONS)
    settled(room)
    line = room.findChild(QWidget, field)
    line.setFocus()
    typed = 0
    while True:
        letter = WORDS[typed % len(WORDS)]
        QTest.keyClicks(line.viewport() if isinstance(line, QPlainTextEdit) else line, letter)
        typed += 1
        telling.send((time.monotonic(), typed))
        QTest.qWait(round(1000 * STROKE_SECONDS))
