from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fosterpanel.domain.agenda import Agenda, AgendaEntry, EntryKind, RunningOrder
from fosterpanel.domain.deferrals import DeferralKind
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.errors import InvalidInput, MovedSince
from fosterpanel.workflow.agendas import agenda, meeting_list, running_order
from fosterpanel.workflow.agendas.agenda_desk import agenda_after_edit, agenda_desk
from fosterpanel.workflow.agendas.agenda_to_show import agenda_to_show
from fosterpanel.workflow.business import deferrals, items
from fosterpanel.workflow.panels import meetings
from fosterpanel.workflow.undo import undo_edit
from tests.workflow.builders import MEETING, At, Desk, convene, entry, hear, issue, new_item

BREAK = AgendaEntry(kind=EntryKind.BREAK, title="Break", minutes=15)
OWN_REASONS = deferrals.NewDeferral(
    kind=DeferralKind.PANELS_OWN,
    reason_codes=("D80",),
    narrative="The panel was not quorate.",
    return_on=date(2027, 1, 8),
)
LATE = AgendaEntry(kind=EntryKind.LATE, title="Late item", minutes=30)


def kinds(order: RunningOrder) -> list[str]:
    return [one.kind.name for one in order.entries]


def put(desk: Desk, **changes: object) -> PanelItem:
    """Another item, taken in."""
    return items.take_in(desk.office, new_item(home_id="home-oakes", **changes))


def test_a_new_running_order_has_opening_and_close_and_is_not_kept_until_it_is_changed(at: At) -> None:
    desk = at("staffed")
    order = running_order.running_order(desk.office, "meeting-unheard-of")
    assert kinds(order) == ["STANDING", "CLOSE"]
    assert desk.find(RunningOrder) == ()


def test_an_item_is_listed_and_given_a_slot_before_the_close(at: At) -> None:
    desk = at("listed")
    other = put(desk)
    order = running_order.put_item(desk.office, MEETING, other.id)
    assert [one.item_id for one in order.entries] == ["", desk.item.id, other.id, ""]
    assert desk.get(PanelItem, other.id).stage is ItemStage.LISTED
    assert desk.the(RunningOrder) == order
    assert desk.last_act() == ("put_item", other.id)


def test_an_item_is_put_before_the_line_it_was_dropped_on(at: At) -> None:
    desk = at("listed")
    other = put(desk)
    order = running_order.put_item(desk.office, MEETING, other.id, before=1)
    assert [one.item_id for one in order.entries] == ["", other.id, desk.item.id, ""]


def test_an_item_listed_from_elsewhere_has_a_slot_and_one_withdrawn_has_none(at: At) -> None:
    desk = at("listed")
    other = put(desk)
    running_order.put_item(desk.office, MEETING, other.id)
    third = put(desk)
    items.list_item(desk.office, third.id, MEETING)
    items.withdraw_item(desk.office, other.id, reason="The carers moved away.")
    order = running_order.running_order(desk.office, MEETING)
    assert [one.item_id for one in order.entries if one.item_id] == [desk.item.id, third.id]
    agenda.preview_agenda(desk.office, MEETING, order.entries)


def test_taking_an_item_off_lets_it_wait_again(at: At) -> None:
    desk = at("listed")
    order = running_order.take_item_off(desk.office, MEETING, desk.item.id)
    assert kinds(order) == ["STANDING", "CLOSE"]
    assert (desk.item.stage, desk.item.meeting_id) == (ItemStage.TAKEN_IN, "")


def test_arranging_keeps_order_lengths_and_attenders_and_can_be_undone(at: At) -> None:
    desk = at("listed")
    running_order.put_item(desk.office, MEETING, put(desk).id)
    before = running_order.running_order(desk.office, MEETING)
    opening, first, second, close = before.entries
    changed = (opening, replace(second, minutes=50, attending=("carers",)), BREAK, first, LATE, close)
    after = running_order.arrange(desk.office, MEETING, changed)
    assert running_order.running_order(desk.office, MEETING) == after
    assert after.entries == changed
    undo_edit(desk.office, before, after)
    assert running_order.running_order(desk.office, MEETING).entries == before.entries
    with desk.refusing(MovedSince):
        undo_edit(desk.office, before, after)


def test_entries_made_from_an_older_running_order_are_refused(at: At) -> None:
    desk = at("listed")
    seen = running_order.running_order(desk.office, MEETING)
    running_order.put_item(desk.office, MEETING, put(desk).id)
    with desk.refusing(MovedSince, "changed meanwhile"):
        running_order.arrange(desk.office, MEETING, seen.entries, version=seen.version)


def test_right_after_an_edit_what_was_listed_no_longer_waits(at: At) -> None:
    desk = at("listed")
    first, second = put(desk), put(desk)
    before = agenda_desk(desk.office, MEETING)
    running_order.put_item(desk.office, MEETING, first.id)
    after = agenda_after_edit(desk.office, before)
    assert [one.item.id for one in after.waiting.items] == [second.id]
    assert after == agenda_desk(desk.office, MEETING)


@pytest.mark.parametrize("minutes", [0, -5])
def test_a_line_without_time_is_refused(at: At, minutes: int) -> None:
    desk = at("listed")
    order = running_order.running_order(desk.office, MEETING)
    entries = tuple(replace(one, minutes=minutes) for one in order.entries)
    with desk.refusing(InvalidInput, "at least 1"):
        running_order.arrange(desk.office, MEETING, entries)


def test_an_agenda_past_midnight_is_refused_before_it_is_kept(at: At) -> None:
    desk = at("listed")
    order = running_order.running_order(desk.office, MEETING)
    entries = tuple(replace(one, minutes=500) for one in order.entries)
    with desk.refusing(InvalidInput, "after midnight"):
        running_order.arrange(desk.office, MEETING, entries)


def test_no_item_appears_vanishes_or_doubles_while_arranging(at: At) -> None:
    desk = at("listed")
    order = running_order.running_order(desk.office, MEETING)
    stranger = entry(put(desk))
    for entries in (order.entries[:1], (*order.entries, stranger), (*order.entries, order.entries[1])):
        with desk.refusing(InvalidInput, "one at a time"):
            running_order.arrange(desk.office, MEETING, entries)


def test_once_the_agenda_is_out_a_late_item_takes_the_slot_kept_for_it(at: At) -> None:
    desk = at("listed")
    opening, first, close = running_order.running_order(desk.office, MEETING).entries
    running_order.arrange(desk.office, MEETING, (opening, first, LATE, close))
    early = put(desk)
    running_order.put_item(desk.office, MEETING, early.id)
    order = running_order.running_order(desk.office, MEETING)
    assert kinds(order) == ["STANDING", "ITEM", "ITEM", "LATE", "CLOSE"]
    agenda.issue_agenda(desk.office, MEETING, order.entries)
    late = put(desk)
    order = running_order.put_item(desk.office, MEETING, late.id)
    assert kinds(order) == ["STANDING", "ITEM", "ITEM", "ITEM", "CLOSE"]
    assert (order.entries[3].item_id, order.entries[3].minutes) == (late.id, 30)


def test_a_supplementary_agenda_renumbers_nothing_and_tells_what_changed_first(at: At) -> None:
    desk = at("listed")
    second = put(desk)
    order = running_order.put_item(desk.office, MEETING, second.id)
    agenda.issue_agenda(desk.office, MEETING, order.entries)
    late = put(desk)
    order = running_order.put_item(desk.office, MEETING, late.id, before=2)
    shown = agenda_desk(desk.office, MEETING)
    assert [line.timed.entry.number for line in shown.lines if line.item] == ["1", "1A", "2"]
    assert [line.is_new for line in shown.lines if line.item] == [False, True, False]
    told = (f"Item 1A ({late.reference}) is added, at 10:55.",)
    assert shown.changes[:1] == told
    prepared = agenda.prepare_agenda(desk.office, MEETING, order.entries)
    assert prepared.paper.changes == shown.changes
    agenda.issue_agenda(desk.office, MEETING, order.entries)
    first, again = desk.find(Agenda)
    assert [one.number for one in first.entries if one.item_id] == ["1", "2"]
    assert [one.number for one in again.entries if one.item_id] == ["1", "1A", "2"]
    assert agenda_desk(desk.office, MEETING).changes == ()


def test_nothing_is_arranged_once_the_meeting_is_in_session(at: At) -> None:
    desk = at("convened")
    order = running_order.running_order(desk.office, MEETING)
    with desk.refusing(InvalidInput, "is in session, so its agenda stays"):
        running_order.arrange(desk.office, MEETING, order.entries)
    with desk.refusing(InvalidInput, "is in session"):
        running_order.take_item_off(desk.office, MEETING, desk.item.id)


def test_after_the_meeting_its_agenda_is_what_went_out_and_what_came_of_each_item(at: At) -> None:
    desk = at("listed")
    other = put(desk)
    items.list_item(desk.office, other.id, MEETING)
    issue(desk)
    convene(desk)
    hear(desk, desk.item.id)
    deferrals.defer_item(desk.office, other.id, OWN_REASONS)
    meetings.close_meeting(desk.office, MEETING)
    shown = agenda_desk(desk.office, MEETING)
    assert [(one.item.id, one.outcome) for one in shown.lines if one.item] == [
        (desk.item.id, "recommended"),
        (other.id, "deferred"),
    ]
    assert (shown.is_open, shown.changes) == (False, ())
    assert all(one.readiness is None and one.forecast is None for one in shown.lines)
    assert meeting_list.summary_of(desk.office, MEETING).item_count == 2
    assert agenda_to_show(desk.office, MEETING).is_issued


def test_who_presents_is_named_until_the_item_is_heard(at: At) -> None:
    desk = at("listed")
    running_order.name_presenters(desk.office, desk.item.id, ("Priya Nair",))
    assert desk.item.presented_by == ("Priya Nair",)
    assert desk.last_act() == ("name_presenters", desk.item.id)


def test_who_presented_an_item_that_was_heard_stays(at: At) -> None:
    desk = at("recommended")
    with desk.refusing(InvalidInput, "in its minutes"):
        running_order.name_presenters(desk.office, desk.item.id, ("Priya Nair",))


def test_the_desk_shows_what_waits_how_ready_it_is_and_which_cannot_wait(at: At) -> None:
    desk = at("listed")
    soon = put(desk, received_on=desk.item.received_on.replace(month=5, day=1))
    later = put(desk, received_on=desk.office.clock.today())
    shown = agenda_desk(desk.office, MEETING)
    assert [one.item.id for one in shown.waiting.items] == [soon.id, later.id]
    assert [one.cannot_wait for one in shown.waiting.items] == [True, False]
    assert shown.waiting.count == 2
    assert not shown.waiting.items[0].readiness.is_ready
    (line,) = [one for one in shown.lines if one.item]
    assert line.timed.starts_at.isoformat() == "10:15:00"
    assert line.forecast is not None
    assert line.forecast.words == "1 from loss"
    assert (shown.item_count, shown.is_open, shown.ends_at.isoformat()) == (1, True, "11:05:00")
