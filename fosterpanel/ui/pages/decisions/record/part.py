"""What every part of a record has in common."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fosterpanel.domain.decisions import AgencyDecision
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.naming import stops_in
from fosterpanel.workflow.deciding.decision_file import DecisionFile

Changes = Mapping[str, object]
"""Fields of the record by name, and what they are to hold."""


class PartForm(Form):
    """One part of the record of ``file``, as fields that show what ``record`` holds.

    Signals: ``read_asked(paper_id)`` to read a paper, ``act_asked(str)`` for an act of the record by its name.
    """

    read_asked = Signal(str)
    act_asked = Signal(str)

    def __init__(self, file: DecisionFile) -> None:
        super().__init__()
        self.file = file

    def show_record(self, record: AgencyDecision) -> None:
        """Fill the fields with what the record holds."""
        raise NotImplementedError

    def changes(self) -> Changes:
        """What the fields say, by the record's own names; what cannot be read yet is said as nothing."""
        raise NotImplementedError

    def has_leftovers(self) -> bool:
        """Whether something was typed or chosen that the record cannot hold yet, so that a draft has to."""
        return False

    def follow(self, record: AgencyDecision) -> None:
        """Show what depends on the record as it stands, wherever in it something was changed."""

    def summary(self, record: AgencyDecision) -> str:
        """What the part holds, in a few words for the list of parts; nothing while it is empty."""
        raise NotImplementedError

    def first_stop(self) -> QWidget | None:
        """Where the keyboard begins."""
        return next((stop for stop in stops_in(self) if stop.isVisibleTo(self)), None)
