"""The line at the foot of the window: what is being done, how far, how long still, and a way to stop it."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy

from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import quiet
from fosterpanel.ui.parts.naming import name
from fosterpanel.ui.parts.words import IconLabel, small, words
from fosterpanel.ui.tasks import Task, TaskRunner

SHOWN_AFTER_MS = 300
DONE_SHOWN_FOR_MS = 20_000


def time_left(elapsed: float, done: int, of: int) -> str:
    """How long work will still take, in words, from the seconds it took so far; nothing while nobody can tell."""
    if done <= 0 or of <= done or elapsed < 2:
        return ""
    seconds = elapsed * (of - done) / done
    if seconds < 10:
        return "a few seconds left"
    if seconds < 55:
        return f"about {round(seconds / 10) * 10} seconds left"
    minutes = max(1, round(seconds / 60))
    return f"about {minutes} {'minute' if minutes == 1 else 'minutes'} left"


class FootLine(QFrame):
    """Follows a task runner. Work that ends at once is never shown; what is done says "Done · Open" quietly."""

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__()
        self.setProperty("kind", "foot")
        name(self, "Work in the background")
        self._tasks: list[Task] = []
        self._build()
        self._lay_out()
        runner.began.connect(self._begin)
        runner.progressed.connect(self._progress)
        runner.ended.connect(self._end)
        runner.finished.connect(self._done)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._words.text()

    def _build(self) -> None:
        self._icon = IconLabel("circle-check", Tone.GOOD)
        self._words = words()
        self._left = small("")
        self._bar = QProgressBar()
        name(self._bar, "Progress")
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(sizes.px(160))
        self._cancel = quiet("Cancel", on_press=self._stop_current)
        self._open = quiet("Open", on_press=self._open_result)
        self._result: Task | None = None
        self._delay = _single_shot(self, SHOWN_AFTER_MS, self._show_current)
        self._fade = _single_shot(self, DONE_SHOWN_FOR_MS, self.hide)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(*[sizes.px(each) for each in (16, 4, 16, 4)])
        row.setSpacing(sizes.px(sizes.MEDIUM))
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._left.setWordWrap(False)
        for part in (self._icon, self._words, self._left, self._bar, self._cancel, self._open):
            row.addWidget(part)
        row.setStretchFactor(self._words, 1)

    def _begin(self, task: Task) -> None:
        self._tasks.append(task)
        self._delay.start()

    def _progress(self, task: Task, done: int, of: int) -> None:
        if self._tasks and task is self._tasks[0]:
            # The bar counts in hundredths: work may have more steps than a 32-bit number holds.
            self._bar.setRange(0, 100)
            self._bar.setValue(100 * done // of if of else 0)
            self._left.setText(time_left(monotonic() - task.began_at, done, of))

    def _end(self, task: Task) -> None:
        self._tasks = [each for each in self._tasks if each is not task]
        if self._tasks:
            self._show_current()
        else:
            self._delay.stop()
            self.hide()

    def _done(self, task: Task) -> None:
        if not task.done_words or self._tasks:
            return
        self._result = task
        self._words.setText(task.done_words)
        self._arrange(working=False, can_cancel=False, can_open=task.on_open is not None)
        self._fade.start()

    def _show_current(self) -> None:
        if not self._tasks:
            return
        task = self._tasks[0]
        more = len(self._tasks) - 1
        self._words.setText(f"{task.words} · {more} more waiting" if more else task.words)
        self._left.setText("")
        self._bar.setRange(0, 0)
        self._arrange(working=True, can_cancel=task.can_cancel, can_open=False)

    def _arrange(self, *, working: bool, can_cancel: bool, can_open: bool) -> None:
        self._fade.stop()
        self._icon.setVisible(not working)
        self._bar.setVisible(working)
        self._left.setVisible(working)
        self._cancel.setVisible(can_cancel)
        self._open.setVisible(can_open)
        self.show()

    def _stop_current(self) -> None:
        if self._tasks:
            self._tasks[0].cancel()
            self._cancel.hide()
            self._words.setText("Stopping…")

    def _open_result(self) -> None:
        self.hide()
        if self._result is not None and self._result.on_open is not None:
            self._result.on_open()


def _single_shot(owner: FootLine, after_ms: int, act: object) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(after_ms)
    timer.timeout.connect(act)
    return timer
