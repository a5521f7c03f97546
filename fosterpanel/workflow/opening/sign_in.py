"""Opening a store and sitting down at its desk: by passphrase, by the computer's keychain or by recovery words."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from pathlib import Path

from fosterpanel.clock import Clock
from fosterpanel.db.keys.key_file import read_key_file
from fosterpanel.db.keys.slots import SlotKind
from fosterpanel.db.store import Store
from fosterpanel.domain.service import FosteringService, Person, Role
from fosterpanel.errors import FosterPanelError, InvalidInput, NotFound
from fosterpanel.keychain import Keychain
from fosterpanel.workflow.homes.coming_changes import bring_register_up_to_date
from fosterpanel.workflow.office import Office, rules_beside
from fosterpanel.workflow.paperwork.private_notes import purge_notes
from fosterpanel.workflow.settings import LAST_AT_DESK, keep_setting, setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A store that was opened, whose service it is, and who may sit down at its desk; ``last_id`` sat there last."""

    store: Store = field(repr=False)
    service: FosteringService
    people: tuple[Person, ...]
    last_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WayIn:
    """What somebody opens a store with: exactly one of the three. Nothing secret is in ``repr``."""

    passphrase: str | None = field(default=None, repr=False)
    recovery_words: str | None = field(default=None, repr=False)
    use_keychain: bool = False


def open_service(path: Path, way: WayIn, *, keychain: Keychain | None = None) -> Opened:
    """Open the store of a service. Close it with ``Opened.store.close()``.

    Raises:
        NotFound: there is no store, or no service in it.
        WrongKey, NoKeychain: what was given does not open it.
        StoreBusy, StoreTooNew, StoreDamaged: it cannot be opened.
    """
    with contextlib.ExitStack() as undoing:
        store = Store.open(
            path,
            passphrase=way.passphrase,
            recovery_words=way.recovery_words,
            use_keyring=way.use_keychain,
            keychain=keychain,
        )
        undoing.callback(store.close)
        opened = opened_now(store)
        undoing.pop_all()
    return opened


def opened_now(store: Store) -> Opened:
    """The same for a store that is open: its service and its people as they stand now. Raises NotFound."""
    with store.reading() as reading:
        services, people = reading.find(FosteringService), reading.find(Person)
        last = setting(reading, LAST_AT_DESK)
    if not services:
        raise NotFound("This store holds no service yet. Set the service up first.")
    return Opened(store=store, service=services[0], people=people, last_id=last)


def has_keychain_slot(path: Path) -> bool:
    """Whether some computer's keychain opens that store; whether it is this one's, only trying tells."""
    with contextlib.suppress(FosterPanelError):
        return any(slot.kind is SlotKind.KEYCHAIN for slot in read_key_file(path).slots)
    return False


def sit_down(opened: Opened, person_id: str, clock: Clock, *, role: Role | None = None) -> Office:
    """The office with one of its people at the desk, in one of their roles (the first without one); it is recorded.

    What decisions change by today is entered on the register, and so are approvals that resignations have ended
    meanwhile; private notes whose time has come are emptied.

    Raises:
        NotFound: there is no such person.
        InvalidInput: the person does not hold that role, or a rule book of the service's own is not whole.
    """
    with opened.store.reading() as reading:
        person = reading.get(Person, person_id)
    office = Office(
        store=opened.store,
        clock=clock,
        service=opened.service,
        person=_in_role(person, role),
        rules_folder=rules_beside(opened.store),
    )
    own_rules = {"rules": office.book().version} if office.rules_folder else {}
    with office.act() as transaction:
        keep_setting(transaction, LAST_AT_DESK, person_id)
        transaction.note("sit_down", person_id, {"role": role.value if role else "", **own_rules})
    bring_register_up_to_date(office)
    purge_notes(office)
    return office


def _in_role(person: Person, role: Role | None) -> Person:
    """The person with that role first, which is how the desk knows what to show."""
    if role is None:
        return person
    if not person.holds(role):
        raise InvalidInput(f"{person.name} is not {role.value} here. Choose another role.")
    others = tuple(one for one in person.roles if one is not role)
    return Person(
        id=person.id, name=person.name, roles=(role, *others), post=person.post, version=person.version
    )
