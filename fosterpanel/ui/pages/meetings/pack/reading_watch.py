"""Watches somebody read a pack: remembers the page they are on, and records each paper they came to the end of."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from fosterpanel.ui.pages.papers.page_view import PageView
from fosterpanel.ui.pages.papers.reading_watch import PLACE_KEPT_AFTER_MS, READ_AFTER_MS
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.packing.pack_reading import OpenPack
from fosterpanel.workflow.packing.packs_out import keep_pack_place
from fosterpanel.workflow.paperwork.reading import record_reading


class PackWatch(QObject):
    """``recorded(paper_id)`` once the last page of a paper filled the view for a second and that was recorded."""

    recorded = Signal(object)

    def __init__(self, view: PageView, office: Office, runner: TaskRunner) -> None:
        super().__init__(view)
        self._view, self._office, self._runner = view, office, runner
        self._open: OpenPack | None = None
        self._at_end = self._timer(READ_AFTER_MS, self._record)
        self._keep_soon = self._timer(PLACE_KEPT_AFTER_MS, self.keep_place)
        view.moved.connect(self._moved)

    def begin(self, opened: OpenPack) -> None:
        """Watch a pack being read."""
        self._open = opened
        self._moved()

    def pause(self) -> None:
        """The pack is out of sight: what is not seen is not read. Keep the place, for the store may be locked next."""
        self._at_end.stop()
        if self._keep_soon.isActive():
            self.keep_place()

    def end(self) -> None:
        """The pack is closed."""
        self.pause()
        self._open = None

    def keep_place(self) -> None:
        """Remember the page, at once."""
        self._keep_soon.stop()
        if self._open is not None and self._view.page >= 0:
            opened, place = self._open, self._open.sheets[self._view.page].place
            if place is not None:
                self._runner.act(lambda: keep_pack_place(self._office, opened.meeting.id, place))

    def _moved(self) -> None:
        self._at_end.stop()
        if self._open is not None and self._view.page >= 0:
            self._keep_soon.start()
            if self._ended():
                self._at_end.start()

    def _ended(self) -> str:
        """The paper whose last page is in sight, if it is one's last."""
        assert self._open is not None
        document = self._open.document_on(self._view.page)
        return document.paper_id if document.last == self._view.page else ""

    def _record(self) -> None:
        if self._open is not None and (paper_id := self._ended()):
            self._runner.act(
                lambda: record_reading(self._office, paper_id), lambda _: self.recorded.emit(paper_id)
            )

    def _timer(self, after_ms: int, act: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(act)
        return timer
