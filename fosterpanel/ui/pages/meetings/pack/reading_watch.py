"""Watches somebody read a pack: remembers the page they are on, and records each paper they came to the end of."""

from __future__ import annotations

from fosterpanel.ui.pages.papers.page_view import PageView
from fosterpanel.ui.pages.papers.reading_watch import EndWatch
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.packing.pack_reading import OpenPack
from fosterpanel.workflow.packing.packs_out import keep_pack_place


class PackWatch(EndWatch):
    """Watches a pack being read: a paper is, once its last page filled the view."""

    def __init__(self, view: PageView, office: Office, runner: TaskRunner) -> None:
        super().__init__(view, office, runner)
        self._open: OpenPack | None = None

    def begin(self, opened: OpenPack) -> None:
        """Watch a pack being read."""
        self._open = opened
        self._moved()

    def _ended(self) -> str:
        if self._open is None:
            return ""
        document = self._open.document_on(self._view.page)
        return document.paper_id if document.last == self._view.page else ""

    def _keep(self) -> None:
        if self._open is not None:
            opened, place = self._open, self._open.sheets[self._view.page].place
            if place is not None:
                self._runner.act(lambda: keep_pack_place(self._office, opened.meeting.id, place))

    def _close(self) -> None:
        self._open = None

    def _moved(self) -> None:
        self._at_end.stop()
        if self._open is not None and self._view.page >= 0:
            self._keep_soon.start()
            if self._ended():
                self._at_end.start()
