"""Taking back an edit: the record as it was, unless something changed it since; never what others rely on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.papers import Paper
from fosterpanel.domain.register import FosterHome
from fosterpanel.errors import InvalidInput, MovedSince
from fosterpanel.workflow.agendas import running_order
from fosterpanel.workflow.panels.meetings import plan_meeting
from fosterpanel.workflow.undo import undo_edit
from tests.workflow.builders import APPLICANTS, CARERS, MEETING, PANEL_DAY, At, Desk, meeting


def changed(desk: Desk, record: object, **changes: object) -> tuple[object, object]:
    """An edit as an act makes it: the record before and after."""
    with desk.office.act() as transaction:
        after = transaction.replace(replace(record, **changes))  # type: ignore[type-var]
        transaction.note("change", "something")
    return record, after


EDITS = {
    "home": (FosterHome, APPLICANTS.id, {"address": ("1 New Street",)}),
    "member": (PanelMember, "member-carer", {"background": "Foster carer with another service"}),
    "meeting": (Meeting, MEETING, {"starts_at": time(14, 0), "place": "Town hall"}),
}


@pytest.mark.parametrize(("kind", "record_id", "changes"), EDITS.values(), ids=EDITS.keys())
def test_an_edit_is_taken_back(at: At, kind: type, record_id: str, changes: dict[str, object]) -> None:
    desk = at("listed")
    before, after = changed(desk, desk.get(kind, record_id), **changes)
    restored = undo_edit(desk.office, before, after)
    assert replace(restored, version=0) == replace(before, version=0)  # type: ignore[type-var]
    assert desk.get(kind, record_id) == restored
    assert desk.last_act() == ("undo", record_id)


def test_an_item_before_its_hearing_is_taken_back(at: At) -> None:
    desk = at("listed")
    before, after = changed(desk, desk.item, subject="Something else")
    undo_edit(desk.office, before, after)
    assert desk.item.subject == "Invented business"


def test_a_running_order_is_put_back_as_it_was(at: At) -> None:
    desk = at("taken in")
    plan_meeting(desk.office, meeting())
    before = running_order.put_item(desk.office, MEETING, desk.item.id)
    after = running_order.arrange(desk.office, MEETING, before.entries[::-1])
    assert undo_edit(desk.office, before, after).entries == before.entries
    emptied = replace(after, entries=())
    with desk.refusing(InvalidInput, "Take it off or put it back there"):
        undo_edit(desk.office, emptied, after)


def test_what_was_changed_again_stays(at: At) -> None:
    desk = at("listed")
    before, after = changed(desk, desk.get(FosterHome, CARERS.id), address=("Elsewhere",))
    changed(desk, after, address=("Somewhere else",))
    with desk.refusing(MovedSince, "changed again"):
        undo_edit(desk.office, before, after)


def test_what_is_filed_issued_heard_or_listed_is_not_undone(at: At) -> None:
    desk = at("issued")
    paper = desk.find(Paper)[0]
    with desk.refusing(InvalidInput, "new act"):
        undo_edit(desk.office, paper, paper)
    issued = desk.get(Meeting, MEETING)
    with desk.refusing(InvalidInput, "supplementary agenda"):
        undo_edit(desk.office, replace(issued, on=date(2026, 12, 5)), issued)
    item = desk.item
    with desk.refusing(InvalidInput, "is listed"):
        undo_edit(desk.office, desk_before_listing(item), item)
    with desk.refusing(InvalidInput, "two records"):
        undo_edit(desk.office, desk.get(FosterHome, CARERS.id), desk.get(FosterHome, APPLICANTS.id))
    assert issued.on == PANEL_DAY


def test_a_heard_item_is_not_undone(at: At) -> None:
    desk = at("recommended")
    with desk.refusing(InvalidInput, "is recommended"):
        undo_edit(desk.office, replace(desk.item, subject="Before"), desk.item)


def desk_before_listing(item: PanelItem) -> PanelItem:
    return replace(item, stage=ItemStage.TAKEN_IN, meeting_id="")
