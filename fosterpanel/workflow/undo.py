"""Taking back an edit: the record as it was before, if nothing has changed it since. Never what was signed or sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from fosterpanel.domain.actions import Action
from fosterpanel.domain.agenda import RunningOrder
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.deferrals import Deferral
from fosterpanel.domain.invitations import Invitation
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.domain.papers import ExpectedPaper
from fosterpanel.domain.register import Exemption, FosterHome, Placement
from fosterpanel.domain.service import FosteringService, Person
from fosterpanel.domain.settings import Setting
from fosterpanel.errors import InvalidInput, MovedSince
from fosterpanel.workflow.agendas.running_order import put_back
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
    Placement,
    Exemption,
    Action,
    Deferral,
    Person,
    FosteringService,
    Setting,
)
"""What is edited rather than done: records nobody has signed, issued or told anybody of."""

_BEFORE_HEARING = frozenset({ItemStage.TAKEN_IN, ItemStage.LISTED})

GONE_WHEN_UNDONE = (ExpectedPaper, Placement, Exemption, Setting)
"""What was entered rather than changed, and is gone again once its entry is undone."""

RecordT = TypeVar("RecordT")


def undo_edit(office: Office, before: RecordT | None, after: RecordT) -> RecordT | None:
    """Put a record back as it was before an edit that left it as ``after``; gives it as it now stands.

    Without a ``before`` the edit entered the record, and it is taken out again.

    Raises:
        MovedSince: somebody changed it after that edit.
        InvalidInput: it is no record that is edited, or the edit was one that others already rely on.
    """
    _require_undoable(before, after)
    if isinstance(before, RunningOrder) and isinstance(after, RunningOrder):
        return put_back(office, before, after)  # type: ignore[return-value]
    record_id: str = after.id  # type: ignore[attr-defined]
    restored: RecordT | None = None
    with office.act() as transaction:
        if transaction.get(type(after), record_id) != after:
            raise MovedSince(
                "This was changed again after the edit you want to undo, so nothing was undone. "
                "Look at it as it now stands and change it by hand."
            )
        if before is None:
            transaction.remove(after)
        else:
            restored = transaction.replace(replace(before, version=after.version))  # type: ignore[type-var,attr-defined]
            name_alike(transaction, restored)
        transaction.note("undo", record_id, {"kind": type(after).__name__})
    office.go_on_with(restored)
    return restored


def _require_undoable(before: object, after: object) -> None:
    if before is None and isinstance(after, GONE_WHEN_UNDONE):
        return
    if not isinstance(after, CAN_BE_UNDONE) or type(before) is not type(after):
        raise InvalidInput("This cannot be undone. Correct it with a new act, which refers to the old one.")
    if before.id != after.id:
        raise InvalidInput("These are two records, so there is no edit to undo. Undo each by itself.")
    if isinstance(after, PanelItem) and isinstance(before, PanelItem):
        _require_same_stage(before, after)
    if isinstance(after, Meeting) and isinstance(before, Meeting):
        _require_unissued(before, after)
    if isinstance(after, Deferral) and isinstance(before, Deferral):
        _require_only_received(before, after)


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


def _require_only_received(before: Deferral, after: Deferral) -> None:
    if replace(before, needed=after.needed, version=after.version) != after:
        raise InvalidInput("What was told of a deferral, and its return to a panel, are not undone.")
