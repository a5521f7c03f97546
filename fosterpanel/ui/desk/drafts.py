"""Keeping what is typed in a form: within a second, encrypted, until it is saved or given up."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow import drafts
from fosterpanel.workflow.office import Office

KEPT_WITHIN_MS = 700
AGAIN_MS = 15_000
"""After so long what could not be kept, on a full disk for instance, is tried again."""


class DraftKeeper(QObject):
    """Watches one form. ``place`` names the form and what it is about ("item-new", "home:5f3c…").

    Make it once the fields hold the record's own values: it then puts back what was typed and not saved. Call
    ``forget`` once the form was saved or given up. The desk finds every keeper when it locks.
    ``kept()`` each time the words are in the store.
    """

    kept = Signal()

    def __init__(self, form: Form, office: Office, runner: TaskRunner, place: str) -> None:
        super().__init__(form)
        self.form = form
        self.place = place
        self._office, self._runner = office, runner
        self._typed: dict[str, str] = {}
        # A writing under way beside the window never lands after the form was saved.
        self._writing = Lock()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(KEPT_WITHIN_MS)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        for timer in (self._pause, self._again):
            timer.timeout.connect(self._keep)
        self.was_restored = self._restore()
        form.edited.connect(self._edit)
        form.draft_changed.connect(self._keep_if_waiting)

    def flush(self) -> None:
        """Keep at once what waits to be kept; before a lock or a closed window.

        Raises:
            FosterPanelError: it could not be written.
        """
        if self._pause.isActive() or self._again.isActive():
            self._pause.stop()
            self._again.stop()
            self.gather()
            self.write()

    def take_up(self, texts: Mapping[str, str]) -> None:
        """Put back what could not be kept before a lock, and keep it as soon as that can be done."""
        self.form.restore(texts)
        self._keep()

    def forget(self) -> None:
        """Drop the draft: the form was saved or given up."""
        self._pause.stop()
        self._again.stop()
        self._runner.act(self._drop)

    def gather(self) -> None:
        """Take up what stands in the form, on the window's thread."""
        self._typed = self.form.texts()

    def write(self) -> None:
        """Write what was gathered last, whenever it comes to it: an older writing never lands on a newer one."""
        with self._writing:
            if self._typed:
                drafts.keep_draft(self._office, self.place, self._typed)

    def _drop(self) -> None:
        with self._writing:
            self._typed = {}
            drafts.forget_draft(self._office, self.place)

    def _restore(self) -> bool:
        kept = drafts.kept_draft(self._office, self.place)
        if kept is not None:
            self.form.restore(kept.fields)
        return kept is not None

    def _edit(self) -> None:
        # Not begun anew with every letter: somebody who types without a pause is kept every second too.
        if not self._pause.isActive():
            self._pause.start()

    def _keep_if_waiting(self) -> None:
        if self._pause.isActive():
            self._keep()

    def _keep(self) -> None:
        self._pause.stop()
        self._again.stop()
        self.gather()
        if self._runner.is_busy:
            self._runner.act(self.write, self._tell_kept, self._try_again)
        else:
            self._runner.run("Keeping what you typed", self.write, self._tell_kept, self._try_again)

    def _tell_kept(self, _: None) -> None:
        # The form may be gone by the time its words are written.
        if isValid(self):
            self.kept.emit()

    def _try_again(self, refusal: FosterPanelError) -> None:
        if isValid(self):
            self._again.start()
        self._runner.refused.emit(str(refusal))
