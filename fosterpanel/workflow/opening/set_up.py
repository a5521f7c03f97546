"""Setting up a new service in one go: its store, its people and their certificates, whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from fosterpanel.clock import Clock
from fosterpanel.db.failures import file_sentences
from fosterpanel.db.keys.key_file import key_file_of
from fosterpanel.db.keys.openers import NORMAL_COST
from fosterpanel.db.keys.slots import KdfCost
from fosterpanel.db.places import refuse_to_overwrite
from fosterpanel.domain.rulebook import Nation, ServiceKind
from fosterpanel.domain.service import FosteringService, Person, Role
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.founding.passphrases import require_strong
from fosterpanel.workflow.founding.service import found_service, issue_signing_identity, keep_person
from fosterpanel.workflow.office import Office, new_id
from fosterpanel.workflow.opening.sign_in import Opened, WayIn, open_service

SIGNS = frozenset({Role.CHAIR, Role.VICE_CHAIR, Role.DECISION_MAKER})
REGULATORS = {
    Nation.ENGLAND: "Ofsted",
    Nation.WALES: "Care Inspectorate Wales",
    Nation.SCOTLAND: "Care Inspectorate",
    Nation.NORTHERN_IRELAND: "Regulation and Quality Improvement Authority",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Somebody who will work here."""

    name: str
    roles: tuple[Role, ...]
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """Everything asked of a new service. Letters quote the contact lines; ``providers`` is empty for a single one.

    The passphrase and the recovery words, which were drawn and typed back before, are not in ``repr``.
    """

    path: Path
    name: str
    kind: ServiceKind
    nation: Nation
    people: tuple[NewPerson, ...]
    passphrase: str = field(repr=False)
    recovery_words: str = field(repr=False)
    providers: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    telephone: str = ""
    email: str = ""
    complaints: str = ""
    review_body: str = ""


def set_up_service(setup: SetUp, clock: Clock, *, kdf: KdfCost = NORMAL_COST) -> Opened:
    """Make the store of a new service with everybody in it, put it in place whole, and open it.

    Chairs, vice chairs and decision makers get a certificate to sign with. ``kdf`` is what a guess costs.

    Raises:
        InvalidInput: a name is missing, nobody is the administrator, the passphrase is weak, or there is a store.
        DiskFull, StoreError: the disk refused; nothing is left behind.
    """
    _require_whole(setup)
    with file_sentences(), _built_beside(setup.path) as building:
        _found(setup, building, clock, kdf)
    return open_service(setup.path, WayIn(passphrase=setup.passphrase))


def _found(setup: SetUp, path: Path, clock: Clock, kdf: KdfCost) -> None:
    people = [
        Person(id=new_id(), name=one.name.strip(), roles=one.roles, post=one.post) for one in setup.people
    ]
    founded = found_service(
        path,
        passphrase=setup.passphrase,
        service=_service(setup),
        administrator=next(one for one in people if one.holds(Role.ADMINISTRATOR)),
        clock=clock,
        kdf=kdf,
        recovery_words=setup.recovery_words,
    )
    with founded.office.store:
        for person in people:
            _enter(founded.office, person)


def _enter(office: Office, person: Person) -> None:
    if person != office.person:
        keep_person(office, person)
    if SIGNS & set(person.roles):
        issue_signing_identity(office, person.id)


def _service(setup: SetUp) -> FosteringService:
    name = setup.name.strip()
    return FosteringService(
        id=new_id(),
        name=name,
        kind=setup.kind,
        nation=setup.nation,
        providers=setup.providers or (name,),
        address=setup.address,
        telephone=setup.telephone,
        email=setup.email,
        complaints=setup.complaints,
        review_body=setup.review_body,
        regulator=REGULATORS[setup.nation],
    )


def _require_whole(setup: SetUp) -> None:
    refuse_to_overwrite(setup.path)
    if not setup.name.strip():
        raise InvalidInput("The fostering service has no name. Give its name.")
    if any(not person.name.strip() or not person.roles for person in setup.people):
        raise InvalidInput("Somebody has no name or no role. Give both.")
    if not any(Role.ADMINISTRATOR in person.roles for person in setup.people):
        raise InvalidInput("Somebody has to be the administrator. Give one person that role.")
    require_strong(setup.passphrase, (setup.name, *(person.name for person in setup.people)))


@contextmanager
def _built_beside(path: Path) -> Iterator[Path]:
    """Give a place in a folder of its own, and move what was made there to ``path`` when the block ends well.

    The keys go first: a store is never there without them.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=".new-service-", dir=path.parent))
    try:
        building = workshop / path.name
        yield building
        keys = key_file_of(building)
        for made in sorted(workshop.iterdir(), key=lambda one: (one == building, one.name)):
            if made == building or made.name.startswith(keys.name):
                made.replace(path.with_name(made.name))
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
