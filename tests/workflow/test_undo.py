"""Taking back an edit: the record as it was, unless something changed it since; never what others rely on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from fosterpanel.domain.actions import Action
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.deferrals import DeferralKind, NeededThing
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.papers import ExpectedPaper, Paper
from fosterpanel.domain.register import FosterHome
from fosterpanel.errors import InvalidInput, MovedSince
from fosterpanel.workflow.agendas import running_order
from fosterpanel.workflow.business.actions import agree_action, finish_action
from fosterpanel.workflow.business.deferrals import NewDeferral, defer_item, receive_needed, tell_of_deferral
from fosterpanel.workflow.business.readiness import expect_paper
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
    restored = undo_edit(desk.office, before, after)
    assert restored is not None
    assert restored.entries == before.entries
    with desk.refusing(MovedSince, "changed again"):
        undo_edit(desk.office, before, after)


def test_an_item_goes_back_to_its_slot_on_the_agenda_and_off_it_again(at: At) -> None:
    desk = at("taken in")
    plan_meeting(desk.office, meeting())
    empty = running_order.running_order(desk.office, MEETING)
    listed = running_order.put_item(desk.office, MEETING, desk.item.id)
    long = tuple(replace(one, minutes=75) if one.item_id else one for one in listed.entries)
    before = running_order.arrange(desk.office, MEETING, long)
    after = running_order.take_item_off(desk.office, MEETING, desk.item.id)
    back = undo_edit(desk.office, before, after)
    assert back is not None
    assert (back.entries, desk.item.stage) == (long, ItemStage.LISTED)
    gone = undo_edit(desk.office, empty, back)
    assert gone is not None
    assert (gone.entries, desk.item.stage, desk.item.meeting_id) == (empty.entries, ItemStage.TAKEN_IN, "")


def test_an_item_put_on_an_agenda_that_is_out_stays_there(at: At) -> None:
    desk = at("issued")
    after = running_order.running_order(desk.office, MEETING)
    before = replace(after, entries=tuple(one for one in after.entries if not one.item_id))
    with desk.refusing(InvalidInput, "supplementary agenda"):
        undo_edit(desk.office, before, after)


def test_what_was_entered_by_mistake_is_gone_again(at: At) -> None:
    desk = at("listed")
    owed = expect_paper(
        desk.office, desk.item.id, "legal-advice", owner="R. Ansah", due_on=date(2026, 11, 27)
    )
    other = expect_paper(desk.office, desk.item.id, "legal-advice", owner="B. Bello", due_on=owed.due_on)
    with desk.refusing(MovedSince, "changed again"):
        undo_edit(desk.office, None, owed)
    first = undo_edit(desk.office, owed, other)
    assert first is not None
    assert first.owner == "R. Ansah"
    assert undo_edit(desk.office, None, first) is None
    assert desk.find(ExpectedPaper) == ()
    assert desk.last_act() == ("undo", owed.id)
    with desk.refusing(InvalidInput, "new act"):
        undo_edit(desk.office, None, desk.find(Paper)[0])


def test_an_action_marked_as_done_is_open_again(at: At) -> None:
    desk = at("recommended")
    agreed = agree_action(
        desk.office, desk.item.id, what="Write", owner="R. Ansah", due_on=date(2026, 12, 18)
    )
    done = finish_action(desk.office, agreed.id)
    undo_edit(desk.office, agreed, done)
    assert desk.get(Action, agreed.id).done_on is None


def test_only_what_came_in_of_a_deferral_is_undone(at: At) -> None:
    desk = at("convened")
    needed = (NeededThing(what="A new medical", owner="Dr Vale", due_on=date(2026, 12, 18)),)
    new = NewDeferral(
        kind=DeferralKind.PANELS_OWN,
        reason_codes=("D83",),
        narrative="The panel overran",
        return_on=date(2027, 1, 8),
        needed=needed,
    )
    before = defer_item(desk.office, desk.item.id, new)
    after = receive_needed(desk.office, before.id, "A new medical", on=PANEL_DAY)
    back = undo_edit(desk.office, before, after)
    assert back is not None
    assert back.needed == needed
    told = tell_of_deferral(desk.office, back.id, told="By telephone", by="Ida Thwaite")
    with desk.refusing(InvalidInput, "not undone"):
        undo_edit(desk.office, back, told)


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
