"""What the room finds on some days: actions of an earlier panel, a break, minutes that are signed."""

from __future__ import annotations

from datetime import date

from fosterpanel.domain.actions import Action
from fosterpanel.domain.agenda import AgendaEntry, EntryKind
from fosterpanel.domain.attendance import OtherAttender
from fosterpanel.domain.items import PanelItem
from fosterpanel.workflow.agendas import agenda
from fosterpanel.workflow.business import items
from fosterpanel.workflow.minuting import minutes
from fosterpanel.workflow.panels import meetings
from tests.workflow.builders import CONTENTS, MEETING, PANEL, Desk, entry, meeting, new_item

DUE = date(2026, 11, 27)


def agreed_in_october(desk: Desk) -> None:
    """An earlier panel agreed one action on an item of the Marsh home, and one of its own."""
    earlier = meetings.plan_meeting(desk.office, meeting("meeting-october", date(2026, 10, 2)))
    item = items.take_in(desk.office, new_item("REVn", "home-marsh"))
    with desk.office.act() as transaction:
        for number, item_id in enumerate((item.id, "")):
            transaction.insert(
                Action(
                    id=f"action-{number}",
                    meeting_id=earlier.id,
                    item_id=item_id,
                    what=f"Book course {number}",
                    owner="Hal Orme",
                    due_on=DUE,
                )
            )
        transaction.note("agree_action", earlier.id)


def with_a_break(desk: Desk) -> None:
    """The agenda as a second issue has it: a welcome before the first item, a break after it."""
    first, *others = (entry(one) for one in desk.find(PanelItem, meeting_id=MEETING))
    welcome = AgendaEntry(kind=EntryKind.STANDING, title="Welcome and minutes of the last panel", minutes=15)
    pause = AgendaEntry(kind=EntryKind.BREAK, title="Break", minutes=10)
    order = (welcome, first, pause, *others)
    agenda.issue_agenda(desk.office, MEETING, order, late_reason="The break was left out.")


def first_signed(desk: Desk) -> None:
    """Every item was withdrawn on the day; the meeting is closed, and the first minutes are signed."""
    office = desk.of("person-chair")
    meetings.open_meeting(office, MEETING)
    meetings.let_in(office, MEETING, PANEL)
    listed = desk.find(PanelItem, meeting_id=MEETING)
    for item in listed:
        items.withdraw_item(office, item.id, reason="Not needed any more.")
    meetings.close_meeting(office, MEETING)
    minutes.write_minutes(office, listed[0].id, CONTENTS)
    minutes.agree_minutes(office, listed[0].id)
    minutes.sign_minutes(office, listed[0].id)


def left_before(desk: Desk) -> None:
    """Both, with the panel and an observer there."""
    agreed_in_october(desk)
    with_a_break(desk)
    meetings.open_meeting(desk.of("person-chair"), MEETING)
    meetings.let_in(desk.of("person-chair"), MEETING, PANEL)
    observer = OtherAttender(name="Ida Thwaite", capacity="observer")
    meetings.record_other(desk.of("person-chair"), MEETING, observer)
