"""Acts on lines to explore: members send them to the chair, who has them asked or says why not."""

from __future__ import annotations

from dataclasses import dataclass

from fosterpanel.db.transaction import Reading, Transaction
from fosterpanel.domain.interests import DeclaredInterest, conflicted_out
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.lines_to_explore import LineToExplore, reopen, settle
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.service import Person
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.office import Office, new_id
from fosterpanel.workflow.panels.panel_seats import member_at_desk, runs_meeting
from fosterpanel.workflow.paperwork.papers import require_page


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLine:
    """A line to explore and the name of the member who sent it."""

    line: LineToExplore
    sender: str


def send_line(
    office: Office, item_id: str, words: str, *, paper_id: str = "", page: int = 0
) -> LineToExplore:
    """Send the chair a line to explore; ``page`` counts from 1 in the paper it rests on.

    Raises:
        InvalidInput: it says nothing, the sender does not sit on the item's panel or an interest takes them out of
            the item, the item is not before a panel, or there is no such page.
    """
    if not words.strip():
        raise InvalidInput("A line to explore says what the panel should ask. Write it in a few words.")
    with office.act() as transaction:
        _require_may_send(office, transaction, item_id)
        require_page(transaction, item_id, paper_id, page)
        line = transaction.insert(
            LineToExplore(
                id=new_id(),
                item_id=item_id,
                person_id=office.person.id,
                words=words.strip(),
                sent_at=office.clock.now(),
                paper_id=paper_id,
                page=page,
            )
        )
        transaction.note("send_line", item_id, {"line": line.id})
    return line


def lines_of(office: Office, item_id: str) -> tuple[SentLine, ...]:
    """The lines to explore on an item that the person at the desk may see, in the order they were sent.

    Who runs the meeting sees all of them; anybody else sees their own.
    """
    with office.reading() as reading:
        lines = reading.find(LineToExplore, item_id=item_id)
        item = reading.get(PanelItem, item_id)
        sees_all = bool(item.meeting_id) and runs_meeting(
            office, reading, reading.get(Meeting, item.meeting_id)
        )
        return tuple(
            SentLine(line=one, sender=reading.get(Person, one.person_id).name)
            for one in lines
            if sees_all or one.person_id == office.person.id
        )


def settle_line(office: Office, line_id: str, *, left_out_because: str = "") -> LineToExplore:
    """Tick a line off: it was asked, or was left out for a reason.

    Raises:
        InvalidInput: it was ticked off before, or the person at the desk does not run the meeting.
    """
    with office.act() as transaction:
        line = _line_to_run(office, transaction, line_id)
        settled = transaction.replace(settle(line, at=office.clock.now(), left_out_because=left_out_because))
        transaction.note("settle_line", line.item_id, {"line": line_id, "asked": int(not left_out_because)})
    return settled


def reopen_line(office: Office, line_id: str) -> LineToExplore:
    """Take the tick off a line. Raises InvalidInput when the person at the desk does not run the meeting."""
    with office.act() as transaction:
        opened = transaction.replace(reopen(_line_to_run(office, transaction, line_id)))
        transaction.note("reopen_line", opened.item_id, {"line": line_id})
    return opened


def _require_may_send(office: Office, reading: Reading, item_id: str) -> None:
    item = reading.get(PanelItem, item_id)
    if item.stage not in (ItemStage.LISTED, ItemStage.IN_HEARING):
        raise InvalidInput(
            f"Item {item.reference} is {item.stage.value}, so there is no panel to ask. "
            "Lines to explore belong to an item that is listed or being heard."
        )
    member = member_at_desk(office, reading)
    if member is None or reading.get(Meeting, item.meeting_id).seat_of(member.id) is None:
        raise InvalidInput("Only members of the panel that hears an item send lines to explore on it.")
    if member.id in conflicted_out(reading.find(DeclaredInterest, item_id=item_id)):
        raise InvalidInput(f"An interest takes {member.name} out of this item. Leave it to the others.")


def _line_to_run(office: Office, transaction: Transaction, line_id: str) -> LineToExplore:
    line = transaction.get(LineToExplore, line_id)
    item = transaction.get(PanelItem, line.item_id)
    if not item.meeting_id or not runs_meeting(
        office, transaction, transaction.get(Meeting, item.meeting_id)
    ):
        raise InvalidInput("Lines to explore are ticked off by the chair, or by who keeps the record.")
    return line
