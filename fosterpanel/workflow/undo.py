"""Taking back an edit: the record as it was before, if nothing has changed it since. Never what was signed or sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from fosterpanel.domain.agenda import RunningOrder
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.invitations import Invitation
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.domain.papers import ExpectedPaper
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.service import FosteringService, Person
from fosterpanel.domain.settings import Setting
from fosterpanel.errors import InvalidInput, MovedSince
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.one_name import name_alike

CAN_BE_UNDONE = (
    PanelItem,
    FosterHome,
    PanelMember,
    Meeting,
    RunningOrder,
    Invitation,
    ExpectedPaper,
    Person,
    FosteringService,
    Setting,
)
"""What is edited rather than done: records nobody has signed, issued or told anybody of."""

_BEFORE_HEARING = frozenset({ItemStage.TAKEN_IN, ItemStage.LISTED})

RecordT = TypeVar("RecordT")


def undo_edit(office: Office, before: RecordT, after: RecordT) -> RecordT:
    """Put a record back as it was before an edit that left it as ``after``; gives it as it now stands.

    Raises:
        MovedSince: somebody changed it after that edit.
        InvalidInput: it is no record that is edited, or the edit was one that others already rely on.
    """
    _require_undoable(before, after)
    record_id: str = after.id  # type: ignore[attr-defined]
    with office.act() as transaction:
        if transaction.get(type(after), record_id) != after:
            raise MovedSince(
                "This was changed again after the edit you want to undo, so nothing was undone. "
                "Look at it as it now stands and change it by hand."
            )
        restored = transaction.replace(replace(before, version=after.version))  # type: ignore[type-var,attr-defined]
        transaction.note("undo", record_id, {"kind": type(after).__name__})
        name_alike(transaction, restored)
    office.go_on_with(restored)
    return restored


def _require_undoable(before: object, after: object) -> None:
    if not isinstance(after, CAN_BE_UNDONE) or type(before) is not type(after):
        raise InvalidInput("This cannot be undone. Correct it with a new act, which refers to the old one.")
    if before.id != after.id:
        raise InvalidInput("These are two records, so there is no edit to undo. Undo each by itself.")
    if isinstance(after, PanelItem) and isinstance(before, PanelItem):
        _require_same_stage(before, after)
    if isinstance(after, Meeting) and isinstance(before, Meeting):
        _require_unissued(before, after)
    if isinstance(after, RunningOrder) and isinstance(before, RunningOrder):
        _require_same_items(before, after)


def _require_same_stage(before: PanelItem, after: PanelItem) -> None:
    if before.stage is not after.stage or after.stage not in _BEFORE_HEARING:
        raise InvalidInput(
            f"Item {after.reference} is {after.stage.value}, which is not undone. Correct it with a new act."
        )


def _require_unissued(before: Meeting, after: Meeting) -> None:
    if {before.stage, after.stage} != {MeetingStage.PLANNED}:
        raise InvalidInput(
            "Members already have the agenda of this meeting. Issue a supplementary agenda instead."
        )


def _require_same_items(before: RunningOrder, after: RunningOrder) -> None:
    if {entry.item_id for entry in before.entries} != {entry.item_id for entry in after.entries}:
        raise InvalidInput("An item was put on the agenda or taken off it. Take it off or put it back there.")
