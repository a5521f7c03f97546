"""Acts on actions: agreeing them, recording that they are done, and carrying them to the next panel until then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from fosterpanel.domain.actions import Action, open_actions
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.wording import plain_date
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.office import Office, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedAction:
    """An action still to be done and the panel, by its local day, that agreed it; no reference for the panel's own."""

    action: Action
    agreed_on: date
    reference: str = ""


def agree_action(office: Office, item_id: str, *, what: str, owner: str, due_on: date) -> Action:
    """Agree an action on an item that came to panel, with its owner and local date.

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


def actions_before(office: Office, meeting_id: str) -> tuple[CarriedAction, ...]:
    """The actions of earlier panels that a meeting still has before it, the longest overdue first."""
    with office.reading() as reading:
        meeting = reading.get(Meeting, meeting_id)
        earlier = {one.id: one.on for one in reading.find(Meeting) if one.on < meeting.on}
        carried = [one for one in reading.find(Action, done_on=None) if one.meeting_id in earlier]
        return tuple(
            CarriedAction(
                action=one,
                agreed_on=earlier[one.meeting_id],
                reference=reading.get(PanelItem, one.item_id).reference if one.item_id else "",
            )
            for one in open_actions(carried)
        )
