"""Keeping a record while it is filled in: within a second, as the record itself, for there is nothing to save."""

from __future__ import annotations

from dataclasses import replace
from threading import Lock

from fosterpanel.domain.decisions import AgencyDecision
from fosterpanel.ui.desk.drafts import DraftKeeper
from fosterpanel.ui.pages.decisions.record.part import Changes, PartForm
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.deciding.decisions import write_decision
from fosterpanel.workflow.drafts import forget_draft
from fosterpanel.workflow.office import Office


class OpenRecord:
    """The record as it was written last. Its parts are taken up on the window's thread and written on any."""

    def __init__(self, office: Office, record: AgencyDecision) -> None:
        self._office = office
        self._writing = Lock()
        self._waiting: dict[str, Changes] = {}
        self.record = record

    def with_changes(self, *changes: Changes) -> AgencyDecision:
        """The record with what stands in its fields."""
        return replace(self.record, **{name: value for each in changes for name, value in each.items()})  # type: ignore[arg-type]

    def take_up(self, place: str, changes: Changes) -> None:
        """Take up what one part says, in the stead of what it said before and was not written yet."""
        with self._writing:
            self._waiting[place] = changes

    def write(self, place: str) -> None:
        """Write what was last taken up of a part, whenever it comes to it.

        Raises:
            FosterPanelError: it may not be written so, or somebody else has written it meanwhile.
        """
        with self._writing:
            self._write(self._waiting.pop(place, {}))

    def write_all(self, *changes: Changes) -> None:
        """Write all parts at once; nothing taken up before is written after it. Raises as ``write``."""
        with self._writing:
            self._waiting.clear()
            self._write(*changes)

    def _write(self, *changes: Changes) -> None:
        wanted = self.with_changes(*changes)
        if wanted != self.record:
            self.record = write_decision(self._office, wanted)


class RecordKeeper(DraftKeeper):
    """Keeps one part in the record; what the record cannot hold yet, such as half a date, is kept as a draft."""

    def __init__(
        self, form: PartForm, open_record: OpenRecord, office: Office, runner: TaskRunner, place: str
    ) -> None:
        super().__init__(form, office, runner, place)
        self._part, self._open_record = form, open_record
        self._has_leftovers, self._has_draft = False, self.was_restored

    def gather(self) -> None:
        """Take up what stands in the part."""
        super().gather()
        self._open_record.take_up(self.place, self._part.changes())
        self._has_leftovers = self._part.has_leftovers()

    def write(self) -> None:
        """Write it into the record, and what is left over as a draft."""
        if self._has_leftovers:
            super().write()
            self._has_draft = True
        elif self._has_draft:
            forget_draft(self._office, self.place)
            self._has_draft = False
        self._open_record.write(self.place)
