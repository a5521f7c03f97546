"""People of the same name: who is here already, to be asked about before somebody is entered again.

Found through the search index, so that a register of thousands is not read for one name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.search import FoundKind
from fosterpanel.domain.service import Person
from fosterpanel.workflow.office import Office

MOST_LOOKED_AT = 50


def same_carers(office: Office, names: Iterable[str], *, but_home: str = "") -> tuple[str, ...]:
    """Who of these fosters here or sits on panels already, in sentences; ``but_home`` is not looked at."""
    with office.reading() as reading:
        said = [words for name in names if name for words in _for_carer(reading, name, but_home)]
    return tuple(said)


def same_members(office: Office, name: str, *, but_member: str = "", but_person: str = "") -> tuple[str, ...]:
    """Who of that name is on the list, works for the service or fosters here already, in sentences."""
    with office.reading() as reading:
        return tuple(_for_member(reading, name, but_member, but_person))


def _for_carer(reading: Reading, name: str, but_home: str) -> Iterator[str]:
    for home in _homes(reading, name):
        if home.id != but_home:
            yield f"{name} fosters in home {home.reference} already."
    if any(_members(reading, name)):
        yield f"{name} is on the central list too; a carer of this service is not independent of it."


def _for_member(reading: Reading, name: str, but_member: str, but_person: str) -> Iterator[str]:
    listed = {one.person_id for one in _members(reading, name) if one.id != but_member}
    if listed:
        yield f"{name} is on the central list already."
    for person_id in _found(reading, name, FoundKind.PERSON):
        person = reading.get(Person, person_id)
        if _plain(person.name) == _plain(name) and person_id != but_person and person_id not in listed:
            yield f"{name} works for the service already: choose them instead of entering them again."
    for home in _homes(reading, name):
        yield f"{name} fosters in home {home.reference}; a carer of this service is not independent of it."


def _homes(reading: Reading, name: str) -> Iterator[FosterHome]:
    for home_id in _found(reading, name, FoundKind.HOME):
        home = reading.get(FosterHome, home_id)
        if any(_plain(carer.name) == _plain(name) for carer in home.carers):
            yield home


def _members(reading: Reading, name: str) -> Iterator[PanelMember]:
    for member_id in _found(reading, name, FoundKind.MEMBER):
        member = reading.get(PanelMember, member_id)
        if _plain(member.name) == _plain(name):
            yield member


def _found(reading: Reading, name: str, kind: FoundKind) -> Iterator[str]:
    for one in reading.search(name, MOST_LOOKED_AT):
        if one.kind is kind:
            yield one.subject_id


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
