"""Acts on actions: agreeing them, recording that they are done, and carrying them to the next panel until then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from fosterpanel.db.transaction import Reading, Transaction
from fosterpanel.domain.actions import Action, open_actions
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.minutes import Minutes, MinutesState, as_draft
from fosterpanel.domain.wording import capitalised, plain_date
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.office import Office, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedAction:
    """An action of an earlier panel and that panel's local day; no reference and no home for the panel's own."""

    action: Action
    agreed_on: date
    reference: str = ""
    home_id: str = ""

    @property
    def sentence(self) -> str:
        """Who does it by when, and which panel agreed it on what."""
        by = f"{capitalised(self.action.owner)}, by {plain_date(self.action.due_on)}"
        on = f" on {self.reference}" if self.reference else ""
        return f"{by}. Agreed on {plain_date(self.agreed_on)}{on}."


def agree_action(office: Office, item_id: str, *, what: str, owner: str, due_on: date) -> Action:
    """Agree an action on an item that came to panel, with its owner and local date; agreed minutes are a draft again.

    Raises:
        InvalidInput: it does not say what or who, or the item is on no agenda.
    """
    if not what.strip() or not owner.strip():
        raise InvalidInput("An action says what is to be done and who does it. Fill in both.")
    with office.act() as transaction:
        item = transaction.get(PanelItem, item_id)
        if not item.meeting_id:
            raise InvalidInput(
                f"Item {item.reference} is on no agenda. List it before agreeing actions on it."
            )
        action = transaction.insert(
            Action(
                id=new_id(),
                meeting_id=item.meeting_id,
                item_id=item_id,
                what=what,
                owner=owner,
                due_on=due_on,
            )
        )
        _reopen_minutes(transaction, item_id)
        transaction.note("agree_action", item_id, {"action": action.id, "due_on": str(due_on)})
    return action


def finish_action(office: Office, action_id: str) -> Action:
    """Record that an action was done, today. Raises InvalidInput when it was done before."""
    with office.act() as transaction:
        action = transaction.get(Action, action_id)
        if action.done_on is not None:
            raise InvalidInput(
                f"This action was done on {plain_date(action.done_on)}. Nothing is left to do."
            )
        done = transaction.replace(replace(action, done_on=office.clock.today()))
        transaction.note("finish_action", action.item_id or action.meeting_id, {"action": action_id})
    return done


def take_action_out(office: Office, action_id: str) -> Action:
    """Take out an action that was agreed by mistake or in wrong words; gives it as it was.

    Raises:
        InvalidInput: it was done, or the minutes that say it are signed.
    """
    with office.act() as transaction:
        action = transaction.get(Action, action_id)
        minutes = transaction.find(Minutes, item_id=action.item_id) if action.item_id else ()
        if action.done_on is not None or any(one.is_final for one in minutes):
            raise InvalidInput(
                "This action was done, or is in signed minutes. It stays there; put it right by an addendum."
            )
        transaction.remove(action)
        _reopen_minutes(transaction, action.item_id)
        transaction.note("take_action_out", action.item_id or action.meeting_id, {"action": action_id})
    return action


def _reopen_minutes(transaction: Transaction, item_id: str) -> None:
    """Minutes that were agreed say something else now, and are read and agreed again."""
    for minutes in transaction.find(Minutes, item_id=item_id, state=MinutesState.AGREED) if item_id else ():
        if not minutes.is_addendum:
            transaction.replace(as_draft(minutes))


def actions_before(office: Office, meeting_id: str) -> tuple[CarriedAction, ...]:
    """The actions of earlier panels that a meeting still has before it, the longest overdue first."""
    with office.reading() as reading:
        carried = carried_to(reading, reading.get(Meeting, meeting_id))
    return tuple(one for one in carried if one.action.done_on is None)


def carried_to(reading: Reading, meeting: Meeting) -> tuple[CarriedAction, ...]:
    """The same, and after them those that were done on the day of the meeting."""
    begins = (meeting.on, meeting.starts_at)
    earlier = {one.id: one.on for one in reading.find(Meeting) if (one.on, one.starts_at) < begins}
    waiting, done = (
        [one for one in reading.find(Action, done_on=on) if one.meeting_id in earlier]
        for on in (None, meeting.on)
    )
    return tuple(
        _carried(reading, one, agreed_on=earlier[one.meeting_id]) for one in (*open_actions(waiting), *done)
    )


def _carried(reading: Reading, action: Action, *, agreed_on: date) -> CarriedAction:
    if not action.item_id:
        return CarriedAction(action=action, agreed_on=agreed_on)
    item = reading.get(PanelItem, action.item_id)
    return CarriedAction(action=action, agreed_on=agreed_on, reference=item.reference, home_id=item.home_id)
