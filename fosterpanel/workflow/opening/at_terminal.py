"""Sitting down at the desk of a store for the length of one command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fosterpanel.clock import Clock
from fosterpanel.domain.service import Person
from fosterpanel.domain.wording import listed
from fosterpanel.errors import InvalidInput, NotFound
from fosterpanel.workflow.founding.stores import StoreKey
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.opening.sign_in import Opened, WayIn, open_service, sit_down


@contextmanager
def at_desk(path: Path, key: StoreKey, clock: Clock, *, name: str = "") -> Iterator[Office]:
    """The office with somebody of the service at its desk, by name, or whoever sat there last; closed at the end.

    What is done is done in their name, as at the window.

    Raises:
        NotFound: there is no store, no service in it, or nobody of that name.
        InvalidInput: it is not said who it is, or several have that name.
        WrongKey, StoreBusy, StoreTooNew, StoreDamaged: it cannot be opened.
    """
    opened = open_service(path, WayIn(passphrase=key.passphrase, recovery_words=key.recovery_words))
    try:
        yield sit_down(opened, _who(opened, name).id, clock)
    finally:
        opened.store.close()


def _who(opened: Opened, name: str) -> Person:
    known = {person.id: person for person in opened.people}
    if not name:
        last = known.get(opened.last_id)
        if last is None and len(known) > 1:
            raise InvalidInput("Nobody has sat at this desk yet. Say who you are with --as NAME.")
        return last or opened.people[0]
    alike = [one for one in opened.people if name.casefold() == one.name.casefold()]
    alike = alike or [one for one in opened.people if name.casefold() in one.name.casefold()]
    if not alike:
        raise NotFound("Nobody of that name works in this service. Check the name after --as.")
    if len(alike) > 1:
        raise InvalidInput(
            f"Several have that name: {listed(one.name for one in alike)}. Give the whole name."
        )
    return alike[0]
