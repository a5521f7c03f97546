"""What the store's tests are made with: a cheap derivation, a fixed moment, invented people."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from keyring.backend import KeyringBackend

from fosterpanel.db.keys.slots import KdfCost
from fosterpanel.db.store import Store
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.register import Carer, FosterHome
from fosterpanel.domain.service import Person, Role

PASSPHRASE = "a lamp under the stairs"
CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)
AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
ACTOR = "person-administrator"
MARKER = "Zebulon Quillfeather"


class MemoryKeyring(KeyringBackend):
    """A keychain that lasts as long as the test."""

    priority = 1.0  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


def new_store(path: Path) -> Store:
    return Store.create(path, passphrase=PASSPHRASE, clock_now=AT, kdf=CHEAP)[0]


def person(number: int = 1, name: str = MARKER) -> Person:
    return Person(id=f"person-{number}", name=name, roles=(Role.CHAIR,))


def home(number: int = 1) -> FosterHome:
    carer = Carer(name=MARKER, born_on=date(1980, 2, 29), sex="female")
    return FosterHome(id=f"home-{number}", reference=f"H{number}", carers=(carer,), address=("1 Mill Lane",))


def item(number: int = 1) -> PanelItem:
    return PanelItem(
        id=f"item-{number}",
        reference=f"R{number}",
        type_code="FULL",
        home_id="home-1",
        subject="First approval",
        received_on=date(2026, 1, 5),
        proposal="Approve",
    )


def add_people(store: Store, *numbers: int) -> None:
    """One act for each person."""
    for number in numbers:
        with store.transaction(ACTOR, AT) as transaction:
            transaction.insert(person(number))
            transaction.note("add person", f"person-{number}")


def people_in(store: Store) -> list[str]:
    with store.reading() as reading:
        return [one.id for one in reading.find(Person)]


def act_count(store: Store) -> int:
    with store.reading() as reading:
        return len(reading.audit_lines())
