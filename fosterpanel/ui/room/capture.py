"""What is typed into the minutes of one item: each keystroke's worth is in the store within half a second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from fosterpanel.domain.minutes import MinutesContents
from fosterpanel.errors import FosterPanelError, StoreError
from fosterpanel.ui.parts.fields import Field
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.minuting.minutes import write_minutes
from fosterpanel.workflow.office import Office

KEPT_WITHIN_MS = 400
AGAIN_AFTER_MS = 5_000
"""What a full disk did not take is offered to it again after so long."""


class Capture(QObject):
    """Holds the contents as they stand in the fields. ``kept()`` each time they are in the store.

    ``noted()`` also when something beside the contents is: a question half asked, a view.
    """

    kept = Signal()
    noted = Signal()

    def __init__(self, office: Office, runner: TaskRunner, item_id: str, contents: MinutesContents) -> None:
        super().__init__()
        self.contents = contents
        self._office, self._runner, self._item_id = office, runner, item_id
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(KEPT_WITHIN_MS)
        self._pause.timeout.connect(self._keep)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_AFTER_MS)
        self._again.timeout.connect(self._keep)
        self.kept.connect(self.noted)

    def change(self, **changes: Any) -> None:
        """Put other words into parts of the contents; they are kept with what else is typed meanwhile."""
        self.contents = replace(self.contents, **changes)
        # Not begun anew with every letter: somebody who types without a pause is kept all the same.
        if not self._pause.isActive():
            self._pause.start()

    def change_now(self, **changes: Any) -> None:
        """Put other words into parts of the contents and keep them at once; where a rule refuses them, what was stays.

        Raises:
            FosterPanelError: a rule refuses them.
        """
        before = self.contents
        self.change(**changes)
        self._pause.stop()
        try:
            self._write()
        except StoreError as refusal:
            self._try_again(refusal)
        except FosterPanelError:
            self.change(**{field.name: getattr(before, field.name) for field in fields(before)})
            raise
        else:
            self.kept.emit()

    def follow(self, field: Field[Any], part: str, read: Callable[[str], Any] = str.strip) -> None:
        """Have a part of the contents follow what is typed into a field; ``read`` makes it of the typed text."""
        field.edited.connect(lambda: self.change(**{part: read(field.text())}))

    def flush(self) -> None:
        """Keep at once what waits to be kept. Raises FosterPanelError when it cannot be written."""
        if self._pause.isActive() or self._again.isActive():
            self._pause.stop()
            self._again.stop()
            self._write()

    def _keep(self) -> None:
        if self._runner.is_busy:
            self._runner.act(self._write, self._tell_kept, self._try_again)
        else:
            self._runner.run("Keeping the minutes", self._write, self._tell_kept, self._try_again)

    def _tell_kept(self, _: None) -> None:
        self.kept.emit()

    def _try_again(self, refusal: FosterPanelError) -> None:
        # Only what the disk refused may be taken later; words the rules refuse are changed first.
        if isinstance(refusal, StoreError):
            self._again.start()
        self._runner.refused.emit(str(refusal))

    def _write(self) -> None:
        """Write the latest words, whenever it comes to it: an older writing never lands on a newer one."""
        write_minutes(self._office, self._item_id, self.contents)
