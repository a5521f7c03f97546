"""Watches somebody read: remembers the page they are on, and records once they came to the end of a paper."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from fosterpanel.ui.pages.papers.page_view import PageView
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.paperwork.reading import keep_place, record_reading

READ_AFTER_MS = 1_000
PLACE_KEPT_AFTER_MS = 2_000


class EndWatch(QObject):
    """``recorded(paper_id)`` once the end of a paper was in sight for a second and that was recorded.

    Override ``_ended``, ``_keep`` and ``_close``, and say from ``_moved`` when an end comes into sight.
    """

    recorded = Signal(object)

    def __init__(self, view: PageView, office: Office, runner: TaskRunner) -> None:
        super().__init__(view)
        self._view, self._office, self._runner = view, office, runner
        self._at_end = self._timer(READ_AFTER_MS, self._record)
        self._keep_soon = self._timer(PLACE_KEPT_AFTER_MS, self.keep_place)
        view.moved.connect(self._moved)

    def pause(self) -> None:
        """Out of sight: what is not seen is not read. Keep the place, for the store may be locked next."""
        self._at_end.stop()
        if self._keep_soon.isActive():
            self.keep_place()

    def end(self) -> None:
        """What was read is closed."""
        self.pause()
        self._close()

    def keep_place(self) -> None:
        """Remember the page, at once."""
        self._keep_soon.stop()
        if self._view.page >= 0:
            self._keep()

    def _ended(self) -> str:
        """The id of the paper whose end is in sight; nothing while none is."""
        raise NotImplementedError

    def _keep(self) -> None:
        """Remember the page that is shown."""
        raise NotImplementedError

    def _close(self) -> None:
        """Forget what was read."""
        raise NotImplementedError

    def _moved(self) -> None:
        """Another page is shown."""
        raise NotImplementedError

    def _record(self) -> None:
        if paper_id := self._ended():
            self._runner.act(
                lambda: record_reading(self._office, paper_id), lambda _: self.recorded.emit(paper_id)
            )

    def _timer(self, after_ms: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(act)
        return timer


class ReadingWatch(EndWatch):
    """Watches one version of a paper being read."""

    def __init__(self, view: PageView, office: Office, runner: TaskRunner) -> None:
        super().__init__(view, office, runner)
        self._paper_id = ""
        view.came_to_end.connect(self._came_to_end)

    def begin(self, paper_id: str) -> None:
        """Watch a version being read."""
        self._paper_id = paper_id

    def _ended(self) -> str:
        return self._paper_id

    def _keep(self) -> None:
        if self._paper_id:
            paper_id, page = self._paper_id, self._view.page + 1
            self._runner.act(lambda: keep_place(self._office, paper_id, page))

    def _close(self) -> None:
        self._paper_id = ""

    def _moved(self) -> None:
        if self._view.page < self._view.page_count - 1:
            self._at_end.stop()
        if self._paper_id:
            self._keep_soon.start()

    def _came_to_end(self) -> None:
        if self._paper_id and not self._at_end.isActive():
            self._at_end.start()
