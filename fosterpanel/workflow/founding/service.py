"""Setting up the service: its store, its people, its signing authority and their certificates."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from fosterpanel.clock import Clock
from fosterpanel.db.keys.openers import NORMAL_COST
from fosterpanel.db.keys.slots import KdfCost
from fosterpanel.db.store import Store
from fosterpanel.db.transaction import Reading
from fosterpanel.documents.authority import certificate_pem, found_authority, issue_certificate
from fosterpanel.documents.own_certificates import import_pkcs12
from fosterpanel.domain.service import FosteringService, Person, Role, SigningAuthority, SigningIdentity
from fosterpanel.domain.signatures import SigningKeys
from fosterpanel.errors import NotFound
from fosterpanel.workflow.copies import Copy, save_copy
from fosterpanel.workflow.office import Office, new_id, rules_beside

AUTHORITY_ID = "authority"


@dataclass(frozen=True, slots=True, kw_only=True)
class Founded:
    """A service just founded: its office, and the recovery words to be written down once."""

    office: Office
    recovery_words: str = field(repr=False)


def found_service(
    path: Path,
    *,
    passphrase: str,
    service: FosteringService,
    administrator: Person,
    clock: Clock,
    kdf: KdfCost = NORMAL_COST,
    recovery_words: str | None = None,
) -> Founded:
    """Make a new encrypted store for a service, with its first person and its own signing authority.

    ``kdf`` is what one guess of the passphrase costs. ``recovery_words`` were drawn before; else new ones are.

    Raises:
        InvalidInput: there is already a store at ``path``, or the passphrase is too short.
        StoreError: the disk refused; nothing is left behind.
    """
    store, words = Store.create(
        path, passphrase=passphrase, clock_now=clock.now(), kdf=kdf, recovery_words=recovery_words
    )
    office = Office(
        store=store, clock=clock, service=service, person=administrator, rules_folder=rules_beside(store)
    )
    authority = SigningAuthority(id=AUTHORITY_ID, keys=found_authority(service.name, clock.now()))
    try:
        with office.act() as transaction:
            transaction.insert(service)
            transaction.insert(administrator)
            transaction.insert(authority)
            transaction.note("found_service", service.id)
    except BaseException:
        store.discard()
        raise
    return Founded(office=office, recovery_words=words)


def open_office(store: Store, *, person_id: str, clock: Clock) -> Office:
    """The office of an open store with one of its people at the desk. Raises NotFound."""
    with store.reading() as reading:
        services = reading.find(FosteringService)
        person = reading.get(Person, person_id)
    if not services:
        raise NotFound("This store holds no service yet. Set the service up first.")
    return Office(
        store=store, clock=clock, service=services[0], person=person, rules_folder=rules_beside(store)
    )


def enter_person(office: Office, *, name: str, roles: tuple[Role, ...], post: str = "") -> Person:
    """Enter somebody who acts in the service."""
    return keep_person(office, Person(id=new_id(), name=name, roles=roles, post=post))


def keep_person(office: Office, person: Person) -> Person:
    """Enter somebody whose record is ready."""
    with office.act() as transaction:
        transaction.insert(person)
        transaction.note("enter_person", person.id)
    return person


def issue_signing_identity(office: Office, person_id: str) -> SigningIdentity:
    """Give a chair or decision maker a certificate of the service's own authority.

    Raises:
        NotFound: there is no such person.
        InvalidInput: the authority's certificate has run out.
    """
    with office.reading() as reading:
        person = reading.get(Person, person_id)
        authority = reading.get(SigningAuthority, AUTHORITY_ID)
    role = person.roles[0].value if person.roles else ""
    keys = issue_certificate(authority.keys, person.name, role, office.service.name, office.clock.now())
    return _keep_identity(office, person_id, keys, is_imported=False)


def import_signing_identity(office: Office, person_id: str, data: bytes, passphrase: str) -> SigningIdentity:
    """Take in a certificate that a person brings as a PKCS#12 file.

    Raises:
        InvalidInput: the file, its passphrase or the certificate cannot be used for signing.
    """
    keys = import_pkcs12(data, passphrase, office.clock.now())
    return _keep_identity(office, person_id, keys, is_imported=True)


def signing_keys(reading: Reading, person: Person) -> SigningKeys:
    """The keys a person signs with: the latest they were given. Raises NotFound when there are none."""
    held = reading.find(SigningIdentity, person_id=person.id)
    if not held:
        raise NotFound(f"{person.name} has no signing certificate yet. Issue or import one first.")
    return held[-1].keys


def authority_certificate(office: Office) -> bytes:
    """The service's authority certificate (public) as PEM, for ``fosterpanel verify --trust``."""
    with office.reading() as reading:
        return certificate_pem(reading.get(SigningAuthority, AUTHORITY_ID).keys.certificate_der)


def save_authority_certificate(office: Office, path: Path) -> Path:
    """Write the authority certificate where the person at the desk asked for it, to be given to whoever verifies.

    Raises:
        StoreError: the folder cannot be written to, or the disk is full; nothing is left there.
    """
    certificate = authority_certificate(office)
    return save_copy(office, Copy.CERTIFICATE, certificate, path, subject_id=AUTHORITY_ID)


def _keep_identity(
    office: Office, person_id: str, keys: SigningKeys, *, is_imported: bool
) -> SigningIdentity:
    identity = SigningIdentity(
        id=new_id(), person_id=person_id, keys=keys, made_at=office.clock.now(), is_imported=is_imported
    )
    with office.act() as transaction:
        transaction.insert(identity)
        transaction.note("import_signing_identity" if is_imported else "issue_signing_identity", person_id)
    return identity
