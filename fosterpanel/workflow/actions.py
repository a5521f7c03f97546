"""Acts on actions: agreeing them, and recording that they are done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fosterpanel.domain.actions import Action
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.wording import plain_date
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.office import Office, new_id


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
