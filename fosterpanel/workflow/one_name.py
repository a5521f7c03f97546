"""One name for one person: somebody who works here and sits on the central list is called the same in both places."""

from __future__ import annotations

from dataclasses import replace

from fosterpanel.db.transaction import Transaction
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.service import Person


def name_alike(transaction: Transaction, changed: object) -> None:
    """Call the other record of a person what the changed one is called, within the act that changed it.

    What was signed or minuted keeps the name it was signed with.
    """
    if isinstance(changed, PanelMember):
        person = transaction.get(Person, changed.person_id)
        if person.name != changed.name:
            transaction.replace(replace(person, name=changed.name))
            transaction.note("change_person", person.id)
    elif isinstance(changed, Person):
        for member in transaction.find(PanelMember, person_id=changed.id):
            if member.name != changed.name:
                transaction.replace(replace(member, name=changed.name))
                transaction.note("change_member", member.id)
