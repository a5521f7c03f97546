"""The office: the open store, the clock, the service and the person at the desk, handed to every act."""

from __future__ import annotations

import uuid
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from fosterpanel import rulebooks
from fosterpanel.clock import Clock
from fosterpanel.db.store import Store
from fosterpanel.db.transaction import Reading, Transaction
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.domain.service import FosteringService, Numbering, Person
from fosterpanel.domain.wording import plain_date
from fosterpanel.errors import InvalidInput, NotFound


@dataclass(slots=True, kw_only=True, eq=False)
class Office:
    """Everything an act needs. ``rules_folder`` holds a service's own edited rule books, where it has any.

    ``service`` and ``person`` are as they stand now: an act that changes one of them hands it to ``go_on_with``.

    ``timestamp_url`` names an RFC 3161 timestamp authority; without one the computer's clock is said to be it.
    """

    store: Store
    clock: Clock
    service: FosteringService
    person: Person
    rules_folder: Path | None = None
    timestamp_url: str | None = None

    def book(self, on: date | None = None) -> RuleBook:
        """The service's rule book as it stands on a local day, today without one."""
        return rulebooks.load(self.service.nation, on or self.clock.today(), self.rules_folder)

    def act(self) -> AbstractContextManager[Transaction]:
        """One transaction in the name of the person at the desk."""
        return self.store.transaction(self.person.id, self.clock.now())

    def reading(self) -> AbstractContextManager[Reading]:
        """The records as they stand now."""
        return self.store.reading()

    def go_on_with(self, changed: object) -> None:
        """Quote the service, or the person at the desk, as an act has left them; other records are passed over."""
        if isinstance(changed, FosteringService):
            self.service = changed
        elif isinstance(changed, Person) and changed.id == self.person.id:
            # The role somebody sits in stays first: the desk was laid out for it.
            self.person = replace(self.person, name=changed.name, post=changed.post)

    def acting_as(self, person: Person) -> Office:
        """The same office with somebody else at the desk."""
        return replace(self, person=person)


def rules_beside(store: Store) -> Path | None:
    """The folder of the rule books a service has changed: beside its store and named after it; None without one."""
    folder = store.path.with_name(f"{store.path.name}.rules")
    return folder if folder.is_dir() else None


def require_has_come(office: Office, day: date, what: str) -> None:
    """Refuse a local day that is still to come, for something that is said to have happened. Raises InvalidInput."""
    if day > office.clock.today():
        raise InvalidInput(f"{what} is dated {plain_date(day)}, which is still to come. Correct the date.")


def new_id() -> str:
    """A fresh record id."""
    return uuid.uuid4().hex


def next_number(transaction: Transaction, series: str) -> int:
    """The next number of a series, counting from 1; the gap-free order of references."""
    try:
        numbering = transaction.get(Numbering, series)
    except NotFound:
        return transaction.insert(Numbering(id=series, last=1)).last
    return transaction.replace(replace(numbering, last=numbering.last + 1)).last
